//! Sweep files that are refused.

use std::path::Path;

use crate::command::{Refusal, put, refuse};

const RUN: &[&str] = &["sweep", "s.toml"];

const GOOD: &str = "designs = [\"digits\"]\nseeds = 2\nsplits = [1, 2]\npresentations = 100\n";

macro_rules! sweep {
    ($what:literal, $text:expr, $($word:literal),+) => {
        Refusal {
            what: $what,
            arguments: RUN,
            words: &["s.toml", $($word),+],
            prepare: |directory: &Path| put(directory, "s.toml", $text),
        }
    };
}

macro_rules! changed {
    ($from:literal, $to:literal, $($word:literal),+) => {
        sweep!($to, GOOD.replace($from, $to), $($word),+)
    };
}

#[test]
fn of_another_form() {
    refuse(&bad_forms());
}

pub fn bad_forms() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "no such file",
            arguments: RUN,
            words: &["cannot read the sweep file s.toml", "No such file"],
            prepare: |_| (),
        },
        Refusal {
            what: "a directory",
            arguments: RUN,
            words: &["cannot read the sweep file s.toml"],
            prepare: |directory| std::fs::create_dir(directory.join("s.toml")).expect("directory"),
        },
        sweep!("not UTF-8", b"\xff\xfe", "cannot read", "UTF-8"),
        sweep!("an empty file", "", "missing field `designs`"),
        changed!("seeds = 2\n", "", "missing field `seeds`"),
        changed!(
            "seeds",
            "sedes",
            "line 2",
            "unknown field `sedes`",
            "`seeds`"
        ),
        changed!("[\"digits\"]", "[\"digits\"", "line 2", "missing comma"),
        changed!(
            "[\"digits\"]",
            "\"digits\"",
            "line 1",
            "expected a sequence"
        ),
        changed!(
            "seeds = 2",
            "seeds = \"two\"",
            "line 2",
            "expected a number of seeds or a list"
        ),
        changed!("100", "0.5", "line 4", "expected an integer or a list"),
        sweep!(
            "a key twice",
            format!("{GOOD}seeds = 3\n"),
            "line 5",
            "duplicate key"
        ),
    ]
}

#[test]
fn with_values_that_make_no_sense() {
    refuse(&bad_values());
}

pub fn bad_values() -> Vec<Refusal> {
    vec![
        changed!("seeds = 2", "seeds = 0", "seeds: found 0", "1 to 100000"),
        changed!("seeds = 2", "seeds = []", "seeds: found an empty list"),
        changed!(
            "[1, 2]",
            "[1, 2, 1]",
            "splits[2]: found 1",
            "a value other than 1, which [0] has already"
        ),
        changed!("[1, 2]", "[1, -2]", "splits[1]: found -2", "a seed from 0"),
        changed!(
            "= 100",
            "= 0",
            "presentations: found 0",
            "1 to 1000000000000"
        ),
        changed!(
            "= 100",
            "= [5, 0]",
            "presentations[1]: found 0",
            "1 to 1000000000000"
        ),
        sweep!(
            "engines",
            format!("{GOOD}engines = [\"model\", \"serial\"]"),
            "engines[1]: found serial",
            "model or rtl"
        ),
        sweep!(
            "spikes",
            format!("{GOOD}spikes = 65536"),
            "spikes: found 65536",
            "1 to 65535"
        ),
        sweep!(
            "spikes that fall",
            format!("{GOOD}spikes = [8, 4]"),
            "spikes[1]: found 4",
            "more than 8"
        ),
        changed!(
            "seeds = 2",
            "seeds = 60_000",
            "found 120000 tasks",
            "at most 100000"
        ),
    ]
}

#[test]
fn of_designs_and_data_that_do_not_fit() {
    refuse(&bad_designs());
}

