//! Parts: instances, arrays of them as loops.

use crate::ir::expr::Expr;
use crate::ir::signals::{Instances, PartPort, Role};
use crate::passes::connect::{at_instance, connection, is_regular};
use crate::write::emit::Cell;
use crate::write::layout::{Page, aligned};
use crate::write::print::Printer;

impl Cell<'_> {
    pub fn instances(&self, page: &mut Page) {
        for instances in &self.signals.instances {
            let direct = &self.connections.direct;
            if is_regular(self.signals, self.plan, direct, instances) {
                self.array(page, instances);
                continue;
            }
            for number in 0..instances.array.unwrap_or(1) {
                let name = match instances.array {
                    Some(_) => format!("{}_{number}", instances.name),
                    None => instances.name.clone(),
                };
                page.gap();
                let at = |port: &PartPort| {
                    let expr = at_instance(self.signals, self.plan, direct, port, number);
                    self.connection(port, number, &expr, "")
                };
                self.instance(page, &instances.kind, &name, &instances.ports, &at);
            }
        }
    }

    /// A loop over instances that differ by their number only.
    fn array(&self, page: &mut Page, instances: &Instances) {
        let variable = self.variables[0].as_str();
        let label = &instances.name;
        let direct = &self.connections.direct;
        let at = |port: &PartPort| {
            let expr = connection(self.signals, self.plan, direct, port);
            expr.map_or_else(String::new, |expr| {
                self.connection(port, 0, &expr, variable)
            })
        };
        page.gap();
        self.generate(page, instances.array.unwrap_or(1), label, |page| {
            self.instance(page, &instances.kind, "unit", &instances.ports, &at);
        });
    }

    /// A generated loop.
    pub fn generate(
        &self,
        page: &mut Page,
        count: usize,
        label: &str,
        body: impl FnOnce(&mut Page),
    ) {
        let i = &self.variables[0];
        page.line("generate");
        page.indent();
        page.line(&format!(
            "for ({i} = 0; {i} < {count}; {i} = {i} + 1) begin : {label}"
        ));
        page.indent();
        body(page);
        page.outdent();
        page.line("end");
        page.outdent();
        page.line("endgenerate");
    }

    fn instance(
        &self,
        page: &mut Page,
        kind: &str,
        name: &str,
        ports: &[PartPort],
        at: &dyn Fn(&PartPort) -> String,
    ) {
        page.line(&format!("{kind} {name} ("));
        page.indent();
        let mut empty = false;
        let rows: Vec<Vec<String>> = ports
            .iter()
            .enumerate()
            .map(|(i, port)| {
                let value = at(port);
                empty |= value.is_empty();
                let comma = if i + 1 < ports.len() { "," } else { "" };
                vec![format!(".{}", port.name), format!("({value}){comma}")]
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

    /// What stands at a port; nothing at an output that nobody reads.
    fn connection(&self, port: &PartPort, instance: usize, expr: &Expr, round: &str) -> String {
        let ids = &port.signals[instance];
        let unread = |id: &usize| !self.is_read(*id) && !self.connections.shared.contains(id);
        match self.role(ids[0]) {
            Role::PartOutput if ids.iter().all(unread) => String::new(),
            Role::PartInOut => {
                let pin = self.ties.get(&ids[0]);
                pin.map_or_else(String::new, |pin| self.name(*pin).to_string())
            }
            _ => Printer {
                signals: self.signals,
                round,
            }
            .expr(expr),
        }
    }
}
