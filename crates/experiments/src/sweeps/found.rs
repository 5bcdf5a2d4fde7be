//! What the directory of a sweep has from before, judged by its content and never by its times.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::merge;
use super::task::Sweep;
use crate::tasks;

/// What was found in the directory of a sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// For each task in the order of the plan, whether its outcome exists and is undamaged.
    pub kept: Vec<bool>,
    /// The merged files that do not follow from the outcomes of this plan, for example the table of another one.
    pub stale: Vec<PathBuf>,
    /// Whether all merged files are there and follow from the outcomes.
    pub merged: bool,
}

impl Sweep {
    /// Compares what the directory has with the plan.
    ///
    /// # Errors
    /// If the outcomes cannot be merged although all are there.
    pub fn examine(&self, directory: &Path) -> Result<Found> {
        let kept = tasks::kept(&self.planned, directory)?;
        let right = match kept.iter().all(|kept| *kept) {
            true => Some(merge::merge(self, directory)?),
            false => None,
        };
        let (mut stale, mut merged) = (Vec::new(), true);
        for name in self.merged_files() {
            let file = directory.join(name);
            let right = right.iter().flat_map(|merged| merged.files());
            let right = right.into_iter().find(|(of, _)| *of == name);
            match fs::read(&file) {
                Ok(bytes) if right.is_some_and(|(_, right)| *right == bytes) => continue,
                Ok(_) => stale.push(file),
                Err(_) => (),
            }
            merged = false;
        }
        Ok(Found {
            kept,
            stale,
            merged,
        })
    }
}
