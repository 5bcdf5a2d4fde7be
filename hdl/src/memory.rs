//! What is kept: weights, potentials, spikes, lists of them, tables and stored stimuli.

pub mod list;
pub mod outputs;
pub mod potentials;
pub mod ram;
pub mod rom;
pub mod select;
pub mod states;
pub mod store;
