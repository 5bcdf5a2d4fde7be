//! What learning must do, by enumeration of the weights.

pub mod cases;
mod chain;
pub mod chip;
mod fault;
pub mod kernel;
pub mod scatter;
mod step;

pub use chain::{Chain, Moment, Row};
pub use fault::Fault;
