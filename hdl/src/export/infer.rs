//! Types of expressions. Rust-HDL's tree has none, and its casts to signed numbers not even a width; all follow from
//! the signals, by the rules that Rust itself applied.

use super::error::Reason;
use super::index::{self, Loops};
use super::ir::{Binary, Expr, Id, Node, Offset, Unary};
use super::number::Number;
use super::show::show;
use super::signals::{Role, Signals};
use super::types::{Kind, Type};
use rust_hdl_core::ast::{VerilogExpression as Ast, VerilogOp, VerilogOpUnary};

/// The expression at fault and the reason.
pub type Fault = (String, Reason);

fn fault<T>(at: &Ast, reason: Reason) -> Result<T, Fault> {
    Err((show(at), reason))
}

/// What an expression tells of its type by itself.
enum Typing {
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
            (Some(_), Some(_)) => {
                Err((text.into(), Reason::Unsupported("both a field and a loop index have this name".into())))
            }
            (Some(id), None) => Ok(Meaning::Signal(*id)),
            (None, Some(value)) => Ok(Meaning::Index(value)),
            (None, None) => Ok(Meaning::Other),
        }
    }

    /// An expression that must have this type.
    pub fn expect(&self, ast: &Ast, ty: &Type) -> Result<Expr, Fault> {
        match self.typing(ast)? {
            Typing::Integer(value) => number(ast, value, ty),
            Typing::Open => self.open(ast, ty),
            Typing::Known(found) => {
                let expr = self.known(ast, &found)?;
                if found.converts_to(ty) {
                    return Ok(expr.retyped(ty.clone()));
                }
                fault(ast, Reason::TypeMismatch { expected: ty.to_string(), found: found.to_string() })
            }
        }
    }

    /// An expression that tells its own type.
    pub fn infer(&self, ast: &Ast) -> Result<Expr, Fault> {
        match self.typing(ast)? {
            Typing::Known(ty) => self.known(ast, &ty),
            _ => fault(ast, untold(ast)),
        }
    }

    fn typing(&self, ast: &Ast) -> Result<Typing, Fault> {
        use Typing::{Integer, Known, Open};
        Ok(match ast {
            Ast::Literal(literal) => match Number::from_literal(literal) {
                Some((_, 1)) => Known(Type::BOOL),
                Some((number, _)) => match number.to_u128().and_then(|v| i128::try_from(v).ok()) {
                    Some(value) => Integer(value),
                    None => return fault(ast, Reason::LiteralTooLarge("127 bits".into())),
                },
                None => return fault(ast, Reason::Unsupported("an unreadable number".into())),
            },
            Ast::Signal(text) => match self.meaning(text)? {
                Meaning::Signal(id) if self.signals.all[id].role == Role::RegisterClock => {
                    return fault(ast, Reason::Unsupported("the clock of a flip-flop is not read".into()));
                }
                Meaning::Signal(id) => Known(self.signals.all[id].ty.clone()),
                Meaning::Index(value) => Integer(value),
                Meaning::Other => Open,
            },
            Ast::Paren(inner) => self.typing(inner)?,
            Ast::Cast(_, width) => Known(Type::bits(*width)),
            Ast::Signed(inner) => match self.typing(inner)? {
                Known(ty) if !ty.is_signed() => Known(Type::signed(ty.width)),
                _ => Open,
            },
            Ast::Unsigned(inner) => match self.typing(inner)? {
                Known(ty) if ty.is_signed() => Known(Type::bits(ty.width)),
                Known(ty) => {
                    let found = ty.to_string();
                    return fault(ast, Reason::TypeMismatch { expected: "a Signed".into(), found });
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
                        None => return fault(ast, Reason::Unsupported("no field of the struct".into())),
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
                Known(if signed { Type::signed(32) } else { Type::bits(32) })
            }
            // a number shifted by a vector is 64 bits wide in Rust
            (Integer(_), Known(_)) if matches!(op, Binary::Shl | Binary::Shr) => Known(Type::bits(64)),
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

    /// An expression whose type its own parts tell: `ty`.
    fn known(&self, ast: &Ast, ty: &Type) -> Result<Expr, Fault> {
        let node = match ast {
            Ast::Signal(text) => match self.meaning(text)? {
                Meaning::Signal(id) => Node::Signal(id),
                _ => return fault(ast, Reason::UnknownName),
            },
            Ast::Literal(literal) => Node::Number(Number::from_literal(literal).unwrap_or_default().0),
            Ast::Paren(inner) => return self.known(inner, ty),
            Ast::Cast(inner, _) => match self.typing(inner)? {
                Typing::Known(found) if found.is_signed() => {
                    let expected = format!("Bits<{}>", found.width);
                    return fault(ast, Reason::TypeMismatch { expected, found: found.to_string() });
                }
                Typing::Known(found) => {
                    let inner = self.known(inner, &found)?.retyped(Type::bits(found.width));
                    if inner.ty.width == ty.width {
                        return Ok(inner);
                    }
                    Node::Resize(Box::new(inner))
                }
                Typing::Integer(value) => return number(ast, value, ty),
                Typing::Open => return fault(inner, untold(inner)),
            },
            Ast::Signed(inner) => {
                return Ok(self.expect(inner, &Type::bits(ty.width))?.retyped(ty.clone()));
            }
            Ast::Unsigned(inner) => {
                return Ok(self.expect(inner, &Type::signed(ty.width))?.retyped(ty.clone()));
            }
            Ast::Unary(op @ (VerilogOpUnary::Not | VerilogOpUnary::Neg), inner) => {
                let (op, allowed) = match op {
                    VerilogOpUnary::Not => (Unary::Not, !ty.is_signed()),
                    _ => (Unary::Neg, ty.is_signed()),
                };
                if !allowed {
                    return fault(ast, Reason::Unsupported(format!("no such operator on {ty}")));
                }
                Node::Unary(op, Box::new(self.expect(inner, ty)?))
            }
            Ast::Unary(op, inner) => {
                let op = match op {
                    VerilogOpUnary::All => Unary::All,
                    VerilogOpUnary::Any => Unary::Any,
                    _ => Unary::Xor,
                };
                Node::Unary(op, Box::new(self.infer(inner)?))
            }
            Ast::Binary(l, op, r) => return self.binary(ast, l, binary(op), r, ty),
            Ast::Index(base, index) => {
                let base = self.infer(base)?;
                let offset = self.offset(index, base.ty.width)?;
                if let Offset::Fixed(low) = offset
                    && low >= base.ty.width
                {
                    return fault(ast, Reason::OutOfRange { low, high: low, ty: base.ty.to_string() });
                }
                Node::Part(Box::new(base), offset)
            }
            Ast::Slice(base, width, offset) => {
                let base = self.infer(base)?;
                let offset = self.offset(offset, base.ty.width + 1)?;
                if let Offset::Fixed(low) = offset
                    && (low > base.ty.width || *width == 0)
                {
                    return fault(ast, Reason::OutOfRange { low, high: low + width, ty: base.ty.to_string() });
                }
                Node::Part(Box::new(base), offset)
            }
            Ast::IndexReplace(base, index, value) => {
                let offset = self.offset(index, ty.width)?;
                if let Offset::Fixed(low) = offset
                    && low >= ty.width
                {
                    return fault(ast, Reason::OutOfRange { low, high: low, ty: ty.to_string() });
                }
                let value = self.expect(value, &Type::BOOL)?;
                Node::Replace(Box::new(self.expect(base, ty)?), offset, Box::new(value))
            }
        };
        Ok(Expr { ty: ty.clone(), node })
    }

    fn binary(&self, ast: &Ast, l: &Ast, op: Binary, r: &Ast, ty: &Type) -> Result<Expr, Fault> {
        let boxed = |l, r| Expr { ty: ty.clone(), node: Node::Binary(op, Box::new(l), Box::new(r)) };
        match op {
            Binary::And | Binary::Or => Ok(boxed(self.expect(l, &Type::BOOL)?, self.expect(r, &Type::BOOL)?)),
            Binary::Shl | Binary::Shr => {
                if ty.kind != Kind::Bits {
                    return fault(ast, Reason::Unsupported(format!("no shift of {ty}")));
                }
                let amount = match self.integer(r)? {
                    Some(value) => Expr::number(Number::from_u128(value as u128), Type::bits(64)),
                    None => self.infer(r)?,
                };
                if amount.ty.kind != Kind::Bits {
                    return fault(r, Reason::TypeMismatch { expected: "Bits".into(), found: amount.ty.to_string() });
                }
                Ok(boxed(self.expect(l, ty)?, amount))
            }
            Binary::Mul => {
                let operand = Type { width: 16, kind: ty.kind.clone() };
                Ok(boxed(self.expect(l, &operand)?, self.expect(r, &operand)?))
            }
            _ if op.is_comparison() => {
                let operand = match (self.typing(l)?, self.typing(r)?) {
                    (Typing::Integer(a), Typing::Integer(b)) => {
                        let value = fold_comparison(a, op, b);
                        return Ok(Expr::number(Number::from_u128(u128::from(value)), Type::BOOL));
                    }
                    (Typing::Known(a), Typing::Known(b)) if b.converts_to(&a) => a,
                    (Typing::Known(a), Typing::Known(b)) if a.converts_to(&b) => b,
                    (Typing::Known(a), Typing::Known(b)) => {
                        return fault(ast, Reason::TypeMismatch { expected: a.to_string(), found: b.to_string() });
                    }
                    (Typing::Known(a), _) | (_, Typing::Known(a)) => a,
                    _ => return fault(ast, Reason::AmbiguousCast),
                };
                let ordered = !matches!(op, Binary::Eq | Binary::Ne);
                if ordered && matches!(operand.kind, Kind::Enum(_) | Kind::Struct(_) | Kind::Clock) {
                    return fault(ast, Reason::Unsupported(format!("no order on {operand}")));
                }
                Ok(boxed(self.expect(l, &operand)?, self.expect(r, &operand)?))
            }
            Binary::Add if ty.kind == Kind::Bits && ty.width > 1 => {
                // the one sum of different types: a vector and a bit
                let right = match self.typing(r)? {
                    Typing::Known(found) if found == Type::BOOL => {
                        let bit = self.known(r, &found)?.retyped(Type::bits(1));
                        Expr { ty: ty.clone(), node: Node::Resize(Box::new(bit)) }
                    }
                    _ => self.expect(r, ty)?,
                };
                Ok(boxed(self.expect(l, ty)?, right))
            }
            Binary::Add | Binary::Sub if !matches!(ty.kind, Kind::Bits | Kind::Signed) => {
                fault(ast, Reason::Unsupported(format!("no arithmetic on {ty}")))
            }
            _ if op.is_bitwise() && !matches!(ty.kind, Kind::Bits | Kind::Bool) => {
                fault(ast, Reason::Unsupported(format!("no such operator on {ty}")))
            }
            _ => Ok(boxed(self.expect(l, ty)?, self.expect(r, ty)?)),
        }
    }

    /// An expression that leaves its type to its place.
    fn open(&self, ast: &Ast, ty: &Type) -> Result<Expr, Fault> {
        match ast {
            Ast::Paren(inner) => self.open(inner, ty),
            Ast::Signal(path) => {
                let Kind::Enum(states) = &ty.kind else { return fault(ast, Reason::UnknownName) };
                let name = path.rsplit('$').next().unwrap_or(path);
                match states.states.iter().position(|s| s == name) {
                    Some(state) => Ok(Expr { ty: ty.clone(), node: Node::State(state) }),
                    None => fault(ast, Reason::UnknownName),
                }
            }
            Ast::Signed(inner) if ty.is_signed() => match self.typing(inner)? {
                Typing::Integer(value) => number(ast, value, ty),
                // `signed_bit_cast`: its place gives the width
                Typing::Known(found) => {
                    let inner = self.known(inner, &found)?;
                    if found.width == ty.width {
                        return Ok(inner);
                    }
                    Ok(Expr { ty: ty.clone(), node: Node::Resize(Box::new(inner)) })
                }
                // `signed_cast` of something unsigned keeps the width; of anything else the inner width is lost
                Typing::Open if matches!(bare(inner), Ast::Unsigned(_)) => {
                    Ok(self.expect(inner, &Type::bits(ty.width))?.retyped(ty.clone()))
                }
                Typing::Open => fault(ast, Reason::AmbiguousCast),
            },
            Ast::Signed(_) => {
                fault(ast, Reason::TypeMismatch { expected: ty.to_string(), found: "a Signed".into() })
            }
            Ast::Unsigned(inner) if ty.kind == Kind::Bits => {
                Ok(self.expect(inner, &Type::signed(ty.width))?.retyped(ty.clone()))
            }
            Ast::Unary(VerilogOpUnary::Not | VerilogOpUnary::Neg, _) | Ast::Binary(..) | Ast::IndexReplace(..) => {
                self.known(ast, ty)
            }
            _ => fault(ast, Reason::AmbiguousType),
        }
    }

    /// A bit index into `limit` places. Sums are refused: `(a + 1).index()` wraps, `a.index() + 1` does not, and the
    /// tree shows them alike.
    fn offset(&self, ast: &Ast, limit: usize) -> Result<Offset, Fault> {
        if let Some(value) = self.integer(ast)? {
            return Ok(Offset::Fixed(value));
        }
        check_index(ast)?;
        let index = self.infer(ast)?;
        if index.ty.kind != Kind::Bits {
            return fault(ast, Reason::TypeMismatch { expected: "Bits".into(), found: index.ty.to_string() });
        }
        if let Node::Signal(id) = index.node
            && let Role::Constant(number) = &self.signals.all[id].role
            && number.to_u128().is_none_or(|n| n >= limit as u128)
        {
            return fault(ast, Reason::OutOfRange { low: 0, high: limit - 1, ty: index.ty.to_string() });
        }
        Ok(Offset::Dynamic(Box::new(index)))
    }
}

fn check_index(ast: &Ast) -> Result<(), Fault> {
    match ast {
        Ast::Paren(inner) | Ast::Unary(VerilogOpUnary::Not, inner) => check_index(inner),
        Ast::Binary(_, VerilogOp::Add | VerilogOp::Mul | VerilogOp::Shl, _) => fault(ast, Reason::IndexArithmetic),
        Ast::Binary(l, VerilogOp::Shr, _) => check_index(l),
        Ast::Binary(l, _, r) => check_index(l).and_then(|()| check_index(r)),
        _ => Ok(()),
    }
}

/// Why the type of an expression is not known.
fn untold(ast: &Ast) -> Reason {
    match bare(ast) {
        Ast::Signal(_) => Reason::UnknownName,
        Ast::Signed(_) | Ast::Unsigned(_) => Reason::AmbiguousCast,
        _ => Reason::AmbiguousType,
    }
}

fn bare(ast: &Ast) -> &Ast {
    if let Ast::Paren(inner) = ast { bare(inner) } else { ast }
}

fn number(ast: &Ast, value: i128, ty: &Type) -> Result<Expr, Fault> {
    let magnitude = Number::from_u128(value.unsigned_abs());
    let fits = match ty.kind {
        Kind::Bits => value >= 0 && magnitude.length() <= ty.width,
        Kind::Signed if value < 0 => Number::from_u128(value.unsigned_abs() - 1).length() < ty.width,
        Kind::Signed => magnitude.length() < ty.width,
        _ => return fault(ast, Reason::TypeMismatch { expected: ty.to_string(), found: "a number".into() }),
    };
    if !fits {
        return fault(ast, Reason::LiteralTooLarge(ty.to_string()));
    }
    Ok(Expr::number(if value < 0 { magnitude.negated(ty.width) } else { magnitude }, ty.clone()))
}

/// Arithmetic on integers known at export, as in Rust: what would overflow there has no value here.
fn fold(a: i128, op: Binary, b: i128) -> Option<i128> {
    let value = match op {
        Binary::Add => a.checked_add(b)?,
        Binary::Sub => a.checked_sub(b)?,
        Binary::Mul => a.checked_mul(b)?,
        Binary::BitAnd => a & b,
        Binary::BitOr => a | b,
        Binary::BitXor => a ^ b,
        Binary::Shl if (0..64).contains(&b) => a.checked_mul(1 << b)?,
        Binary::Shr if (0..64).contains(&b) => a >> b,
        _ => return None,
    };
    (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value).then_some(value)
}

fn fold_comparison(a: i128, op: Binary, b: i128) -> bool {
    match op {
        Binary::Eq => a == b,
        Binary::Ne => a != b,
        Binary::Lt => a < b,
        Binary::Le => a <= b,
        Binary::Gt => a > b,
        _ => a >= b,
    }
}

fn binary(op: &VerilogOp) -> Binary {
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
