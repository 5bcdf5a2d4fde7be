//! `yuragi sweep`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};
use yuragi_experiments::statistics::Estimate;
use yuragi_experiments::sweeps::{Found, Group, Sweep, Task};
use yuragi_experiments::tasks::{Completed, Planned};
use yuragi_files::Lock;

use crate::shared::console::Console;
use crate::shared::interrupt;
use crate::shared::outputs::check_directory;

/// Learn and test networks with several designs, seeds, splits and engines, and merge the results into one table.
///
/// A sweep consists of independent tasks. The outcome of each is written at once, under a hash of everything that it
/// depends on. After Ctrl-C the same command continues with the tasks that are left. On a cluster, --plan, --batch or
/// --task, and --merge run the tasks in parts.
#[derive(Args, Debug)]
pub struct Options {
    /// The sweep file, in TOML.
    #[arg(value_name = "SWEEP.toml")]
    sweep: PathBuf,
    /// List the tasks with their hashes without running them.
    #[arg(long, group = "part")]
    plan: bool,
    /// Run only the task with this hash, unless its outcome exists.
    #[arg(long, value_name = "HASH", group = "part")]
    task: Option<String>,
    /// Run only the tasks with these places in the plan, for example 1-60, unless their outcomes exist.
    #[arg(long, value_name = "FIRST-LAST", group = "part")]
    batch: Option<String>,
    /// Merge the outcomes of all tasks without running any; it is an error if one is missing.
    #[arg(long, group = "part")]
    merge: bool,
    /// The output directory [default: out/sweeps/NAME for a file NAME.toml].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// The time of a job on a cluster that --plan groups tasks for, in seconds.
const JOB: f64 = 120.0;

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let sweep = Sweep::load(&options.sweep)?;
    let usual = || Path::new("out/sweeps").join(&sweep.name);
    let out = options.out.clone().unwrap_or_else(usual);
    if options.plan {
        return plan(&sweep, &out, console);
    }
    check_directory("--out", &out)?;
    if options.merge {
        return finish(&sweep, &out, Value::Null, console);
    }
    interrupt::ends_itself();
    if let Some(hash) = &options.task {
        return one(&sweep, sweep.find(hash)?, &out, console);
    }
    if let Some(places) = &options.batch {
        return batch(&sweep, sweep.batch(places)?, &out, console);
    }
    let _lock = Lock::of(&out)?;
    let tasks = sweep.planned().len();
    let Found { kept, stale, .. } = sweep.examine(&out)?;
    let left: Vec<&Planned<Task>> = (sweep.planned().iter().zip(&kept))
        .filter_map(|(planned, kept)| (!kept).then_some(planned))
        .collect();
    let before = tasks - left.len();
    for file in stale {
        // a run that is stopped must not leave the table of another plan beside its outcomes
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    console.note(format_args!(
        "{}: {tasks} tasks, {before} of them already done",
        sweep.name
    ));
    let start = Instant::now();
    let bar = console.bar("sweep", tasks as u64);
    let completed = sweep.perform(&left, &out, &|done, _| {
        // a task in progress calls this as well, with an older number
        bar.set_position(bar.position().max((before + done) as u64));
        !interrupt::stopped()
    });
    bar.finish_and_clear();
    let seconds = start.elapsed().as_secs_f64();
    let Completed { ran, whole } = completed?;
    if !whole {
        console.note(
            "stopped; the outcomes so far are saved, and the same command continues from here",
        );
        console
            .json(&json!({ "sweep": sweep.name, "tasks": tasks, "ran": ran, "stopped": true }))?;
        return Ok(interrupt::code());
    }
    console.note(format_args!("ran {ran} tasks in {seconds:.1} s"));
    finish(&sweep, &out, json!(ran), console)
}

fn plan(sweep: &Sweep, out: &Path, console: &Console) -> Result<ExitCode> {
    let examined = sweep.examine(out)?;
    for (planned, kept) in sweep.planned().iter().zip(&examined.kept) {
        let Task {
            name,
            values,
            engine,
            presentations,
            seed,
            split,
            ..
        } = &planned.task;
        let varied: String = (sweep.varied.iter().zip(values))
            .map(|(key, value)| format!(" {key} = {value}"))
            .collect();
        console.say(format_args!(
            "{}  {name}{varied}, {engine}, {presentations} presentations, split {split}, seed {seed}{}",
            planned.identity.hash(),
            if *kept { "  done" } else { "" }
        ));
    }
    let entry = |planned: &Planned<Task>| {
        let task = &planned.task;
        let varied = sweep.varied.iter().zip(&task.values);
        json!({
            "hash": planned.identity.hash(),
            "file": planned.identity.file(Path::new("")),
            "design": task.name,
            "varied": varied.collect::<Vec<_>>(),
            "engine": task.engine,
            "presentations": task.presentations,
            "split": task.split,
            "seed": task.seed,
        })
    };
    let tasks: Vec<Value> = sweep.planned().iter().map(entry).collect();
    let mut result = outline(sweep, out, &examined);
    result["tasks"] = tasks.into();
    console.json(&result)?;
    Ok(ExitCode::SUCCESS)
}

/// What a program that runs the tasks as jobs must know.
fn outline(sweep: &Sweep, out: &Path, found: &Found) -> Value {
    let kept = &found.kept;
    let left = (1..=kept.len()).filter(|place| !kept[place - 1]);
    json!({
        "sweep": sweep.name,
        "plan": sweep.hash(),
        "out": out.display().to_string(),
        "merged": sweep.merged_files(),
        "done": kept.iter().filter(|kept| **kept).count(),
        "count": kept.len(),
        "left": left.collect::<Vec<_>>(),
        "merged_is_right": found.merged,
        "tasks_in_a_job": sweep.tasks_in(JOB),
    })
}

/// Runs one task.
fn one(sweep: &Sweep, planned: &Planned<Task>, out: &Path, console: &Console) -> Result<ExitCode> {
    let file = planned.identity.file(out);
    let completed = sweep.perform(&[planned], out, &|_, _| !interrupt::stopped())?;
    if completed.whole {
        let done = ["exists already:", "wrote"][completed.ran];
        console.say(format_args!("{done} {}", file.display()));
    }
    console.json(&json!({
        "file": file.display().to_string(),
        "ran": completed.ran,
        "stopped": !completed.whole,
    }))?;
    Ok(interrupt::code())
}

/// Runs the tasks of a batch, as a job on a cluster does.
fn batch(
    sweep: &Sweep,
    planned: &[Planned<Task>],
    out: &Path,
    console: &Console,
) -> Result<ExitCode> {
    let tasks: Vec<&Planned<Task>> = planned.iter().collect();
    let Completed { ran, whole } = sweep.perform(&tasks, out, &|_, _| !interrupt::stopped())?;
    console.say(format_args!("ran {ran} of {} tasks", tasks.len()));
    console.json(&json!({ "tasks": tasks.len(), "ran": ran, "stopped": !whole }))?;
    Ok(interrupt::code())
}

/// Merges the outcomes and prints the table.
fn finish(sweep: &Sweep, out: &Path, ran: Value, console: &Console) -> Result<ExitCode> {
    let groups = sweep.merge(out)?;
    groups.iter().for_each(|group| say(group, console));
    console.say(format_args!("wrote {}", out.display()));
    console.json(&json!({
        "sweep": sweep.name,
        "tasks": sweep.planned().len(),
        "ran": ran,
        "stopped": false,
        "groups": groups,
        "out": out.display().to_string(),
    }))?;
    Ok(ExitCode::SUCCESS)
}

fn say(group: &Group, console: &Console) {
    let varied: String = (group.varied.iter())
        .map(|(key, value)| format!(", {key} = {value}"))
        .collect();
    console.say(format_args!(
        "{}{varied}, engine {}, {} presentations; 95 % intervals over {}",
        group.design, group.engine, group.presentations, group.over
    ));
    console.say(
        "chains  spikes  test accuracy              gain over one chain         gain at equal presentations in all",
    );
    for line in &group.lines {
        let gain = |gain: Estimate| gain.shown(true);
        let more = line.chains > 1;
        console.say(format_args!(
            "{:>6}  {:>6}  {:<25}  {:<26}  {}",
            line.chains,
            line.spikes,
            line.accuracy.shown(false),
            if more { gain(line.gain) } else { String::new() },
            line.gain_at_equal_spikes.map(gain).unwrap_or_default(),
        ));
    }
}
