//! What is run, and what a run gives.

use serde::{Deserialize, Serialize};

/// A network that learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// The sampling network.
    OneDraw,
    /// The weights of `OneDraw` in a network without chance, as a control: every spike is replaced by its probability.
    Mean,
    /// The ablation: another draw for the prediction spike.
    TwoDraws,
    /// Without the retrograde signal: hidden neurons as chance made them, a read-out that learned.
    Random,
    /// Back-propagation of the same size, of logistic and of rectified units.
    Logistic,
    Rectified,
    /// The same of rectified units, and every image it learns is drawn as spikes.
    Spikes,
}

#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) kind: Kind,
    pub(super) seed: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Accuracy at each strength.
    pub(super) noise: Vec<f64>,
    pub(super) occlusion: Vec<f64>,
    /// Of the nearest image that is named otherwise, for each image that was named rightly; in full intensities.
    pub(super) distances: Vec<f64>,
    /// The same on the straight way to the nearest image of another class.
    pub(super) straight: Vec<f64>,
}

pub(super) const KINDS: [(Kind, &str); 7] = [
    (Kind::OneDraw, "one draw"),
    (Kind::TwoDraws, "two draws"),
    (Kind::Random, "random hidden layer"),
    (Kind::Logistic, "back-prop., logistic"),
    (Kind::Rectified, "back-prop., rectified"),
    (Kind::Spikes, "back-prop., on spikes"),
    (Kind::Mean, "one draw, classified without chance"),
];

/// Test images that the smallest change is searched for, and questions for each.
pub(super) const SEARCHED: usize = 40;

pub(super) const BUDGET: u32 = 1000;
