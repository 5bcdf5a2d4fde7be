//! Elements and bits side by side, as few expressions as possible.

use crate::ir::expr::{Expr, Lanes, Node, Offset};
use crate::ir::signals::Signals;
use crate::ir::types::Type;

/// Values side by side, the lowest first, as few expressions as possible.
pub fn joined(signals: &Signals, values: &[Expr]) -> Vec<Expr> {
    let mut parts: Vec<Expr> = Vec::new();
    for value in values {
        let value = bare(value).clone();
        match parts.last_mut() {
            Some(low) if let Some(both) = join(signals, low, &value) => *low = both,
            _ => parts.push(value),
        }
    }
    if let [first, second, ..] = parts.as_slice()
        && parts.iter().all(|p| p == first)
        && second.ty == first.ty
    {
        let width = first.ty.width * parts.len();
        let ty = Type::bits(width);
        return vec![match &first.node {
            Node::Number(number) if number.is_zero() => Expr::zero(ty),
            _ => Expr {
                ty,
                node: Node::Repeat(parts.len(), Box::new(first.clone())),
            },
        }];
    }
    parts
}

/// Parts side by side, the lowest first, as one expression.
pub fn concatenated(mut parts: Vec<Expr>) -> Expr {
    parts.reverse();
    match parts.len() {
        1 => parts.swap_remove(0),
        _ => Expr {
            ty: Type::bits(parts.iter().map(|p| p.ty.width).sum()),
            node: Node::Concat(parts),
        },
    }
}

fn join(signals: &Signals, low: &Expr, high: &Expr) -> Option<Expr> {
    let ty = Type::bits(low.ty.width + high.ty.width);
    let node = match (&low.node, &high.node) {
        (_, Node::Signal(next)) => {
            let (first, count) = match low.node {
                Node::Signal(first) => (first, 1),
                Node::Lanes(Lanes {
                    first,
                    step: 0,
                    count,
                }) => (first, count),
                _ => return None,
            };
            let (vector, number) = signals.element(first)?;
            (signals.element(*next)? == (vector, number + count)).then_some(())?;
            Node::Lanes(Lanes {
                first,
                step: 0,
                count: count + 1,
            })
        }
        (Node::Part(a, Offset::Fixed(i)), Node::Part(b, Offset::Fixed(j)))
            if a == b && i + low.ty.width == *j =>
        {
            if *i == 0 && ty.width == a.ty.width {
                return Some((**a).clone().retyped(ty));
            }
            Node::Part(a.clone(), Offset::Fixed(*i))
        }
        _ => return None,
    };
    Some(Expr { ty, node })
}

/// An expression without a change of its type around it.
pub fn bare(expr: &Expr) -> &Expr {
    match &expr.node {
        Node::Retype(x) => bare(x),
        _ => expr,
    }
}
