//! Cells whose `update()` is written in several parts, each in a file of its own.
//!
//! `#[hdl_gen]` translates one function and knows no calls. [`Part`] lets a cell have several such functions, one for each
//! marker type, and [`logic_in_parts!`](crate::logic_in_parts) makes one `update()` and one syntax tree of them.

use rust_hdl_core::ast::{Verilog, VerilogCase, VerilogExpression, VerilogMatch, VerilogStatement};

/// A part of a cell's `update()`, told from the others by the type `Name`. Put `#[hdl_gen]` on its `update`: it writes the other two
/// functions.
///
/// Do not import this trait where the cell is derived: its functions have the names of those of `Logic`, and the derived code
/// would find both.
pub trait Part<Name> {
    /// What the part computes.
    fn update(&mut self);
    /// Marks the signals that the part drives.
    fn connect(&mut self);
    /// The syntax tree of the part.
    fn hdl(&self) -> Verilog;
}

/// One body from the bodies of the parts, in their order.
///
/// If a part ends with a `match` on a flip-flop and the next one begins with a `match` on the same flip-flop, the two become one:
/// an arm does what the arms of both for that pattern did. The value of a flip-flop does not change within `update()`, so the
/// meaning stays the same.
///
/// Parts that are not made by `#[hdl_gen]` have no statements; they are left out.
pub fn join(parts: impl IntoIterator<Item = Verilog>) -> Verilog {
    let mut body: Vec<VerilogStatement> = Vec::new();
    for part in parts {
        let Verilog::Combinatorial(statements) = part else {
            continue;
        };
        for (at, statement) in statements.into_iter().enumerate() {
            match (body.last_mut(), statement) {
                (Some(VerilogStatement::Match(first)), VerilogStatement::Match(second))
                    if at == 0 && same_flip_flop(&first.test, &second.test) =>
                {
                    merge(first, second);
                }
                (_, statement) => body.push(statement),
            }
        }
    }
    Verilog::Combinatorial(body)
}

fn same_flip_flop(a: &VerilogExpression, b: &VerilogExpression) -> bool {
    match (a, b) {
        (VerilogExpression::Signal(a), VerilogExpression::Signal(b)) => a == b && a.ends_with("$q"),
        _ => false,
    }
}

const DEFAULT: &str = "default";

/// Adds the arms of a second `match` to those of the first.
fn merge(first: &mut VerilogMatch, second: VerilogMatch) {
    let otherwise = |cases: &[VerilogCase]| {
        let default = cases.iter().find(|case| case.condition == DEFAULT);
        default.map_or_else(Vec::new, |case| case.block.clone())
    };
    let (first_default, second_default) = (otherwise(&first.cases), otherwise(&second.cases));
    first.cases.retain(|case| case.condition != DEFAULT);
    for case in &mut first.cases {
        let also = second.cases.iter().find(|c| c.condition == case.condition);
        let block = also.map_or(&second_default, |case| &case.block);
        case.block.extend(block.iter().cloned());
    }
    for mut case in second.cases {
        let is_new = first.cases.iter().all(|c| c.condition != case.condition);
        if is_new {
            case.block.splice(0..0, first_default.iter().cloned());
            first.cases.push(case);
        }
    }
}

/// Implements `Logic` for a cell from its [`Part`]s, which follow one another in the order given.
///
/// ```
/// use rust_hdl_core::prelude::*;
/// use yuragi_exporter::{Header, export, logic_in_parts};
///
/// #[derive(LogicBlock, Default)]
/// struct Ends {
///     word: Signal<In, Bits<8>>,
///     low: Signal<Out, Bit>,
///     high: Signal<Out, Bit>,
/// }
///
/// struct Low;
/// impl yuragi_exporter::Part<Low> for Ends {
///     #[hdl_gen]
///     fn update(&mut self) {
///         println!("cell ends: the first and the last bit of a word");
///         self.low.next = self.word.val().get_bit(0);
///     }
/// }
///
/// struct High;
/// impl yuragi_exporter::Part<High> for Ends {
///     #[hdl_gen]
///     fn update(&mut self) {
///         self.high.next = self.word.val().get_bit(7);
///     }
/// }
///
/// logic_in_parts!(Ends: Low, High);
///
/// let mut block = Ends::default();
/// block.connect_all();
/// let text = &export(&block, "ends", &Header::default())?[0].text;
/// assert!(text.contains("assign o_low = i_word[0];\n  assign o_high = i_word[7];"));
/// # Ok::<(), yuragi_exporter::ExportError>(())
/// ```
#[macro_export]
macro_rules! logic_in_parts {
    ($cell:ty: $($part:ty),+ $(,)?) => {
        impl ::rust_hdl_core::logic::Logic for $cell {
            fn update(&mut self) {
                $(<Self as $crate::parts::Part<$part>>::update(self);)+
            }
            fn connect(&mut self) {
                $(<Self as $crate::parts::Part<$part>>::connect(self);)+
            }
            fn hdl(&self) -> ::rust_hdl_core::ast::Verilog {
                $crate::parts::join([$(<Self as $crate::parts::Part<$part>>::hdl(self)),+])
            }
        }
    };
}
