//! `yuragi sweep`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use yuragi_experiments::statistics::Estimate;
use yuragi_experiments::sweeps::{Group, Outcome, SUMMARY, Sweep, TABLE, Task};
use yuragi_experiments::tasks::Planned;
use yuragi_files::Lock;

use crate::shared::console::Console;
use crate::shared::interrupt;
use crate::shared::outputs::check_directory;

/// Learn and test networks with several designs, seeds, splits and engines, and merge the results into one table.
///
/// A sweep consists of independent tasks. The outcome of each is written at once, under a hash of everything that it
/// depends on. After Ctrl-C the same command continues with the tasks that are left. On a cluster, --plan, --task and
/// --merge run the tasks one by one.
#[derive(Args, Debug)]
pub struct Options {
    /// The sweep file, in TOML.
    #[arg(value_name = "SWEEP.toml")]
    sweep: PathBuf,
    /// List the tasks with their hashes without running them.
    #[arg(long, conflicts_with_all = ["task", "merge"])]
    plan: bool,
    /// Run only the task with this hash, unless its outcome exists.
    #[arg(long, value_name = "HASH", conflicts_with = "merge")]
    task: Option<String>,
    /// Merge the outcomes of all tasks without running any; it is an error if one is missing.
    #[arg(long)]
    merge: bool,
    /// The output directory [default: out/sweeps/NAME for a file NAME.toml].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

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
    let _lock = Lock::of(&out)?;
    let tasks = sweep.planned().len();
    let before = kept(&sweep, &out);
    console.note(format_args!(
        "{}: {tasks} tasks, {before} of them already done",
        sweep.name
    ));
    let start = Instant::now();
    let bar = console.bar("sweep", tasks as u64);
    let whole = sweep.perform(&out, &|done, _| {
        // a task in progress calls this as well, with an older number
        bar.set_position(bar.position().max(done as u64));
        !interrupt::stopped()
    });
    bar.finish_and_clear();
    let seconds = start.elapsed().as_secs_f64();
    let ran = kept(&sweep, &out) - before;
    if !whole? {
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

/// The number of tasks whose outcome exists.
fn kept(sweep: &Sweep, out: &Path) -> usize {
    let all = sweep.planned().iter();
    all.filter(|planned| planned.identity.kept::<Outcome>(out).is_ok())
        .count()
}

fn plan(sweep: &Sweep, out: &Path, console: &Console) -> Result<ExitCode> {
    for planned in sweep.planned() {
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
        let done = planned.identity.kept::<Outcome>(out).is_ok();
        console.say(format_args!(
            "{}  {name}{varied}, {engine}, {presentations} presentations, split {split}, seed {seed}{}",
            planned.identity.hash(),
            if done { "  done" } else { "" }
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
    console.json(&json!({
        "sweep": sweep.name,
        "out": out.display().to_string(),
        "merged": [TABLE, SUMMARY],
        "done": kept(sweep, out),
        "tasks": tasks,
    }))?;
    Ok(ExitCode::SUCCESS)
}

/// Runs one task, as a job on a cluster does.
fn one(sweep: &Sweep, planned: &Planned<Task>, out: &Path, console: &Console) -> Result<ExitCode> {
    let file = planned.identity.file(out);
    let before = planned.identity.kept::<Outcome>(out).is_ok();
    let whole = sweep.perform_one(planned, out, &|_, _| !interrupt::stopped())?;
    if whole {
        let done = if before { "exists already:" } else { "wrote" };
        console.say(format_args!("{done} {}", file.display()));
    }
    console.json(&json!({
        "file": file.display().to_string(),
        "ran": u8::from(whole && !before),
        "stopped": !whole,
    }))?;
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
