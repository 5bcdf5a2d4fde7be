//! `yuragi new`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{HIDDEN, LANES, SMALL, usual_design};

use crate::shared::console::Console;
use crate::shared::design::Changes;
use crate::shared::failure::bad_argument;
use crate::shared::images::{DataOption, tell};
use crate::shared::reading::ReadingOption;

/// Print a design file for data: every key, what was chosen for it, and why.
///
/// `yuragi learn --data FILE` without --design learns with the same design. Save the text to change it.
#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    data: DataOption,
    #[command(flatten)]
    reading: ReadingOption,
    #[command(flatten)]
    changes: Changes,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let Some((data, _)) = options.data.given(&options.reading, console)? else {
        let expected = "the data that the design is for: a file, a directory, or built-in data";
        return Err(bad_argument("--data", "none", expected));
    };
    tell(&data, console);
    let name = "the design for the data";
    let design = options.changes.apply(usual_design(&data)?, name)?;
    let given: Vec<String> = options
        .changes
        .pairs()?
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    let text = text(&design, &data, &given);
    if console.is_json() {
        console.json(&json!({ "design": design, "toml": text }))?;
    } else {
        console.say(text.trim_end());
    }
    Ok(ExitCode::SUCCESS)
}

/// The design file with comments. `given` are the keys that were asked for.
fn text(design: &Design, data: &DataSet, given: &[String]) -> String {
    let Design {
        network,
        synapse,
        sampling,
        hardware,
        random,
    } = design;
    let sizes = |[small, large]: [usize; 2]| {
        format!("Chosen: {small} for data of at most {SMALL} inputs, {large} for larger ones.")
    };
    let usual = || "The default.".to_owned();
    let keys = [
        Key::section("network", "The layers and their connections."),
        Key::new(
            "layers",
            format!("{:?}", network.layers),
            "Neurons of each layer: inputs, hidden layers, outputs. More hidden neurons raise accuracy, time and size.",
            format!(
                "Inputs and outputs are taken from the data. {}",
                sizes(HIDDEN)
            ),
        ),
        Key::new(
            "skips",
            format!("{:?}", network.skips),
            "Connections besides those from each layer to the next, such as [0, 2] from the inputs to layer 2.",
            usual(),
        ),
        Key::section("synapse", "The weights."),
        Key::new(
            "bits",
            synapse.bits,
            "2 to 12: a connection is a bundle of 2^bits - 1 binary synapses.",
            usual(),
        ),
        Key::new(
            "quantum_log2",
            synapse.quantum_log2,
            "0 to 12: an open synapse contributes 2^-quantum_log2 nats.",
            "The default, the best that was measured for the built-in digits.".into(),
        ),
        Key::new(
            "initial",
            design.initial(),
            "0 to bits: the bits of the first weights. Deep networks need about bits - 1.",
            usual(),
        ),
        Key::new(
            "flip",
            synapse.flip,
            "0 to 1: the probability that evidence flips a synapse, in steps of 1/256.",
            usual(),
        ),
        Key::new(
            "noise",
            synapse.noise,
            "0 to 1: the probability of a random flip in a bundle that is visited, in steps of 1/128.",
            usual(),
        ),
        Key::section("sampling", "How the hidden neurons are sampled."),
        Key::new(
            "sweeps",
            sampling.sweeps,
            "1 to 255: passes of Gibbs resampling in a presentation.",
            usual(),
        ),
        Key::new(
            "dwell",
            sampling.dwell,
            "1 to 65535: presentations until the hidden state starts afresh.",
            usual(),
        ),
        Key::section("hardware", "The width of the circuit."),
        Key::new(
            "lanes",
            hardware.lanes,
            "1 to 64: bundles in a word of the row memory. More take fewer cycles and more logic.",
            sizes(LANES),
        ),
        Key::new(
            "retrograde_lanes",
            hardware.retrograde_lanes,
            "1 to 8, a divisor of lanes: neurons further up whose part of the retrograde signal is computed in one cycle.",
            usual(),
        ),
        Key::new(
            "stored_stimuli",
            hardware.stored_stimuli,
            "0 to 65535: images that the chip stores to learn without a host.",
            usual(),
        ),
        Key::section("random", "The random streams."),
        Key::new(
            "seed",
            random.seed,
            "0 to 2^63 - 1: the seed of the random streams and of the initial weights.",
            usual(),
        ),
    ];
    let mut text = format!(
        "# A design for {}: {} images of {} inputs in {} classes. Written by `yuragi new`.\n\
         # The page docs/reference/design-file.md describes every key.\n",
        data.name().escape_debug(),
        data.len(),
        data.pixels(),
        data.classes()
    );
    let mut section = "";
    // left out, the bits of the first weights follow those of a weight
    let left_out = |key: &Key| key.name == "initial" && synapse.initial.is_none();
    for key in keys.iter().filter(|key| !left_out(key)) {
        match &key.value {
            None => {
                section = key.name;
                text += &format!("\n# {}\n[{section}]\n", key.meaning);
            }
            Some(value) => {
                let hidden =
                    key.name == "layers" && given.iter().any(|key| key == "network.hidden");
                let asked = hidden || given.contains(&format!("{section}.{}", key.name));
                let why = if asked {
                    "As given on the command line."
                } else {
                    &key.why
                };
                text += &format!("# {}\n# {why}\n{} = {value}\n", key.meaning, key.name);
            }
        }
    }
    text
}

/// A line of the design file with its comment.
struct Key {
    name: &'static str,
    /// None for the head of a section.
    value: Option<String>,
    /// What is allowed, and what it does.
    meaning: &'static str,
    /// Why it has this value.
    why: String,
}

impl Key {
    fn section(name: &'static str, meaning: &'static str) -> Self {
        let why = String::new();
        Self {
            name,
            value: None,
            meaning,
            why,
        }
    }

    fn new(
        name: &'static str,
        value: impl std::fmt::Display,
        meaning: &'static str,
        why: String,
    ) -> Self {
        let value = Some(value.to_string());
        Self {
            name,
            value,
            meaning,
            why,
        }
    }
}
