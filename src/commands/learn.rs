//! `yuragi learn`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{Checkpoint, Origin, Session};

use super::console::Console;
use super::failure::bad_argument;
use super::images::{DataOption, TestOption, data_json, tested_with};
use super::inputs::{DesignOption, EngineOption, check_directory, check_fit};
use super::runner::Live;
use super::{interrupt, runner};

/// Learn images, a random one for every presentation, and write weights, curve and confusion matrix.
///
/// Four in five images are learned from, the others measure the accuracy, unless --test-data has images for that. The directory is a checkpoint: it is written
/// every ten seconds, at the end and on Ctrl-C, and --resume goes on from it as if learning had never stopped.
/// Accuracies are measured with the reference model and a copy of the weights, whatever the engine.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    design: DesignOption,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    test: TestOption,
    #[command(flatten)]
    engine: EngineOption,
    /// Presentations; with --resume those to add. Without: 400,000, or 100,000 for a generative design; with --resume
    /// the rest of the run.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    presentations: Option<u64>,
    /// Store the images on the chip once, as many as the design has room for, and learn from them there: no host in the loop. Their
    /// order is the same in every epoch.
    #[arg(long)]
    stored: bool,
    /// Seed of the random streams, the initial weights and the order of the images; the design's if not given.
    #[arg(long)]
    seed: Option<u64>,
    /// Seed of the split into training and test images; 1 if not given. With --test-data nothing is split, and it is refused.
    #[arg(long)]
    split_seed: Option<u64>,
    /// The directory to write; out/learn if not given, or that of --resume.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Go on from the checkpoint in this directory.
    #[arg(long, value_name = "DIR")]
    resume: Option<PathBuf>,
}

/// Presentations that a design needs to learn most of what it can.
pub fn usual_presentations(design: &Design) -> u64 {
    if design.network.inputs == 0 {
        100_000
    } else {
        400_000
    }
}

/// Runs it.
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
        "learning {}{} images of {}, testing with {}; {}-{}-{} on {}",
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
        "presentations      {} in {seconds:.1} s, {} a second",
        thousands(presentations),
        thousands(rate as u64)
    ));
    console.say(format_args!(
        "synapses           opened {}, closed {}",
        thousands(flips.up),
        thousands(flips.down)
    ));
    console.say(format_args!("written            {}", out.display()));
    if interrupt::stopped() && !session.can_go_on() {
        console.note(format_args!(
            "stopped after {} of {} presentations; the streams of a device cannot be kept, so learning cannot go on from here",
            thousands(presentations),
            thousands(session.target()),
        ));
    } else if interrupt::stopped() {
        console.note(format_args!(
            "stopped after {} of {} presentations; go on with: yuragi learn --resume {}",
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
    let (data, path) = options.data.load(&design, console)?;
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

/// Refuses a seed of the split where nothing is split.
fn check_no_split(options: &Options, data: &DataSet) -> Result<()> {
    match (options.split_seed, data.own_test()) {
        (Some(seed), Some(test)) => {
            let expected = format!("none: {} is the test set, and nothing is split", test.name);
            Err(bad_argument("--split-seed", seed, expected))
        }
        _ => Ok(()),
    }
}

fn resume(options: &Options, directory: &Path, console: &Console) -> Result<(Session, Design)> {
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
                format!("{kept}, as in the checkpoint"),
            ));
        }
    }
    if options.stored && !state.stored {
        return Err(bad_argument(
            "--stored",
            "given",
            "not given, as for the checkpoint",
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
                "a run that is complete with {} presentations",
                thousands(state.presentations)
            ),
            "--presentations N, to learn for N more",
        ));
    }
    check_fit(&design, &data)?;
    let engine = options.engine.make(&design, console)?;
    let mut session = Session::resume(engine, &design, data, state)?;
    session.set_target(target);
    Ok((session, design))
}
