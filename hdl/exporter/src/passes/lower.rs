//! Down to what Verilog can say: selects of names only, casts as concatenations. What needs a name of its own gets a
//! wire.

use crate::ir::expr::{Binary, Expr, Node, Offset, Unary};
use crate::ir::names;
use crate::ir::number::Number;
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::{Arm, Assign, Place, Stmt, StmtKind};
use crate::ir::types::Type;
use crate::passes::lowering::Lowering;
use crate::passes::slice::shifts_out;
use std::collections::HashSet;

pub fn lower(signals: &mut Signals, stmts: Vec<Stmt>) -> Vec<Stmt> {
    let mut lowered = Vec::with_capacity(stmts.len());
    for stmt in stmts {
        let mut written = HashSet::new();
        if !matches!(stmt.kind, StmtKind::Assign(_)) {
            stmt.assigns(&mut |a| {
                written.insert(a.target);
            });
        }
        let hint = hint(signals, &stmt);
        let mut lowering = Lowering {
            signals,
            written,
            hint,
            named: Vec::new(),
            before: Vec::new(),
            inner: Vec::new(),
        };
        let stmt = lowering.stmt(stmt);
        let Lowering { before, inner, .. } = lowering;
        lowered.extend(before);
        lowered.extend(inner);
        lowered.push(stmt);
    }
    lowered
}

/// Bits that number `n` places.
fn index_width(n: usize) -> usize {
    n.next_power_of_two().trailing_zeros() as usize
}

/// Wires are named after the first signal that the statement assigns.
fn hint(signals: &Signals, stmt: &Stmt) -> String {
    let mut first = None;
    stmt.assigns(&mut |a| first = first.or(Some(a.target)));
    let raw = first.map_or("", |id| signals.all[id].raw.as_str());
    names::flat(raw.strip_suffix("$d").unwrap_or(raw))
}

