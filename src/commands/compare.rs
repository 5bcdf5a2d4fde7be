//! `yuragi compare`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use clap::builder::ArgPredicate;
use serde_json::json;
use yuragi_boards::Board;
use yuragi_engines::lockstep::{Outcome, Wave, run_steps};
use yuragi_engines::stimulation::{RandomSteps, Step};
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::Source;
use yuragi_training::lesson_steps;

use super::compare_port::Depth;
use super::console::Console;
use super::failure::bad_argument;
use super::inputs::{BoardParts, DesignOption, EngineName, check_file};
use super::port::PortOption;
use super::shell::quoted;
use super::{compare_port, interrupt};

/// Run two engines in lockstep and compare every bit of state that both show after every presentation.
///
/// Without --data, stimuli, clamps, weights, registers and resets are drawn at random from the seed, the extremes often;
/// with --data both engines learn its images. The first difference ends the run with exit code 1, and the command that
/// shows it in a waveform.
///
/// With --port a device on a serial line is compared with the model: it learns the images (random stimuli, if they do not
/// fit the design), then names some.
#[derive(Args, Debug)]
pub struct Options {
    /// The one engine.
    #[arg(
        value_enum,
        required = false,
        required_unless_present = "port",
        conflicts_with = "port",
        default_value_if("port", ArgPredicate::IsPresent, "model")
    )]
    left: EngineName,
    /// The other engine.
    #[arg(
        value_enum,
        required = false,
        required_unless_present = "port",
        default_value_if("port", ArgPredicate::IsPresent, "serial")
    )]
    right: EngineName,
    #[command(flatten)]
    pub design: DesignOption,
    #[command(flatten)]
    pub port: PortOption,
    #[command(flatten)]
    pub depth: Depth,
    /// The board of the engines netlist and bitstream, or at --port: one that `yuragi boards` lists, or a folder. Without
    /// --design, the design that it is for.
    #[arg(long, value_name = "BOARD")]
    pub board: Option<String>,
    /// A packed file for the engine bitstream; without, one is built as `yuragi build` does.
    #[arg(long, value_name = "FILE", requires = "board")]
    bitstream: Option<PathBuf>,
    /// Of how many comparisons of a whole board one reads all weights, which takes long over a serial line; without, one of
    /// as many as there are half kilobytes of them. The last one does in any case.
    #[arg(long, value_name = "N", requires = "board", value_parser = clap::value_parser!(u64).range(1..))]
    weights_every: Option<u64>,
    /// Images to learn, a CSV file, MNIST's IDX files or the name of data that ship, as in `learn`; without, random stimuli.
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// Presentations to compare.
    #[arg(long, value_name = "N", default_value_t = 1000,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000_000_000))]
    pub presentations: u64,
    /// Seed of all that is drawn at random.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Write a waveform of the simulated engine, for GTKWave: a name that ends in .fst.
    #[arg(long, value_name = "FILE")]
    wave: Option<PathBuf>,
    /// The first presentation of the waveform, counted from 1; 1 if not given.
    #[arg(long, value_name = "P", requires = "wave", value_parser = clap::value_parser!(u64).range(1..))]
    from: Option<u64>,
    /// The last presentation of the waveform; the last of all if not given.
    #[arg(long, value_name = "P", requires = "wave", value_parser = clap::value_parser!(u64).range(1..))]
    to: Option<u64>,
}

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    if options.port.port.is_some() {
        return compare_port::run(options, console);
    }
    let board = options.board.as_deref().map(Board::load).transpose()?;
    let design_name = options.design.name_on(board.as_ref());
    let design = Design::load(design_name)?;
    let parts = board.as_ref().map(|board| BoardParts {
        board,
        design_name,
        bitstream: options.bitstream.as_deref(),
    });
    let engines = [options.left, options.right];
    if let Some(file) = &options.bitstream
        && !engines.contains(&EngineName::Bitstream)
    {
        let expected = "the engine bitstream with it";
        return Err(bad_argument("--bitstream", file.display(), expected));
    }
    let wave = wave(options)?;
    let steps: Box<dyn Iterator<Item = Step>> = match &options.data {
        Some(path) => {
            let data = Source::find(path, Path::new(""))?.load()?;
            Box::new(lesson_steps(&design, &data, options.seed)?)
        }
        None => Box::new(RandomSteps::new(&design, options.seed)),
    };
    let waves = wave.is_some();
    let make = |name: EngineName| {
        name.make_on(
            parts.as_ref(),
            options.weights_every,
            &design,
            waves,
            console,
        )
    };
    let (mut left, mut right) = (make(options.left)?, make(options.right)?);
    interrupt::listen();
    let bar = console.bar("comparing", options.presentations);
    let start = Instant::now();
    let outcome = run_steps(
        (left.as_mut(), right.as_mut()),
        steps,
        design.synapse.bits,
        options.presentations,
        wave.as_ref(),
        &mut |done| {
            bar.set_position(done);
            !interrupt::stopped()
        },
    );
    bar.finish_and_clear();
    let outcome = outcome?;
    let seconds = start.elapsed().as_secs_f64();
    let cycles = [left.cycles(), right.cycles()];
    let code = report(options, &design, &outcome, cycles, seconds, console)?;
    if let Some(wave) = &wave {
        console.note(format_args!("waveform written to {}", wave.path.display()));
    }
    Ok(code)
}

