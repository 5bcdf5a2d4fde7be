//! What is run, and what a run gives.

use serde::{Deserialize, Serialize};

/// Samples of the weights that a chain gives after learning.
pub(super) const SAMPLES: usize = 32;

/// Spikes counted with each sample of the weights.
pub(super) const SPIKES: u16 = 64;

/// Chains of each split, each with a seed of its own.
pub(super) const CHAINS: u64 = 4;

/// Numbers of spikes counted with one sample of the weights, each twice the one before.
pub(super) const LEVELS: usize = 12;

/// What is run on its own. The perceptron has as many hidden units as the network has hidden neurons.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// A chain that learns a split and runs on.
    Chain {
        split: u64,
        chain: u64,
    },
    /// A chain that never saw a class.
    LeftOut {
        class: u16,
        seed: u64,
    },
    /// Optimisers on the same split.
    Logistic {
        split: u64,
    },
    Perceptron {
        split: u64,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Chain(Chain),
    LeftOut(LeftOut),
    /// Class probabilities of the test images.
    Probabilities(Vec<Vec<f64>>),
}

/// Spike counts of the classes, `[image][class]`.
pub(super) type Counts = Vec<Vec<u32>>;

/// What a chain gave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chain {
    /// With the last sample of the weights: after 1, 2, 4, ... spikes counted.
    pub(super) one: Vec<Counts>,
    /// With the last 1, 2, 4, ... samples, 64 spikes each.
    pub(super) many: Vec<Counts>,
    /// With [`SHARE`] samples spread over the chain, for the ensemble.
    pub(super) share: Counts,
    /// Test accuracy of each sample alone.
    pub(super) alone: Vec<f64>,
    /// Entropy in bits of each image of noise, and of each test image, over all samples and with the last alone.
    pub(super) noise: Vec<[Vec<f64>; 2]>,
}

/// How well a class that was never seen stands out: from the entropy of one sample of the weights, and of several, at the same number of
/// spikes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// Mean entropy in bits of test images of known classes, and of the unseen class.
    pub(super) known: f64,
    pub(super) unseen: f64,
    /// Area under the receiver operating characteristic, one sample of the weights.
    pub(super) one: f64,
    /// [`SHARE`] samples.
    pub(super) many: f64,
}

/// Kinds of noise, in the order of [`Chain::noise`]; the test images stand before them.
pub(super) const KINDS: [&str; 3] = [
    "test digits",
    "digits with pixels shuffled",
    "uniform noise",
];

/// Class probabilities of spike counts: each class's share of the spikes, with half a spike more for each class (Jeffreys' prior), so
/// that none is impossible.
pub(super) fn shares(counts: &[u32]) -> Vec<f64> {
    let all = counts.iter().map(|&n| f64::from(n) + 0.5).sum::<f64>();
    counts.iter().map(|&n| (f64::from(n) + 0.5) / all).collect()
}

/// Adds counts to others of the same size.
pub(super) fn add(sum: &mut Counts, counts: &Counts) {
    for (sum, own) in sum.iter_mut().zip(counts) {
        for (sum, own) in sum.iter_mut().zip(own) {
            *sum += own;
        }
    }
}

/// The sum of several counts, at least one.
pub(super) fn total<'a>(parts: impl IntoIterator<Item = &'a Counts>) -> Counts {
    let mut parts = parts.into_iter();
    let mut sum = parts.next().cloned().unwrap_or_default();
    parts.for_each(|part| add(&mut sum, part));
    sum
}
