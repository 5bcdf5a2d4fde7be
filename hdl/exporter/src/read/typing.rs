//! What expressions tell of their types. Rust-HDL's tree has none; all follow from the signals, by the rules that
//! Rust itself applied.

use crate::error::{Fault, Reason};
use crate::ir::expr::{Binary, Id};
use crate::read::fault::fault;
use crate::read::index::{self, Loops};
use crate::read::integer::fold;
use crate::read::literal;

use crate::ir::signals::{Role, Signals};
use crate::ir::types::{Kind, Type};
use rust_hdl_core::ast::{VerilogExpression as Ast, VerilogOp, VerilogOpUnary};

/// What an expression tells of its type by itself.
pub enum Typing {
    Known(Type),
    /// A number, computed as in Rust, of whatever type its place asks for.
    Integer(i128),
    /// Told by its place only: a state, or a cast to a signed number.
    Open,
}

/// What a name stands for.
pub enum Meaning {
    Signal(Id),
    Index(i128),
    Other,
}

/// Where an expression stands: the signals of its cell and the values of its loops.
pub struct Scope<'a> {
    pub signals: &'a Signals,
    pub loops: Loops,
}

impl Scope<'_> {
    pub fn meaning(&self, text: &str) -> Result<Meaning, Fault> {
        let index = index::loop_value(&self.loops, text);
        let flat = match text.contains('[') {
            true => index::flatten(text, &self.loops).map_err(|at| (at, Reason::UnknownName))?,
            false => text.to_string(),
        };
        match (self.signals.by_raw.get(&flat), index) {
            (Some(_), Some(_)) => Err((
                text.into(),
                Reason::Unsupported("both a field and a loop index have this name".into()),
            )),
            (Some(id), None) => Ok(Meaning::Signal(*id)),
            (None, Some(value)) => Ok(Meaning::Index(value)),
            (None, None) => Ok(Meaning::Other),
        }
    }

    pub fn typing(&self, ast: &Ast) -> Result<Typing, Fault> {
        use Typing::{Integer, Known, Open};
        Ok(match ast {
            Ast::Literal(literal) => match literal::value(literal) {
                Some((_, 1)) => Known(Type::BOOL),
                Some((number, _)) => match number.to_u128().and_then(|v| i128::try_from(v).ok()) {
                    Some(value) => Integer(value),
                    None => return fault(ast, Reason::LiteralTooLarge("127 bits".into())),
                },
                None => return fault(ast, Reason::Unsupported("an unreadable number".into())),
            },
            Ast::Signal(text) => match self.meaning(text)? {
                Meaning::Signal(id) if self.signals.all[id].role == Role::RegisterClock => {
                    return fault(
                        ast,
                        Reason::Unsupported("the clock of a flip-flop is not read".into()),
                    );
                }
                Meaning::Signal(id) => Known(self.signals.all[id].ty.clone()),
                Meaning::Index(value) => Integer(value),
                Meaning::Other => Open,
            },
            Ast::Paren(inner) => self.typing(inner)?,
            Ast::Cast(_, width) => Known(Type::bits(self.signals.widths.meant(*width))),
            Ast::Signed(inner) => match self.typing(inner)? {
                Known(ty) if !ty.is_signed() => Known(Type::signed(ty.width)),
                _ => Open,
            },
            Ast::Unsigned(inner) => match self.typing(inner)? {
                Known(ty) if ty.is_signed() => Known(Type::bits(ty.width)),
                Known(ty) => {
                    let found = ty.to_string();
                    return fault(
                        ast,
                        Reason::TypeMismatch {
                            expected: "a Signed".into(),
                            found,
                        },
                    );
                }
                _ => Open,
            },
            Ast::Unary(VerilogOpUnary::Neg, inner) => match self.typing(inner)? {
                Integer(value) => Integer(-value),
                other => other,
            },
            Ast::Unary(VerilogOpUnary::Not, inner) => match self.typing(inner)? {
                Integer(_) => return fault(ast, Reason::AmbiguousType),
                other => other,
            },
            Ast::Unary(..) | Ast::Index(..) => Known(Type::BOOL),
            Ast::Binary(l, op, r) => self.typing_of_binary(ast, l, binary(op), r)?,
            Ast::Slice(base, width, offset) => match self.typing(base)? {
                Known(ty) if ty.is_signed() => Known(Type::signed(*width)),
                Known(ty) if matches!(ty.kind, Kind::Struct(_)) => {
                    let low = self.integer(offset)?.unwrap_or(usize::MAX);
                    match ty.field(low, *width) {
                        Some(field) => Known(field),
                        None => {
                            return fault(
                                ast,
                                Reason::Unsupported("no field of the struct".into()),
                            );
                        }
                    }
                }
                Known(_) => Known(Type::bits(*width)),
                _ => return fault(base, untold(base)),
            },
            Ast::IndexReplace(base, ..) => self.typing(base)?,
        })
    }

    fn typing_of_binary(&self, ast: &Ast, l: &Ast, op: Binary, r: &Ast) -> Result<Typing, Fault> {
        use Typing::{Integer, Known, Open};
        if op.is_comparison() || matches!(op, Binary::And | Binary::Or) {
            return Ok(Known(Type::BOOL));
        }
        Ok(match (self.typing(l)?, self.typing(r)?) {
            (Integer(a), Integer(b)) => match fold(a, op, b) {
                Some(value) => Integer(value),
                None => return fault(ast, Reason::LiteralTooLarge("64 bits".into())),
            },
            (a, b) if op == Binary::Mul => {
                let is_signed = |t: &Typing, e: &Ast| match t {
                    Known(ty) => ty.is_signed(),
                    _ => matches!(bare(e), Ast::Signed(_)),
                };
                let signed = is_signed(&a, l) || is_signed(&b, r);
                Known(if signed {
                    Type::signed(32)
                } else {
                    Type::bits(32)
                })
            }
            // a number shifted by a vector is 64 bits wide in Rust
            (Integer(_), Known(_)) if matches!(op, Binary::Shl | Binary::Shr) => {
                Known(Type::bits(64))
            }
            (Known(ty), _) => Known(ty),
            (_, Known(ty)) if !matches!(op, Binary::Shl | Binary::Shr) => Known(ty),
            _ => Open,
        })
    }

    /// The value of an integer expression.
    pub fn integer(&self, ast: &Ast) -> Result<Option<usize>, Fault> {
        match self.typing(ast)? {
            Typing::Integer(value) => match usize::try_from(value) {
                Ok(value) => Ok(Some(value)),
                Err(_) => fault(ast, Reason::LiteralTooLarge("usize".into())),
            },
            _ => Ok(None),
        }
    }
}

