//! Statements: assignments, conditions and cases. Loops are unrolled before, and found again when they are written.

use crate::ir::expr::{Expr, Id, Lanes};

#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    pub comments: Vec<String>,
    pub kind: StmtKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    Assign(Assign),
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    Case(Expr, Vec<Arm>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Assign {
    pub target: Id,
    pub place: Place,
    pub value: Expr,
    /// The elements that are written instead of the target alone. Only in what is about to be written.
    pub lanes: Option<Lanes>,
}

/// The bits of a target that an assignment writes.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    Whole,
    Part(usize, usize),
    Bit(Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    pub pattern: Option<Expr>,
    /// Whether it also takes all codes that no other arm names.
    pub default: bool,
    pub body: Vec<Stmt>,
}

impl Stmt {
    pub fn assign(target: Id, value: Expr) -> Self {
        Stmt {
            comments: Vec::new(),
            kind: StmtKind::Assign(Assign {
                target,
                place: Place::Whole,
                value,
                lanes: None,
            }),
        }
    }

    /// The assignment of a whole signal.
    pub fn whole(&self) -> Option<(Id, &Expr)> {
        match &self.kind {
            StmtKind::Assign(Assign {
                target,
                place: Place::Whole,
                value,
                ..
            }) => Some((*target, value)),
            _ => None,
        }
    }

    pub fn reads(&self, visit: &mut impl FnMut(Id, Option<(usize, usize)>)) {
        match &self.kind {
            StmtKind::Assign(assign) => {
                assign.value.reads(visit);
                if let Place::Bit(index) = &assign.place {
                    index.reads(visit);
                }
            }
            StmtKind::If(test, then, otherwise) => {
                test.reads(visit);
                then.iter().chain(otherwise).for_each(|s| s.reads(visit));
            }
            StmtKind::Case(test, arms) => {
                test.reads(visit);
                arms.iter()
                    .flat_map(|a| &a.body)
                    .for_each(|s| s.reads(visit));
            }
        }
    }

    /// Calls `visit` with every expression inside.
    pub fn exprs(&self, visit: &mut impl FnMut(&Expr)) {
        match &self.kind {
            StmtKind::Assign(assign) => {
                assign.value.walk(visit);
                if let Place::Bit(index) = &assign.place {
                    index.walk(visit);
                }
            }
            StmtKind::If(test, then, otherwise) => {
                test.walk(visit);
                then.iter().chain(otherwise).for_each(|s| s.exprs(visit));
            }
            StmtKind::Case(test, arms) => {
                test.walk(visit);
                arms.iter()
                    .flat_map(|a| &a.body)
                    .for_each(|s| s.exprs(visit));
            }
        }
    }

    /// Calls `visit` with every assignment inside.
    pub fn assigns<'a>(&'a self, visit: &mut impl FnMut(&'a Assign)) {
        match &self.kind {
            StmtKind::Assign(assign) => visit(assign),
            StmtKind::If(_, then, otherwise) => {
                then.iter().chain(otherwise).for_each(|s| s.assigns(visit))
            }
            StmtKind::Case(_, arms) => arms
                .iter()
                .flat_map(|a| &a.body)
                .for_each(|s| s.assigns(visit)),
        }
    }
}
