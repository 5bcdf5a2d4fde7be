//! Verilog from Rust-HDL blocks: one readable Verilog-2005 module a cell, equal in meaning to its `update()`.
//!
//! Rust-HDL's own writer forgets parentheses, keeps the carry of a sum that is cast and writes a module for every
//! instance, so this one is used in its place. What it cannot translate for certain it refuses with an [`ExportError`].
//!
//! # What the author of a cell decides
//!
//! * **Its name.** A first `println!("cell name: purpose")` in `update()` names the module and gives the first line of
//!   its file; in [`Verilog::Custom`](rust_hdl_core::ast::Verilog) text the first line `// cell name: purpose` does. Else the field that holds the
//!   cell names it, without its index. Cells of the same text are one module; different cells that want one name get
//!   `_2`, `_3` in the order in which they are met. Other `println!` texts are comments of the statement behind them.
//! * **Names of signals.** An input `data` is `i_data`, an output `o_data`, an element `lane[3]` `lane_3`, a port of a
//!   part `part_data`; `clock` stays `clock`. Constants are in capitals, states are `TX_STATE_IDLE`. A flip-flop `count`
//!   is `reg count`, its next value, where that needs a name, `count_next`.
//! * **Custom text** is the whole body: it declares all but the ports, and uses the names above. An output that stands on
//!   the left of an `assign` is a wire, any other a `reg`. A Constant that the text mentions (in capitals) is declared.
//!
//! # What is refused
//!
//! Latches; reading a Local before it is assigned; numbers that do not fit; `signed_bit_cast` where neither its target
//! nor the other operand tells its width; sums inside a bit index (`get_bit(a.index() + 1)`); names that are Verilog
//! keywords or meet another; flip-flops with clocks that are not plain signals.
//!
//! # What cannot be seen
//!
//! `#[hdl_gen]` drops some things before this module sees them; a cell must not use them:
//!
//! * guards of `match` arms (`State::A if x =>`) and inclusive ranges (`for i in 0..=n`, read as `0..n`);
//! * arithmetic after `.index()` outside bit indices: `a.index() + 1 == b.index()` looks like `a + 1 == b`, which wraps.
//!   Use `.index()` for bit indices and `match` only;
//! * functions of one's own whose names begin like a cast (`bits...`, `bit_cast...`, `signed_cast...`).

mod cell;
mod check;
mod clocked;
mod custom;
mod declare;
mod emit;
mod error;
mod flow;
mod index;
mod infer;
mod integer;
mod ir;
mod layout;
mod library;
mod lower;
mod merge;
mod names;
mod number;
mod plan;
mod print;
mod show;
mod signals;
mod slice;
mod statements;
mod title;
mod tree;
mod types;
mod typing;
mod usage;
mod wires;

pub use error::{ExportError, Reason};

use library::Library;
use rust_hdl_core::block::Block;
use tree::Node;

/// Lines at the top of every file, below the cell's purpose and the licence: design parameters, generator version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    pub lines: Vec<String>,
}

/// A module and the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerilogFile {
    pub module: String,
    pub text: String,
    /// Only a declaration of a vendor's cell: for synthesis, not for simulation.
    pub black_box: bool,
}

/// Writes `top` as module `name`, and every module below it: parts before what is made of them, `top` last.
///
/// The caller has called `connect_all()` on the block and `check_all()` found nothing: inputs left open are otherwise
/// reported here only if their cell reads them.
pub fn export(
    top: &dyn Block,
    name: &str,
    header: &Header,
) -> Result<Vec<VerilogFile>, ExportError> {
    let fault = |reason| ExportError {
        module: name.into(),
        at: name.into(),
        reason,
    };
    names::check(name).map_err(fault)?;
    let Some(node) = Node::read(top, name) else {
        return Err(fault(Reason::Unsupported(
            "the block shows no scope to a probe".into(),
        )));
    };
    let mut library = Library::new(name, header);
    library.add_top(&node)?;
    Ok(library.into_files())
}
