//! The signals of a cell under their Rust and their Verilog names.

use crate::error::{Fault, Reason};
use crate::ir::expr::Id;
use crate::ir::names::{self, Names};
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
    /// The vector that it is an element of, and the number of the element.
    pub element: Option<(usize, usize)>,
    /// The same for a signal of its own whose value the vector takes in.
    pub apart: Option<(usize, usize)>,
}

/// Signals of one type side by side, element 0 in the lowest bits: an array in Rust.
pub struct Vector {
    /// Empty if it has none yet.
    pub name: String,
    /// Of an element.
    pub ty: Type,
    pub members: Vec<Id>,
    /// Whether the elements are signals of their own after all.
    pub loose: bool,
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

/// Instances of one module side by side, or a single one.
pub struct Instances {
    pub name: String,
    /// The module.
    pub kind: String,
    pub ports: Vec<PartPort>,
    /// How many, if they are an array.
    pub array: Option<usize>,
}

/// A port of a part.
pub struct PartPort {
    /// In the module.
    pub name: String,
    /// The signals at it, by instance and element.
    pub signals: Vec<Vec<Id>>,
}

impl Instances {
    /// Every signal at a port.
    pub fn signals(&self) -> impl Iterator<Item = Id> + '_ {
        self.ports
            .iter()
            .flat_map(|p| p.signals.iter().flatten().copied())
    }
}

#[derive(Default)]
pub struct Signals {
    pub all: Vec<Signal>,
    pub by_raw: HashMap<String, Id>,
    pub names: Names,
    pub ports: Vec<Id>,
    pub registers: Vec<Register>,
    pub vectors: Vec<Vector>,
    pub instances: Vec<Instances>,
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
            element: None,
            apart: None,
        });
        id
    }

    /// Adds the elements of a vector under their names in the syntax tree; `name` may be empty.
    ///
    /// # Errors
    /// As [`Signals::add`].
    pub fn add_vector(
        &mut self,
        raws: Vec<String>,
        name: String,
        ty: &Type,
        role: &Role,
    ) -> Result<Vec<Id>, Fault> {
        let first = raws.first().cloned().unwrap_or_default();
        if !name.is_empty() {
            let owner = first.split('$').next().unwrap_or_default();
            self.names
                .reserve(&name, owner)
                .map_err(|e| (first.clone(), e))?;
        }
        if ty.width == 0 {
            let reason = "a signal must be at least one bit wide";
            return Err((first, Reason::Unsupported(reason.into())));
        }
        let vector = self.vectors.len();
        let mut members = Vec::with_capacity(raws.len());
        for (number, raw) in raws.into_iter().enumerate() {
            let id = self.add_unnamed(raw, ty, role.clone());
            self.all[id].element = Some((vector, number));
            members.push(id);
        }
        self.vectors.push(Vector {
            name,
            ty: ty.clone(),
            members: members.clone(),
            loose: false,
        });
        Ok(members)
    }

    /// The vector that a signal is an element of, and the number of the element; none if it stands alone.
    pub fn element(&self, id: Id) -> Option<(usize, usize)> {
        self.all[id]
            .element
            .filter(|(v, _)| !self.vectors[*v].loose)
    }

    /// Makes the elements of a vector signals of their own.
    pub fn loosen(&mut self, vector: usize) {
        self.vectors[vector].loose = true;
        for id in self.vectors[vector].members.clone() {
            let wish = names::flat(self.all[id].raw.trim_end_matches("$q"));
            let wish = match (wish.strip_suffix("_d"), &self.all[id].role) {
                (Some(register), Role::Next) => format!("{register}_next"),
                _ => wish,
            };
            self.all[id].name = self.names.fresh(&wish);
        }
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
            element: None,
            apart: None,
        });
        id
    }

    /// Names the next values of flip-flops that need one.
    pub fn name_next(&mut self, register: usize) {
        let Register { value, next, .. } = self.registers[register];
        if let (Some((values, _)), Some((nexts, _))) = (self.element(value), self.element(next)) {
            if self.vectors[nexts].name.is_empty() {
                let wish = format!("{}_next", self.vectors[values].name);
                self.vectors[nexts].name = self.names.fresh(&wish);
            }
            return;
        }
        if self.all[next].name.is_empty() {
            self.all[next].name = self.names.fresh(&format!("{}_next", self.all[value].name));
        }
    }

    /// The name to speak of in an error: `lane[3].gated`.
    pub fn spoken(&self, id: Id) -> String {
        self.all[id].raw.replace('$', ".")
    }
}
