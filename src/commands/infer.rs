//! `yuragi infer`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi::report::thousands;
use yuragi::training::{Checkpoint, Lessons, evaluate};

use super::console::Console;
use super::inputs::{DataOption, EngineOption, unseen};
use super::{art, runner};

/// Name images with learned weights: accuracy and confusion matrix.
///
/// Of the data that were learned from, only the test images are named; of other data all images.
#[derive(Args, Debug)]
pub struct Options {
    /// A directory that `learn` wrote, or its weights.safetensors.
    #[arg(long, value_name = "PATH")]
    weights: PathBuf,
    #[command(flatten)]
    data: DataOption,
    /// Presentations over which output spikes are counted.
    #[arg(long, value_name = "N", default_value_t = yuragi::training::SPIKES,
          value_parser = clap::value_parser!(u16).range(1..))]
    spikes: u16,
    #[command(flatten)]
    engine: EngineOption,
}

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let checkpoint = Checkpoint::load(&options.weights)?;
    let (data, _) = options.data.load_for(&checkpoint)?;
    let design = &checkpoint.design;
    let lessons = Lessons::new(design, &data)?;
    let (images, test) = unseen(&checkpoint, &data)?;
    let mut engine = options.engine.make(design, console)?;
    let bar = console.bar("naming", images.len() as u64);
    let start = Instant::now();
    let result = evaluate(
        engine.as_mut(),
        design,
        &checkpoint.weights,
        &lessons,
        (&data, &images),
        options.spikes,
        &mut |seen| bar.set_position(seen as u64),
    )?;
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let rate = result.presentations as f64 / seconds.max(f64::MIN_POSITIVE);
    let part = if test { "test images" } else { "all images" };
    console.say(art::confusion(&result.confusion));
    console.say(format_args!(
        "accuracy  {}, {part} of {}",
        runner::accuracy(&result),
        data.name()
    ));
    console.say(format_args!(
        "          {} presentations in {seconds:.1} s, {} a second on {}",
        thousands(result.presentations),
        thousands(rate as u64),
        options.engine.name.name()
    ));
    console.json(&json!({
        "accuracy": result.accuracy(),
        "images": result.images(),
        "right": result.right(),
        "part": if test { "test" } else { "all" },
        "confusion": result.confusion,
        "spikes": options.spikes,
        "presentations": result.presentations,
        "seconds": seconds,
        "presentations_per_second": rate,
        "engine": options.engine.name.name(),
    }))?;
    Ok(ExitCode::SUCCESS)
}
