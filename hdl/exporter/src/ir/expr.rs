//! Expressions: names are resolved, and each expression has a type.

use crate::ir::number::Number;
use crate::ir::types::Type;

/// A signal of the cell at hand.
pub type Id = usize;

#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub ty: Type,
    pub node: Node,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Signal(Id),
    Number(Number),
    /// A state of the enumeration that is the expression's type.
    State(usize),
    Unary(Unary, Box<Expr>),
    /// Both operands as wide as the result, save for comparisons, shifts and products.
    Binary(Binary, Box<Expr>, Box<Expr>),
    /// To the width of the type: truncated, or extended by the operand's sign.
    Resize(Box<Expr>),
    /// The same bits seen as another type.
    Retype(Box<Expr>),
    /// Bits from an offset on, zeros beyond the end.
    Part(Box<Expr>, Offset),
    /// The operand with one bit replaced.
    Replace(Box<Expr>, Offset, Box<Expr>),
    /// Highest part first. Only in lowered expressions.
    Concat(Vec<Expr>),
    /// Only in lowered expressions.
    Repeat(usize, Box<Expr>),
    /// Only in lowered expressions.
    Select(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Elements of a vector. Only in what is about to be written.
    Lanes(Lanes),
}

/// `count` elements of a vector, from the element `first` on; in the round `i` of a loop, `step * i` elements further.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes {
    pub first: Id,
    pub step: usize,
    pub count: usize,
}

impl Lanes {
    pub fn one(first: Id) -> Self {
        Lanes {
            first,
            step: 0,
            count: 1,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Offset {
    Fixed(usize),
    Dynamic(Box<Expr>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unary {
    Not,
    Neg,
    All,
    Any,
    Xor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binary {
    Add,
    Sub,
    Mul,
    And,
    Or,
    BitAnd,
    BitOr,
    BitXor,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Binary {
    pub fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Eq | Self::Ne | Self::Lt | Self::Le | Self::Gt | Self::Ge
        )
    }

    pub fn is_bitwise(self) -> bool {
        matches!(self, Self::BitAnd | Self::BitOr | Self::BitXor)
    }
}

impl Expr {
    pub fn signal(id: Id, ty: Type) -> Self {
        Expr {
            ty,
            node: Node::Signal(id),
        }
    }

    pub fn number(number: Number, ty: Type) -> Self {
        Expr {
            ty,
            node: Node::Number(number),
        }
    }

    pub fn zero(ty: Type) -> Self {
        Self::number(Number::default(), ty)
    }

    pub fn retyped(self, ty: Type) -> Self {
        match self.node {
            _ if self.ty == ty => self,
            Node::Retype(inner) => inner.retyped(ty),
            Node::Number(number) => Expr {
                ty,
                node: Node::Number(number),
            },
            _ => Expr {
                ty,
                node: Node::Retype(Box::new(self)),
            },
        }
    }

    /// Calls `visit` with every signal that is read and with the bits of it, `None` where any bit may be.
    pub fn reads(&self, visit: &mut impl FnMut(Id, Option<(usize, usize)>)) {
        match &self.node {
            Node::Signal(id) => visit(*id, Some((0, self.ty.width))),
            Node::Number(_) | Node::State(_) | Node::Lanes(_) => {}
            Node::Unary(_, x) | Node::Resize(x) | Node::Retype(x) | Node::Repeat(_, x) => {
                x.reads(visit)
            }
            Node::Binary(_, l, r) => {
                l.reads(visit);
                r.reads(visit);
            }
            Node::Part(base, offset) => {
                match (&base.node, offset) {
                    (Node::Signal(id), Offset::Fixed(low)) => {
                        visit(*id, Some((*low, self.ty.width)))
                    }
                    (Node::Signal(id), Offset::Dynamic(_)) => visit(*id, None),
                    _ => base.reads(visit),
                }
                offset.reads(visit);
            }
            Node::Replace(base, offset, value) => {
                base.reads(visit);
                offset.reads(visit);
                value.reads(visit);
            }
            Node::Concat(parts) => parts.iter().for_each(|p| p.reads(visit)),
            Node::Select(c, t, e) => {
                c.reads(visit);
                t.reads(visit);
                e.reads(visit);
            }
        }
    }

    /// Calls `visit` with the expression and every one inside.
    pub fn walk(&self, visit: &mut impl FnMut(&Expr)) {
        visit(self);
        match &self.node {
            Node::Signal(_) | Node::Number(_) | Node::State(_) | Node::Lanes(_) => {}
            Node::Unary(_, x) | Node::Resize(x) | Node::Retype(x) | Node::Repeat(_, x) => {
                x.walk(visit)
            }
            Node::Binary(_, l, r) => {
                l.walk(visit);
                r.walk(visit);
            }
            Node::Part(base, offset) => {
                base.walk(visit);
                if let Offset::Dynamic(index) = offset {
                    index.walk(visit);
                }
            }
            Node::Replace(base, _, value) => {
                base.walk(visit);
                value.walk(visit);
            }
            Node::Concat(parts) => parts.iter().for_each(|p| p.walk(visit)),
            Node::Select(c, t, e) => {
                c.walk(visit);
                t.walk(visit);
                e.walk(visit);
            }
        }
    }

    pub fn reads_signal(&self, signal: Id) -> bool {
        let mut found = false;
        self.reads(&mut |id, _| found |= id == signal);
        found
    }
}

impl Offset {
    pub fn reads(&self, visit: &mut impl FnMut(Id, Option<(usize, usize)>)) {
        if let Offset::Dynamic(index) = self {
            index.reads(visit);
        }
    }
}
