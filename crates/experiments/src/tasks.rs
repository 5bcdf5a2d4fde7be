//! Independent, deterministic tasks that run in parallel and keep their outcomes in files.
//!
//! An outcome is written at once, under a hash of everything that it depends on, its [`Identity`]. So a run that was
//! stopped at any moment continues where it was, several programs can work in one directory, and outcomes of another
//! design, seed or law are never used. The file has a digest of its content, so that a damaged outcome is noticed
//! and run anew.

mod real;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};

pub use real::Real;

/// The number of bytes of a hash in the name of a file.
const HASH: usize = 12;

/// Everything that an outcome depends on. The name of its file is a hash of this.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// The kind of task: the name of an experiment, or `sweep`.
    pub kind: String,
    /// The revision of this kind of task.
    pub revision: u32,
    /// The version of the program.
    pub version: String,
    /// A fingerprint of what the reference model computes, see [`law`].
    pub law: String,
    /// The design in TOML.
    pub design: String,
    /// The name of the engine.
    pub engine: String,
    /// The fingerprint of what is learned.
    pub data: String,
    /// The number of presentations that a network learns for.
    pub presentations: u64,
    /// The parameters of the task.
    pub task: Value,
}

/// A task with everything that its outcome depends on.
#[derive(Clone, Debug)]
pub struct Planned<T> {
    /// Everything that the outcome depends on.
    pub identity: Identity,
    /// The task.
    pub task: T,
}

/// A function that is called with the number of tasks done and of all tasks. It returns false to stop.
pub type Progress<'a> = dyn Fn(usize, usize) -> bool + Sync + 'a;

/// Why there is no outcome of a task in a directory.
#[derive(Debug, Error)]
pub enum Absent {
    /// There is no file.
    #[error("{}: found no such file, expected the outcome of a task", .0.display())]
    Missing(
        /// The file that was expected.
        PathBuf,
    ),
    /// The file is damaged, or belongs to another task.
    #[error("{}: found {found}, expected the outcome of the task whose hash is its name", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is in it.
        found: String,
    },
}

/// The tasks of a list that were run, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completed {
    /// The number of tasks that were run and whose outcomes were written.
    pub ran: usize,
    /// Whether all outcomes exist now. False if the run was stopped.
    pub whole: bool,
}

impl Identity {
    /// The first 96 bits of the SHA-256 of the identity, as 24 hexadecimal digits.
    pub fn hash(&self) -> String {
        let text = serde_json::to_vec(self).expect("texts and numbers are always JSON");
        hexadecimal(&text)
    }

    /// The file of the outcome in the directory of the run.
    pub fn file(&self, directory: &Path) -> PathBuf {
        directory.join("tasks").join(self.hash() + ".json")
    }

    /// The outcome that was written.
    ///
    /// # Errors
    /// If there is none, or its file is damaged or of another identity.
    pub fn kept<O: DeserializeOwned>(&self, directory: &Path) -> Result<O, Absent> {
        let file = self.file(directory);
        let text = self.undamaged(&file)?;
        serde_json::from_slice(&text[self.head().len()..]).map_err(|error| Absent::Damaged {
            file,
            found: error.to_string(),
        })
    }

    /// What stands before the outcome in its file.
    fn head(&self) -> String {
        let identity = serde_json::to_string(self).expect("texts and numbers are always JSON");
        format!("{{\"identity\":{identity},\"outcome\":")
    }

    /// The text of a file up to the end of the outcome. The digest is that of its bytes, so a file that was changed in
    /// any way is found without reading the outcome.
    fn undamaged(&self, file: &Path) -> Result<Vec<u8>, Absent> {
        let Ok(mut text) = fs::read(file) else {
            return Err(Absent::Missing(file.to_owned()));
        };
        let damaged = |found: &str| Absent::Damaged {
            file: file.to_owned(),
            found: found.to_owned(),
        };
        let tail = tail("").len() + 2 * HASH;
        let Some(end) = text.len().checked_sub(tail) else {
            return Err(damaged("fewer bytes than an outcome has"));
        };
        if text[end..] != *tail_of(&text[..end]).as_bytes() {
            return Err(damaged("a content that its digest does not fit"));
        }
        if !text.starts_with(self.head().as_bytes()) {
            return Err(damaged("the outcome of another task"));
        }
        text.truncate(end);
        Ok(text)
    }

    /// Writes an outcome to its file.
    fn keep<O: Serialize>(&self, directory: &Path, outcome: &O) -> Result<()> {
        let text = self.head() + &serde_json::to_string(outcome)?;
        let text = text.clone() + &tail_of(text.as_bytes());
        yuragi_files::write(&self.file(directory), text.as_bytes())
    }
}

/// What stands after the outcome in its file: the digest of all before.
fn tail_of(text: &[u8]) -> String {
    tail(&hexadecimal(text))
}

fn tail(digest: &str) -> String {
    format!(",\"digest\":\"{digest}\"}}")
}

