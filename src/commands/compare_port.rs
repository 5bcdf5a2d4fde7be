//! `yuragi compare --port`: a device against the model.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_boards::Board;
use yuragi_engines::stimulation::{RandomSteps, Step};
use yuragi_engines::trial::{Finding, Plan, Trial};
use yuragi_figures::{percent, thousands};
use yuragi_model::design::Design;
use yuragi_model::network::Registers;
use yuragi_training::data::{DataSet, Source};
use yuragi_training::{Lessons, SPIKES, best, lesson_steps};

use super::compare::Options;
use super::console::Console;
use super::interrupt;
use super::shell::quoted;

/// What a comparison with a device looks at, and how often.
#[derive(Args, Clone, Debug)]
pub struct Depth {
    /// With --port: presentations from one comparison of spike counts and counters to the next; those between are in flight
    /// together.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub every: u64,
    /// With --port: presentations from one comparison of all spikes, weights and random streams to the next.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..))]
    pub checkpoint: u64,
    /// With --port: images that both name after learning.
    #[arg(long, value_name = "N", requires = "port", default_value_t = 50)]
    pub images: usize,
}

/// What came of naming images.
#[derive(Default)]
struct Named {
    images: u64,
    right: u64,
    agreeing: u64,
    spikes: u64,
}

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = options.board.as_deref().map(Board::load).transpose()?;
    let name = options.design.name_on(board.as_ref());
    let design = Design::load(name)?;
    let data = match &options.data {
        Some(path) => Some(Source::find(path, Path::new(""))?.load()?),
        None => DataSet::fitting(design.network.inputs, design.network.outputs).ok(),
    };
    let steps: Box<dyn Iterator<Item = Step>> = match &data {
        Some(data) => Box::new(lesson_steps(&design, data, options.seed)?),
        None => Box::new(RandomSteps::new(&design, options.seed)),
    };
    let mut device = options.port.open(board.as_ref(), &design, console)?;
    let port = options.port.port.clone().unwrap_or_default();
    console.note(format_args!("{port}: a core of {name} answers"));
    interrupt::listen();
    let bar = console.bar("comparing", options.presentations);
    let mut trial = Trial::new(&mut device, &design)?;
    let plan = Plan {
        presentations: options.presentations,
        every: options.depth.every,
        checkpoint: options.depth.checkpoint,
    };
    let start = Instant::now();
    let finding = trial.run(steps, plan, &mut |done| {
        bar.set_position(done);
        !interrupt::stopped()
    });
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let mut finding = finding?;
    let learned = trial.model().counters();
    let mut named = Named::default();
    if let (None, Some(data), false) = (&finding, &data, interrupt::stopped()) {
        finding = name_images(&mut trial, &design, data, options.depth.images, &mut named)?;
    }
    let equal = trial.equal;
    let line = device.statistics();
    let rate = equal.presentations as f64 / seconds.max(f64::MIN_POSITIVE);
    let network = &design.network;
    console.say(format_args!(
        "{port} and model, {name} {}-{}-{}: {} presentations equal; {} spike counts, {} counters; {} checkpoints of {} spikes, {} weights and {} bits of the streams",
        network.inputs,
        network.hidden,
        network.outputs,
        thousands(equal.presentations),
        thousands(equal.counts),
        thousands(equal.counters),
        thousands(equal.checkpoints),
        thousands(equal.spikes),
        thousands(equal.weights),
        thousands(equal.stream_bits)
    ));
    let per = |count: u32| f64::from(count) / f64::from(learned.presentations.max(1));
    console.say(format_args!(
        "a presentation        evidence +{:.3} -{:.3}, synapses opened {:.2}, closed {:.2}",
        per(learned.evidence_up),
        per(learned.evidence_down),
        per(learned.flips_up),
        per(learned.flips_down)
    ));
    if named.images > 0 {
        let share = |part: u64| percent(part as f64 / named.images as f64);
        console.say(format_args!(
            "{} images named      {} right, {} as the model; {:.2} output spikes a presentation",
            named.images,
            share(named.right),
            share(named.agreeing),
            named.spikes as f64 / (named.images * u64::from(SPIKES)) as f64
        ));
    }
    console.say(format_args!(
        "speed                 {rate:.0} presentations/s, compared every {}",
        plan.every
    ));
    console.say(format_args!(
        "line                  {} frames, {} sent again, {} recoveries, {} reconnects, {} stale answers, {} stray bytes",
        thousands(line.sent),
        line.repeated,
        line.recoveries,
        line.reconnects,
        line.stale,
        line.lost
    ));
    if let Some(finding) = &finding {
        tell(finding, options, console);
    }
    console.json(&json!({
        "port": port,
        "equal": finding.is_none(),
        "presentations": equal.presentations,
        "counts": equal.counts,
        "counters": equal.counters,
        "checkpoints": equal.checkpoints,
        "weights": equal.weights,
        "stream_bits": equal.stream_bits,
        "seconds": seconds,
        "presentations_per_second": rate,
        "images": named.images,
        "right": named.right,
        "agreeing": named.agreeing,
        "frames": line.sent,
        "repeated": line.repeated,
        "recoveries": line.recoveries,
        "reconnects": line.reconnects,
        "difference": finding.as_ref().map(|d| json!({
            "presentation": d.presentation,
            "presented_together": d.together,
            "field": d.field,
            "index": d.index,
            "found": d.found,
            "expected": d.expected,
            "values": d.differing,
            "bits": d.bits,
            "guess": d.guess.to_string(),
            "command": command(options, d),
        })),
    }))?;
    Ok(match finding {
        Some(_) => ExitCode::FAILURE,
        None => interrupt::code(),
    })
}

