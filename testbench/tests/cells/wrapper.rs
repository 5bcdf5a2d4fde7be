//! The connections of a variant in the simulated module: each element of an array of ports becomes a port of its own, and a
//! wrong value can go through any of them.

use std::collections::HashMap;
use std::fmt::Write as _;

use rust_hdl_core::prelude::{Atom, AtomKind, Block, Probe};
use yuragi_hdl::VerilogFile;

use crate::faults::{self, Port};

/// Arrays of ports of a block by their Verilog names, and how many elements they have.
pub type Arrays = HashMap<String, usize>;

#[derive(Default)]
struct Reader {
    depth: usize,
    arrays: Arrays,
}

impl Probe for Reader {
    fn visit_start_scope(&mut self, _name: &str, _node: &dyn Block) {
        self.depth += 1;
    }
    fn visit_atom(&mut self, name: &str, signal: &dyn Atom) {
        let prefix = match signal.kind() {
            AtomKind::InputParameter => "i_",
            AtomKind::OutputParameter => "o_",
            _ => return,
        };
        if let Some((array, _)) = name.rsplit_once('$').filter(|_| self.depth == 1) {
            *self.arrays.entry(format!("{prefix}{array}")).or_default() += 1;
        }
    }
    fn visit_end_scope(&mut self, _name: &str, _node: &dyn Block) {
        self.depth -= 1;
    }
}

/// The arrays among the ports of a block.
pub fn arrays(block: &dyn Block) -> Arrays {
    let mut reader = Reader::default();
    block.accept("top", &mut reader);
    reader.arrays
}

/// What one variant adds to the simulated module.
#[derive(Default)]
pub struct Wrapped {
    /// Declarations of ports.
    pub head: Vec<String>,
    pub body: String,
    pub clocked: bool,
}

/// Instance `v<number>` of the last file, of module `top`; `wrong` is a port and the expression that goes through it, in which
/// `$` stands for what is right.
pub fn wrap(
    number: usize,
    top: &str,
    files: &[VerilogFile],
    arrays: &Arrays,
    wrong: Option<&(String, String)>,
) -> Wrapped {
    let mut wrapped = Wrapped::default();
    let ports = faults::ports(&files.last().expect("a top module").text);
    let names: Vec<String> = ports.iter().flat_map(|p| elements(p, arrays)).collect();
    let mut connections = Vec::new();
    let mut spoiled = false;
    for port in &ports {
        if port.name == "clock" {
            wrapped.clocked = true;
            connections.push(".clock(clock)".to_owned());
            continue;
        }
        let elements = elements(port, arrays);
        let range = match arrays.get(&port.name) {
            Some(count) => format!("[{}:0]", port.width() / count - 1),
            None => port.range.clone(),
        };
        let mut inside = Vec::new();
        for name in elements {
            let outside = own(number, &name);
            let direction = if port.input { "input" } else { "output" };
            wrapped
                .head
                .push(format!("{direction} wire {range} {outside}"));
            let Some((_, expression)) = wrong.filter(|(wrong, _)| *wrong == name) else {
                inside.push(outside);
                continue;
            };
            spoiled = true;
            let wire = format!("spoiled_{outside}");
            let right = if port.input { &outside } else { &wire };
            let value = owned(number, &expression.replace('$', right), &names);
            let _ = match port.input {
                true => writeln!(wrapped.body, "wire {range} {wire} = {value};"),
                false => writeln!(
                    wrapped.body,
                    "wire {range} {wire};\nassign {outside} = {value};"
                ),
            };
            inside.push(wire);
        }
        inside.reverse();
        connections.push(format!(".{}({{{}}})", port.name, inside.join(", ")));
    }
    assert_eq!(spoiled, wrong.is_some(), "there is no such port: {wrong:?}");
    let top = own(number, top);
    let _ = writeln!(
        wrapped.body,
        "{top} v{number} ({});",
        connections.join(", ")
    );
    wrapped
}

/// The names of a port's elements, or its own.
fn elements(port: &Port, arrays: &Arrays) -> Vec<String> {
    match arrays.get(&port.name) {
        Some(count) => (0..*count).map(|i| format!("{}_{i}", port.name)).collect(),
        None => vec![port.name.clone()],
    }
}

/// A name of one variant's own.
pub fn own(number: usize, name: &str) -> String {
    format!("v{number}_{name}")
}

/// An expression with the names of ports made the variant's own.
fn owned(number: usize, expression: &str, names: &[String]) -> String {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut result = String::new();
    let mut rest = expression;
    while !rest.is_empty() {
        let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        result += &match names.iter().any(|n| n == name) {
            true => own(number, name),
            false => name.to_owned(),
        };
        let next = rest[end..].chars().next();
        result.extend(next);
        rest = &rest[end + next.map_or(0, char::len_utf8)..];
    }
    result
}
