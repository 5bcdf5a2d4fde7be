//! Ways to predict, and how they are scored.

use super::task::{Counts, shares};
use crate::statistics::Scores;

/// Which predictor is sharpened too.
pub(super) const SHARPENED: usize = 2;

/// A way to predict: its name, and its predictions for each split.
pub(super) struct Predictor {
    pub name: String,
    pub splits: Vec<Vec<Vec<f64>>>,
}

/// One of several scores.
pub(super) type Score = fn(&Scores) -> f64;

pub(super) fn probabilities(counts: &Counts) -> Vec<Vec<f64>> {
    counts.iter().map(|counts| shares(counts)).collect()
}
