//! What the tests of the hardware share.

pub mod frames;
