//! The experiments of the theory: what a network of fluctuating elements does, in numbers with their uncertainty, and in figures.
//!
//! An [`Experiment`] is a list of independent, deterministic tasks and a function from their outcomes to [`Findings`]. [`Entry::run`] does
//! the rest: tasks in parallel, each outcome written at once, so that a run that was stopped goes on where it was; then tables (CSV), arrays
//! (NPY), figures (SVG and PNG) and `summary.json`. An outcome is kept for exactly what it came from, see [`Identity`].

mod chain;
mod cvpca;
mod drift;
pub mod energy;
mod findings;
mod manifold;
mod orientation;
mod perceptron;
mod population;
mod posterior;
mod responses;
mod retina;
mod retrograde;
mod robustness;
mod setup;
mod spectrum;
pub mod statistics;
pub mod sweeps;
mod synapse;
pub mod tasks;
mod tuning;
mod turnover;

use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::tasks::{Identity, Planned};
use yuragi_model::design::{Design, DesignError};
use yuragi_training::fingerprint;

pub use crate::tasks::Progress;
pub use findings::{Array, Findings, Reading, Table};
pub use setup::{Bench, Setup};

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

/// An experiment in the list of all.
#[derive(Clone, Copy)]
pub struct Entry {
    pub name: &'static str,
    pub question: &'static str,
    pub sizes: Sizes,
    /// The design, if none is given.
    pub design: fn() -> Result<Design, DesignError>,
    run: fn(&Setup, &Path, &Progress) -> Result<Option<Findings>>,
}

/// All experiments.
pub const ALL: [Entry; 8] = [
    Entry::of::<retrograde::Retrograde>(),
    Entry::of::<synapse::Synapse>(),
    Entry::of::<posterior::Posterior>(),
    Entry::of::<drift::Drift>(),
    Entry::of::<tuning::Tuning>(),
    Entry::of::<spectrum::Spectrum>(),
    Entry::of::<robustness::Robustness>(),
    Entry::of::<energy::Energy>(),
];

impl Entry {
    const fn of<E: Experiment>() -> Self {
        Self {
            name: E::NAME,
            question: E::QUESTION,
            sizes: E::SIZES,
            design: E::design,
            run: run::<E>,
        }
    }

    /// The experiment of that name.
    pub fn find(name: &str) -> Option<Self> {
        ALL.into_iter().find(|entry| entry.name == name)
    }

    /// Runs what was not run before and writes everything into `directory`. None if it was asked to stop.
    ///
    /// # Errors
    /// If the setting is refused, an engine fails or a file cannot be written; outcomes that are there stay.
    pub fn run(
        &self,
        setup: &Setup,
        directory: &Path,
        progress: &Progress,
    ) -> Result<Option<Findings>> {
        (self.run)(setup, directory, progress)
    }
}

fn run<E: Experiment>(
    setup: &Setup,
    directory: &Path,
    progress: &Progress,
) -> Result<Option<Findings>> {
    let data = fingerprint(&setup.data);
    let planned: Vec<Planned<E::Task>> = (E::tasks(setup)?.into_iter())
        .map(|task| plan::<E>(setup, &data, task))
        .collect::<Result<_>>()?;
    let work = |task: &E::Task| E::perform(setup, task).map(Some);
    let parallel = setup.bench.many;
    let Some(outcomes) = tasks::perform(&planned, directory, parallel, &work, progress)? else {
        return Ok(None);
    };
    let tasks = planned.into_iter().map(|planned| planned.task);
    let outcomes: Vec<(E::Task, E::Outcome)> = tasks.zip(outcomes).collect();
    let findings = E::conclude(setup, &outcomes)?;
    findings::write::<E>(setup, &findings, directory)?;
    Ok(Some(findings))
}

/// A task with all that its outcome follows from.
fn plan<E: Experiment>(setup: &Setup, data: &str, task: E::Task) -> Result<Planned<E::Task>> {
    let identity = Identity {
        kind: E::NAME.into(),
        revision: E::REVISION,
        version: env!("CARGO_PKG_VERSION").into(),
        law: tasks::law()?.into(),
        design: setup.design.to_toml(),
        engine: setup.bench.name.into(),
        data: data.into(),
        presentations: setup.presentations,
        task: serde_json::to_value(&task)?,
    };
    Ok(Planned { identity, task })
}
