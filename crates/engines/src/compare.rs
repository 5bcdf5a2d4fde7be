//! Runs two engines of one design on the same commands and compares their states.
//!
//! A [`Pair`] gives the same [`Step`]s to both. A [`Plan`] says how much it compares and how often, and an [`Outcome`]
//! what it found. State that one of the two does not show is left out, and the outcome says so. If a device differs
//! from the model, [`Pair::diagnose`] says what is likely to be wrong with it.

mod diagnosis;
mod difference;
mod pair;
mod state;
mod steps;

pub use diagnosis::Diagnosis;
pub use difference::{Compared, Counted, Difference};
pub use pair::{Outcome, Pair, Plan, Wave};
pub use state::{compare, drawn_items};
pub use steps::{RandomSteps, Step};
