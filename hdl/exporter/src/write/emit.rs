//! The text of a module, from its signals and its plan.

use crate::ir::expr::{Expr, Id, Node};
use crate::ir::plan::{Plan, Wire};
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::Stmt;
use crate::ir::types::{Enum, Kind, Type};
use crate::passes::usage::Usage;
use crate::write::declare::{Port, range, section, waived, write_ports};
use crate::write::layout::{Page, aligned};
use crate::write::print::{Printer, state_name};
use crate::write::statements::Statements;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// A cell ready to be written.
pub struct Cell<'a> {
    pub signals: &'a Signals,
    pub plan: &'a Plan,
    pub usage: &'a Usage,
    /// The clock of each flip-flop's next value.
    pub clocks: &'a HashMap<Id, Id>,
    /// Outputs that are a part's output and nothing else share its wire.
    pub shared: &'a HashSet<Id>,
    /// What is connected to a part's input without a wire of its own.
    pub direct: &'a HashMap<Id, usize>,
    /// Pins of parts tied to pins of the cell.
    pub ties: &'a HashMap<Id, Id>,
    /// Module names of the instances.
    pub kinds: &'a [String],
}

/// What is written between the module's name and `endmodule`.
pub fn body(cell: &Cell) -> String {
    let mut page = Page::default();
    page.line("(");
    page.indent();
    cell.ports(&mut page);
    page.outdent();
    page.line(");");
    page.indent();
    cell.constants(&mut page);
    cell.states(&mut page);
    cell.declarations(&mut page);
    cell.wires(&mut page);
    cell.instances(&mut page);
    cell.combinational(&mut page);
    cell.outputs(&mut page);
    cell.registers(&mut page);
    page.finish()
}

