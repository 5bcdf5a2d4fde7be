//! Which form each signal takes: wires for what is assigned once, statements for the rest, and the flip-flops' inputs
//! straight in their clocked block where nothing else looks at them.
//!
//! `update()` is a sequence: a Local read in its middle is what was assigned last. A wire is always what it is in the
//! end. So a signal may become a wire, or a statement move, only if no later assignment changes what it reads.

use crate::error::Fault;
use crate::ir::expr::Id;
use crate::ir::plan::Plan;
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::{Stmt, StmtKind};
use crate::passes::check;
use crate::passes::clocked::take_clocked;
use crate::passes::merge::{choose, gather_bits, join_copies};
use crate::passes::uses::{Uses, remove};
use crate::passes::wires::take_wires;
use std::collections::{HashMap, HashSet};

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
            .targets()
            .into_iter()
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
