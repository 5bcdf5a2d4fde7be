//! Directories of weights and checkpoints that are refused.

use std::fs;
use std::path::Path;

use crate::command::{Refusal, change, change_line, generative, learned, put, refuse};

const INFER: &[&str] = &["infer", "--weights", "learned"];
const RESUME: &[&str] = &["learn", "--resume", "learned", "--presentations", "10"];

macro_rules! damaged {
    ($what:literal, $arguments:expr, $damage:expr, $($word:literal),+) => {
        Refusal {
            what: $what,
            arguments: $arguments,
            words: &[$($word),+],
            prepare: |directory: &Path| {
                learned(directory);
                let damage: fn(&Path) = $damage;
                damage(directory);
            },
        }
    };
}

fn remove(directory: &Path, name: &str) {
    fs::remove_file(directory.join("learned").join(name)).expect("a file is removed");
}

#[test]
fn weights() {
    refuse(&[
        Refusal {
            what: "no directory",
            arguments: INFER,
            words: &["learned", "found nothing", "expected a directory"],
            prepare: |_| (),
        },
        Refusal {
            what: "a file",
            arguments: INFER,
            words: &["learned", "found a file", "expected a directory"],
            prepare: |directory| put(directory, "learned", "weights"),
        },
        damaged!(
            "no design",
            INFER,
            |d| remove(d, "design.toml"),
            "design.toml",
            "cannot read"
        ),
        damaged!(
            "no weights",
            INFER,
            |d| remove(d, "weights.csv"),
            "weights.csv",
            "cannot be read"
        ),
        damaged!(
            "an empty file",
            INFER,
            |d| put(d, "learned/weights.csv", ""),
            "weights.csv",
            "line 1",
            "found nothing",
            "header of 16 lanes"
        ),
        damaged!(
            "no header",
            INFER,
            |d| change_line(d, 1, None),
            "weights.csv",
            "line 1",
            "expected the header"
        ),
        damaged!(
            "a word less",
            INFER,
            |d| change_line(d, 386, None),
            "weights.csv: line 386",
            "found the end of the file",
            "expected row 64, word 0"
        ),
        damaged!(
            "a word left out",
            INFER,
            |d| change_line(d, 9, None),
            "weights.csv: line 9, column word",
            "found 2",
            "expected 1"
        ),
        damaged!(
            "a lane less",
            INFER,
            |d| change_line(d, 3, Some("0,1,2,3")),
            "weights.csv: line 3",
            "found 4 columns",
            "expected 18 columns"
        ),
        damaged!(
            "a word for a weight",
            INFER,
            |d| change_line(d, 2, Some("0,0,heavy,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1")),
            "weights.csv: line 2, column lane_0",
            "found heavy",
            "-512 to 511"
        ),
        damaged!(
            "a weight beyond its bits",
            INFER,
            |d| change_line(d, 2, Some("0,0,1,512,1,1,1,1,1,1,1,1,1,1,1,1,1,1")),
            "weights.csv: line 2, column lane_1",
            "found 512",
            "-512 to 511"
        ),
        damaged!(
            "a line too many",
            INFER,
            |d| {
                let path = d.join("learned/weights.csv");
                let text = fs::read_to_string(&path).expect("weights") + "64,1,0\n";
                fs::write(path, text).expect("weights");
            },
            "weights.csv",
            "found 64,1,0",
            "expected the end of the file"
        ),
        damaged!(
            "not UTF-8",
            INFER,
            |d| put(d, "learned/weights.csv", b"\xff\xff"),
            "weights.csv",
            "cannot be read",
            "UTF-8"
        ),
        damaged!(
            "weights of another design",
            INFER,
            |d| change(d, "design.toml", "lanes = 16", "lanes = 8"),
            "weights.csv",
            "line 1",
            "header of 8 lanes"
        ),
    ]);
}

