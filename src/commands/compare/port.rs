//! `yuragi compare --port`: a device and the model.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use serde_json::json;
use yuragi_boards::Board;
use yuragi_engines::compare::{Diagnosis, Difference, Pair, Plan, RandomSteps, Step};
use yuragi_figures::{percent, thousands};
use yuragi_model::Model;
use yuragi_training::data::{DataSet, Source};
use yuragi_training::{Agreement, SPIKES, classify_both, lesson_steps};

use super::options::Options;
use crate::shared::console::Console;
use crate::shared::interrupt;
use crate::shared::shell::quoted;

/// A difference, when it was found, and its likely cause.
struct Finding {
    presentation: u64,
    together: u64,
    difference: Difference,
    diagnosis: Diagnosis,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = options.board.as_deref().map(Board::load).transpose()?;
    let name = options.design.name_on(board.as_ref());
    let design = options.design.load_named(name, console)?;
    let name = options.design.described(name);
    let data = match &options.data {
        Some(path) => Some(Source::find(path, Path::new(""))?.load()?),
        None => DataSet::fitting(design.network.inputs(), design.network.outputs()).ok(),
    };
    let steps: Box<dyn Iterator<Item = Step>> = match &data {
        Some(data) => Box::new(lesson_steps(&design, data, options.seed)?),
        None => Box::new(RandomSteps::new(&design, options.seed)),
    };
    let mut device = options.port.open(board.as_ref(), &design, console)?;
    let port = options.port.port.clone().unwrap_or_default();
    console.note(format_args!("{port}: a core of the design {name} answers"));
    interrupt::ends_itself();
    let bar = console.bar("comparing", options.presentations);
    let mut model = Model::new(&design)?;
    let mut pair = Pair::new(&mut device, &mut model, &design);
    let plan = Plan {
        every: options.depth.every,
        whole: options.depth.checkpoint,
        weights_first: true,
        ..Plan::closely(options.presentations)
    };
    let start = Instant::now();
    let outcome = pair.run(steps, &plan, &mut |done| {
        bar.set_position(done);
        !interrupt::stopped()
    });
    let seconds = start.elapsed().as_secs_f64();
    bar.finish_and_clear();
    let mut outcome = outcome?;
    let learned = pair.right.counters()?;
    let presented = match outcome.difference {
        None => outcome.presentations,
        Some(_) => outcome.presentations.saturating_sub(outcome.together),
    };
    let classified = match (&outcome.difference, &data) {
        (None, Some(data)) if !interrupt::stopped() => classify_both(
            &mut pair,
            &mut outcome,
            &design,
            data,
            options.depth.images,
            &interrupt::stopped,
        )?,
        _ => Agreement::default(),
    };
    let finding = match outcome.difference {
        None => None,
        Some(difference) => Some(Finding {
            presentation: outcome.presentations,
            together: outcome.together,
            diagnosis: pair.diagnose(&difference)?,
            difference,
        }),
    };
    let equal = pair.equal;
    let line = device.statistics();
    let rate = presented as f64 / seconds.max(f64::MIN_POSITIVE);
    let network = &design.network;
    console.say(format_args!(
        "{port} and model, {name} {}: {} presentations equal; {} spike counts, {} counters; {} checkpoints with {} spikes, {} weights and {} bits of the random streams",
        network.name(),
        thousands(presented),
        thousands(equal.of("spike counts").values),
        thousands(equal.of("counters").values),
        thousands(outcome.wholes),
        thousands(equal.of(" spikes").values),
        thousands(equal.of("weights").values),
        thousands(equal.of("drawn bits").bits)
    ));
    let per = |count: u32| f64::from(count) / f64::from(learned.presentations.max(1));
    console.say(format_args!(
        "per presentation      evidence +{:.3} -{:.3}, synapses opened {:.2}, closed {:.2}",
        per(learned.evidence_up),
        per(learned.evidence_down),
        per(learned.flips_up),
        per(learned.flips_down)
    ));
    if classified.images > 0 {
        let share = |part: u64| percent(part as f64 / classified.images as f64);
        console.say(format_args!(
            "{} images classified: {} correctly, {} like the model; {:.2} output spikes per presentation. The network learned from the same images, so this is no test accuracy",
            classified.images,
            share(classified.right),
            share(classified.agreeing),
            classified.spikes as f64 / (classified.images * u64::from(SPIKES)) as f64
        ));
    }
    console.say(format_args!(
        "speed                 {rate:.0} presentations/s, compared every {} presentations",
        plan.every
    ));
    console.say(format_args!(
        "serial line           {} frames, {} sent again, {} recoveries, {} reconnects, {} stale answers, {} stray bytes",
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
        "presentations": presented,
        "counts": equal.of("spike counts").values,
        "counters": equal.of("counters").values,
        "checkpoints": outcome.wholes,
        "weights": equal.of("weights").values,
        "stream_bits": equal.of("drawn bits").bits,
        "seconds": seconds,
        "presentations_per_second": rate,
        "images": classified.images,
        "right": classified.right,
        "agreeing": classified.agreeing,
        "frames": line.sent,
        "repeated": line.repeated,
        "recoveries": line.recoveries,
        "reconnects": line.reconnects,
        "difference": finding.as_ref().map(|d| json!({
            "presentation": d.presentation,
            "presented_together": d.together,
            "field": d.difference.field,
            "index": d.difference.index,
            "found": d.difference.left,
            "expected": d.difference.right,
            "values": d.difference.differing,
            "bits": d.difference.bits,
            "guess": d.diagnosis.to_string(),
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
        "DIFFERENCE after presentation {}{}: {}",
        finding.presentation,
        match finding.together {
            0 | 1 => String::new(),
            n => format!(", one of {n} that were compared together"),
        },
        finding.difference.between("the device", "the model")
    ));
    console.say(format_args!("likely cause          {}", finding.diagnosis));
    console.say(format_args!(
        "to repeat it, run     {}",
        command(options, finding)
    ));
}

/// The command that repeats the run up to the difference, with the most frequent comparisons.
fn command(options: &Options, finding: &Finding) -> String {
    let mut command = String::from("yuragi compare") + &options.port.arguments();
    if let Some(board) = &options.board {
        command += &format!(" --board {}", quoted(board));
    }
    if let Some(design) = &options.design.design {
        command += &format!(" --design {}", quoted(design));
    }
    command += &options.design.changes.arguments();
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
