//! Widths changed and bits taken: casts and slices as concatenations and selects of names.

use crate::ir::expr::{Binary, Expr, Node, Offset, Unary};
use crate::ir::signals::Role;
use crate::ir::types::Type;
use crate::passes::lowering::Lowering;

impl Lowering<'_> {
    pub fn resize(&mut self, x: Expr, ty: &Type) -> Expr {
        let (from, to) = (x.ty.width, ty.width);
        if to <= from {
            return self.slice(x, 0, to).retyped(ty.clone());
        }
        if let Node::Number(number) = &x.node {
            let negative = x.ty.is_signed() && number.bit(from - 1);
            let number = if negative {
                number.negated(from).negated(to)
            } else {
                number.clone()
            };
            return Expr::number(number, ty.clone());
        }
        let pad = to - from;
        let parts = if x.ty.is_signed() {
            let x = self.nameable(x);
            let sign = self.slice(x.clone(), from - 1, 1);
            let sign = if pad == 1 {
                sign
            } else {
                Expr {
                    ty: Type::bits(pad),
                    node: Node::Repeat(pad, Box::new(sign)),
                }
            };
            vec![sign, x]
        } else {
            vec![Expr::zero(Type::bits(pad)), x]
        };
        Expr {
            ty: ty.clone(),
            node: Node::Concat(parts),
        }
    }

    /// `width` bits of `x` from `low` on, zeros beyond its end.
    pub fn padded_slice(&mut self, x: Expr, low: usize, width: usize) -> Expr {
        let there = x.ty.width.saturating_sub(low);
        if there == 0 {
            return Expr::zero(Type::bits(width));
        }
        if width <= there {
            return self.slice(x, low, width);
        }
        let x = self.slice(x, low, there);
        self.resize(x, &Type::bits(width))
    }

    /// `width` bits of `x` from `low` on, all of which it has.
    pub fn slice(&mut self, x: Expr, low: usize, width: usize) -> Expr {
        let whole = x.ty.width;
        let ty = Type::bits(width);
        if width == whole {
            return x.retyped(ty);
        }
        let node = match x.node {
            Node::Number(number) => Node::Number(number.slice(low, width)),
            Node::Signal(id) => match &self.signals.all[id].role {
                Role::Constant(number) => Node::Number(number.slice(low, width)),
                _ => Node::Part(Box::new(x), Offset::Fixed(low)),
            },
            Node::Part(base, Offset::Fixed(start)) => Node::Part(base, Offset::Fixed(start + low)),
            Node::Retype(x) => return self.slice(*x, low, width),
            Node::Unary(Unary::Not, x) => {
                Node::Unary(Unary::Not, Box::new(self.slice(*x, low, width)))
            }
            Node::Binary(op, l, r) if op.is_bitwise() || low == 0 && modular(op) => Node::Binary(
                op,
                Box::new(self.slice(*l, low, width)),
                Box::new(self.slice(*r, low, width)),
            ),
            Node::Unary(Unary::Neg, x) if low == 0 => {
                Node::Unary(Unary::Neg, Box::new(self.slice(*x, 0, width)))
            }
            Node::Binary(Binary::Shl, l, r) if low == 0 => {
                if shifts_out(&r, width) {
                    return Expr::zero(ty);
                }
                Node::Binary(Binary::Shl, Box::new(self.slice(*l, 0, width)), r)
            }
            Node::Binary(Binary::Shr, l, r) if fixed(&r).is_some() => {
                return self.padded_slice(*l, low + fixed(&r).unwrap_or(0), width);
            }
            Node::Concat(parts) => return self.slice_of_parts(parts, low, width),
            Node::Repeat(_, bit) if width == 1 => return bit.retyped(ty),
            Node::Repeat(_, bit) => Node::Repeat(width, bit),
            node => {
                let named = self.name(Expr { ty: x.ty, node });
                Node::Part(Box::new(named), Offset::Fixed(low))
            }
        };
        Expr { ty, node }
    }

    pub fn slice_of_parts(&mut self, parts: Vec<Expr>, low: usize, width: usize) -> Expr {
        let mut start = parts.iter().map(|p| p.ty.width).sum::<usize>();
        let mut chosen = Vec::new();
        for part in parts {
            let end = start;
            start -= part.ty.width;
            let (from, to) = (low.max(start), (low + width).min(end));
            if from < to {
                chosen.push(self.slice(part, from - start, to - from));
            }
        }
        match chosen.len() {
            1 => chosen.swap_remove(0),
            _ => Expr {
                ty: Type::bits(width),
                node: Node::Concat(chosen),
            },
        }
    }
}

/// Whether the low bits of a result depend on the low bits of the operands only.
fn modular(op: Binary) -> bool {
    matches!(op, Binary::Add | Binary::Sub | Binary::Mul)
}

/// Whether a shift by this amount leaves no bit of a vector.
pub fn shifts_out(amount: &Expr, width: usize) -> bool {
    matches!(&amount.node, Node::Number(n) if n.to_u128().is_none_or(|n| n >= width as u128))
}

fn fixed(amount: &Expr) -> Option<usize> {
    match &amount.node {
        Node::Number(n) => n.to_u128().and_then(|n| usize::try_from(n).ok()),
        _ => None,
    }
}
