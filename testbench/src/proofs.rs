//! Proofs of what the exported Verilog does, and that a netlist does the same.

pub mod equivalence;
pub mod formal;
