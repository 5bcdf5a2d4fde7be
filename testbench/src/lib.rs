//! What the tests and campaigns of the hardware share. It panics where something cannot be set up: it is for tests only.

pub mod campaigns;
pub mod circuits;
pub mod oracle;
pub mod proofs;
pub mod results;
pub mod statistics;
