//! The signals of a cell under their Rust and their Verilog names.

use super::error::Reason;
use super::ir::Id;
use super::names::{self, Names};
use super::number::Number;
use super::tree::{AtomInfo, Node, NodeRole};
use super::types::{Kind, Type};
use rust_hdl_core::prelude::*;
use std::collections::HashMap;

#[derive(Clone, Debug)]
pub struct Signal {
    /// As in the syntax tree: `lane$3$gated`.
    pub raw: String,
    pub name: String,
    pub ty: Type,
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Input,
    Output,
    InOut,
    Local,
    Constant(Number),
    /// Input of a part: written here, and read as what it is in the end.
    PartInput,
    PartOutput,
    PartInOut,
    /// Output of a flip-flop.
    Register,
    /// What a flip-flop holds next.
    Next,
    RegisterClock,
}

impl Role {
    pub fn is_assignable(&self) -> bool {
        matches!(
            self,
            Role::Output | Role::Local | Role::PartInput | Role::Next | Role::RegisterClock
        )
    }

    /// Whether `val()` in the middle of `update()` gives what was assigned last, not what stands in the end.
    pub fn is_sequential(&self) -> bool {
        matches!(self, Role::Output | Role::Local)
    }
}

pub struct Register {
    pub value: Id,
    pub next: Id,
    pub clock: Id,
}

/// An instance of a module.
pub struct Instance {
    pub name: String,
    /// Port names in the module and the signals here.
    pub ports: Vec<(String, Id)>,
}

pub struct Signals {
    pub all: Vec<Signal>,
    pub by_raw: HashMap<String, Id>,
    pub names: Names,
    pub ports: Vec<Id>,
    pub registers: Vec<Register>,
    pub instances: Vec<Instance>,
}

impl Signals {
    /// The error carries the name at fault.
    pub fn new(node: &Node) -> Result<Self, (String, Reason)> {
        let mut signals = Signals {
            all: Vec::new(),
            by_raw: HashMap::new(),
            names: Names::default(),
            ports: Vec::new(),
            registers: Vec::new(),
            instances: Vec::new(),
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
            let name = names::of_atom(atom);
            let id = signals.add(atom.name.clone(), name, &atom.ty, role)?;
            if atom.kind.is_parameter() {
                signals.ports.push(id);
            }
        }
        for child in &node.children {
            match child.role {
                NodeRole::FlipFlop => signals.add_register(child)?,
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
                NodeRole::Module => signals.add_instance(child)?,
            }
        }
        Ok(signals)
    }

    fn add_register(&mut self, child: &Node) -> Result<(), (String, Reason)> {
        let ty = child
            .atoms
            .iter()
            .find(|a| a.name == "q")
            .map_or(Type::BOOL, |a| a.ty.clone());
        let raw = |port: &str| format!("{}${port}", child.name);
        let value = self.add(raw("q"), names::flat(&child.name), &ty, Role::Register)?;
        // the name of the next value is found later: it gives way to the names that the author chose
        let next = self.add_unnamed(raw("d"), &ty, Role::Next);
        let clock = self.add_unnamed(
            raw("clock"),
            &Type {
                width: 1,
                kind: Kind::Clock,
            },
            Role::RegisterClock,
        );
        self.registers.push(Register { value, next, clock });
        Ok(())
    }

    fn add_instance(&mut self, child: &Node) -> Result<(), (String, Reason)> {
        let name = names::flat(&child.name);
        self.names
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
            let id = self.add(raw.clone(), names::flat(&raw), &atom.ty, role)?;
            let port = if child.is_black_box() {
                atom.name.clone()
            } else {
                names::of_atom(atom)
            };
            ports.push((port, id));
        }
        self.instances.push(Instance { name, ports });
        Ok(())
    }

    fn add(
        &mut self,
        raw: String,
        name: String,
        ty: &Type,
        role: Role,
    ) -> Result<Id, (String, Reason)> {
        self.names
            .reserve(&name, &raw)
            .map_err(|e| (raw.clone(), e))?;
        if ty.width == 0 {
            return Err((
                raw,
                Reason::Unsupported("a signal must be at least one bit wide".into()),
            ));
        }
        let id = self.add_unnamed(raw, ty, role);
        self.all[id].name = name;
        Ok(id)
    }

    fn add_unnamed(&mut self, raw: String, ty: &Type, role: Role) -> Id {
        let id = self.all.len();
        self.by_raw.insert(raw.clone(), id);
        self.all.push(Signal {
            raw,
            name: String::new(),
            ty: ty.clone(),
            role,
        });
        id
    }

    /// A wire of the exporter's own, named after `wish`.
    pub fn add_wire(&mut self, wish: &str, ty: Type) -> Id {
        let name = self.names.fresh(wish);
        let id = self.all.len();
        self.all.push(Signal {
            raw: name.clone(),
            name,
            ty,
            role: Role::Local,
        });
        id
    }

    /// Names the next values of flip-flops that need one.
    pub fn name_next(&mut self, register: usize) {
        let Register { value, next, .. } = self.registers[register];
        if self.all[next].name.is_empty() {
            self.all[next].name = self.names.fresh(&format!("{}_next", self.all[value].name));
        }
    }

    /// The name to speak of in an error: `lane[3].gated`.
    pub fn spoken(&self, id: Id) -> String {
        self.all[id].raw.replace('$', ".")
    }
}

impl Node {
    pub fn is_black_box(&self) -> bool {
        matches!(self.verilog, Verilog::Blackbox(_))
    }

    /// A block that wants no module: nothing comes out of it.
    pub fn is_absent(&self) -> bool {
        let drives = |a: &AtomInfo| a.kind.is_parameter() && a.kind != AtomKind::InputParameter;
        matches!(self.verilog, Verilog::Empty)
            && !self.atoms.iter().any(drives)
            && self.children.is_empty()
    }
}
