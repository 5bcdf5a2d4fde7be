//! What is kept: weights, potentials, tables, spikes and stored stimuli.

pub mod ram;
pub mod rom;
pub mod spikes;
pub mod store;
