//! Designs in Verilator, from their compilation to their waveforms.

mod cache;
mod errors;
mod host;
mod serial;
mod support;
mod trace;
mod values;
mod vectors;
