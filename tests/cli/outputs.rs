//! Where the output goes: what cannot be written is told, before the work if it can be known, and no run is lost.

use std::fs::{self, File, OpenOptions};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::command::{
    Refusal, command, generative, json, learned, put, refuse, run, send, tree, wait_for,
};

/// Commands that end soon and print something.
const PRINTING: [&[&str]; 11] = [
    &["--help"],
    &["--version"],
    &["learn", "--help"],
    &["info"],
    &["boards"],
    &["learn", "--presentations", "100", "--force"],
    &["infer", "--weights", "learned", "--spikes", "1"],
    &["export", "--design", "tiny", "--out", "verilog"],
    &[
        "compare",
        "--design",
        "tiny",
        "--presentations",
        "10",
        "model",
        "model",
    ],
    &["sweep", "s.toml", "--plan"],
    &["program", "--board", "icebreaker", "--dry-run"],
];

const SWEEP: &str = "designs = [\"digits\"]\nseeds = 2\nsplits = 1\npresentations = 100\n";

#[test]
fn a_result_that_cannot_be_printed_is_an_error() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    learned(at);
    put(at, "s.toml", SWEEP);
    for arguments in PRINTING {
        for json in [false, true] {
            let mut command = command(at, arguments);
            if json {
                command.arg("--json");
            }
            let full = OpenOptions::new().write(true).open("/dev/full");
            let output = command.stdout(full.expect("a full device")).output();
            let output = output.expect("the program starts");
            let message = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {message}");
            for word in ["error: ", "No space left"] {
                assert!(message.contains(word), "{arguments:?}: {message}");
            }
        }
    }
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    learned(at);
    put(at, "s.toml", SWEEP);
    for arguments in PRINTING {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = command(at, arguments).stdout(writer).output();
        let output = output.expect("the program starts");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {message}");
        assert!(!message.contains("error"), "{arguments:?}: {message}");
    }
}

/// Commands that write to a place, which takes the place of `OUT`.
const WRITING: [&[&str]; 9] = [
    &["learn", "--presentations", "1000000000", "--out", "OUT"],
    &["demo", "--out", "OUT"],
    &["build", "--board", "icebreaker", "--out", "OUT"],
    &["build", "--board", "all", "--out", "OUT"],
    &["export", "--out", "OUT"],
    &["experiment", "all", "--out", "OUT"],
    &["sweep", "s.toml", "--out", "OUT"],
    &["generate", "--weights", "learned", "--out", "OUT/x.svg"],
    &[
        "compare",
        "--presentations",
        "1000000",
        "--wave",
        "OUT/x.fst",
        "model",
        "rtl",
    ],
];

#[test]
fn a_place_that_cannot_be_written_is_found_before_the_work() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    generative(at);
    put(at, "s.toml", SWEEP);
    fs::create_dir(at.join("there")).expect("a directory");
    let before = tree(at);
    let program = env!("CARGO_BIN_EXE_yuragi");
    for arguments in WRITING {
        // nobody can make a file in this file system
        let text = arguments.join(" ").replace("OUT", "/proc/yuragi");
        let words: Vec<&str> = text.split(' ').collect();
        let start = Instant::now();
        let output = run(at, &words);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{text}: {message}");
        assert!(message.contains("no file can be written"), "{message}");
        assert!(message.contains("/proc"), "{message}");
        // as on a full disk, no file can take a byte
        let text = arguments.join(" ").replace("OUT", "there");
        let line = format!("trap '' XFSZ; ulimit -f 0; exec {program} {text}");
        let output = Command::new("sh")
            .args(["-c", &line])
            .current_dir(at)
            .output();
        let output = output.expect("a shell");
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{text}: {message}");
        assert!(message.contains("no file can be written"), "{message}");
        assert!(start.elapsed() < Duration::from_secs(20), "{text}");
    }
    assert_eq!(tree(at), before);
}