fn report(
    options: &Options,
    design: &Design,
    outcome: &Outcome,
    cycles: [Option<u64>; 2],
    seconds: f64,
    console: &Console,
) -> Result<ExitCode> {
    let (left, right) = (options.left.name(), options.right.name());
    let Outcome {
        presentations,
        bits,
        left_out,
        difference,
        together,
    } = outcome;
    let network = &design.network;
    console.say(format_args!(
        "{left} and {right}, {}-{}-{}: {} presentations, {} bits equal",
        network.inputs,
        network.hidden,
        network.outputs,
        thousands(*presentations),
        thousands(*bits)
    ));
    for (name, cycles) in [left, right].into_iter().zip(cycles) {
        if let Some(cycles) = cycles {
            console.say(format_args!(
                "{name}: {} cycles in {seconds:.1} s",
                thousands(cycles)
            ));
        }
    }
    if !left_out.is_empty() {
        console.say(format_args!(
            "not compared, since the host port does not show it: {}",
            left_out.join(", ")
        ));
    }
    if let Some(d) = difference {
        console.say(format_args!(
            "first difference after presentation {presentations}{}: {}[{}] is {} in {left}, {} in {right}",
            match together {
                1 => String::new(),
                n => format!(", of {n} presented together"),
            },
            d.field, d.index, d.left, d.right
        ));
        console.say(format_args!(
            "see it in a waveform: {}",
            reproduction(options, outcome)
        ));
    }
    console.json(&json!({
        "presentations": presentations,
        "bits_compared": bits,
        "not_compared": left_out,
        "cycles": cycles,
        "seconds": seconds,
        "equal": difference.is_none(),
        "engines": [left, right],
        "seed": options.seed,
        "difference": difference.as_ref().map(|d| json!({
            "presentation": presentations,
            "presented_together": together,
            "field": d.field,
            "index": d.index,
            left: d.left,
            right: d.right,
            "command": reproduction(options, outcome),
        })),
    }))?;
    Ok(match difference {
        Some(_) => ExitCode::FAILURE,
        None => interrupt::code(),
    })
}

/// The command that runs to the difference again and writes the presentations in which it came, and the one before,
/// as a waveform.
fn reproduction(options: &Options, outcome: &Outcome) -> String {
    let presentation = outcome.presentations;
    let mut command = String::from("yuragi compare");
    if let Some(design) = &options.design.design {
        command += &format!(" --design {}", quoted(design));
    }
    if let Some(board) = &options.board {
        command += &format!(" --board {}", quoted(board));
    }
    if let Some(bitstream) = &options.bitstream {
        command += &format!(" --bitstream {}", quoted(&bitstream.display().to_string()));
    }
    if let Some(data) = &options.data {
        command += &format!(" --data {}", quoted(&data.display().to_string()));
    }
    let from = presentation.saturating_sub(outcome.together).max(1);
    command
        + &format!(
            " --seed {} --presentations {presentation} --wave difference.fst --from {from} --to {presentation} {} {}",
            options.seed,
            options.left.name(),
            options.right.name()
        )
}

fn wave(options: &Options) -> Result<Option<Wave>> {
    let Some(path) = options.wave.clone() else {
        return Ok(None);
    };
    check_file("--wave", &path)?;
    if path.extension().is_none_or(|ending| ending != "fst") {
        let expected = "a name that ends in .fst, the format that is written";
        return Err(bad_argument("--wave", path.display(), expected));
    }
    if options.left == EngineName::Model && options.right == EngineName::Model {
        return Err(bad_argument(
            "--wave",
            "model and model",
            "a simulated engine, such as rtl",
        ));
    }
    let (from, to) = (
        options.from.unwrap_or(1),
        options.to.unwrap_or(options.presentations),
    );
    if from > to {
        return Err(bad_argument(
            "--from",
            from,
            format!("at most {to}, as --to"),
        ));
    }
    if from > options.presentations {
        let expected = format!("at most {}, as --presentations", options.presentations);
        return Err(bad_argument("--from", from, expected));
    }
    Ok(Some(Wave { path, from, to }))
}
