//! From Rust-HDL's statements to ours: loops unrolled, names resolved, links made assignments.

use crate::error::{Fault, Reason};
use crate::ir::expr::{Expr, Id, Node, Offset};
use crate::ir::number::Number;
use crate::ir::signals::{Role, Signals};
use crate::ir::statement::{Arm, Assign, Place, Stmt, StmtKind};
use crate::ir::types::{Kind, Type};
use crate::read::index;
use crate::read::literal;
use crate::read::show::show;
use crate::read::title::{Title, comment_text};
use crate::read::typing::{Meaning, Scope};
use rust_hdl_core::ast::{
    VerilogBlockOrConditional, VerilogConditional, VerilogExpression as Ast, VerilogLink,
    VerilogLinkDetails, VerilogMatch, VerilogStatement,
};

/// What a cell does.
#[derive(Default)]
pub struct Body {
    pub stmts: Vec<Stmt>,
    /// The clock of each flip-flop, by its signal.
    pub clocks: Vec<(Id, Id)>,
    /// Bidirectional pins tied together: the part's and the cell's own.
    pub ties: Vec<(Id, Id)>,
    /// What `cell name: purpose` says.
    pub title: Option<Title>,
}

pub fn read(signals: &Signals, block: &[VerilogStatement]) -> Result<Body, Fault> {
    let mut reader = Reader {
        scope: Scope {
            signals,
            loops: Vec::new(),
        },
        body: Body::default(),
        depth: 0,
    };
    let stmts = reader.block(block)?;
    Ok(Body {
        stmts,
        ..reader.body
    })
}

struct Reader<'a> {
    scope: Scope<'a>,
    body: Body,
    /// Conditions around the statement at hand.
    depth: usize,
}

/// Statements in the making, and the comments that wait for the next of them.
#[derive(Default)]
struct Output {
    stmts: Vec<Stmt>,
    comments: Vec<String>,
}

impl Output {
    fn push(&mut self, kind: StmtKind) {
        let comments = std::mem::take(&mut self.comments);
        self.stmts.push(Stmt { comments, kind });
    }
}

