//! Loops found again: statements that repeat from element to element of vectors.

use crate::ir::expr::{Expr, Id, Lanes, Node};
use crate::ir::signals::Signals;
use crate::ir::statement::{Arm, Assign, Place, Stmt, StmtKind};
use crate::ir::types::Type;
use crate::passes::joined::bare;
use crate::passes::rounds::Rounds;

/// The fewest rounds that make a loop of statements. Two are enough if nothing but copies of whole vectors is left of it.
const FEWEST_ROUNDS: usize = 3;
/// The most statements in a round.
const LONGEST_ROUND: usize = 32;

/// Statements as they are written.
pub enum Piece {
    Plain(Stmt),
    /// So many rounds of what is written for the round 0.
    Loop(usize, Vec<Stmt>),
}

/// The loops among statements of one block. With `parallel` their order does not matter.
pub fn pieces(signals: &Signals, stmts: &[Stmt], parallel: bool) -> Vec<Piece> {
    let rounds = Rounds { signals };
    let bare: Vec<Stmt> = stmts.iter().map(without_comments).collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < stmts.len() {
        match rounds.longest(stmts, &bare, at, parallel) {
            Some((length, count, mut body)) => {
                for (stmt, original) in body.iter_mut().zip(&stmts[at..]) {
                    restore_comments(stmt, original);
                }
                pieces.extend(rounds.spread(body, count, parallel));
                at += length * count;
            }
            None => {
                pieces.push(Piece::Plain(stmts[at].clone()));
                at += 1;
            }
        }
    }
    pieces
}

impl Rounds<'_> {
    /// The loop from a statement on that covers most: statements of a round, rounds, and the round `i`.
    fn longest(
        &self,
        stmts: &[Stmt],
        bare: &[Stmt],
        at: usize,
        parallel: bool,
    ) -> Option<(usize, usize, Vec<Stmt>)> {
        let rest = &bare[at..];
        let mut best: Option<(usize, usize, Vec<Stmt>)> = None;
        for length in 1..=LONGEST_ROUND.min(rest.len() / 2) {
            let covered = best.as_ref().map_or(0, |(l, n, _)| l * n);
            let (first, second) = (&rest[..length], &rest[length..2 * length]);
            let Some(body) = self.block_of_both(first, second) else {
                continue;
            };
            if !body.iter().any(moves) {
                continue;
            }
            let fits = |&k: &usize| {
                let from = k * length;
                let Some(there) = rest.get(from..from + length) else {
                    return false;
                };
                let silent = k == 0 || stmts[at + from..at + from + length] == *there;
                silent && self.block(&body, k).as_deref() == Some(there)
            };
            let count = (0..).take_while(fits).count();
            let copies = || {
                let pieces = self.spread(body.clone(), count, parallel);
                pieces.iter().all(|p| matches!(p, Piece::Plain(_)))
            };
            if length * count > covered && (count >= FEWEST_ROUNDS || count == 2 && copies()) {
                best = Some((length, count, body));
            }
        }
        best
    }

    /// A loop, and before it the copies that are those of whole vectors.
    fn spread(&self, body: Vec<Stmt>, count: usize, parallel: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut left = Vec::new();
        for (at, stmt) in body.iter().enumerate() {
            let run = self.run(stmt, count).filter(|_| {
                let others = body.iter().enumerate().filter(|(other, _)| *other != at);
                others.into_iter().all(|(other, s)| {
                    parallel && (other > at || !self.same_target(stmt, s)) || self.apart(stmt, s)
                })
            });
            match run {
                Some(run) => pieces.push(Piece::Plain(run)),
                None => left.push(stmt.clone()),
            }
        }
        if !left.is_empty() {
            pieces.push(Piece::Loop(count, left));
        }
        pieces
    }

    /// All rounds of a copy from vector to vector at once.
    fn run(&self, stmt: &Stmt, count: usize) -> Option<Stmt> {
        let StmtKind::Assign(assign) = &stmt.kind else {
            return None;
        };
        let whole = |lanes: &Lanes| {
            (lanes.step == 1 && lanes.count == 1).then_some(Lanes {
                step: 0,
                count,
                ..*lanes
            })
        };
        let target = whole(assign.lanes.as_ref()?)?;
        if assign.place != Place::Whole {
            return None;
        }
        let value = bare(&assign.value);
        let ty = Type::bits(value.ty.width * count);
        let value = match &value.node {
            Node::Lanes(lanes) => Expr {
                ty,
                node: Node::Lanes(whole(lanes)?),
            },
            Node::Number(number) if number.is_zero() => Expr::zero(ty),
            _ => return None,
        };
        Some(Stmt {
            comments: stmt.comments.clone(),
            kind: StmtKind::Assign(Assign {
                target: assign.target,
                place: Place::Whole,
                value,
                lanes: Some(target),
            }),
        })
    }

    /// What stands for all elements of a vector.
    fn vector(&self, id: Id) -> (bool, usize) {
        let element = self.signals.element(id);
        element.map_or((true, id), |(vector, _)| (false, vector))
    }

    fn same_target(&self, copy: &Stmt, other: &Stmt) -> bool {
        let mut same = false;
        copy.assigns(&mut |a| {
            other.assigns(&mut |b| same |= self.vector(a.target) == self.vector(b.target));
        });
        same
    }

    /// Whether two statements touch nothing that the other writes.
    fn apart(&self, copy: &Stmt, other: &Stmt) -> bool {
        let vector = |id: Id| self.vector(id);
        let mut clear = true;
        copy.assigns(&mut |a| {
            let target = vector(a.target);
            other.assigns(&mut |b| clear &= vector(b.target) != target);
            reads(other, &mut |id| clear &= vector(id) != target);
        });
        other.assigns(&mut |b| {
            let target = vector(b.target);
            reads(copy, &mut |id| clear &= vector(id) != target);
        });
        clear
    }
}

