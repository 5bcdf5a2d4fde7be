//! What a sweep found for each of its settings.

use serde::Serialize;
use yuragi_engines::Kind;

use crate::statistics::Estimate;

/// Chains that differ only in seed and split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The name or path of the design.
    pub design: String,
    /// The varied keys with their values.
    pub varied: Vec<(String, String)>,
    /// The engine that learned.
    pub engine: Kind,
    /// The number of presentations that each chain learned for.
    pub presentations: u64,
    /// What the intervals are over: `splits`, with the mean of the seeds of each, or `seeds` if there is only one
    /// split.
    pub over: &'static str,
    /// The accuracies, by number of chains and of presentations.
    pub lines: Vec<Line>,
}

/// The test accuracy of ensembles of some number of chains.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The number of chains of an ensemble, which learned the same split with different seeds.
    pub chains: usize,
    /// The number of presentations of an image to each chain.
    pub spikes: u16,
    /// The test accuracy, 0 to 1.
    pub accuracy: Estimate,
    /// The gain in accuracy over a single chain with the same number of presentations per chain.
    pub gain: Estimate,
    /// The gain over a single chain with the same total number of presentations; none if the sweep does not count at
    /// that number.
    pub gain_at_equal_spikes: Option<Estimate>,
}
