//! The cells of Yuragi in Rust-HDL, and the exporter that turns them into Verilog.
//!
//! This crate stands alone: sizes, table contents, feedback taps and the memory map come in as [`Parameters`]. Widths that matter
//! to logic are const generics, chosen by a match when a design is exported; counts and depths are run-time values. Rust-HDL's own
//! simulator is not used (it is slow): every cell runs in Verilator against the reference model.

pub mod array;
pub mod commands;
pub mod core;
pub mod counters;
pub mod dendrite;
pub mod export;
pub mod host_port;
pub mod lfsr;
pub mod memory;
pub mod neuron;
pub mod parameters;
pub mod pbit;
pub mod registers;
pub mod retrograde;
pub mod sequencer;
pub mod spike_reader;
pub mod spikes;
pub mod synapse_lane;
pub mod top;
pub mod uart;

use crate::core::Core;
pub use export::{ExportError, Header, VerilogFile};
pub use parameters::Parameters;
use rust_hdl_core::prelude::*;
use top::{Board, Top};

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
    export::export(&block, name, header)
}

/// Exports a block made of the cells that a design's widths ask for: `$block<B, V>`.
macro_rules! export_sized {
    ($p:expr, $block:ident, $name:expr, $header:expr, $($argument:expr),*) => {
        export_sized!(@bits $p, $block, $name, $header, ($($argument),*), 2 3 4 5 6 7 8 9 10 11 12)
    };
    (@bits $p:expr, $block:ident, $name:expr, $header:expr, $arguments:tt, $($b:literal)*) => {
        match $p.bits {
            $($b => match $p.potential_bits() {
                ..=16 => export_block(export_sized!(@new $block, $b, 16, $arguments), $name, $header),
                17 => export_block(export_sized!(@new $block, $b, 17, $arguments), $name, $header),
                18..=20 => export_block(export_sized!(@new $block, $b, 20, $arguments), $name, $header),
                _ => export_block(export_sized!(@new $block, $b, 24, $arguments), $name, $header),
            },)*
            b => panic!("a weight has 2 to 12 bits, not {b}: the design file's validation lets no other through"),
        }
    };
    (@new $block:ident, $b:literal, $v:literal, ($($argument:expr),*)) => {
        $block::<$b, $v>::new($($argument),*)
    };
}

/// Exports the core of a design: one file a module, children before parents, `core` last.
///
/// # Errors
/// If the parameters ask for widths beyond those of the cells, or the exporter fails.
pub fn export_core(p: &Parameters, header: &Header) -> Result<Vec<VerilogFile>, ExportError> {
    export_sized!(p, Core, "core", header, p)
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
    export_sized!(p, Top, "top", header, p, board)
}
