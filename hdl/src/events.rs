//! The core of events: rows of presynaptic neurons, work only where something spiked, any layered network.

pub mod accumulators;
pub mod core;
pub mod encoding;
pub mod lane;
pub mod list;
pub mod outputs;
pub mod position;
pub mod potentials;
pub mod reader;
pub mod schedule;
pub mod sequencer;
pub mod states;
pub mod synapses;
pub mod tables;
pub mod targets;
pub mod walker;
pub mod weighing;
pub mod words;
