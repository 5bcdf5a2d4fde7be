//! `yuragi report`.

mod energy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_figures::{Comparison, KeyFigure, Other, Report, Sheet, percent, thousands};
use yuragi_model::Model;
use yuragi_training::{
    Checkpoint, Difference, Evaluation, Lessons, Questions, SPIKES, evaluation_of,
    paired_difference, predict, unpaired_difference,
};

use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::images::{Choice, DataOption, TestOption, questions};
use crate::shared::outputs::check_file;
use crate::shared::record::Score;
use crate::shared::runner;
use crate::shared::views::hidden_weights;

/// Write a page about networks that have learned: one run, or several side by side.
///
/// Each run is classified again, as `yuragi infer` does, without --data and --test-data on the test images that it kept
/// apart. The differences of accuracies have 95 % intervals, which are about the choice of the test images; other seeds
/// would give other networks.
#[derive(Args, Debug)]
pub struct Options {
    /// The directories that `yuragi learn` wrote.
    #[arg(value_name = "DIR", required = true)]
    runs: Vec<PathBuf>,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    test: TestOption,
    /// A directory that `yuragi experiment energy` wrote, out/experiments/energy for example: its counts are used for the
    /// energy of the runs that have the same design; can be given several times. Those of the built-in design digits are
    /// known without it.
    #[arg(long, value_name = "DIR")]
    energy: Vec<PathBuf>,
    /// The page to write.
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    out: PathBuf,
}

/// A run and how it classifies.
struct Run {
    name: String,
    checkpoint: Checkpoint,
    questions: Questions,
    lessons: Lessons,
    /// The images with a label, by their places.
    judged: Vec<usize>,
    /// Whether each of them was classified correctly.
    right: Vec<bool>,
    evaluation: Evaluation,
}

impl Run {
    /// The pixels and the label of one of the judged images.
    fn image(&self, place: usize) -> (&[u8], Option<u16>) {
        let (data, image) = (&self.questions.data, self.judged[place]);
        (data.image(image), data.known_label(image))
    }
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    check_file("--out", &options.out)?;
    for (place, directory) in options.runs.iter().enumerate() {
        if options.runs[..place].contains(directory) {
            let expected = "each directory once";
            return Err(bad_argument(
                "DIR",
                format!("{} twice", directory.display()),
                expected,
            ));
        }
    }
    let measured = energy::measured(&options.energy)?;
    let mut runs = Vec::new();
    for directory in &options.runs {
        runs.push(load(directory, options, console)?);
    }
    let subjects: Vec<energy::Subject> = (runs.iter())
        .map(
            |Run {
                 name, checkpoint, ..
             }| energy::Subject { name, checkpoint },
        )
        .collect();
    let spent = energy::spent(&subjects, &measured)?;
    let mut report = page(&runs);
    report.energy = Some(energy::account(&subjects, &spent));
    yuragi_files::write(&options.out, report.html().as_bytes())?;
    for run in &runs {
        console.say(format_args!("{}  {}", run.name, accuracy(run)));
    }
    let mut compared = Vec::new();
    for other in &runs[1..] {
        let difference = difference(other, &runs[0]);
        if let Some((found, paired)) = difference {
            let images = if paired {
                "the same images"
            } else {
                "different images"
            };
            console.say(format_args!(
                "{} minus {}: {}, on {images}",
                other.name,
                runs[0].name,
                shown(&found)
            ));
        }
        compared.push(json!({
            "of": other.name,
            "minus": runs[0].name,
            "difference": difference.map(|(found, _)| found),
            "same_images": difference.map(|(_, paired)| paired),
        }));
    }
    console.say(format_args!("wrote {}", options.out.display()));
    let entry = |(run, spent): (&Run, &energy::Spent)| {
        json!({
            "directory": run.name,
            "accuracy": run.evaluation.accuracy(),
            "interval": run.evaluation.interval(),
            "right": run.evaluation.right(),
            "images": run.evaluation.images(),
            "part": run.questions.part(),
            "data": run.questions.data.name(),
            "confusion": run.evaluation.confusion,
            "energy": spent,
        })
    };
    console.json(&json!({
        "runs": runs.iter().zip(&spent).map(entry).collect::<Vec<_>>(),
        "differences": compared,
        "report": options.out.display().to_string(),
    }))?;
    Ok(ExitCode::SUCCESS)
}

