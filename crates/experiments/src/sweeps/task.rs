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

impl Sweep {
    /// The number of tasks that together take some seconds on one core: a rough guess from the sizes of the networks,
    /// at least 1. It is for grouping tasks into jobs, and no result depends on it.
    pub fn tasks_in(&self, seconds: f64) -> usize {
        let shown = f64::from(self.spikes.last().copied().unwrap_or(1)) * self.data.len() as f64;
        let tested = yuragi_training::TEST_FRACTION * shown;
        let each = |planned: &Planned<Task>| {
            let Task {
                design,
                engine,
                presentations,
                ..
            } = &planned.task;
            let bundles = design.shape().bundles().count();
            let time = PRESENTATION + BUNDLE * bundles as f64 * f64::from(design.sampling.sweeps);
            let learned = match engine {
                Kind::Model => *presentations as f64,
                _ => CIRCUIT * *presentations as f64,
            };
            time * (learned + tested)
        };
        let all: f64 = self.planned.iter().map(each).sum();
        // a program that starts and reads the data takes a part of a second for each job
        let mean = (all / self.planned.len() as f64).max(1e-3);
        ((seconds / mean) as usize).max(1)
    }
}

/// The time of a presentation on a usual processor, without its bundles, in seconds.
const PRESENTATION: f64 = 3e-7;
/// What each bundle adds to it.
const BUNDLE: f64 = 2e-10;
/// How many times longer the simulated circuit takes.
const CIRCUIT: f64 = 3000.0;
