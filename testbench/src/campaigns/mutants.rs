//! Mutants: the design broken on purpose, one fault each, and what catches it. See `docs/reference/verification.md`.

pub mod campaign;
mod lists;
pub mod report;
pub mod tree;
pub mod verilog;

pub use lists::*;
