//! `yuragi learn`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use yuragi_figures::thousands;
use yuragi_files::Lock;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{
    Checkpoint, Division, Origin, SPIKES, Session, usual_design, usual_presentations,
    weights_fingerprint,
};

use crate::shared::console::Console;
use crate::shared::design::DesignOption;
use crate::shared::failure::bad_argument;
use crate::shared::images::{DataOption, TestOption, sources, tell, tested_with};
use crate::shared::inputs::{EngineOption, check_fit};
use crate::shared::numbers::whole;
use crate::shared::outputs::{check_directory, check_no_run};
use crate::shared::reading::ReadingOption;
use crate::shared::record::{self, Head, Learning, Score};
use crate::shared::runner::Live;
use crate::shared::{interrupt, runner};

/// Learn labelled images and write the weights, the learning curve and the confusion matrix.
///
/// The network learns from four fifths of the images, in random order; the rest is the test set that measures the
/// accuracy.
/// --test-data gives a separate test set instead. The output directory is a checkpoint, written every ten seconds, at the end
/// and on Ctrl-C; --resume continues from it as if learning had never stopped. The accuracy is always measured with the
/// reference model and a copy of the weights, whichever engine learns. The file result.json in the output directory says
/// all that is needed to repeat the run; `yuragi repeat` does.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    design: DesignOption,
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    reading: ReadingOption,
    #[command(flatten)]
    test: TestOption,
    #[command(flatten)]
    engine: EngineOption,
    /// The number of presentations; with --resume, the number to add [default: 400000, or 100000 for a generative
    /// design; with --resume, the rest of the run].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(1..=1_000_000_000_000))]
    presentations: Option<u64>,
    /// Store the images on the chip once, up to the number that the design has room for, and let the chip learn from
    /// them without the host. Their order is then the same in every epoch.
    #[arg(long)]
    stored: bool,
    /// The seed of the random streams, the initial weights and the order of the images [default: the seed of the
    /// design].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(0..=u64::MAX))]
    seed: Option<u64>,
    /// The seed of the split into training set and test set; not allowed with --test-data, where nothing is split
    /// [default: 1].
    #[arg(long, value_name = "N", value_parser = whole::<u64>(0..=u64::MAX))]
    split_seed: Option<u64>,
    /// How the images are divided into training set and test set: random, stratified (the same share of each class in
    /// both), or fold:N/K (part N of K of a cross-validation is the test set) [default: random].
    #[arg(long, value_name = "HOW")]
    split: Option<Division>,
    /// The output directory [default: out/learn, or the directory of --resume]. One that holds a run is refused, unless
    /// --resume continues it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Overwrite the run that the output directory holds.
    #[arg(long)]
    force: bool,
    /// Continue from the checkpoint in this directory.
    #[arg(long, value_name = "DIR")]
    resume: Option<PathBuf>,
}

/// The name of the file in the directory of a run that says all that is needed to repeat it.
pub const RESULT_FILE: &str = "result.json";

