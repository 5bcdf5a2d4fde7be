//! What an experiment is.

use anyhow::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use yuragi_model::design::{Design, DesignError};

use crate::findings::Findings;
use crate::setup::Setup;

/// Sizes that an experiment has if nothing else is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Independent repetitions, seeds 1 to this: of the network's streams and weights, and of the split of the data.
    pub seeds: u64,
    /// Presentations that a network learns for.
    pub presentations: u64,
}

/// A question that the network is asked.
pub trait Experiment {
    /// Parameters and seed of an independent run.
    type Task: Serialize + Sync;
    /// What a run gave.
    type Outcome: Serialize + DeserializeOwned + Send;

    /// The name that the command line knows it by.
    const NAME: &'static str;
    /// The question in one sentence.
    const QUESTION: &'static str;
    /// Raised whenever a task would give another outcome than before: then old outcomes are not taken.
    const REVISION: u32;
    const SIZES: Sizes;

    /// The design, if none is given.
    ///
    /// # Errors
    /// If it is not valid.
    fn design() -> Result<Design, DesignError> {
        Design::preset("digits")
    }

    /// What has to be run. A bad design is refused here, before any work is done.
    ///
    /// # Errors
    /// If the experiment makes no sense with this design, engine or data.
    fn tasks(setup: &Setup) -> Result<Vec<Self::Task>>;

    /// Runs a task. The outcome depends on the task, design, data, engine and `setup.presentations` alone.
    ///
    /// # Errors
    /// If an engine fails.
    fn perform(setup: &Setup, task: &Self::Task) -> Result<Self::Outcome>;

    /// What all outcomes say, in the order of the tasks.
    ///
    /// # Errors
    /// If they cannot be evaluated.
    fn conclude(setup: &Setup, outcomes: &[(Self::Task, Self::Outcome)]) -> Result<Findings>;
}

/// Why an experiment cannot be done with what was given.
#[derive(Debug, Error)]
pub enum ExperimentError {
    #[error("experiment {name}: found {found}, expected {expected}")]
    Setting {
        name: &'static str,
        found: String,
        expected: String,
    },
}
