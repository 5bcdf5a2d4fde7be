//! What the tests of the hardware share.

pub mod asc;
pub mod equivalence;
pub mod frames;
