//! The same sweep through Snakemake's local executor: what `yuragi sweep` writes, byte for byte, also if it is killed on the way.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{succeed, tree};
use crate::sweeps::{directory, outcomes};

/// The sweep `s.toml` of a directory by Snakemake, into `out`.
fn snakemake(directory: &Path, out: &str) -> Command {
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
    let output = snakemake(directory, out).output().expect("started");
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
    let jobs = text.matches("rule task:").count();
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
