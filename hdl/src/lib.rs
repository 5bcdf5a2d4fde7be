//! The cells of Yuragi in Rust-HDL; the crate `yuragi-exporter` turns them into Verilog.
//!
//! This crate knows neither the model nor the host's software. Sizes, table contents, feedback taps, the memory map and the numbers
//! of the protocol come in as [`Parameters`]. Widths that matter to logic are const generics; the core is compiled once, with
//! widths that stand in for those of a design until it is exported ([`Parameters::widths`]). Counts and depths are run-time values. Rust-HDL's own simulator is slow and not used: the tests run every cell's Verilog
//! against the reference model.
//!
//! | module | cells |
//! |---|---|
//! | [`neuron`] | the p-bit and its thresholds, the random bits of neurons, the retrograde signal |
//! | [`synapse`] | lanes that hold and flip synapses, their random bits, sums of weights |
//! | [`control`] | the sequencer of a presentation, counters, the watchdog |
//! | [`host`] | serial line, frames, commands, registers, spikes for the host |
//! | [`memory`] | row memory, scratch memory, tables, rings of spikes, stored stimuli |
//! | [`core`] | all of them together, with a byte stream to the host |
//! | [`top`] | a board around the core: clock, power-on reset, serial line, LEDs |

#![warn(missing_docs)]
// clippy would make guards of conditions in match arms; `#[hdl_gen]` drops guards
#![allow(clippy::collapsible_match)]
// what a circuit does under a condition reads better in a statement of its own
#![allow(clippy::collapsible_if)]

pub mod control;
pub mod core;
pub mod geometry;
pub mod host;
pub mod memory;
pub mod neuron;
pub mod parameters;
pub mod synapse;
pub mod top;

use crate::core::Core;
pub use parameters::Parameters;
use rust_hdl_core::prelude::*;
use top::{Board, Top};
use yuragi_exporter::Options;
pub use yuragi_exporter::{ExportError, Header, Reason, VerilogFile, Widths, check_prefix};

/// What the names of modules begin with, unless another prefix is chosen.
pub const PREFIX: &str = "yuragi_";

/// Exports a block whose widths are compiled in, with its inputs left to the outside.
///
/// # Errors
/// If an input inside is left open, or the exporter cannot say something in Verilog.
pub fn export_block<U: Block>(
    block: U,
    name: &str,
    header: &Header,
) -> Result<Vec<VerilogFile>, ExportError> {
    export_with(block, name, header, &Options::default())
}

/// Exports a block of a design: the widths that stand in for others become the design's own.
///
/// # Errors
/// As [`export_block`].
pub fn export_part<U: Block>(
    block: U,
    p: &Parameters,
    name: &str,
    header: &Header,
) -> Result<Vec<VerilogFile>, ExportError> {
    let options = Options {
        widths: p.widths(),
        ..Options::default()
    };
    export_with(block, name, header, &options)
}

fn export_with<U: Block>(
    mut block: U,
    name: &str,
    header: &Header,
    options: &Options,
) -> Result<Vec<VerilogFile>, ExportError> {
    block.connect_all();
    yuragi_exporter::export_with(&block, name, header, options)
}

/// Exports the core of a design: one file a module, children before parents, `core` last. The names of modules begin with
/// `prefix`.
///
/// # Errors
/// If the exporter fails, or the prefix is no Verilog name.
pub fn export_core(
    p: &Parameters,
    header: &Header,
    prefix: &str,
) -> Result<Vec<VerilogFile>, ExportError> {
    export_with(
        Core::new(p),
        "core",
        header,
        &Options {
            widths: p.widths(),
            pins: false,
            prefix: prefix.into(),
        },
    )
}

/// Exports a board's top with the core of a design in it, `top` last.
///
/// # Errors
/// As [`export_core`].
pub fn export_top(
    p: &Parameters,
    board: &Board,
    header: &Header,
    prefix: &str,
) -> Result<Vec<VerilogFile>, ExportError> {
    export_with(
        Top::new(p, board),
        "top",
        header,
        &Options {
            widths: p.widths(),
            pins: true,
            prefix: prefix.into(),
        },
    )
}
