//! `yuragi infer`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use yuragi_figures::{percent, thousands};
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{
    Checkpoint, Learned, Lessons, Prediction, Questions, evaluation_of, predict,
    predictions_fingerprint, weights_fingerprint,
};

use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::images::{Choice, DataOption, TestOption, absolute, questions};
use crate::shared::inputs::{EngineOption, ink, width};
use crate::shared::numbers::whole;
use crate::shared::outputs::check_file;
use crate::shared::predictions::Format;
use crate::shared::record::{self, Group, Groups, Head, Images, Inference, Score};
use crate::shared::{art, runner};

/// Classify images with learned weights: print the accuracy and the confusion matrix, and write the predictions.
///
/// Without --data and --test-data, the test images of the run are classified. Of other data, all images are classified
/// that the network did not learn from; --all classifies the learned ones too. Values are scaled and encoded as those
/// of the training data were. Images without labels can be classified, but have no accuracy.
///
/// --out writes a row for each image: its place in the data (from 0), its label, the predicted class, the entropy, and
/// for each class the number of spikes, its share in the spikes of all classes with the standard error, and the mean of
/// its probability under the posterior (Dirichlet prior with parameters 1/2). A file FILE.json beside it says all that
/// is needed to repeat the result.
#[derive(Args, Debug)]
pub struct Options {
    /// A directory that `yuragi learn` wrote, or its weights.safetensors.
    #[arg(long, value_name = "PATH")]
    pub weights: PathBuf,
    #[command(flatten)]
    pub data: DataOption,
    #[command(flatten)]
    pub test: TestOption,
    /// Classify only the image at this place in the data, counted from 0; can be given several times. It is classified
    /// even if the network learned from it.
    #[arg(long, value_name = "PLACE", value_parser = whole::<usize>(0..=u64::MAX))]
    pub image: Vec<usize>,
    /// Also classify the images that the network learned from. The accuracies on these and on the others are printed
    /// apart, too.
    #[arg(long, conflicts_with = "image")]
    pub all: bool,
    /// Rank this number of classes, and count how often the label is among them.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<usize>(0..=u64::MAX))]
    pub top: usize,
    /// The file of predictions to write: FILE.csv or, with the arrays of NumPy, FILE.npz.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// The number of presentations over which the output spikes are counted.
    #[arg(long, value_name = "N", default_value_t = yuragi_training::SPIKES,
          value_parser = whole::<u16>(1..=65_535))]
    pub spikes: u16,
    #[command(flatten)]
    pub engine: EngineOption,
}

/// The most images that are shown one by one.
const SHOWN: usize = 20;

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let format = match &options.out {
        Some(path) => {
            check_file("--out", path)?;
            Some((Format::of("--out", path)?, path))
        }
        None => None,
    };
    let checkpoint = Checkpoint::load(&options.weights)?;
    let questions = asked(options, &checkpoint, console)?;
    let classes = questions.data.class_names();
    if options.top == 0 || options.top > classes.len() {
        let expected = format!("1 to {}, the number of classes", classes.len());
        return Err(bad_argument("--top", options.top, expected));
    }
    let (result, predictions) = classify(options, &checkpoint, &questions, console)?;
    print(&result, &questions.data, &predictions, console);
    if let Some((format, path)) = format {
        let bytes = format.bytes(&questions.data, &predictions, options.top)?;
        yuragi_files::write(path, &bytes)?;
        record::write(&beside(path), &result)?;
        console.say(format_args!(
            "written   {} and {}",
            path.display(),
            beside(path).display()
        ));
    }
    console.json(&result)?;
    Ok(ExitCode::SUCCESS)
}

/// The file that says how a file of predictions came about.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".json");
    name.into()
}

/// The images to classify.
pub fn asked(options: &Options, checkpoint: &Checkpoint, console: &Console) -> Result<Questions> {
    let choice = match options.image.as_slice() {
        [] if options.all => Choice::All,
        [] => Choice::New,
        places => Choice::Places(places.to_vec()),
    };
    questions(&options.data, &options.test, choice, checkpoint, console)
}

