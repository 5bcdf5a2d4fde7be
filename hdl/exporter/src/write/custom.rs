//! Cells whose Verilog is written by hand.

use crate::error::{Fault, Reason};
use crate::ir::names;
use crate::ir::number::Number;
use crate::ir::through::{PortBit, Through};
use crate::read::hierarchy::{Group, Node, NodeRole, groups};
use crate::read::text;
use crate::read::title::Title;
use crate::write::declare::{Port, range, vector_range, write_ports};
use crate::write::draft::Draft;
use crate::write::layout::{COLUMNS, Page, broken, joined_waivers};
use rust_hdl_core::prelude::AtomKind;
use std::collections::{BTreeSet, HashSet};

/// `wrapper` texts drive their outputs by instances, so all of these are wires.
pub fn draft(node: &Node, text: &str, wrapper: bool) -> Result<Draft, Fault> {
    if let Some(child) = node.children.iter().find(|c| c.role == NodeRole::Module) {
        let reason = Reason::Unsupported("a cell with text of its own cannot have parts".into());
        return Err((child.name.clone(), reason));
    }
    let (title, text) = split_title(text);
    let words = words(text);
    let assigned = assigned(text);
    let mut ports = Vec::new();
    let mut names_taken = names::Names::default();
    for group in groups(&node.atoms, node.pins) {
        let atom = &group.atoms[0];
        if !atom.kind.is_parameter() {
            continue;
        }
        let name = group.verilog_name();
        let width = atom.ty.width * group.atoms.len();
        let range = match group.is_vector {
            true => vector_range(width),
            false => range(&atom.ty),
        };
        names_taken
            .reserve(&name, &atom.name)
            .map_err(|reason| (atom.name.clone(), reason))?;
        let mentioned = words.contains(name.as_str());
        let kind = match atom.kind {
            AtomKind::InputParameter => "input  wire",
            AtomKind::InOutParameter => "inout  wire",
            _ if !mentioned => {
                let reason = Reason::Unsupported(format!("the text never drives `{name}`"));
                return Err((atom.name.clone(), reason));
            }
            _ if wrapper || assigned.contains(name.as_str()) => "output wire",
            _ => "output reg",
        };
        let waiver = (!mentioned).then(|| "not used here".to_string());
        ports.push((kind, range, width, name, waiver));
    }
    let ports: Vec<Port> = ports
        .iter()
        .map(|(kind, range, width, name, waiver)| Port {
            kind,
            range: range.clone(),
            width: *width,
            name,
            waiver: waiver.clone(),
        })
        .collect();
    let mut page = Page::default();
    page.line("(");
    page.indent();
    write_ports(&mut page, &ports);
    page.outdent();
    page.line(");");
    page.indent();
    page.gap();
    for atom in node.atoms.iter().filter(|a| a.kind == AtomKind::Constant) {
        let name = atom.named(&atom.name);
        if words.contains(name.as_str()) {
            let value = atom
                .value
                .as_ref()
                .unwrap_or(&Number::default())
                .verilog(atom.ty.width, false);
            page.line(&format!("localparam {} {name} = {value};", range(&atom.ty)));
        }
    }
    page.gap();
    let mut body = page.finish();
    for line in text.trim().lines() {
        match line.trim_end() {
            "" => body.push('\n'),
            line => {
                // only lines without a remark can be broken
                let columns = if line.contains("//") || line.contains('"') {
                    usize::MAX
                } else {
                    COLUMNS - 2
                };
                let indent = line.len() - line.trim_start().len();
                for (i, piece) in broken(line.trim_start(), columns.saturating_sub(indent))
                    .iter()
                    .enumerate()
                {
                    let indent = indent + if i == 0 { 2 } else { 6 };
                    body += &format!("{:indent$}{piece}\n", "");
                }
            }
        }
    }
    let through = through(node, text)?;
    Ok(Draft {
        title,
        through,
        body: joined_waivers(&body),
    })
}

/// What reaches what: of arrays, every element every one.
fn through(node: &Node, text: &str) -> Result<Through, Fault> {
    let sources = text::sources(text);
    if let Some(name) = text::circle(&sources) {
        return Err((name.clone(), Reason::CombinationalLoop(name.clone())));
    }
    let groups = groups(&node.atoms, node.pins);
    let elements = |names: &BTreeSet<String>, input: bool| -> BTreeSet<PortBit> {
        let ports = groups.iter().filter(|g| {
            let is_input = g.atoms[0].kind == AtomKind::InputParameter;
            is_input == input && g.atoms[0].kind.is_parameter() && names.contains(&g.verilog_name())
        });
        let element = |g: &Group| {
            let name = g.verilog_name();
            (0..g.atoms.len())
                .map(move |i| (name.clone(), i))
                .collect::<Vec<_>>()
        };
        ports.flat_map(element).collect()
    };
    let mut through = Through::default();
    for name in sources.keys() {
        let inputs = elements(&text::behind(&sources, name), true);
        for output in elements(&BTreeSet::from([name.clone()]), false) {
            if !inputs.is_empty() {
                through.0.insert(output, inputs.clone());
            }
        }
    }
    Ok(through)
}

/// A first line `// cell name: purpose`, and the rest.
fn split_title(text: &str) -> (Option<Title>, &str) {
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim().strip_prefix("//").and_then(Title::parse) {
        Some(title) => (Some(title), rest),
        None => (None, text),
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

fn words(text: &str) -> HashSet<&str> {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(line))
        .flat_map(|line| line.split(|c| !is_word(c)))
        .filter(|w| !w.is_empty())
        .collect()
}

/// Names on the left of continuous assignments.
fn assigned(text: &str) -> HashSet<&str> {
    let mut names = HashSet::new();
    for (at, _) in text.match_indices("assign") {
        let alone = |c: Option<char>| c.is_none_or(|c| !is_word(c));
        let rest = &text[at + "assign".len()..];
        if alone(text[..at].chars().next_back()) && alone(rest.chars().next()) {
            let left = rest.split('=').next().unwrap_or("");
            names.extend(words(left));
        }
    }
    names
}
