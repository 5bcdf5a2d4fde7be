//! The hierarchy of blocks, as a probe sees it.

use super::number::Number;
use super::types::{Kind, Type};
use rust_hdl_core::prelude::*;

/// A block: its signals, its parts and its syntax tree.
pub struct Node {
    pub name: String,
    pub atoms: Vec<AtomInfo>,
    pub children: Vec<Node>,
    pub verilog: Verilog,
    pub role: NodeRole,
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

impl Node {
    pub fn read(top: &dyn Block, name: &str) -> Option<Node> {
        let mut reader = Reader::default();
        top.accept(name, &mut reader);
        reader.done
    }

    fn new(name: &str, block: &dyn Block) -> Self {
        Node {
            name: name.into(),
            atoms: Vec::new(),
            children: Vec::new(),
            verilog: block.hdl(),
            role: match block.timing().as_slice() {
                [timing] if timing.name == "dff" => NodeRole::FlipFlop,
                _ => NodeRole::Module,
            },
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
    open: Vec<Node>,
    namespace: Vec<String>,
    done: Option<Node>,
}

impl Probe for Reader {
    fn visit_start_scope(&mut self, name: &str, node: &dyn Block) {
        self.open.push(Node::new(name, node));
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
            Number::from_literal(&signal.verilog())
        } else {
            None
        };
        let ty = Type::of(&signal.descriptor(), signal.bits());
        node.atoms.push(AtomInfo {
            name: full,
            kind,
            ty,
            value: value.map(|(number, _)| number),
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
