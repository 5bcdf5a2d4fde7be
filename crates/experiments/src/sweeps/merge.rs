//! The table of all outcomes, and a summary of single chains and of ensembles.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Display;
use std::path::Path;

use anyhow::Result;
use serde_json::json;
use yuragi_figures::Figure;

use crate::findings::Table;
use crate::statistics::Estimate;
use crate::tasks::{Absent, Planned};

use super::drawing;
use super::ensemble::{Part, sizes};
use super::error::SweepError;
use super::group::{Group, Line};
use super::task::{Outcome, Sweep, Task};

/// The name of the file of the table.
pub const TABLE: &str = "table.csv";
/// The name of the file of the summary.
pub const SUMMARY: &str = "summary.json";

/// The name of the file of the figure, which there is if a setting varies.
pub const FIGURE: &str = "accuracy.svg";

/// The range of the difference of two accuracies.
const GAIN: (f64, f64) = (-1.0, 1.0);

/// The files that are merged from all outcomes.
pub(super) struct Merged {
    pub groups: Vec<Group>,
    pub figure: Option<Figure>,
    files: Vec<(&'static str, Vec<u8>)>,
}

impl Merged {
    /// The names of the files and what is in them.
    pub fn files(&self) -> &[(&'static str, Vec<u8>)] {
        &self.files
    }
}

/// Reads all outcomes of a sweep, one after another, and makes the files of them.
pub(super) fn merge(sweep: &Sweep, directory: &Path) -> Result<Merged> {
    let mut table = Table::new("table", &header(sweep));
    let mut groups = Vec::new();
    let mut labels: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut absent: Vec<Absent> = Vec::new();
    // in the list of tasks, the chains of a group are together, and within it the chains of a split
    for group in sweep.planned().chunk_by(|a, b| alike(&a.task, &b.task)) {
        let mut parts: Vec<Part> = Vec::new();
        for chains in group.chunk_by(|a, b| a.task.split == b.task.split) {
            let split = chains[0].task.split;
            let labels = match labels.entry(split) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(free) => free.insert(test_labels(sweep, split)?),
            };
            let counts = sweep.spikes.len();
            let classes = sweep.data.classes();
            let mut part = Part::new(labels.clone(), classes, chains.len(), counts);
            for planned in chains {
                match planned.identity.kept(directory) {
                    Ok(_) if !absent.is_empty() => (),
                    Ok(outcome) => {
                        let accuracies = part.add(&outcome)?;
                        rows(&mut table, sweep, planned, &outcome, &accuracies);
                    }
                    Err(error) => absent.push(error),
                }
            }
            parts.push(part);
        }
        if absent.is_empty() {
            groups.push(summarise(sweep, &group[0].task, &parts));
        }
    }
    if let Some(first) = absent.first() {
        return Err(SweepError::Outcomes {
            absent: absent.len(),
            tasks: sweep.planned().len(),
            first: first.to_string(),
        }
        .into());
    }
    let summary = json!({
        "sweep": sweep.name,
        "version": env!("CARGO_PKG_VERSION"),
        "data": sweep.data.name(),
        "tasks": sweep.planned().len(),
        "groups": groups,
    });
    let summary = serde_json::to_string_pretty(&summary)? + "\n";
    let mut files = vec![(TABLE, table.csv()?), (SUMMARY, summary.into_bytes())];
    let figure = drawing::figure(&sweep.name, &groups);
    if let Some(figure) = &figure {
        files.push((FIGURE, figure.drawing().svg().into_bytes()));
    }
    Ok(Merged {
        groups,
        figure,
        files,
    })
}

/// Whether two tasks differ only in seed and split.
pub(super) fn alike(a: &Task, b: &Task) -> bool {
    (&a.name, &a.values, a.engine, a.presentations)
        == (&b.name, &b.values, b.engine, b.presentations)
}

/// The labels of the test images of a split, in its order.
fn test_labels(sweep: &Sweep, split: u64) -> Result<Vec<usize>> {
    let test = sweep
        .data
        .split(yuragi_training::TEST_FRACTION, split)?
        .test;
    Ok(test
        .iter()
        .map(|&image| sweep.data.label(image).into())
        .collect())
}

/// The names of the columns of the table.
fn header(sweep: &Sweep) -> Vec<&str> {
    let mut header = vec!["task", "design"];
    header.extend(sweep.varied.iter().map(String::as_str));
    header.extend([
        "engine",
        "presentations",
        "split",
        "seed",
        "spikes",
        "accuracy",
    ]);
    header.extend(["flips_up", "flips_down", "weights"]);
    header
}

/// Adds the rows of a task, one for each number of presentations.
fn rows(
    table: &mut Table,
    sweep: &Sweep,
    planned: &Planned<Task>,
    outcome: &Outcome,
    accuracies: &[f64],
) {
    let (task, hash) = (&planned.task, planned.identity.hash());
    for (spikes, accuracy) in sweep.spikes.iter().zip(accuracies) {
        let mut row: Vec<&dyn Display> = vec![&hash, &task.name];
        row.extend(task.values.iter().map(|value| value as &dyn Display));
        row.extend([&task.engine as &dyn Display, &task.presentations]);
        row.extend([&task.split as &dyn Display, &task.seed, spikes, accuracy]);
        row.extend([&outcome.flips.up as &dyn Display, &outcome.flips.down]);
        row.push(&outcome.weights);
        table.row(&row);
    }
}

fn summarise(sweep: &Sweep, first: &Task, parts: &[Part]) -> Group {
    let all = parts[0].accuracies(1, 0).len();
    let mut lines = Vec::new();
    for (count, &spikes) in sweep.spikes.iter().enumerate() {
        for chains in sizes(all) {
            let total = chains * usize::from(spikes);
            let equal = sweep
                .spikes
                .iter()
                .position(|&other| usize::from(other) == total);
            lines.push(Line {
                chains,
                spikes,
                accuracy: estimate(parts, (0.0, 1.0), |part| {
                    part.accuracies(chains, count).to_vec()
                }),
                gain: estimate(parts, GAIN, |part| part.gains(chains, count, count)),
                gain_at_equal_spikes: equal
                    .filter(|_| chains > 1)
                    .map(|equal| estimate(parts, GAIN, |part| part.gains(chains, count, equal))),
            });
        }
    }
    let varied = sweep
        .varied
        .iter()
        .cloned()
        .zip(first.values.iter().cloned());
    Group {
        design: first.name.clone(),
        varied: varied.collect(),
        engine: first.engine,
        presentations: first.presentations,
        over: if parts.len() > 1 { "splits" } else { "seeds" },
        lines,
    }
}

/// The mean with its interval: over the means of the splits or, with a single split, over its values. The seeds of a
/// split share its test images, so an interval over all seeds of all splits would be too narrow.
fn estimate(parts: &[Part], range: (f64, f64), values: impl Fn(&Part) -> Vec<f64>) -> Estimate {
    if let [part] = parts {
        return Estimate::within(&values(part), range);
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let means: Vec<f64> = parts.iter().map(|part| mean(values(part))).collect();
    Estimate::within(&means, range)
}
