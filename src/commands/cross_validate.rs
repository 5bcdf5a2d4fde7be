//! `yuragi cross-validate`.

mod folds;

use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use yuragi_experiments::statistics::Estimate;
use yuragi_figures::{percent, thousands};
use yuragi_files::Lock;
use yuragi_training::{Evaluation, Origin, SPIKES, fingerprint_of_any_split, usual_presentations};

use super::learn::{self, CONFUSION_FILE};
use crate::shared::console::Console;
use crate::shared::design::DesignOption;
use crate::shared::failure::bad_argument;
use crate::shared::images::{DataOption, tell};
use crate::shared::inputs::{EngineName, LOCAL, one_of};
use crate::shared::numbers::whole;
use crate::shared::outputs::check_directory;
use crate::shared::reading::ReadingOption;
use crate::shared::record::{self, FoldResult, Head, Images, Learning, Score, Validation};
use crate::shared::{interrupt, runner};
use folds::Plan;

/// Learn and test with every fold of a cross-validation, and print the accuracy of each and their mean.
///
/// The images are divided into K folds with the same shares of all classes. A network learns from all folds but one and
/// is tested with that one, K times, so that each image is tested once. Fold N is the same run as that of `yuragi learn
/// --split fold:N/K`, in the directory fold-N of the output directory, and every command that takes a run takes it.
/// After Ctrl-C the same command continues; folds that are complete are not learned again.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    design: DesignOption,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    reading: ReadingOption,
    /// The number of folds.
    #[arg(long, value_name = "K", default_value_t = 5, value_parser = whole::<usize>(2..=1_000))]
    folds: usize,
    /// The engine that learns.
    #[arg(long, value_name = "ENGINE", value_parser = one_of(LOCAL), default_value = "model")]
    engine: EngineName,
    /// The number of presentations of each network [default: 400000, or 100000 for a generative design].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(1..=1_000_000_000_000))]
    presentations: Option<u64>,
    /// Store the images on the chip once, up to the number that the design has room for, and let the chip learn from
    /// them without the host.
    #[arg(long)]
    stored: bool,
    /// The seed of the random streams, the initial weights and the order of the images, the same for all folds
    /// [default: the seed of the design].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(0..=u64::MAX))]
    seed: Option<u64>,
    /// The seed of the division into folds.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole::<u64>(0..=u64::MAX))]
    split_seed: u64,
    /// The number of folds that are learned at the same time [default: the number of processor cores].
    #[arg(long, value_name = "N", value_parser = whole::<usize>(1..=1_024))]
    jobs: Option<usize>,
    /// The output directory. One that holds folds of other settings is refused.
    #[arg(long, value_name = "DIR", default_value = "out/folds")]
    out: PathBuf,
    /// Begin anew, and overwrite the folds that the output directory holds.
    #[arg(long)]
    force: bool,
}

/// The name of the file of the result in the output directory.
const RESULT_FILE: &str = "folds.json";

/// What the interval of the mean is, and is not.
const INTERVAL: &str = "95 %, Student's t over the folds as if they were independent; but they share training images, so \
                        it is only a rough one, and often too narrow";

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let start = Instant::now();
    let out = &options.out;
    check_directory("--out", out)?;
    let task = learn::Task::given(&options.design, &options.data, &options.reading, console)?;
    if options.stored && task.design.hardware.stored_stimuli == 0 {
        let found = "given with a design with hardware.stored_stimuli = 0";
        return Err(bad_argument("--stored", found, "1 or more there"));
    }
    let splits = task.data.folds(options.folds, options.split_seed)?;
    let plan = Plan {
        origin: Origin {
            seed: options.seed.unwrap_or(task.design.random.seed),
            division: Default::default(),
            split_seed: options.split_seed,
            path: task.path.clone(),
            target: (options.presentations).unwrap_or_else(|| usual_presentations(&task.design)),
            stored: options.stored,
        },
        design: task.design,
        data: task.data,
        splits,
        engine: options.engine,
        out,
    };
    interrupt::ends_itself();
    let _lock = Lock::of(out)?;
    let found = plan.examine(options.force)?;
    // what an earlier command has summed up does not belong to the folds that follow
    for file in [RESULT_FILE, CONFUSION_FILE] {
        yuragi_files::remove(&out.join(file))?;
    }
    notes(&plan, found.done(), console);
    let cores = available_parallelism().map_or(1, usize::from);
    let runs = plan.learn(found, options.jobs.unwrap_or(cores), console)?;
    let Some(runs) = complete(&runs) else {
        let done = runs.iter().flatten().filter(|run| !run.stopped).count();
        console.note(format_args!(
            "stopped; {done} of {} folds are complete, and the same command continues from here",
            options.folds
        ));
        console.json(&serde_json::json!({
            "stopped": true, "folds": options.folds, "complete": done, "out": out.display().to_string(),
        }))?;
        return Ok(interrupt::code());
    };
    let result = sum_up(&plan, &runs, start);
    let pooled = Evaluation {
        confusion: result.pooled.confusion.clone(),
        presentations: 0,
    };
    let picture = runner::matrix(&pooled, plan.data.class_names()).drawing();
    yuragi_files::write(&out.join(CONFUSION_FILE), picture.svg().as_bytes())?;
    record::write(&out.join(RESULT_FILE), &result)?;
    print(&result, console);
    console.json(&result)?;
    Ok(interrupt::code())
}

