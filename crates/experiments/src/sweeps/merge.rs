//! The table of all outcomes, and a summary of single chains and of ensembles.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;
use serde_json::json;
use yuragi_engines::Kind;

use crate::findings::Table;
use crate::statistics::Estimate;
use yuragi_training::best;

use super::error::SweepError;
use super::task::{Outcome, Sweep, Task};

/// The name of the file of the table.
pub const TABLE: &str = "table.csv";
/// The name of the file of the summary.
pub const SUMMARY: &str = "summary.json";

/// Chains that differ only in seed and split.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The name or path of the design.
    pub design: String,
    /// The varied keys with their values.
    pub varied: Vec<(String, String)>,
    /// The engine that learned.
    pub engine: Kind,
    /// The number of presentations that each chain learned for.
    pub presentations: u64,
    /// What the intervals are over: `splits`, with the mean of the seeds of each, or `seeds` if there is only one
    /// split.
    pub over: &'static str,
    /// The accuracies, by number of chains and of presentations.
    pub lines: Vec<Line>,
}

/// The test accuracy of ensembles of some number of chains.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The number of chains of an ensemble, which learned the same split with different seeds.
    pub chains: usize,
    /// The number of presentations of an image to each chain.
    pub spikes: u16,
    /// The test accuracy, 0 to 1.
    pub accuracy: Estimate,
    /// The gain in accuracy over a single chain with the same number of presentations per chain.
    pub gain: Estimate,
    /// The gain over a single chain with the same total number of presentations; none if the sweep does not count at
    /// that number.
    pub gain_at_equal_spikes: Option<Estimate>,
}

/// The chains of a split.
struct Part<'a> {
    split: u64,
    labels: Vec<usize>,
    chains: Vec<&'a Outcome>,
}

pub fn merge(sweep: &Sweep, directory: &Path) -> Result<Vec<Group>> {
    let outcomes = outcomes(sweep, directory)?;
    let tasks: Vec<&Task> = sweep
        .planned()
        .iter()
        .map(|planned| &planned.task)
        .collect();
    let table = table(sweep, &outcomes)?;
    let mut groups = Vec::new();
    let mut from = 0;
    // in the list of tasks, the chains of a group are together, and within it the chains of a split
    for group in tasks.chunk_by(|a, b| alike(a, b)) {
        let own = &outcomes[from..][..group.len()];
        from += group.len();
        groups.push(summarise(sweep, group, own)?);
    }
    let summary = json!({
        "sweep": sweep.name,
        "version": env!("CARGO_PKG_VERSION"),
        "data": sweep.data.name(),
        "tasks": tasks.len(),
        "groups": groups,
    });
    let text = serde_json::to_string_pretty(&summary)? + "\n";
    yuragi_files::write(&directory.join(TABLE), &table.csv()?)?;
    yuragi_files::write(&directory.join(SUMMARY), text.as_bytes())?;
    Ok(groups)
}

/// All outcomes in the order of the tasks.
fn outcomes(sweep: &Sweep, directory: &Path) -> Result<Vec<Outcome>> {
    let kept = sweep
        .planned()
        .iter()
        .map(|planned| planned.identity.kept(directory));
    let (mut outcomes, mut absent) = (Vec::new(), Vec::new());
    for kept in kept {
        match kept {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => absent.push(error),
        }
    }
    match absent.first() {
        Some(first) => Err(SweepError::Outcomes {
            absent: absent.len(),
            tasks: sweep.planned().len(),
            first: first.to_string(),
        }
        .into()),
        None => Ok(outcomes),
    }
}

/// Whether two tasks differ only in seed and split.
fn alike(a: &Task, b: &Task) -> bool {
    (&a.name, &a.values, a.engine, a.presentations)
        == (&b.name, &b.values, b.engine, b.presentations)
}

/// The labels of the test images of a split, in its order.
fn labels(sweep: &Sweep, split: u64) -> Result<Vec<usize>> {
    let test = sweep
        .data
        .split(yuragi_training::TEST_FRACTION, split)?
        .test;
    Ok(test
        .iter()
        .map(|&image| sweep.data.label(image).into())
        .collect())
}

/// The share of the images for which the true class has the largest count.
fn accuracy(counts: &[Vec<u32>], labels: &[usize]) -> f64 {
    let right = counts
        .iter()
        .zip(labels)
        .filter(|(counts, label)| best(counts) == **label);
    right.count() as f64 / labels.len() as f64
}

