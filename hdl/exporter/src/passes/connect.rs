//! What stands at the ports of parts.

use crate::ir::expr::{Expr, Id, Node};
use crate::ir::plan::Plan;
use crate::ir::signals::{Instances, PartPort, Role, Signals};
use crate::passes::joined::{concatenated, joined};
use crate::passes::rounds;
use crate::write::print::Printer;
use std::collections::{HashMap, HashSet};

/// An expression longer than this gets a wire before it enters a part.
const LONGEST_CONNECTION: usize = 48;

/// What is connected without a wire of its own.
#[derive(Default)]
pub struct Connections {
    /// Inputs of parts, and the wire whose value stands at the port.
    pub direct: HashMap<Id, usize>,
    /// Outputs of parts that are an output of the cell and share its wire.
    pub shared: HashSet<Id>,
}

impl Connections {
    pub fn of(signals: &mut Signals, plan: &Plan) -> Self {
        let shared = share_outputs(signals, plan);
        let direct = direct_inputs(signals, plan);
        Connections { direct, shared }
    }
}

/// An output that is just a part's output: both are one wire, by the output's name.
fn share_outputs(signals: &mut Signals, plan: &Plan) -> HashSet<Id> {
    let mut shared = HashSet::new();
    let mut sources: HashMap<Id, Id> = HashMap::new();
    for wire in &plan.wires {
        let Node::Signal(source) = wire.value.node else {
            continue;
        };
        let (target, from) = (&signals.all[wire.target], &signals.all[source]);
        if target.role != Role::Output || from.role != Role::PartOutput || target.ty != from.ty {
            continue;
        }
        match (signals.element(wire.target), signals.element(source)) {
            (None, None) if shared.insert(source) => {
                signals.all[source].name = signals.all[wire.target].name.clone();
            }
            (Some(_), Some(_)) => _ = sources.insert(wire.target, source),
            _ => {}
        }
    }
    for vector in 0..signals.vectors.len() {
        let members = &signals.vectors[vector].members;
        let from: Option<Vec<Id>> = members.iter().map(|id| sources.get(id).copied()).collect();
        let Some(from) = from else { continue };
        let Some(source) = from.first().and_then(|id| signals.element(*id)) else {
            continue;
        };
        if signals.vectors[source.0].members == from && from.iter().all(|id| !shared.contains(id)) {
            signals.vectors[source.0].name = signals.vectors[vector].name.clone();
            shared.extend(from);
        }
    }
    shared
}

/// Ports where the values of wires stand that are short, and read nowhere else.
fn direct_inputs(signals: &Signals, plan: &Plan) -> HashMap<Id, usize> {
    let mut read: HashSet<Id> = HashSet::new();
    let note = &mut |id: Id, _: Option<(usize, usize)>| {
        read.insert(id);
    };
    plan.wires.iter().for_each(|w| w.value.reads(note));
    plan.combinational
        .iter()
        .chain(&plan.clocked)
        .for_each(|s| s.reads(note));
    let mut wires: HashMap<Id, usize> = HashMap::new();
    for (index, wire) in plan.wires.iter().enumerate() {
        let choice = matches!(wire.value.node, Node::Select(..));
        if signals.all[wire.target].role == Role::PartInput
            && !read.contains(&wire.target)
            && !choice
        {
            wires.insert(wire.target, index);
        }
    }
    let mut direct = HashMap::new();
    for instances in &signals.instances {
        for port in &instances.ports {
            let all = port.signals.iter().flatten();
            let Some(found) = all
                .map(|id| wires.get(id).map(|index| (*id, *index)))
                .collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            let found: HashMap<Id, usize> = found.into_iter().collect();
            let short = |expr: Expr| {
                let printer = Printer {
                    signals,
                    round: "i",
                };
                printer.expr(&expr).len() <= LONGEST_CONNECTION
            };
            let single = |i: usize| at_instance(signals, plan, &found, port, i);
            let is_short = match connection(signals, plan, &found, port) {
                Some(expr) => short(expr),
                // no rule: such inputs get a vector, or each its own text
                None if signals.element(port.signals[0][0]).is_some() => false,
                None => (0..port.signals.len()).all(|i| short(single(i))),
            };
            if is_short {
                direct.extend(found);
            }
        }
    }
    direct
}

/// What stands at a port of the instance `i` of an array; none if it follows no rule.
pub fn connection(
    signals: &Signals,
    plan: &Plan,
    direct: &HashMap<Id, usize>,
    port: &PartPort,
) -> Option<Expr> {
    let all: Vec<Expr> = (0..port.signals.len())
        .map(|i| at_instance(signals, plan, direct, port, i))
        .collect();
    rounds::template(signals, &all)
}

/// What stands at a port of one instance.
pub fn at_instance(
    signals: &Signals,
    plan: &Plan,
    direct: &HashMap<Id, usize>,
    port: &PartPort,
    instance: usize,
) -> Expr {
    let value = |id: &Id| match direct.get(id) {
        Some(wire) => plan.wires[*wire].value.clone(),
        None => Expr::signal(*id, signals.all[*id].ty.clone()),
    };
    match port.signals[instance].as_slice() {
        [id] if signals.all[*id].element.is_none() => value(id),
        ids => {
            let values: Vec<Expr> = ids.iter().map(value).collect();
            concatenated(joined(signals, &values))
        }
    }
}

/// Whether all connections of an array follow a rule.
pub fn is_regular(
    signals: &Signals,
    plan: &Plan,
    direct: &HashMap<Id, usize>,
    instances: &Instances,
) -> bool {
    let rule = |port: &PartPort| connection(signals, plan, direct, port).is_some();
    instances.array.is_some() && instances.ports.iter().all(rule)
}
