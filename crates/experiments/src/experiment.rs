//! The trait of all experiments.

use anyhow::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use yuragi_model::design::{Design, DesignError};
use yuragi_training::fingerprint_of_any_split;

use crate::findings::Findings;
use crate::setup::Setup;

/// The default sizes of an experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The number of repetitions, with the seeds 1 to this for the network and for the split of the data.
    pub seeds: u64,
    /// The number of presentations that a network learns for.
    pub presentations: u64,
}

/// A question on the network, and how it is answered.
pub trait Experiment {
    /// The parameters and the seed of an independent run.
    type Task: Serialize + Sync;
    /// The result of a run.
    type Outcome: Serialize + DeserializeOwned + Send;

    /// The name on the command line.
    const NAME: &'static str;
    /// The question in one sentence.
    const QUESTION: &'static str;
    /// A number to raise whenever a task gives another outcome than before, so that old outcomes are not used.
    const REVISION: u32;
    /// The default sizes.
    const SIZES: Sizes;
    /// Whether the networks learn photographs. All others learn the images of [`Setup::data`].
    const PHOTOGRAPHS: bool = false;

    /// The default design.
    ///
    /// # Errors
    /// If it is not valid.
    fn design() -> Result<Design, DesignError> {
        Design::preset("digits")
    }

    /// The name of what the networks learn, for the summary, and its fingerprint.
    ///
    /// # Errors
    /// If it cannot be read.
    fn data(setup: &Setup) -> Result<(String, String)> {
        Ok((
            setup.data.name().into(),
            fingerprint_of_any_split(&setup.data),
        ))
    }

    /// The tasks. An unsuitable design is refused here, before any work.
    ///
    /// # Errors
    /// If the experiment is not possible with this design, engine or data.
    fn tasks(setup: &Setup) -> Result<Vec<Self::Task>>;

    /// Runs a task. The outcome depends only on the task, the design, the data, the engine and `setup.presentations`.
    ///
    /// # Errors
    /// If an engine fails.
    fn perform(setup: &Setup, task: &Self::Task) -> Result<Self::Outcome>;

    /// The findings from all outcomes, which are in the order of the tasks.
    ///
    /// # Errors
    /// If they cannot be evaluated.
    fn conclude(setup: &Setup, outcomes: &[(Self::Task, Self::Outcome)]) -> Result<Findings>;
}