#[test]
fn states() {
    refuse(&[
        damaged!(
            "no state",
            RESUME,
            |d| remove(d, "state.json"),
            "state.json",
            "found nothing",
            "expected the state"
        ),
        damaged!(
            "an empty state",
            RESUME,
            |d| put(d, "learned/state.json", ""),
            "state.json",
            "line 1",
            "EOF"
        ),
        damaged!(
            "half a state",
            RESUME,
            |d| {
                let path = d.join("learned/state.json");
                let text = fs::read_to_string(&path).expect("a state");
                fs::write(path, &text[..text.len() / 2]).expect("a state");
            },
            "state.json",
            "line 1 column",
            "EOF",
            "expected a state"
        ),
        damaged!(
            "another format",
            RESUME,
            |d| change(d, "state.json", "version 2", "version 9"),
            "state.json: format",
            "version 9",
            "expected yuragi learning state, version 2"
        ),
        damaged!(
            "an unknown field",
            RESUME,
            |d| change(d, "state.json", "\"target\"", "\"goal\""),
            "state.json",
            "unknown field `goal`"
        ),
        damaged!(
            "a negative number",
            RESUME,
            |d| change(d, "state.json", "\"remaining\":0", "\"remaining\":-1"),
            "state.json",
            "invalid value: integer `-1`"
        ),
        damaged!(
            "a dwell beyond the design's",
            RESUME,
            |d| change(d, "state.json", "\"remaining\":0", "\"remaining\":7"),
            "state.json: remaining",
            "found 7",
            "at most 0"
        ),
        damaged!(
            "a snapshot of another size",
            RESUME,
            |d| change(d, "state.json", "\"intensities\":[", "\"intensities\":[0,"),
            "state.json: snapshot",
            "75 values",
            "expected a state of the design"
        ),
        damaged!(
            "a register out of range",
            RESUME,
            |d| change(d, "state.json", "\"flip\":256", "\"flip\":257"),
            "state.json: snapshot",
            "flip = 257",
            "0 to 256"
        ),
    ]);
}

#[test]
fn of_another_run() {
    refuse(&[
        damaged!(
            "another design",
            &[
                "learn",
                "--resume",
                "learned",
                "--design",
                "digits-8bit",
                "--presentations",
                "10"
            ],
            |_| (),
            "learned/design.toml",
            "found bits = 10",
            "expected bits = 8"
        ),
        damaged!(
            "other data",
            &[
                "learn",
                "--resume",
                "learned",
                "--data",
                "other.csv",
                "--presentations",
                "10"
            ],
            |d| {
                let digits = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.csv");
                let text = fs::read_to_string(digits)
                    .expect("digits")
                    .replacen("\n0,0,5", "\n0,0,6", 1);
                put(d, "other.csv", text);
            },
            "data of the checkpoint",
            "found other of 1797 images",
            "expected digits of 1797 images"
        ),
        damaged!(
            "another seed",
            &[
                "learn",
                "--resume",
                "learned",
                "--seed",
                "2",
                "--presentations",
                "10"
            ],
            |_| (),
            "--seed",
            "found 2",
            "expected 1"
        ),
        damaged!(
            "another split",
            &[
                "learn",
                "--resume",
                "learned",
                "--split-seed",
                "3",
                "--presentations",
                "10"
            ],
            |_| (),
            "--split-seed",
            "found 3",
            "expected 1"
        ),
        damaged!(
            "a complete run",
            &["learn", "--resume", "learned"],
            |_| (),
            "--resume",
            "complete with 1,500 presentations",
            "--presentations N"
        ),
        Refusal {
            what: "a label that the data have not",
            arguments: &["generate", "--weights", "learned", "--label", "10"],
            words: &["label", "found 10", "0 to 9"],
            prepare: generative,
        },
        damaged!(
            "generation by a network that classifies",
            &["generate", "--weights", "learned"],
            |_| (),
            "found 64 inputs",
            "expected a generative design"
        ),
        damaged!(
            "completion by a network that classifies",
            &["complete", "--weights", "learned"],
            |_| (),
            "found 64 inputs",
            "expected a generative design"
        ),
    ]);
}
