//! `yuragi complete`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;
use yuragi_figures::{Completed, completed};
use yuragi_training::{Checkpoint, Completion, Half, Lessons, Questions, complete};

use crate::shared::art;
use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::images::{Choice, DataOption, TestOption, questions};
use crate::shared::inputs::{EngineName, LOCAL, image, ink, one_of, width};
use crate::shared::numbers::whole;
use crate::shared::outputs::Picture;

/// Complete images of which only one half is given, with a generative network that has learned.
///
/// The given half is clamped; the other half and the label are free. If the network learned from the data, only the
/// test images among them are completed.
#[derive(Args, Debug)]
pub struct Options {
    /// A directory that `yuragi learn --design generative` wrote, or its weights.safetensors.
    #[arg(long, value_name = "PATH")]
    weights: PathBuf,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    test: TestOption,
    /// The half that is given.
    #[arg(long, value_enum, default_value = "top")]
    half: Given,
    /// The number of images to complete.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = whole::<u32>(1..=u32::MAX.into()))]
    images: u32,
    /// The seed of the random streams.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>(0..=u64::MAX))]
    seed: u64,
    /// The engine that runs the network.
    #[arg(long, value_parser = one_of(LOCAL), default_value = "model")]
    engine: EngineName,
    /// The figure to write, as SVG or PNG by the ending of its name, with the first twelve images.
    #[arg(long, value_name = "FILE", default_value = "out/completed.svg")]
    out: PathBuf,
}

/// The half of an image that is given.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Given {
    Top,
    Bottom,
    Left,
    Right,
}

/// The number of images in the figure and on the terminal.
const SHOWN: [usize; 2] = [12, 3];

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let picture = Picture::check("--out", &options.out)?;
    let checkpoint = Checkpoint::load(&options.weights)?;
    let Questions {
        data, mut images, ..
    } = questions(
        &options.data,
        &options.test,
        Choice::New,
        &checkpoint,
        console,
    )?;
    let design = &checkpoint.design;
    let lessons = Lessons::new(design, &data)?;
    let Some((columns, rows)) = data.shape() else {
        let found = format!(
            "images of {} pixels, which is no square number",
            data.pixels()
        );
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

    let classes = data.class_names();
    let label = |place: usize| {
        data.known_label(place)
            .map(|label| &classes[usize::from(label)])
    };
    let known = |place: usize| label(place).map_or("not known", String::as_str);
    for (place, completion) in results.iter().take(SHOWN[1]) {
        let whole = ink(&data, *place);
        let half: Vec<f32> = whole
            .iter()
            .zip(&given)
            .map(|(&ink, &given)| if given { ink } else { 0.0 })
            .collect();
        let predicted = &classes[usize::from(completion.predicted)];
        console.say(art::images(
            &[
                (format!("label {}", known(*place)), whole.as_slice()),
                ("given".into(), half.as_slice()),
                (
                    format!("predicted {predicted}"),
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
            label: known(*place).into(),
            original: image(&data, ink(&data, *place)),
            given: given.clone(),
            completed: image(&data, completion.pixels.clone()),
        })
        .collect();
    picture.write(&completed(&pictures))?;
    let count = results.len() as f64;
    let error = results
        .iter()
        .map(|(_, completion)| completion.error)
        .sum::<f64>()
        / count;
    let right = data.is_labelled().then(|| {
        let right =
            |(place, c): &&(usize, Completion)| data.known_label(*place) == Some(c.predicted);
        results.iter().filter(right).count()
    });
    if let Some(right) = right {
        let images = results.len();
        console.say(format_args!(
            "{right} of {images} images classified correctly from one half"
        ));
    }
    console.say(format_args!(
        "mean squared error of the free pixels {error:.4}"
    ));
    console.say(format_args!("wrote {}", options.out.display()));
    console.json(&json!({
        "images": results.len(),
        "classified_rightly": right,
        "mean_squared_error": error,
        "width": columns,
        "given": given,
        "completed": results.iter().map(|(place, completion)| json!({
            "image": place,
            "label": label(*place),
            "predicted": classes[usize::from(completion.predicted)],
            "pixels": completion.pixels,
        })).collect::<Vec<_>>(),
        "out": options.out.display().to_string(),
    }))?;
    Ok(ExitCode::SUCCESS)
}
