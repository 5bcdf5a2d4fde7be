//! The signals of a cell under their Rust and their Verilog names.

use crate::error::{Fault, Reason};
use crate::ir::expr::Id;
use crate::ir::names::Names;
use crate::ir::number::Number;
use crate::ir::types::Type;
use crate::widths::Widths;
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

#[derive(Default)]
pub struct Signals {
    pub all: Vec<Signal>,
    pub by_raw: HashMap<String, Id>,
    pub names: Names,
    pub ports: Vec<Id>,
    pub registers: Vec<Register>,
    pub instances: Vec<Instance>,
    /// What widths in the syntax tree stand for.
    pub widths: Widths,
}

impl Signals {
    /// Adds a signal under its name in the syntax tree and its Verilog name.
    ///
    /// # Errors
    /// If the name cannot be used, or the signal has no bits.
    pub fn add(&mut self, raw: String, name: String, ty: &Type, role: Role) -> Result<Id, Fault> {
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

    /// Adds a signal that has no Verilog name yet.
    pub fn add_unnamed(&mut self, raw: String, ty: &Type, role: Role) -> Id {
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
