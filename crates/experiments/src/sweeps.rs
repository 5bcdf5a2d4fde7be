//! Sweeps: networks with several designs, seeds, splits and engines that each learn and are tested, and a table of all
//! results.
//!
//! A [`Sweep`] is read from a TOML file (`docs/guide/sweeps.md`). Its tasks are independent, so they can run in
//! parallel on this machine ([`Sweep::perform`]) or one by one on others ([`Sweep::perform_one`]). [`Sweep::merge`]
//! writes the same files in either case, byte for byte.

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
use yuragi_training::{Division, Origin, Session, class_spikes};

pub use error::SweepError;
pub use merge::{Group, Line, SUMMARY, TABLE};
pub use task::{Outcome, Sweep, Task};

/// A number to raise whenever a task gives another outcome than before although the model computes the same.
const REVISION: u32 = 1;

/// Makes the seed of the test differ from the seed of learning.
const READ_OUT: u64 = 0x7377_6565_7000_0000;

/// The number of presentations between two checks for Ctrl-C, which take the model a small part of a second.
const SLICE: u64 = 10_000;

impl Sweep {
    /// Reads a sweep file. Paths of designs and data are relative to its directory.
    ///
    /// # Errors
    /// If the file, a design or the data are not valid, or do not fit each other.
    pub fn load(path: &Path) -> Result<Self> {
        file::load(path)
    }

    /// All tasks in the order in which they start.
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

    /// Runs the tasks whose outcomes are missing, on all processor cores. False if `progress` asked to stop.
    ///
    /// # Errors
    /// If an engine fails or a file cannot be written. Outcomes that were written stay.
    pub fn perform(&self, directory: &Path, progress: &Progress) -> Result<bool> {
        self.perform_some(&self.planned, directory, progress)
    }

    /// Runs one task, unless its outcome exists. False if `progress` asked to stop.
    ///
    /// # Errors
    /// Those of [`perform`](Self::perform).
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

    /// Learns and tests a network. None if `go_on` returned false.
    fn work(&self, task: &Task, go_on: &dyn Fn() -> bool) -> Result<Option<Outcome>> {
        let origin = Origin {
            seed: task.seed,
            split_seed: task.split,
            path: None,
            target: task.presentations,
            stored: false,
            division: Division::Random,
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
        // the model classifies with a copy of the weights, whichever engine learned
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
            &mut |_| (),
        )?;
        let digest = Sha256::digest(session.weights_bytes(&weights));
        Ok(Some(Outcome {
            spikes: summed(&found, portions.len()),
            flips: session.flips(),
            weights: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }))
    }

    /// Writes the table and the summary of all outcomes, and returns the groups of the summary.
    ///
    /// # Errors
    /// If an outcome is missing or damaged, or a file cannot be written.
    pub fn merge(&self, directory: &Path) -> Result<Vec<Group>> {
        merge::merge(self, directory)
    }
}

/// Turns counts of portions, `[image][portion][class]`, into sums up to each portion, `[portion][image][class]`.
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
    /// The task with everything that its outcome depends on, which excludes the names of files.
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
