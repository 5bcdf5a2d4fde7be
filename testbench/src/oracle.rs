//! What the network must do, by enumeration, written from `docs/reference/model.md` and `docs/reference/spec.md` alone and not from the model.

pub mod chain;
pub mod coupling;
pub mod learning;
mod network;
pub mod posterior;
pub mod replay;
pub mod sampling;

pub use chain::product;
pub use network::*;
