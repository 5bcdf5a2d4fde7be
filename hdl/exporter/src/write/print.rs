//! Expressions as Verilog text.

use crate::ir::expr::{Binary, Expr, Lanes, Node, Offset, Unary};
use crate::ir::names::capitals;
use crate::ir::signals::Signals;
use crate::ir::types::{Enum, Kind};
use crate::passes::joined::bare;

/// How tightly a text holds together.
#[derive(Clone, Copy, PartialEq)]
enum Hold {
    Atom,
    /// `-x`, `|x` and the like, which stand badly beside an operator.
    Sign,
    Unary,
    Binary(Binary),
    Select,
}

struct Text {
    text: String,
    hold: Hold,
    /// Whether Verilog takes it for signed.
    signed: bool,
}

/// Names of the states of an enumeration: `TX_STATE_IDLE`.
pub fn state_name(states: &Enum, state: usize) -> String {
    format!(
        "{}_{}",
        capitals(&states.name),
        capitals(&states.states[state])
    )
}

pub struct Printer<'a> {
    pub signals: &'a Signals,
    /// The variable of the loop around, if there is one.
    pub round: &'a str,
}

impl<'a> Printer<'a> {
    pub fn new(signals: &'a Signals) -> Self {
        Printer { signals, round: "" }
    }
}

impl Printer<'_> {
    pub fn expr(&self, expr: &Expr) -> String {
        self.text(expr).text
    }

    /// An expression in the pieces that would stand under each other: the choices of a condition.
    pub fn pieces(&self, expr: &Expr) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut rest = expr;
        while let Node::Select(test, then, otherwise) = &rest.node {
            pieces.push(format!("{} :", self.choice(test, then).0));
            rest = otherwise;
        }
        pieces.push(self.expr(rest));
        pieces
    }

    fn text(&self, expr: &Expr) -> Text {
        let width = expr.ty.width;
        let atom = |text: String, signed: bool| Text {
            text,
            hold: Hold::Atom,
            signed,
        };
        match &expr.node {
            Node::Signal(id) => atom(self.signal(*id), self.is_signed(*id)),
            Node::Lanes(lanes) => atom(self.lanes(*lanes), false),
            Node::Number(number) => {
                let signed = expr.ty.is_signed();
                if signed && number.bit(width - 1) && width < 128 {
                    let text = format!("-{}", number.negated(width).verilog(width, true));
                    return Text {
                        text,
                        hold: Hold::Sign,
                        signed,
                    };
                }
                atom(number.verilog(width, signed), signed)
            }
            Node::State(state) => match &expr.ty.kind {
                Kind::Enum(states) => atom(state_name(states, *state), false),
                _ => atom(format!("{width}'d{state}"), false),
            },
            Node::Retype(x) => self.text(x),
            Node::Unary(op, x) => self.unary(*op, x),
            Node::Binary(op, l, r) => self.binary(*op, l, r),
            Node::Part(base, offset) => {
                let lanes = match &bare(base).node {
                    Node::Signal(id) => Lanes::one(*id),
                    Node::Lanes(lanes) => *lanes,
                    _ => unreachable!("lowered selects are of signals"),
                };
                let text = match offset {
                    Offset::Fixed(low) => self.lane_bits(lanes, *low, width),
                    Offset::Dynamic(index) => self.indexed(lanes.first, index, width),
                };
                atom(text, false)
            }
            Node::Concat(parts) => {
                let parts: Vec<String> = parts.iter().map(|p| self.expr(p)).collect();
                atom(format!("{{{}}}", parts.join(", ")), false)
            }
            Node::Repeat(n, x) => {
                let x = self.text(x);
                atom(
                    if x.text.starts_with('{') {
                        format!("{{{n}{}}}", x.text)
                    } else {
                        format!("{{{n}{{{}}}}}", x.text)
                    },
                    false,
                )
            }
            Node::Select(test, then, otherwise) => {
                let (head, then_signed) = self.choice(test, then);
                let other = self.text(otherwise);
                let signed = then_signed && other.signed;
                Text {
                    text: format!("{head} : {}", other.text),
                    hold: Hold::Select,
                    signed,
                }
            }
            // lowered expressions have neither
            Node::Resize(x) => self.text(x),
            Node::Replace(x, ..) => self.text(x),
        }
    }

    /// `test ? then`, and whether that is signed.
    fn choice(&self, test: &Expr, then: &Expr) -> (String, bool) {
        let (test, then) = (self.text(test), self.text(then));
        let test_text = if matches!(test.hold, Hold::Select | Hold::Binary(_)) {
            bracketed(test.text)
        } else {
            test.text
        };
        let then_text = if then.hold == Hold::Select {
            bracketed(then.text)
        } else {
            then.text
        };
        (format!("{test_text} ? {then_text}"), then.signed)
    }

    fn unary(&self, op: Unary, x: &Expr) -> Text {
        // not equal, and inverted reductions, have signs of their own
        if let (Unary::Not, Node::Binary(Binary::Eq | Binary::Ne, l, r)) = (op, &bare(x).node) {
            let inverted = match bare(x).node {
                Node::Binary(Binary::Eq, ..) => Binary::Ne,
                _ => Binary::Eq,
            };
            return self.binary(inverted, l, r);
        }
        if let (Unary::Not, Node::Unary(Unary::All | Unary::Any | Unary::Xor, inner)) =
            (op, &bare(x).node)
            && inner.ty.width > 1
        {
            let text = self.text(x).text;
            return Text {
                text: format!("~{text}"),
                hold: Hold::Sign,
                signed: false,
            };
        }
        let x_is_bool = x.ty.kind == Kind::Bool || x.ty.kind == Kind::Clock;
        let (sign, hold) = match op {
            Unary::Not if x_is_bool => ("!", Hold::Unary),
            Unary::Not => ("~", Hold::Unary),
            Unary::Neg => ("-", Hold::Sign),
            // of a single bit, all, any and odd are the bit itself
            _ if x.ty.width == 1 => return self.text(x),
            Unary::All => ("&", Hold::Sign),
            Unary::Any => ("|", Hold::Sign),
            Unary::Xor => ("^", Hold::Sign),
        };
        let x = self.text(x);
        let text = if x.hold == Hold::Atom {
            x.text
        } else {
            bracketed(x.text)
        };
        Text {
            text: format!("{sign}{text}"),
            hold,
            signed: x.signed && matches!(op, Unary::Not | Unary::Neg) && sign != "!",
        }
    }

    fn binary(&self, op: Binary, l: &Expr, r: &Expr) -> Text {
        if let Some(text) = self.comparison_with_bit(op, l, r) {
            return text;
        }
        let (mut left, mut right) = (self.text(l), self.text(r));
        if matches!(op, Binary::Lt | Binary::Le | Binary::Gt | Binary::Ge) {
            // Verilog compares as signed numbers only if both are, Rust as the type says
            let cast = if l.ty.is_signed() {
                "$signed"
            } else {
                "$unsigned"
            };
            for side in [&mut left, &mut right] {
                if side.signed != l.ty.is_signed() {
                    *side = Text {
                        text: format!("{cast}({})", side.text),
                        hold: Hold::Atom,
                        signed: !side.signed,
                    };
                }
            }
        }
        let shift = matches!(op, Binary::Shl | Binary::Shr);
        if shift && let Node::Number(n) = &r.node {
            right.text = n.to_u128().unwrap_or(0).to_string();
        }
        let symbol = symbol(op);
        let signed = left.signed && (shift || right.signed) && !op.is_comparison();
        let l = operand(left, op, false);
        let r = operand(right, op, true);
        Text {
            text: format!("{l} {symbol} {r}"),
            hold: Hold::Binary(op),
            signed,
        }
    }

    /// `x == true` is x.
    fn comparison_with_bit(&self, op: Binary, l: &Expr, r: &Expr) -> Option<Text> {
        let (x, bit) = match (&l.node, &r.node) {
            (_, Node::Number(bit)) => (l, bit),
            (Node::Number(bit), _) => (r, bit),
            _ => return None,
        };
        let positive = match op {
            Binary::Eq => !bit.is_zero(),
            Binary::Ne => bit.is_zero(),
            _ => return None,
        };
        if l.ty.width != 1 || l.ty.is_signed() || matches!(l.ty.kind, Kind::Enum(_)) {
            return None;
        }
        if positive {
            return Some(self.text(x));
        }
        Some(self.unary(Unary::Not, &x.clone().retyped(crate::ir::types::Type::BOOL)))
    }
}

