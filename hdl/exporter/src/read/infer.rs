//! Expressions with their types: each is built as the type that its place or its own parts ask for.

use crate::error::{Fault, Reason};
use crate::ir::expr::{Binary, Expr, Node, Offset, Unary};
use crate::ir::number::Number;
use crate::ir::signals::Role;
use crate::ir::types::{Kind, Type};
use crate::read::fault::{fault, mismatch};
use crate::read::integer::{fold_comparison, number};
use crate::read::literal;
use crate::read::typing::{Meaning, Scope, Typing, bare, binary, untold};
use rust_hdl_core::ast::{VerilogExpression as Ast, VerilogOp, VerilogOpUnary};

impl Scope<'_> {
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
                mismatch(ast, ty, found)
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

    /// An expression whose type its own parts tell: `ty`.
    fn known(&self, ast: &Ast, ty: &Type) -> Result<Expr, Fault> {
        let node = match ast {
            Ast::Signal(text) => match self.meaning(text)? {
                Meaning::Signal(id) => Node::Signal(id),
                _ => return fault(ast, Reason::UnknownName),
            },
            Ast::Literal(literal) => Node::Number(literal::value(literal).unwrap_or_default().0),
            Ast::Paren(inner) => return self.known(inner, ty),
            Ast::Cast(inner, _) => match self.typing(inner)? {
                Typing::Known(found) if found.is_signed() => {
                    let expected = format!("Bits<{}>", found.width);
                    return fault(
                        ast,
                        Reason::TypeMismatch {
                            expected,
                            found: found.to_string(),
                        },
                    );
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
                return Ok(self
                    .expect(inner, &Type::bits(ty.width))?
                    .retyped(ty.clone()));
            }
            Ast::Unsigned(inner) => {
                return Ok(self
                    .expect(inner, &Type::signed(ty.width))?
                    .retyped(ty.clone()));
            }
            Ast::Unary(op @ (VerilogOpUnary::Not | VerilogOpUnary::Neg), inner) => {
                let (op, allowed) = match op {
                    VerilogOpUnary::Not => (Unary::Not, !ty.is_signed()),
                    _ => (Unary::Neg, ty.is_signed()),
                };
                if !allowed {
                    return fault(
                        ast,
                        Reason::Unsupported(format!("no such operator on {ty}")),
                    );
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
                    return fault(
                        ast,
                        Reason::OutOfRange {
                            low,
                            high: low,
                            ty: base.ty.to_string(),
                        },
                    );
                }
                Node::Part(Box::new(base), offset)
            }
            Ast::Slice(base, width, offset) => {
                let base = self.infer(base)?;
                let offset = self.offset(offset, base.ty.width + 1)?;
                if let Offset::Fixed(low) = offset
                    && (low > base.ty.width || *width == 0)
                {
                    return fault(
                        ast,
                        Reason::OutOfRange {
                            low,
                            high: low + width,
                            ty: base.ty.to_string(),
                        },
                    );
                }
                Node::Part(Box::new(base), offset)
            }
            Ast::IndexReplace(base, index, value) => {
                let offset = self.offset(index, ty.width)?;
                if let Offset::Fixed(low) = offset
                    && low >= ty.width
                {
                    return fault(
                        ast,
                        Reason::OutOfRange {
                            low,
                            high: low,
                            ty: ty.to_string(),
                        },
                    );
                }
                let value = self.expect(value, &Type::BOOL)?;
                Node::Replace(Box::new(self.expect(base, ty)?), offset, Box::new(value))
            }
        };
        Ok(Expr {
            ty: ty.clone(),
            node,
        })
    }

    fn binary(&self, ast: &Ast, l: &Ast, op: Binary, r: &Ast, ty: &Type) -> Result<Expr, Fault> {
        let boxed = |l, r| Expr {
            ty: ty.clone(),
            node: Node::Binary(op, Box::new(l), Box::new(r)),
        };
        match op {
            Binary::And | Binary::Or => Ok(boxed(
                self.expect(l, &Type::BOOL)?,
                self.expect(r, &Type::BOOL)?,
            )),
            Binary::Shl | Binary::Shr => {
                if ty.kind != Kind::Bits {
                    return fault(ast, Reason::Unsupported(format!("no shift of {ty}")));
                }
                let amount = match self.integer(r)? {
                    Some(value) => Expr::number(Number::from_u128(value as u128), Type::bits(64)),
                    None => self.infer(r)?,
                };
                if amount.ty.kind != Kind::Bits {
                    return mismatch(r, "Bits", amount.ty);
                }
                Ok(boxed(self.expect(l, ty)?, amount))
            }
            Binary::Mul => {
                let operand = Type {
                    width: 16,
                    kind: ty.kind.clone(),
                };
                Ok(boxed(self.expect(l, &operand)?, self.expect(r, &operand)?))
            }
            _ if op.is_comparison() => {
                let operand = match (self.typing(l)?, self.typing(r)?) {
                    (Typing::Integer(a), Typing::Integer(b)) => {
                        let value = fold_comparison(a, op, b);
                        return Ok(Expr::number(
                            Number::from_u128(u128::from(value)),
                            Type::BOOL,
                        ));
                    }
                    (Typing::Known(a), Typing::Known(b)) if b.converts_to(&a) => a,
                    (Typing::Known(a), Typing::Known(b)) if a.converts_to(&b) => b,
                    (Typing::Known(a), Typing::Known(b)) => {
                        return mismatch(ast, a, b);
                    }
                    (Typing::Known(a), _) | (_, Typing::Known(a)) => a,
                    _ => return fault(ast, Reason::AmbiguousCast),
                };
                let ordered = !matches!(op, Binary::Eq | Binary::Ne);
                if ordered && matches!(operand.kind, Kind::Enum(_) | Kind::Struct(_) | Kind::Clock)
                {
                    return fault(ast, Reason::Unsupported(format!("no order on {operand}")));
                }
                Ok(boxed(self.expect(l, &operand)?, self.expect(r, &operand)?))
            }
            Binary::Add if ty.kind == Kind::Bits && ty.width > 1 => {
                // the one sum of different types: a vector and a bit
                let right = match self.typing(r)? {
                    Typing::Known(found) if found == Type::BOOL => {
                        let bit = self.known(r, &found)?.retyped(Type::bits(1));
                        Expr {
                            ty: ty.clone(),
                            node: Node::Resize(Box::new(bit)),
                        }
                    }
                    _ => self.expect(r, ty)?,
                };
                Ok(boxed(self.expect(l, ty)?, right))
            }
            Binary::Add | Binary::Sub if !matches!(ty.kind, Kind::Bits | Kind::Signed) => {
                fault(ast, Reason::Unsupported(format!("no arithmetic on {ty}")))
            }
            _ if op.is_bitwise() && !matches!(ty.kind, Kind::Bits | Kind::Bool) => fault(
                ast,
                Reason::Unsupported(format!("no such operator on {ty}")),
            ),
            _ => Ok(boxed(self.expect(l, ty)?, self.expect(r, ty)?)),
        }
    }

    /// An expression that leaves its type to its place.
    fn open(&self, ast: &Ast, ty: &Type) -> Result<Expr, Fault> {
        match ast {
            Ast::Paren(inner) => self.open(inner, ty),
            Ast::Signal(path) => {
                let Kind::Enum(states) = &ty.kind else {
                    return fault(ast, Reason::UnknownName);
                };
                let name = path.rsplit('$').next().unwrap_or(path);
                match states.states.iter().position(|s| s == name) {
                    Some(state) => Ok(Expr {
                        ty: ty.clone(),
                        node: Node::State(state),
                    }),
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
                    Ok(Expr {
                        ty: ty.clone(),
                        node: Node::Resize(Box::new(inner)),
                    })
                }
                // `signed_cast` of something unsigned keeps the width; of anything else the inner width is lost
                Typing::Open if matches!(bare(inner), Ast::Unsigned(_)) => Ok(self
                    .expect(inner, &Type::bits(ty.width))?
                    .retyped(ty.clone())),
                Typing::Open => fault(ast, Reason::AmbiguousCast),
            },
            Ast::Signed(_) => mismatch(ast, ty, "a Signed"),
            Ast::Unsigned(inner) if ty.kind == Kind::Bits => Ok(self
                .expect(inner, &Type::signed(ty.width))?
                .retyped(ty.clone())),
            Ast::Unary(VerilogOpUnary::Not | VerilogOpUnary::Neg, _)
            | Ast::Binary(..)
            | Ast::IndexReplace(..) => self.known(ast, ty),
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
            return mismatch(ast, "Bits", index.ty);
        }
        if let Node::Signal(id) = index.node
            && let Role::Constant(number) = &self.signals.all[id].role
            && number.to_u128().is_none_or(|n| n >= limit as u128)
        {
            return fault(
                ast,
                Reason::OutOfRange {
                    low: 0,
                    high: limit - 1,
                    ty: index.ty.to_string(),
                },
            );
        }
        Ok(Offset::Dynamic(Box::new(index)))
    }
}

fn check_index(ast: &Ast) -> Result<(), Fault> {
    match ast {
        Ast::Paren(inner) | Ast::Unary(VerilogOpUnary::Not, inner) => check_index(inner),
        Ast::Binary(_, VerilogOp::Add | VerilogOp::Mul | VerilogOp::Shl, _) => {
            fault(ast, Reason::IndexArithmetic)
        }
        Ast::Binary(l, VerilogOp::Shr, _) => check_index(l),
        Ast::Binary(l, _, r) => check_index(l).and_then(|()| check_index(r)),
        _ => Ok(()),
    }
}
