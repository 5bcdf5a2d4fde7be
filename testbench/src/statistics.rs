//! Statistical tests with proved rates of false alarms, and what they are applied to: random bits, their recurrences, histograms.

pub mod battery;
pub mod bits;
pub mod draws;
pub mod gf2;
pub mod linear;
mod suite;

pub use suite::*;
