//! From the syntax tree of a cell to the text of its module.

use crate::error::{Fault, Reason};
use crate::ir::expr::{Id, Node as ExprNode};
use crate::ir::plan::Plan;
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::Stmt;
use crate::passes::lower::lower;
use crate::passes::plan;
use crate::passes::usage::Usage;
use crate::read::declarations::declare;
use crate::read::hierarchy::Node;
use crate::read::statements::{self, Body};
use crate::write::draft::Draft;
use crate::write::emit::{self, Cell};
use crate::write::print::{Printer, state_name};
use rust_hdl_core::ast::VerilogBlock;
use std::collections::{HashMap, HashSet};

/// An expression longer than this gets a wire before it enters a part.
const LONGEST_CONNECTION: usize = 48;

/// `kinds` are the module names of the instances.
pub fn draft(node: &Node, block: &VerilogBlock, kinds: &[String]) -> Result<Draft, Fault> {
    let mut signals = declare(node)?;
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
    name_next_values(&mut signals, &plan);
    let shared = share_outputs(&mut signals, &plan);
    let direct = direct_connections(&signals, &plan);
    let connected = signals
        .instances
        .iter()
        .flat_map(|i| &i.ports)
        .map(|(_, id)| *id);
    let connected = connected.filter(|id| signals.all[*id].role != Role::PartOutput);
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
    let ties: HashMap<Id, Id> = ties.into_iter().collect();
    let cell = Cell {
        signals: &signals,
        plan: &plan,
        usage: &usage,
        clocks: &clocks,
        shared: &shared,
        direct: &direct,
        ties: &ties,
        kinds,
    };
    Ok(Draft {
        title,
        body: emit::body(&cell),
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

/// An output that is just a part's output: both are one wire, by the output's name.
fn share_outputs(signals: &mut Signals, plan: &Plan) -> HashSet<Id> {
    let mut shared = HashSet::new();
    for wire in &plan.wires {
        let ExprNode::Signal(source) = wire.value.node else {
            continue;
        };
        let (target, from) = (&signals.all[wire.target], &signals.all[source]);
        if target.role == Role::Output
            && from.role == Role::PartOutput
            && target.ty == from.ty
            && shared.insert(source)
        {
            signals.all[source].name = target.name.clone();
        }
    }
    shared
}

/// Inputs of parts that are a short expression, and read nowhere else.
fn direct_connections(signals: &Signals, plan: &Plan) -> HashMap<Id, usize> {
    let mut read: HashSet<Id> = HashSet::new();
    let note = &mut |id: Id, _: Option<(usize, usize)>| {
        read.insert(id);
    };
    plan.wires.iter().for_each(|w| w.value.reads(note));
    plan.combinational
        .iter()
        .chain(&plan.clocked)
        .for_each(|s| s.reads(note));
    let printer = Printer { signals };
    let mut direct = HashMap::new();
    for (index, wire) in plan.wires.iter().enumerate() {
        let choice = matches!(wire.value.node, ExprNode::Select(..));
        if signals.all[wire.target].role == Role::PartInput
            && !read.contains(&wire.target)
            && !choice
            && printer.expr(&wire.value).len() <= LONGEST_CONNECTION
        {
            direct.insert(wire.target, index);
        }
    }
    direct
}
