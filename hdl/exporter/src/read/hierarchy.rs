//! The hierarchy of blocks, as a probe sees it.

use crate::ir::names;
use crate::ir::number::Number;
use crate::ir::types::{Enum, Kind, Struct, Type};
use crate::read::literal;
use crate::widths::Widths;
use rust_hdl_core::prelude::*;
use rust_hdl_core::type_descriptor::{TypeDescriptor, TypeKind};
use std::rc::Rc;

/// A block: its signals, its parts and its syntax tree.
pub struct Node {
    pub name: String,
    pub atoms: Vec<AtomInfo>,
    pub children: Vec<Node>,
    pub verilog: Verilog,
    pub role: NodeRole,
    pub widths: Widths,
    /// Whether arrays of ports stay apart: each port is a pin.
    pub pins: bool,
}

/// A flip-flop is part of its parent's text; all else becomes a module.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeRole {
    Module,
    FlipFlop,
    /// A flip-flop of the library with another start value than 0.
    StartedFlipFlop,
}

pub struct AtomInfo {
    pub name: String,
    pub kind: AtomKind,
    pub ty: Type,
    /// The value of a constant.
    pub value: Option<Number>,
}

/// Atoms that stand in one vector, or a single one.
pub struct Group<'a> {
    pub atoms: &'a [AtomInfo],
    /// Its name, that of the array if it is one.
    pub raw: &'a str,
    pub is_vector: bool,
}

impl Group<'_> {
    /// Its name inside its module.
    pub fn verilog_name(&self) -> String {
        self.atoms[0].named(self.raw)
    }
}

/// The atoms of a block, arrays taken together unless they are `pins`, each for itself.
pub fn groups(atoms: &[AtomInfo], pins: bool) -> Vec<Group<'_>> {
    let mut groups = Vec::new();
    let mut rest = atoms;
    while let Some(first) = rest.first() {
        let vector = first
            .name
            .strip_suffix("$0")
            .filter(|_| first.is_packable() && !(pins && first.kind.is_parameter()));
        let count = vector.map_or(1, |raw| {
            let belongs = |(number, atom): &(usize, &AtomInfo)| {
                let index = atom
                    .name
                    .strip_prefix(raw)
                    .and_then(|i| i.strip_prefix('$'));
                index.is_some_and(|i| i == number.to_string())
                    && atom.kind == first.kind
                    && atom.ty == first.ty
            };
            rest.iter().enumerate().take_while(belongs).count()
        });
        groups.push(Group {
            atoms: &rest[..count],
            raw: vector.unwrap_or(&first.name),
            is_vector: vector.is_some(),
        });
        rest = &rest[count..];
    }
    groups
}

impl AtomInfo {
    fn is_packable(&self) -> bool {
        !matches!(self.kind, AtomKind::Constant | AtomKind::InOutParameter)
            && self.ty.kind != Kind::Clock
    }

    /// What `raw`, its name or that of the array around it, is inside its module: ports get their prefix, constants capitals.
    pub fn named(&self, raw: &str) -> String {
        let name = names::flat(raw);
        match self.kind {
            AtomKind::InputParameter if name == "clock" => name,
            AtomKind::InputParameter => format!("i_{name}"),
            AtomKind::OutputParameter | AtomKind::OutputPassthrough => format!("o_{name}"),
            AtomKind::InOutParameter => format!("io_{name}"),
            AtomKind::Constant => name.to_uppercase(),
            _ => name,
        }
    }
}

impl Node {
    pub fn read(top: &dyn Block, name: &str, widths: &Widths) -> Option<Node> {
        let mut reader = Reader {
            widths: widths.clone(),
            ..Reader::default()
        };
        top.accept(name, &mut reader);
        reader.done
    }

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

    fn new(name: &str, block: &dyn Block, widths: &Widths) -> Self {
        Node {
            name: name.into(),
            atoms: Vec::new(),
            children: Vec::new(),
            verilog: block.hdl(),
            role: match block.timing().as_slice() {
                [timing] if timing.name == "dff" => NodeRole::FlipFlop,
                _ => NodeRole::Module,
            },
            widths: widths.clone(),
            pins: false,
        }
    }