/// Classifies the images, and says how well.
pub fn classify(
    options: &Options,
    checkpoint: &Checkpoint,
    questions: &Questions,
    console: &Console,
) -> Result<(Inference, Vec<Prediction>)> {
    let (data, images) = (&questions.data, &questions.images);
    let design: &Design = &checkpoint.design;
    let lessons = Lessons::new(design, data)?;
    let mut engine = options.engine.make(design, console)?;
    let bar = console.bar("classifying", images.len() as u64);
    let start = Instant::now();
    let predictions = predict(
        engine.as_mut(),
        (design, &checkpoint.weights),
        &lessons,
        (data, images),
        options.spikes,
        &mut |seen| bar.set_position(seen as u64),
    )?;
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let presentations = images.len() as u64 * u64::from(options.spikes);
    let evaluation = evaluation_of(data, &predictions, presentations);
    let score = (evaluation.images() > 0).then(|| Score::new(&evaluation));
    let among = |p: &&Prediction| {
        let label = data.known_label(p.image).map(usize::from);
        label.is_some_and(|label| p.ranking(options.top).contains(&label))
    };
    let group = |learned: &Learned, wanted: bool| {
        let own = |p: &&Prediction| learned.contains(data.image(p.image)) == wanted;
        let own: Vec<Prediction> = predictions.iter().filter(own).cloned().collect();
        let shown = own.len() as u64 * u64::from(options.spikes);
        let evaluation = evaluation_of(data, &own, shown);
        Group {
            images: own.len(),
            score: (evaluation.images() > 0).then(|| Score::new(&evaluation)),
        }
    };
    let known = checkpoint.learned.as_ref().filter(|_| options.all);
    let groups = known.map(|learned| Groups {
        learned: group(learned, true),
        new: group(learned, false),
    });
    let out = options.out.as_deref().map(|out| absolute("--out", out));
    let result = Inference {
        head: Head::of("infer"),
        design: design.clone(),
        weights: absolute("--weights", &options.weights)?,
        weights_fingerprint: weights_fingerprint(&checkpoint.weights),
        asked: match (&options.data.data, &options.test.test_data) {
            (Some(_), _) => Some("--data".into()),
            (_, Some(_)) => Some("--test-data".into()),
            _ => None,
        },
        data: Images::new(data, questions.path.clone()),
        kind: data.kind(),
        evaluated_on: questions.part(),
        chosen: (!options.image.is_empty()).then(|| options.image.clone()),
        all: options.all,
        images: images.len(),
        spikes: options.spikes,
        engine: options.engine.name.name().into(),
        accuracy: score.as_ref().and_then(|score| score.accuracy),
        groups,
        top: options.top,
        top_accuracy: score
            .as_ref()
            .map(|score| predictions.iter().filter(among).count() as f64 / score.images as f64),
        score,
        predictions_fingerprint: predictions_fingerprint(&predictions),
        presentations,
        seconds,
        presentations_per_second: presentations as f64 / seconds.max(f64::MIN_POSITIVE),
        out: out.transpose()?,
    };
    Ok((result, predictions))
}

fn print(result: &Inference, data: &DataSet, predictions: &[Prediction], console: &Console) {
    let classes = data.class_names();
    let single = result.chosen.is_some();
    if single || result.top > 1 {
        for prediction in predictions.iter().take(SHOWN) {
            show(prediction, data, (result.top.max(3), single), console);
        }
        if predictions.len() > SHOWN {
            console.say(format_args!(
                "… and {} more images; --out writes all of them",
                thousands((predictions.len() - SHOWN) as u64)
            ));
        }
    }
    let from = format!("{}, of {}", result.evaluated_on, data.name());
    match &result.score {
        Some(score) => {
            if !single {
                console.say(art::confusion(&score.confusion, classes));
            }
            console.say(format_args!(
                "accuracy  {}; {from}",
                runner::accuracy(score)
            ));
            if let Some(Groups { learned, new }) = &result.groups {
                for (name, group) in [("learned images", learned), ("new images", new)] {
                    let shown = match &group.score {
                        Some(score) => runner::accuracy(score),
                        None => "none".into(),
                    };
                    console.say(format_args!("          {name:<15} {shown}"));
                }
            }
            if let (Some(share), true) = (result.top_accuracy, result.top > 1) {
                let share = percent(share);
                console.say(format_args!(
                    "          label among the first {}: {share}",
                    result.top
                ));
            }
        }
        None => {
            let mut counts = vec![0; classes.len()];
            predictions.iter().for_each(|p| counts[p.class()] += 1);
            for (class, count) in classes.iter().zip(counts) {
                console.say(format_args!(
                    "predicted {class:<12} {:>8}",
                    thousands(count)
                ));
            }
            console.say(format_args!(
                "accuracy  not known, because no image has a label; {from}"
            ));
        }
    }
    console.say(format_args!(
        "          {} presentations in {:.1} s, {} per second, engine {}",
        thousands(result.presentations),
        result.seconds,
        thousands(result.presentations_per_second as u64),
        result.engine
    ));
}

/// Shows the `most` most probable classes of an image and, if there is `room` and it is a picture, the image.
fn show(prediction: &Prediction, data: &DataSet, (most, room): (usize, bool), console: &Console) {
    let classes = data.class_names();
    let label = match data.known_label(prediction.image) {
        Some(label) => format!(", label {}", classes[usize::from(label)]),
        None => String::new(),
    };
    let title = format!("image {}{label}", prediction.image);
    if room
        && data
            .shape()
            .is_some_and(|(w, h)| w > 1 && h > 1 && w * h == data.pixels())
    {
        let pixels = ink(data, prediction.image);
        console.say(art::images(&[(title, &pixels)], width(data)));
    } else {
        console.say(title);
    }
    let (spikes, means) = (prediction.spikes(), prediction.posterior_mean());
    for class in prediction.ranking(most) {
        console.say(format_args!(
            "  {:<12} {:>6} spikes, probability {:.3}",
            classes[class], spikes[class], means[class]
        ));
    }
}
