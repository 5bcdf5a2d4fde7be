//! Two engines of one design run side by side, and their states are compared.
//!
//! A [`Pair`] gives both the same [`Step`]s. How much it compares and how often is a [`Plan`]; what came of it is an [`Outcome`]. What one
//! of the two does not show is left out and named. A [`Difference`] on a device is followed up by [`Pair::diagnose`].

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
