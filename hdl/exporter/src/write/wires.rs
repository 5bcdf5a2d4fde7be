//! Wires and outputs that one expression gives: single ones, and vectors of them.

use crate::ir::expr::{Expr, Id, Node};
use crate::ir::plan::Wire;
use crate::ir::signals::Role;
use crate::ir::statement::{Stmt, StmtKind};
use crate::passes::joined::{concatenated, joined};
use crate::passes::loops::{Piece, pieces};
use crate::write::declare::waived;
use crate::write::emit::Cell;
use crate::write::layout::Page;
use crate::write::print::Printer;
use crate::write::statements::Statements;
use std::collections::{HashMap, HashSet};

/// The most parts of a vector that is written as one concatenation.
const MOST_PARTS: usize = 4;

impl Cell<'_> {
    /// The wires that are written, with their place in the plan.
    fn written(&self) -> impl Iterator<Item = (usize, &Wire)> {
        let is_shared = |wire: &Wire| {
            let same =
                |source: Id| self.printer().signal(source) == self.printer().signal(wire.target);
            matches!(wire.value.node, Node::Signal(source)
                if self.connections.shared.contains(&source) && same(source))
        };
        self.plan.wires.iter().enumerate().filter(move |(_, wire)| {
            let is_direct = self.connections.direct.contains_key(&wire.target);
            let is_same = *self.role(wire.target) == Role::Output && is_shared(wire);
            !is_direct && !is_same
        })
    }

    /// Vectors that are one expression of few parts, and that expression.
    fn wholes(&self) -> HashMap<usize, Expr> {
        let mut values: HashMap<usize, HashMap<usize, &Expr>> = HashMap::new();
        for (_, wire) in self.written() {
            if let Some((vector, number)) = self.signals.element(wire.target) {
                values
                    .entry(vector)
                    .or_default()
                    .insert(number, &wire.value);
            }
        }
        let mut wholes = HashMap::new();
        for (vector, values) in values {
            let size = self.signals.vectors[vector].members.len();
            let all: Option<Vec<Expr>> = (0..size)
                .map(|i| values.get(&i).map(|e| (*e).clone()))
                .collect();
            let Some(parts) = all.map(|all| joined(self.signals, &all)) else {
                continue;
            };
            if parts.len() <= MOST_PARTS {
                wholes.insert(vector, concatenated(parts));
            }
        }
        wholes
    }

    /// Where in the plan a vector is complete; none if something reads it before.
    fn complete(&self, vector: usize) -> Option<usize> {
        let own = |id: Id| self.signals.element(id).is_some_and(|(v, _)| v == vector);
        let mut last = None;
        let mut early = None;
        for (at, wire) in self.written() {
            if own(wire.target) {
                last = Some(at);
            }
            let mut reads = false;
            wire.value.reads(&mut |id, _| reads |= own(id));
            if reads {
                early = early.or(Some(at));
            }
        }
        last.filter(|last| early.is_none_or(|early| early > *last))
    }

    /// Vectors that are declared first and assigned later.
    pub fn assigned_vectors(&self) -> Vec<usize> {
        let wholes = self.wholes();
        let mut vectors: Vec<usize> = Vec::new();
        for (_, wire) in self.written() {
            if let Some((vector, _)) = self.signals.element(wire.target)
                && *self.role(wire.target) != Role::Output
                && !vectors.contains(&vector)
                && !(wholes.contains_key(&vector) && self.complete(vector).is_some())
            {
                vectors.push(vector);
            }
        }
        vectors
    }

    pub fn wires(&self, page: &mut Page) {
        page.gap();
        let wholes = self.wholes();
        let assigned: HashSet<usize> = self.assigned_vectors().into_iter().collect();
        let ends: HashMap<usize, usize> = wholes
            .keys()
            .filter(|v| !assigned.contains(v))
            .filter_map(|v| Some((self.complete(*v)?, *v)))
            .collect();
        for (at, wire) in self.written() {
            if *self.role(wire.target) == Role::Output {
                continue;
            }
            let value = match self.signals.element(wire.target) {
                None => &wire.value,
                Some((vector, _)) => {
                    if assigned.contains(&vector) {
                        continue;
                    }
                    wire.comments.iter().for_each(|c| page.comment(c));
                    if ends.get(&at) != Some(&vector) {
                        continue;
                    }
                    &wholes[&vector]
                }
            };
            if self.signals.element(wire.target).is_none() {
                wire.comments.iter().for_each(|c| page.comment(c));
            }
            let Some((_, net)) = self.nets(std::iter::once(wire.target)).next() else {
                continue;
            };
            let space = if net.range.is_empty() { "" } else { " " };
            let head = format!("wire {}{space}{} =", net.range, net.name);
            match net.waiver {
                Some(reason) => {
                    let line = format!("{head} {};", self.printer().expr(value));
                    waived(page, &line, Some(&reason));
                }
                None => self.assignment(page, &head, value),
            }
        }
        self.assigns(page, &wholes, |role| *role != Role::Output);
    }

    pub fn outputs(&self, page: &mut Page) {
        page.gap();
        let wholes = self.wholes();
        self.assigns(page, &wholes, |role| *role == Role::Output);
        for &id in &self.signals.ports {
            if self.detached.contains(&id)
                && let Some((vector, number)) = self.signals.all[id].apart
            {
                let vector = &self.signals.vectors[vector];
                let low = number * vector.ty.width;
                let place = match vector.ty.width {
                    1 => low.to_string(),
                    width => format!("{}:{low}", low + width - 1),
                };
                page.line(&format!(
                    "assign {}[{place}] = {};",
                    vector.name,
                    self.name(id)
                ));
            }
        }
    }

    /// Continuous assignments: of vectors, and of outputs that stand alone.
    fn assigns(
        &self,
        page: &mut Page,
        wholes: &HashMap<usize, Expr>,
        wanted: impl Fn(&Role) -> bool,
    ) {
        let mut left: Vec<Stmt> = Vec::new();
        let mut done: HashSet<usize> = HashSet::new();
        let declared: HashSet<usize> = self.assigned_vectors().into_iter().collect();
        for (_, wire) in self.written() {
            if !wanted(self.role(wire.target)) {
                continue;
            }
            let is_output = *self.role(wire.target) == Role::Output;
            match self.signals.element(wire.target) {
                None if is_output => left.push(wire.stmt()),
                Some((vector, _)) if is_output || declared.contains(&vector) => {
                    let Some(whole) = wholes.get(&vector) else {
                        left.push(wire.stmt());
                        continue;
                    };
                    wire.comments.iter().for_each(|c| page.comment(c));
                    if done.insert(vector) {
                        let name = &self.signals.vectors[vector].name;
                        self.assignment(page, &format!("assign {name} ="), whole);
                    }
                }
                _ => {}
            }
        }
        for piece in pieces(self.signals, &left, true) {
            match piece {
                Piece::Plain(stmt) => self.assign(page, &stmt, ""),
                Piece::Loop(count, body) => {
                    let first = body.first().map(|s| s.comments.clone());
                    page.gap();
                    first.iter().flatten().for_each(|c| page.comment(c));
                    let label = self.label(&body);
                    self.generate(page, count, &label, |page| {
                        for (number, mut stmt) in body.into_iter().enumerate() {
                            if number == 0 {
                                stmt.comments.clear();
                            }
                            self.assign(page, &stmt, &self.variables[0]);
                        }
                    });
                    page.gap();
                }
            }
        }
    }

    /// The name of a generated loop: after what it assigns first.
    fn label(&self, body: &[Stmt]) -> String {
        let mut name = String::new();
        if let Some(StmtKind::Assign(assign)) = body.first().map(|s| &s.kind)
            && let Some((vector, _)) = self.signals.element(assign.target)
        {
            name.clone_from(&self.signals.vectors[vector].name);
        }
        let wish = format!("{name}_lanes");
        let mut label = wish.clone();
        let mut number = 2;
        while self.signals.names.is_taken(&label) {
            label = format!("{wish}_{number}");
            number += 1;
        }
        label
    }

    fn assign(&self, page: &mut Page, stmt: &Stmt, round: &str) {
        let StmtKind::Assign(assign) = &stmt.kind else {
            return;
        };
        stmt.comments.iter().for_each(|c| page.comment(c));
        let printer = || Printer {
            signals: self.signals,
            round,
        };
        let statements = Statements {
            printer: printer(),
            arrow: "=",
            stands_for: &|id| id,
            variable: "",
        };
        let head = format!("assign {} =", statements.target(assign));
        let mut pieces = printer().pieces(&assign.value);
        if let Some(last) = pieces.last_mut() {
            last.push(';');
        }
        page.line_or_pieces(&head, &pieces);
    }

    fn assignment(&self, page: &mut Page, head: &str, value: &Expr) {
        let mut pieces = self.printer().pieces(value);
        if let Some(last) = pieces.last_mut() {
            last.push(';');
        }
        page.line_or_pieces(head, &pieces);
    }
}
