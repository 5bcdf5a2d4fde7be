//! Wires for expressions that need a name, because Verilog takes bits of names only.

use crate::ir::expr::{Binary, Expr, Id, Node, Offset, Unary};
use crate::ir::signals::Signals;
use crate::ir::statement::Stmt;
use std::collections::HashSet;

/// The statement at hand while it is lowered.
pub struct Lowering<'a> {
    pub signals: &'a mut Signals,
    /// Signals that change inside the statement at hand.
    pub written: HashSet<Id>,
    /// The start of the names of its wires.
    pub hint: String,
    /// Expressions that have a wire, and the wire.
    pub named: Vec<(Expr, Id)>,
    /// Wires for the statement at hand, before it.
    pub before: Vec<Stmt>,
    /// Those that depend on what changes inside it, before the statement within.
    pub inner: Vec<Stmt>,
}

impl Lowering<'_> {
    /// `x` itself if it may stand twice, else a wire.
    pub fn nameable(&mut self, x: Expr) -> Expr {
        match x.node {
            Node::Signal(_) | Node::Number(_) | Node::Part(_, Offset::Fixed(_)) => x,
            Node::Retype(inner)
                if matches!(
                    inner.node,
                    Node::Signal(_) | Node::Part(_, Offset::Fixed(_))
                ) =>
            {
                inner.retyped(x.ty)
            }
            _ => self.name(x),
        }
    }

    /// `x` as a signal.
    pub fn name(&mut self, x: Expr) -> Expr {
        if let Node::Signal(_) = x.node {
            return x;
        }
        if let Node::Retype(inner) = &x.node
            && let Node::Signal(_) = inner.node
        {
            return (**inner).clone();
        }
        let ty = x.ty.clone();
        let mut inside = false;
        x.reads(&mut |id, _| inside |= self.written.contains(&id));
        if !inside && let Some((_, id)) = self.named.iter().find(|(e, _)| *e == x) {
            return Expr::signal(*id, ty);
        }
        let wish = format!("{}_{}", self.hint, noun(&x));
        let id = self.signals.add_wire(&wish, ty.clone());
        if inside {
            // assigned on some paths only: a default keeps it from being a latch
            self.before.push(Stmt::assign(id, Expr::zero(ty.clone())));
            self.inner.push(Stmt::assign(id, x));
        } else {
            self.before.push(Stmt::assign(id, x.clone()));
            self.named.push((x, id));
        }
        Expr::signal(id, ty)
    }
}

/// What the value of an expression is called.
fn noun(x: &Expr) -> &'static str {
    match &x.node {
        Node::Retype(x) => noun(x),
        Node::Unary(Unary::Neg, _) => "negated",
        Node::Binary(Binary::Add, ..) => "sum",
        Node::Binary(Binary::Sub, ..) => "difference",
        Node::Binary(Binary::Mul, ..) => "product",
        Node::Binary(Binary::Shl | Binary::Shr, ..) => "shifted",
        Node::Concat(_) => "joined",
        _ => "value",
    }
}
