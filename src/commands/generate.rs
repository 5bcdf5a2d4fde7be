//! `yuragi generate`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_figures::{Generated, generated};
use yuragi_training::{Checkpoint, Lessons, draw};

use crate::shared::art;
use crate::shared::console::Console;
use crate::shared::images::DataOption;
use crate::shared::inputs::{EngineName, LOCAL, image, one_of, width};
use crate::shared::numbers::whole;
use crate::shared::outputs::Picture;

/// Draw images of a class with a generative network that has learned.
///
/// The output of the label is clamped, and the pixels are free: their spikes make the picture.
#[derive(Args, Debug)]
pub struct Options {
    /// A directory that `yuragi learn --design generative` wrote, or its weights.safetensors.
    #[arg(long, value_name = "PATH")]
    weights: PathBuf,
    #[command(flatten)]
    data: DataOption,
    /// The label to draw [default: all labels].
    #[arg(long, value_name = "L")]
    label: Option<u16>,
    /// The number of pictures of each label.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = whole::<u16>(1..=1000))]
    samples: u16,
    /// The seed of the random streams.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>(0..=u64::MAX))]
    seed: u64,
    /// The engine that runs the network.
    #[arg(long, value_parser = one_of(LOCAL), default_value = "model")]
    engine: EngineName,
    /// The figure to write, as SVG or PNG by the ending of its name.
    #[arg(long, value_name = "FILE", default_value = "out/generated.svg")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let picture = Picture::check("--out", &options.out)?;
    let checkpoint = Checkpoint::load(&options.weights)?;
    // only the numbers of pixels and classes matter here
    let (data, _) = options.data.load_for(&checkpoint, console)?;
    let design = &checkpoint.design;
    let lessons = Lessons::new(design, &data)?;
    let labels = match options.label {
        Some(label) => label..=label,
        None => 0..=lessons.classes().len().saturating_sub(1) as u16,
    };
    lessons.subject(*labels.start())?;
    let mut engine = options.engine.make(design, false, console)?;
    let bar = console.bar("drawing", labels.len() as u64);
    let mut drawn = Vec::new();
    for label in labels {
        let pictures = draw(
            engine.as_mut(),
            design,
            &checkpoint.weights,
            &lessons,
            label,
            options.samples.into(),
            options.seed,
        )?;
        drawn.push((label, pictures));
        bar.inc(1);
    }
    bar.finish_and_clear();
    for (label, pictures) in &drawn {
        let shown: Vec<(String, &[f32])> = pictures
            .iter()
            .take(if width(&data) <= 16 { 4 } else { 2 })
            .map(|pixels| (label.to_string(), pixels.as_slice()))
            .collect();
        console.say(art::images(&shown, width(&data)));
    }
    let columns: Vec<Generated> = drawn
        .iter()
        .map(|(label, pictures)| Generated {
            label: label.to_string(),
            samples: pictures
                .iter()
                .map(|pixels| image(&data, pixels.clone()))
                .collect(),
        })
        .collect();
    picture.write(&generated(&columns))?;
    console.say(format_args!("wrote {}", options.out.display()));
    let pictures: Vec<_> = drawn
        .iter()
        .map(|(label, pictures)| json!({ "label": label, "samples": pictures }))
        .collect();
    console.json(&json!({
        "width": width(&data),
        "pictures": pictures,
        "out": options.out.display().to_string(),
    }))?;
    Ok(ExitCode::SUCCESS)
}
