//! Several assignments that are one expression: a vector put together bit by bit, a default and what overrides it.

use crate::ir::expr::{Expr, Id, Node, Offset};
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::{Assign, Place, Stmt, StmtKind};
use crate::ir::types::Type;
use crate::passes::uses::Uses;

/// A vector assigned bit by bit becomes one concatenation.
pub fn gather_bits(signals: &Signals, stmts: &mut [Option<Stmt>], clocked: &[Stmt]) {
    let uses = Uses::of(stmts, clocked);
    for target in uses.targets() {
        let writes = uses.writes(target);
        let width = signals.all[target].ty.width;
        let (Some(&first), Some(&last)) = (writes.first(), writes.last()) else {
            continue;
        };
        if writes.len() < 2 || uses.read_between(target, first, last + 1) {
            continue;
        }
        let mut bits: Vec<Option<(usize, usize)>> = vec![None; width];
        let mut base = None;
        let fits = writes.iter().all(|&at| {
            let Some(Stmt {
                kind: StmtKind::Assign(Assign { place, value, .. }),
                ..
            }) = &stmts[at]
            else {
                return false;
            };
            let mut steady = true;
            value.reads(&mut |id, _| steady &= !uses.written_between(id, at, last + 1));
            match place {
                _ if !steady => false,
                Place::Whole
                    if at == first && matches!(value.node, Node::Number(_) | Node::Signal(_)) =>
                {
                    base = Some(at);
                    true
                }
                Place::Part(low, n) => {
                    (*low..low + n).all(|i| bits[i].replace((at, i - low)).is_none())
                }
                _ => false,
            }
        });
        if fits && (base.is_some() || bits.iter().all(Option::is_some)) {
            gather(signals, stmts, target, writes, &bits, base);
        }
    }
}

fn gather(
    signals: &Signals,
    stmts: &mut [Option<Stmt>],
    target: Id,
    writes: &[usize],
    bits: &[Option<(usize, usize)>],
    base: Option<usize>,
) {
    let value_at = |at: usize| match &stmts[at].as_ref().map(|s| &s.kind) {
        Some(StmtKind::Assign(a)) => Some(a.value.clone()),
        _ => None,
    };
    let mut parts: Vec<Expr> = Vec::new();
    let mut low = 0;
    while low < bits.len() {
        let run = |f: &dyn Fn(usize) -> bool| (low..bits.len()).take_while(|i| f(*i)).count();
        let part = match bits[low] {
            Some((at, _)) => {
                let Some(value) = value_at(at) else { return };
                let width = run(&|i| bits[i].is_some_and(|(a, _)| a == at));
                value.retyped(Type::bits(width))
            }
            None => {
                let width = run(&|i| bits[i].is_none());
                let ty = Type::bits(width);
                match base.and_then(value_at) {
                    Some(Expr {
                        node: Node::Number(number),
                        ..
                    }) => Expr::number(number.slice(low, width), ty),
                    Some(base) => Expr {
                        ty,
                        node: Node::Part(Box::new(base), Offset::Fixed(low)),
                    },
                    None => return,
                }
            }
        };
        low += part.ty.width;
        match parts.last_mut() {
            Some(previous) => {
                if !join(previous, &part) {
                    parts.push(part);
                }
            }
            None => parts.push(part),
        }
    }
    parts.reverse();
    let value = match parts.len() {
        1 => parts.swap_remove(0),
        _ => Expr {
            ty: Type::bits(bits.len()),
            node: Node::Concat(parts),
        },
    };
    let mut comments = Vec::new();
    let last = writes[writes.len() - 1];
    for &at in writes {
        comments.extend(stmts[at].take().into_iter().flat_map(|s| s.comments));
    }
    let kind = Stmt::assign(target, value.retyped(signals.all[target].ty.clone())).kind;
    stmts[last] = Some(Stmt { comments, kind });
}

/// Adds to `low` the part right above it: x[3:0] and x[4] are x[4:0].
fn join(low: &mut Expr, high: &Expr) -> bool {
    use Offset::Fixed;
    let width = low.ty.width + high.ty.width;
    let joined = match (&low.node, &high.node) {
        (Node::Part(a, Fixed(i)), Node::Part(b, Fixed(j))) if a == b && i + low.ty.width == *j => {
            if *i == 0 && width == a.ty.width {
                (**a).clone().retyped(Type::bits(width))
            } else {
                Expr {
                    ty: Type::bits(width),
                    node: Node::Part(a.clone(), Fixed(*i)),
                }
            }
        }
        _ => return false,
    };
    *low = joined;
    true
}

/// Bits copied one after the other are copied at once.
pub fn join_copies(stmts: &mut Vec<Stmt>) {
    let mut joined: Vec<Stmt> = Vec::with_capacity(stmts.len());
    for stmt in stmts.drain(..) {
        if let (Some(StmtKind::Assign(a)), StmtKind::Assign(b)) =
            (joined.last_mut().map(|s| &mut s.kind), &stmt.kind)
            && a.target == b.target
            && let (Place::Part(i, n), Place::Part(j, m)) = (&a.place, &b.place)
            && i + n == *j
            && stmt.comments.is_empty()
            && !b.value.reads_signal(a.target)
            && join(&mut a.value, &b.value)
        {
            a.place = Place::Part(*i, n + m);
            continue;
        }
        joined.push(stmt);
    }
    *stmts = joined;
}

/// Leaves of a choice that still reads well as `a ? b : c`.
const MOST_LEAVES: usize = 3;

/// A default and the conditions that override it become one expression.
pub fn choose(signals: &Signals, stmts: &mut [Option<Stmt>], clocked: &[Stmt]) {
    let uses = Uses::of(stmts, clocked);
    for target in uses.targets() {
        let writes = uses.writes(target);
        let (Some(&first), Some(&last)) = (writes.first(), writes.last()) else {
            continue;
        };
        if signals.all[target].role == Role::Next || uses.read_between(target, first, last + 1) {
            continue;
        }
        let mut value: Option<Expr> = None;
        let mut leaves = 0;
        let fits = writes.iter().all(|&at| {
            let Some(stmt) = &stmts[at] else { return false };
            let mut steady = true;
            stmt.reads(&mut |id, _| {
                steady &= id != target && !uses.written_between(id, at, last + 1)
            });
            value = choice(stmt, target, value.clone(), &mut leaves);
            steady && value.is_some()
        });
        if let (true, Some(value), 1..=MOST_LEAVES) = (fits, value, leaves) {
            let comments = writes
                .iter()
                .flat_map(|&at| stmts[at].take())
                .flat_map(|s| s.comments)
                .collect();
            stmts[last] = Some(Stmt {
                comments,
                ..Stmt::assign(target, value)
            });
        }
    }
}

/// The value of `target` after a statement that assigns nothing else.
fn choice(stmt: &Stmt, target: Id, before: Option<Expr>, leaves: &mut usize) -> Option<Expr> {
    match &stmt.kind {
        StmtKind::Assign(Assign {
            target: t,
            place: Place::Whole,
            value,
            ..
        }) if *t == target => {
            *leaves += 1;
            Some(value.clone())
        }
        StmtKind::If(test, then, otherwise) => {
            let mut branch = |body: &[Stmt]| match body {
                [] => before.clone(),
                [one] if one.comments.is_empty() => choice(one, target, before.clone(), leaves),
                _ => None,
            };
            let (then, otherwise) = (branch(then)?, branch(otherwise)?);
            let ty = then.ty.clone();
            Some(Expr {
                ty,
                node: Node::Select(Box::new(test.clone()), Box::new(then), Box::new(otherwise)),
            })
        }
        _ => None,
    }
}
