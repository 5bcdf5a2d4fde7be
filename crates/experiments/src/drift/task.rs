//! The tasks of the experiment, and their outcomes.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use super::second;
use crate::tasks::Real;

/// A network that learns, and what follows.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) seed: u64,
    /// p_noise in steps of 1/128.
    pub(super) noise: u8,
    pub(super) then: Then,
}

/// What happens after learning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Then {
    /// Learning continues.
    GoOn,
    /// Nothing is learned, but the background fluctuation continues.
    Rest,
    /// A second task is learned, without background fluctuation.
    Second(second::Kind),
}

/// The measurements of a network.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Outcome {
    Drift(Vec<Moment>),
    Second(second::Curve),
}

/// The measurements at one moment.
#[serde_as]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// The time since learning ended, in units of its presentations.
    #[serde_as(as = "Real")]
    pub(super) after: f64,
    #[serde_as(as = "[Real; MEASURES]")]
    pub(super) values: [f64; MEASURES],
}

pub(super) const MEASURES: usize = 9;

// the indices of the measures

pub(super) const ACCURACY: usize = 0;

pub(super) const FIXED: usize = 1;

pub(super) const CHANGED: usize = 2;

pub(super) const LEAST: usize = 3;

pub(super) const MOST: usize = 4;

pub(super) const RENEWED: usize = 5;

pub(super) const WEIGHTS: usize = 6;

pub(super) const POPULATION: usize = 7;

pub(super) const CEILING: usize = 8;

/// The range of the possible values of each measure: shares and correlations.
pub(super) const RANGES: [(f64, f64); MEASURES] = {
    let (share, correlation) = ((0.0, 1.0), (-1.0, 1.0));
    [
        share,
        share,
        share,
        share,
        share,
        share,
        correlation,
        correlation,
        correlation,
    ]
};

pub(super) const NAMES: [&str; MEASURES] = [
    "accuracy",
    "accuracy_of_fixed_decoder",
    "synapses_changed",
    "synapses_changed_at_least",
    "synapses_changed_at_most",
    "synapses_changed_if_drawn_anew",
    "correlation_of_weights",
    "correlation_of_hidden_responses",
    "correlation_of_hidden_responses_repeated",
];

/// The numbers of test images, and of training images for the fixed decoder.
pub(super) const IMAGES: usize = 300;

/// The number of presentations over which hidden spikes are counted.
pub(super) const WINDOW: u16 = 32;
