//! Integers known at export: literals, loop indices and what is computed from them.

use crate::error::{Fault, Reason};
use crate::ir::expr::{Binary, Expr};
use crate::ir::number::Number;
use crate::ir::types::{Kind, Type};
use crate::read::fault::fault;
use rust_hdl_core::ast::VerilogExpression as Ast;

/// An integer as a number of a type that it must fit.
pub fn number(ast: &Ast, value: i128, ty: &Type) -> Result<Expr, Fault> {
    let magnitude = Number::from_u128(value.unsigned_abs());
    let fits = match ty.kind {
        Kind::Bits => value >= 0 && magnitude.length() <= ty.width,
        Kind::Signed if value < 0 => {
            Number::from_u128(value.unsigned_abs() - 1).length() < ty.width
        }
        Kind::Signed => magnitude.length() < ty.width,
        _ => {
            return fault(
                ast,
                Reason::TypeMismatch {
                    expected: ty.to_string(),
                    found: "a number".into(),
                },
            );
        }
    };
    if !fits {
        return fault(ast, Reason::LiteralTooLarge(ty.to_string()));
    }
    Ok(Expr::number(
        if value < 0 {
            magnitude.negated(ty.width)
        } else {
            magnitude
        },
        ty.clone(),
    ))
}

/// Arithmetic on integers known at export, as in Rust: what would overflow there has no value here.
pub fn fold(a: i128, op: Binary, b: i128) -> Option<i128> {
    let value = match op {
        Binary::Add => a.checked_add(b)?,
        Binary::Sub => a.checked_sub(b)?,
        Binary::Mul => a.checked_mul(b)?,
        Binary::BitAnd => a & b,
        Binary::BitOr => a | b,
        Binary::BitXor => a ^ b,
        Binary::Shl if (0..64).contains(&b) => a.checked_mul(1 << b)?,
        Binary::Shr if (0..64).contains(&b) => a >> b,
        _ => return None,
    };
    (i128::from(i64::MIN)..=i128::from(u64::MAX))
        .contains(&value)
        .then_some(value)
}

pub fn fold_comparison(a: i128, op: Binary, b: i128) -> bool {
    match op {
        Binary::Eq => a == b,
        Binary::Ne => a != b,
        Binary::Lt => a < b,
        Binary::Le => a <= b,
        Binary::Gt => a > b,
        _ => a >= b,
    }
}
