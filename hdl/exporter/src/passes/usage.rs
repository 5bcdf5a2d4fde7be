//! Which bits of which signals the text of a module will read.

use crate::ir::expr::{Expr, Id, Node, Offset};
use crate::ir::plan::Plan;
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::{Place, Stmt, StmtKind};
use crate::ir::types::{Enum, Kind};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Enumerations, by name, with the states that are spoken of.
pub type Enums = Vec<(Rc<Enum>, usize, HashSet<usize>)>;

#[derive(Default)]
pub struct Usage {
    bits: HashMap<Id, Bits>,
    enums: Enums,
}

enum Bits {
    All,
    Some(HashSet<usize>),
}

impl Usage {
    /// `connected` are the signals that stand at ports of instances.
    pub fn of(
        signals: &Signals,
        plan: &Plan,
        clocks: &HashMap<Id, Id>,
        connected: impl Iterator<Item = Id>,
    ) -> Self {
        let mut usage = Usage::default();
        for wire in &plan.wires {
            usage.expr(signals, &wire.value);
        }
        for stmt in plan.combinational.iter().chain(&plan.clocked) {
            usage.stmt(signals, stmt);
        }
        for id in clocks
            .values()
            .copied()
            .chain(connected)
            .chain(signals.registers.iter().map(|r| r.next))
        {
            usage.bits.insert(id, Bits::All);
        }
        // a constant that is a state is written with the state's name
        for (id, signal) in signals.all.iter().enumerate() {
            if let (Role::Constant(number), Kind::Enum(_)) = (&signal.role, &signal.ty.kind)
                && usage.is_read(id)
            {
                let state = number.to_u128().unwrap_or(0) as usize;
                usage.state(&Expr {
                    ty: signal.ty.clone(),
                    node: Node::State(state),
                });
            }
        }
        usage
    }

    pub fn is_read(&self, id: Id) -> bool {
        self.bits.contains_key(&id)
    }

    pub fn enums(&self) -> &Enums {
        &self.enums
    }

    /// What is to be said of bits that nothing reads.
    ///
    /// `ids` are a signal, or the elements of a vector, with `width` bits each.
    pub fn unused(&self, ids: &[Id], width: usize) -> Option<String> {
        if !ids.iter().any(|id| self.is_read(*id)) {
            return Some("not used here".into());
        }
        let is_unused = |bit: &usize| match self.bits.get(&ids[bit / width]) {
            None => true,
            Some(Bits::All) => false,
            Some(Bits::Some(used)) => !used.contains(&(bit % width)),
        };
        let unused: Vec<usize> = (0..ids.len() * width).filter(is_unused).collect();
        match unused.as_slice() {
            [] => None,
            [bit] => Some(format!("bit {bit} is not used")),
            [low, .., high] if high - low + 1 == unused.len() => {
                Some(format!("bits {high}:{low} are not used"))
            }
            _ => Some("not all bits are used".into()),
        }
    }

    fn read(&mut self, id: Id, width: usize, bits: Option<(usize, usize)>) {
        let entry = self
            .bits
            .entry(id)
            .or_insert_with(|| Bits::Some(HashSet::new()));
        match (entry, bits) {
            (Bits::All, _) => {}
            (Bits::Some(set), Some((low, n))) if n < width => set.extend(low..low + n),
            (entry, _) => *entry = Bits::All,
        }
    }

    fn expr(&mut self, signals: &Signals, expr: &Expr) {
        expr.reads(&mut |id, bits| self.read(id, signals.all[id].ty.width, bits));
        self.states_in(expr);
    }

    fn states_in(&mut self, expr: &Expr) {
        match &expr.node {
            Node::State(_) => self.state(expr),
            Node::Signal(_) | Node::Number(_) | Node::Lanes(_) => {}
            Node::Unary(_, x) | Node::Resize(x) | Node::Retype(x) | Node::Repeat(_, x) => {
                self.states_in(x)
            }
            Node::Binary(_, l, r) => {
                self.states_in(l);
                self.states_in(r);
            }
            Node::Part(x, offset) => {
                self.states_in(x);
                if let Offset::Dynamic(index) = offset {
                    self.states_in(index);
                }
            }
            Node::Replace(x, _, y) => {
                self.states_in(x);
                self.states_in(y);
            }
            Node::Concat(parts) => parts.iter().for_each(|p| self.states_in(p)),
            Node::Select(a, b, c) => [a, b, c].into_iter().for_each(|x| self.states_in(x)),
        }
    }

    fn state(&mut self, expr: &Expr) {
        let (Node::State(state), Kind::Enum(states)) = (&expr.node, &expr.ty.kind) else {
            return;
        };
        match self.enums.iter_mut().find(|(known, ..)| known == states) {
            Some((_, _, used)) => {
                used.insert(*state);
            }
            None => self
                .enums
                .push((Rc::clone(states), expr.ty.width, HashSet::from([*state]))),
        }
    }

    fn stmt(&mut self, signals: &Signals, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Assign(assign) => {
                self.expr(signals, &assign.value);
                if let Place::Bit(index) = &assign.place {
                    self.expr(signals, index);
                }
            }
            StmtKind::If(test, then, otherwise) => {
                self.expr(signals, test);
                then.iter()
                    .chain(otherwise)
                    .for_each(|s| self.stmt(signals, s));
            }
            StmtKind::Case(test, arms) => {
                self.expr(signals, test);
                for arm in arms {
                    // the default's pattern is a remark
                    if let (Some(pattern), false) = (&arm.pattern, arm.default) {
                        self.expr(signals, pattern);
                    }
                    arm.body.iter().for_each(|s| self.stmt(signals, s));
                }
            }
        }
    }
}
