//! Literals of the syntax tree.

use crate::ir::number::Number;
use rust_hdl_core::ast::VerilogLiteral;

/// The value of a Rust-HDL literal and its width. Its fields are private; its hexadecimal form tells both.
pub fn value(literal: &VerilogLiteral) -> Option<(Number, usize)> {
    let text = format!("{literal:x}");
    let (width, digits) = text.split_once("'h")?;
    let mut bits = Vec::with_capacity(4 * digits.len());
    for digit in digits.chars().rev() {
        let digit = digit.to_digit(16)?;
        bits.extend((0..4).map(|i| digit >> i & 1 == 1));
    }
    Some((Number::from_bits(bits), width.parse().ok()?))
}
