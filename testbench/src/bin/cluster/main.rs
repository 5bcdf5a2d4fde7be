//! A sweep on a real Slurm of one node: `make cluster`, or
//! `cargo run --release -p yuragi-testbench --features campaigns --bin cluster -- YURAGI SNAKEMAKE DIR`.
//!
//! It starts a cluster in the directory, runs a sweep of 40 tasks through Snakemake's Slurm executor, kills a running job
//! and Snakemake in the middle, and starts Snakemake again. Every file must then be that of `yuragi sweep`, byte for byte,
//! and no task that was done may run again.

mod slurm;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, ExitStatus};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use slurm::{Slurm, wait};

const TASKS: usize = 40;
const SWEEP: &str = "designs = [\"digits\", \"digits-20\"]\nseeds = 10\nsplits = 2\npresentations = 400_000\nspikes = [16, 64]\n";

/// The cores of the node, and the tasks of a job.
const CORES: usize = 2;
const BATCH: usize = 2;

/// The outcomes that must be there before anything is killed.
const BEFORE: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [yuragi, snakemake, directory] = &arguments[..] else {
        eprintln!("error: expected YURAGI SNAKEMAKE DIR");
        return ExitCode::from(2);
    };
    match run(yuragi, snakemake, directory) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}\nlogs are in {}", directory.display());
            ExitCode::FAILURE
        }
    }
}