#[test]
fn a_run_is_not_overwritten() {
    refuse(&[
        Refusal {
            what: "a directory that holds a run",
            arguments: &["learn", "--seed", "2", "--out", "learned"],
            words: &["--out", "state.json", "--resume learned", "--force"],
            prepare: learned,
        },
        Refusal {
            what: "a directory that holds weights of a device",
            arguments: &["learn", "--out", "learned"],
            words: &["--out", "weights.safetensors", "--force"],
            prepare: |at| {
                learned(at);
                fs::remove_file(at.join("learned/state.json")).expect("removed");
            },
        },
        Refusal {
            what: "the usual directory",
            arguments: &["learn"],
            words: &["out/learn", "--resume out/learn", "--force"],
            prepare: |at| {
                learned(at);
                fs::create_dir(at.join("out")).expect("a directory");
                fs::rename(at.join("learned"), at.join("out/learn")).expect("moved");
            },
        },
        Refusal {
            what: "one run continued into the directory of another",
            arguments: &[
                "learn",
                "--resume",
                "learned",
                "--presentations",
                "9",
                "--out",
                "other",
            ],
            words: &["other", "--resume other", "--force"],
            prepare: |at| {
                learned(at);
                fs::rename(at.join("learned"), at.join("other")).expect("moved");
                learned(at);
            },
        },
    ]);
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    learned(at);
    let more = ["learn", "--resume", "learned", "--presentations", "50"];
    assert_eq!(json(at, &more)["presentations"], 1550);
    let same = ["./learned", "--out", "learned/", "--presentations", "50"];
    assert_eq!(
        json(at, &[&["learn", "--resume"], &same[..]].concat())["presentations"],
        1600
    );
    let anew = [
        "learn",
        "--presentations",
        "60",
        "--out",
        "learned",
        "--force",
    ];
    assert_eq!(json(at, &anew)["presentations"], 60);
}

#[test]
fn two_programs_do_not_write_to_one_directory() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    let lock = at.join("run/.yuragi.lock");
    let learn = ["learn", "--presentations", "1000000000", "--out", "run"];
    let mut first = command(at, &learn)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let number = first.id().to_string();
    let held = |lock: &Path| fs::read_to_string(lock).is_ok_and(|text| text.contains(&number));
    wait_for("the directory is locked", || held(&lock));
    let output = run(
        at,
        &["learn", "--presentations", "10", "--out", "run", "--force"],
    );
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    for word in ["run", &format!("process {number}"), "another --out"] {
        assert!(message.contains(word), "no {word:?} in {message}");
    }
    // the lock of a dead process is nobody's
    send("KILL", first.id());
    first.wait().expect("an end");
    assert!(held(&lock));
    let again = ["learn", "--presentations", "10", "--out", "run", "--force"];
    assert_eq!(json(at, &again)["presentations"], 10);
    assert!(!lock.exists());
}

#[test]
fn pictures_have_the_format_of_their_names() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    generative(at);
    for verb in ["generate", "complete"] {
        let common = [verb, "--weights", "learned", "--quiet", "--json", "--out"];
        for (name, start) in [("g.png", &b"\x89PNG"[..]), ("g.SVG", b"<svg")] {
            json(at, &[&common[..4], &["--out", name]].concat());
            let bytes = fs::read(at.join(name)).expect("a picture");
            assert!(bytes.starts_with(start), "{verb} {name}");
        }
        for name in ["g.jpg", "g"] {
            let output = run(at, &[&common[..], &[name]].concat());
            let message = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{message}");
            assert!(message.contains(".svg or .png"), "{message}");
            assert!(!at.join(name).exists());
        }
    }
}

#[test]
fn files_get_no_colours_and_no_warnings_of_libraries() {
    let directory = TempDir::new().expect("a directory");
    let at = directory.path();
    generative(at);
    for (arguments, logs) in [
        (
            &["complete", "--weights", "learned", "-v", "--out", "c.png"][..],
            false,
        ),
        (
            &[
                "compare",
                "--design",
                "tiny",
                "-vv",
                "--presentations",
                "10",
                "model",
                "rtl",
            ],
            true,
        ),
    ] {
        let log = File::create(at.join("log")).expect("a file");
        let status = command(at, arguments)
            .stderr(log)
            .stdout(Stdio::null())
            .status();
        assert!(status.expect("the program starts").success());
        let log = fs::read_to_string(at.join("log")).expect("a text");
        let warns = log
            .lines()
            .any(|line| line.trim_start().starts_with("WARN"));
        assert!(!log.contains('\x1b') && !warns, "{log}");
        assert_eq!(log.contains("DEBUG"), logs, "{log}");
    }
}

#[test]
fn the_time_of_learning_and_the_whole_time_are_told_apart() {
    let directory = TempDir::new().expect("a directory");
    let result = json(directory.path(), &["learn", "--presentations", "3000"]);
    let number = |key: &str| result[key].as_f64().expect("a number");
    let learned = number("presentations_per_second") * number("seconds");
    assert!((learned - 3000.0).abs() < 0.5, "{result}");
    // measurements take longer than the 3,000 presentations of the model
    assert!(number("wall_seconds") > number("seconds"), "{result}");
}
