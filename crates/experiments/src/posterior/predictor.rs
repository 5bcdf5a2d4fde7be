//! Ways to predict, and how they are scored.

use super::task::{Counts, shares};
use crate::statistics::Scores;

/// The index of the predictor that is sharpened as well.
pub(super) const SHARPENED: usize = 2;

/// A way to predict, with its name and its predictions for each split.
pub(super) struct Predictor {
    pub name: String,
    pub splits: Vec<Vec<Vec<f64>>>,
}

/// A function that selects one of the scores.
pub(super) type Score = fn(&Scores) -> f64;

pub(super) fn probabilities(counts: &Counts) -> Vec<Vec<f64>> {
    counts.iter().map(|counts| shares(counts)).collect()
}
