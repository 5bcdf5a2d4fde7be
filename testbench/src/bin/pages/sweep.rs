//! Accuracies of a sweep, from the summary of `yuragi sweep`.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;
use yuragi_experiments::statistics::Estimate;
use yuragi_figures::thousands;
use yuragi_testbench::results::Page;

use crate::common::{COMMAND, read, told, written_on};

/// Of the `summary.json` of a sweep.
#[derive(Deserialize)]
struct Sweep {
    sweep: String,
    version: String,
    data: String,
    tasks: usize,
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    design: String,
    varied: Vec<(String, String)>,
    engine: String,
    presentations: u64,
    over: String,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    chains: usize,
    spikes: u16,
    accuracy: Estimate,
    gain: Estimate,
    gain_at_equal_spikes: Option<Estimate>,
}

/// Writes `sweep-NAME.md` from the directory of a sweep.
///
/// # Errors
/// If the summary is missing or damaged, or the page cannot be written.
pub fn write(directory: &str) -> Result<()> {
    let summary = Path::new(directory).join("summary.json");
    let sweep: Sweep = read(&summary)?;
    let command = format!("{COMMAND} sweep DIR");
    let mut page = Page::of_files(&format!("Sweep {}", sweep.sweep), &command);
    page.text(&format!(
        "`yuragi sweep sweeps/{}.toml` wrote the numbers on {}: {} networks learned {} with yuragi {}. A chain is one network. Several chains classify together by adding up their output \
         spikes. Each gain is over one chain: with as many presentations to each chain, and with as many in all. \
         [The guide](../guide/sweeps.md) explains the two comparisons. Intervals are 95 %.",
        sweep.sweep,
        written_on(&summary)?,
        sweep.tasks,
        sweep.data,
        sweep.version
    ));
    for group in &sweep.groups {
        let varied: String = group
            .varied
            .iter()
            .map(|(key, value)| format!(", {key} = {value}"))
            .collect();
        page.heading(&format!("{}{varied}, {}", group.design, group.engine));
        page.text(&format!(
            "{} presentations of learning; intervals over {}.",
            thousands(group.presentations),
            group.over
        ));
        let rows: Vec<Vec<String>> = (group.lines.iter())
            .map(|line| {
                let alone = line.chains == 1;
                let gain = |estimate: Option<&Estimate>| match estimate {
                    Some(estimate) if !alone => estimate.shown(true),
                    _ => "–".to_owned(),
                };
                vec![
                    line.chains.to_string(),
                    line.spikes.to_string(),
                    line.accuracy.shown(false),
                    gain(Some(&line.gain)),
                    gain(line.gain_at_equal_spikes.as_ref()),
                ]
            })
            .collect();
        let header = [
            "chains",
            "presentations to each",
            "accuracy",
            "gain",
            "gain at equal presentations in all",
        ];
        page.table(&header, &rows);
    }
    told(&page, &format!("sweep-{}", sweep.sweep))
}