impl Reader<'_> {
    fn block(&mut self, block: &[VerilogStatement]) -> Result<Vec<Stmt>, Fault> {
        let mut output = Output::default();
        self.statements(block, &mut output)?;
        Ok(output.stmts)
    }

    fn branch(&mut self, block: &[VerilogStatement]) -> Result<Vec<Stmt>, Fault> {
        self.depth += 1;
        let stmts = self.block(block);
        self.depth -= 1;
        stmts
    }

    fn statements(&mut self, block: &[VerilogStatement], output: &mut Output) -> Result<(), Fault> {
        block.iter().try_for_each(|s| self.statement(s, output))
    }

    fn statement(
        &mut self,
        statement: &VerilogStatement,
        output: &mut Output,
    ) -> Result<(), Fault> {
        match statement {
            VerilogStatement::Assignment(target, value) => self.assignment(target, value, output),
            VerilogStatement::SliceAssignment {
                base,
                width,
                offset,
                replacement,
            } => self.field_assignment(base, *width, offset, replacement, output),
            VerilogStatement::If(conditional) => self.conditional(conditional, output),
            VerilogStatement::Match(m) => self.matching(m, output),
            VerilogStatement::Macro(block) => self.statements(block, output),
            VerilogStatement::Comment(text) => {
                self.comment(text, output);
                Ok(())
            }
            VerilogStatement::Link(links) => {
                links.iter().try_for_each(|link| self.link(link, output))
            }
            VerilogStatement::Loop(l) => {
                let bounds = (literal::value(&l.from), literal::value(&l.to));
                let (Some((from, _)), Some((to, _))) = bounds else {
                    return Err((
                        l.index.clone(),
                        Reason::Unsupported("an unreadable bound".into()),
                    ));
                };
                let (from, to) = (from.to_u128().unwrap_or(0), to.to_u128().unwrap_or(0));
                for value in from..to {
                    self.scope.loops.push((l.index.clone(), value as i128));
                    // one round tells what the loop is for
                    let waiting = output.comments.len();
                    let start = output.stmts.len();
                    self.statements(&l.block, output)?;
                    if value > from {
                        output.stmts[start..].iter_mut().for_each(silence);
                        output.comments.truncate(waiting);
                    }
                    self.scope.loops.pop();
                }
                Ok(())
            }
        }
    }

    fn comment(&mut self, text: &str, output: &mut Output) {
        let text = comment_text(text);
        match Title::parse(&text) {
            Some(title)
                if self.body.title.is_none() && output.stmts.is_empty() && self.depth == 0 =>
            {
                self.body.title = Some(title);
            }
            _ if text.is_empty() || text.starts_with("assert") => {}
            _ => output
                .comments
                .extend(text.lines().map(|l| l.trim().to_string())),
        }
    }

    fn target(&self, ast: &Ast) -> Result<Id, Fault> {
        let Ast::Signal(text) = ast else {
            return Err((show(ast), Reason::UnknownName));
        };
        let name = text.strip_suffix("$next").unwrap_or(text);
        match self.scope.meaning(name)? {
            Meaning::Signal(id) if self.scope.signals.all[id].role.is_assignable() => Ok(id),
            Meaning::Signal(_) => Err((
                show(ast),
                Reason::Unsupported("only outputs, Locals and inputs of parts are assigned".into()),
            )),
            _ => Err((show(ast), Reason::UnknownName)),
        }
    }

    fn assignment(&mut self, target: &Ast, value: &Ast, output: &mut Output) -> Result<(), Fault> {
        let id = self.target(target)?;
        let signal = &self.scope.signals.all[id];
        let value = self.scope.expect(value, &signal.ty)?;
        if signal.role == Role::RegisterClock {
            return match value.node {
                Node::Signal(clock) if self.depth == 0 => {
                    self.body.clocks.push((id, clock));
                    Ok(())
                }
                _ => Err((
                    show(target),
                    Reason::Unsupported("the clock of a flip-flop is a plain signal".into()),
                )),
            };
        }
        if signal.role.is_sequential() {
            return self.replacements(id, value, output);
        }
        output.push(StmtKind::Assign(Assign {
            target: id,
            place: Place::Whole,
            value,
            lanes: None,
        }));
        Ok(())
    }

    /// `x = x.replace_bit(i, v)` writes one bit of x.
    fn replacements(&mut self, target: Id, value: Expr, output: &mut Output) -> Result<(), Fault> {
        match value.node {
            Node::Replace(base, offset, bit) if base.node == Node::Signal(target) => {
                let place = match offset {
                    Offset::Fixed(low) => Place::Part(low, 1),
                    Offset::Dynamic(index) => Place::Bit(*index),
                };
                output.push(StmtKind::Assign(Assign {
                    target,
                    place,
                    value: *bit,
                    lanes: None,
                }));
            }
            // a chain: the inner ones first, unless a later bit looks at the vector as it was
            Node::Replace(base, offset, bit)
                if !reads_offset(&offset, target) && !bit.reads_signal(target) =>
            {
                self.replacements(target, *base, output)?;
                let again = Expr {
                    ty: value.ty.clone(),
                    node: Node::Signal(target),
                };
                let node = Node::Replace(Box::new(again), offset, bit);
                self.replacements(target, Expr { ty: value.ty, node }, output)?;
            }
            _ => output.push(StmtKind::Assign(Assign {
                target,
                place: Place::Whole,
                value,
                lanes: None,
            })),
        }
        Ok(())
    }

    fn field_assignment(
        &mut self,
        base: &Ast,
        width: usize,
        offset: &Ast,
        value: &Ast,
        output: &mut Output,
    ) -> Result<(), Fault> {
        let target = self.target(base)?;
        let ty = self.scope.signals.all[target].ty.clone();
        let low = self.scope.integer(offset)?;
        let field = low.and_then(|low| Some((low, ty.field(low, width)?)));
        let Some((low, field)) = field else {
            return Err((
                show(base),
                Reason::Unsupported("no field of the struct".into()),
            ));
        };
        let value = self.scope.expect(value, &field)?;
        output.push(StmtKind::Assign(Assign {
            target,
            place: Place::Part(low, width),
            value,
            lanes: None,
        }));
        Ok(())
    }

    fn conditional(
        &mut self,
        conditional: &VerilogConditional,
        output: &mut Output,
    ) -> Result<(), Fault> {
        let test = self.scope.expect(&conditional.test, &Type::BOOL)?;
        // a condition on loop indices is decided here
        let decided = if let Node::Number(number) = &test.node {
            Some(!number.is_zero())
        } else {
            None
        };
        if decided == Some(true) {
            return self.statements(&conditional.then, output);
        }
        let otherwise = |reader: &mut Self, output: &mut Output| match &conditional.otherwise {
            VerilogBlockOrConditional::Block(block) => reader.statements(block, output),
            VerilogBlockOrConditional::Conditional(statement) => {
                reader.statement(statement, output)
            }
            VerilogBlockOrConditional::None => Ok(()),
        };
        if decided == Some(false) {
            return otherwise(self, output);
        }
        let then = self.branch(&conditional.then)?;
        let mut other = Output::default();
        self.depth += 1;
        otherwise(self, &mut other)?;
        self.depth -= 1;
        output.push(StmtKind::If(test, then, other.stmts));
        Ok(())
    }

    fn matching(&mut self, m: &VerilogMatch, output: &mut Output) -> Result<(), Fault> {
        let test = self.scope.infer(&m.test)?;
        let mut arms: Vec<Arm> = Vec::new();
        for case in &m.cases {
            let pattern = match case.condition.as_str() {
                "default" => None,
                text => Some(self.pattern(text, &test.ty)?),
            };
            arms.push(Arm {
                default: pattern.is_none(),
                pattern,
                body: self.branch(&case.block)?,
            });
        }
        if test.ty == Type::BOOL {
            let branch = |wanted: bool| {
                let is_wanted = |a: &&Arm| a.pattern.as_ref().is_none_or(|p| *p == bit(wanted));
                arms.iter()
                    .find(is_wanted)
                    .map_or_else(Vec::new, |a| a.body.clone())
            };
            output.push(StmtKind::If(test, branch(true), branch(false)));
            return Ok(());
        }
        let codes = u32::try_from(test.ty.width)
            .ok()
            .and_then(|w| 1usize.checked_shl(w));
        match arms.iter().position(|a| a.default) {
            Some(default) => arms.truncate(default + 1),
            // Rust saw to it that every state has an arm; codes that are no state go with the last
            None if codes != Some(arms.len()) => arms
                .iter_mut()
                .last()
                .into_iter()
                .for_each(|a| a.default = true),
            None => {}
        }
        output.push(StmtKind::Case(test, arms));
        Ok(())
    }

    fn pattern(&self, text: &str, ty: &Type) -> Result<Expr, Fault> {
        match (&ty.kind, text) {
            (Kind::Enum(_), path) => self.scope.expect(&Ast::Signal(path.to_string()), ty),
            (Kind::Bool, "true" | "false") => Ok(bit(text == "true")),
            _ => {
                let value =
                    index::integer(text).ok_or_else(|| (text.to_string(), Reason::UnknownName))?;
                let number = Number::from_u128(value.unsigned_abs());
                if ty.kind != Kind::Bits || value < 0 || number.length() > ty.width {
                    return Err((text.to_string(), Reason::LiteralTooLarge(ty.to_string())));
                }
                Ok(Expr::number(number, ty.clone()))
            }
        }
    }

    /// `join` and `link`: one assignment a signal.
    fn link(&mut self, link: &VerilogLink, output: &mut Output) -> Result<(), Fault> {
        let full = |owner: &str, d: &VerilogLinkDetails| {
            let field = d.my_name.trim_start_matches('.').replace('.', "$");
            if field.is_empty() {
                owner.to_string()
            } else {
                format!("{owner}${field}")
            }
        };
        let (target, source) = match link {
            VerilogLink::Forward(d) => (full(&d.other_name, d), full(&d.owner_name, d)),
            VerilogLink::Backward(d) => (full(&d.owner_name, d), full(&d.other_name, d)),
            VerilogLink::Bidirectional(d) => {
                let (a, b) = (
                    self.signal(&full(&d.owner_name, d))?,
                    self.signal(&full(&d.other_name, d))?,
                );
                let role = |id: Id| &self.scope.signals.all[id].role;
                match (role(a), role(b)) {
                    (Role::InOut, Role::PartInOut) => self.body.ties.push((b, a)),
                    (Role::PartInOut, Role::InOut) => self.body.ties.push((a, b)),
                    _ => {
                        let reason = Reason::Unsupported(
                            "a two-way link joins a part's pin with the cell's own".into(),
                        );
                        return Err((d.owner_name.replace('$', "."), reason));
                    }
                }
                return Ok(());
            }
        };
        self.assignment(&Ast::Signal(target), &Ast::Signal(source), output)
    }

    fn signal(&self, text: &str) -> Result<Id, Fault> {
        match self.scope.meaning(text)? {
            Meaning::Signal(id) => Ok(id),
            _ => Err((text.replace('$', "."), Reason::UnknownName)),
        }
    }
}

fn bit(value: bool) -> Expr {
    Expr::number(Number::from_u128(u128::from(value)), Type::BOOL)
}

fn reads_offset(offset: &Offset, signal: Id) -> bool {
    let mut found = false;
    offset.reads(&mut |id, _| found |= id == signal);
    found
}

fn silence(stmt: &mut Stmt) {
    stmt.comments.clear();
    match &mut stmt.kind {
        StmtKind::Assign(_) => {}
        StmtKind::If(_, then, otherwise) => then.iter_mut().chain(otherwise).for_each(silence),
        StmtKind::Case(_, arms) => arms.iter_mut().flat_map(|a| &mut a.body).for_each(silence),
    }
}
