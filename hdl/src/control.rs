//! What runs a presentation and counts what happens in it.

pub mod counters;
pub mod sequencer;
pub mod watchdog;