/// The first 96 bits of the SHA-256 of some bytes, as 24 hexadecimal digits.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash[..HASH]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A fingerprint of what the reference model computes: a hash of a short run that uses every kind of draw. It changes
/// with the law of neurons or synapses, with the order of the draws and with the generators, so that old outcomes are
/// discarded by themselves.
///
/// # Errors
/// Only if the model refuses the design of the short run.
pub fn law() -> Result<&'static str> {
    static LAW: OnceLock<String> = OnceLock::new();
    if let Some(law) = LAW.get() {
        return Ok(law);
    }
    let law = short_run().context("the reference model")?;
    Ok(LAW.get_or_init(|| law))
}

fn short_run() -> Result<String> {
    let design = "[network]\ninputs = 5\nhidden = 7\noutputs = 3\n[synapse]\nbits = 5\nquantum_log2 = 3\nflip = 0.75\nnoise = 0.5\n\
                  [sampling]\nsweeps = 2\ndwell = 3\n[hardware]\nlanes = 4\n";
    let design = Design::parse(design, "the design of a short run")?;
    let mut model = Model::new(&design)?;
    model.reset_seed(1);
    let shown = |round: u8, clamped: bool| Stimulus {
        intensities: (0..8)
            .map(|place: u8| place.wrapping_mul(37).wrapping_add(round.wrapping_mul(101)))
            .collect(),
        clamped: vec![clamped, true, clamped],
    };
    let learn = Registers {
        learn: true,
        ..Registers::new(&design)
    };
    model.set_registers(learn)?;
    let mut seen: Vec<u8> = Vec::new();
    for round in 0..32 {
        model.set_stimulus(&shown(round, round % 4 != 3))?;
        model.present(5)?;
        seen.extend(model.counts().iter().flat_map(|n| n.to_le_bytes()));
    }
    let weights = model.weights().values;
    seen.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
    seen.extend(model.draw(80).iter().flat_map(|item| item.to_le_bytes()));
    Ok(hexadecimal(&seen))
}

/// Runs the tasks whose outcomes are missing in the directory, on all processor cores or on one, and returns all
/// outcomes in the order of the tasks. None if `progress` asked to stop, or if `work` returned none because it was
/// stopped.
///
/// # Errors
/// If a task fails or its outcome cannot be written. Outcomes that were written stay.
pub fn perform<T: Sync, O: Serialize + DeserializeOwned + Send>(
    planned: &[Planned<T>],
    directory: &Path,
    parallel: bool,
    work: &(dyn Fn(&T) -> Result<Option<O>> + Sync),
    progress: &Progress,
) -> Result<Option<Vec<O>>> {
    let planned: Vec<&Planned<T>> = planned.iter().collect();
    let outcome = |_: bool, outcome: O| outcome;
    let outcomes = each(&planned, directory, parallel, work, progress, &outcome)?;
    Ok(outcomes.into_iter().collect())
}

/// Does the same for any part of a list, and drops every outcome when it is written, so that memory does not grow with
/// the number of tasks.
///
/// # Errors
/// Those of [`perform`].
pub fn complete<T: Sync, O: Serialize + DeserializeOwned + Send>(
    planned: &[&Planned<T>],
    directory: &Path,
    work: &(dyn Fn(&T) -> Result<Option<O>> + Sync),
    progress: &Progress,
) -> Result<Completed> {
    let ran = |ran: bool, _: O| ran;
    let found = each(planned, directory, true, work, progress, &ran)?;
    Ok(Completed {
        ran: found.iter().filter(|ran| **ran == Some(true)).count(),
        whole: found.iter().all(Option::is_some),
    })
}

/// Whether the outcome of each task is in the directory, whole and undamaged.
///
/// # Errors
/// If threads cannot be started.
pub fn kept<T: Sync>(planned: &[Planned<T>], directory: &Path) -> Result<Vec<bool>> {
    let one = |each: &Planned<T>| {
        let identity = &each.identity;
        identity.undamaged(&identity.file(directory)).is_ok()
    };
    Ok(pool(true)?.install(|| planned.par_iter().map(one).collect()))
}

fn pool(parallel: bool) -> Result<ThreadPool> {
    let threads = if parallel { 0 } else { 1 };
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.context("cannot start threads")
}

/// What `found` makes of each outcome and of whether it was run just now; none where a task was stopped.
fn each<T: Sync, O: Serialize + DeserializeOwned + Send, F: Send>(
    planned: &[&Planned<T>],
    directory: &Path,
    parallel: bool,
    work: &(dyn Fn(&T) -> Result<Option<O>> + Sync),
    progress: &Progress,
    found: &(dyn Fn(bool, O) -> F + Sync),
) -> Result<Vec<Option<F>>> {
    let done = AtomicUsize::new(0);
    let one = |each: &&Planned<T>| -> Result<Option<F>> {
        if !progress(done.load(Ordering::SeqCst), planned.len()) {
            return Ok(None);
        }
        let found = match each.identity.kept(directory) {
            Ok(outcome) => found(false, outcome),
            Err(_) => {
                let Some(outcome) = work(&each.task)? else {
                    return Ok(None);
                };
                each.identity.keep(directory, &outcome)?;
                found(true, outcome)
            }
        };
        progress(done.fetch_add(1, Ordering::SeqCst) + 1, planned.len());
        Ok(Some(found))
    };
    // tasks start in the order of the list, so that long ones can be put first
    pool(parallel)?.install(|| planned.par_iter().with_max_len(1).map(one).collect())
}
