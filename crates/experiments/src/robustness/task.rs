//! The tasks of the experiment, and their outcomes.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::tasks::Real;

/// A network that learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// The sampling network.
    OneDraw,
    /// A control: the weights of `OneDraw` with every spike replaced by its probability.
    Mean,
    /// The ablation with a second draw for the prediction spike.
    TwoDraws,
    /// Without the retrograde signal: random hidden neurons, and a read-out that learns.
    Random,
    /// Back-propagation with logistic units, at the same size.
    Logistic,
    /// Back-propagation with rectified units, at the same size.
    Rectified,
    /// Back-propagation with rectified units that learns images drawn as spikes.
    Spikes,
}

#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) kind: Kind,
    pub(super) seed: u64,
}

#[serde_as]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The accuracy at each strength of the noise.
    #[serde_as(as = "Vec<Real>")]
    pub(super) noise: Vec<f64>,
    /// The accuracy at each size of the square.
    #[serde_as(as = "Vec<Real>")]
    pub(super) occlusion: Vec<f64>,
    /// For each image that is classified correctly, the distance to the nearest image found that is predicted as
    /// another class, in units of the full intensity.
    #[serde_as(as = "Vec<Real>")]
    pub(super) distances: Vec<f64>,
    /// The same on the straight line to the nearest image of another class.
    #[serde_as(as = "Vec<Real>")]
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

/// The number of test images for which the smallest change is searched.
pub(super) const SEARCHED: usize = 40;

/// The number of queries of the search for each image.
pub(super) const BUDGET: u32 = 1000;