fn bracketed(text: String) -> String {
    format!("({text})")
}

/// An operand in brackets where precedence might be doubted.
fn operand(x: Text, op: Binary, right: bool) -> String {
    let clear = match x.hold {
        Hold::Atom | Hold::Unary => true,
        Hold::Sign => matches!(op, Binary::And | Binary::Or) || op.is_comparison() && right,
        Hold::Select => false,
        Hold::Binary(inner) => match op {
            Binary::And | Binary::Or => inner == op || inner.is_comparison(),
            Binary::Add | Binary::Sub => !right && matches!(inner, Binary::Add | Binary::Sub),
            _ => inner == op && op.is_bitwise(),
        },
    };
    if clear { x.text } else { bracketed(x.text) }
}

fn symbol(op: Binary) -> &'static str {
    match op {
        Binary::Add => "+",
        Binary::Sub => "-",
        Binary::Mul => "*",
        Binary::And => "&&",
        Binary::Or => "||",
        Binary::BitAnd => "&",
        Binary::BitOr => "|",
        Binary::BitXor => "^",
        Binary::Shl => "<<",
        Binary::Shr => ">>",
        Binary::Eq => "==",
        Binary::Ne => "!=",
        Binary::Lt => "<",
        Binary::Le => "<=",
        Binary::Gt => ">",
        Binary::Ge => ">=",
    }
}
