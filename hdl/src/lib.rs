//! The cells of Yuragi in Rust-HDL; the crate `yuragi-exporter` turns them into Verilog.
//!
//! This crate knows neither the model nor the host's software. Sizes, table contents, feedback taps, the memory map and the numbers
//! of the protocol come in as [`Parameters`]. Widths that matter to logic are const generics, chosen by a match when a design is
//! exported; counts and depths are run-time values. Rust-HDL's own simulator is slow and not used: the tests run every cell's Verilog
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

pub mod control;
pub mod core;
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
pub use yuragi_exporter::{ExportError, Header, VerilogFile};

/// Exports a block, with its inputs left to the outside.
///
/// # Errors
/// If an input inside is left open, or the exporter cannot say something in Verilog.
pub fn export_block<U: Block>(
    mut block: U,
    name: &str,
    header: &Header,
) -> Result<Vec<VerilogFile>, ExportError> {
    block.connect_all();
    yuragi_exporter::export(&block, name, header)
}

/// Calls `$export::<B, V>` with the widths of a design's weights and potentials. A function of its own for each pair of widths
/// keeps the blocks of all the others off the stack.
macro_rules! sized {
    ($p:expr, $export:ident, $arguments:tt) => {
        sized!(@bits $p, $export, $arguments, 2 3 4 5 6 7 8 9 10 11 12)
    };
    (@bits $p:expr, $export:ident, $arguments:tt, $($b:literal)*) => {
        match $p.bits {
            $($b => match $p.potential_bits() {
                ..=15 => $export::<$b, 15> $arguments,
                16..=17 => $export::<$b, 17> $arguments,
                18..=20 => $export::<$b, 20> $arguments,
                _ => $export::<$b, 24> $arguments,
            },)*
            b => panic!("a weight has 2 to 12 bits, not {b}: the design file's validation lets no other through"),
        }
    };
}

/// Exports the core of a design: one file a module, children before parents, `core` last.
///
/// # Errors
/// If the parameters ask for widths beyond those of the cells, or the exporter fails.
pub fn export_core(p: &Parameters, header: &Header) -> Result<Vec<VerilogFile>, ExportError> {
    fn sized<const B: usize, const V: usize>(
        p: &Parameters,
        header: &Header,
    ) -> Result<Vec<VerilogFile>, ExportError> {
        export_block(Core::<B, V>::new(p), "core", header)
    }
    sized!(p, sized, (p, header))
}

/// Exports a board's top with the core of a design in it, `top` last.
///
/// # Errors
/// As [`export_core`].
pub fn export_top(
    p: &Parameters,
    board: &Board,
    header: &Header,
) -> Result<Vec<VerilogFile>, ExportError> {
    fn sized<const B: usize, const V: usize>(
        p: &Parameters,
        board: &Board,
        header: &Header,
    ) -> Result<Vec<VerilogFile>, ExportError> {
        export_block(Top::<B, V>::new(p, board), "top", header)
    }
    sized!(p, sized, (p, board, header))
}
