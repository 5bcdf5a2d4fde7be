//! The text of a module, from its signals and its plan.

use crate::ir::expr::{Expr, Id};
use crate::ir::plan::Plan;
use crate::ir::signals::{Instances, Role, Signals};
use crate::ir::statement::Stmt;
use crate::ir::types::{Enum, Kind, Type};
use crate::passes::connect::Connections;
use crate::passes::usage::Usage;
use crate::write::declare::{Port, range, section, vector_range, waived, write_ports};
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
    pub connections: &'a Connections,
    /// Outputs that are registers of their own beside wires of their vector.
    pub detached: &'a HashSet<Id>,
    /// Pins of parts tied to pins of the cell.
    pub ties: &'a HashMap<Id, Id>,
    /// Variables of loops: of generated ones, in combinational and in clocked blocks.
    pub variables: &'a [String; 3],
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
    let mut rest = Page::at(1);
    cell.wires(&mut rest);
    cell.instances(&mut rest);
    cell.combinational(&mut rest);
    cell.outputs(&mut rest);
    cell.registers(&mut rest);
    page.gap();
    if rest.contains("  generate\n") {
        page.line(&format!("genvar {};", cell.variables[0]));
        page.gap();
    }
    page.append(rest);
    page.finish()
}

/// A signal, or a vector, as it is declared.
pub struct Net<'a> {
    pub name: &'a str,
    pub range: String,
    pub width: usize,
    /// Why some of its bits need a waiver.
    pub waiver: Option<String>,
}

impl Cell<'_> {
    pub fn printer(&self) -> Printer<'_> {
        Printer::new(self.signals)
    }

    pub fn name(&self, id: Id) -> &str {
        &self.signals.all[id].name
    }

    pub fn ty(&self, id: Id) -> &Type {
        &self.signals.all[id].ty
    }

    pub fn role(&self, id: Id) -> &Role {
        &self.signals.all[id].role
    }

    /// What is declared for signals: each once, vectors as a whole.
    pub fn nets<'a>(
        &'a self,
        ids: impl Iterator<Item = Id> + 'a,
    ) -> impl Iterator<Item = (Id, Net<'a>)> {
        let mut seen = HashSet::new();
        ids.filter_map(move |id| {
            let Some((vector, _)) = self.signals.all[id]
                .element
                .filter(|(v, _)| !self.signals.vectors[*v].loose)
            else {
                let ty = self.ty(id);
                let net = Net {
                    name: self.name(id),
                    range: range(ty),
                    width: ty.width,
                    waiver: self.usage.unused(&[id], ty.width),
                };
                return Some((id, net));
            };
            seen.insert(vector).then(|| {
                let vector = &self.signals.vectors[vector];
                let net = Net {
                    name: &vector.name,
                    range: vector_range(vector.members.len() * vector.ty.width),
                    width: vector.members.len() * vector.ty.width,
                    waiver: self.usage.unused(&vector.members, vector.ty.width),
                };
                (id, net)
            })
        })
    }

    fn ports(&self, page: &mut Page) {
        let statements: HashSet<Id> = targets(&self.plan.combinational);
        let all = |id: &Id| match self.signals.element(*id) {
            Some((vector, _)) => self.signals.vectors[vector]
                .members
                .iter()
                .all(|m| statements.contains(m)),
            None => statements.contains(id),
        };
        let kind = |id: Id| match self.signals.all[id].role {
            Role::Input => "input  wire",
            Role::Output if all(&id) => "output reg",
            Role::Output => "output wire",
            _ => "inout  wire",
        };
        let ids = self.signals.ports.iter().copied();
        let ids = ids.filter(|id| !self.detached.contains(id));
        let ports: Vec<Port> = self
            .nets(ids)
            .map(|(id, net)| Port {
                kind: kind(id),
                range: net.range,
                width: net.width,
                name: net.name,
                // only inputs can be unused
                waiver: net.waiver.filter(|_| *self.role(id) == Role::Input),
            })
            .collect();
        write_ports(page, &ports);
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
        for (id, net) in self.nets(self.signals.registers.iter().map(|r| r.value)) {
            let zero = match self.signals.element(id) {
                Some(_) => self.printer().expr(&Expr::zero(Type::bits(net.width))),
                None => self.start(self.ty(id)),
            };
            let row = vec![
                "reg".into(),
                net.range,
                net.name.into(),
                format!("= {zero};"),
            ];
            rows.push((row, net.waiver));
        }
        let mut plain = |keyword: &str, net: Net| {
            let row = vec![keyword.into(), net.range, format!("{};", net.name)];
            rows.push((row, net.waiver));
        };
        let ports = self.signals.instances.iter().flat_map(Instances::signals);
        let outputs = ports.filter(|id| {
            *self.role(*id) == Role::PartOutput && !self.connections.shared.contains(id)
        });
        for (id, net) in self.nets(outputs) {
            if self.is_read(id) {
                plain("wire", net);
            }
        }
        for vector in self.assigned_vectors() {
            let members = self.signals.vectors[vector].members.iter().copied();
            self.nets(members).for_each(|(_, net)| plain("wire", net));
        }
        let mut written = Vec::new();
        for stmt in &self.plan.combinational {
            stmt.assigns(&mut |a| written.push(a.target));
        }
        let mut seen = HashSet::new();
        let registers = written.into_iter().filter(|id| {
            let port = *self.role(*id) == Role::Output && !self.detached.contains(id);
            !port && seen.insert(*id)
        });
        self.nets(registers).for_each(|(_, net)| plain("reg", net));
        page.gap();
        let lines = aligned(&rows.iter().map(|(row, _)| row.clone()).collect::<Vec<_>>());
        for (line, (_, waiver)) in lines.iter().zip(&rows) {
            waived(page, line, waiver.as_deref());
        }
    }

    /// Whether anything reads a signal, or an element of its vector.
    pub fn is_read(&self, id: Id) -> bool {
        match self.signals.element(id) {
            Some((vector, _)) => {
                let members = &self.signals.vectors[vector].members;
                members.iter().any(|id| self.usage.is_read(*id))
            }
            None => self.usage.is_read(id),
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

    fn combinational(&self, page: &mut Page) {
        if self.plan.combinational.is_empty() {
            return;
        }
        let mut block = Page::at(1);
        block.line("always @* begin");
        block.indent();
        let writer = Statements {
            printer: self.printer(),
            arrow: "=",
            stands_for: &|id| id,
            variable: &self.variables[1],
        };
        writer.block(&mut block, &self.plan.combinational);
        block.outdent();
        block.line("end");
        self.with_variable(page, block, 1);
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
        let stands_for = |id: Id| values.get(&id).copied().unwrap_or(id);
        let writer = Statements {
            printer: self.printer(),
            arrow: "<=",
            stands_for: &stands_for,
            variable: &self.variables[2],
        };
        let mut all = Page::at(1);
        for (clock, stmts) in &blocks {
            all.gap();
            all.line(&format!("always @(posedge {}) begin", self.name(*clock)));
            all.indent();
            writer.block(&mut all, stmts);
            all.outdent();
            all.line("end");
        }
        self.with_variable(page, all, 2);
    }

    /// Blocks of statements, after the variable of their loops if they have any.
    fn with_variable(&self, page: &mut Page, blocks: Page, number: usize) {
        let variable = &self.variables[number];
        page.gap();
        if blocks.contains(&format!("for ({variable} = 0;")) {
            page.line(&format!("integer {variable};"));
            page.gap();
        }
        page.append(blocks);
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
