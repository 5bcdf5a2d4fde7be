//! What the tests of the hardware share.

pub mod asc;
pub mod campaign;
pub mod equivalence;
pub mod frames;
pub mod link;
