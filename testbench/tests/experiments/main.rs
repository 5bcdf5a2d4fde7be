//! Experiments: what they count, and that their outcomes can be relied on.

mod energy;
mod outcomes;