fn tell(finding: &Finding, options: &Options, console: &Console) {
    console.say(format_args!(
        "DIFFERENCE after presentation {}{}: {finding}",
        finding.presentation,
        match finding.together {
            0 | 1 => String::new(),
            n => format!(", of {n} that were compared together"),
        }
    ));
    console.say(format_args!("likely                {}", finding.guess));
    console.say(format_args!(
        "again                 {}",
        command(options, finding)
    ));
}

/// The command that runs to the difference again, compared as closely as can be.
fn command(options: &Options, finding: &Finding) -> String {
    let mut command = String::from("yuragi compare") + &options.port.arguments();
    if let Some(board) = &options.board {
        command += &format!(" --board {}", quoted(board));
    }
    if let Some(design) = &options.design.design {
        command += &format!(" --design {}", quoted(design));
    }
    if let Some(data) = &options.data {
        command += &format!(" --data {}", quoted(&data.display().to_string()));
    }
    let presentations = finding.presentation.max(1);
    command
        + &format!(
            " --seed {} --presentations {presentations} --checkpoint 1",
            options.seed
        )
}

/// Both name images, with learning off and the labels free.
fn name_images(
    trial: &mut Trial,
    design: &Design,
    data: &DataSet,
    most: usize,
    named: &mut Named,
) -> Result<Option<Finding>> {
    let lessons = Lessons::new(design, data)?;
    let registers = Registers {
        learn: false,
        dwell: u16::MAX,
        ..Registers::new(design)
    };
    trial.apply(&Step::Configure(registers))?;
    for image in 0..most.min(data.len()) {
        if interrupt::stopped() {
            break;
        }
        trial.apply(&Step::Show(lessons.question(data, image)))?;
        trial.apply(&Step::Present(SPIKES))?;
        let presentations = trial.model().counters().presentations;
        if let Some(finding) = trial.check(presentations.into(), SPIKES.into())? {
            return Ok(Some(finding));
        }
        let counts = trial.device().counts()?;
        let expected = trial.model().counts();
        let of = |counts: &[u16]| best(&counts[lessons.classes()]);
        named.images += 1;
        named.right += u64::from(of(&counts) == usize::from(data.label(image)));
        named.agreeing += u64::from(of(&counts) == of(expected));
        named.spikes += counts.iter().map(|&count| u64::from(count)).sum::<u64>();
    }
    Ok(None)
}
