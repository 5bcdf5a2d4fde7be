//! Boards for Yuragi, and the open toolchain that makes their bitstreams.

pub mod board;
pub mod toolchain;
pub mod verilog;

pub use board::{Board, BoardError, DEVICES, Device, Family, all, names, parse};
