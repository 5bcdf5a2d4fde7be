//! Files with contents that are refused.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::trial::{check, each, program};
use crate::command::{learned, put, tree};

/// Files of designs, each with what the error must mention beside the file.
const DESIGNS: &[(&str, &[&str])] = &[
    ("", &["missing field `network`"]),
    ("\u{0}", &["line 1"]),
    ("[network", &["line 1"]),
    (
        "[network]\ninputs = 64\ninputs = 64\n",
        &["line 3", "duplicate key"],
    ),
    (
        "[network]\ninputs = 64\n[network]\n",
        &["line 3", "duplicate key"],
    ),
    ("network = 3\n", &["invalid type: integer `3`"]),
    ("network = []\n", &["network"]),
    (
        "[network]\ninputs = true\nhidden = 8\noutputs = 10\n",
        &["line 2", "boolean"],
    ),
    (
        "[network]\ninputs = 2026-01-01\nhidden = 8\noutputs = 10\n",
        &["line 2"],
    ),
    (
        "[network]\ninputs = 64\nhidden = 1e3\noutputs = 10\n",
        &["line 3", "floating point"],
    ),
    (
        "[network]\ninputs = 64\nhidden = 99999999999999999999\noutputs = 10\n",
        &["line 3"],
    ),
    (
        "[network]\ninputs = 64\nhiden = 8\noutputs = 10\n",
        &["line 3", "did you mean hidden?"],
    ),
    (
        "[netwerk]\ninputs = 64\n",
        &["line 1", "did you mean network?"],
    ),
    (
        "[network]\ninputs = 64\nhidden = 8\noutputs = 10\n[synapse]\nquantum = 5\n",
        &["line 6", "did you mean quantum_log2?"],
    ),
    (
        "inputs = 64\nhidden = 8\noutputs = 10\n",
        &["unknown field `"],
    ),
    (
        "[network]\ninputs = 64\nhidden = 8\noutputs = 10\nhardware.lanes = 4\n",
        &["unknown field `hardware`"],
    ),
    (
        "[network]\ninputs = 64\nhidden = 8\noutputs = 10\n[[hardware]]\nlanes = 4\n",
        &["hardware"],
    ),
    ("{ \"network\": { \"inputs\": 64 } }", &["line 1"]),
];

