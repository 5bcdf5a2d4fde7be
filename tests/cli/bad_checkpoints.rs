//! Directories of weights and checkpoints that are refused.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use safetensors::Dtype;

use crate::command::{Refusal, Tensor, change, change_weights, generative, learned, put, refuse};

const INFER: &[&str] = &["infer", "--weights", "learned"];
const EXPORT: &[&str] = &["export", "--weights", "learned", "--out", "trained"];
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
    refuse(&bad_weights());
}

pub fn bad_weights() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "no directory",
            arguments: INFER,
            words: &["learned", "found nothing", "expected a directory"],
            prepare: |_| (),
        },
        Refusal {
            what: "a file of something else",
            arguments: INFER,
            words: &[
                "learned: file: found",
                "expected weights that `yuragi learn` wrote",
            ],
            prepare: |directory| {
                put(
                    directory,
                    "learned",
                    "weights of another program, in its own format",
                )
            },
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
            |d| remove(d, "weights.safetensors"),
            "weights.safetensors",
            "cannot be read"
        ),
        damaged!(
            "an empty file",
            INFER,
            |d| put(d, "learned/weights.safetensors", ""),
            "weights.safetensors: file",
            "expected weights that `yuragi learn` wrote"
        ),
        damaged!(
            "a file cut short",
            INFER,
            |d| {
                let path = d.join("learned/weights.safetensors");
                let bytes = fs::read(&path).expect("weights");
                fs::write(path, &bytes[..bytes.len() - 7]).expect("weights");
            },
            "weights.safetensors: file",
            "expected weights"
        ),
        damaged!(
            "tensors of another program",
            INFER,
            |d| change_weights(d, |_, metadata| metadata.clear()),
            "weights.safetensors: metadata",
            "found no key yuragi",
            "expected a design"
        ),
        damaged!(
            "a design that is none",
            INFER,
            |d| change_weights(d, |_, metadata| change_header(
                metadata,
                "layers = [64, ",
                "layers = [5000, "
            )),
            "weights.safetensors: metadata, key yuragi",
            "5000"
        ),
        damaged!(
            "a later version",
            INFER,
            |d| change_weights(d, |_, metadata| change_header(
                metadata,
                "version = 4",
                "version = 5"
            )),
            "weights.safetensors: metadata, key yuragi",
            "found version 5",
            "expected version 4"
        ),
        damaged!(
            "weights of the older core",
            INFER,
            |d| change_weights(d, |_, metadata| change_header(
                metadata,
                "version = 4",
                "version = 3"
            )),
            "weights.safetensors: metadata, key yuragi",
            "found version 3, of the older core",
            "expected version 4"
        ),
        damaged!(
            "a tensor that is not there",
            INFER,
            |d| change_weights(d, |tensors, _| drop(tensors.remove("from_1_to_2"))),
            "weights.safetensors: tensor from_1_to_2",
            "found nothing",
            "expected 64 × 10, 16-bit integers"
        ),
        damaged!(
            "a tensor of another shape",
            INFER,
            |d| change_weights(d, |tensors, _| tensors
                .get_mut("from_1_to_2")
                .expect("a tensor")
                .1
                .swap(0, 1)),
            "weights.safetensors: tensor from_1_to_2",
            "found 10 × 64, I16",
            "expected 64 × 10, 16-bit integers"
        ),
        damaged!(
            "a tensor of another type",
            INFER,
            |d| change_weights(d, |tensors, _| tensors
                .get_mut("from_1_to_2")
                .expect("a tensor")
                .0 = Dtype::U16),
            "weights.safetensors: tensor from_1_to_2",
            "found 64 × 10, U16",
            "expected 64 × 10, 16-bit integers"
        ),
        damaged!(
            "a weight beyond its bits",
            INFER,
            |d| change_weights(d, |tensors, _| set(tensors, "row_memory", 17, 512)),
            "weights.safetensors: tensor row_memory[1, 1]",
            "found 512",
            "-128 to 127"
        ),
        damaged!(
            "a weight that differs from the row memory",
            INFER,
            |d| change_weights(d, |tensors, _| set(tensors, "from_1_to_2", 10, -127)),
            "weights.safetensors: tensor from_1_to_2[1, 0]",
            "found -127",
            "as in row_memory"
        ),
        damaged!(
            "a chip that would start with a weight beyond its bits",
            EXPORT,
            |d| change_weights(d, |tensors, _| set(tensors, "row_memory", 17, 512)),
            "weights.safetensors: tensor row_memory[1, 1]",
            "found 512"
        ),
        damaged!(
            "weights of another design",
            INFER,
            |d| change(d, "design.toml", "lanes = 16", "lanes = 8"),
            "weights.safetensors: metadata, key yuragi",
            "found hardware.lanes = 16",
            "expected hardware.lanes = 8, as in design.toml"
        ),
    ]
}

/// Replaces a text in the header of a file of weights; it must be there.
fn change_header(metadata: &mut HashMap<String, String>, from: &str, to: &str) {
    let header = metadata.get_mut("yuragi").expect("a header");
    assert!(header.contains(from), "{header} has no {from:?}");
    *header = header.replacen(from, to, 1);
}

/// Sets a weight of a tensor.
fn set(tensors: &mut BTreeMap<String, Tensor>, name: &str, at: usize, weight: i16) {
    let data = &mut tensors.get_mut(name).expect("a tensor").2;
    data[2 * at..2 * at + 2].copy_from_slice(&weight.to_le_bytes());
}

#[test]
fn states() {
    refuse(&bad_states());
}

pub fn bad_states() -> Vec<Refusal> {
    vec![
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
            |d| change(d, "state.json", "version 5", "version 9"),
            "state.json: format",
            "version 9",
            "expected yuragi learning state, version 5"
        ),
        damaged!(
            "a state of the law before",
            RESUME,
            |d| change(d, "state.json", "version 5", "version 2"),
            "state.json: format",
            "version 2, of the older core",
            "expected yuragi learning state, version 5; the older core had another order of weights"
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
    ]
}

#[test]
fn of_another_run() {
    refuse(&other_runs());
}

pub fn other_runs() -> Vec<Refusal> {
    vec![
        damaged!(
            "another design",
            &[
                "learn",
                "--resume",
                "learned",
                "--design",
                "digits-20",
                "--presentations",
                "10"
            ],
            |_| (),
            "learned/design.toml",
            "found layers = [64, 64, 10]",
            "expected layers = [64, 20, 10]"
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
            "complete after 1,500 presentations",
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
    ]
}
