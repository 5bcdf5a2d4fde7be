//! Which arrays stay vectors: those whose elements are all driven in one way, and that do not wait for themselves.

use crate::ir::expr::Id;
use crate::ir::names;
use crate::ir::plan::Plan;
use crate::ir::signals::{Role, Signals};
use std::collections::{HashMap, HashSet};

/// How a signal gets its value, if a wire or a statement gives it.
#[derive(Clone, Copy, PartialEq)]
enum Driver {
    Wire,
    Statement,
    None,
}

/// Makes the elements of all other vectors signals of their own. Returns the outputs that statements drive beside others of
/// their vector: these are registers of their own, which the vector takes in.
pub fn settle(signals: &mut Signals, plan: &Plan, clocks: &HashMap<Id, Id>) -> HashSet<Id> {
    let wires: HashSet<Id> = plan.wires.iter().map(|w| w.target).collect();
    let mut written = HashSet::new();
    for stmt in &plan.combinational {
        stmt.assigns(&mut |a| {
            written.insert(a.target);
        });
    }
    let driver = |id: &Id| {
        if wires.contains(id) {
            Driver::Wire
        } else if written.contains(id) {
            Driver::Statement
        } else {
            Driver::None
        }
    };
    let next_of: HashMap<Id, Id> = signals
        .registers
        .iter()
        .map(|r| (r.value, r.next))
        .collect();
    let mut detached: HashSet<Id> = HashSet::new();
    for vector in 0..signals.vectors.len() {
        let members = signals.vectors[vector].members.clone();
        let Some(first) = members.first() else {
            continue;
        };
        let uniform = members.iter().all(|id| driver(id) == driver(first));
        match signals.all[*first].role {
            Role::Local | Role::PartInput | Role::Next if !uniform => signals.loosen(vector),
            Role::Output if !uniform => {
                detached.extend(members.iter().filter(|id| driver(id) == Driver::Statement));
            }
            Role::Register => {
                let clock = |id: &Id| next_of.get(id).and_then(|next| clocks.get(next));
                if members.iter().any(|id| clock(id) != clock(first)) {
                    signals.loosen(vector);
                }
            }
            _ => {}
        }
    }
    for id in &detached {
        let name = signals.names.fresh(&names::flat(&signals.all[*id].raw));
        signals.all[*id].name = name;
        signals.all[*id].apart = signals.all[*id].element.take();
    }
    loosen_circles(signals, plan);
    detached
}

/// A signal, or the vector that it is an element of.
type Net = (bool, usize);

/// A vector whose elements make each other is a circle to every tool that looks at vectors as a whole.
fn loosen_circles(signals: &mut Signals, plan: &Plan) {
    loop {
        let net = |id: Id| signals.element(id).map_or((true, id), |(v, _)| (false, v));
        let mut sources: HashMap<Net, HashSet<Net>> = HashMap::new();
        for wire in &plan.wires {
            let entry = sources.entry(net(wire.target)).or_default();
            wire.value.reads(&mut |id, _| {
                entry.insert(net(id));
            });
        }
        let circle = (0..signals.vectors.len()).find(|&vector| {
            let role = signals.vectors[vector].members.first();
            let role = role.map(|id| &signals.all[*id].role);
            let own = matches!(role, Some(Role::Local | Role::PartInput | Role::Next));
            own && !signals.vectors[vector].loose && reaches(&sources, (false, vector))
        });
        match circle {
            Some(vector) => signals.loosen(vector),
            None => return,
        }
    }
}

/// Whether a net waits for itself.
fn reaches(sources: &HashMap<Net, HashSet<Net>>, net: Net) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![net];
    while let Some(at) = open.pop() {
        for source in sources.get(&at).into_iter().flatten() {
            if *source == net {
                return true;
            }
            if seen.insert(*source) {
                open.push(*source);
            }
        }
    }
    false
}
