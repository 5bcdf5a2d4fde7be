//! Numbers of the experiments, from the summaries of `yuragi experiment`.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use yuragi_experiments::statistics::Estimate;
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_testbench::results::Page;

use crate::common::{COMMAND, read, told, written_on};

/// Of the `summary.json` of an experiment.
#[derive(Deserialize)]
struct Experiment {
    experiment: String,
    question: String,
    version: String,
    design: Design,
    engine: String,
    data: String,
    seeds: u64,
    presentations: u64,
    readings: Vec<Reading>,
    remarks: Vec<String>,
}

#[derive(Deserialize)]
struct Reading {
    name: String,
    unit: String,
    #[serde(flatten)]
    estimate: Estimate,
}

/// Writes `experiments/NAME-numbers.md` for every experiment in a directory.
///
/// # Errors
/// If a summary is damaged, there is none, or a page cannot be written.
pub fn write(directory: &str) -> Result<()> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).with_context(|| directory.to_owned())? {
        let path = entry?.path().join("summary.json");
        if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    ensure!(
        !found.is_empty(),
        "{directory} has no summary of an experiment"
    );
    for path in found {
        let experiment: Experiment = read(&path)?;
        let (name, network) = (&experiment.experiment, &experiment.design.network);
        let command = format!("{COMMAND} experiments DIR");
        let mut page = Page::of_files(&format!("Numbers of the experiment {name}"), &command);
        page.text(&format!(
            "{} [{name}.md]({name}.md) says what they mean. `yuragi experiment {name}` wrote them on {}, with yuragi {}, design {}, engine {}, data {}, {} seeds, and {} \
             presentations of learning. {}",
            experiment.question,
            written_on(&path)?,
            experiment.version,
            network.name(),
            experiment.engine,
            experiment.data,
            experiment.seeds,
            thousands(experiment.presentations),
            match experiment.seeds {
                1 => "One seed gives no intervals.",
                _ => "Intervals are 95 % over seeds.",
            }
        ));
        let rows: Vec<Vec<String>> = (experiment.readings.iter())
            .map(|reading| {
                let estimate = reading.estimate.shown(false);
                let name = reading.name.replace('|', "\\|");
                vec![name, estimate, reading.unit.clone()]
            })
            .collect();
        page.table(&["number", "mean and interval", "unit"], &rows);
        let remarks: Vec<String> = (experiment.remarks.iter())
            .map(|remark| format!("- {remark}"))
            .collect();
        if !remarks.is_empty() {
            page.text(&remarks.join("\n"));
        }
        told(&page, &format!("experiments/{name}-numbers"))?;
    }
    Ok(())
}
