//! Tasks in parallel; what is done is kept.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::training::fingerprint;

use super::{Experiment, Outcomes, Progress, Setup};

/// Everything that an outcome follows from. The name of its file is a hash of this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    pub experiment: String,
    /// Of the experiment.
    pub revision: u32,
    /// Of the program.
    pub version: String,
    /// The design file.
    pub design: String,
    pub engine: String,
    /// Of the data, which other experiments than those on images do not use.
    pub data: String,
    pub presentations: u64,
    pub task: Value,
}

#[derive(Serialize, Deserialize)]
struct Record<T> {
    identity: Identity,
    outcome: T,
}

impl Identity {
    fn new<E: Experiment>(setup: &Setup, task: &E::Task) -> Result<Self> {
        Ok(Self {
            experiment: E::NAME.into(),
            revision: E::REVISION,
            version: env!("CARGO_PKG_VERSION").into(),
            design: setup.design.to_toml(),
            engine: setup.bench.name.into(),
            data: fingerprint(&setup.data),
            presentations: setup.presentations,
            task: serde_json::to_value(task)?,
        })
    }

    /// The file of an outcome in the directory of its experiment.
    fn file(&self, directory: &Path) -> Result<PathBuf> {
        let hash = Sha256::digest(serde_json::to_vec(self)?);
        let name: String = hash[..12]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(directory.join("tasks").join(name + ".json"))
    }
}

/// Performs the tasks whose outcomes are not there. None if it was asked to stop before all were.
pub(super) fn perform<E: Experiment>(
    setup: &Setup,
    directory: &Path,
    progress: &Progress,
) -> Result<Option<Outcomes<E>>> {
    let tasks = E::tasks(setup)?;
    let threads = if setup.bench.many { 0 } else { 1 };
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.context("cannot start threads")?;
    let done = AtomicUsize::new(0);
    let one = |task: &E::Task| -> Result<Option<E::Outcome>> {
        if !progress(done.load(Ordering::SeqCst), tasks.len()) {
            return Ok(None);
        }
        let identity = Identity::new::<E>(setup, task)?;
        let file = identity.file(directory)?;
        let outcome = match kept::<E::Outcome>(&file, &identity) {
            Some(outcome) => outcome,
            None => {
                let outcome = E::perform(setup, task)?;
                let record = Record { identity, outcome };
                crate::files::write(&file, &serde_json::to_vec(&record)?)?;
                record.outcome
            }
        };
        progress(done.fetch_add(1, Ordering::SeqCst) + 1, tasks.len());
        Ok(Some(outcome))
    };
    // one task after another from the front: the long ones of a list may stand first
    let outcomes: Result<Vec<Option<E::Outcome>>> =
        pool.install(|| tasks.par_iter().with_max_len(1).map(one).collect());
    let outcomes: Option<Vec<E::Outcome>> = outcomes?.into_iter().collect();
    Ok(outcomes.map(|outcomes| tasks.into_iter().zip(outcomes).collect()))
}

/// The outcome in a file, if it is whole and of exactly this identity.
fn kept<T: for<'a> Deserialize<'a>>(file: &Path, identity: &Identity) -> Option<T> {
    let text = std::fs::read(file).ok()?;
    let record: Record<T> = serde_json::from_slice(&text).ok()?;
    (record.identity == *identity).then_some(record.outcome)
}
