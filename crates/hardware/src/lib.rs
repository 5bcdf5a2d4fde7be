//! From a design to the chip: what the cells are made from, the exported Verilog, the numbers of the link's protocol, and what a design costs.

pub mod costs;
mod export;
mod identity;
mod parameters;
pub mod protocol;

pub use export::{export, header, verilog, verilog_with};
pub use identity::{IDENTITY_WORDS, identity, identity_difference, scratch_map};
pub use parameters::{parameters, parameters_with};