/// Why the type of an expression is not known.
pub fn untold(ast: &Ast) -> Reason {
    match bare(ast) {
        Ast::Signal(_) => Reason::UnknownName,
        Ast::Signed(_) | Ast::Unsigned(_) => Reason::AmbiguousCast,
        _ => Reason::AmbiguousType,
    }
}

/// Without brackets.
pub fn bare(ast: &Ast) -> &Ast {
    if let Ast::Paren(inner) = ast {
        bare(inner)
    } else {
        ast
    }
}

pub fn binary(op: &VerilogOp) -> Binary {
    match op {
        VerilogOp::Add => Binary::Add,
        VerilogOp::Sub => Binary::Sub,
        VerilogOp::Mul => Binary::Mul,
        VerilogOp::LogicalAnd => Binary::And,
        VerilogOp::LogicalOr => Binary::Or,
        VerilogOp::BitXor => Binary::BitXor,
        VerilogOp::BitAnd => Binary::BitAnd,
        VerilogOp::BitOr => Binary::BitOr,
        VerilogOp::Shl => Binary::Shl,
        VerilogOp::Shr => Binary::Shr,
        VerilogOp::Eq => Binary::Eq,
        VerilogOp::Ne => Binary::Ne,
        VerilogOp::Lt => Binary::Lt,
        VerilogOp::Le => Binary::Le,
        VerilogOp::Gt => Binary::Gt,
        VerilogOp::Ge => Binary::Ge,
    }
}