fn load(directory: &Path, options: &Options, console: &Console) -> Result<Run> {
    let checkpoint = Checkpoint::load(directory)?;
    let questions = questions(
        &options.data,
        &options.test,
        Choice::New,
        &checkpoint,
        console,
    )?;
    let design = &checkpoint.design;
    let data = &questions.data;
    let lessons = Lessons::new(design, data)?;
    let bar = console.bar("classifying", questions.images.len() as u64);
    let predictions = predict(
        &mut Model::new(design)?,
        (design, &checkpoint.weights),
        &lessons,
        (data, &questions.images),
        SPIKES,
        &mut |seen| bar.set_position(seen as u64),
    )?;
    bar.finish_and_clear();
    let presentations = questions.images.len() as u64 * u64::from(SPIKES);
    let (mut judged, mut right) = (Vec::new(), Vec::new());
    for prediction in &predictions {
        if let Some(label) = data.known_label(prediction.image) {
            judged.push(prediction.image);
            right.push(usize::from(label) == prediction.class());
        }
    }
    Ok(Run {
        name: directory.display().to_string(),
        judged,
        right,
        evaluation: evaluation_of(data, &predictions, presentations),
        checkpoint,
        questions,
        lessons,
    })
}

/// The accuracy of a run with its interval.
fn accuracy(run: &Run) -> String {
    runner::accuracy(&Score::new(&run.evaluation))
}

/// The difference of the accuracies of two runs, and whether they classified the same images.
fn difference(run: &Run, first: &Run) -> Option<(Difference, bool)> {
    let same = run.right.len() == first.right.len()
        && (0..run.right.len()).all(|place| run.image(place) == first.image(place));
    let counts = |run: &Run| (run.evaluation.right(), run.evaluation.images());
    let found = match same {
        true => paired_difference(&run.right, &first.right),
        false => unpaired_difference(counts(run), counts(first)),
    };
    found.map(|found| (found, same))
}

fn shown(found: &Difference) -> String {
    let points = |share: f64| format!("{:+.2}", 100.0 * share);
    format!(
        "{} percentage points ({} to {})",
        points(found.difference),
        points(found.low),
        points(found.high)
    )
}

/// Which images a run classified.
fn classified(run: &Run) -> String {
    format!("{}, of {}", run.questions.part(), run.questions.data.name())
}

fn curve(run: &Run) -> Vec<yuragi_figures::CurvePoint> {
    let state = run.checkpoint.state.as_ref();
    state
        .map(|state| runner::curve(&state.curve))
        .unwrap_or_default()
}

fn network(run: &Run) -> String {
    run.checkpoint.design.network.name()
}

fn page(runs: &[Run]) -> Report {
    let subjects: Vec<String> = runs
        .iter()
        .map(|run| {
            format!(
                "{}: {} on {}",
                run.name,
                network(run),
                run.questions.data.name()
            )
        })
        .collect();
    let key = |run: &Run| KeyFigure {
        value: match run.evaluation.images() {
            0 => "not known".into(),
            _ => percent(run.evaluation.accuracy()),
        },
        name: match runs.len() {
            1 => "accuracy".into(),
            _ => format!("accuracy, {}", run.name),
        },
        detail: format!("{}; {}", accuracy(run), classified(run)),
    };
    let mut report = Report {
        subject: subjects.join("; "),
        key_figures: runs.iter().map(key).collect(),
        ..Report::default()
    };
    match runs {
        [run] => {
            report.curve = curve(run);
            report.confusion = Some(runner::matrix(
                &run.evaluation,
                run.questions.data.class_names(),
            ));
            report.weights = weights(run);
            report.parameters = parameters(run);
        }
        _ => {
            report.comparison = Some(comparison(runs));
            report.others = runs.iter().map(section).collect();
        }
    }
    report
}

