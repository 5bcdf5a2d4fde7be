//! The modules written so far: one for each text.

use crate::cell;
use crate::error::{ExportError, Fault, Reason};
use crate::file::{Header, VerilogFile};
use crate::ir::names;
use crate::ir::through::Through;
use crate::read::hierarchy::{Node, NodeRole};
use crate::write::custom;
use crate::write::draft::Draft;
use crate::write::layout::{COLUMNS, broken};
use rust_hdl_core::ast::Verilog;
use std::collections::{HashMap, HashSet};

const LICENCE: &str = "SPDX-License-Identifier: MIT OR Apache-2.0";

pub struct Library<'a> {
    top: &'a str,
    header: &'a Header,
    prefix: &'a str,
    files: Vec<VerilogFile>,
    /// Module names by purpose and text.
    by_text: HashMap<(String, String), String>,
    names: HashSet<String>,
    /// What goes through each module.
    through: HashMap<String, Through>,
    /// Instances around the one at hand.
    path: Vec<String>,
}

impl<'a> Library<'a> {
    pub fn new(top: &'a str, header: &'a Header, prefix: &'a str) -> Self {
        let names = HashSet::from([format!("{prefix}{top}")]);
        Library {
            top,
            header,
            prefix,
            files: Vec::new(),
            by_text: HashMap::new(),
            names,
            through: HashMap::new(),
            path: Vec::new(),
        }
    }

    pub fn into_files(self) -> Vec<VerilogFile> {
        self.files
    }

    pub fn add_top(&mut self, node: &Node) -> Result<(), ExportError> {
        self.path.push(self.top.to_string());
        if node.role != NodeRole::Module || node.is_black_box() {
            return Err(self.error((
                node.name.clone(),
                Reason::Unsupported("this block cannot be the top".into()),
            )));
        }
        let draft = self.draft(node)?;
        let purpose = draft.title.map(|t| t.purpose).unwrap_or_default();
        let module = format!("{}{}", self.prefix, self.top);
        names::check(&module).map_err(|reason| self.error((self.top.to_string(), reason)))?;
        self.write(module, &purpose, &draft.body);
        Ok(())
    }

    /// The module of a part.
    fn add(&mut self, node: &Node) -> Result<String, ExportError> {
        if let Verilog::Blackbox(black_box) = &node.verilog {
            return self.add_black_box(&black_box.name, &black_box.code);
        }
        let draft = self.draft(node)?;
        let purpose = draft
            .title
            .as_ref()
            .map(|t| t.purpose.clone())
            .unwrap_or_default();
        let key = (purpose, draft.body);
        if let Some(name) = self.by_text.get(&key) {
            return Ok(name.clone());
        }
        let wish = match draft.title {
            Some(title) => title.name,
            None => names::flat(without_index(&node.name)),
        };
        let wish = format!("{}{wish}", self.prefix);
        names::check(&wish).map_err(|reason| self.error((node.name.clone(), reason)))?;
        let mut name = wish.clone();
        let mut number = 2;
        while self.names.contains(&name) {
            name = format!("{wish}_{number}");
            number += 1;
        }
        self.names.insert(name.clone());
        self.write(name.clone(), &key.0, &key.1);
        self.through.insert(name.clone(), draft.through);
        self.by_text.insert(key, name.clone());
        Ok(name)
    }

    fn draft(&mut self, node: &Node) -> Result<Draft, ExportError> {
        let mut kinds = Vec::new();
        for child in node
            .children
            .iter()
            .filter(|c| c.role == NodeRole::Module && !c.is_absent())
        {
            self.path.push(child.name.replace('$', "_"));
            kinds.push(self.add(child)?);
            self.path.pop();
        }
        let draft = match &node.verilog {
            Verilog::Combinatorial(block) => cell::draft(node, block, &kinds, &self.through),
            Verilog::Custom(text) => custom::draft(node, text, false),
            Verilog::Wrapper(wrapper) => {
                self.add_cores(&wrapper.cores)?;
                custom::draft(node, &wrapper.code, true)
            }
            Verilog::Blackbox(_) | Verilog::Empty => {
                let reason = "the cell has no Verilog: #[hdl_gen] on its update(), or text of its own, is missing";
                Err((node.name.clone(), Reason::Unsupported(reason.into())))
            }
        };
        draft.map_err(|fault| self.error(fault))
    }

    fn add_black_box(&mut self, name: &str, code: &str) -> Result<String, ExportError> {
        let text = self.header(name, "") + "\n" + code.trim() + "\n";
        match self.files.iter().find(|f| f.module == name) {
            Some(file) if file.text == text => {}
            Some(_) => {
                let (first, second) = (name.to_string(), "a black box".to_string());
                return Err(self.error((
                    name.into(),
                    Reason::NameClash {
                        name: name.into(),
                        first,
                        second,
                    },
                )));
            }
            None => {
                self.names.insert(name.to_string());
                self.files.push(VerilogFile {
                    module: name.into(),
                    cell: name.into(),
                    text,
                    black_box: true,
                });
            }
        }
        Ok(name.into())
    }

    fn add_cores(&mut self, cores: &str) -> Result<(), ExportError> {
        let mut words = cores
            .split_whitespace()
            .skip_while(|w| *w != "module")
            .skip(1);
        let Some(word) = words.next() else {
            return Ok(());
        };
        let name: String = word
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        self.add_black_box(&name, cores).map(|_| ())
    }

    fn header(&self, name: &str, purpose: &str) -> String {
        let title = match purpose {
            "" => format!("// {name}"),
            _ => format!("// {name}: {purpose}"),
        };
        let mut text = broken(&title, COLUMNS).join("\n") + "\n";
        text += &format!("// {LICENCE}\n");
        for line in self
            .header
            .lines
            .iter()
            .filter(|l| !l.contains("SPDX-License-Identifier"))
        {
            text += format!("// {line}").trim_end();
            text.push('\n');
        }
        text
    }

    fn write(&mut self, name: String, purpose: &str, body: &str) {
        let text = format!(
            "{}\n`default_nettype none\n\nmodule {name} {body}\nendmodule\n\n`default_nettype wire\n",
            self.header(&name, purpose)
        );
        self.files.push(VerilogFile {
            cell: name[self.prefix.len()..].to_string(),
            module: name,
            text,
            black_box: false,
        });
    }

    fn error(&self, (at, reason): Fault) -> ExportError {
        ExportError {
            module: self.path.join("."),
            at: at.replace('$', "."),
            reason,
        }
    }
}

/// `lane$3` without the number.
fn without_index(name: &str) -> &str {
    match name.rsplit_once('$') {
        Some((rest, index)) if index.bytes().all(|b| b.is_ascii_digit()) => without_index(rest),
        _ => name,
    }
}
