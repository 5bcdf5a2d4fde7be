//! Everything that runs a network of Yuragi, behind one interface.
//!
//! An [`Engine`] is told registers, stimuli and weights, presents, and is read. The reference model is one; so are the exported Verilog in
//! Verilator ([`rtl`]), a board's netlist or bitstream behind its simulated pins ([`pins`]), and a board on a serial line ([`serial`]).
//! [`compare`] runs two of them side by side.

pub mod compare;
mod engine;
mod error;
mod kind;
mod link;
pub mod pins;
pub mod port;
pub mod rtl;
pub mod serial;
mod through;
pub mod view;
pub mod virtual_board;

pub use engine::{Drawn, Engine};
pub use error::{EngineError, Result};
pub use kind::Kind;
pub use link::Link;
