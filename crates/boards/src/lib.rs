//! FPGA boards for Yuragi, and the open toolchain that makes their bitstreams.
//!
//! [`Board`] reads board files and knows the built-in boards and their chips. [`toolchain`] runs synthesis, place and
//! route and packing, and reports sizes and timing. [`verilog`] exports the top level of a board.

#![warn(missing_docs)]

mod board;
pub mod toolchain;
pub mod verilog;

pub use board::{Board, BoardError, DEVICES, Device, Family, all, folder, names, parse, pll};
