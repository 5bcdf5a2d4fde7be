//! Wires: signals that one expression gives, whatever happens.

use crate::ir::expr::{Expr, Id};
use crate::ir::plan::{Plan, Wire};
use crate::ir::statement::{Stmt, StmtKind};
use crate::passes::uses::{Uses, within};
use std::collections::{HashMap, HashSet};

/// Signals assigned once, whatever happens.
pub fn take_wires(stmts: &mut [Option<Stmt>], plan: &mut Plan) {
    let uses = Uses::of(stmts, &[]);
    let mut wires: HashMap<Id, usize> = HashMap::new();
    for (at, stmt) in stmts.iter().enumerate() {
        if let Some((id, value)) = stmt.as_ref().and_then(Stmt::whole)
            && uses.writes(id).len() == 1
            && !value.reads_signal(id)
        {
            wires.insert(id, at);
        }
    }
    let value_of = |at: usize| {
        stmts[at]
            .as_ref()
            .and_then(Stmt::whole)
            .map(|(_, value)| value)
    };
    loop {
        let is_written = |id: Id, wires: &HashMap<Id, usize>| {
            !uses.writes(id).is_empty() && !wires.contains_key(&id)
        };
        let mut demoted: Vec<Id> = Vec::new();
        for (&id, &at) in &wires {
            let mut steady = true;
            if let Some(value) = value_of(at) {
                value.reads(&mut |s, _| {
                    steady &= !is_written(s, &wires) || !within(uses.writes(s), at, usize::MAX);
                });
            }
            if !steady {
                demoted.push(id);
            }
        }
        // a wire between two statements would make the block of statements wait for itself
        let order = sorted(&wires, &value_of);
        let mut behind: HashSet<Id> = HashSet::new();
        for &id in &order {
            let mut is_behind = false;
            if let Some(value) = value_of(wires[&id]) {
                value.reads(&mut |s, _| is_behind |= is_written(s, &wires) || behind.contains(&s));
            }
            if is_behind {
                behind.insert(id);
            }
        }
        let mut ahead: HashSet<Id> = HashSet::new();
        let wired: HashSet<usize> = wires.values().copied().collect();
        for (at, stmt) in stmts.iter().enumerate() {
            if let (Some(stmt), false) = (stmt, wired.contains(&at)) {
                stmt.reads(&mut |s, _| {
                    ahead.insert(s);
                });
            }
        }
        for &id in order.iter().rev() {
            if ahead.contains(&id)
                && let Some(value) = value_of(wires[&id])
            {
                value.reads(&mut |s, _| {
                    ahead.insert(s);
                });
            }
        }
        demoted.extend(
            wires
                .keys()
                .filter(|id| behind.contains(id) && ahead.contains(id)),
        );
        if demoted.is_empty() {
            break;
        }
        demoted.iter().for_each(|id| {
            wires.remove(id);
        });
    }
    for id in sorted(&wires, &value_of) {
        if let Some(Stmt {
            comments,
            kind: StmtKind::Assign(assign),
        }) = stmts[wires[&id]].take()
        {
            plan.wires.push(Wire {
                target: id,
                value: assign.value,
                comments,
            });
        }
    }
}

/// The wires in the order of their statements, save that each comes after what it reads. Loops are found later.
fn sorted<'a>(
    wires: &HashMap<Id, usize>,
    value_of: &impl Fn(usize) -> Option<&'a Expr>,
) -> Vec<Id> {
    let mut starts: Vec<(usize, Id)> = wires.iter().map(|(id, at)| (*at, *id)).collect();
    starts.sort_unstable();
    let mut order = Vec::with_capacity(starts.len());
    let mut seen: HashSet<Id> = HashSet::new();
    for (_, start) in starts {
        let mut stack = vec![(start, false)];
        while let Some((id, done)) = stack.pop() {
            if done {
                order.push(id);
            } else if seen.insert(id) {
                stack.push((id, true));
                let mut reads = Vec::new();
                if let Some(value) = value_of(wires[&id]) {
                    value.reads(&mut |s, _| {
                        if wires.contains_key(&s) && !seen.contains(&s) {
                            reads.push((s, false));
                        }
                    });
                }
                stack.extend(reads.into_iter().rev());
            }
        }
    }
    order
}
