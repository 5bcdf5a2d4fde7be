//! What can go wrong in an export.

use thiserror::Error;

/// An export that was refused: nothing is written that might mean something else than the Rust cell.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cell `{module}`, `{at}`: {reason}")]
pub struct ExportError {
    /// Path of the instance, top first, joined by dots.
    pub module: String,
    /// The statement, expression or name, close to its Rust spelling.
    pub at: String,
    /// Why it was refused.
    pub reason: Reason,
}

/// Why an export was refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Reason {
    #[error("the number does not fit {0}")]
    LiteralTooLarge(String),
    #[error("the width of the cast cannot be told from its surroundings: assign it to a Local of its own")]
    AmbiguousCast,
    #[error("the type cannot be told from its surroundings: assign it to a Local of its own")]
    AmbiguousType,
    #[error("there is no signal, loop index or state of that name (a number must be a Constant field)")]
    UnknownName,
    #[error("expected {expected}, found {found}")]
    TypeMismatch { expected: String, found: String },
    #[error("`{0}` is a Verilog keyword")]
    Keyword(String),
    #[error("`{0}` is no Verilog name: use lower-case letters, digits and underscores")]
    BadName(String),
    #[error("`{first}` and `{second}` would both be called `{name}`")]
    NameClash { name: String, first: String, second: String },
    #[error("`{0}` keeps its old value on some path: a latch; give it a default first")]
    Latch(String),
    #[error("`{0}` is never assigned")]
    Undriven(String),
    #[error("`{0}` is read before it is assigned on every path; assign it first")]
    ReadBeforeAssigned(String),
    #[error("`{0}` depends on itself")]
    CombinationalLoop(String),
    #[error("arithmetic in a bit index means different things before and after `.index()`: assign it to a Local")]
    IndexArithmetic,
    #[error("bits {low} to {high} are outside {ty}")]
    OutOfRange { low: usize, high: usize, ty: String },
    #[error("{0}")]
    Unsupported(String),
}
