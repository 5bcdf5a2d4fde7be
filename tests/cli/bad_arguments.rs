//! Arguments that are refused.

use std::fs;

use crate::command::{Refusal, generative, learned, put, refuse};

macro_rules! arguments {
    ($what:literal, [$($argument:literal),*], $($word:literal),+) => {
        Refusal { what: $what, arguments: &[$($argument),*], words: &[$($word),+], prepare: |_| () }
    };
}

#[test]
fn of_any_verb() {
    refuse(&verbs());
}

pub fn verbs() -> Vec<Refusal> {
    vec![
        arguments!(
            "an unknown verb",
            ["lern"],
            "unrecognized subcommand 'lern'",
            "learn"
        ),
        arguments!(
            "an unknown option",
            ["learn", "--speed", "9"],
            "unexpected argument '--speed'"
        ),
        arguments!(
            "quiet and verbose",
            ["info", "--quiet", "--verbose"],
            "--quiet",
            "cannot be used with"
        ),
        arguments!(
            "nothing to learn",
            ["learn", "--presentations", "0"],
            "'0'",
            "--presentations",
            "from 1 to"
        ),
        arguments!(
            "no number",
            ["learn", "--presentations", "many"],
            "'many'",
            "expected a whole number"
        ),
        arguments!(
            "no such engine",
            ["learn", "--engine", "gpu"],
            "'gpu'",
            "model, rtl"
        ),
        arguments!(
            "no store for the images",
            ["learn", "--stored"],
            "stored stimuli",
            "hardware.stored_stimuli = 0",
            "1 or more"
        ),
        arguments!("a negative seed", ["learn", "--seed=-1"], "'-1'", "--seed"),
        arguments!("no weights", ["infer"], "required", "--weights"),
        arguments!(
            "no spikes",
            ["infer", "--weights", "w", "--spikes", "0"],
            "'0'",
            "from 1 to 65535"
        ),
        arguments!(
            "too many spikes",
            ["infer", "--weights", "w", "--spikes", "65536"],
            "'65536'",
            "from 1 to 65535"
        ),
        arguments!(
            "a single engine",
            ["compare", "model"],
            "required",
            "<RIGHT>"
        ),
        arguments!(
            "no half",
            ["complete", "--weights", "w", "--half", "middle"],
            "'middle'",
            "top, bottom"
        ),
    ]
}

#[test]
fn of_places_to_write_to() {
    refuse(&places());
}

pub fn places() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "a file for a directory",
            arguments: &["learn", "--out", "taken"],
            words: &[
                "--out",
                "found taken, which is a file",
                "expected a directory",
            ],
            prepare: |directory| put(directory, "taken", "mine"),
        },
        Refusal {
            what: "a directory below a file",
            arguments: &["export", "--out", "taken/verilog"],
            words: &[
                "--out",
                "found taken, which is a file",
                "expected a directory",
            ],
            prepare: |directory| put(directory, "taken", "mine"),
        },
        Refusal {
            what: "the same of the demo",
            arguments: &["demo", "--out", "taken"],
            words: &[
                "--out",
                "found taken, which is a file",
                "expected a directory",
            ],
            prepare: |directory| put(directory, "taken", "mine"),
        },
        Refusal {
            what: "a directory for a picture",
            arguments: &["generate", "--weights", "learned", "--out", "pictures"],
            words: &[
                "--out",
                "found pictures, which is a directory",
                "expected a file",
            ],
            prepare: |directory| {
                generative(directory);
                fs::create_dir(directory.join("pictures")).expect("a directory");
            },
        },
        Refusal {
            what: "the same of completion",
            arguments: &["complete", "--weights", "learned", "--out", "learned"],
            words: &[
                "--out",
                "found learned, which is a directory",
                "expected a file",
            ],
            prepare: learned,
        },
    ]
}

#[test]
fn of_waveforms() {
    refuse(&waveforms());
}

pub fn waveforms() -> Vec<Refusal> {
    vec![
        arguments!(
            "of engines without a clock",
            ["compare", "--wave", "w.fst", "model", "model"],
            "--wave",
            "found model and model",
            "expected a simulated engine"
        ),
        arguments!(
            "in another format",
            ["compare", "--wave", "w.vcd", "model", "rtl"],
            "--wave",
            "found w.vcd",
            "expected a name that ends in .fst"
        ),
        arguments!(
            "a whole board without its name",
            ["compare", "model", "netlist"],
            "--board",
            "found none",
            "yuragi boards"
        ),
        arguments!(
            "no such board",
            ["compare", "--board", "arty", "model", "netlist"],
            "there is no board arty"
        ),
        arguments!(
            "a bitstream without its engine",
            [
                "compare",
                "--board",
                "icebreaker",
                "--bitstream",
                "b",
                "model",
                "rtl"
            ],
            "--bitstream",
            "bitstream as one of the two engines"
        ),
        arguments!(
            "a bitstream that does not exist",
            [
                "compare",
                "--board",
                "icebreaker",
                "--bitstream",
                "b",
                "model",
                "bitstream"
            ],
            "--bitstream",
            "found b: No such file"
        ),
        arguments!(
            "no way back from an ECP5's bitstream",
            [
                "compare",
                "--board",
                "ulx3s-25f",
                "--design",
                "tiny",
                "model",
                "bitstream"
            ],
            "ulx3s-25f has an ECP5",
            "expected the engine netlist"
        ),
        arguments!(
            "a whole board that learns",
            ["learn", "--engine", "netlist"],
            "--engine",
            "'netlist'",
            "model, rtl, serial"
        ),
        arguments!(
            "a window without a file",
            ["compare", "--from", "2", "model", "rtl"],
            "required",
            "--wave"
        ),
        arguments!(
            "a window that ends before it begins",
            [
                "compare", "--wave", "w.fst", "--from", "5", "--to", "4", "model", "rtl"
            ],
            "--from",
            "found 5",
            "at most 4"
        ),
        arguments!(
            "a window behind the end",
            [
                "compare",
                "--presentations",
                "9",
                "--wave",
                "w.fst",
                "--from",
                "10",
                "--to",
                "11",
                "model",
                "rtl"
            ],
            "--from",
            "found 10",
            "at most 9"
        ),
    ]
}
