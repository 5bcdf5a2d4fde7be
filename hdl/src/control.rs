//! Control: the phases of a presentation, which neuron and which row is in turn, counters, the watchdog.

pub mod counters;
pub mod descriptors;
pub mod position;
pub mod schedule;
pub mod sequencer;
pub mod targets;
pub mod walker;
pub mod watchdog;
