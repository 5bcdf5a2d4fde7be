//! `yuragi experiment`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};
use serde_json::{Value, json};
use yuragi_engines::Engine;
use yuragi_experiments::statistics::NOT_KNOWN;
use yuragi_experiments::{ALL, Bench, Entry, Findings, Setup};
use yuragi_files::Lock;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;

use crate::shared::console::Console;
use crate::shared::design::{Changes, note_old_form};
use crate::shared::failure::bad_argument;
use crate::shared::images::{DataOption, tell};
use crate::shared::inputs::{EngineName, EngineOption};
use crate::shared::interrupt;
use crate::shared::numbers::whole;
use crate::shared::outputs::check_directory;
use crate::shared::reading::ReadingOption;

/// Run an experiment on the theory, and write its data, its figures and a summary with confidence intervals over seeds.
///
/// The results are written to a subdirectory of --out with the name of the experiment: tables (CSV), arrays (NPY),
/// figures (SVG and PNG) and summary.json. The options of the design change that of every experiment that is run; what
/// an experiment varies itself starts from there, and --hidden is the largest size that is compared. After Ctrl-C the same command continues with the tasks that are left.
#[derive(Args, Debug)]
pub struct Options {
    /// The experiment, or `all` to run one after another.
    #[arg(value_name = "NAME", value_parser = names())]
    name: String,
    /// A design file or a built-in design [default: the design of the experiment].
    #[arg(long, value_name = "DESIGN")]
    design: Option<String>,
    #[command(flatten)]
    changes: Changes,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    reading: ReadingOption,
    /// A folder of photographs (PNG, JPEG or PNM) for `tuning` [default: two built-in photographs].
    #[arg(long, value_name = "DIR")]
    photographs: Option<PathBuf>,
    #[command(flatten)]
    engine: EngineOption,
    /// The number of repetitions, with the seeds 1 to N for network and split [default: depends on the experiment].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(1..=10_000))]
    seeds: Option<u64>,
    /// The number of presentations that each network learns for [default: depends on the experiment].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(100..=1_000_000_000))]
    presentations: Option<u64>,
    /// The output directory; each experiment has a subdirectory in it.
    #[arg(long, value_name = "DIR", default_value = "out/experiments")]
    out: PathBuf,
}

/// A key of a design without effect, because an experiment sets it itself.
const SEED: &str = "random.seed";

/// The names of the experiments, each with its question.
fn names() -> PossibleValuesParser {
    let all = PossibleValue::new("all").help("All experiments, one after another");
    let names = ALL.map(|entry| PossibleValue::new(entry.name).help(entry.question));
    PossibleValuesParser::new(names.into_iter().chain([all]))
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    check_directory("--out", &options.out)?;
    let entries: Vec<Entry> = match Entry::find(&options.name) {
        Some(entry) => vec![entry],
        None => ALL.to_vec(),
    };
    useless(options, &entries)?;
    interrupt::ends_itself();
    let mut results = Vec::new();
    for entry in entries {
        match one(options, entry, console)? {
            Some(result) => results.push(result),
            None => {
                console
                    .note("stopped; the outcomes so far are saved, and the same command continues from here");
                break;
            }
        }
    }
    console.json(&json!({ "experiments": results, "stopped": interrupt::stopped() }))?;
    Ok(interrupt::code())
}

/// Refuses an option that has no effect in any of the experiments.
fn useless(options: &Options, entries: &[Entry]) -> Result<()> {
    let name = &options.name;
    if let Some(folder) = &options.photographs
        && !entries.iter().any(|entry| entry.photographs)
    {
        let expected = format!("no such option for {name}, which learns the images of --data");
        return Err(bad_argument("--photographs", folder.display(), expected));
    }
    if let Some((key, value)) = (options.changes.pairs()?.into_iter()).find(|(key, _)| key == SEED)
    {
        let expected = format!("no {key}, because the seeds of an experiment are 1 to --seeds");
        return Err(bad_argument("--set", format!("{key}={value}"), expected));
    }
    if let Some(file) = &options.data.data
        && entries.iter().all(|entry| entry.photographs)
    {
        let expected = format!("no such option for {name}, which learns --photographs");
        return Err(bad_argument("--data", file.display(), expected));
    }
    Ok(())
}

