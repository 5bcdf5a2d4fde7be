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

impl Wire {
    /// The wire as an assignment.
    pub fn stmt(&self) -> Stmt {
        Stmt {
            comments: self.comments.clone(),
            ..Stmt::assign(self.target, self.value.clone())
        }
    }
}
