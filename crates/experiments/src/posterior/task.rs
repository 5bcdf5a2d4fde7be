//! The tasks of the experiment, and their outcomes.

use serde::{Deserialize, Serialize};
use serde_with::serde_as;

use crate::tasks::Real;

/// The number of samples of the weights that a chain gives after learning.
pub(super) const SAMPLES: usize = 32;

/// The number of presentations of an image with each sample of the weights.
pub(super) const SPIKES: u16 = 64;

/// The number of chains of each split, each with another seed.
pub(super) const CHAINS: u64 = 4;

/// The numbers of presentations with one sample of the weights, each twice the one before.
pub(super) const LEVELS: usize = 12;

/// An independent run. The perceptron has a hidden unit for each hidden neuron of the network.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// A chain that learns a split and then continues.
    Chain {
        split: u64,
        chain: u64,
    },
    /// A chain that learns without one of the classes.
    LeftOut {
        class: u16,
        seed: u64,
    },
    /// The optimisers on the same split.
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
    /// The class probabilities of the test images.
    Probabilities(Vec<Vec<f64>>),
}

/// The spike counts of the classes, `[image][class]`.
pub(super) type Counts = Vec<Vec<u32>>;

/// The outcome of a chain.
#[serde_as]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Chain {
    /// The counts with the last sample of the weights, after 1, 2, 4, ... presentations.
    pub(super) one: Vec<Counts>,
    /// The counts with the last 1, 2, 4, ... samples, over 64 presentations each.
    pub(super) many: Vec<Counts>,
    /// The counts with [`SHARE`] samples spread over the chain, for the ensemble of chains.
    pub(super) share: Counts,
    /// The test accuracy of each sample alone.
    #[serde_as(as = "Vec<Real>")]
    pub(super) alone: Vec<f64>,
    /// The entropy in bits of each test image and each image of noise, over all samples and with the last one alone.
    #[serde_as(as = "Vec<[Vec<Real>; 2]>")]
    pub(super) noise: Vec<[Vec<f64>; 2]>,
}

/// How well an unknown class is recognised by the entropy, with one sample of the weights and with several, at the same
/// number of presentations.
#[serde_as]
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LeftOut {
    /// The mean entropy in bits of test images of known classes, and of the unknown class.
    #[serde_as(as = "Real")]
    pub(super) known: f64,
    #[serde_as(as = "Real")]
    pub(super) unseen: f64,
    /// The area under the receiver operating characteristic with one sample of the weights.
    #[serde_as(as = "Real")]
    pub(super) one: f64,
    /// The same with [`SHARE`] samples.
    #[serde_as(as = "Real")]
    pub(super) many: f64,
}

/// The names of the test images and of the kinds of noise, in the order of [`Chain::noise`].
pub(super) const KINDS: [&str; 3] = [
    "test images",
    "test images with pixels shuffled",
    "uniform noise",
];

/// Class probabilities from spike counts: the share of the spikes of each class, with half a spike added to each
/// (Jeffreys' prior), so that no probability is 0.
pub(super) fn shares(counts: &[u32]) -> Vec<f64> {
    let all = counts.iter().map(|&n| f64::from(n) + 0.5).sum::<f64>();
    counts.iter().map(|&n| (f64::from(n) + 0.5) / all).collect()
}

/// Adds counts to others of the same shape.
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
