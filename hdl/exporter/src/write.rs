//! Verilog text: expressions, statements, declarations and whole modules.

pub mod custom;
pub mod declare;
pub mod draft;
pub mod emit;
pub mod instances;
pub mod layout;
pub mod print;
pub mod select;
pub mod statements;
pub mod wires;
