//! A cell in the forms of Verilog: wires, combinational statements and clocked statements.

use crate::ir::expr::{Expr, Id};
use crate::ir::statement::Stmt;

#[derive(Default)]
pub struct Plan {
    /// Each after all that it reads.
    pub wires: Vec<Wire>,
    pub combinational: Vec<Stmt>,
    pub clocked: Vec<Stmt>,
}

pub struct Wire {
    pub target: Id,
    pub value: Expr,
    pub comments: Vec<String>,
}
