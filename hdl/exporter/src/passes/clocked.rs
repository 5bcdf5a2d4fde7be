//! Clocked blocks: what flip-flops hold next, decided right where they are registered.

use crate::ir::expr::{Expr, Id, Node};
use crate::ir::plan::Plan;
use crate::ir::signals::Signals;
use crate::ir::statement::{Arm, Place, Stmt, StmtKind};
use crate::passes::uses::{Uses, remove, within};
use std::collections::HashMap;

/// What decides on the next values of flip-flops goes into clocked blocks, unless something else looks at these values
/// or what they are decided by changes later. A statement that does more is split in two.
pub fn take_clocked(
    signals: &Signals,
    stmts: &mut [Option<Stmt>],
    clocks: &HashMap<Id, Id>,
    plan: &mut Plan,
) {
    let uses = Uses::of(stmts, &[]);
    let steady = |at: usize, id: Id| match uses.writes(id) {
        [] => true,
        [only] if stmts[*only].as_ref().is_some_and(|s| s.whole().is_some()) => true,
        writes => !within(writes, at, usize::MAX),
    };
    let registers = signals
        .registers
        .iter()
        .filter(|r| uses.reads(r.next).is_empty());
    let mut free: HashMap<Id, Id> = registers.map(|r| (r.next, r.value)).collect();
    for (at, stmt) in stmts.iter().enumerate() {
        if let Some(stmt) = stmt {
            bar(stmt, true, &|id| steady(at, id), &mut free);
        }
    }
    let clock_of = |id: Id| clocks.get(&id).filter(|_| free.contains_key(&id));
    let mut order: Vec<Id> = signals
        .registers
        .iter()
        .filter_map(|r| clock_of(r.next).copied())
        .collect();
    order.sort_unstable();
    order.dedup();
    for at in 0..stmts.len() {
        let Some(stmt) = &stmts[at] else { continue };
        let mut clocked = false;
        stmt.assigns(&mut |a| clocked |= free.contains_key(&a.target));
        if !clocked {
            continue;
        }
        // a register holds its value anyway
        if let Some((id, value)) = stmt.whole()
            && uses.writes(id).first() == Some(&at)
            && value.node == Node::Signal(free[&id])
        {
            remove(stmts, at);
            continue;
        }
        plan.clocked.extend(
            order
                .iter()
                .filter_map(|clock| part_of(stmt, &|id| clock_of(id) == Some(clock))),
        );
        stmts[at] = part_of(stmt, &|id| !free.contains_key(&id));
    }
}

/// Strikes the flip-flops whose next value depends on something unsteady.
fn bar(stmt: &Stmt, steady: bool, is_steady: &impl Fn(Id) -> bool, free: &mut HashMap<Id, Id>) {
    let all_steady = |expr: &Expr| {
        let mut all = true;
        expr.reads(&mut |id, _| all &= is_steady(id));
        all
    };
    match &stmt.kind {
        StmtKind::Assign(assign) => {
            let index = if let Place::Bit(index) = &assign.place {
                all_steady(index)
            } else {
                true
            };
            if !(steady && index && all_steady(&assign.value)) {
                free.remove(&assign.target);
            }
        }
        StmtKind::If(test, then, otherwise) => {
            let steady = steady && all_steady(test);
            then.iter()
                .chain(otherwise)
                .for_each(|s| bar(s, steady, is_steady, free));
        }
        StmtKind::Case(test, arms) => {
            let steady = steady && all_steady(test);
            arms.iter()
                .flat_map(|a| &a.body)
                .for_each(|s| bar(s, steady, is_steady, free));
        }
    }
}

/// What a statement does to some signals only.
fn part_of(stmt: &Stmt, wanted: &impl Fn(Id) -> bool) -> Option<Stmt> {
    let block =
        |stmts: &[Stmt]| -> Vec<Stmt> { stmts.iter().filter_map(|s| part_of(s, wanted)).collect() };
    let kind = match &stmt.kind {
        StmtKind::Assign(assign) => {
            StmtKind::Assign(wanted(assign.target).then(|| assign.clone())?)
        }
        StmtKind::If(test, then, otherwise) => {
            let (then, otherwise) = (block(then), block(otherwise));
            if then.is_empty() && otherwise.is_empty() {
                return None;
            }
            StmtKind::If(test.clone(), then, otherwise)
        }
        StmtKind::Case(test, arms) => {
            let mut kept: Vec<Arm> = arms
                .iter()
                .map(|a| Arm {
                    body: block(&a.body),
                    ..a.clone()
                })
                .collect();
            if kept.iter().all(|a| a.body.is_empty()) {
                return None;
            }
            let default_acts = kept.iter().any(|a| a.default && !a.body.is_empty());
            if !default_acts && kept.iter().any(|a| a.body.is_empty()) {
                kept.retain(|a| !a.body.is_empty());
                kept.push(Arm {
                    pattern: None,
                    default: true,
                    body: Vec::new(),
                });
            }
            StmtKind::Case(test.clone(), kept)
        }
    };
    Some(Stmt {
        comments: stmt.comments.clone(),
        kind,
    })
}
