//! Neurons: the p-bit that all of them share, its random bits, and the retrograde signal.

pub mod cell;
pub mod lfsr;
pub mod pbit;
pub mod retrograde;
pub mod retrograde_lane;