/// The images of --data, and what a user should know about them.
fn own_data(options: &Options, design: &Design, console: &Console) -> Result<DataSet> {
    let data = match options.data.given(&options.reading, console)? {
        Some((data, _)) => data,
        None => options.data.load(design, console)?.0,
    };
    tell(&data, console);
    if data.is_scaled_by_its_values() {
        console.note(format_args!(
            "{}: the training images of each split set its scale; values of the other images beyond it are clipped",
            data.name()
        ));
    }
    Ok(data)
}

/// Runs one experiment and prints its findings; none if it was stopped.
fn one(options: &Options, entry: Entry, console: &Console) -> Result<Option<Value>> {
    let changes = &options.changes;
    let design = match &options.design {
        Some(name) => {
            note_old_form(name, console);
            Design::load_with(name, &changes.pairs()?)?
        }
        None => changes.apply((entry.design)()?, &format!("the design of {}", entry.name))?,
    };
    // a spinner would overwrite the progress bar of the tasks
    let silent = Console::new(false, true);
    let make =
        |design: &Design| -> Result<Box<dyn Engine>> { options.engine.make(design, &silent) };
    let data = match &options.data.data {
        Some(_) if !entry.photographs => own_data(options, &design, console)?,
        // no built-in images fit a design for photographs; it gets the digits, which it does not use
        _ => DataSet::fitting(design.network.inputs(), design.network.outputs())
            .or_else(|_| DataSet::digits())?,
    };
    let setup = Setup {
        design,
        data,
        photographs: options.photographs.clone(),
        bench: Bench {
            kind: options.engine.name.kind(),
            make: &make,
            many: options.engine.name != EngineName::Serial,
        },
        seeds: options.seeds.unwrap_or(entry.sizes.seeds),
        presentations: options.presentations.unwrap_or(entry.sizes.presentations),
    };
    let directory = options.out.join(entry.name);
    console.note(format_args!("{}: {}", entry.name, entry.question));
    let _lock = Lock::of(&directory)?;
    let start = Instant::now();
    let bar = console.bar(entry.name, 0);
    let findings = entry.run(&setup, &directory, &|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        !interrupt::stopped()
    });
    bar.finish_and_clear();
    let Some(findings) = findings? else {
        return Ok(None);
    };
    let seconds = start.elapsed().as_secs_f64();
    say(&findings, &directory, seconds, console);
    Ok(Some(json!({
        "name": entry.name,
        "readings": findings.readings,
        "remarks": findings.remarks,
        "seconds": seconds,
        "out": directory.display().to_string(),
    })))
}

fn say(findings: &Findings, directory: &Path, seconds: f64, console: &Console) {
    for reading in &findings.readings {
        let estimate = &reading.estimate;
        let cut = if estimate.cut {
            ", cut at the possible values"
        } else {
            ""
        };
        let interval = match estimate.interval(false) {
            interval if interval == NOT_KNOWN => String::new(),
            interval => format!("  (95 %: {interval}{cut}, n = {})", estimate.n),
        };
        let mean = match estimate.mean {
            mean if mean.is_nan() => NOT_KNOWN.into(),
            mean => format!("{mean:.4}"),
        };
        let unit = if reading.unit.is_empty() {
            String::new()
        } else {
            format!(" {}", reading.unit)
        };
        console.say(format_args!(
            "{:<66} {mean:>9}{unit}{interval}",
            reading.name
        ));
    }
    for remark in &findings.remarks {
        console.say(remark);
    }
    console.say(format_args!(
        "wrote {} in {seconds:.1} s\n",
        directory.display()
    ));
}
