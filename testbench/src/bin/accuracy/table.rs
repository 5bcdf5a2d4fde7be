//! A table of accuracies: rows, their intervals, and the files in which they are kept.

use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use yuragi_experiments::statistics::Estimate;
use yuragi_figures::thousands;
use yuragi_testbench::results::{Page, RESULTS};

use crate::learner::{Learner, Outcome};

/// One network over all splits, split seed 1 first.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    pub data: String,
    /// The neurons of each layer, as `64-64-10`.
    pub layers: String,
    pub bits: u32,
    pub quantum_log2: u32,
    pub presentations: u64,
    pub outcomes: Vec<Outcome>,
}

/// Several networks over the same splits.
pub struct Table {
    pub rows: Vec<Row>,
    pub splits: u64,
}

/// The rows of a table that was measured before.
///
/// # Errors
/// If its file is missing or damaged; the text names the line.
pub fn read(table: &str) -> Result<Vec<Row>> {
    let path = Path::new(RESULTS).join(format!("accuracy-{table}.csv"));
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut rows: Vec<Row> = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1) {
        let place = || format!("{} line {}: {line}", path.display(), number + 1);
        let (name, rest) = line
            .strip_prefix('"')
            .and_then(|line| line.split_once("\","))
            .with_context(place)?;
        let fields: Vec<&str> = rest.split(',').collect();
        let [
            data,
            layers,
            bits,
            quantum,
            presentations,
            split,
            accuracy,
            flips,
        ] = fields[..]
        else {
            anyhow::bail!("{}: expected 9 fields", place());
        };
        let outcome = Outcome {
            accuracy: accuracy.parse().with_context(place)?,
            flips: flips.parse().with_context(place)?,
        };
        if split == "1" {
            rows.push(Row {
                name: name.to_owned(),
                data: data.to_owned(),
                layers: layers.to_owned(),
                bits: bits.parse().with_context(place)?,
                quantum_log2: quantum.parse().with_context(place)?,
                presentations: presentations.parse().with_context(place)?,
                outcomes: Vec::new(),
            });
        }
        let row = rows.last_mut().with_context(place)?;
        row.outcomes.push(outcome);
        anyhow::ensure!(
            split.parse() == Ok(row.outcomes.len()),
            "{}: split seeds must count from 1",
            place()
        );
    }
    Ok(rows)
}

/// What `work` gives for each of the seeds 1..=n, on all cores.
pub fn parallel<T: Send>(n: u64, work: impl Fn(u64) -> Result<T> + Sync) -> Result<Vec<T>> {
    let next = AtomicU64::new(1);
    let results = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed > n {
                        return;
                    }
                    let result = work(seed);
                    results.lock().expect("results").push((seed, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("results");
    results.sort_by_key(|(seed, _)| *seed);
    results.into_iter().map(|(_, result)| result).collect()
}

impl Row {
    pub fn new(learner: &Learner, data: &str, outcomes: Vec<Outcome>) -> Self {
        let (network, synapse) = (&learner.design.network, &learner.design.synapse);
        Self {
            name: learner.name.clone(),
            data: data.to_owned(),
            layers: network.name(),
            bits: synapse.bits,
            quantum_log2: synapse.quantum_log2,
            presentations: learner.presentations,
            outcomes,
        }
    }

    /// The hidden layers, as `64`; those of several as `64-32`.
    pub fn hidden(&self) -> &str {
        let above = self.layers.split_once('-').map_or("", |(_, above)| above);
        above.rsplit_once('-').map_or("", |(hidden, _)| hidden)
    }

    pub fn accuracies(&self) -> Vec<f64> {
        self.outcomes.iter().map(|o| o.accuracy).collect()
    }

    pub fn flips(&self) -> Estimate {
        Estimate::of(&self.outcomes.iter().map(|o| o.flips).collect::<Vec<_>>())
    }

    /// The cells of the table's row.
    pub fn cells(&self) -> Vec<String> {
        let all = self.accuracies();
        let accuracy = Estimate::of_shares(&all);
        let (least, most) = all.iter().fold((1.0_f64, 0.0_f64), |(low, high), &a| {
            (low.min(a), high.max(a))
        });
        vec![
            self.name.clone(),
            self.layers.clone(),
            self.bits.to_string(),
            self.quantum_log2.to_string(),
            thousands(self.presentations),
            format!("{:.4}", accuracy.mean),
            accuracy.interval(false),
            format!("{least:.3} to {most:.3}"),
            format!("{:.1}", self.flips().mean),
        ]
    }
}

const HEADER: [&str; 9] = [
    "network",
    "neurons",
    "B",
    "G",
    "presentations",
    "accuracy",
    "95 % interval of the mean",
    "least to most",
    "flips in a presentation",
];

impl Table {
    /// Adds the table to a page.
    pub fn add_to(&self, page: &mut Page) {
        page.text(&format!(
            "Each row is one network that learned {} with seed 1 on each of the split seeds 1 to {}. Four fifths of the images are learned \
             from, and the accuracy is that on the others. Intervals are Student's, over splits. The splits share images, so their results \
             are not independent, and the intervals are a little too narrow. Flips are those of the last tenth of learning. The file `.csv` \
             of the same name has every single outcome.",
            self.rows[0].data, self.splits
        ));
        let rows: Vec<Vec<String>> = self.rows.iter().map(Row::cells).collect();
        page.table(&HEADER, &rows);
    }

    /// Every outcome, one a line.
    pub fn csv(&self) -> String {
        let mut text =
            "network,data,layers,bits,quantum_log2,presentations,split_seed,accuracy,flips_a_presentation\n"
                .to_owned();
        for row in &self.rows {
            for (split, outcome) in row.outcomes.iter().enumerate() {
                text += &format!(
                    "\"{}\",{},{},{},{},{},{},{:.6},{:.3}\n",
                    row.name,
                    row.data,
                    row.layers,
                    row.bits,
                    row.quantum_log2,
                    row.presentations,
                    split + 1,
                    outcome.accuracy,
                    outcome.flips
                );
            }
        }
        text
    }
}
