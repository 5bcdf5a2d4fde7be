//! What the tests of the hardware share.

pub mod campaign;
pub mod frames;
pub mod link;
