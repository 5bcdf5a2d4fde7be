//! The text of a module, from its signals and its plan.

use super::ir::{Assign, Expr, Id, Node, Place, Stmt, StmtKind};
use super::layout::{COLUMNS, Page, WAIVER, aligned};
use super::plan::{Plan, Wire};
use super::print::{Printer, state_name};
use super::signals::{Role, Signals};
use super::types::{Enum, Kind, Type};
use super::usage::Usage;
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

/// `signed [7:0]`.
pub fn range(ty: &Type) -> String {
    let sign = if ty.is_signed() { "signed" } else { "" };
    let bits = if ty.width > 1 { format!("[{}:0]", ty.width - 1) } else { String::new() };
    match (sign, bits.as_str()) {
        ("", _) | (_, "") => format!("{sign}{bits}"),
        _ => format!("{sign} {bits}"),
    }
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
        Printer { signals: self.signals }
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
        let port = |id: Id| Port { kind: kind(id), ty: self.ty(id), name: self.name(id), waiver: self.unused(id) };
        let ports: Vec<Port> = self.signals.ports.iter().map(|&id| port(id)).collect();
        write_ports(page, &ports);
    }

    /// Why an input needs a waiver.
    fn unused(&self, id: Id) -> Option<String> {
        if self.signals.all[id].role == Role::Input { self.usage.unused(id, self.ty(id).width) } else { None }
    }

    fn constants(&self, page: &mut Page) {
        let mut rows = Vec::new();
        for (id, signal) in self.signals.all.iter().enumerate() {
            if let (Role::Constant(number), true) = (&signal.role, self.usage.is_read(id)) {
                let value = self.printer().expr(&Expr::number(number.clone(), signal.ty.clone()));
                let value = match &signal.ty.kind {
                    Kind::Enum(states) => {
                        number.to_u128().map_or(value, |n| state_name(states, (n as usize).min(states.states.len() - 1)))
                    }
                    _ => value,
                };
                rows.push(vec!["localparam".into(), range(&signal.ty), signal.name.clone(), format!("= {value};")]);
            }
        }
        section(page, &rows);
    }

    /// Codes of the states; those that are not spoken of are comments, as no tool likes unused names.
    fn states(&self, page: &mut Page) {
        for (states, width, used) in self.usage.enums() {
            page.gap();
            let ty = Type { width: *width, kind: Kind::Enum(Rc::clone(states)) };
            let rows: Vec<Vec<String>> = (0..states.states.len())
                .map(|state| {
                    let keyword = if used.contains(&state) { "localparam" } else { "//" };
                    let name = state_name(states, state);
                    vec![keyword.into(), range(&ty), name, format!("= {width}'d{state};")]
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
                let is_wire = self.signals.all[*id].role == Role::PartOutput && !self.shared.contains(id);
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
        let spoken = |states: &Rc<Enum>| self.usage.enums().iter().any(|(e, _, used)| e == states && used.contains(&0));
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
                    let comma = if i + 1 < instance.ports.len() { "," } else { "" };
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
            Role::PartOutput if !self.usage.is_read(id) && !self.shared.contains(&id) => String::new(),
            Role::PartInOut => self.ties.get(&id).map_or_else(String::new, |pin| self.name(*pin).to_string()),
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
        let writer = Statements { printer: self.printer(), arrow: "=", names: &names };
        writer.block(page, &self.plan.combinational);
        page.outdent();
        page.line("end");
    }

    fn outputs(&self, page: &mut Page) {
        page.gap();
        for Wire { target, value, comments } in &self.plan.wires {
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
                blocks.entry(clock).or_default().push(Stmt::assign(register.next, next));
            }
        }
        for stmt in &self.plan.clocked {
            let mut next = None;
            stmt.assigns(&mut |a| next = next.or(Some(a.target)));
            let clock = next.and_then(|id| self.clocks.get(&id).copied()).unwrap_or_default();
            blocks.entry(clock).or_default().push(stmt.clone());
        }
        let values: HashMap<Id, Id> = self.signals.registers.iter().map(|r| (r.next, r.value)).collect();
        let names = |id: Id| self.name(values.get(&id).copied().unwrap_or(id)).to_string();
        let writer = Statements { printer: self.printer(), arrow: "<=", names: &names };
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

fn section(page: &mut Page, rows: &[Vec<String>]) {
    page.gap();
    aligned(rows).iter().for_each(|line| page.line(line));
}

/// A line that declares a signal of which a tool finds bits unused.
fn waived(page: &mut Page, line: &str, reason: Option<&str>) {
    match reason {
        None => page.line(line),
        Some(reason) => {
            page.line(WAIVER[0]);
            page.line(&format!("{line} // {reason}"));
            page.line(WAIVER[1]);
        }
    }
}

pub struct Port<'a> {
    pub kind: &'a str,
    pub ty: &'a Type,
    pub name: &'a str,
    /// Why unused bits are to be waived.
    pub waiver: Option<String>,
}

/// A port a line, under `Control` and `Data` where the ports stand in that order.
pub fn write_ports(page: &mut Page, ports: &[Port]) {
    let rows: Vec<Vec<String>> = ports
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let comma = if i + 1 < ports.len() { "," } else { "" };
            vec![p.kind.to_string(), range(p.ty), format!("{}{comma}", p.name)]
        })
        .collect();
    let first_data = ports.iter().position(|p| p.ty.width > 1).unwrap_or(ports.len());
    let grouped = first_data > 0 && first_data < ports.len() && ports[first_data..].iter().all(|p| p.ty.width > 1);
    for (i, (line, port)) in aligned(&rows).iter().zip(ports).enumerate() {
        if grouped && i == 0 {
            page.line("// Control");
        } else if grouped && i == first_data {
            page.line("// Data");
        }
        waived(page, line, port.waiver.as_deref());
    }
}

