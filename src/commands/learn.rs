//! `yuragi learn`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{Checkpoint, Origin, Session, usual_presentations};

use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::images::{DataOption, ReadingOption, TestOption, data_json, tested_with};
use crate::shared::inputs::{DesignOption, EngineOption, check_directory, check_fit};
use crate::shared::runner::Live;
use crate::shared::{interrupt, runner};

/// Learn labelled images and write the weights, the learning curve and the confusion matrix.
///
/// The network learns from four fifths of the images, in random order; the rest is the test set that measures the
/// accuracy.
/// --test-data gives a separate test set instead. The output directory is a checkpoint, written every ten seconds, at the end
/// and on Ctrl-C; --resume continues from it as if learning had never stopped. The accuracy is always measured with the
/// reference model and a copy of the weights, whichever engine learns.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    design: DesignOption,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    reading: ReadingOption,
    #[command(flatten)]
    test: TestOption,
    #[command(flatten)]
    engine: EngineOption,
    /// The number of presentations; with --resume, the number to add [default: 400000, or 100000 for a generative
    /// design; with --resume, the rest of the run].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    presentations: Option<u64>,
    /// Store the images on the chip once, up to the number that the design has room for, and let the chip learn from
    /// them without the host. Their order is then the same in every epoch.
    #[arg(long)]
    stored: bool,
    /// The seed of the random streams, the initial weights and the order of the images [default: the seed of the
    /// design].
    #[arg(long)]
    seed: Option<u64>,
    /// The seed of the split into training set and test set; not allowed with --test-data, where nothing is split
    /// [default: 1].
    #[arg(long)]
    split_seed: Option<u64>,
    /// The output directory [default: out/learn, or the directory of --resume].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Continue from the checkpoint in this directory.
    #[arg(long, value_name = "DIR")]
    resume: Option<PathBuf>,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let default = options.resume.as_deref().unwrap_or(Path::new("out/learn"));
    let out = options.out.as_deref().unwrap_or(default);
    check_directory("--out", out)?;
    let (mut session, design) = match &options.resume {
        Some(directory) => resume(options, directory, console)?,
        None => begin(options, console)?,
    };
    interrupt::listen();
    let before = session.presentations();
    console.note(format_args!(
        "learning {}{} images of {}; test set: {}; network {}-{}-{} on the engine {}",
        thousands(session.learned() as u64),
        if session.stored() { " stored" } else { "" },
        session.data().name(),
        tested_with(&session),
        design.network.inputs,
        design.network.hidden,
        design.network.outputs,
        options.engine.name.name()
    ));
    runner::learn(&mut session, out, "learning", Live::Line, console)?;
    let results = runner::results(&mut session, console)?;
    let picture = runner::matrix(&results.test).drawing().svg();
    yuragi_files::write(&out.join("confusion.svg"), picture.as_bytes())?;

    let (presentations, seconds) = (session.presentations(), session.seconds());
    let rate = presentations as f64 / seconds.max(f64::MIN_POSITIVE);
    let flips = session.flips();
    console.say(format_args!(
        "test accuracy      {}",
        runner::accuracy(&results.test)
    ));
    console.say(format_args!(
        "training accuracy  {}",
        runner::accuracy(&results.train)
    ));
    console.say(format_args!(
        "presentations      {} in {seconds:.1} s, {} per second",
        thousands(presentations),
        thousands(rate as u64)
    ));
    console.say(format_args!(
        "synapses           opened {}, closed {}",
        thousands(flips.up),
        thousands(flips.down)
    ));
    console.say(format_args!("output directory   {}", out.display()));
    if interrupt::stopped() && !session.can_go_on() {
        console.note(format_args!(
            "stopped after {} of {} presentations; the random streams of a device cannot be saved, so learning cannot be continued",
            thousands(presentations),
            thousands(session.target()),
        ));
    } else if interrupt::stopped() {
        console.note(format_args!(
            "stopped after {} of {} presentations; to continue, run: yuragi learn --resume {}",
            thousands(presentations),
            thousands(session.target()),
            out.display()
        ));
    }
    let [data, test_set] = data_json(&session);
    console.json(&json!({
        "data": data,
        "test_set": test_set,
        "test_accuracy": results.test.accuracy(),
        "train_accuracy": results.train.accuracy(),
        "test_images": results.test.images(),
        "train_images": results.train.images(),
        "presentations": presentations,
        "presentations_before": before,
        "target": session.target(),
        "seconds": seconds,
        "presentations_per_second": rate,
        "flips": flips,
        "engine": options.engine.name.name(),
        "stopped": interrupt::stopped(),
        "out": out.display().to_string(),
    }))?;
    Ok(interrupt::code())
}

fn begin(options: &Options, console: &Console) -> Result<(Session, Design)> {
    let design = options.design.load()?;
    let (data, path) = (options.data).load_with(&options.reading, &design, console)?;
    check_fit(&design, &data)?;
    let data = options.test.join(data, None, console)?;
    check_no_split(options, &data)?;
    let origin = Origin {
        seed: options.seed.unwrap_or(design.random.seed),
        split_seed: options.split_seed.unwrap_or(1),
        path,
        target: options
            .presentations
            .unwrap_or_else(|| usual_presentations(&design)),
        stored: options.stored,
    };
    let engine = options.engine.make(&design, console)?;
    Ok((Session::new(engine, &design, data, origin)?, design))
}

/// Checks that no split seed is given if nothing is split.
fn check_no_split(options: &Options, data: &DataSet) -> Result<()> {
    match (options.split_seed, data.own_test()) {
        (Some(seed), Some(test)) => {
            let expected = format!(
                "no split seed, because {} is the test set and nothing is split",
                test.name
            );
            Err(bad_argument("--split-seed", seed, expected))
        }
        _ => Ok(()),
    }
}

fn resume(options: &Options, directory: &Path, console: &Console) -> Result<(Session, Design)> {
    if let Some(option) = options.reading.given() {
        let expected = "no such option, because the data are read as when the run began";
        return Err(bad_argument(
            option,
            "given together with --resume",
            expected,
        ));
    }
    let checkpoint = Checkpoint::load(directory)?;
    if options.design.design.is_some() {
        checkpoint.check_design(&options.design.load()?)?;
    }
    let (data, _) = options.data.load_for(&checkpoint, console)?;
    let design = checkpoint.design.clone();
    let state = checkpoint.into_state()?;
    state.data.check(&data)?;
    let data = options.test.join(data, state.data.test.as_ref(), console)?;
    check_no_split(options, &data)?;
    for (argument, given, kept) in [
        ("--seed", options.seed, Some(state.seed)),
        ("--split-seed", options.split_seed, state.split_seed),
    ] {
        if let (Some(given), Some(kept)) = (given, kept)
            && given != kept
        {
            return Err(bad_argument(
                argument,
                given,
                format!("{kept}, the seed of the checkpoint"),
            ));
        }
    }
    if options.stored && !state.stored {
        return Err(bad_argument(
            "--stored",
            "given",
            "no --stored, because the run of the checkpoint was started without it",
        ));
    }
    let target = match options.presentations {
        Some(more) => state.presentations.saturating_add(more),
        None => state.target,
    };
    if target <= state.presentations {
        return Err(bad_argument(
            "--resume",
            format!(
                "a run that is complete after {} presentations",
                thousands(state.presentations)
            ),
            "also --presentations N, to learn for N more presentations",
        ));
    }
    check_fit(&design, &data)?;
    let engine = options.engine.make(&design, console)?;
    let mut session = Session::resume(engine, &design, data, state)?;
    session.set_target(target);
    Ok((session, design))
}