impl Cell<'_> {
    fn printer(&self) -> Printer<'_> {
        Printer {
            signals: self.signals,
        }
    }

    fn name(&self, id: Id) -> &str {
        &self.signals.all[id].name
    }

    fn ty(&self, id: Id) -> &Type {
        &self.signals.all[id].ty
    }

    fn ports(&self, page: &mut Page) {
        let statements: HashSet<Id> = targets(&self.plan.combinational);
        let kind = |id: Id| match self.signals.all[id].role {
            Role::Input => "input  wire",
            Role::Output if statements.contains(&id) => "output reg",
            Role::Output => "output wire",
            _ => "inout  wire",
        };
        let port = |id: Id| Port {
            kind: kind(id),
            ty: self.ty(id),
            name: self.name(id),
            waiver: self.unused(id),
        };
        let ports: Vec<Port> = self.signals.ports.iter().map(|&id| port(id)).collect();
        write_ports(page, &ports);
    }

    /// Why an input needs a waiver.
    fn unused(&self, id: Id) -> Option<String> {
        if self.signals.all[id].role == Role::Input {
            self.usage.unused(id, self.ty(id).width)
        } else {
            None
        }
    }

    fn constants(&self, page: &mut Page) {
        let mut rows = Vec::new();
        for (id, signal) in self.signals.all.iter().enumerate() {
            if let (Role::Constant(number), true) = (&signal.role, self.usage.is_read(id)) {
                let value = self
                    .printer()
                    .expr(&Expr::number(number.clone(), signal.ty.clone()));
                let value = match &signal.ty.kind {
                    Kind::Enum(states) => number.to_u128().map_or(value, |n| {
                        state_name(states, (n as usize).min(states.states.len() - 1))
                    }),
                    _ => value,
                };
                rows.push(vec![
                    "localparam".into(),
                    range(&signal.ty),
                    signal.name.clone(),
                    format!("= {value};"),
                ]);
            }
        }
        section(page, &rows);
    }

    /// Codes of the states; those that are not spoken of are comments, as no tool likes unused names.
    fn states(&self, page: &mut Page) {
        for (states, width, used) in self.usage.enums() {
            page.gap();
            let ty = Type {
                width: *width,
                kind: Kind::Enum(Rc::clone(states)),
            };
            let rows: Vec<Vec<String>> = (0..states.states.len())
                .map(|state| {
                    let keyword = if used.contains(&state) {
                        "localparam"
                    } else {
                        "//"
                    };
                    let name = state_name(states, state);
                    vec![
                        keyword.into(),
                        range(&ty),
                        name,
                        format!("= {width}'d{state};"),
                    ]
                })
                .collect();
            aligned(&rows).iter().for_each(|line| page.line(line));
        }
    }

    fn declarations(&self, page: &mut Page) {
        let mut rows: Vec<(Vec<String>, Option<String>)> = Vec::new();
        for register in &self.signals.registers {
            let ty = self.ty(register.value);
            let zero = self.start(ty);
            let name = self.name(register.value).to_string();
            let row = vec!["reg".into(), range(ty), name, format!("= {zero};")];
            rows.push((row, self.usage.unused(register.value, ty.width)));
        }
        let plain = |keyword: &str, id: Id| {
            let ty = self.ty(id);
            let row = vec![keyword.into(), range(ty), format!("{};", self.name(id))];
            (row, self.usage.unused(id, ty.width))
        };
        for instance in &self.signals.instances {
            for (_, id) in &instance.ports {
                let is_wire =
                    self.signals.all[*id].role == Role::PartOutput && !self.shared.contains(id);
                if is_wire && self.usage.is_read(*id) {
                    rows.push(plain("wire", *id));
                }
            }
        }
        let mut seen = HashSet::new();
        for stmt in &self.plan.combinational {
            stmt.assigns(&mut |a| {
                if self.signals.all[a.target].role != Role::Output && seen.insert(a.target) {
                    rows.push(plain("reg", a.target));
                }
            });
        }
        page.gap();
        let lines = aligned(&rows.iter().map(|(row, _)| row.clone()).collect::<Vec<_>>());
        for (line, (_, waiver)) in lines.iter().zip(&rows) {
            waived(page, line, waiver.as_deref());
        }
    }

    /// What a flip-flop starts with: zero, by its name if the module speaks of it.
    fn start(&self, ty: &Type) -> String {
        let spoken = |states: &Rc<Enum>| {
            self.usage
                .enums()
                .iter()
                .any(|(e, _, used)| e == states && used.contains(&0))
        };
        match &ty.kind {
            Kind::Enum(states) if spoken(states) => state_name(states, 0),
            _ => self.printer().expr(&Expr::zero(Type::bits(ty.width))),
        }
    }

    fn wires(&self, page: &mut Page) {
        page.gap();
        for wire in &self.plan.wires {
            let signal = &self.signals.all[wire.target];
            if signal.role == Role::Output || self.direct.contains_key(&wire.target) {
                continue;
            }
            wire.comments.iter().for_each(|c| page.comment(c));
            let bits = range(&signal.ty);
            let space = if bits.is_empty() { "" } else { " " };
            let head = format!("wire {bits}{space}{} =", signal.name);
            match self.usage.unused(wire.target, signal.ty.width) {
                Some(reason) => {
                    let line = format!("{head} {};", self.printer().expr(&wire.value));
                    waived(page, &line, Some(&reason));
                }
                None => self.assignment(page, &head, &wire.value),
            }
        }
    }

    fn instances(&self, page: &mut Page) {
        for (instance, kind) in self.signals.instances.iter().zip(self.kinds) {
            page.gap();
            page.line(&format!("{kind} {} (", instance.name));
            page.indent();
            let mut empty = false;
            let rows: Vec<Vec<String>> = instance
                .ports
                .iter()
                .enumerate()
                .map(|(i, (port, id))| {
                    let value = self.connection(*id);
                    empty |= value.is_empty();
                    let comma = if i + 1 < instance.ports.len() {
                        ","
                    } else {
                        ""
                    };
                    vec![format!(".{port}"), format!("({value}){comma}")]
                })
                .collect();
            if empty {
                page.line("// verilator lint_off PINCONNECTEMPTY");
            }
            aligned(&rows).iter().for_each(|line| page.line(line));
            if empty {
                page.line("// verilator lint_on PINCONNECTEMPTY");
            }
            page.outdent();
            page.line(");");
        }
    }

    /// What stands at a port of an instance; nothing at an output that nobody reads.
    fn connection(&self, id: Id) -> String {
        let signal = &self.signals.all[id];
        if let Some(&wire) = self.direct.get(&id) {
            return self.printer().expr(&self.plan.wires[wire].value);
        }
        match signal.role {
            Role::PartOutput if !self.usage.is_read(id) && !self.shared.contains(&id) => {
                String::new()
            }
            Role::PartInOut => self
                .ties
                .get(&id)
                .map_or_else(String::new, |pin| self.name(*pin).to_string()),
            _ => signal.name.clone(),
        }
    }

    fn combinational(&self, page: &mut Page) {
        if self.plan.combinational.is_empty() {
            return;
        }
        page.gap();
        page.line("always @* begin");
        page.indent();
        let names = |id: Id| self.name(id).to_string();
        let writer = Statements {
            printer: self.printer(),
            arrow: "=",
            names: &names,
        };
        writer.block(page, &self.plan.combinational);
        page.outdent();
        page.line("end");
    }

    fn outputs(&self, page: &mut Page) {
        page.gap();
        for Wire {
            target,
            value,
            comments,
        } in &self.plan.wires
        {
            if self.signals.all[*target].role != Role::Output {
                continue;
            }
            if let Node::Signal(source) = value.node
                && self.shared.contains(&source)
                && self.name(source) == self.name(*target)
            {
                continue;
            }
            comments.iter().for_each(|c| page.comment(c));
            self.assignment(page, &format!("assign {} =", self.name(*target)), value);
        }
    }

    fn assignment(&self, page: &mut Page, head: &str, value: &Expr) {
        let mut pieces = self.printer().pieces(value);
        if let Some(last) = pieces.last_mut() {
            last.push(';');
        }
        page.line_or_pieces(head, &pieces);
    }

    /// One block for each clock.
    fn registers(&self, page: &mut Page) {
        let mut blocks: BTreeMap<Id, Vec<Stmt>> = BTreeMap::new();
        let statements: HashSet<Id> = targets(&self.plan.combinational);
        let wires: HashSet<Id> = self.plan.wires.iter().map(|w| w.target).collect();
        for register in &self.signals.registers {
            if statements.contains(&register.next) || wires.contains(&register.next) {
                let next = Expr::signal(register.next, self.ty(register.next).clone());
                let clock = self.clocks.get(&register.next).copied().unwrap_or_default();
                blocks
                    .entry(clock)
                    .or_default()
                    .push(Stmt::assign(register.next, next));
            }
        }
        for stmt in &self.plan.clocked {
            let mut next = None;
            stmt.assigns(&mut |a| next = next.or(Some(a.target)));
            let clock = next
                .and_then(|id| self.clocks.get(&id).copied())
                .unwrap_or_default();
            blocks.entry(clock).or_default().push(stmt.clone());
        }
        let values: HashMap<Id, Id> = self
            .signals
            .registers
            .iter()
            .map(|r| (r.next, r.value))
            .collect();
        let names = |id: Id| {
            self.name(values.get(&id).copied().unwrap_or(id))
                .to_string()
        };
        let writer = Statements {
            printer: self.printer(),
            arrow: "<=",
            names: &names,
        };
        for (clock, stmts) in &blocks {
            page.gap();
            page.line(&format!("always @(posedge {}) begin", self.name(*clock)));
            page.indent();
            writer.block(page, stmts);
            page.outdent();
            page.line("end");
        }
    }
}

fn targets(stmts: &[Stmt]) -> HashSet<Id> {
    let mut targets = HashSet::new();
    for stmt in stmts {
        stmt.assigns(&mut |a| {
            targets.insert(a.target);
        });
    }
    targets
}
