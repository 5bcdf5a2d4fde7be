//! Tests of the model alone: design files, layout, tables, random streams, and the paths on which it computes.

mod chains;
mod design;
mod interface;
mod layered;
mod layered_interface;
mod layout;
mod paths;
mod random;
mod tables;
