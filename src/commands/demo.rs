//! `yuragi demo`: what `make demo` runs.

mod parts;
mod showcase;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_engines::compare::{Pair, Plan};
use yuragi_files::Lock;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{
    Division, Origin, Session, lesson_steps, measure_speed, usual_presentations,
};

use crate::shared::console::Console;
use crate::shared::inputs::EngineName;
use crate::shared::interrupt;
use crate::shared::numbers::whole;
use crate::shared::outputs::check_directory;
use crate::shared::runner::{self, Live};
use parts::{Circuit, Learned, MNIST, rate};

/// Learn two sets of handwritten digits, draw digits, compare the Verilog with the model, and write a report page.
#[derive(Args, Debug)]
pub struct Options {
    /// The output directory, for report.html and a checkpoint of each network.
    #[arg(long, value_name = "DIR", default_value = "out/demo")]
    out: PathBuf,
    /// The number of presentations that the Verilog and the model run in lockstep.
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = whole::<u64>(1..=1_000_000))]
    lockstep: u64,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    check_directory("--out", &options.out)?;
    interrupt::ends_itself();
    let _lock = Lock::of(&options.out)?;
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
        "learning to classify digits:",
    )?;
    let mut mnist = learn(
        course("mnist", Some(MNIST), Live::Chart),
        DataSet::mnist()?,
        "learning to classify MNIST:",
    )?;
    let mut generative = learn(
        course("generative", None, Live::Line),
        DataSet::digits()?,
        "learning to draw digits:",
    )?;
    if interrupt::stopped() {
        console.note("stopped; the checkpoints were saved, but the report was not written");
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
            "rtl": circuit.speed.presentations_per_second,
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

/// A learning run of the demo.
struct Course {
    /// The built-in design.
    preset: String,
    /// None for the usual number.
    presentations: Option<u64>,
    /// How the learning curve is shown.
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
        division: Division::Random,
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

/// The number of presentations over which the speed of the Verilog is measured.
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
    let speed = measure_speed(rtl.as_mut(), design, &data, seed, TIMED)?;
    Ok(Circuit {
        outcome: outcome?,
        speed,
    })
}
