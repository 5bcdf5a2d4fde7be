//! Design files that are refused.

use std::path::Path;

use crate::command::{Refusal, put, refuse};

const LEARN: &[&str] = &["learn", "--design", "d.toml", "--presentations", "10"];

macro_rules! design {
    ($what:literal, $text:expr, $($word:literal),+) => {
        Refusal {
            what: $what,
            arguments: LEARN,
            words: &["d.toml", $($word),+],
            prepare: |directory: &Path| put(directory, "d.toml", $text),
        }
    };
}

const NETWORK: &str = "[network]\nlayers = [64, 8, 10]\n";

#[test]
fn of_another_form() {
    refuse(&bad_forms());
}

pub fn bad_forms() -> Vec<Refusal> {
    vec![
        Refusal {
            what: "no such file",
            arguments: LEARN,
            words: &["d.toml", "cannot read the design file", "No such file"],
            prepare: |_| (),
        },
        Refusal {
            what: "a directory",
            arguments: LEARN,
            words: &["d.toml", "cannot read the design file"],
            prepare: |directory| std::fs::create_dir(directory.join("d.toml")).expect("directory"),
        },
        Refusal {
            what: "no such preset",
            arguments: &["info", "--design", "digit"],
            words: &["digit is neither", "digits-20", "generative"],
            prepare: |_| (),
        },
        design!("an empty file", "", "missing field `network`"),
        design!("not UTF-8", b"\xff\xfe\x00[", "cannot read", "UTF-8"),
        design!(
            "no end of a section's name",
            "[network\ninputs = 3",
            "line 1",
            "expected"
        ),
        design!(
            "no outputs",
            "[network]\ninputs = 64\nhidden = 8\n",
            "only a part of inputs, hidden and outputs"
        ),
        design!(
            "a misspelt key",
            NETWORK.replace("layers", "layer"),
            "line 2",
            "unknown field `layer`",
            "`layers`"
        ),
        design!(
            "a misspelt section",
            format!("{NETWORK}[synapses]\nbits = 3\n"),
            "unknown field `synapses`",
            "`synapse`"
        ),
        design!(
            "a word for a number",
            NETWORK.replace('8', "\"many\""),
            "line 2",
            "invalid type: string \"many\""
        ),
        design!(
            "a key given twice",
            format!("{NETWORK}layers = [9, 9]\n"),
            "line 3",
            "duplicate key"
        ),
    ]
}

macro_rules! value {
    ($key:literal, $text:expr, $($word:literal),+) => {
        design!($key, $text, $key, "is not allowed", $($word),+)
    };
}

#[test]
fn with_a_value_out_of_range() {
    refuse(&bad_values());
}

pub fn bad_values() -> Vec<Refusal> {
    vec![
        value!(
            "network.layers",
            NETWORK.replace("8", "0"),
            "[64, 0, 10]",
            "at least one neuron"
        ),
        value!(
            "network.layers",
            NETWORK.replace("8", "4096"),
            "4170 neurons",
            "at most 4095"
        ),
        value!(
            "network.layers",
            NETWORK.replace("64", "-1"),
            "[-1, 8, 10]",
            "at least 0"
        ),
        value!(
            "network.skips",
            format!("{NETWORK}skips = [[0, 1]]\n"),
            "[0, 1]",
            "at least two further up"
        ),
        value!(
            "synapse.bits",
            format!("{NETWORK}[synapse]\nbits = 1\n"),
            "= 1",
            "2 to 12"
        ),
        value!(
            "synapse.bits",
            format!("{NETWORK}[synapse]\nbits = 13\n"),
            "= 13",
            "2 to 12"
        ),
        value!(
            "synapse.quantum_log2",
            format!("{NETWORK}[synapse]\nquantum_log2 = 13\n"),
            "= 13",
            "0 to 12"
        ),
        value!(
            "synapse.flip",
            format!("{NETWORK}[synapse]\nflip = 1.5\n"),
            "= 1.5",
            "0 to 1"
        ),
        value!(
            "synapse.flip",
            format!("{NETWORK}[synapse]\nflip = nan\n"),
            "= NaN",
            "0 to 1"
        ),
        value!(
            "synapse.flip",
            format!("{NETWORK}[synapse]\nflip = 0.0019\n"),
            "= 0.0019",
            "steps of 1/256",
            "nearest that can be drawn are 0 and 0.00390625"
        ),
        value!(
            "synapse.noise",
            format!("{NETWORK}[synapse]\nnoise = 0.0039\n"),
            "= 0.0039",
            "steps of 1/128",
            "nearest that can be drawn are 0 and 0.0078125"
        ),
        value!(
            "synapse.noise",
            format!("{NETWORK}[synapse]\nnoise = 0.9999\n"),
            "= 0.9999",
            "nearest that can be drawn are 1 and 0.9921875"
        ),
        value!(
            "synapse.noise",
            format!("{NETWORK}[synapse]\nnoise = -0.1\n"),
            "= -0.1",
            "0 to 1"
        ),
        value!(
            "sampling.sweeps",
            format!("{NETWORK}[sampling]\nsweeps = 0\n"),
            "= 0",
            "1 to 255"
        ),
        value!(
            "sampling.dwell",
            format!("{NETWORK}[sampling]\ndwell = 65536\n"),
            "= 65536",
            "1 to 65535"
        ),
        value!(
            "hardware.lanes",
            format!("{NETWORK}[hardware]\nlanes = 65\n"),
            "= 65",
            "1 to 64"
        ),
        value!(
            "hardware.retrograde_lanes",
            format!("{NETWORK}[hardware]\nretrograde_lanes = 3\n"),
            "= 3",
            "must divide hardware.lanes = 16"
        ),
        value!(
            "hardware.stored_stimuli",
            format!("{NETWORK}[hardware]\nstored_stimuli = 65536\n"),
            "= 65536",
            "from 0 to 65535"
        ),
        value!(
            "hardware.stored_stimuli",
            format!("{NETWORK}[hardware]\nstored_stimuli = 1725\n"),
            "= 1725",
            "a stimulus has 38 words, and 65536 words can be stored: at most 1724"
        ),
        value!(
            "random.seed",
            format!("{NETWORK}[random]\nseed = -1\n"),
            "= -1",
            "from 0"
        ),
        value!(
            "network.layers",
            "[network]\nlayers = [2047, 1000, 1]\n[hardware]\nlanes = 1\n",
            "row memory",
            "65536"
        ),
    ]
}
