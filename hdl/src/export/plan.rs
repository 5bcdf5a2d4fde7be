//! Which form each signal takes: wires for what is assigned once, statements for the rest, and the flip-flops' inputs
//! straight in their clocked block where nothing else looks at them.
//!
//! `update()` is a sequence: a Local read in its middle is what was assigned last. A wire is always what it is in the
//! end. So a signal may become a wire, or a statement move, only if no later assignment changes what it reads.

use super::check;
use super::clocked::take_clocked;
use super::ir::{Expr, Id, Stmt, StmtKind};
use super::merge::{choose, gather_bits, join_copies};
use super::signals::{Role, Signals};
use super::typing::Fault;
use super::wires::take_wires;
use std::collections::{HashMap, HashSet};

#[derive(Default)]
pub struct Plan {
    /// Each after all that it reads.
    pub wires: Vec<Wire>,
    pub combinational: Vec<Stmt>,
    pub clocked: Vec<Stmt>,
}

pub struct Wire {
    pub target: Id,
    pub value: Expr,
    pub comments: Vec<String>,
}

/// Where signals are read and written, by top-level statement.
pub struct Uses {
    reads: HashMap<Id, Vec<usize>>,
    writes: HashMap<Id, Vec<usize>>,
}

impl Uses {
    /// What clocked blocks read, they read in the end.
    pub fn of(stmts: &[Option<Stmt>], clocked: &[Stmt]) -> Self {
        let mut uses = Uses {
            reads: HashMap::new(),
            writes: HashMap::new(),
        };
        for stmt in clocked {
            stmt.reads(&mut |id, _| uses.reads.insert(id, vec![usize::MAX]).map_or((), drop));
        }
        for (at, stmt) in stmts.iter().enumerate() {
            let Some(stmt) = stmt else { continue };
            let note = |map: &mut HashMap<Id, Vec<usize>>, id: Id| {
                let list = map.entry(id).or_default();
                match list.as_slice() {
                    [.., last] | [.., last, usize::MAX] if *last == at => {}
                    [.., usize::MAX] => list.insert(list.len() - 1, at),
                    _ => list.push(at),
                }
            };
            stmt.reads(&mut |id, _| note(&mut uses.reads, id));
            stmt.assigns(&mut |a| note(&mut uses.writes, a.target));
        }
        uses
    }

    pub fn writes(&self, id: Id) -> &[usize] {
        self.writes.get(&id).map_or(&[], Vec::as_slice)
    }

    pub fn reads(&self, id: Id) -> &[usize] {
        self.reads.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Every signal that is written, by its number.
    pub fn targets(&self) -> Vec<Id> {
        let mut targets: Vec<Id> = self.writes.keys().copied().collect();
        targets.sort_unstable();
        targets
    }

    pub fn written_between(&self, id: Id, after: usize, before: usize) -> bool {
        within(self.writes(id), after + 1, before)
    }

    pub fn read_between(&self, id: Id, after: usize, before: usize) -> bool {
        within(self.reads(id), after + 1, before)
    }
}

/// Whether a sorted list has a number from `from` on and below `to`.
pub fn within(sorted: &[usize], from: usize, to: usize) -> bool {
    sorted
        .get(sorted.partition_point(|at| *at < from))
        .is_some_and(|at| *at < to)
}

/// `clocks` gives the clock of each flip-flop's next value.
pub fn plan(signals: &Signals, stmts: Vec<Stmt>, clocks: &HashMap<Id, Id>) -> Result<Plan, Fault> {
    let mut stmts: Vec<Option<Stmt>> = stmts.into_iter().map(Some).collect();
    drop_overwritten(signals, &mut stmts);
    drop_unread(signals, &mut stmts);
    check::complete(signals, stmts.iter().flatten())?;
    let mut plan = Plan::default();
    take_clocked(signals, &mut stmts, clocks, &mut plan);
    gather_bits(signals, &mut stmts, &plan.clocked);
    choose(signals, &mut stmts, &plan.clocked);
    take_wires(&mut stmts, &mut plan);
    plan.combinational = stmts.into_iter().flatten().collect();
    check::ordered(signals, &plan)?;
    join_copies(&mut plan.combinational);
    Ok(plan)
}

/// Takes out an assignment; its comments go to the next statement.
pub fn remove(stmts: &mut [Option<Stmt>], at: usize) {
    let Some(stmt) = stmts[at].take() else { return };
    if let Some(next) = stmts[at + 1..].iter_mut().flatten().next() {
        next.comments.splice(0..0, stmt.comments);
    }
}

/// The hold of a flip-flop that is assigned anyway, a default that nothing reads.
fn drop_overwritten(signals: &Signals, stmts: &mut [Option<Stmt>]) {
    let mut pending: HashMap<Id, usize> = HashMap::new();
    for at in 0..stmts.len() {
        let Some(stmt) = &stmts[at] else { continue };
        stmt.reads(&mut |id, _| {
            if signals.all[id].role.is_sequential() {
                pending.remove(&id);
            }
        });
        let whole = stmt.whole().map(|(id, _)| id);
        stmt.assigns(&mut |a| {
            if whole.is_none() {
                pending.remove(&a.target);
            }
        });
        if let Some(id) = whole
            && let Some(earlier) = pending.insert(id, at)
        {
            remove(stmts, earlier);
        }
    }
}

/// Locals that nothing reads.
fn drop_unread(signals: &Signals, stmts: &mut [Option<Stmt>]) {
    let is_droppable = |id: Id| signals.all[id].role == Role::Local;
    loop {
        let uses = Uses::of(stmts, &[]);
        let unread: HashSet<Id> = uses
            .writes
            .keys()
            .copied()
            .filter(|id| is_droppable(*id) && uses.reads(*id).is_empty())
            .collect();
        if unread.is_empty() {
            return;
        }
        for at in 0..stmts.len() {
            let Some(stmt) = &mut stmts[at] else { continue };
            match &mut stmt.kind {
                StmtKind::Assign(a) if unread.contains(&a.target) => remove(stmts, at),
                _ => prune(stmt, &unread),
            }
        }
    }
}

fn prune(stmt: &mut Stmt, unread: &HashSet<Id>) {
    let keep = |block: &mut Vec<Stmt>| {
        block.retain(|s| !matches!(&s.kind, StmtKind::Assign(a) if unread.contains(&a.target)));
        block.iter_mut().for_each(|s| prune(s, unread));
    };
    match &mut stmt.kind {
        StmtKind::Assign(_) => {}
        StmtKind::If(_, then, otherwise) => {
            keep(then);
            keep(otherwise);
        }
        StmtKind::Case(_, arms) => arms.iter_mut().for_each(|a| keep(&mut a.body)),
    }
}
