//! Faults at an expression of the syntax tree.

use crate::error::{Fault, Reason};
use crate::read::show::show;
use rust_hdl_core::ast::VerilogExpression as Ast;

pub fn fault<T>(at: &Ast, reason: Reason) -> Result<T, Fault> {
    Err((show(at), reason))
}

/// A type that differs from the expected one.
pub fn mismatch<T>(at: &Ast, expected: impl ToString, found: impl ToString) -> Result<T, Fault> {
    let (expected, found) = (expected.to_string(), found.to_string());
    fault(at, Reason::TypeMismatch { expected, found })
}
