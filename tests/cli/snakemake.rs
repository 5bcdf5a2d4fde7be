//! The same sweep through Snakemake's local executor: what `yuragi sweep` writes, byte for byte, also if it is killed on the way.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{json, put, succeed, tree};
use crate::sweeps::{directory, outcomes};

/// The sweep `s.toml` of a directory by Snakemake, into `out`, with one job for each task.
fn snakemake(directory: &Path, out: &str) -> Command {
    let mut command = snakemake_in_batches(directory, out);
    command.arg("batch=1");
    command
}

/// The same in jobs of as many tasks as Snakefile and program choose. The last arguments are settings.
fn snakemake_in_batches(directory: &Path, out: &str) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = root.join(".tools-snakemake/bin/snakemake");
    assert!(
        program.is_file(),
        "{}: not there; run: make tools-snakemake",
        program.display()
    );
    let mut command = Command::new(program);
    command
        .arg("--snakefile")
        .arg(root.join("sweeps/Snakefile"))
        .args(["--cores", "2", "--config", "sweep=s.toml"])
        .arg(format!("out={out}"))
        .arg(format!("yuragi={}", env!("CARGO_BIN_EXE_yuragi")))
        .current_dir(directory)
        .stdin(Stdio::null())
        // a separate cache, so that the cache of the user stays untouched
        .env("XDG_CACHE_HOME", directory.join("cache"))
        .process_group(0);
    command
}

fn finish(directory: &Path, out: &str) -> String {
    succeeded(snakemake(directory, out))
}

fn succeeded(mut command: Command) -> String {
    let output = command.output().expect("started");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{text}");
    text
}

#[test]
fn killed_amid_a_sweep_it_goes_on_and_gives_the_same_files() {
    let sweep = "designs = [\"small.toml\", \"digits\"]\nseeds = 4\nsplits = 2\npresentations = 20_000\nspikes = [4, 8]\n";
    let directory = directory(sweep);
    let at = directory.path();
    let run = at.join("o");

    let mut first = snakemake(at, "o")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let begun = Instant::now();
    while outcomes(&run).len() < 2 {
        assert!(begun.elapsed() < Duration::from_secs(60), "no outcomes");
        assert!(
            first.try_wait().expect("a child").is_none(),
            "it ended early"
        );
        thread::sleep(Duration::from_millis(2));
    }
    let group = format!("-{}", first.id());
    let kill = Command::new("kill").args(["-KILL", "--", &group]).status();
    assert!(kill.expect("kill").success());
    first.wait().expect("ended");
    let before = outcomes(&run);
    assert!(
        (2..16).contains(&before.len()),
        "killed too late: {}",
        before.len()
    );
    assert!(!run.join("table.csv").exists());

    let text = finish(at, "o");
    let jobs = text.matches("rule batch:").count();
    assert_eq!(jobs, 16 - before.len(), "{text}");
    let after = outcomes(&run);
    assert_eq!(after.len(), 16);
    assert!(
        before.iter().all(|(name, of)| after[name] == *of),
        "run twice"
    );
    let text = finish(at, "o");
    assert!(text.contains("Nothing to be done"), "{text}");
    assert_eq!(outcomes(&run), after);

    succeed(at, &["sweep", "s.toml", "--quiet", "--out", "here"]);
    assert_eq!(outcomes(&at.join("here")).len(), 16);
    for name in after.keys().map(|name| format!("tasks/{name}")) {
        same(at, &name);
    }
    same(at, "table.csv");
    same(at, "summary.json");
    // a kill amid a write leaves a temporary file, which is no outcome
    let files = |out: &str| {
        tree(&at.join(out))
            .into_keys()
            .filter(|name| !name.contains("/.tmp"))
            .count()
    };
    assert_eq!(files("o"), files("here"));
    // tasks that are done here need not be done there
    assert!(finish(at, "here").contains("Nothing to be done"));
}

fn same(at: &Path, name: &str) {
    let read = |out: &str| {
        fs::read(at.join(out).join(name)).unwrap_or_else(|e| panic!("{out}/{name}: {e}"))
    };
    assert!(read("o") == read("here"), "{name} differs");
}

/// A sweep that is refused is refused before any job, in the program's own words.
#[test]
fn a_bad_sweep_is_said_at_once() {
    let directory = directory("designs = [\"digits\"]\n");
    let output = snakemake(directory.path(), "o").output().expect("started");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(
        text.contains("s.toml") && text.contains("missing field `seeds`"),
        "{text}"
    );
    assert!(!directory.path().join("o").exists());
}