/// Sweep files, likewise.
const SWEEPS: &[(&str, &[&str])] = &[
    ("\u{feff}\u{feff}", &["line 1"]),
    (
        "designs = []\nseeds = 1\nsplits = 1\npresentations = 9\n",
        &["designs", "empty"],
    ),
    (
        "designs = [3]\nseeds = 1\nsplits = 1\npresentations = 9\n",
        &["line 1", "integer `3`"],
    ),
    (
        "designs = [\"digit\"]\nseeds = 1\nsplits = 1\npresentations = 9\n",
        &["designs[0]", "did you mean digits?"],
    ),
    (
        "designs = [\"digits\"]\nseeds = -1\nsplits = 1\npresentations = 9\n",
        &["seeds"],
    ),
    (
        "designs = [\"digits\"]\nseeds = [1, 1]\nsplits = 1\npresentations = 9\n",
        &["seeds"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1\nsplits = 1\npresentations = \"9\"\n",
        &["line 4"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1\nsplts = 1\npresentations = 9\n",
        &["line 3", "did you mean splits?"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1\nsplits = 1\npresentations = 9\nengines = [\"modle\"]\n",
        &["modle", "model"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1\nsplits = 1\npresentations = 9\ndata = \"digts\"\n",
        &["digts", "did you mean digits?"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1\nsplits = 1\npresentations = 9\nvary.synapse.bit = [4]\n",
        &["vary", "did you mean synapse.bits?"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1\nsplits = 1\npresentations = 9\nvary.hardware.lanes = [9]\n",
        &["must divide"],
    ),
    (
        "designs = [\"digits\"]\nseeds = 1000\nsplits = 1000\npresentations = 9\n",
        &["1000000 tasks", "at most"],
    ),
];

/// Changes of the board file of the iCEBreaker that are not allowed: from, to, and what the error must mention.
const BOARDS: &[(&str, &str, &[&str])] = &[
    ("title = ", "titel = ", &["line", "did you mean title?"]),
    (
        "family = \"ice40\"",
        "family = \"ice41\"",
        &["family = ice41"],
    ),
    (
        "family = \"ice40\"",
        "family = 40",
        &["line", "integer `40`"],
    ),
    ("device = \"up5k\"", "device = \"up5\"", &["up5"]),
    ("baud = 3_000_000", "baud = 1", &["uart.baud"]),
    ("baud = 3_000_000", "baud = 0", &["uart.baud"]),
    ("shows = \"errors\"", "shows = \"error\"", &["error"]),
    ("rx = \"6\"", "rx = \"7\"", &["pins.pcf"]),
    (
        "[uart]",
        "[uarts]",
        &["unknown field `uarts`", "did you mean uart?"],
    ),
    ("[[variants]]", "[variants]", &["variants"]),
];

pub fn count() -> usize {
    DESIGNS.len() + SWEEPS.len() + BOARDS.len() + DAMAGE.len()
}

#[test]
fn designs() {
    let line = "learn --design x.toml --presentations 9";
    each(DESIGNS, |(text, words)| one("x.toml", text, line, words));
}

#[test]
fn sweep_files() {
    each(SWEEPS, |(text, words)| {
        one("x.toml", text, "sweep x.toml", words)
    });
}

/// Puts a file into a directory of its own and runs a command on it, whose error must name the file.
fn one(file: &'static str, text: &str, line: &'static str, words: &'static [&'static str]) {
    let directory = TempDir::new().expect("a directory");
    put(directory.path(), file, text);
    let before = tree(directory.path());
    let output = program(directory.path())
        .args(line.split(' '))
        .output()
        .expect("it starts");
    let words: Vec<&str> = words.iter().copied().chain([file]).collect();
    check(text, &output, 2, &words);
    assert!(tree(directory.path()) == before, "files changed: {text}");
}

#[test]
fn board_files() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("constraints/icebreaker");
    let text = fs::read_to_string(source.join("board.toml")).expect("a board file");
    let pins = fs::read(source.join("pins.pcf")).expect("a pin file");
    each(BOARDS, |(from, to, words)| {
        assert!(text.contains(from), "{from}");
        let directory = TempDir::new().expect("a directory");
        let board = directory.path().join("mine");
        fs::create_dir(&board).expect("a directory");
        put(&board, "board.toml", text.replacen(from, to, 1));
        put(&board, "pins.pcf", &pins);
        let before = tree(directory.path());
        let output = program(directory.path())
            .args(["build", "--board", "mine"])
            .output()
            .expect("it starts");
        let words: Vec<&str> = words.iter().copied().chain(["mine/"]).collect();
        check(to, &output, 2, &words);
        assert!(tree(directory.path()) == before, "files changed: {to}");
    });
}

/// Damages the file at a path.
type Damage = fn(&Path);

/// Ways to damage a file of a run, for each of its files.
const DAMAGE: &[(&str, Damage)] = &[
    ("weights.safetensors", empty),
    ("weights.safetensors", cut),
    ("weights.safetensors", noise),
    ("weights.safetensors", folder),
    ("design.toml", empty),
    ("design.toml", noise),
    ("design.toml", folder),
    ("state.json", empty),
    ("state.json", cut),
    ("state.json", noise),
    ("state.json", folder),
];

fn empty(path: &Path) {
    fs::write(path, "").expect("a file");
}

fn cut(path: &Path) {
    let bytes = fs::read(path).expect("a file");
    fs::write(path, &bytes[..bytes.len() / 2]).expect("a file");
}

fn noise(path: &Path) {
    let noise: Vec<u8> = (0..999_u32).map(|n| ((n * n) >> 3) as u8).collect();
    fs::write(path, noise).expect("a file");
}

fn folder(path: &Path) {
    fs::remove_file(path).expect("a file");
    fs::create_dir(path).expect("a directory");
}

#[test]
fn damaged_runs() {
    each(DAMAGE, |(file, damage)| {
        let directory = TempDir::new().expect("a directory");
        learned(directory.path());
        damage(&directory.path().join("learned").join(file));
        let before = tree(directory.path());
        for line in [
            "learn --resume learned --presentations 9",
            "infer --weights learned",
        ] {
            let output = program(directory.path())
                .args(line.split(' '))
                .output()
                .expect("it starts");
            check(line, &output, 2, &["learned", file]);
            assert!(tree(directory.path()) == before, "files changed: {line}");
        }
    });
}
