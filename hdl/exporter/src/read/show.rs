//! Expressions as they stand in errors, close to their Rust spelling.

use crate::read::literal;
use rust_hdl_core::ast::{VerilogExpression as Ast, VerilogOp, VerilogOpUnary};

pub fn show(ast: &Ast) -> String {
    match ast {
        Ast::Signal(name) => name.replace('$', "."),
        Ast::Literal(literal) => match literal::value(literal) {
            Some((number, 1)) => (!number.is_zero()).to_string(),
            Some((number, _)) => number
                .to_u128()
                .map_or_else(|| format!("0x{number}"), |n| n.to_string()),
            None => "?".into(),
        },
        Ast::Cast(x, width) => format!("bit_cast::<{width}>({})", show(x)),
        Ast::Signed(x) => format!("signed_cast({})", show(x)),
        Ast::Unsigned(x) => format!("unsigned_cast({})", show(x)),
        Ast::Paren(x) => format!("({})", show(x)),
        Ast::Binary(l, op, r) => format!("{} {} {}", show(l), symbol(op), show(r)),
        Ast::Unary(VerilogOpUnary::Not, x) => format!("!{}", show(x)),
        Ast::Unary(VerilogOpUnary::Neg, x) => format!("-{}", show(x)),
        Ast::Unary(VerilogOpUnary::All, x) => format!("{}.all()", show(x)),
        Ast::Unary(VerilogOpUnary::Any, x) => format!("{}.any()", show(x)),
        Ast::Unary(VerilogOpUnary::Xor, x) => format!("{}.xor()", show(x)),
        Ast::Index(x, i) => format!("{}.get_bit({})", show(x), show(i)),
        Ast::Slice(x, width, i) => format!("{}.get_bits::<{width}>({})", show(x), show(i)),
        Ast::IndexReplace(x, i, v) => format!("{}.replace_bit({}, {})", show(x), show(i), show(v)),
    }
}

fn symbol(op: &VerilogOp) -> &'static str {
    match op {
        VerilogOp::Add => "+",
        VerilogOp::Sub => "-",
        VerilogOp::Mul => "*",
        VerilogOp::LogicalAnd => "&&",
        VerilogOp::LogicalOr => "||",
        VerilogOp::BitXor => "^",
        VerilogOp::BitAnd => "&",
        VerilogOp::BitOr => "|",
        VerilogOp::Shl => "<<",
        VerilogOp::Shr => ">>",
        VerilogOp::Eq => "==",
        VerilogOp::Lt => "<",
        VerilogOp::Le => "<=",
        VerilogOp::Ne => "!=",
        VerilogOp::Ge => ">=",
        VerilogOp::Gt => ">",
    }
}
