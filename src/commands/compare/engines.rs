//! `yuragi compare` for two engines on this machine.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use serde_json::json;
use yuragi_boards::Board;
use yuragi_engines::compare::{Outcome, Pair, Plan, RandomSteps, Step, Wave};
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::Source;
use yuragi_training::lesson_steps;

use super::options::Options;
use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::inputs::{BoardParts, EngineName};
use crate::shared::interrupt;
use crate::shared::outputs::check_file;
use crate::shared::shell::quoted;

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = options.board.as_deref().map(Board::load).transpose()?;
    let design_name = options.design.name_on(board.as_ref());
    let design = options.design.load_named(design_name, console)?;
    let design_name = &options.design.described(design_name);
    let parts = board.as_ref().map(|board| BoardParts {
        board,
        design_name,
        bitstream: options.bitstream.as_deref(),
    });
    let engines = [options.left, options.right];
    if let Some(file) = &options.bitstream
        && !engines.contains(&EngineName::Bitstream)
    {
        let expected = "bitstream as one of the two engines";
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
    interrupt::ends_itself();
    let bar = console.bar("comparing", options.presentations);
    let start = Instant::now();
    let plan = Plan {
        wave: wave.clone(),
        ..Plan::closely(options.presentations)
    };
    let mut pair = Pair::new(left.as_mut(), right.as_mut(), &design);
    let outcome = pair.run(steps, &plan, &mut |done| {
        bar.set_position(done);
        !interrupt::stopped()
    });
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
        equal,
        difference,
        together,
        ..
    } = outcome;
    let (bits, left_out) = (equal.bits(), &equal.left_out);
    let network = &design.network;
    console.say(format_args!(
        "{left} and {right}, network {}: {} presentations, {} equal bits",
        network.name(),
        thousands(*presentations),
        thousands(bits)
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
            "not compared, because it cannot be read through the host port: {}",
            left_out.join(", ")
        ));
    }
    if let Some(d) = difference {
        console.say(format_args!(
            "first difference after presentation {presentations}{}: {}",
            match together {
                1 => String::new(),
                n => format!(", one of {n} that were compared together"),
            },
            d.between(left, right)
        ));
        console.say(format_args!(
            "to see it in a waveform, run: {}",
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

/// The command that repeats the run up to the difference, and writes a waveform of the presentations in which it
/// occurred and the one before.
fn reproduction(options: &Options, outcome: &Outcome) -> String {
    let presentation = outcome.presentations;
    let mut command = String::from("yuragi compare");
    if let Some(design) = &options.design.design {
        command += &format!(" --design {}", quoted(design));
    }
    command += &options.design.changes.arguments();
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
        let expected = "a name that ends in .fst, the only format that is written";
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
            format!("at most {to}, the value of --to"),
        ));
    }
    if from > options.presentations {
        let expected = format!(
            "at most {}, the value of --presentations",
            options.presentations
        );
        return Err(bad_argument("--from", from, expected));
    }
    Ok(Some(Wave { path, from, to }))
}
