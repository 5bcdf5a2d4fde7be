//! Statements of `always` blocks.

use crate::ir::expr::{Expr, Id, Lanes, Node, Unary};
use crate::ir::statement::{Assign, Place, Stmt, StmtKind};
use crate::ir::types::Type;
use crate::passes::loops::{Piece, pieces};
use crate::write::layout::{COLUMNS, Page};
use crate::write::print::Printer;

/// Statements of an `always` block.
pub struct Statements<'a> {
    pub printer: Printer<'a>,
    /// `=` or `<=`.
    pub arrow: &'a str,
    /// What stands for a target.
    pub stands_for: &'a dyn Fn(Id) -> Id,
    /// The variable of a loop here.
    pub variable: &'a str,
}

impl Statements<'_> {
    pub fn block(&self, page: &mut Page, stmts: &[Stmt]) {
        // a loop in a loop is unrolled: it would need a variable of its own
        if !self.printer.round.is_empty() {
            return stmts.iter().for_each(|s| self.stmt(page, s));
        }
        for piece in pieces(self.printer.signals, stmts, self.arrow == "<=") {
            match piece {
                Piece::Plain(stmt) => self.stmt(page, &stmt),
                Piece::Loop(count, body) => self.rounds(page, count, body),
            }
        }
    }

    fn rounds(&self, page: &mut Page, count: usize, mut body: Vec<Stmt>) {
        let variable = self.variable;
        let first = body.first_mut().map(|s| std::mem::take(&mut s.comments));
        first.iter().flatten().for_each(|c| page.comment(c));
        page.line(&format!(
            "for ({variable} = 0; {variable} < {count}; {variable} = {variable} + 1) begin"
        ));
        page.indent();
        let printer = Printer {
            signals: self.printer.signals,
            round: variable,
        };
        Statements { printer, ..*self }.block(page, &body);
        page.outdent();
        page.line("end");
    }

    /// What an assignment writes.
    pub fn target(&self, assign: &Assign) -> String {
        let lanes = assign.lanes.unwrap_or(Lanes::one(assign.target));
        let first = (self.stands_for)(lanes.first);
        let lanes = Lanes { first, ..lanes };
        match &assign.place {
            Place::Whole if self.printer.signals.element(first).is_some() => {
                self.printer.lanes(lanes)
            }
            Place::Whole => self.printer.signal(first),
            Place::Part(low, width) => self.printer.lane_bits(lanes, *low, *width),
            Place::Bit(index) => self.printer.indexed(first, index, 1),
        }
    }

    fn assign(&self, assign: &Assign) -> String {
        format!(
            "{} {} {};",
            self.target(assign),
            self.arrow,
            self.printer.expr(&assign.value)
        )
    }

    fn stmt(&self, page: &mut Page, stmt: &Stmt) {
        stmt.comments.iter().for_each(|c| page.comment(c));
        match &stmt.kind {
            StmtKind::Assign(assign) => page.line(&self.assign(assign)),
            StmtKind::If(test, then, otherwise) => {
                self.conditional(page, "", test, then, otherwise)
            }
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
                        [
                            Stmt {
                                comments,
                                kind: StmtKind::Assign(a),
                            },
                        ] if comments.is_empty() => {
                            page.line(&format!("{label}: {}{remark}", self.assign(a)));
                        }
                        [
                            Stmt {
                                comments,
                                kind: StmtKind::If(test, then, otherwise),
                            },
                        ] if comments.is_empty()
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
    fn conditional(
        &self,
        page: &mut Page,
        before: &str,
        test: &Expr,
        then: &[Stmt],
        otherwise: &[Stmt],
    ) {
        if then.is_empty() && !otherwise.is_empty() {
            let not = Expr {
                ty: Type::BOOL,
                node: Node::Unary(Unary::Not, Box::new(test.clone())),
            };
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
            [
                Stmt {
                    comments,
                    kind: StmtKind::If(test, then, otherwise),
                },
            ] if comments.is_empty() => {
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
            [
                Stmt {
                    comments,
                    kind: StmtKind::Assign(a),
                },
            ] if comments.is_empty() => Some(self.assign(a)),
            _ => None,
        };
        let mut lines = vec![format!(
            "if ({}) {}",
            self.printer.expr(test),
            single(then)?
        )];
        match otherwise {
            [] => {}
            [
                Stmt {
                    comments,
                    kind: StmtKind::If(test, then, otherwise),
                },
            ] if comments.is_empty() && !then.is_empty() => {
                let mut rest = self.short(test, then, otherwise)?;
                rest[0].insert_str(0, "else ");
                lines.append(&mut rest);
            }
            block => lines.push(format!("else {}", single(block)?)),
        }
        lines
            .iter()
            .all(|l| l.len() < COLUMNS - 30)
            .then_some(lines)
    }
}