fn weights(run: &Run) -> Option<yuragi_figures::Weights> {
    let Run {
        checkpoint,
        questions,
        lessons,
        ..
    } = run;
    Some(hidden_weights(
        &checkpoint.design,
        &checkpoint.weights,
        lessons,
        &questions.data,
    ))
}

fn section(run: &Run) -> Other {
    Other {
        title: run.name.clone(),
        text: format!(
            "The network {} classified {}: {}.",
            network(run),
            classified(run),
            accuracy(run)
        ),
        curve: curve(run),
        confusion: Some(runner::matrix(
            &run.evaluation,
            run.questions.data.class_names(),
        )),
        weights: weights(run),
    }
}

/// The parameters of a run, by name.
fn parameters(run: &Run) -> Vec<(String, String)> {
    let Checkpoint { design, state, .. } = &run.checkpoint;
    let mut all = vec![
        ("network", network(run)),
        ("bits of a weight", design.synapse.bits.to_string()),
        (
            "quantum",
            format!("2^-{} nats", design.synapse.quantum_log2),
        ),
        ("p_flip", design.flip_rounded().to_string()),
        ("p_noise", design.noise_rounded().to_string()),
        ("sweeps", design.sampling.sweeps.to_string()),
        ("dwell", design.sampling.dwell.to_string()),
        ("lanes", design.hardware.lanes.to_string()),
    ];
    if let Some(state) = state {
        let none = "a separate test set";
        let [split, seed] = match state.split_seed {
            Some(seed) => [state.division.to_string(), seed.to_string()],
            None => [none.to_owned(), none.to_owned()],
        };
        all.extend([
            ("learned from", state.data.kind.name.clone()),
            ("seed", state.seed.to_string()),
            ("split", split),
            ("split seed", seed),
            ("presentations", thousands(state.presentations)),
            ("seconds of learning", format!("{:.1}", state.seconds)),
        ]);
    }
    all.extend([
        ("classified", classified(run)),
        ("presentations of an image", SPIKES.to_string()),
    ]);
    all.into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The runs side by side.
fn comparison(runs: &[Run]) -> Comparison {
    let names: Vec<String> = runs.iter().map(|run| run.name.clone()).collect();
    let lists: Vec<Vec<(String, String)>> = runs.iter().map(parameters).collect();
    let mut keys: Vec<&String> = Vec::new();
    for (key, _) in lists.iter().flatten() {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let row = |name: &str, cells: Vec<String>| -> Vec<String> {
        std::iter::once(name.to_owned()).chain(cells).collect()
    };
    let mut rows = vec![row("accuracy", runs.iter().map(accuracy).collect())];
    let differences = runs.iter().enumerate().map(|(place, run)| match place {
        0 => "–".to_owned(),
        _ => difference(run, &runs[0]).map_or("not known".into(), |(found, paired)| {
            let images = if paired {
                "same images"
            } else {
                "different images"
            };
            format!("{}, {images}", shown(&found))
        }),
    });
    rows.push(row(
        &format!("minus that of {}", runs[0].name),
        differences.collect(),
    ));
    for key in keys {
        let cell = |list: &Vec<(String, String)>| {
            let found = list.iter().find(|(name, _)| name == key);
            found.map_or("not known".into(), |(_, value)| value.clone())
        };
        rows.push(row(key, lists.iter().map(cell).collect()));
    }
    Comparison {
        curves: runs.iter().map(|run| (run.name.clone(), curve(run))).collect(),
        table: Sheet {
            header: row("", names),
            rows,
        },
        note: "Intervals are 95 %: Wilson’s for an accuracy, Newcombe’s for a difference, which takes into account which images both \
               runs classified. They are about the choice of the test images. Another seed would give another network."
            .into(),
    }
}
