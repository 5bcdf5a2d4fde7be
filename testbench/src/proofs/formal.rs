//! Proofs by yosys-smtbmc and z3 of what the exported Verilog does in every state and for every input.

mod catalogue;
mod proof;
mod source;

pub use catalogue::PROOFS;
pub use proof::{Control, Method, Proof, Verdict};
pub use source::Source;
