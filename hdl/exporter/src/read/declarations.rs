//! The signals of a block under their Rust and their Verilog names.

use crate::error::{Fault, Reason};
use crate::ir::expr::Id;
use crate::ir::names;
use crate::ir::signals::{Instances, PartPort, Register, Role, Signals};
use crate::ir::types::{Kind, Type};
use crate::read::hierarchy::{AtomInfo, Node, NodeRole, groups};
use rust_hdl_core::prelude::AtomKind;

/// The signals of a block, from its ports, its own signals and the ports of its parts. `kinds` are the modules of the parts.
///
/// # Errors
/// If a name cannot be used, or a flip-flop starts at another value than 0.
pub fn declare(node: &Node, kinds: &[String]) -> Result<Signals, Fault> {
    let mut signals = Signals {
        widths: node.widths.clone(),
        ..Signals::default()
    };
    for group in groups(&node.atoms, node.pins) {
        let atom = &group.atoms[0];
        let role = match atom.kind {
            AtomKind::InputParameter => Role::Input,
            AtomKind::OutputParameter | AtomKind::OutputPassthrough => Role::Output,
            AtomKind::InOutParameter => Role::InOut,
            AtomKind::Constant => Role::Constant(atom.value.clone().unwrap_or_default()),
            AtomKind::LocalSignal | AtomKind::StubInputSignal | AtomKind::StubOutputSignal => {
                Role::Local
            }
        };
        let name = group.verilog_name();
        let ids = if group.is_vector {
            let raws = group.atoms.iter().map(|a| a.name.clone()).collect();
            signals.add_vector(raws, name, &atom.ty, &role)?
        } else {
            vec![signals.add(atom.name.clone(), name, &atom.ty, role)?]
        };
        if atom.kind.is_parameter() {
            signals.ports.extend(ids);
        }
    }
    let mut modules = kinds.iter();
    let mut rest = node.children.as_slice();
    while let Some(child) = rest.first() {
        let mut taken = 1;
        match child.role {
            NodeRole::FlipFlop => {
                taken = alike(rest, |other| {
                    other.role == NodeRole::FlipFlop && other.atoms[0].ty == child.atoms[0].ty
                });
                add_registers(&mut signals, &rest[..taken.max(1)], taken > 0)?;
            }
            NodeRole::StartedFlipFlop => {
                let reason = Reason::Unsupported("a flip-flop must start at 0".into());
                return Err((child.name.clone(), reason));
            }
            NodeRole::Module if child.is_absent() => {
                // what such a block is given goes nowhere
                for atom in &child.atoms {
                    signals.add_unnamed(
                        format!("{}${}", child.name, atom.name),
                        &atom.ty,
                        Role::Local,
                    );
                }
            }
            NodeRole::Module => {
                let kind = modules.next().cloned().unwrap_or_default();
                let mut others = modules.clone();
                let mut first = true;
                taken = alike(rest, |other| {
                    other.role == NodeRole::Module
                        && !other.is_absent()
                        && other.atoms.len() == child.atoms.len()
                        && other
                            .atoms
                            .iter()
                            .zip(&child.atoms)
                            .all(|(a, b)| a.name == b.name)
                        && (std::mem::take(&mut first) || others.next() == Some(&kind))
                });
                (1..taken).for_each(|_| _ = modules.next());
                add_instances(&mut signals, &rest[..taken.max(1)], kind, taken > 1)?;
            }
        }
        rest = &rest[taken.max(1)..];
    }
    Ok(signals)
}

/// How many blocks from the first on are `array$0`, `array$1` and so on, and alike; none if the first is not of an array,
/// or if an array has others, too.
fn alike(nodes: &[Node], mut is_alike: impl FnMut(&Node) -> bool) -> usize {
    let Some(array) = nodes[0].name.strip_suffix("$0") else {
        return 0;
    };
    let number_of = |node: &Node| {
        let index = node.name.strip_prefix(array)?.strip_prefix('$')?;
        index.parse::<usize>().ok()
    };
    let belongs = |(number, node): &(usize, &Node)| number_of(node) == Some(*number);
    let all = nodes.iter().enumerate().take_while(belongs).count();
    if nodes[..all].iter().all(&mut is_alike) {
        all
    } else {
        0
    }
}