fn run(yuragi: &Path, snakemake: &Path, directory: &Path) -> Result<()> {
    let whole = |path: &Path| fs::canonicalize(path).with_context(|| path.display().to_string());
    let (yuragi, root) = (whole(yuragi)?, whole(Path::new("."))?);
    // a virtual environment is found by the link to its Python, which must not be resolved
    let snakemake = root.join(snakemake);
    if directory.exists() {
        fs::remove_dir_all(directory)?;
    }
    fs::create_dir_all(directory.join("slurm"))?;
    let directory = whole(directory)?;
    fs::write(directory.join("s.toml"), SWEEP)?;
    let slurm = Slurm::start(&directory.join("slurm"), CORES)?;
    println!(
        "{}, one node of {CORES} cores",
        slurm.ask("sinfo", &["--version"])?
    );

    let start = |log: &str| -> Result<Snakemake> {
        let mut command = slurm.command(&snakemake);
        command
            .current_dir(&directory)
            .env("XDG_CACHE_HOME", directory.join("cache"))
            .arg("--snakefile")
            .arg(root.join("sweeps/Snakefile"))
            .args(["--executor", "slurm", "--jobs", "4", "--slurm-no-account"])
            // without accounting there is no sacct
            .args(["--slurm-status-command", "squeue"])
            .args(["--slurm-init-seconds-before-status-checks", "3"])
            .args(["--seconds-between-status-checks", "2", "--keep-going"])
            .args(["--default-resources", "runtime=10", "mem_mb=100"])
            .args(["--config", "sweep=s.toml", "out=slurm-run"])
            .arg(format!("batch={BATCH}"))
            .arg(format!("yuragi={}", yuragi.display()))
            .stdout(fs::File::create(directory.join(format!("{log}.out")))?)
            .stderr(fs::File::create(directory.join(format!("{log}.err")))?)
            .process_group(0);
        let child = command.spawn();
        Ok(Snakemake(
            child.with_context(|| snakemake.display().to_string())?,
        ))
    };
    let run = directory.join("slurm-run");
    let begun = Instant::now();
    let mut first = start("first")?;
    wait("some outcomes are there and a job runs", 300, || {
        ensure!(
            first.0.try_wait()?.is_none(),
            "Snakemake ended early, see first.err"
        );
        Ok(outcomes(&run)?.len() >= BEFORE && !slurm.jobs(Some("R"))?.is_empty())
    })?;
    let victim = slurm.jobs(Some("R"))?.pop().context("no job runs")?;
    slurm.ask("scancel", &["--signal=KILL", "--full", &victim])?;
    drop(first);
    let before = outcomes(&run)?;
    ensure!(before.len() < TASKS, "killed too late: all tasks are done");
    ensure!(!run.join("table.csv").exists(), "there is a table already");
    println!(
        "after {:.0} s: {} of {TASKS} tasks done; job {victim} and Snakemake were killed, {} jobs were left in the queue",
        begun.elapsed().as_secs_f64(),
        before.len(),
        slurm.jobs(None)?.len()
    );

    let begun = Instant::now();
    let status = start("second")?.finish()?;
    ensure!(status.success(), "Snakemake failed, see second.err");
    wait("the jobs of the first run have ended", 300, || {
        Ok(slurm.jobs(None)?.is_empty())
    })?;
    let after = outcomes(&run)?;
    ensure!(
        after.len() == TASKS,
        "found {} outcomes, expected {TASKS}",
        after.len()
    );
    let again = before
        .iter()
        .filter(|&(name, of)| after.get(name) != Some(of));
    ensure!(again.count() == 0, "a task that was done ran again");
    println!(
        "started again: all {TASKS} done after {:.0} s",
        begun.elapsed().as_secs_f64()
    );

    let here = Command::new(&yuragi)
        .args(["sweep", "s.toml", "--quiet", "--out", "here"])
        .current_dir(&directory)
        .stdout(fs::File::create(directory.join("here.out"))?)
        .status()?;
    ensure!(here.success(), "yuragi sweep failed");
    let mut names: Vec<String> = after.keys().map(|name| format!("tasks/{name}")).collect();
    names.extend(["table.csv".into(), "summary.json".into()]);
    for name in &names {
        let read = |run: &str| fs::read(directory.join(run).join(name));
        ensure!(
            read("slurm-run")? == read("here")?,
            "{name} differs from that of yuragi sweep"
        );
    }
    println!(
        "{} files are those of yuragi sweep, byte for byte",
        names.len()
    );

    // the comparison can fail
    let plan = |run: &str| -> Result<String> {
        let mut plan = Command::new(&yuragi);
        plan.args(["sweep", "s.toml", "--plan", "--json", "--out", run])
            .current_dir(&directory);
        Ok(String::from_utf8(plan.output()?.stdout)?)
    };
    ensure!(
        plan("slurm-run")?.contains("\"merged_is_right\":true"),
        "the plan says otherwise"
    );
    let table = fs::read_to_string(run.join("table.csv"))?;
    fs::write(run.join("table.csv"), table.replacen("0.9", "0.8", 1))?;
    ensure!(
        plan("slurm-run")?.contains("\"merged_is_right\":false"),
        "a changed table was not seen"
    );
    drop(slurm);
    println!("the cluster is stopped");
    Ok(())
}

/// A running Snakemake. It is killed with all its children when it is dropped.
struct Snakemake(Child);

impl Snakemake {
    fn finish(mut self) -> Result<ExitStatus> {
        Ok(self.0.wait()?)
    }
}

impl Drop for Snakemake {
    fn drop(&mut self) {
        // once it has ended its number may belong to another process
        if let Ok(None) = self.0.try_wait() {
            let group = format!("-{}", self.0.id());
            Command::new("kill")
                .args(["-KILL", "--", &group])
                .status()
                .ok();
            self.0.wait().ok();
        }
    }
}

/// Inode and time of each outcome: others if it was written again.
fn outcomes(run: &Path) -> Result<BTreeMap<String, (u64, i64, i64)>> {
    let Ok(entries) = fs::read_dir(run.join("tasks")) else {
        return Ok(BTreeMap::new());
    };
    let mut outcomes = BTreeMap::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json")
            && let Ok(of) = entry.metadata()
        {
            outcomes.insert(name, (of.ino(), of.mtime(), of.mtime_nsec()));
        }
    }
    Ok(outcomes)
}
