//! The exporter against Rust-HDL, Icarus Verilog and Verilator.

mod bench;
mod circles;
mod modules;
mod operators;
mod parts;
mod refusals;
mod statements;
mod vectors;