/// What is up to date goes by content: neither a newer nor an older file, nor one of another plan, is taken for right.
#[test]
fn another_sweep_and_a_damaged_outcome_are_noticed() {
    let sweep = "designs = [\"small.toml\"]\nseeds = 3\nsplits = [1]\npresentations = 200\nspikes = 4\ndata = \"d.csv\"\n";
    let directory = directory(sweep);
    let at = directory.path();
    let images = |number: usize| -> String {
        let digits = include_str!("../../data/digits.csv");
        digits
            .lines()
            .take(number + 1)
            .map(|line| format!("{line}\n"))
            .collect()
    };
    put(at, "d.csv", images(200));
    // the name of the directory is a number, which Snakemake hands over as such
    let run = at.join("2024");
    let again = |jobs: usize, what: &str| {
        let text = finish(at, "2024");
        assert_eq!(text.matches("rule batch:").count(), jobs, "{what}: {text}");
        fs::remove_dir_all(at.join("fresh")).ok();
        succeed(at, &["sweep", "s.toml", "--quiet", "--out", "fresh"]);
        for name in ["table.csv", "summary.json"] {
            let read = |of: &str| fs::read(at.join(of).join(name)).expect(name);
            assert!(read("2024") == read("fresh"), "{what}: {name} is stale");
        }
        // and it stays so; one time is enough
        if what.contains("no summary") {
            let text = finish(at, "2024");
            assert!(text.contains("Nothing to be done"), "{what}: {text}");
        }
    };
    again(3, "at first");
    let change = |from: &str, to: &str| {
        let text = fs::read_to_string(at.join("s.toml")).expect("a sweep");
        assert!(text.contains(from));
        put(at, "s.toml", text.replace(from, to));
    };
    change("seeds = 3", "seeds = 2");
    again(0, "fewer seeds");
    change("seeds = 2", "seeds = [1, 2, 9]");
    put(at, "d.csv", images(220));
    again(3, "another seed and other data");
    change("presentations = 200", "presentations = 300");
    again(3, "other presentations");
    put(at, "small.toml", "[network]\nlayers = [64, 7, 10]\n");
    again(3, "another design");
    let plan = json(at, &["sweep", "s.toml", "--plan"]);
    let outcome = |place: usize| run.join(plan["tasks"][place]["file"].as_str().expect("a file"));
    fs::write(outcome(0), "").expect("a file");
    let text = fs::read_to_string(outcome(2)).expect("JSON");
    let place = text.find("\"up\":").expect("flips") + 5;
    let digit = if text.as_bytes()[place] == b'1' {
        "2"
    } else {
        "1"
    };
    let changed = format!("{}{digit}{}", &text[..place], &text[place + 1..]);
    fs::write(outcome(2), changed).expect("a file");
    again(2, "an empty outcome and one with another digit");
    fs::write(run.join("table.csv"), "").expect("a file");
    fs::remove_file(run.join("summary.json")).expect("a file");
    again(0, "an empty table and no summary");
}

/// Short tasks share a job, but all cores have one; a dry run changes nothing.
#[test]
fn short_tasks_are_grouped() {
    let sweep =
        "designs = [\"small.toml\"]\nseeds = 5\nsplits = [1]\npresentations = 200\nspikes = 4\n";
    let directory = directory(sweep);
    let at = directory.path();
    let mut dry = snakemake_in_batches(at, "o");
    dry.arg("--dry-run");
    let output = dry.output().expect("started");
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    assert_eq!(text.matches("rule batch:").count(), 2, "{text}");
    assert!(!at.join("o").exists());
    let text = succeeded(snakemake_in_batches(at, "o"));
    assert_eq!(text.matches("rule batch:").count(), 2, "{text}");
    assert_eq!(outcomes(&at.join("o")).len(), 5);
    assert!(!at.join("o/batches").exists(), "a marker was left");
}

#[test]
fn a_bad_setting_is_said_at_once() {
    let directory = directory(crate::sweeps::SMALL);
    for (setting, word) in [
        ("out=2.5", "--config out: found 2.5"),
        ("out=True", "--config out: found True"),
        ("batch=0", "--config batch: found 0"),
        ("threads=two", "--config threads: found two"),
        ("yuragi=./none", "./none cannot be run"),
        ("sweep=7", "cannot read the sweep file 7"),
    ] {
        let output = snakemake_in_batches(directory.path(), "o")
            .arg(setting)
            .output();
        let output = output.expect("started");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{setting}");
        assert!(text.contains(word), "{setting}: {text}");
        assert!(!text.contains("TypeError"), "{text}");
        assert!(!directory.path().join("o").exists());
    }
}
