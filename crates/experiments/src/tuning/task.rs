//! What is run, what a run gives, and what tables and figures share.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::statistics::Estimate;
use crate::tasks::Real;

#[derive(Clone, Debug, Serialize)]
pub struct Task {
    pub(super) seed: u64,
    pub(super) trained: bool,
    /// The hash of the photographs.
    pub(super) fingerprint: String,
}

/// The measurements of a population, with a value for each neuron unless stated otherwise.
#[serde_as]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// The weights to the ON channels minus those to the OFF channels, in nats.
    #[serde_as(as = "Vec<Vec<Real>>")]
    pub(super) fields: Vec<Vec<f64>>,
    /// The modulation of the rate by the phase of a grating (F1), for every orientation at the best frequency of the
    /// neuron.
    #[serde_as(as = "Vec<Vec<Real>>")]
    pub(super) curves: Vec<Vec<f64>>,
    /// The orientation selectivity of the modulation.
    #[serde_as(as = "Vec<Real>")]
    pub(super) selectivity: Vec<f64>,
    /// The orientation selectivity of the mean rate over phases (F0).
    #[serde_as(as = "Vec<Real>")]
    pub(super) selectivity_of_mean: Vec<f64>,
    /// In degrees.
    #[serde_as(as = "Vec<Real>")]
    pub(super) half_width: Vec<f64>,
    /// In degrees.
    #[serde_as(as = "Vec<Real>")]
    pub(super) preferred: Vec<f64>,
    /// The mean rate over patches that were not learned, in spikes per presentation.
    #[serde_as(as = "Vec<Real>")]
    pub(super) rates: Vec<f64>,
    #[serde_as(as = "Vec<Real>")]
    pub(super) lifetime: Vec<f64>,
    /// A value for each patch.
    #[serde_as(as = "Vec<Real>")]
    pub(super) population: Vec<f64>,
    #[serde_as(as = "Vec<Real>")]
    pub(super) fano: Vec<f64>,
    /// A value for each pair.
    #[serde_as(as = "Vec<Real>")]
    pub(super) noise_correlation: Vec<f64>,
}

pub(super) const ORIENTATIONS: usize = 12;

/// A neuron counts as driven by gratings if the best one modulates its rate by at least this. Chance gives less than a
/// third of it.
pub(super) const DRIVEN: f64 = 0.15;

pub(super) const KINDS: [(bool, &str); 2] = [(true, "trained"), (false, "untrained")];

pub(super) fn is_driven(curve: &[f64]) -> bool {
    curve.iter().any(|modulation| *modulation >= DRIVEN)
}

pub(super) fn over_seeds(
    outcomes: &[(Task, Outcome)],
    trained: bool,
    range: (f64, f64),
    measure: &dyn Fn(&Outcome) -> f64,
) -> Estimate {
    let runs = outcomes.iter().filter(|(task, _)| task.trained == trained);
    let values: Vec<f64> = runs.map(|(_, outcome)| measure(outcome)).collect();
    Estimate::within(&values, range)
}
