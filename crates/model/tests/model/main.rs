//! Tests of the model alone: design files, shape, tables, random streams, and the paths on which it computes.

mod chains;
mod design;
mod interface;
mod layers;
mod paths;
mod random;
mod shape;
mod tables;
