//! Sweeps: networks of several designs, seeds, splits and engines, each learned and tested once, and what all of them say together.
//!
//! A [`Sweep`] is read from a TOML file (`docs/guide/sweeps.md`). It is a list of independent tasks, so it can be run here in parallel
//! ([`Sweep::perform`]) or one by one elsewhere ([`Sweep::perform_one`]); [`Sweep::merge`] then writes the same files, byte for byte.

mod error;
mod file;
mod merge;
mod task;

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::tasks::{self, Identity, Planned, Progress};
use yuragi_engines::Kind;
use yuragi_model::model::Model;
use yuragi_training::{Origin, Session, class_spikes, weights_bytes};

pub use error::SweepError;
pub use merge::{Group, Line, SUMMARY, TABLE};
pub use task::{Outcome, Sweep, Task};

/// Raised whenever a task would give another outcome than before though the model computes the same.
const REVISION: u32 = 1;

/// The read-out's streams are apart from those of learning, and apart for every chain.
const READ_OUT: u64 = 0x7377_6565_7000_0000;

/// Presentations between two looks at whether to stop: a small part of a second on the model.
const SLICE: u64 = 10_000;

impl Sweep {
    /// Reads a sweep file; designs and data are looked for beside it.
    ///
    /// # Errors
    /// If the file, a design or the data are bad, or do not fit each other.
    pub fn load(path: &Path) -> Result<Self> {
        file::load(path)
    }

    /// All tasks, in the order in which they are begun.
    pub fn planned(&self) -> &[Planned<Task>] {
        &self.planned
    }

    /// The task of a hash.
    ///
    /// # Errors
    /// If there is none.
    pub fn find(&self, hash: &str) -> Result<&Planned<Task>, SweepError> {
        let mut all = self.planned.iter();
        all.find(|planned| planned.identity.hash() == hash)
            .ok_or_else(|| SweepError::Task {
                sweep: self.name.clone(),
                found: hash.into(),
            })
    }

    /// Runs what was not run before, on all cores. False if it was asked to stop.
    ///
    /// # Errors
    /// If an engine fails or a file cannot be written; outcomes that are there stay.
    pub fn perform(&self, directory: &Path, progress: &Progress) -> Result<bool> {
        self.perform_some(&self.planned, directory, progress)
    }

    /// Runs one task, unless its outcome is there. False if it was asked to stop.
    ///
    /// # Errors
    /// As [`perform`](Self::perform).
    pub fn perform_one(
        &self,
        planned: &Planned<Task>,
        directory: &Path,
        progress: &Progress,
    ) -> Result<bool> {
        self.perform_some(std::slice::from_ref(planned), directory, progress)
    }

    fn perform_some(
        &self,
        planned: &[Planned<Task>],
        directory: &Path,
        progress: &Progress,
    ) -> Result<bool> {
        let work = |task: &Task| self.work(task, &|| progress(0, 0));
        Ok(tasks::perform(planned, directory, true, &work, progress)?.is_some())
    }

    /// Learns and tests a network. None if it was asked to stop on the way.
    fn work(&self, task: &Task, go_on: &dyn Fn() -> bool) -> Result<Option<Outcome>> {
        let origin = Origin {
            seed: task.seed,
            split_seed: task.split,
            path: None,
            target: task.presentations,
            stored: false,
        };
        let design = &task.design;
        let engine = task.engine.make(design)?;
        let slice = if task.engine == Kind::Model {
            SLICE
        } else {
            SLICE / 100
        };
        let mut session = Session::new(engine, design, self.data.clone(), origin)?;
        while session.presentations() < task.presentations {
            if !go_on() {
                return Ok(None);
            }
            session.advance(slice.min(task.presentations - session.presentations()))?;
        }
        let weights = session.weights()?;
        // as everywhere: images are named by the model with a copy of the weights, whatever learned
        let mut examiner = Model::new(design)?;
        let before = std::iter::once(0).chain(self.spikes.iter().copied());
        let portions: Vec<u16> = (self.spikes.iter().zip(before))
            .map(|(until, from)| until - from)
            .collect();
        let found = class_spikes(
            &mut examiner,
            (design, &weights),
            session.lessons(),
            (&self.data, &session.split().test),
            &portions,
            READ_OUT ^ task.seed,
        )?;
        let digest = Sha256::digest(weights_bytes(design, &weights));
        Ok(Some(Outcome {
            spikes: summed(&found, portions.len()),
            flips: session.flips(),
            weights: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }))
    }

    /// Writes table and summary of all outcomes.
    ///
    /// # Errors
    /// If an outcome is missing or damaged, or a file cannot be written.
    pub fn merge(&self, directory: &Path) -> Result<Vec<Group>> {
        merge::merge(self, directory)
    }
}

/// Counts `[image][portion][class]` as sums from the first portion on, `[portion][image][class]`.
fn summed(found: &[Vec<Vec<u16>>], portions: usize) -> Vec<Vec<Vec<u32>>> {
    let until = |portion: usize, image: &Vec<Vec<u16>>| -> Vec<u32> {
        let class = |class| (0..=portion).map(|p| u32::from(image[p][class])).sum();
        (0..image[portion].len()).map(class).collect()
    };
    (0..portions)
        .map(|portion| found.iter().map(|image| until(portion, image)).collect())
        .collect()
}

impl Task {
    /// With all that the outcome follows from; names of files are no part of it.
    fn plan(self, data: &str, spikes: &[u16]) -> Result<Planned<Self>> {
        let identity = Identity {
            kind: "sweep".into(),
            revision: REVISION,
            version: env!("CARGO_PKG_VERSION").into(),
            law: tasks::law()?.into(),
            design: self.design.to_toml(),
            engine: self.engine.name().into(),
            data: data.into(),
            presentations: self.presentations,
            task: json!({ "seed": self.seed, "split": self.split, "spikes": spikes }),
        };
        Ok(Planned {
            identity,
            task: self,
        })
    }
}