    /// `DFF` calls itself `dff` in its timing; its ports and its text must agree before it is taken for one.
    fn check_flip_flop(&mut self) {
        if self.role == NodeRole::Module {
            return;
        }
        self.role = NodeRole::Module;
        let [d, q, clock] = self.atoms.as_slice() else {
            return;
        };
        let ports =
            d.name == "d" && d.kind == AtomKind::InputParameter && q.name == "q" && d.ty == q.ty;
        if !(ports
            && clock.name == "clock"
            && clock.ty.kind == Kind::Clock
            && self.children.is_empty())
        {
            return;
        }
        let Verilog::Custom(text) = &self.verilog else {
            return;
        };
        let text: String = text.split_whitespace().collect();
        let Some(start) = text.strip_prefix("initialbeginq=") else {
            return;
        };
        let Some((start, rest)) = start.split_once(';') else {
            return;
        };
        if rest == "endalways@(posedgeclock)beginq<=d;end" {
            let zero = start
                .split_once("'h")
                .is_some_and(|(_, digits)| digits.bytes().all(|b| b == b'0'));
            self.role = if zero {
                NodeRole::FlipFlop
            } else {
                NodeRole::StartedFlipFlop
            };
        }
    }
}

#[derive(Default)]
struct Reader {
    widths: Widths,
    open: Vec<Node>,
    namespace: Vec<String>,
    done: Option<Node>,
}

impl Probe for Reader {
    fn visit_start_scope(&mut self, name: &str, node: &dyn Block) {
        self.open.push(Node::new(name, node, &self.widths));
    }

    fn visit_start_namespace(&mut self, name: &str, _node: &dyn Block) {
        self.namespace.push(name.into());
    }

    fn visit_atom(&mut self, name: &str, signal: &dyn Atom) {
        let Some(node) = self.open.last_mut() else {
            return;
        };
        let mut full = self.namespace.join("$");
        if !full.is_empty() {
            full.push('$');
        }
        full.push_str(name);
        let kind = signal.kind();
        let value = if kind == AtomKind::Constant {
            literal::value(&signal.verilog())
        } else {
            None
        };
        let mut ty = type_of(&signal.descriptor(), signal.bits());
        if matches!(ty.kind, Kind::Bits | Kind::Signed) {
            ty.width = self.widths.meant(ty.width);
        }
        let width = ty.width;
        node.atoms.push(AtomInfo {
            name: full,
            kind,
            ty,
            // -1 is all ones, as many as the width that stands in
            value: value.map(|(number, _)| number.slice(0, width)),
        });
    }

    fn visit_end_namespace(&mut self, _name: &str, _node: &dyn Block) {
        self.namespace.pop();
    }

    fn visit_end_scope(&mut self, _name: &str, _node: &dyn Block) {
        let Some(mut node) = self.open.pop() else {
            return;
        };
        node.check_flip_flop();
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.done = Some(node),
        }
    }
}

/// The type that Rust-HDL describes, of an atom `width` bits wide.
fn type_of(descriptor: &TypeDescriptor, width: usize) -> Type {
    let kind = match &descriptor.kind {
        TypeKind::Bits(_) if descriptor.name == "Bit" => Kind::Bool,
        TypeKind::Bits(_) if descriptor.name == "clock" => Kind::Clock,
        TypeKind::Bits(_) => Kind::Bits,
        TypeKind::Signed(_) => Kind::Signed,
        TypeKind::Enum(states) => Kind::Enum(Rc::new(Enum {
            name: descriptor.name.clone(),
            states: states
                .iter()
                .map(|s| s.rsplit("::").next().unwrap_or(s).to_string())
                .collect(),
        })),
        TypeKind::Composite(fields) => Kind::Struct(Rc::new(Struct {
            name: descriptor.name.clone(),
            fields: fields
                .iter()
                .map(|f| (f.fieldname.clone(), type_of(&f.kind, width_of(&f.kind))))
                .collect(),
        })),
    };
    Type { width, kind }
}

fn width_of(descriptor: &TypeDescriptor) -> usize {
    match &descriptor.kind {
        TypeKind::Bits(n) | TypeKind::Signed(n) => *n,
        TypeKind::Enum(states) => states.len().next_power_of_two().trailing_zeros() as usize,
        TypeKind::Composite(fields) => fields.iter().map(|f| width_of(&f.kind)).sum(),
    }
}
