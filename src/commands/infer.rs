//! `yuragi infer`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_figures::thousands;
use yuragi_training::{Checkpoint, Lessons, evaluate};

use crate::shared::console::Console;
use crate::shared::images::{DataOption, TestOption, questions, questions_json};
use crate::shared::inputs::EngineOption;
use crate::shared::{art, runner};

/// Classify images with learned weights and print the accuracy and the confusion matrix.
///
/// Without --data and --test-data, the test images of the run are classified. If the network learned from the data
/// given, only the test images among them are classified; of other data, all images are, with their intensities on the
/// scale of the training data.
#[derive(Args, Debug)]
pub struct Options {
    /// A directory that `yuragi learn` wrote, or its weights.safetensors.
    #[arg(long, value_name = "PATH")]
    weights: PathBuf,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    test: TestOption,
    /// The number of presentations over which the output spikes are counted.
    #[arg(long, value_name = "N", default_value_t = yuragi_training::SPIKES,
          value_parser = clap::value_parser!(u16).range(1..))]
    spikes: u16,
    #[command(flatten)]
    engine: EngineOption,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let checkpoint = Checkpoint::load(&options.weights)?;
    let questions = questions(&options.data, &options.test, &checkpoint, console)?;
    let (data, images) = (&questions.data, &questions.images);
    let design = &checkpoint.design;
    let lessons = Lessons::new(design, data)?;
    let mut engine = options.engine.make(design, console)?;
    let bar = console.bar("classifying", images.len() as u64);
    let start = Instant::now();
    let result = evaluate(
        engine.as_mut(),
        design,
        &checkpoint.weights,
        &lessons,
        (data, images),
        options.spikes,
        &mut |seen| bar.set_position(seen as u64),
    )?;
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let rate = result.presentations as f64 / seconds.max(f64::MIN_POSITIVE);
    console.say(art::confusion(&result.confusion));
    console.say(format_args!(
        "accuracy  {}, {} images of {}",
        runner::accuracy(&result),
        questions.part(),
        data.name()
    ));
    console.say(format_args!(
        "          {} presentations in {seconds:.1} s, {} per second, engine {}",
        thousands(result.presentations),
        thousands(rate as u64),
        options.engine.name.name()
    ));
    console.json(&json!({
        "accuracy": result.accuracy(),
        "images": result.images(),
        "right": result.right(),
        "part": questions.part(),
        "data": questions_json(&questions),
        "confusion": result.confusion,
        "spikes": options.spikes,
        "presentations": result.presentations,
        "seconds": seconds,
        "presentations_per_second": rate,
        "engine": options.engine.name.name(),
    }))?;
    Ok(ExitCode::SUCCESS)
}
