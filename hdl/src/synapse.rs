//! Synapses: lanes that hold and flip them, their random bits, and the sums of their weights.

pub mod accumulators;
pub mod array;
pub mod flip_count;
pub mod lane;
pub mod lane_lfsr;