/// The table, with a row for each task and number of presentations.
fn table(sweep: &Sweep, outcomes: &[Outcome]) -> Result<Table> {
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
    let mut table = Table::new("table", &header);
    for (planned, outcome) in sweep.planned().iter().zip(outcomes) {
        let (task, hash) = (&planned.task, planned.identity.hash());
        let labels = labels(sweep, task.split)?;
        for (spikes, counts) in sweep.spikes.iter().zip(&outcome.spikes) {
            let accuracy = accuracy(counts, &labels);
            let mut row: Vec<&dyn std::fmt::Display> = vec![&hash, &task.name];
            row.extend(
                task.values
                    .iter()
                    .map(|value| value as &dyn std::fmt::Display),
            );
            row.extend([&task.engine as &dyn std::fmt::Display, &task.presentations]);
            row.extend([
                &task.split as &dyn std::fmt::Display,
                &task.seed,
                spikes,
                &accuracy,
            ]);
            row.extend([
                &outcome.flips.up as &dyn std::fmt::Display,
                &outcome.flips.down,
            ]);
            row.push(&outcome.weights);
            table.row(&row);
        }
    }
    Ok(table)
}

fn summarise(sweep: &Sweep, tasks: &[&Task], outcomes: &[Outcome]) -> Result<Group> {
    let mut parts: Vec<Part> = Vec::new();
    for (task, outcome) in tasks.iter().zip(outcomes) {
        match parts.last_mut() {
            Some(part) if part.split == task.split => part.chains.push(outcome),
            _ => parts.push(Part {
                split: task.split,
                labels: labels(sweep, task.split)?,
                chains: vec![outcome],
            }),
        }
    }
    let all = parts[0].chains.len();
    let mut sizes: Vec<usize> = (0..)
        .map(|n| 1 << n)
        .take_while(|&size| size < all)
        .collect();
    sizes.push(all);
    let mut lines = Vec::new();
    for (count, &spikes) in sweep.spikes.iter().enumerate() {
        for &chains in &sizes {
            let total = chains * usize::from(spikes);
            let equal = sweep
                .spikes
                .iter()
                .position(|&other| usize::from(other) == total);
            lines.push(Line {
                chains,
                spikes,
                accuracy: estimate(&parts, |part| part.accuracies(chains, count)),
                gain: estimate(&parts, |part| part.gains(chains, count, count)),
                gain_at_equal_spikes: equal
                    .filter(|_| chains > 1)
                    .map(|equal| estimate(&parts, |part| part.gains(chains, count, equal))),
            });
        }
    }
    let first = tasks[0];
    let varied = sweep
        .varied
        .iter()
        .cloned()
        .zip(first.values.iter().cloned());
    Ok(Group {
        design: first.name.clone(),
        varied: varied.collect(),
        engine: first.engine,
        presentations: first.presentations,
        over: if parts.len() > 1 { "splits" } else { "seeds" },
        lines,
    })
}

/// The mean with its interval: over the means of the splits or, with a single split, over its values. The seeds of a
/// split share its test images, so an interval over all seeds of all splits would be too narrow.
fn estimate(parts: &[Part], values: impl Fn(&Part) -> Vec<f64>) -> Estimate {
    if let [part] = parts {
        return Estimate::of(&values(part));
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let means: Vec<f64> = parts.iter().map(|part| mean(values(part))).collect();
    Estimate::of(&means)
}

impl Part<'_> {
    /// The accuracies of disjoint ensembles of `chains` chains. Chains that do not fill an ensemble are left out.
    fn accuracies(&self, chains: usize, count: usize) -> Vec<f64> {
        let together = |ensemble: &[&Outcome]| {
            let mut sum = ensemble[0].spikes[count].clone();
            for other in &ensemble[1..] {
                let pairs = sum.iter_mut().zip(&other.spikes[count]);
                for (sum, count) in pairs.flat_map(|(sums, counts)| sums.iter_mut().zip(counts)) {
                    *sum += count;
                }
            }
            accuracy(&sum, &self.labels)
        };
        self.chains.chunks_exact(chains).map(together).collect()
    }

    /// The accuracy of each ensemble minus the mean accuracy of its chains alone, whose spikes are counted up to
    /// `alone`.
    fn gains(&self, chains: usize, count: usize, alone: usize) -> Vec<f64> {
        let single = self.accuracies(1, alone);
        let means = single
            .chunks_exact(chains)
            .map(|accuracies| accuracies.iter().sum::<f64>() / chains as f64);
        let together = self.accuracies(chains, count);
        together
            .iter()
            .zip(means)
            .map(|(together, mean)| together - mean)
            .collect()
    }
}
