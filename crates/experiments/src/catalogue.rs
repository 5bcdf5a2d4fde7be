//! All experiments, and how one is run.

use std::path::Path;

use anyhow::Result;
use yuragi_model::design::{Design, DesignError};
use yuragi_training::fingerprint;

use crate::experiment::{Experiment, Sizes};
use crate::findings::Findings;
use crate::output;
use crate::setup::Setup;
use crate::tasks::{self, Identity, Planned, Progress};
use crate::{drift, energy, posterior, retrograde, robustness, spectrum, synapse, tuning};

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
    output::write::<E>(setup, &findings, directory)?;
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
        engine: setup.bench.kind.name().into(),
        data: data.into(),
        presentations: setup.presentations,
        task: serde_json::to_value(&task)?,
    };
    Ok(Planned { identity, task })
}
