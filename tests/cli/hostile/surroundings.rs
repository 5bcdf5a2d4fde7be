//! Surroundings in which the program cannot work, and arguments that are no text.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::trial::{check, each, prepare, program};
use crate::command::tree;

/// What is hostile, the words of the command line, the exit code, what the error mentions, and how the surroundings are
/// made.
type Case = (
    &'static str,
    &'static [&'static [u8]],
    i32,
    &'static [&'static str],
    fn(&mut Command, &Path),
);

const NOTHING: fn(&mut Command, &Path) = |_, _| ();

const CASES: &[Case] = &[
    (
        "a verb that is no text",
        &[b"\xff"],
        2,
        &["\u{fffd}"],
        NOTHING,
    ),
    (
        "an option that is no text",
        &[b"learn", b"--\xff"],
        2,
        &["\u{fffd}"],
        NOTHING,
    ),
    (
        "a design that is no text",
        &[b"learn", b"--design", b"\xff"],
        2,
        &["UTF-8"],
        NOTHING,
    ),
    (
        "data that are no text",
        &[b"learn", b"--data", b"\xff.csv"],
        2,
        &["--data", "UTF-8"],
        NOTHING,
    ),
    (
        "a test set that is no text",
        &[b"learn", b"--test-data", b"\xff.csv"],
        2,
        &["--test-data", "UTF-8"],
        NOTHING,
    ),
    (
        "a key that is no text",
        &[b"info", b"--set", b"\xff=3"],
        2,
        &["UTF-8"],
        NOTHING,
    ),
    (
        "a number that is no text",
        &[b"learn", b"--presentations", b"\xff"],
        2,
        &["UTF-8"],
        NOTHING,
    ),
    (
        "a board that is no text",
        &[b"build", b"--board", b"\xff"],
        2,
        &["UTF-8"],
        NOTHING,
    ),
    (
        "weights that are no text",
        &[b"infer", b"--weights", b"\xff"],
        2,
        &["\u{fffd}"],
        NOTHING,
    ),
    (
        "a run that is no text",
        &[b"learn", b"--resume", b"\xff"],
        2,
        &["\u{fffd}"],
        NOTHING,
    ),
    (
        "a sweep that is no text",
        &[b"sweep", b"\xff"],
        2,
        &["\u{fffd}"],
        NOTHING,
    ),
    (
        "an experiment that is no text",
        &[b"experiment", b"\xff"],
        2,
        &["UTF-8"],
        NOTHING,
    ),
    (
        "a port that is no text",
        &[b"compare", b"--baud", b"9600", b"--port", b"\xff"],
        2,
        &["UTF-8"],
        NOTHING,
    ),
    (
        "a bitstream that is no text",
        &[
            b"program",
            b"--board",
            b"icebreaker",
            b"--bitstream",
            b"\xff",
        ],
        2,
        &["--bitstream"],
        NOTHING,
    ),
    (
        "line ends in a name",
        &[b"learn", b"--design", b"a\nb.toml"],
        2,
        &["b.toml"],
        NOTHING,
    ),
    (
        "a name that is empty",
        &[b"learn", b"--design", b""],
        2,
        &["design"],
        NOTHING,
    ),
    (
        "data with an empty name",
        &[b"learn", b"--data", b""],
        2,
        &["data"],
        NOTHING,
    ),
    (
        "a board with an empty name",
        &[b"build", b"--board", b""],
        2,
        &["board"],
        NOTHING,
    ),
    (
        "weights with an empty name",
        &[b"infer", b"--weights", b""],
        2,
        &["weights"],
        NOTHING,
    ),
    (
        "a key with a line end",
        &[b"info", b"--set", b"synapse.bits=8\nflip=0.5"],
        2,
        &["synapse.bits", "a number"],
        NOTHING,
    ),
    (
        "no compiler of circuits",
        &[b"compare", b"model", b"rtl", b"--design", b"tiny"],
        1,
        &["verilator"],
        |command, at| {
            command
                .env("PATH", at.join("folder"))
                .env("YURAGI_CACHE", at.join("folder/cache"));
        },
    ),
    (
        "another program for it",
        &[b"compare", b"model", b"rtl", b"--design", b"tiny"],
        1,
        &["nowhere/verilator"],
        |command, at| {
            command
                .env("VERILATOR", "nowhere/verilator")
                .env("YURAGI_CACHE", at.join("folder/cache"));
        },
    ),
    (
        "a file for the cache",
        &[b"compare", b"model", b"rtl", b"--design", b"tiny"],
        1,
        &["taken"],
        |command, at| {
            command.env("YURAGI_CACHE", at.join("taken"));
        },
    ),
    (
        "a cache in a place of the kernel",
        &[b"compare", b"model", b"rtl", b"--design", b"tiny"],
        1,
        &["/proc/yuragi"],
        |command, _| {
            command.env("YURAGI_CACHE", "/proc/yuragi");
        },
    ),
    (
        "a home that is a file",
        &[b"compare", b"model", b"rtl", b"--design", b"tiny"],
        1,
        &["taken"],
        |command, at| {
            command
                .env_remove("YURAGI_CACHE")
                .env_remove("XDG_CACHE_HOME")
                .env("HOME", at.join("taken"));
        },
    ),
    (
        "no synthesis",
        &[b"build", b"--board", b"icebreaker", b"--design", b"tiny"],
        1,
        &["yosys"],
        |command, at| {
            command
                .env("PATH", at.join("folder"))
                .env("YURAGI_TOOLS", at.join("folder"));
        },
    ),
    (
        "no programming tool",
        &[
            b"program",
            b"--board",
            b"icebreaker",
            b"--bitstream",
            b"taken",
        ],
        1,
        &["iceprog is not installed", "fpga-icestorm"],
        |command, at| {
            command.env("PATH", at.join("folder"));
        },
    ),
    (
        "no directory for temporary files",
        &[b"build", b"--board", b"icebreaker", b"--design", b"tiny"],
        1,
        &["nowhere"],
        |command, at| {
            command.env("TMPDIR", at.join("nowhere"));
        },
    ),
    (
        "a place of the kernel for a run",
        &[
            b"learn",
            b"--presentations",
            b"9",
            b"--out",
            b"/proc/yuragi",
        ],
        2,
        &["--out", "/proc"],
        NOTHING,
    ),
    (
        "a place of the kernel for Verilog",
        &[b"export", b"--design", b"tiny", b"--out", b"/proc/yuragi"],
        2,
        &["--out", "/proc"],
        NOTHING,
    ),
    (
        "a place of the kernel for manual pages",
        &[b"man", b"--out", b"/proc/yuragi"],
        2,
        &["--out", "/proc"],
        NOTHING,
    ),
];

pub fn count() -> usize {
    CASES.len()
}

#[test]
fn hostile() {
    let directory = TempDir::new().expect("a temporary directory");
    prepare(directory.path());
    let before = tree(directory.path());
    each(CASES, |(what, words, code, mentions, surround)| {
        let mut command = program(directory.path());
        command.args(words.iter().map(|word| OsStr::from_bytes(word)));
        surround(&mut command, directory.path());
        let output = command.output().expect("the program starts");
        check(what, &output, *code, mentions);
        assert!(tree(directory.path()) == before, "files changed: {what}");
    });
}

/// The directory in which the program is run was removed.
#[test]
fn without_a_directory() {
    let directory = TempDir::new().expect("a temporary directory");
    let inner = directory.path().join("inner");
    std::fs::create_dir(&inner).expect("a directory");
    let script = format!(
        "rmdir '{}' && exec '{}' learn --json --presentations 9",
        inner.display(),
        env!("CARGO_BIN_EXE_yuragi")
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(&inner)
        .output();
    check("no directory", &output.expect("a shell"), 2, &["--out"]);
}
