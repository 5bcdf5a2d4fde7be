//! Verilog text: expressions, statements, declarations and whole modules.

pub mod custom;
pub mod declare;
pub mod draft;
pub mod emit;
pub mod layout;
pub mod print;
pub mod statements;
