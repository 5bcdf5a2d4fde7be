//! Neurons: from the stimulus to spikes, the p-bit that all of them share, its random bits, and the retrograde signal.

pub mod cell;
pub mod encoding;
pub mod lfsr;
pub mod pbit;
pub mod retrograde_lane;
pub mod weighing;