/// Statements of an `always` block.
struct Statements<'a> {
    printer: Printer<'a>,
    arrow: &'a str,
    names: &'a dyn Fn(Id) -> String,
}

impl Statements<'_> {
    fn block(&self, page: &mut Page, stmts: &[Stmt]) {
        stmts.iter().for_each(|s| self.stmt(page, s));
    }

    fn assign(&self, assign: &Assign) -> String {
        let place = match &assign.place {
            Place::Whole => String::new(),
            Place::Part(low, 1) => format!("[{low}]"),
            Place::Part(low, width) => format!("[{}:{low}]", low + width - 1),
            Place::Bit(index) => format!("[{}]", self.printer.expr(index)),
        };
        let name = (self.names)(assign.target);
        format!("{name}{place} {} {};", self.arrow, self.printer.expr(&assign.value))
    }

    fn stmt(&self, page: &mut Page, stmt: &Stmt) {
        stmt.comments.iter().for_each(|c| page.comment(c));
        match &stmt.kind {
            StmtKind::Assign(assign) => page.line(&self.assign(assign)),
            StmtKind::If(test, then, otherwise) => self.conditional(page, "", test, then, otherwise),
            StmtKind::Case(test, arms) => {
                page.line(&format!("case ({})", self.printer.expr(test)));
                page.indent();
                for arm in arms {
                    let pattern = arm.pattern.as_ref().map(|p| self.printer.expr(p));
                    let (label, remark) = match (pattern, arm.default) {
                        (Some(pattern), false) => (pattern, String::new()),
                        (Some(pattern), true) => ("default".into(), format!(" // {pattern}")),
                        (None, _) => ("default".into(), String::new()),
                    };
                    match arm.body.as_slice() {
                        [] => page.line(&format!("{label}: ;{remark}")),
                        [Stmt { comments, kind: StmtKind::Assign(a) }] if comments.is_empty() => {
                            page.line(&format!("{label}: {}{remark}", self.assign(a)));
                        }
                        [Stmt { comments, kind: StmtKind::If(test, then, otherwise) }]
                            if comments.is_empty()
                                && let Some([line]) = self.short(test, then, otherwise).as_deref() =>
                        {
                            page.line(&format!("{label}: {line}{remark}"));
                        }
                        body => {
                            page.line(&format!("{label}: begin{remark}"));
                            page.indent();
                            self.block(page, body);
                            page.outdent();
                            page.line("end");
                        }
                    }
                }
                page.outdent();
                page.line("endcase");
            }
        }
    }

    /// `before` is the `end else` of the condition above.
    fn conditional(&self, page: &mut Page, before: &str, test: &Expr, then: &[Stmt], otherwise: &[Stmt]) {
        if then.is_empty() && !otherwise.is_empty() {
            let not = Expr { ty: Type::BOOL, node: Node::Unary(super::ir::Unary::Not, Box::new(test.clone())) };
            return self.conditional(page, before, &not, otherwise, &[]);
        }
        if before.is_empty()
            && let Some(lines) = self.short(test, then, otherwise)
        {
            return lines.iter().for_each(|line| page.line(line));
        }
        let head = format!("{before}if ({})", self.printer.expr(test));
        page.line(&format!("{head} begin"));
        page.indent();
        self.block(page, then);
        page.outdent();
        match otherwise {
            [] => page.line("end"),
            [Stmt { comments, kind: StmtKind::If(test, then, otherwise) }] if comments.is_empty() => {
                self.conditional(page, "end else ", test, then, otherwise);
            }
            _ => {
                page.line("end else begin");
                page.indent();
                self.block(page, otherwise);
                page.outdent();
                page.line("end");
            }
        }
    }

    /// A chain of conditions with one assignment each, a line each.
    fn short(&self, test: &Expr, then: &[Stmt], otherwise: &[Stmt]) -> Option<Vec<String>> {
        let single = |block: &[Stmt]| match block {
            [Stmt { comments, kind: StmtKind::Assign(a) }] if comments.is_empty() => Some(self.assign(a)),
            _ => None,
        };
        let mut lines = vec![format!("if ({}) {}", self.printer.expr(test), single(then)?)];
        match otherwise {
            [] => {}
            [Stmt { comments, kind: StmtKind::If(test, then, otherwise) }]
                if comments.is_empty() && !then.is_empty() =>
            {
                let mut rest = self.short(test, then, otherwise)?;
                rest[0].insert_str(0, "else ");
                lines.append(&mut rest);
            }
            block => lines.push(format!("else {}", single(block)?)),
        }
        lines.iter().all(|l| l.len() < COLUMNS - 30).then_some(lines)
    }
}

/// Enumerations, by name, with the states that are spoken of.
pub type Enums = Vec<(Rc<Enum>, usize, HashSet<usize>)>;