/// The runs of all folds, if none is missing or was stopped.
fn complete(runs: &[Option<Learning>]) -> Option<Vec<&Learning>> {
    runs.iter()
        .map(|run| run.as_ref().filter(|run| !run.stopped))
        .collect()
}

fn notes(plan: &Plan, done: usize, console: &Console) {
    let (data, folds) = (&plan.data, plan.splits.len());
    tell(data, console);
    if data.is_scaled_by_its_values() {
        console.note(format_args!(
            "{}: the training images of each fold set its scale; values of the other images beyond it are clipped",
            data.name()
        ));
    }
    for (class, name) in data.class_names().iter().enumerate() {
        let own = data.labels().iter();
        let images = own.filter(|&&label| usize::from(label) == class).count();
        if images < folds {
            console.note(format_args!(
                "the class {name} has {images} images, fewer than there are folds: some folds do not test it"
            ));
        }
    }
    let network = &plan.design.network;
    console.note(format_args!(
        "{folds} folds of {} images of {}, {done} of them already done; split seed {}; network {} on the engine {}",
        thousands(data.len() as u64),
        data.name(),
        plan.origin.split_seed,
        network.name(),
        plan.engine.name()
    ));
}

/// The result over all folds.
fn sum_up(plan: &Plan, runs: &[&Learning], start: Instant) -> Validation {
    let classes = plan.data.classes();
    let mut confusion = vec![vec![0; classes]; classes];
    for run in runs {
        let cells = confusion.iter_mut().flatten();
        (cells.zip(run.test.confusion.iter().flatten())).for_each(|(sum, count)| *sum += count);
    }
    let pooled = Score::new(&Evaluation {
        confusion,
        presentations: 0,
    });
    let accuracies: Vec<f64> = runs.iter().filter_map(|run| run.test.accuracy).collect();
    let accuracy = Estimate::of_shares(&accuracies);
    let squares = accuracies.iter().map(|a| (a - accuracy.mean).powi(2));
    let deviation = (squares.sum::<f64>() / (accuracies.len() - 1) as f64).sqrt();
    let fold = |(place, run): (usize, &&Learning)| FoldResult {
        fold: place + 1,
        out: run.out.clone(),
        test: run.test.clone(),
        train: run.train.clone(),
        flips: run.flips,
        weights_fingerprint: run.weights_fingerprint.clone(),
        seconds: run.seconds,
    };
    Validation {
        head: Head::of("cross-validate"),
        design: plan.design.clone(),
        data: Images {
            name: plan.data.name().into(),
            path: plan.origin.path.clone(),
            images: plan.data.len(),
            fingerprint: fingerprint_of_any_split(&plan.data),
        },
        folds: runs.len(),
        seed: plan.origin.seed,
        split_seed: plan.origin.split_seed,
        stored: plan.origin.stored,
        engine: plan.engine.name().into(),
        presentations: plan.origin.target,
        spikes: SPIKES,
        stopped: false,
        accuracy,
        standard_deviation: deviation,
        interval_method: INTERVAL.into(),
        pooled,
        runs: runs.iter().enumerate().map(fold).collect(),
        wall_seconds: start.elapsed().as_secs_f64(),
        out: plan.out.display().to_string(),
    }
}

fn print(result: &Validation, console: &Console) {
    for run in &result.runs {
        console.say(format_args!(
            "fold {:<3}    {}",
            run.fold,
            runner::accuracy(&run.test)
        ));
    }
    let Estimate {
        mean,
        low,
        high,
        cut,
        ..
    } = result.accuracy;
    let cut = if cut {
        ", cut at the possible values"
    } else {
        ""
    };
    let points = |share: f64| format!("{:.1}", 100.0 * share);
    let interval = match low == high {
        true => "no interval, because all folds are alike".to_owned(),
        false => format!("95 % interval {} to {} %{cut}", points(low), points(high)),
    };
    console.say(format_args!(
        "mean        {}; {interval}; standard deviation {} points",
        percent(mean),
        points(result.standard_deviation)
    ));
    console.say(format_args!(
        "all images  {}",
        runner::accuracy(&result.pooled)
    ));
    console.say(
        "The interval of the mean takes the folds for independent, but they share training images: it is only a rough one,\n\
         and often too narrow. That of all images is about the choice of the images alone.",
    );
    console.say(format_args!(
        "output directory   {}, {:.1} s in all",
        result.out, result.wall_seconds
    ));
}