impl Lowering<'_> {
    fn block(&mut self, block: Vec<Stmt>) -> Vec<Stmt> {
        let mut lowered = Vec::with_capacity(block.len());
        for stmt in block {
            let outer = std::mem::take(&mut self.inner);
            let stmt = self.stmt(stmt);
            lowered.append(&mut self.inner);
            lowered.push(stmt);
            self.inner = outer;
        }
        lowered
    }

    fn stmt(&mut self, stmt: Stmt) -> Stmt {
        let kind = match stmt.kind {
            StmtKind::Assign(assign) => {
                let place = match assign.place {
                    Place::Bit(index) => {
                        let width = self.signals.all[assign.target].ty.width;
                        match self.offset(Offset::Dynamic(Box::new(index))) {
                            Offset::Fixed(low) => Place::Part(low, 1),
                            Offset::Dynamic(_) if width == 1 => Place::Whole,
                            Offset::Dynamic(index) => Place::Bit(self.fit_index(*index, width)),
                        }
                    }
                    Place::Part(0, w) if w == self.signals.all[assign.target].ty.width => {
                        Place::Whole
                    }
                    place => place,
                };
                let mut value = self.expr(assign.value);
                value = match place {
                    Place::Whole => value.retyped(self.signals.all[assign.target].ty.clone()),
                    Place::Part(_, width) => value.retyped(Type::bits(width)),
                    Place::Bit(_) => value.retyped(Type::bits(1)),
                };
                StmtKind::Assign(Assign {
                    target: assign.target,
                    place,
                    value,
                    lanes: None,
                })
            }
            StmtKind::If(test, then, otherwise) => {
                let test = self.expr(test);
                StmtKind::If(test, self.block(then), self.block(otherwise))
            }
            StmtKind::Case(test, arms) => {
                let test = self.expr(test);
                let arm = |a: Arm| Arm {
                    body: self.block(a.body),
                    ..a
                };
                StmtKind::Case(test, arms.into_iter().map(arm).collect())
            }
        };
        Stmt { kind, ..stmt }
    }

    pub fn expr(&mut self, expr: Expr) -> Expr {
        let ty = expr.ty;
        let node = match expr.node {
            Node::Unary(op, x) => Node::Unary(op, Box::new(self.expr(*x))),
            Node::Binary(Binary::Mul, l, r) => {
                let wide = |x: Box<Expr>| Expr {
                    ty: Type {
                        width: 32,
                        kind: x.ty.kind.clone(),
                    },
                    node: Node::Resize(x),
                };
                let (l, r) = (self.expr(wide(l)), self.expr(wide(r)));
                Node::Binary(Binary::Mul, Box::new(l), Box::new(r))
            }
            Node::Binary(op @ (Binary::Shl | Binary::Shr), l, r) => {
                if shifts_out(&r, ty.width) {
                    return Expr::zero(ty);
                }
                Node::Binary(op, Box::new(self.expr(*l)), Box::new(self.expr(*r)))
            }
            Node::Binary(op, l, r) => {
                Node::Binary(op, Box::new(self.expr(*l)), Box::new(self.expr(*r)))
            }
            Node::Resize(x) => {
                let x = self.expr(*x);
                return self.resize(x, &ty);
            }
            Node::Retype(x) => return self.expr(*x).retyped(ty),
            Node::Part(base, offset) => {
                let base = self.expr(*base);
                return match self.offset(offset) {
                    Offset::Fixed(low) => self.padded_slice(base, low, ty.width),
                    Offset::Dynamic(index) => self.dynamic_part(base, *index, &ty),
                }
                .retyped(ty);
            }
            Node::Replace(base, offset, bit) => {
                let (base, bit) = (self.expr(*base), self.expr(*bit).retyped(Type::bits(1)));
                return match self.offset(offset) {
                    Offset::Fixed(low) => self.replace(base, low, bit),
                    Offset::Dynamic(index) => replace_dynamic(base, *index, bit),
                }
                .retyped(ty);
            }
            node @ (Node::Signal(_) | Node::Number(_) | Node::State(_)) => node,
            node @ (Node::Concat(_) | Node::Repeat(..) | Node::Select(..) | Node::Lanes(_)) => node,
        };
        Expr { ty, node }
    }

    /// A constant index is known here and now.
    fn offset(&mut self, offset: Offset) -> Offset {
        let Offset::Dynamic(index) = offset else {
            return offset;
        };
        match self.expr(*index) {
            Expr {
                node: Node::Number(n),
                ..
            } => Offset::Fixed(n.to_u128().unwrap_or(0) as usize),
            Expr {
                node: Node::Signal(id),
                ty,
            } => match &self.signals.all[id].role {
                Role::Constant(n) => Offset::Fixed(n.to_u128().unwrap_or(0) as usize),
                _ => Offset::Dynamic(Box::new(Expr::signal(id, ty))),
            },
            index => Offset::Dynamic(Box::new(index)),
        }
    }

    /// An index exactly as wide as the vector's length asks; more bits would be out of range in Rust.
    fn fit_index(&mut self, index: Expr, length: usize) -> Expr {
        self.resize(index, &Type::bits(index_width(length)))
    }

    fn dynamic_part(&mut self, base: Expr, index: Expr, ty: &Type) -> Expr {
        let (length, width) = (base.ty.width, ty.width);
        if length == 1 && *ty == Type::BOOL {
            return base;
        }
        let furthest = 1usize
            .checked_shl(index.ty.width as u32)
            .map_or(usize::MAX, |n| n - 1);
        if *ty == Type::BOOL || furthest.saturating_add(width) <= length {
            let base = self.name(base);
            let index = self.fit_index(index, length);
            return Expr {
                ty: Type::bits(width),
                node: Node::Part(Box::new(base), Offset::Dynamic(Box::new(index))),
            };
        }
        let vector = Type::bits(length);
        let base = base.retyped(vector.clone());
        let shifted = Expr {
            ty: vector,
            node: Node::Binary(Binary::Shr, Box::new(base), Box::new(index)),
        };
        self.padded_slice(shifted, 0, width)
    }

    fn replace(&mut self, base: Expr, low: usize, bit: Expr) -> Expr {
        let width = base.ty.width;
        let base = if width > 1 { self.nameable(base) } else { base };
        let mut parts = Vec::new();
        if low + 1 < width {
            parts.push(self.slice(base.clone(), low + 1, width - low - 1));
        }
        parts.push(bit);
        if low > 0 {
            parts.push(self.slice(base, 0, low));
        }
        match parts.len() {
            1 => parts.swap_remove(0),
            _ => Expr {
                ty: Type::bits(width),
                node: Node::Concat(parts),
            },
        }
    }
}

/// One bit of a vector replaced at a place known only to the circuit.
fn replace_dynamic(base: Expr, index: Expr, bit: Expr) -> Expr {
    let ty = base.ty.clone();
    let one = Expr::number(Number::from_u128(1), ty.clone());
    let boxed = |op, l: Expr, r: Expr| Expr {
        ty: ty.clone(),
        node: Node::Binary(op, Box::new(l), Box::new(r)),
    };
    let mask = boxed(Binary::Shl, one, index.clone());
    let mask = Expr {
        ty: ty.clone(),
        node: Node::Unary(Unary::Not, Box::new(mask)),
    };
    let bit = match ty.width {
        1 => bit,
        width => {
            let parts = vec![Expr::zero(Type::bits(width - 1)), bit];
            Expr {
                ty: ty.clone(),
                node: Node::Concat(parts),
            }
        }
    };
    boxed(
        Binary::BitOr,
        boxed(Binary::BitAnd, base, mask),
        boxed(Binary::Shl, bit, index),
    )
}