/// Every signal that a statement reads, the first of each run of elements.
fn reads(stmt: &Stmt, visit: &mut impl FnMut(Id)) {
    stmt.reads(&mut |id, _| visit(id));
    stmt.exprs(&mut |expr| {
        if let Node::Lanes(lanes) = &expr.node {
            visit(lanes.first);
        }
    });
}

/// Whether a statement is another one in each round.
fn moves(stmt: &Stmt) -> bool {
    let mut moves = false;
    stmt.assigns(&mut |a| moves |= a.lanes.is_some());
    stmt.exprs(&mut |expr| moves |= matches!(&expr.node, Node::Lanes(l) if l.step > 0));
    moves
}

fn without_comments(stmt: &Stmt) -> Stmt {
    let block = |stmts: &[Stmt]| stmts.iter().map(without_comments).collect();
    let kind = match &stmt.kind {
        StmtKind::Assign(a) => StmtKind::Assign(a.clone()),
        StmtKind::If(test, then, other) => StmtKind::If(test.clone(), block(then), block(other)),
        StmtKind::Case(test, arms) => {
            let arm = |a: &Arm| Arm {
                body: block(&a.body),
                ..a.clone()
            };
            StmtKind::Case(test.clone(), arms.iter().map(arm).collect())
        }
    };
    Stmt {
        comments: Vec::new(),
        kind,
    }
}

fn restore_comments(stmt: &mut Stmt, original: &Stmt) {
    stmt.comments.clone_from(&original.comments);
    let block = |stmts: &mut [Stmt], originals: &[Stmt]| {
        let pairs = stmts.iter_mut().zip(originals);
        pairs.for_each(|(s, o)| restore_comments(s, o));
    };
    match (&mut stmt.kind, &original.kind) {
        (StmtKind::If(_, then, other), StmtKind::If(_, then2, other2)) => {
            block(then, then2);
            block(other, other2);
        }
        (StmtKind::Case(_, arms), StmtKind::Case(_, arms2)) => {
            let pairs = arms.iter_mut().zip(arms2);
            pairs.for_each(|(a, b)| block(&mut a.body, &b.body));
        }
        _ => {}
    }
}
