//! What can go wrong in an export.

use thiserror::Error;

/// The expression, statement or name at fault, close to its Rust spelling, and the reason.
pub(crate) type Fault = (String, Reason);

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
    /// A number, or the result of integer arithmetic, is too large for its type.
    #[error("the number does not fit {0}")]
    LiteralTooLarge(String),
    /// `signed_bit_cast` among others like it: nothing tells the width.
    #[error(
        "the width of the cast cannot be inferred from the expression around it: assign it to a separate Local"
    )]
    AmbiguousCast,
    /// Nothing tells the type.
    #[error(
        "the type cannot be inferred from the expression around it: assign it to a separate Local"
    )]
    AmbiguousType,
    /// A const generic, a `const` or a plain field used as a value, most of the time.
    #[error(
        "there is no signal, loop index or state of that name (a number must be a Constant field)"
    )]
    UnknownName,
    /// Rust converted in a way that the syntax tree does not show.
    #[error("expected {expected}, found {found}")]
    TypeMismatch {
        /// The type that is needed there.
        expected: String,
        /// The type of what is there.
        found: String,
    },
    /// A word of Verilog or SystemVerilog.
    #[error("`{0}` is a Verilog keyword")]
    Keyword(String),
    /// A name that no Verilog tool takes.
    #[error("`{0}` is no Verilog name: use lower-case letters, digits and underscores")]
    BadName(String),
    /// Two signals, or a signal and a part, with one Verilog name.
    #[error("`{first}` and `{second}` would both be called `{name}`")]
    NameClash {
        /// The name.
        name: String,
        /// What has it already.
        first: String,
        /// What would have it, too.
        second: String,
    },
    /// Not assigned on every path.
    #[error("`{0}` keeps its old value on some path: a latch; give it a default first")]
    Latch(String),
    /// An output, an input of a part, a flip-flop or a Local without a source.
    #[error("`{0}` is never assigned")]
    Undriven(String),
    /// Rust would read the value of the round before.
    #[error("`{0}` is read before it is assigned on every path; assign it first")]
    ReadBeforeAssigned(String),
    /// A wire that waits for itself.
    #[error("`{0}` depends on itself")]
    CombinationalLoop(String),
    /// Signals that change each other without time passing, in a circle, even if no value depends on itself.
    #[error(
        "{} wait for each other in a circle without a clock: a simulator with events can run in it for ever", .0.join(", ")
    )]
    ZeroDelayLoop(Vec<String>),
    /// A sum, product or left shift inside a bit index.
    #[error(
        "arithmetic in a bit index means different things before and after `.index()`: assign it to a Local"
    )]
    IndexArithmetic,
    /// A constant index beyond the vector.
    #[error("bits {low} to {high} are outside {ty}")]
    OutOfRange {
        /// The lowest bit.
        low: usize,
        /// The highest bit.
        high: usize,
        /// The type of the value.
        ty: String,
    },
    /// Anything else that has no translation.
    #[error("{0}")]
    Unsupported(String),
}
