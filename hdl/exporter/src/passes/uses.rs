//! Where signals are read and written, and how an assignment is taken out.

use crate::ir::expr::Id;
use crate::ir::statement::Stmt;
use std::collections::HashMap;

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

/// Takes out an assignment; its comments go to the next statement.
pub fn remove(stmts: &mut [Option<Stmt>], at: usize) {
    let Some(stmt) = stmts[at].take() else { return };
    if let Some(next) = stmts[at + 1..].iter_mut().flatten().next() {
        next.comments.splice(0..0, stmt.comments);
    }
}
