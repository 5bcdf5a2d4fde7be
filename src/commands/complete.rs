//! `yuragi complete`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;
use yuragi_figures::{Completed, completed};
use yuragi_training::{Checkpoint, Completion, Half, Lessons, complete};

use super::art;
use super::console::Console;
use super::failure::bad_argument;
use super::images::{DataOption, Questions, TestOption};
use super::inputs::{EngineName, check_file, image, width};

/// Complete images of which only a half is given, with a learned generative design.
///
/// The given half is clamped; the other half and the label are left free. Of the data that were learned from, only
/// test images are taken.
#[derive(Args, Debug)]
pub struct Options {
    /// A directory that `learn --design generative` wrote, or its weights.safetensors.
    #[arg(long, value_name = "PATH")]
    weights: PathBuf,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    test: TestOption,
    /// The half that is given.
    #[arg(long, value_enum, default_value = "top")]
    half: Given,
    /// Images to complete.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    images: u32,
    /// Seed of what is drawn.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What runs the network.
    #[arg(long, value_enum, default_value = "model")]
    engine: EngineName,
    /// The picture's file, SVG; the first twelve images.
    #[arg(long, value_name = "FILE", default_value = "out/completed.svg")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Given {
    Top,
    Bottom,
    Left,
    Right,
}

/// Images of the picture and of the terminal.
const SHOWN: [usize; 2] = [12, 3];

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    check_file("--out", &options.out)?;
    let checkpoint = Checkpoint::load(&options.weights)?;
    let Questions {
        data, mut images, ..
    } = Questions::load(&options.data, &options.test, &checkpoint, console)?;
    let design = &checkpoint.design;
    let lessons = Lessons::new(design, &data)?;
    let Some((columns, rows)) = data.shape() else {
        let found = format!("images of {} pixels, which make no square", data.pixels());
        return Err(bad_argument(
            "--data",
            found,
            "images with a known width and height",
        ));
    };
    let half = match options.half {
        Given::Top => Half::Top,
        Given::Bottom => Half::Bottom,
        Given::Left => Half::Left,
        Given::Right => Half::Right,
    };
    let given = half.mask(columns, rows);
    images.truncate(options.images as usize);
    lessons.part(&data, images[0], &given)?;
    let mut engine = options.engine.make(design, false, console)?;
    let bar = console.bar("completing", images.len() as u64);
    let mut results: Vec<(usize, Completion)> = Vec::new();
    for &place in &images {
        let completion = complete(
            engine.as_mut(),
            design,
            &checkpoint.weights,
            &lessons,
            (&data, place),
            &given,
            options.seed,
        )?;
        results.push((place, completion));
        bar.inc(1);
    }
    bar.finish_and_clear();

    let original = |place: usize| -> Vec<f32> {
        data.image(place)
            .iter()
            .map(|&q| (f32::from(q) / 255.0).min(1.0))
            .collect()
    };
    for (place, completion) in results.iter().take(SHOWN[1]) {
        let whole = original(*place);
        let half: Vec<f32> = whole
            .iter()
            .zip(&given)
            .map(|(&ink, &given)| if given { ink } else { 0.0 })
            .collect();
        let label = data.label(*place);
        console.say(art::images(
            &[
                (format!("a {label}"), whole.as_slice()),
                ("given".into(), half.as_slice()),
                (
                    format!("classified as {}", completion.named),
                    completion.pixels.as_slice(),
                ),
            ],
            width(&data),
        ));
    }
    let pictures: Vec<Completed> = results
        .iter()
        .take(SHOWN[0])
        .map(|(place, completion)| Completed {
            label: data.label(*place).to_string(),
            original: image(&data, original(*place)),
            given: given.clone(),
            completed: image(&data, completion.pixels.clone()),
        })
        .collect();
    yuragi_files::write(&options.out, completed(&pictures).svg().as_bytes())?;
    let count = results.len() as f64;
    let error = results
        .iter()
        .map(|(_, completion)| completion.error)
        .sum::<f64>()
        / count;
    let right = results
        .iter()
        .filter(|(place, c)| c.named == data.label(*place))
        .count();
    console.say(format_args!(
        "{right} of {} classified correctly from a half; mean squared error of the free pixels {error:.4}",
        results.len()
    ));
    console.say(format_args!("written {}", options.out.display()));
    console.json(&json!({
        "images": results.len(),
        "named_rightly": right,
        "mean_squared_error": error,
        "width": columns,
        "given": given,
        "completed": results.iter().map(|(place, completion)| json!({
            "image": place,
            "label": data.label(*place),
            "named": completion.named,
            "pixels": completion.pixels,
        })).collect::<Vec<_>>(),
        "out": options.out.display().to_string(),
    }))?;
    Ok(ExitCode::SUCCESS)
}
