//! `yuragi repeat`.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_model::Model;
use yuragi_training::data::{DataSet, Kind, Source};
use yuragi_training::{Checkpoint, Session, fingerprint, weights_fingerprint};

use super::infer;
use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::images::{DataOption, TestOption};
use crate::shared::inputs::EngineOption;
use crate::shared::record::{File, Head, Images, Inference, Learning};
use crate::shared::{interrupt, runner};

/// Repeat a result and compare it with what is written: every weight and every prediction must be the same.
///
/// FILE is the result.json that `yuragi learn` wrote, or the JSON beside the predictions of `yuragi infer`. The
/// reference model repeats it, whatever engine it came from, because all engines agree in every bit. The exit code is 1
/// if anything differs.
#[derive(Args, Debug)]
pub struct Options {
    /// The result to repeat.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The images, if they are not where they were.
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// The separate test set, if it is not where it was.
    #[arg(long, value_name = "FILE")]
    test_data: Option<PathBuf>,
    /// The weights of an `infer`, if they are not where they were.
    #[arg(long, value_name = "PATH")]
    weights: Option<PathBuf>,
}

/// What is compared: a name, and the value then and now.
struct Row(&'static str, String, String);

impl Row {
    fn new<T: Display>(what: &'static str, then: &T, now: &T) -> Self {
        Self(what, then.to_string(), now.to_string())
    }

    fn same(&self) -> bool {
        self.1 == self.2
    }
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let file = File::read(&options.file)?;
    let this = Head::of(&file.head.command);
    if this != file.head {
        let version = |head: &Head| match &head.commit {
            Some(commit) => format!("version {}, commit {commit}", head.version),
            None => format!("version {}", head.version),
        };
        console.note(format_args!(
            "the result is of {}, this is {}",
            version(&file.head),
            version(&this)
        ));
    }
    let rows = match file.head.command.as_str() {
        "learn" => learning(options, &file.whole()?, console)?,
        "infer" => inference(options, &file.whole()?, console)?,
        other => {
            let place = format!("{}: command", options.file.display());
            return Err(bad_argument(&place, other, "learn or infer"));
        }
    };
    if interrupt::stopped() {
        console.note("stopped before the result was repeated");
        return Ok(interrupt::code());
    }
    for row in &rows {
        let verdict = if row.same() { "the same" } else { "DIFFERENT" };
        console.say(format_args!("{:<22} {verdict:<10} {}", row.0, row.1));
        if !row.same() {
            console.say(format_args!("{:<22} {:<10} {}", "", "now", row.2));
        }
    }
    let same = rows.iter().all(Row::same);
    console.json(&json!({
        "same": same,
        "compared": rows.iter().map(|row| json!({"what": row.0, "then": row.1, "now": row.2})).collect::<Vec<_>>(),
    }))?;
    Ok(if same {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Reads images again, and checks that they are the same.
fn images(
    argument: &str,
    moved: Option<&Path>,
    kept: (&str, Option<&str>, &str),
    read: impl Fn(&Source) -> Result<DataSet>,
) -> Result<DataSet> {
    let (name, path, expected) = kept;
    let source = match moved {
        Some(path) => Source::find(path, Path::new(""))?,
        None => Source::remembered(name, path)?,
    };
    let data = read(&source)?;
    let found = fingerprint(&data);
    if found != expected {
        return Err(bad_argument(
            argument,
            format!("{} images with the fingerprint {found}", data.len()),
            format!("the fingerprint {expected}: the images have changed since"),
        ));
    }
    Ok(data)
}

fn learning(options: &Options, result: &Learning, console: &Console) -> Result<Vec<Row>> {
    if options.weights.is_some() {
        let expected = "no weights: learning is repeated from its seed";
        return Err(bad_argument("--weights", "given", expected));
    }
    if result.stopped && result.presentations == 0 {
        return Err(bad_argument(
            "FILE",
            "a run that learned nothing",
            "a result to repeat",
        ));
    }
    let kind: &Kind = &result.kind;
    let Images {
        name,
        path,
        fingerprint,
        ..
    } = &result.data;
    let kept = (name.as_str(), path.as_deref(), fingerprint.as_str());
    let mut data = images("--data", options.data.as_deref(), kept, |source| {
        Ok(source.load_like(kind)?)
    })?;
    let test = &result.test_set;
    match (&test.fingerprint, &options.test_data) {
        (Some(fingerprint), moved) => {
            let kept = (
                test.name.as_str(),
                test.path.as_deref(),
                fingerprint.as_str(),
            );
            let images = images("--test-data", moved.as_deref(), kept, |source| {
                Ok(source.load_test(Some(kind))?)
            })?;
            data = data.with_test(images, test.path.clone())?;
        }
        (None, Some(path)) => {
            let expected = "no test set, because a part of the data was the test set";
            return Err(bad_argument("--test-data", path.display(), expected));
        }
        (None, None) => (),
    }
    let origin = yuragi_training::Origin {
        seed: result.seed,
        division: test.split.unwrap_or_default(),
        split_seed: test.split_seed.unwrap_or_default(),
        path: path.clone(),
        target: result.presentations,
        stored: result.stored,
    };
    let engine = Box::new(Model::new(&result.design)?);
    let mut session = Session::new(engine, &result.design, data, origin)?;
    // only learning looks at the signal; all else ends with it
    interrupt::ends_itself();
    runner::learn_again(&mut session, "learning again", console)?;
    if interrupt::stopped() {
        return Ok(Vec::new());
    }
    let now = runner::results(&mut session, console)?;
    let right = |images: u64, right: u64| format!("{right} of {images}");
    Ok(vec![
        Row::new(
            "weights",
            &result.weights_fingerprint,
            &weights_fingerprint(&session.weights()?),
        ),
        Row::new("flips", &flips(result.flips), &flips(session.flips())),
        Row::new(
            "test accuracy",
            &right(result.test.images, result.test.right),
            &right(now.test.images(), now.test.right()),
        ),
        Row::new(
            "test confusion",
            &matrix(&result.test.confusion),
            &matrix(&now.test.confusion),
        ),
        Row::new(
            "training accuracy",
            &right(result.train.images, result.train.right),
            &right(now.train.images(), now.train.right()),
        ),
    ])
}

fn flips(flips: yuragi_training::Flips) -> String {
    format!("{} up, {} down", flips.up, flips.down)
}

fn matrix(confusion: &[Vec<u64>]) -> String {
    serde_json::to_string(confusion).unwrap_or_default()
}

fn inference(options: &Options, result: &Inference, console: &Console) -> Result<Vec<Row>> {
    let weights = options
        .weights
        .clone()
        .unwrap_or_else(|| PathBuf::from(&result.weights));
    let checkpoint = Checkpoint::load(&weights)?;
    let found = weights_fingerprint(&checkpoint.weights);
    if found != result.weights_fingerprint {
        let expected = format!(
            "the fingerprint {}: they have changed since",
            result.weights_fingerprint
        );
        return Err(bad_argument(
            "--weights",
            format!("weights with the fingerprint {found}"),
            expected,
        ));
    }
    let kept = result
        .data
        .path
        .clone()
        .unwrap_or_else(|| result.data.name.clone());
    let moved = options.data.as_ref().or(options.test_data.as_ref());
    let path = Some(moved.cloned().unwrap_or_else(|| kept.into()));
    let (mut data, mut test) = (None, None);
    match result.asked.as_deref() {
        Some("--data") => data = path,
        Some("--test-data") => test = path,
        _ => {
            if let Some(path) = moved {
                let expected = "nothing, because the images are those of the run; give --weights";
                return Err(bad_argument("--data", path.display(), expected));
            }
        }
    }
    let again = infer::Options {
        weights,
        data: DataOption { data },
        test: TestOption { test_data: test },
        image: result.chosen.clone().unwrap_or_default(),
        all: result.all,
        top: result.top,
        out: None,
        spikes: result.spikes,
        engine: EngineOption::model(),
    };
    let questions = infer::asked(&again, &checkpoint, console)?;
    let (now, _) = infer::classify(&again, &checkpoint, &questions, console)?;
    let right = |result: &Inference| match &result.score {
        Some(score) => format!("{} of {}", score.right, score.images),
        None => "not known".into(),
    };
    let confusion = |result: &Inference| match &result.score {
        Some(score) => matrix(&score.confusion),
        None => "not known".into(),
    };
    Ok(vec![
        Row::new("images", &result.data.fingerprint, &now.data.fingerprint),
        Row::new("classified", &result.evaluated_on, &now.evaluated_on),
        Row::new(
            "predictions",
            &result.predictions_fingerprint,
            &now.predictions_fingerprint,
        ),
        Row::new("accuracy", &right(result), &right(&now)),
        Row::new("confusion", &confusion(result), &confusion(&now)),
    ])
}
