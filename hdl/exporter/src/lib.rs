//! Readable Verilog from Rust-HDL blocks.
//!
//! **What it reads.** A connected [Rust-HDL](https://docs.rs/rust-hdl-core) block with everything below it: the hierarchy through
//! a probe, and each block's syntax tree, which `#[hdl_gen]` makes from its `update()`.
//!
//! **What it writes.** One Verilog-2005 module for each different cell, each in a file of its own, parts before the cells that use
//! them. A module means what `update()` means. Blocks with the same text share a module. The text passes `verilator --lint-only
//! -Wall`, yosys and Icarus Verilog without a warning.
//!
//! Rust-HDL has a Verilog writer, but it forgets parentheses, keeps the carry of a sum that is cast, and writes one module for
//! every instance. This crate replaces it. What it cannot translate with certainty it refuses with an [`ExportError`], which names
//! the instance, the expression and the reason.
//!
//! # Example
//!
//! ```
//! use rust_hdl_core::prelude::*;
//! use yuragi_exporter::{Header, export};
//!
//! /// Picks one of two values.
//! #[derive(LogicBlock, Default)]
//! struct Choice {
//!     pick: Signal<In, Bit>,
//!     a: Signal<In, Bits<8>>,
//!     b: Signal<In, Bits<8>>,
//!     chosen: Signal<Out, Bits<8>>,
//! }
//!
//! impl Logic for Choice {
//!     #[hdl_gen]
//!     fn update(&mut self) {
//!         println!("cell choice: one of two values");
//!         self.chosen.next = self.a.val();
//!         if self.pick.val() {
//!             self.chosen.next = self.b.val() + 1;
//!         }
//!     }
//! }
//!
//! let mut block = Choice::default();
//! block.connect_all();
//! let header = Header { lines: vec!["Exported by an example.".into()] };
//! let files = export(&block, "choice", &header)?;
//! assert_eq!(
//!     files[0].text,
//!     "\
//! // choice: one of two values
//! // SPDX-License-Identifier: MIT OR Apache-2.0
//! // Exported by an example.
//!
//! `default_nettype none
//!
//! module choice (
//!   // Control
//!   input  wire       i_pick,
//!   // Data
//!   input  wire [7:0] i_a,
//!   input  wire [7:0] i_b,
//!   output wire [7:0] o_chosen
//! );
//!
//!   assign o_chosen = i_pick ? i_b + 8'd1 : i_a;
//!
//! endmodule
//!
//! `default_nettype wire
//! "
//! );
//! # Ok::<(), yuragi_exporter::ExportError>(())
//! ```
//!
//! # What it takes
//!
//! * Statements: assignments, `if`, `match` on a state or a number, `for` with constant or run-time bounds, `dff_setup!`, `clock!`,
//!   `link` and `join` of interfaces. `println!` and `comment!` give comments.
//! * Expressions on `Bit`, `Bits<N>`, `Signed<N>`, `LogicState` and `LogicStruct`: arithmetic, logic, comparisons, shifts, products
//!   of 16 by 16 bits, `bit_cast`, `signed_cast`, `unsigned_cast`, `signed_bit_cast`, `get_bit`, `get_bits`, `replace_bit`, `any`,
//!   `all` and `xor`.
//! * Parts, arrays and `Vec`s of parts and of signals, constants, two-way pins, and flip-flops that start at 0.
//! * A cell whose `update()` is too long for one file, in [parts](logic_in_parts!).
//! * Text by hand: [`Verilog::Custom`](rust_hdl_core::ast::Verilog), `Wrapper` and `Blackbox`.
//!
//! # What the author of a cell decides
//!
//! * **The name of the cell.** It is the name of the module, behind the prefix of the export if there is one. A first `println!("cell name: purpose")` in `update()` names the module and gives the first line of
//!   its file; in custom text the first line `// cell name: purpose` does. Otherwise the field that holds the cell names it, without
//!   its index. If different cells want one name, they get `_2`, `_3` in the order in which the exporter meets them. Other `println!`
//!   texts become comments of the next statement.
//! * **The names of signals.** An input `data` is `i_data`, an output `o_data`, a port of a part is `part_data`; `clock` stays
//!   `clock`. Constants are in capitals, states look like `TX_STATE_IDLE`. A flip-flop `count` is
//!   `reg count`, and its next value is `count_next` where it needs a name.
//! * **Arrays and loops.** An array of signals is one vector: with elements of 8 bits `lane[3]` is `lane[31:24]`, element 0 in the
//!   lowest bits. The vector is unsigned. Parts of an array that are one module become a `generate for` if their connections follow
//!   a rule: the element of their own number, one that is so many further, or the same for all. Statements that repeat from
//!   element to element become a loop. Elements that are driven in different ways, or by each other, are signals of their own:
//!   `lane_3`.
//! * **Custom text** is the whole body: it declares everything but the ports, and uses the names above. An output on the left of an
//!   `assign` is a wire, any other output is a `reg`. A `Constant` that the text mentions (in capitals) is declared.
//!
//! # What it refuses
//!
//! Latches; reading a Local before it is assigned; numbers that do not fit; `signed_bit_cast` where neither its target nor the other
//! operand tells its width; sums inside a bit index (`get_bit(a.index() + 1)`); names that are Verilog keywords or meet another
//! name; flip-flops with clocks that are not plain signals; circles without a clock between the parts of a cell, by signals, not
//! by values: a block of statements that passes through another value wakes up whoever reads it.
//!
//! # What it cannot see
//!
//! `#[hdl_gen]` drops some things before this crate sees them, so a cell must not use them:
//!
//! * guards of `match` arms (`State::A if x =>`) and inclusive ranges (`for i in 0..=n`, which is read as `0..n`);
//! * arithmetic after `.index()` outside bit indices: `a.index() + 1 == b.index()` looks like `a + 1 == b`, which wraps. Use
//!   `.index()` only in bit indices and in `match`;
//! * your own functions whose names begin like a cast (`bits...`, `bit_cast...`, `signed_cast...`).

