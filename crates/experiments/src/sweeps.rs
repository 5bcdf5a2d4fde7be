//! Sweeps: networks with several designs, seeds, splits and engines that each learn and are tested, and a table of all
//! results.
//!
//! A [`Sweep`] is read from a TOML file (`docs/guide/sweeps.md`). Its tasks are independent, so they can run in
//! parallel on this machine or in batches on others ([`Sweep::perform`]). [`Sweep::merge`] writes the same files in
//! either case, byte for byte. What a directory has from before is judged by its content ([`Sweep::examine`]).

mod drawing;
mod ensemble;
mod error;
mod file;
mod found;
mod group;
mod merge;
mod task;

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use sha2::{Digest, Sha256};
use yuragi_figures::Theme;

use crate::tasks::{self, Completed, Identity, Planned, Progress};
use yuragi_engines::Kind;
use yuragi_model::Model;
use yuragi_training::{Division, Origin, Session, class_spikes};

pub use error::SweepError;
pub use found::Found;
pub use group::{Group, Line};
pub use merge::{FIGURE, SUMMARY, TABLE};
pub use task::{Outcome, Sweep, Task};

/// A number to raise whenever a task gives another outcome than before although the model computes the same.
const REVISION: u32 = 2;

/// The file of the figure for programs that do not read SVG.
const PICTURE: &str = "accuracy.png";

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

    /// The names of the files that [`merge`](Self::merge) writes from the outcomes.
    pub fn merged_files(&self) -> Vec<&'static str> {
        let first = &self.planned[0].task;
        let varies = self
            .planned
            .iter()
            .any(|planned| !merge::alike(&planned.task, first));
        let figure = varies.then_some(FIGURE);
        [TABLE, SUMMARY].into_iter().chain(figure).collect()
    }

    /// The tasks of a batch `FIRST-LAST`, the places of its first and last task in the plan, counted from 1.
    ///
    /// # Errors
    /// If the text has another form or there are no such tasks.
    pub fn batch(&self, places: &str) -> Result<&[Planned<Task>], SweepError> {
        let range = || {
            let (first, last) = places.split_once('-')?;
            let first: usize = first.parse().ok()?;
            let last: usize = last.parse().ok()?;
            let batch = self.planned.get(first.checked_sub(1)?..last)?;
            (!batch.is_empty()).then_some(batch)
        };
        range().ok_or_else(|| SweepError::Batch {
            found: places.into(),
            tasks: self.planned.len(),
        })
    }

    /// A hash of the hashes of all tasks in their order. It changes with everything that the table depends on except
    /// the names of designs and of the sweep.
    pub fn hash(&self) -> String {
        let hashes = self.planned.iter().map(|planned| planned.identity.hash());
        tasks::hexadecimal(hashes.collect::<String>().as_bytes())
    }

    /// Runs those of some tasks whose outcomes are missing or damaged, on all processor cores.
    ///
    /// # Errors
    /// If an engine fails or a file cannot be written. Outcomes that were written stay.
    pub fn perform(
        &self,
        tasks: &[&Planned<Task>],
        directory: &Path,
        progress: &Progress,
    ) -> Result<Completed> {
        let work = |task: &Task| self.work(task, &|| progress(0, 0));
        tasks::complete(tasks, directory, &work, progress)
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
            (session.data(), &session.split().test),
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

    /// Writes the table, the summary and the figure of all outcomes, and returns the groups of the summary.
    ///
    /// # Errors
    /// If an outcome is missing or damaged, or a file cannot be written.
    pub fn merge(&self, directory: &Path) -> Result<Vec<Group>> {
        let merged = merge::merge(self, directory)?;
        for (name, bytes) in merged.files() {
            yuragi_files::write(&directory.join(name), bytes)?;
        }
        if let Some(figure) = &merged.figure {
            let png = figure.drawing().png(Theme::Light)?;
            yuragi_files::write(&directory.join(PICTURE), &png)?;
        }
        Ok(merged.groups)
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
