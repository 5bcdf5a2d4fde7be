//! The signals of a block under their Rust and their Verilog names.

use crate::error::{Fault, Reason};
use crate::ir::names;
use crate::ir::signals::{Instance, Register, Role, Signals};
use crate::ir::types::{Kind, Type};
use crate::read::hierarchy::{Node, NodeRole};
use rust_hdl_core::prelude::AtomKind;

/// The signals of a block, from its ports, its own signals and the ports of its parts.
///
/// # Errors
/// If a name cannot be used, or a flip-flop starts at another value than 0.
pub fn declare(node: &Node) -> Result<Signals, Fault> {
    let mut signals = Signals {
        widths: node.widths.clone(),
        ..Signals::default()
    };
    for atom in &node.atoms {
        let role = match atom.kind {
            AtomKind::InputParameter => Role::Input,
            AtomKind::OutputParameter | AtomKind::OutputPassthrough => Role::Output,
            AtomKind::InOutParameter => Role::InOut,
            AtomKind::Constant => Role::Constant(atom.value.clone().unwrap_or_default()),
            AtomKind::LocalSignal | AtomKind::StubInputSignal | AtomKind::StubOutputSignal => {
                Role::Local
            }
        };
        let name = atom.verilog_name();
        let id = signals.add(atom.name.clone(), name, &atom.ty, role)?;
        if atom.kind.is_parameter() {
            signals.ports.push(id);
        }
    }
    for child in &node.children {
        match child.role {
            NodeRole::FlipFlop => add_register(&mut signals, child)?,
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
            NodeRole::Module => add_instance(&mut signals, child)?,
        }
    }
    Ok(signals)
}

fn add_register(signals: &mut Signals, child: &Node) -> Result<(), Fault> {
    let ty = child
        .atoms
        .iter()
        .find(|a| a.name == "q")
        .map_or(Type::BOOL, |a| a.ty.clone());
    let raw = |port: &str| format!("{}${port}", child.name);
    let value = signals.add(raw("q"), names::flat(&child.name), &ty, Role::Register)?;
    // the name of the next value is found later: it gives way to the names that the author chose
    let next = signals.add_unnamed(raw("d"), &ty, Role::Next);
    let clock = signals.add_unnamed(
        raw("clock"),
        &Type {
            width: 1,
            kind: Kind::Clock,
        },
        Role::RegisterClock,
    );
    signals.registers.push(Register { value, next, clock });
    Ok(())
}

fn add_instance(signals: &mut Signals, child: &Node) -> Result<(), Fault> {
    let name = names::flat(&child.name);
    signals
        .names
        .reserve(&name, &child.name)
        .map_err(|e| (child.name.clone(), e))?;
    let mut ports = Vec::new();
    for atom in child.atoms.iter().filter(|a| a.kind.is_parameter()) {
        let role = match atom.kind {
            AtomKind::InputParameter => Role::PartInput,
            AtomKind::InOutParameter => Role::PartInOut,
            _ => Role::PartOutput,
        };
        let raw = format!("{}${}", child.name, atom.name);
        let id = signals.add(raw.clone(), names::flat(&raw), &atom.ty, role)?;
        let port = if child.is_black_box() {
            atom.name.clone()
        } else {
            atom.verilog_name()
        };
        ports.push((port, id));
    }
    signals.instances.push(Instance { name, ports });
    Ok(())
}
