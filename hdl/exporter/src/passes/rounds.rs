//! What is the same from round to round of a loop: the round `i`, made from the rounds 0 and 1, and any round made from it.

use crate::ir::expr::{Expr, Id, Lanes, Node, Offset};
use crate::ir::signals::Signals;
use crate::ir::statement::{Arm, Assign, Place, Stmt, StmtKind};

/// What expressions, one a round, have in common: the expression of a round `i`.
pub fn template(signals: &Signals, exprs: &[Expr]) -> Option<Expr> {
    let rounds = Rounds { signals };
    let [first, second, ..] = exprs else {
        return exprs.first().cloned();
    };
    let template = rounds.both(first, second)?;
    let fits = |(k, expr): (usize, &Expr)| rounds.expr(&template, k).as_ref() == Some(expr);
    exprs.iter().enumerate().all(fits).then_some(template)
}

pub struct Rounds<'a> {
    pub signals: &'a Signals,
}

impl Rounds<'_> {
    pub fn block_of_both(&self, a: &[Stmt], b: &[Stmt]) -> Option<Vec<Stmt>> {
        if a.len() != b.len() {
            return None;
        }
        a.iter()
            .zip(b)
            .map(|(a, b)| self.stmt_of_both(a, b))
            .collect()
    }

    /// The statement of a round `i`, from those of the rounds 0 and 1.
    fn stmt_of_both(&self, a: &Stmt, b: &Stmt) -> Option<Stmt> {
        let kind = match (&a.kind, &b.kind) {
            (StmtKind::Assign(a), StmtKind::Assign(b)) => {
                let place = match (&a.place, &b.place) {
                    (Place::Bit(i), Place::Bit(j)) if a.target == b.target => {
                        Place::Bit(self.both(i, j)?)
                    }
                    (i, j) if i == j && !matches!(i, Place::Bit(_)) => i.clone(),
                    _ => return None,
                };
                StmtKind::Assign(Assign {
                    target: a.target,
                    place,
                    value: self.both(&a.value, &b.value)?,
                    lanes: match a.target == b.target {
                        true => None,
                        false => Some(self.lanes(a.target, b.target)?),
                    },
                })
            }
            (StmtKind::If(test, then, other), StmtKind::If(test2, then2, other2)) => StmtKind::If(
                self.both(test, test2)?,
                self.block_of_both(then, then2)?,
                self.block_of_both(other, other2)?,
            ),
            (StmtKind::Case(test, arms), StmtKind::Case(test2, arms2))
                if arms.len() == arms2.len() =>
            {
                let arm = |(a, b): (&Arm, &Arm)| {
                    let same = a.pattern == b.pattern && a.default == b.default;
                    Some(Arm {
                        body: self.block_of_both(&a.body, &b.body).filter(|_| same)?,
                        ..a.clone()
                    })
                };
                let arms = arms.iter().zip(arms2).map(arm).collect::<Option<_>>()?;
                StmtKind::Case(self.both(test, test2)?, arms)
            }
            _ => return None,
        };
        Some(Stmt {
            comments: Vec::new(),
            kind,
        })
    }

    /// The element `first` in the round 0, and `second` in the round 1.
    fn lanes(&self, first: Id, second: Id) -> Option<Lanes> {
        let (a, from) = self.signals.element(first)?;
        let (b, to) = self.signals.element(second)?;
        (a == b && to > from).then_some(Lanes {
            first,
            step: to - from,
            count: 1,
        })
    }

    /// The expression of a round `i`, from those of the rounds 0 and 1.
    fn both(&self, a: &Expr, b: &Expr) -> Option<Expr> {
        if a == b {
            return Some(a.clone());
        }
        if a.ty != b.ty {
            return None;
        }
        let boxed = |a: &Expr, b: &Expr| self.both(a, b).map(Box::new);
        let node = match (&a.node, &b.node) {
            (Node::Signal(first), Node::Signal(second)) => {
                Node::Lanes(self.lanes(*first, *second)?)
            }
            (Node::Lanes(l), Node::Lanes(m)) if l.count == m.count && l.step + m.step == 0 => {
                Node::Lanes(Lanes {
                    count: l.count,
                    ..self.lanes(l.first, m.first)?
                })
            }
            (Node::Unary(op, x), Node::Unary(op2, y)) if op == op2 => {
                Node::Unary(*op, boxed(x, y)?)
            }
            (Node::Binary(op, l, r), Node::Binary(op2, l2, r2)) if op == op2 => {
                Node::Binary(*op, boxed(l, l2)?, boxed(r, r2)?)
            }
            (Node::Retype(x), Node::Retype(y)) => Node::Retype(boxed(x, y)?),
            (Node::Part(x, Offset::Fixed(i)), Node::Part(y, Offset::Fixed(j))) if i == j => {
                Node::Part(boxed(x, y)?, Offset::Fixed(*i))
            }
            (Node::Part(x, Offset::Dynamic(i)), Node::Part(y, Offset::Dynamic(j))) if x == y => {
                Node::Part(x.clone(), Offset::Dynamic(boxed(i, j)?))
            }
            (Node::Concat(xs), Node::Concat(ys)) if xs.len() == ys.len() => {
                let parts = xs.iter().zip(ys).map(|(x, y)| self.both(x, y));
                Node::Concat(parts.collect::<Option<_>>()?)
            }
            (Node::Repeat(n, x), Node::Repeat(m, y)) if n == m => Node::Repeat(*n, boxed(x, y)?),
            (Node::Select(c, t, e), Node::Select(c2, t2, e2)) => {
                Node::Select(boxed(c, c2)?, boxed(t, t2)?, boxed(e, e2)?)
            }
            _ => return None,
        };
        Some(Expr {
            ty: a.ty.clone(),
            node,
        })
    }

    pub fn block(&self, body: &[Stmt], round: usize) -> Option<Vec<Stmt>> {
        body.iter().map(|s| self.stmt(s, round)).collect()
    }

    /// A statement in a round.
    fn stmt(&self, stmt: &Stmt, round: usize) -> Option<Stmt> {
        let kind = match &stmt.kind {
            StmtKind::Assign(a) => StmtKind::Assign(Assign {
                target: match a.lanes {
                    Some(lanes) => self.element(lanes.first, lanes.step * round)?,
                    None => a.target,
                },
                place: match &a.place {
                    Place::Bit(index) => Place::Bit(self.expr(index, round)?),
                    place => place.clone(),
                },
                value: self.expr(&a.value, round)?,
                lanes: None,
            }),
            StmtKind::If(test, then, other) => StmtKind::If(
                self.expr(test, round)?,
                self.block(then, round)?,
                self.block(other, round)?,
            ),
            StmtKind::Case(test, arms) => {
                let arm = |a: &Arm| {
                    Some(Arm {
                        body: self.block(&a.body, round)?,
                        ..a.clone()
                    })
                };
                let arms = arms.iter().map(arm).collect::<Option<_>>()?;
                StmtKind::Case(self.expr(test, round)?, arms)
            }
        };
        Some(Stmt {
            comments: Vec::new(),
            kind,
        })
    }

    fn element(&self, first: Id, further: usize) -> Option<Id> {
        let (vector, number) = self.signals.element(first)?;
        self.signals.vectors[vector]
            .members
            .get(number + further)
            .copied()
    }

    /// An expression in a round.
    fn expr(&self, expr: &Expr, round: usize) -> Option<Expr> {
        let boxed = |x: &Expr| self.expr(x, round).map(Box::new);
        let node = match &expr.node {
            Node::Lanes(lanes) if lanes.step > 0 => {
                let first = self.element(lanes.first, lanes.step * round)?;
                match lanes.count {
                    1 => Node::Signal(first),
                    count => {
                        self.element(first, count - 1)?;
                        Node::Lanes(Lanes {
                            first,
                            step: 0,
                            count,
                        })
                    }
                }
            }
            Node::Unary(op, x) => Node::Unary(*op, boxed(x)?),
            Node::Binary(op, l, r) => Node::Binary(*op, boxed(l)?, boxed(r)?),
            Node::Retype(x) => Node::Retype(boxed(x)?),
            Node::Part(x, Offset::Fixed(i)) => Node::Part(boxed(x)?, Offset::Fixed(*i)),
            Node::Part(x, Offset::Dynamic(i)) => Node::Part(x.clone(), Offset::Dynamic(boxed(i)?)),
            Node::Concat(parts) => {
                let parts = parts.iter().map(|p| self.expr(p, round));
                Node::Concat(parts.collect::<Option<_>>()?)
            }
            Node::Repeat(n, x) => Node::Repeat(*n, boxed(x)?),
            Node::Select(c, t, e) => Node::Select(boxed(c)?, boxed(t)?, boxed(e)?),
            node => node.clone(),
        };
        Some(Expr {
            ty: expr.ty.clone(),
            node,
        })
    }
}
