//! The exporter against Rust-HDL, Icarus Verilog and Verilator.

mod bench;
mod modules;
mod operators;
mod parts;
mod refusals;
mod statements;
