//! The section on energy: what a run took as far as it is known, and an estimate where a circuit of its design was
//! counted.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;
use serde_json::Value;
use yuragi_experiments::energy::counting::Phase;
use yuragi_experiments::energy::estimate::Range;
use yuragi_experiments::energy::run::{Measured, cycles, draws};
use yuragi_figures::{Account, Sheet, thousands};
use yuragi_model::design::Design;
use yuragi_training::{Checkpoint, SPIKES};

use crate::shared::failure::bad_argument;

/// The numbers that the experiment `energy` found for the preset of the same name as these data.
const PAGE: &str = include_str!("../../../docs/results/experiments/energy-numbers.md");
const PAGE_FILE: &str = "docs/results/experiments/energy-numbers.md";
const PAGE_DESIGN: &str = "digits";

/// What was counted in a circuit, and the file that says so.
pub struct Source {
    file: String,
    measured: Measured,
}

/// A run of which something is to be said.
pub struct Subject<'a> {
    /// The name of its directory.
    pub name: &'a str,
    /// What it has.
    pub checkpoint: &'a Checkpoint,
}

/// What a run took.
#[derive(Clone, Debug, Serialize)]
pub struct Spent {
    /// The presentations of learning; null if they are not known.
    presentations: Option<u64>,
    /// The synapses that evidence opened or closed.
    flips: Option<u64>,
    /// The draws of the encoder and of neurons.
    draws: Option<u64>,
    /// The least and the most clock cycles; null with background fluctuation.
    cycles: Option<[u64; 2]>,
    /// The file of the counts that the following is estimated from; null if no circuit of the design was counted.
    counted_in: Option<String>,
    /// The images that the circuit was shown.
    counted_with: Option<String>,
    /// Words of the row memory written while learning.
    words_written: Option<Range>,
    /// For each chip, the estimated energy of learning in joules.
    learning_joules: Vec<(&'static str, Option<Range>)>,
    /// For each chip, the estimated energy to classify an image, in joules.
    image_joules: Vec<(&'static str, Range)>,
}

/// The counts of the directories given, and those of the page of results.
pub fn measured(directories: &[PathBuf]) -> Result<Vec<Source>> {
    let mut sources: Vec<Source> = (directories.iter())
        .map(|directory| read(directory))
        .collect::<Result<_>>()?;
    let preset = Design::preset(PAGE_DESIGN)?;
    sources.push(Source {
        file: PAGE_FILE.into(),
        measured: Measured::of_page(PAGE, preset, PAGE_DESIGN),
    });
    Ok(sources)
}

/// The counts of an experiment's directory.
fn read(directory: &Path) -> Result<Source> {
    let file = directory.join("summary.json");
    let place = format!("--energy: {}", file.display());
    let expected = "the summary of `yuragi experiment energy`";
    let text =
        std::fs::read_to_string(&file).map_err(|error| bad_argument(&place, error, expected))?;
    let value: Value =
        serde_json::from_str(&text).map_err(|error| bad_argument(&place, error, expected))?;
    if value["experiment"] != "energy" {
        let found = format!("that of the experiment {}", value["experiment"]);
        return Err(bad_argument(&place, found, expected));
    }
    let measured =
        serde_json::from_value(value).map_err(|error| bad_argument(&place, error, expected))?;
    let source = Source {
        file: file.display().to_string(),
        measured,
    };
    let known = [Phase::Learning, Phase::Inference].map(|phase| source.measured.energies(phase));
    match known.iter().all(Option::is_some) && source.measured.words_written().is_some() {
        true => Ok(source),
        false => Err(bad_argument(&place, "no number for some chip", expected)),
    }
}

/// What each run took.
///
/// # Errors
/// If the counts of a directory that was given are of no run.
pub fn spent(runs: &[Subject], sources: &[Source]) -> Result<Vec<Spent>> {
    for source in &sources[..sources.len() - 1] {
        let own = |run: &Subject| source.measured.is_of(&run.checkpoint.design);
        if !runs.iter().any(own) {
            let network = &source.measured.design.network;
            let found = format!("{}, of another design ({})", source.file, network.name());
            let expected =
                "counts of the design of a run: all its keys must be the same, but for the seed";
            return Err(bad_argument("--energy", found, expected));
        }
    }
    Ok(runs.iter().map(|run| of_run(run, sources)).collect())
}

fn of_run(run: &Subject, sources: &[Source]) -> Spent {
    let design = &run.checkpoint.design;
    let state = run.checkpoint.state.as_ref();
    let presentations = state.map(|state| state.presentations);
    let source = (sources.iter()).find(|source| source.measured.is_of(design));
    let energies = |phase| {
        let found = source.and_then(|source| source.measured.energies(phase));
        found.unwrap_or_default()
    };
    let times = |range: Range, n: u64| Range {
        low: range.low * n as f64,
        high: range.high * n as f64,
    };
    let each: u64 = draws(design).iter().map(|(_, n)| n).sum();
    Spent {
        presentations,
        flips: state.map(|state| state.flips.up + state.flips.down),
        draws: presentations.map(|n| n.saturating_mul(each)),
        cycles: presentations
            .zip(cycles(design))
            .map(|(n, ends)| ends.map(|each| n.saturating_mul(each))),
        counted_in: source.map(|source| source.file.clone()),
        counted_with: source.map(|source| source.measured.data.clone()),
        words_written: source
            .and_then(|source| source.measured.words_written())
            .zip(presentations)
            .map(|(range, n)| times(range, n)),
        learning_joules: (energies(Phase::Learning).into_iter())
            .map(|(chip, range)| (chip, presentations.map(|n| times(range, n))))
            .collect(),
        image_joules: (energies(Phase::Inference).into_iter())
            .map(|(chip, range)| (chip, times(range, u64::from(SPIKES))))
            .collect(),
    }
}

const UNKNOWN: &str = "not known";

/// The section of the page.
pub fn account(runs: &[Subject], spent: &[Spent]) -> Account {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |name: &str, cell: &dyn Fn(&Spent) -> Option<String>| {
        let cells = spent.iter().map(|one| cell(one).unwrap_or(UNKNOWN.into()));
        rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
    };
    row("presentations of learning", &|one| {
        one.presentations.map(thousands)
    });
    row("synapses opened or closed by evidence", &|one| {
        one.flips.map(thousands)
    });
    row("draws of the encoder and of neurons", &|one| {
        one.draws.map(thousands)
    });
    row("clock cycles, if a circuit learns", &|one| {
        let [least, most] = one.cycles?;
        Some(format!("{} to {}", thousands(least), thousands(most)))
    });
    row("words of the row memory written", &|one| {
        let Range { low, high } = one.words_written?;
        Some(format!(
            "{} to {}",
            thousands(low.round() as u64),
            thousands(high.round() as u64)
        ))
    });
    let chips: Vec<&str> = (spent.iter())
        .find(|one| !one.image_joules.is_empty())
        .map(|one| one.image_joules.iter().map(|(chip, _)| *chip).collect())
        .unwrap_or_default();
    for &chip in &chips {
        row(&format!("estimated energy of learning, {chip}"), &|one| {
            let (_, range) = one.learning_joules.iter().find(|(name, _)| *name == chip)?;
            range.map(joules)
        });
        row(
            &format!("estimated energy to classify an image, {chip}"),
            &|one| {
                let (_, range) = one.image_joules.iter().find(|(name, _)| *name == chip)?;
                Some(joules(*range))
            },
        );
    }
    if chips.is_empty() {
        row("estimated energy", &|_| None);
    }
    let header = runs.iter().map(|run| run.name.to_owned());
    Account {
        table: Sheet {
            header: std::iter::once(String::new()).chain(header).collect(),
            rows,
        },
        notes: notes(runs, spent),
    }
}

/// What the numbers rest on.
fn notes(runs: &[Subject], spent: &[Spent]) -> Vec<String> {
    let mut notes = vec![
        "Presentations and flips are those of the run. Draws and clock cycles follow from its design; the cycles are those of \
         presentations alone, from one in which nothing flips to one in which every word is rewritten, without the commands of \
         the host. They are not known with background fluctuation (docs/reference/cycles.md)."
            .to_owned(),
    ];
    let mut told: Vec<&String> = Vec::new();
    for (run, one) in runs.iter().zip(spent) {
        let (Some(file), Some(data)) = (&one.counted_in, &one.counted_with) else {
            notes.push(format!(
                "{}: the energy and the words written are not known, because no circuit of this design was counted. `yuragi \
                 experiment energy --design {}` with the images counts one in a simulation, and --energy gives its directory to \
                 this command.",
                run.name,
                run.checkpoint.directory.join("design.toml").display()
            ));
            continue;
        };
        let learned = run
            .checkpoint
            .state
            .as_ref()
            .map(|state| &state.data.kind.name);
        if learned.is_some_and(|learned| learned != data) {
            notes.push(format!(
                "{}: the circuit was counted with the images of {data}, and other images switch other bits.",
                run.name
            ));
        }
        if !told.contains(&file) {
            told.push(file);
            notes.push(format!(
                "The energy and the words written are an estimate, never a measurement: the changes of bits that the experiment \
                 `energy` counted in a simulated circuit of the same design ({file}), times energies of which only ranges are \
                 known. The energies are computed from published currents of one chip, or assumed where there are none; \
                 docs/results/experiments/energy.md states each. The least is the smaller one of an untrained and of a trained \
                 network of the experiment at the low ends of all ranges, the most the larger one at the high ends; a network that has \
                 learned for much longer than that of the experiment may lie a little below. The board around the chip, its \
                 serial line and the host are left out. An image is classified in {SPIKES} presentations."
            ));
        }
    }
    notes
}

/// A range of energies with two digits, and a unit that suits it.
fn joules(range: Range) -> String {
    let units = [(1.0, "J"), (1e-3, "mJ"), (1e-6, "µJ"), (1e-9, "nJ")];
    let (size, unit) = (units.into_iter())
        .find(|(size, _)| range.high >= *size)
        .unwrap_or((1e-9, "nJ"));
    let shown = |value: f64| {
        let value = value / size;
        let decimals = (1 - value.abs().max(1e-3).log10().floor() as i32).max(0) as usize;
        format!("{value:.decimals$}")
    };
    format!("{} to {} {unit}", shown(range.low), shown(range.high))
}
