//! The model by itself: design files, layout, tables, random streams, and the two ways in which it computes.

mod design;
mod interface;
mod layout;
mod paths;
mod random;
mod tables;