/// The name of the picture of the confusion matrix.
pub const CONFUSION_FILE: &str = "confusion.svg";

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let default = options.resume.as_deref().unwrap_or(Path::new("out/learn"));
    let out = options.out.as_deref().unwrap_or(default);
    check_directory("--out", out)?;
    let check_run = || {
        let continued = options.resume.as_deref().is_some_and(|run| same(run, out));
        match options.force || continued {
            true => Ok(()),
            false => check_no_run("--out", out),
        }
    };
    check_run()?;
    let start = Instant::now();
    let (mut session, design) = match &options.resume {
        Some(directory) => resume(options, directory, console)?,
        None => begin(options, console)?,
    };
    interrupt::ends_itself();
    let _lock = Lock::of(out)?;
    // a run that began meanwhile may have ended
    check_run()?;
    remove_result(out)?;
    let before = session.presentations();
    console.note(format_args!(
        "learning {}{} images of {}; test set: {}; network {} on the engine {}",
        thousands(session.learned() as u64),
        if session.stored() { " stored" } else { "" },
        session.data().name(),
        tested_with(&session),
        design.network.name(),
        options.engine.name.name()
    ));
    runner::learn(&mut session, out, "learning", Live::Line, console)?;
    let engine = options.engine.name.name();
    let result = conclude(&mut session, (engine, out), (before, start), console)?;
    let (presentations, seconds) = (result.presentations, result.seconds);
    let (rate, whole) = (result.presentations_per_second, result.wall_seconds);
    let flips = result.flips;
    console.say(format_args!(
        "test accuracy      {}",
        runner::accuracy(&result.test)
    ));
    console.say(format_args!(
        "training accuracy  {}",
        runner::accuracy(&result.train)
    ));
    console.say(format_args!(
        "presentations      {} in {seconds:.1} s of learning, {} per second; {whole:.1} s in all, with measurements and files",
        thousands(presentations),
        thousands(rate as u64)
    ));
    console.say(format_args!(
        "synapses           opened {}, closed {}",
        thousands(flips.up),
        thousands(flips.down)
    ));
    console.say(format_args!("output directory   {}", out.display()));
    if interrupt::stopped() && !session.can_go_on() {
        console.note(format_args!(
            "stopped after {} of {} presentations; the random streams of a device cannot be saved, so learning cannot be continued",
            thousands(presentations),
            thousands(session.target()),
        ));
    } else if interrupt::stopped() {
        console.note(format_args!(
            "stopped after {} of {} presentations; to continue, run: yuragi learn --resume {}",
            thousands(presentations),
            thousands(session.target()),
            out.display()
        ));
    }
    console.json(&result)?;
    Ok(interrupt::code())
}

/// Tests what was learned, and writes the result and the confusion matrix into the directory of the run. The command
/// began at `before` presentations and at the time `start`.
pub fn conclude(
    session: &mut Session,
    (engine, out): (&str, &Path),
    (before, start): (u64, Instant),
    console: &Console,
) -> Result<Learning> {
    let results = runner::results(session, console)?;
    let picture = runner::matrix(&results.test, session.data().class_names())
        .drawing()
        .svg();
    yuragi_files::write(&out.join(CONFUSION_FILE), picture.as_bytes())?;
    let (presentations, seconds) = (session.presentations(), session.seconds());
    let (data, test_set) = sources(session);
    let [test, train] = [&results.test, &results.train].map(Score::new);
    let result = Learning {
        head: Head::of("learn"),
        design: session.design().clone(),
        data,
        test_set,
        kind: session.data().kind(),
        seed: session.seed(),
        stored: session.stored(),
        engine: engine.into(),
        presentations,
        presentations_before: before,
        target: session.target(),
        stopped: interrupt::stopped(),
        spikes: SPIKES,
        weights_fingerprint: weights_fingerprint(&session.weights()?),
        flips: session.flips(),
        test_accuracy: test.accuracy,
        test_images: test.images,
        train_accuracy: train.accuracy,
        train_images: train.images,
        test,
        train,
        seconds,
        wall_seconds: start.elapsed().as_secs_f64(),
        presentations_per_second: presentations as f64 / seconds.max(f64::MIN_POSITIVE),
        out: out.display().to_string(),
    };
    record::write(&out.join(RESULT_FILE), &result)?;
    Ok(result)
}

/// Removes the result of an earlier run, which does not belong to the checkpoints that follow.
pub fn remove_result(out: &Path) -> Result<()> {
    for result in [RESULT_FILE, CONFUSION_FILE] {
        yuragi_files::remove(&out.join(result))?;
    }
    Ok(())
}

/// Whether two paths lead to the same directory.
fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn begin(options: &Options, console: &Console) -> Result<(Session, Design)> {
    let Task { design, data, path } =
        Task::given(&options.design, &options.data, &options.reading, console)?;
    let data = options.test.join(data, None, console)?;
    check_no_split(options, &data)?;
    let origin = Origin {
        seed: options.seed.unwrap_or(design.random.seed),
        division: options.split.unwrap_or_default(),
        split_seed: options.split_seed.unwrap_or(1),
        path,
        target: options
            .presentations
            .unwrap_or_else(|| usual_presentations(&design)),
        stored: options.stored,
    };
    let engine = options.engine.make(&design, console)?;
    let session = Session::new(engine, &design, data, origin)?;
    // the notes on the scale are known once the training part has set it
    tell(session.data(), console);
    Ok((session, design))
}

