//! What is run, and what a run gives.

use serde::{Deserialize, Serialize};

use super::second;

/// A network that learns, and what becomes of it then.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) seed: u64,
    /// p_noise in 1/128.
    pub(super) noise: u8,
    pub(super) then: Then,
}

/// What follows learning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Then {
    /// Learning goes on.
    GoOn,
    /// Nothing is learned; the background noise goes on.
    Rest,
    /// Something else is learned, without background noise.
    Second(second::Kind),
}

/// What became of a network.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Outcome {
    Drift(Vec<Moment>),
    Second(second::Curve),
}

/// A network at a moment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// Since learning ended, in units of its presentations.
    pub(super) after: f64,
    pub(super) values: [f64; MEASURES],
}

pub(super) const MEASURES: usize = 9;

/// Index, name in tables.
pub(super) const ACCURACY: usize = 0;

pub(super) const FIXED: usize = 1;

pub(super) const CHANGED: usize = 2;

pub(super) const LEAST: usize = 3;

pub(super) const MOST: usize = 4;

pub(super) const RENEWED: usize = 5;

pub(super) const WEIGHTS: usize = 6;

pub(super) const POPULATION: usize = 7;

pub(super) const CEILING: usize = 8;

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

/// Test images, and training images that the fixed decoder is made from.
pub(super) const IMAGES: usize = 300;

/// Presentations that hidden spikes are counted over.
pub(super) const WINDOW: u16 = 32;
