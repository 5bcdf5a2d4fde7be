//! `yuragi demo`: what `make demo` runs.

mod parts;
mod showcase;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_engines::Engine;
use yuragi_engines::compare::{Pair, Plan};
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{Origin, Session, lesson_steps};

use super::console::Console;
use super::inputs::{EngineName, check_directory};
use super::interrupt;
use super::learn::usual_presentations;
use super::runner::{self, Live};
use parts::{Circuit, Learned, MNIST, rate};

/// Learn handwritten digits, small ones and MNIST's, draw some, hold the Verilog against the model, and write a report to look at.
#[derive(Args, Debug)]
pub struct Options {
    /// The directory to write: report.html and a checkpoint of each design.
    #[arg(long, value_name = "DIR", default_value = "out/demo")]
    out: PathBuf,
    /// Presentations that the Verilog and the model run in lockstep.
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    lockstep: u64,
}

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    check_directory("--out", &options.out)?;
    interrupt::listen();
    let start = Instant::now();
    let course = |preset: &str, presentations: Option<u64>, live| Course {
        preset: preset.to_owned(),
        presentations,
        live,
    };
    let learn = |course, data, what| learn(course, data, &options.out, what, console);
    let mut digits = learn(
        course("digits", None, Live::Line),
        DataSet::digits()?,
        "learning to name digits:",
    )?;
    let mut mnist = learn(
        course("mnist", Some(MNIST), Live::Chart),
        DataSet::mnist()?,
        "learning to name MNIST's digits:",
    )?;
    let mut generative = learn(
        course("generative", None, Live::Line),
        DataSet::digits()?,
        "learning to draw digits:",
    )?;
    if interrupt::stopped() {
        console.note("stopped; the checkpoints are whole, the report was not written");
        return Ok(interrupt::code());
    }
    let circuit = circuit(&digits.design, options.lockstep, console)?;
    let report = showcase::report(&mut digits, &mut mnist, &mut generative, &circuit)?;
    let page = options.out.join("report.html");
    yuragi_files::write(&page, report.html().as_bytes())?;

    let seconds = start.elapsed().as_secs_f64();
    for line in showcase::table(&digits, &mnist, &generative, &circuit) {
        console.say(format_args!("{:<56} {:>12}", line.name, line.value));
    }
    console.say(format_args!(
        "\nreport: {}  ({seconds:.0} s)",
        page.display()
    ));
    if let Some(difference) = &circuit.outcome.difference {
        console.error(&format!(
            "the engines differ after presentation {}: {}",
            circuit.outcome.presentations,
            difference.between("the model", "the Verilog")
        ));
    }
    console.json(&json!({
        "test_accuracy": digits.results.test.accuracy(),
        "train_accuracy": digits.results.train.accuracy(),
        "mnist_test_accuracy": mnist.results.test.accuracy(),
        "mnist_train_accuracy": mnist.results.train.accuracy(),
        "generative_test_accuracy": generative.results.test.accuracy(),
        "presentations": digits.session.presentations(),
        "mnist_presentations": mnist.session.presentations(),
        "presentations_per_second": {
            "model": rate(&digits.session),
            "model_mnist": rate(&mnist.session),
            "rtl": circuit.rate,
        },
        "lockstep_presentations": circuit.outcome.presentations,
        "bits_compared": circuit.outcome.equal.bits(),
        "equal": circuit.outcome.difference.is_none(),
        "p_bits": yuragi_hardware::costs::sizes(&digits.design).p_bits,
        "seconds": seconds,
        "report": page.display().to_string(),
    }))?;
    Ok(match circuit.outcome.difference {
        Some(_) => ExitCode::FAILURE,
        None => interrupt::code(),
    })
}

/// What is learned, and how it is shown.
struct Course {
    preset: String,
    /// None for as many as are usual.
    presentations: Option<u64>,
    live: Live,
}

fn learn(
    course: Course,
    data: DataSet,
    out: &Path,
    what: &'static str,
    console: &Console,
) -> Result<Learned> {
    let design = Design::preset(&course.preset)?;
    let engine = EngineName::Model.make(&design, false, console)?;
    let target = course.presentations;
    let origin = Origin {
        stored: false,
        seed: design.random.seed,
        split_seed: 1,
        path: None,
        target: target.unwrap_or_else(|| usual_presentations(&design)),
    };
    let mut session = Session::new(engine, &design, data, origin)?;
    let out = out.join(&course.preset);
    runner::learn(&mut session, &out, what, course.live, console)?;
    let results = runner::results(&mut session, console)?;
    Ok(Learned {
        design,
        session,
        results,
    })
}

/// Presentations over which the Verilog's speed is measured.
const TIMED: usize = 2_000;

fn circuit(design: &Design, presentations: u64, console: &Console) -> Result<Circuit> {
    let data = DataSet::digits()?;
    let seed = design.random.seed;
    let mut model = EngineName::Model.make(design, false, console)?;
    let mut rtl = EngineName::Rtl.make(design, false, console)?;
    let bar = console.bar("comparing", presentations);
    let mut pair = Pair::new(model.as_mut(), rtl.as_mut(), design);
    let plan = Plan::closely(presentations);
    let outcome = pair.run(lesson_steps(design, &data, seed)?, &plan, &mut |done| {
        bar.set_position(done);
        !interrupt::stopped()
    });
    bar.finish_and_clear();
    let (rate, cycles) = time(rtl.as_mut(), design, &data, seed)?;
    Ok(Circuit {
        outcome: outcome?,
        rate,
        cycles,
    })
}

/// Presentations a second of an engine that learns, and clock cycles of each.
fn time(engine: &mut dyn Engine, design: &Design, data: &DataSet, seed: u64) -> Result<(f64, f64)> {
    // a stimulus and a presentation each, behind a reset and the registers
    let mut steps = lesson_steps(design, data, seed)?;
    for step in steps.by_ref().take(2) {
        step.apply(engine)?;
    }
    let (start, before) = (Instant::now(), engine.cycles().unwrap_or(0));
    for step in steps.take(2 * TIMED) {
        step.apply(engine)?;
    }
    let cycles = engine.cycles().unwrap_or(0) - before;
    let rate = TIMED as f64 / start.elapsed().as_secs_f64().max(f64::MIN_POSITIVE);
    Ok((rate, cycles as f64 / TIMED as f64))
}
