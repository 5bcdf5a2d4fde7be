//! From the syntax tree of a cell to the text of its module.

use crate::error::{Fault, Reason};
use crate::ir::expr::Id;
use crate::ir::plan::Plan;
use crate::ir::signals::{Instances, Role, Signals};
use crate::ir::statement::Stmt;
use crate::ir::through::Through;
use crate::passes::circles;
use crate::passes::connect::Connections;
use crate::passes::lower::lower;
use crate::passes::plan;
use crate::passes::usage::Usage;
use crate::passes::vectors;
use crate::read::declarations::declare;
use crate::read::hierarchy::Node;
use crate::read::statements::{self, Body};
use crate::write::draft::Draft;
use crate::write::emit::{self, Cell};
use crate::write::print::state_name;
use rust_hdl_core::ast::VerilogBlock;
use std::collections::{HashMap, HashSet};

/// `kinds` are the module names of the parts; `parts` tells what goes through modules.
pub fn draft(
    node: &Node,
    block: &VerilogBlock,
    kinds: &[String],
    parts: &HashMap<String, Through>,
) -> Result<Draft, Fault> {
    let mut signals = declare(node, kinds)?;
    let Body {
        stmts,
        clocks,
        ties,
        title,
    } = statements::read(&signals, block)?;
    check_driven(&signals, &stmts, &clocks, &ties)?;
    let clocks = clocks_of(&signals, &clocks)?;
    let stmts = lower(&mut signals, stmts);
    let plan = plan::plan(&signals, stmts, &clocks)?;
    let detached = vectors::settle(&mut signals, &plan, &clocks);
    let through = circles::through(&signals, &plan, parts)?;
    name_next_values(&mut signals, &plan);
    let connections = Connections::of(&mut signals, &plan);
    let connected: Vec<Id> = signals
        .instances
        .iter()
        .flat_map(Instances::signals)
        .collect();
    let connected = connected
        .into_iter()
        .filter(|id| signals.all[*id].role != Role::PartOutput);
    let usage = Usage::of(&signals, &plan, &clocks, connected);
    for (states, _, used) in usage.enums() {
        for &state in used {
            let name = state_name(states, state);
            signals
                .names
                .reserve(&name, &states.name)
                .map_err(|reason| (states.name.clone(), reason))?;
        }
    }
    let variables = ["i", "j", "k"].map(|wish| signals.names.fresh(wish));
    let ties: HashMap<Id, Id> = ties.into_iter().collect();
    let cell = Cell {
        signals: &signals,
        plan: &plan,
        usage: &usage,
        clocks: &clocks,
        connections: &connections,
        detached: &detached,
        ties: &ties,
        variables: &variables,
    };
    Ok(Draft {
        title,
        body: emit::body(&cell),
        through,
    })
}

/// Outputs, inputs of parts and flip-flops all need something that drives them, and what is read a source.
fn check_driven(
    signals: &Signals,
    stmts: &[Stmt],
    clocks: &[(Id, Id)],
    ties: &[(Id, Id)],
) -> Result<(), Fault> {
    let mut driven: HashSet<Id> = clocks
        .iter()
        .map(|(id, _)| *id)
        .chain(ties.iter().map(|(part, _)| *part))
        .collect();
    let mut read: HashSet<Id> = HashSet::new();
    for stmt in stmts {
        stmt.assigns(&mut |a| {
            driven.insert(a.target);
        });
        stmt.reads(&mut |id, _| {
            read.insert(id);
        });
    }
    for (id, signal) in signals.all.iter().enumerate() {
        let needed = match signal.role {
            Role::Output | Role::PartInput | Role::PartInOut | Role::Next | Role::RegisterClock => {
                true
            }
            Role::Local => read.contains(&id),
            _ => false,
        };
        if needed && !driven.contains(&id) {
            let name = signals.spoken(id);
            return Err((name.clone(), Reason::Undriven(name)));
        }
    }
    Ok(())
}

/// From next values to clocks.
fn clocks_of(signals: &Signals, clocks: &[(Id, Id)]) -> Result<HashMap<Id, Id>, Fault> {
    let by_pin: HashMap<Id, Id> = clocks.iter().copied().collect();
    if by_pin.len() < clocks.len()
        && let Some((pin, _)) = clocks.iter().find(|(pin, clock)| by_pin[pin] != *clock)
    {
        let reason = Reason::Unsupported("a flip-flop has one clock".into());
        return Err((signals.spoken(*pin), reason));
    }
    Ok(signals
        .registers
        .iter()
        .filter_map(|r| Some((r.next, *by_pin.get(&r.clock)?)))
        .collect())
}

fn name_next_values(signals: &mut Signals, plan: &Plan) {
    let mut needed: HashSet<Id> = plan.wires.iter().map(|w| w.target).collect();
    for stmt in &plan.combinational {
        stmt.assigns(&mut |a| {
            needed.insert(a.target);
        });
    }
    for register in 0..signals.registers.len() {
        if needed.contains(&signals.registers[register].next) {
            signals.name_next(register);
        }
    }
}