/// `array$3` without the number.
fn array_of(node: &Node) -> &str {
    node.name.strip_suffix("$0").unwrap_or(&node.name)
}

fn add_registers(signals: &mut Signals, nodes: &[Node], is_vector: bool) -> Result<(), Fault> {
    let ty = nodes[0]
        .atoms
        .iter()
        .find(|a| a.name == "q")
        .map_or(Type::BOOL, |a| a.ty.clone());
    let raws = |port: &str| -> Vec<String> {
        nodes.iter().map(|n| format!("{}${port}", n.name)).collect()
    };
    // the name of the next value is found later: it gives way to the names that the author chose
    let (values, nexts): (Vec<Id>, Vec<Id>) = if is_vector {
        let name = names::flat(array_of(&nodes[0]));
        (
            signals.add_vector(raws("q"), name, &ty, &Role::Register)?,
            signals.add_vector(raws("d"), String::new(), &ty, &Role::Next)?,
        )
    } else {
        let raw = |port: &str| format!("{}${port}", nodes[0].name);
        let name = names::flat(&nodes[0].name);
        (
            vec![signals.add(raw("q"), name, &ty, Role::Register)?],
            vec![signals.add_unnamed(raw("d"), &ty, Role::Next)],
        )
    };
    let clock_type = Type {
        width: 1,
        kind: Kind::Clock,
    };
    for ((node, value), next) in nodes.iter().zip(values).zip(nexts) {
        let raw = format!("{}$clock", node.name);
        let clock = signals.add_unnamed(raw, &clock_type, Role::RegisterClock);
        signals.registers.push(Register { value, next, clock });
    }
    Ok(())
}

fn add_instances(
    signals: &mut Signals,
    nodes: &[Node],
    kind: String,
    is_array: bool,
) -> Result<(), Fault> {
    let child = &nodes[0];
    let whole = if is_array {
        array_of(child)
    } else {
        &child.name
    };
    let name = names::flat(whole);
    signals
        .names
        .reserve(&name, whole)
        .map_err(|e| (child.name.clone(), e))?;
    let mut ports = Vec::new();
    let mut from = 0;
    for group in groups(&child.atoms, child.is_black_box()) {
        let atom = &group.atoms[0];
        let range = from..from + group.atoms.len();
        from = range.end;
        if !atom.kind.is_parameter() {
            continue;
        }
        let role = match atom.kind {
            AtomKind::InputParameter => Role::PartInput,
            AtomKind::InOutParameter => Role::PartInOut,
            _ => Role::PartOutput,
        };
        let raw = |node: &Node, atom: &AtomInfo| format!("{}${}", node.name, atom.name);
        let raws: Vec<String> = nodes
            .iter()
            .flat_map(|node| node.atoms[range.clone()].iter().map(|a| raw(node, a)))
            .collect();
        let name = names::flat(&format!("{whole}${}", group.raw));
        let packs =
            group.is_vector || is_array && atom.ty.kind != Kind::Clock && role != Role::PartInOut;
        let ids = if packs {
            signals.add_vector(raws, name, &atom.ty, &role)?
        } else {
            let mut ids = Vec::new();
            for raw in raws {
                ids.push(signals.add(raw.clone(), names::flat(&raw), &atom.ty, role.clone())?);
            }
            ids
        };
        let port = if child.is_black_box() {
            atom.name.clone()
        } else {
            group.verilog_name()
        };
        ports.push(PartPort {
            name: port,
            signals: ids.chunks(group.atoms.len()).map(<[Id]>::to_vec).collect(),
        });
    }
    signals.instances.push(Instances {
        name,
        kind,
        ports,
        array: is_array.then_some(nodes.len()),
    });
    Ok(())
}
