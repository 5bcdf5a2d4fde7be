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

use crate::core::Core;
pub use export::{ExportError, Header, VerilogFile};
pub use parameters::Parameters;
use rust_hdl_core::prelude::*;

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

/// Exports the core of a design: one file a module, children before parents, `core` last.
///
/// # Errors
/// If the parameters ask for widths beyond those of the cells, or the exporter fails.
pub fn export_core(p: &Parameters, header: &Header) -> Result<Vec<VerilogFile>, ExportError> {
    macro_rules! choose {
        ($($b:literal),*) => {
            match p.bits {
                $($b => match p.potential_bits() {
                    ..=16 => export_block(Core::<$b, 16>::new(p), "core", header),
                    17 => export_block(Core::<$b, 17>::new(p), "core", header),
                    18..=20 => export_block(Core::<$b, 20>::new(p), "core", header),
                    _ => export_block(Core::<$b, 24>::new(p), "core", header),
                },)*
                b => panic!("a weight has 2 to 12 bits, not {b}: the design file's validation lets no other through"),
            }
        };
    }
    choose!(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
}
