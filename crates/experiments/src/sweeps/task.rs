//! A sweep, its tasks and their outcomes.

use serde::{Deserialize, Serialize};
use yuragi_engines::Kind;
use yuragi_model::design::Design;
use yuragi_training::Flips;
use yuragi_training::data::DataSet;

use crate::tasks::Planned;

/// A sweep that was read and checked.
#[derive(Clone, Debug)]
pub struct Sweep {
    /// The name of the file without `.toml`.
    pub name: String,
    /// The keys of the design that are varied, for example `synapse.flip`.
    pub varied: Vec<String>,
    /// The numbers of presentations of each test image after which the output spikes are counted, in ascending order.
    pub spikes: Vec<u16>,
    pub(super) data: DataSet,
    pub(super) planned: Vec<Planned<Task>>,
}

/// A network that learns and is tested.
#[derive(Clone, Debug)]
pub struct Task {
    /// The name or path of its design in the sweep file.
    pub name: String,
    /// The values of the varied keys, in their order.
    pub values: Vec<String>,
    /// The engine that learns.
    pub engine: Kind,
    /// The number of presentations that it learns for.
    pub presentations: u64,
    /// The seed of the random streams, the initial weights and the order of the images.
    pub seed: u64,
    /// The seed of the split into training set and test set.
    pub split: u64,
    pub(super) design: Design,
}

/// The outcome of a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The spike counts `[count][image][class]`: after each number of presentations in [`Sweep::spikes`], for each test
    /// image in the order of the split, for each class.
    pub spikes: Vec<Vec<Vec<u32>>>,
    /// How often evidence moved a weight while learning.
    pub flips: Flips,
    /// The SHA-256 of the file of weights that `yuragi learn` writes after the same run, in hexadecimal.
    pub weights: String,
}