pub fn bad_designs() -> Vec<Refusal> {
    vec![
        changed!(
            "digits",
            "digit",
            "designs[0]",
            "digit is neither",
            "digits-20"
        ),
        changed!(
            "digits",
            "no.toml",
            "designs[0]",
            "cannot read the design file no.toml"
        ),
        changed!(
            "\"digits\"",
            "\"digits\", \"tiny\"",
            "designs[1]",
            "64 pixels",
            "2 inputs"
        ),
        changed!(
            "\"digits\"",
            "\"digits\", \"digits\"",
            "designs[1]: found digits",
            "a value other than digits"
        ),
        Refusal {
            what: "the same design twice",
            arguments: RUN,
            words: &[
                "s.toml",
                "designs[1]: found d.toml",
                "a design that differs from that of designs[0]",
            ],
            prepare: |directory| {
                put(
                    directory,
                    "d.toml",
                    include_str!("../../designs/digits.toml"),
                );
                put(
                    directory,
                    "s.toml",
                    GOOD.replace("\"digits\"", "\"digits\", \"d.toml\""),
                );
            },
        },
        Refusal {
            what: "a bad design",
            arguments: RUN,
            words: &[
                "s.toml",
                "designs[0]",
                "d.toml: network.layers = [64, 0, 10]",
                "at least one neuron",
            ],
            prepare: |directory| {
                put(directory, "d.toml", "[network]\nlayers = [64, 0, 10]\n");
                put(directory, "s.toml", GOOD.replace("digits", "d.toml"));
            },
        },
        sweep!(
            "no such data",
            format!("{GOOD}data = \"no.csv\""),
            "data: no.csv",
            "No such file"
        ),
        Refusal {
            what: "bad data",
            arguments: RUN,
            words: &["s.toml: data: d.csv", "found", "expected"],
            prepare: |directory| {
                put(directory, "d.csv", "a,label\nx,1\n");
                put(directory, "s.toml", format!("{GOOD}data = \"d.csv\""));
            },
        },
        sweep!(
            "an unknown key",
            format!("{GOOD}vary.synapse.flips = [1]"),
            "vary: found synapse.flips",
            "synapse.flip"
        ),
        sweep!(
            "a key that seeds are for",
            format!("{GOOD}vary.random.seed = [1]"),
            "vary: found random.seed"
        ),
        sweep!(
            "a value out of range",
            format!("{GOOD}vary.synapse.flip = [1, 2]"),
            "designs[0]",
            "synapse.flip = 2",
            "0 to 1"
        ),
        sweep!(
            "no value",
            format!("{GOOD}vary.synapse.flip = []"),
            "vary.synapse.flip: found an empty list"
        ),
        sweep!(
            "a word",
            format!("{GOOD}vary.synapse.flip = [\"x\"]"),
            "vary.synapse.flip[0]: found \"x\"",
            "a number"
        ),
        sweep!(
            "a probability that would become 0",
            format!("{GOOD}vary.synapse.flip = [0.5, 0.0019]"),
            "designs[0]",
            "synapse.flip = 0.0019",
            "nearest that can be drawn are 0 and 0.00390625"
        ),
        sweep!(
            "probabilities that are drawn alike",
            format!("{GOOD}vary.synapse.noise = [0.25, 0.251]"),
            "designs[0]",
            "a design that differs"
        ),
        sweep!(
            "the same value twice",
            format!("{GOOD}vary.synapse.flip = [1, 1.0]"),
            "designs[0]: found digits",
            "a design that differs from that of designs[0]"
        ),
    ]
}

#[test]
fn with_arguments_that_make_no_sense() {
    refuse(&bad_arguments());
}

pub fn bad_arguments() -> Vec<Refusal> {
    let case = |what, arguments, words| Refusal {
        what,
        arguments,
        words,
        prepare: |directory: &Path| {
            put(directory, "s.toml", GOOD);
            put(directory, "taken", "mine");
        },
    };
    vec![
        case(
            "no such task",
            &["sweep", "s.toml", "--task", "00ff"],
            &["--task: found 00ff", "--plan"],
        ),
        case(
            "nothing to merge",
            &["sweep", "s.toml", "--merge"],
            &["4 of 4 outcomes are missing", "out/sweeps/s/tasks/"],
        ),
        case(
            "a file for a directory",
            &["sweep", "s.toml", "--out", "taken"],
            &["--out", "found taken, which is a file"],
        ),
        case(
            "two ways at once",
            &["sweep", "s.toml", "--plan", "--merge"],
            &["--plan", "--merge"],
        ),
    ]
}
