//! From a design to the chip.
//!
//! This crate turns a design into the parameters of the cells ([`parameters`]) and into Verilog ([`export`]). It knows
//! the [`protocol`] between host and core, and computes what a design [`costs`] in clock cycles and block RAM.

#![warn(missing_docs)]

pub mod costs;
mod export;
mod identity;
mod parameters;
pub mod protocol;

pub use export::{export, export_named, header, verilog, verilog_with};
pub use identity::{
    IDENTITY_WORDS, identity, identity_difference, scratch_map, spike_parts, spike_words,
};
pub use parameters::{parameters, parameters_with};
pub use yuragi_hdl::{PREFIX, check_prefix};
