//! Circles without a clock in them. An event-driven simulator can run in such a circle for ever, even if no value depends on itself:
//! a block of statements that gives a default and overrides it wakes whoever reads it, with values that only pass through.
//!
//! A block of statements counts as one: all that it writes follows all that it reads, of a vector every element.

use crate::error::{Fault, Reason};
use crate::ir::expr::Id;
use crate::ir::plan::Plan;
use crate::ir::signals::{Instances, Role, Signals};
use crate::ir::through::{PortBit, Through};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The block of statements, which is no signal.
const BLOCK: Id = usize::MAX;

/// What reaches what in a cell; `parts` tells the same of the modules of its parts.
///
/// # Errors
/// If there is a circle: [`Reason::ZeroDelayLoop`].
pub fn through(
    signals: &Signals,
    plan: &Plan,
    parts: &HashMap<String, Through>,
) -> Result<Through, Fault> {
    let sources = sources(signals, plan, parts);
    if let Some(circle) = circle(&sources) {
        let named = circle.iter().filter(|id| **id != BLOCK);
        let names: Vec<String> = named.map(|id| signals.spoken(*id)).collect();
        return Err((names[0].clone(), Reason::ZeroDelayLoop(names)));
    }
    let ports = port_names(signals);
    let mut through = Through::default();
    for &id in &signals.ports {
        if signals.all[id].role != Role::Output {
            continue;
        }
        let inputs: BTreeSet<PortBit> = behind(&sources, id)
            .into_iter()
            .filter(|id| *id != BLOCK && signals.all[*id].role == Role::Input)
            .filter_map(|id| ports.get(&id).cloned())
            .collect();
        if let (false, Some(port)) = (inputs.is_empty(), ports.get(&id)) {
            through.0.insert(port.clone(), inputs);
        }
    }
    Ok(through)
}

/// The signals that each signal follows.
type Sources = HashMap<Id, Vec<Id>>;

fn sources(signals: &Signals, plan: &Plan, parts: &HashMap<String, Through>) -> Sources {
    let mut sources = Sources::new();
    for wire in &plan.wires {
        let entry = sources.entry(wire.target).or_default();
        wire.value.reads(&mut |id, _| entry.push(id));
    }
    let mut written = HashSet::new();
    let mut read = HashSet::new();
    for stmt in &plan.combinational {
        stmt.assigns(&mut |a| {
            written.insert(a.target);
        });
        stmt.reads(&mut |id, _| match signals.element(id) {
            Some((vector, _)) => read.extend(&signals.vectors[vector].members),
            None => _ = read.insert(id),
        });
    }
    // a block does not wait for what it assigns itself
    let block: Vec<Id> = read.difference(&written).copied().collect();
    sources.insert(BLOCK, block);
    for id in written {
        sources.entry(id).or_default().push(BLOCK);
    }
    for instances in &signals.instances {
        let Some(part) = parts.get(&instances.kind) else {
            continue;
        };
        for (output, inputs) in &part.0 {
            for i in 0..instances.array.unwrap_or(1) {
                let Some(output) = at(instances, i, output) else {
                    continue;
                };
                let inputs = inputs.iter().filter_map(|input| at(instances, i, input));
                sources.entry(output).or_default().extend(inputs);
            }
        }
    }
    for list in sources.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    sources
}

/// The signal at an element of a port of an instance.
fn at(instances: &Instances, instance: usize, (name, number): &PortBit) -> Option<Id> {
    let port = instances.ports.iter().find(|p| p.name == *name)?;
    port.signals.get(instance)?.get(*number).copied()
}

fn port_names(signals: &Signals) -> HashMap<Id, PortBit> {
    let name = |id: &Id| {
        let signal = &signals.all[*id];
        match signal.element.or(signal.apart) {
            Some((vector, number)) => (signals.vectors[vector].name.clone(), number),
            None => (signal.name.clone(), 0),
        }
    };
    signals.ports.iter().map(|id| (*id, name(id))).collect()
}

/// Everything that a signal follows.
fn behind(sources: &Sources, id: Id) -> HashSet<Id> {
    let mut seen = HashSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        for source in sources.get(&id).into_iter().flatten() {
            if seen.insert(*source) {
                open.push(*source);
            }
        }
    }
    seen
}

/// A circle, if there is one, each before what follows it.
fn circle(sources: &Sources) -> Option<Vec<Id>> {
    let mut starts: Vec<Id> = sources.keys().copied().collect();
    starts.sort_unstable();
    let mut done: HashSet<Id> = HashSet::new();
    for start in starts {
        let mut path: Vec<(Id, usize)> = vec![(start, 0)];
        let mut on_path: HashSet<Id> = HashSet::from([start]);
        while let Some((id, next)) = path.last_mut() {
            let id = *id;
            let source = sources.get(&id).and_then(|list| list.get(*next)).copied();
            *next += 1;
            match source {
                None => {
                    done.insert(id);
                    on_path.remove(&id);
                    path.pop();
                }
                Some(source) if on_path.contains(&source) => {
                    let from = path.iter().position(|(id, _)| *id == source)?;
                    let mut circle: Vec<Id> = path[from..].iter().map(|(id, _)| *id).collect();
                    circle.reverse();
                    return Some(circle);
                }
                Some(source) => {
                    if !done.contains(&source) {
                        on_path.insert(source);
                        path.push((source, 0));
                    }
                }
            }
        }
    }
    None
}
