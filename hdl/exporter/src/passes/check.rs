//! No latches, and nothing read before it is assigned.

use crate::error::{Fault, Reason};
use crate::ir::expr::{Expr, Id};
use crate::ir::plan::Plan;
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::{Assign, Place, Stmt, StmtKind};
use std::collections::{HashMap, HashSet};

/// Every signal that is assigned somewhere is assigned on every path.
pub fn complete<'a>(signals: &Signals, stmts: impl Iterator<Item = &'a Stmt>) -> Result<(), Fault> {
    let mut targets: Vec<Id> = Vec::new();
    let mut walk = Walk::new(signals, None);
    for stmt in stmts {
        stmt.assigns(&mut |a| targets.push(a.target));
        walk.stmt(stmt)?;
    }
    match targets
        .into_iter()
        .find(|id| !walk.assigned.contains(&(*id, None)))
    {
        Some(id) => {
            let name = signals.spoken(id);
            Err((name.clone(), Reason::Latch(name)))
        }
        None => Ok(()),
    }
}

/// What the statements of a plan read is assigned before, or the same throughout; wires do not wait for themselves.
pub fn ordered(signals: &Signals, plan: &Plan) -> Result<(), Fault> {
    let mut left: HashMap<Id, usize> = HashMap::new();
    let mut waits = plan.combinational.is_empty();
    for stmt in &plan.combinational {
        stmt.assigns(&mut |a| *left.entry(a.target).or_default() += 1);
    }
    for stmt in &plan.combinational {
        let fixed =
            |id: Id| matches!(signals.all[id].role, Role::Constant(_)) || left.contains_key(&id);
        stmt.reads(&mut |id, _| waits |= !fixed(id));
    }
    if !waits && let Some((&id, _)) = left.iter().min() {
        // `always @*` would wait for a change for ever
        let reason = "computed from constants only: make it a Constant".to_string();
        return Err((signals.spoken(id), Reason::Unsupported(reason)));
    }
    let mut walk = Walk::new(signals, Some(left));
    plan.combinational.iter().try_for_each(|s| walk.stmt(s))?;
    let mut waiting: HashSet<Id> = plan.wires.iter().map(|w| w.target).collect();
    for wire in &plan.wires {
        let mut early = None;
        wire.value.reads(&mut |id, _| {
            if waiting.contains(&id) {
                early = Some(id);
            }
        });
        if let Some(id) = early {
            let name = signals.spoken(id);
            return Err((name.clone(), Reason::CombinationalLoop(name)));
        }
        waiting.remove(&wire.target);
    }
    Ok(())
}

/// A signal, or one bit of it.
type Bit = (Id, Option<usize>);

struct Walk<'a> {
    signals: &'a Signals,
    assigned: HashSet<Bit>,
    /// What was added since some point, to be taken back at the end of a branch.
    log: Vec<Bit>,
    /// Assignments still to come; with them reads are checked.
    left: Option<HashMap<Id, usize>>,
}

impl<'a> Walk<'a> {
    fn new(signals: &'a Signals, left: Option<HashMap<Id, usize>>) -> Self {
        Walk {
            signals,
            assigned: HashSet::new(),
            log: Vec::new(),
            left,
        }
    }

    fn add(&mut self, place: Bit) {
        if self.assigned.insert(place) {
            self.log.push(place);
        }
    }

    /// What a branch assigns, taken back.
    fn branch(&mut self, block: &[Stmt]) -> Result<Vec<Bit>, Fault> {
        let start = self.log.len();
        block.iter().try_for_each(|s| self.stmt(s))?;
        let added = self.log.split_off(start);
        added.iter().for_each(|place| {
            self.assigned.remove(place);
        });
        Ok(added)
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<(), Fault> {
        match &stmt.kind {
            StmtKind::Assign(assign) => self.assign(assign),
            StmtKind::If(test, then, otherwise) => {
                self.read(test)?;
                let branches = vec![self.branch(then)?, self.branch(otherwise)?];
                self.join(branches);
                Ok(())
            }
            StmtKind::Case(test, arms) => {
                self.read(test)?;
                let branches = arms
                    .iter()
                    .map(|a| self.branch(&a.body))
                    .collect::<Result<Vec<_>, _>>()?;
                self.join(branches);
                Ok(())
            }
        }
    }

    /// What all branches assign is assigned.
    fn join(&mut self, branches: Vec<Vec<Bit>>) {
        let count = branches.len();
        let mut times: HashMap<Bit, usize> = HashMap::new();
        for place in branches.into_iter().flatten() {
            let n = times.entry(place).or_default();
            *n += 1;
            if *n == count {
                self.add(place);
            }
        }
    }

    fn assign(&mut self, assign: &Assign) -> Result<(), Fault> {
        self.read(&assign.value)?;
        let target = assign.target;
        match &assign.place {
            Place::Whole => self.add((target, None)),
            Place::Bit(index) => self.read(index)?,
            Place::Part(low, width) if !self.assigned.contains(&(target, None)) => {
                (*low..low + width).for_each(|bit| self.add((target, Some(bit))));
                let all = self.signals.all[target].ty.width;
                if (0..all).all(|bit| self.assigned.contains(&(target, Some(bit)))) {
                    self.add((target, None));
                }
            }
            Place::Part(..) => {}
        }
        if let Some(left) = self.left.as_mut().and_then(|left| left.get_mut(&target)) {
            *left -= 1;
        }
        Ok(())
    }

    fn read(&self, expr: &Expr) -> Result<(), Fault> {
        let Some(left) = &self.left else {
            return Ok(());
        };
        let mut early = None;
        expr.reads(&mut |id, bits| {
            let Some(left) = left.get(&id) else { return };
            let whole = self.assigned.contains(&(id, None));
            let part = bits.is_some_and(|(low, n)| {
                (low..low + n).all(|b| self.assigned.contains(&(id, Some(b))))
            });
            // what a part or a flip-flop takes in is read as it is in the end
            let settled = self.signals.all[id].role == Role::PartInput
                || self.signals.all[id].role == Role::Next;
            if !(whole || part) || settled && *left > 0 {
                early = Some(id);
            }
        });
        match early {
            Some(id) => {
                let name = self.signals.spoken(id);
                Err((name.clone(), Reason::ReadBeforeAssigned(name)))
            }
            None => Ok(()),
        }
    }
}
