//! The list of all experiments, and how one is run.

use std::path::Path;

use anyhow::Result;
use yuragi_model::design::{Design, DesignError};

use crate::experiment::{Experiment, Sizes};
use crate::findings::Findings;
use crate::output;
use crate::setup::Setup;
use crate::tasks::{self, Identity, Planned, Progress};
use crate::{depth, drift, energy, posterior, retrograde, robustness, spectrum, synapse, tuning};

/// An experiment in the list.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The name on the command line.
    pub name: &'static str,
    /// The question in one sentence.
    pub question: &'static str,
    /// The default sizes.
    pub sizes: Sizes,
    /// Whether the networks learn photographs and not images of a data set.
    pub photographs: bool,
    /// Makes the default design.
    pub design: fn() -> Result<Design, DesignError>,
    run: fn(&Setup, &Path, &Progress) -> Result<Option<Findings>>,
}

/// All experiments.
pub const ALL: [Entry; 9] = [
    Entry::of::<retrograde::Retrograde>(),
    Entry::of::<synapse::Synapse>(),
    Entry::of::<posterior::Posterior>(),
    Entry::of::<drift::Drift>(),
    Entry::of::<tuning::Tuning>(),
    Entry::of::<spectrum::Spectrum>(),
    Entry::of::<robustness::Robustness>(),
    Entry::of::<energy::Energy>(),
    Entry::of::<depth::Depth>(),
];

impl Entry {
    const fn of<E: Experiment>() -> Self {
        Self {
            name: E::NAME,
            question: E::QUESTION,
            sizes: E::SIZES,
            photographs: E::PHOTOGRAPHS,
            design: E::design,
            run: run::<E>,
        }
    }

    /// The experiment of a name; none if there is no such experiment.
    pub fn find(name: &str) -> Option<Self> {
        ALL.into_iter().find(|entry| entry.name == name)
    }

    /// Runs the tasks whose outcomes are missing, and writes all files to `directory`. None if `progress` asked to
    /// stop.
    ///
    /// # Errors
    /// If the settings are not suitable, an engine fails or a file cannot be written. Outcomes that were written stay.
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
    let (_, data) = E::data(setup)?;
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
    output::write::<E>(setup, &findings, directory)?;
    Ok(Some(findings))
}

/// A task with everything that its outcome depends on.
fn plan<E: Experiment>(setup: &Setup, data: &str, task: E::Task) -> Result<Planned<E::Task>> {
    let identity = Identity {
        kind: E::NAME.into(),
        revision: E::REVISION,
        version: env!("CARGO_PKG_VERSION").into(),
        law: tasks::law()?.into(),
        design: setup.design.to_toml(),
        engine: setup.bench.kind.name().into(),
        data: data.into(),
        presentations: setup.presentations,
        task: serde_json::to_value(&task)?,
    };
    Ok(Planned { identity, task })
}
