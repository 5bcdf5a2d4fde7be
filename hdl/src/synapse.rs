//! Synapses: lanes that hold and flip them, their random bits, and the sums of their weights.

pub mod array;
pub mod dendrite;
pub mod lane;
pub mod lane_lfsr;
