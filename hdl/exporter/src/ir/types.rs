//! Types of signals and expressions.

use std::fmt;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    pub width: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Bool,
    Clock,
    Bits,
    Signed,
    Enum(Rc<Enum>),
    Struct(Rc<Struct>),
}

/// A `LogicState`: its states in the order of their codes.
#[derive(Debug, PartialEq)]
pub struct Enum {
    pub name: String,
    pub states: Vec<String>,
}

/// A `LogicStruct`: its fields from bit 0 up.
#[derive(Debug, PartialEq)]
pub struct Struct {
    pub name: String,
    pub fields: Vec<(String, Type)>,
}

impl Type {
    pub const BOOL: Type = Type {
        width: 1,
        kind: Kind::Bool,
    };

    pub fn bits(width: usize) -> Self {
        Type {
            width,
            kind: Kind::Bits,
        }
    }

    pub fn signed(width: usize) -> Self {
        Type {
            width,
            kind: Kind::Signed,
        }
    }

    pub fn is_signed(&self) -> bool {
        self.kind == Kind::Signed
    }

    /// Whether `into()` turns one into the other, bit by bit.
    pub fn converts_to(&self, other: &Type) -> bool {
        self == other
            || self.width == other.width
                && match (&self.kind, &other.kind) {
                    (Kind::Bits, Kind::Bool) => self.width == 1,
                    (Kind::Bool | Kind::Enum(_) | Kind::Struct(_), Kind::Bits) => true,
                    _ => false,
                }
    }

    /// The type of the field of a struct at these bits.
    pub fn field(&self, low: usize, width: usize) -> Option<Type> {
        let Kind::Struct(fields) = &self.kind else {
            return None;
        };
        let mut next = 0;
        fields.fields.iter().find_map(|(_, ty)| {
            let start = next;
            next += ty.width;
            (start == low && ty.width == width).then(|| ty.clone())
        })
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Bool => f.write_str("Bit"),
            Kind::Clock => f.write_str("Clock"),
            Kind::Bits => write!(f, "Bits<{}>", self.width),
            Kind::Signed => write!(f, "Signed<{}>", self.width),
            Kind::Enum(e) => f.write_str(&e.name),
            Kind::Struct(s) => f.write_str(&s.name),
        }
    }
}