/// What is to be learned: the images, and a network that fits them.
pub struct Task {
    /// The design.
    pub design: Design,
    /// The images.
    pub data: DataSet,
    /// The path of the images that results keep; none for built-in ones.
    pub path: Option<String>,
}

impl Task {
    /// The images given with the design given; with the built-in images or a usual design where one of them is not.
    pub fn given(
        design: &DesignOption,
        data: &DataOption,
        reading: &ReadingOption,
        console: &Console,
    ) -> Result<Self> {
        let given = data.given(reading, console)?;
        let (design, data, path) = match (&design.design, given) {
            (None, Some((data, path))) => {
                let changes = &design.changes;
                let design = changes.apply(usual_design(&data)?, "the design for the data")?;
                console.note(format_args!(
                    "design for the data: {}",
                    design_line(&design)
                ));
                (design, data, path)
            }
            (_, Some((data, path))) => (design.load(console)?, data, path),
            (_, None) => {
                let design = design.load(console)?;
                let (data, path) = data.load(&design, console)?;
                (design, data, path)
            }
        };
        check_fit(&design, &data)?;
        Ok(Self { design, data, path })
    }
}

/// The sizes of a design that was chosen, for people.
fn design_line(design: &Design) -> String {
    format!(
        "{} inputs, {} hidden neurons, {} outputs, weights of {} bits, quantum 2^-{}, {} lanes; `yuragi new` writes \
         it as a file",
        design.network.inputs(),
        design.network.hidden(),
        design.network.outputs(),
        design.synapse.bits,
        design.synapse.quantum_log2,
        design.hardware.lanes
    )
}

/// Checks that no split is asked for if nothing is split.
fn check_no_split(options: &Options, data: &DataSet) -> Result<()> {
    let Some(test) = data.own_test() else {
        return Ok(());
    };
    let bad = |argument: &str, found: String| {
        let expected = format!(
            "no {argument}, because {} is the test set and nothing is split",
            test.name
        );
        Err(bad_argument(argument, found, expected))
    };
    match (options.split_seed, options.split) {
        (Some(seed), _) => bad("--split-seed", seed.to_string()),
        (None, Some(split)) => bad("--split", split.to_string()),
        (None, None) => Ok(()),
    }
}

fn resume(options: &Options, directory: &Path, console: &Console) -> Result<(Session, Design)> {
    if let Some(option) = options.reading.given() {
        let expected = "no such option, because the data are read as when the run began";
        return Err(bad_argument(
            option,
            "given together with --resume",
            expected,
        ));
    }
    let checkpoint = Checkpoint::load(directory)?;
    let DesignOption { design, changes } = &options.design;
    let wanted = match design {
        Some(_) => options.design.load(console)?,
        None => changes.apply(checkpoint.design.clone(), "the design of the run")?,
    };
    checkpoint.check_design(&wanted)?;
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
                format!("{kept}, the seed of the checkpoint"),
            ));
        }
    }
    if let Some(split) = options.split
        && split != state.division
    {
        let expected = format!("{}, the split of the checkpoint", state.division);
        return Err(bad_argument("--split", split, expected));
    }
    if options.stored && !state.stored {
        return Err(bad_argument(
            "--stored",
            "given",
            "no --stored, because the run of the checkpoint was started without it",
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
                "a run that is complete after {} presentations",
                thousands(state.presentations)
            ),
            "also --presentations N, to learn for N more presentations",
        ));
    }
    check_fit(&design, &data)?;
    let engine = options.engine.make(&design, console)?;
    let mut session = Session::resume(engine, &design, data, state)?;
    session.set_target(target);
    Ok((session, design))
}
