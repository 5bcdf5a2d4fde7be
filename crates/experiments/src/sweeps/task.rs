//! A sweep, what it runs, and what a run gives.

use serde::{Deserialize, Serialize};
use yuragi_engines::Kind;
use yuragi_model::design::Design;
use yuragi_training::Flips;
use yuragi_training::data::DataSet;

use crate::tasks::Planned;

/// A sweep that was read and checked.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// The file's name without `.toml`.
    pub name: String,
    /// Keys of the design that are varied, as they are written: `synapse.flip`.
    pub varied: Vec<String>,
    /// Presentations of each test image after which output spikes are counted, ascending.
    pub spikes: Vec<u16>,
    pub(super) data: DataSet,
    pub(super) planned: Vec<Planned<Task>>,
}

/// A network that is learned and tested.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its design as the sweep names it.
    pub name: String,
    /// The values of the keys that are varied.
    pub values: Vec<String>,
    /// What runs it.
    pub engine: Kind,
    /// Presentations that it learns for.
    pub presentations: u64,
    /// Of the network's streams and initial weights and of the order of the images.
    pub seed: u64,
    /// Seed of the split into training and test images.
    pub split: u64,
    pub(super) design: Design,
}

/// What a task gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Output spikes of each class, `[count][image][class]`: after each of the sweep's numbers of presentations, for each test image in the
    /// order of the split. A share is a count over its presentations.
    pub spikes: Vec<Vec<Vec<u32>>>,
    /// Weights that evidence moved while learning.
    pub flips: Flips,
    /// SHA-256 of the weights' file that `yuragi learn` writes after the same run.
    pub weights: String,
}