#![warn(missing_docs)]

mod cell;
mod error;
mod file;
mod ir;
mod library;
pub mod parts;
mod passes;
mod read;
mod widths;
mod write;

pub use error::{ExportError, Reason};
pub use file::{Header, VerilogFile};
pub use parts::Part;
pub use widths::Widths;

use ir::names;
use library::Library;
use read::hierarchy::Node;
use rust_hdl_core::block::Block;

/// How an export is done.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Widths that stand in for others. Text by hand and the values of constants must already be right for those that are meant.
    pub widths: Widths,
    /// Whether the ports of the top are pins of a chip: an array of ports stays as many ports, `i_data_0`, `i_data_1`, ...
    pub pins: bool,
    /// What the names of all modules begin with, those of vendors' cells excepted. See [`check_prefix`].
    pub prefix: String,
}

/// Whether names of modules can begin so: a Verilog name, or nothing.
///
/// # Errors
/// [`Reason::BadName`] or [`Reason::Keyword`].
pub fn check_prefix(prefix: &str) -> Result<(), Reason> {
    match prefix {
        "" => Ok(()),
        _ => names::check(prefix),
    }
}

/// Writes `top` as cell `name`, and every module below it: parts before what is made of them, `top` last.
///
/// The caller has called `connect_all()` on the block and `check_all()` found nothing: inputs left open are otherwise
/// reported here only if their cell reads them.
///
/// # Errors
/// If something cannot be translated, or not with certainty.
pub fn export(
    top: &dyn Block,
    name: &str,
    header: &Header,
) -> Result<Vec<VerilogFile>, ExportError> {
    export_with(top, name, header, &Options::default())
}

/// The same as [`export`], with options.
///
/// # Errors
/// As [`export`].
pub fn export_with(
    top: &dyn Block,
    name: &str,
    header: &Header,
    options: &Options,
) -> Result<Vec<VerilogFile>, ExportError> {
    let fault = |reason| ExportError {
        module: name.into(),
        at: name.into(),
        reason,
    };
    check_prefix(&options.prefix).map_err(fault)?;
    names::check(name).map_err(fault)?;
    let Some(mut node) = Node::read(top, name, &options.widths) else {
        return Err(fault(Reason::Unsupported(
            "the block shows no scope to a probe".into(),
        )));
    };
    node.pins = options.pins;
    let mut library = Library::new(name, header, &options.prefix);
    library.add_top(&node)?;
    Ok(library.into_files())
}
