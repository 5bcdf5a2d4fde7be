//! The design file: one TOML file that sets the size of a network and how it samples.
//!
//! [`Design::load`] reads a [`Design`] from a file, or takes the built-in preset of that name (`designs/*.toml`). Only
//! the table `[network]` is required; all other keys have defaults. `docs/reference/spec.md` gives the ranges.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use yuragi_names::with_nearest_key;

mod change;
mod check;
mod error;
mod form;
mod keys;

use crate::presets::PRESETS;
use crate::shape::Shape;
pub use error::DesignError;

/// The largest number of 16-bit words that all stored stimuli together may take.
pub const MAX_STORE: usize = 65_536;

/// The number of steps of the flip register from 0 to certainty.
const FLIP_STEPS: f64 = 256.0;

/// The number of steps of the noise register from 0 to certainty.
const NOISE_STEPS: f64 = 128.0;

/// One network and the hardware that runs it.
///
/// [`Design::load`] and [`Design::parse`] return only valid designs. After you have changed a field, call
/// [`Design::validate`]; every engine also does this before it uses a design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "form::Design", into = "form::Design")]
pub struct Design {
    /// The layers and their connections.
    pub network: Network,
    /// The weights, and how often synapses flip.
    pub synapse: Synapse,
    /// How the hidden neurons are resampled.
    pub sampling: Sampling,
    /// The width of the circuit and the memory for stimuli.
    pub hardware: Hardware,
    /// The seed.
    pub random: Random,
}

/// The layers of a network, without the bias neuron, and their connections.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The number of neurons of each layer: inputs, hidden layers, outputs. There are 2 to 8 layers and at most 4,095
    /// neurons. Only the inputs may be 0; then the network is generative, and only the bias neuron drives the hidden
    /// neurons.
    pub layers: Vec<usize>,
    /// Connections besides those from each layer to the next: from a layer to one at least two further up.
    pub skips: Vec<[usize; 2]>,
}

impl Network {
    /// The number of inputs, I.
    pub fn inputs(&self) -> usize {
        self.layers.first().copied().unwrap_or(0)
    }

    /// The number of hidden neurons of all hidden layers together, H.
    pub fn hidden(&self) -> usize {
        self.hidden_layers().iter().sum()
    }

    /// The number of neurons of each hidden layer.
    pub fn hidden_layers(&self) -> &[usize] {
        match self.layers.as_slice() {
            [_, hidden @ .., _] => hidden,
            _ => &[],
        }
    }

    /// The number of outputs, O.
    pub fn outputs(&self) -> usize {
        self.layers.last().copied().unwrap_or(0)
    }

    /// Replaces the hidden layers. Skips stay, so they may no longer fit.
    pub fn set_hidden(&mut self, hidden: &[usize]) {
        let last = self.layers.len().saturating_sub(1);
        self.layers
            .splice(1.min(last)..last, hidden.iter().copied());
    }

    /// The layers as people write them: `64-64-10`.
    pub fn name(&self) -> String {
        let layers: Vec<String> = self.layers.iter().map(usize::to_string).collect();
        layers.join("-")
    }
}

/// The bundle of synapses that connects two neurons, and how often its synapses flip.
#[derive(Clone, Debug, PartialEq)]
pub struct Synapse {
    /// B, the number of bits of a weight, 2..=12. A bundle has 2^B − 1 synapses.
    pub bits: u32,
    /// G, 0..=12. One open synapse contributes a quantum of 2^-G nats to a potential.
    pub quantum_log2: u32,
    /// N, the number of bits of the first weights, 0..=B: they are uniform over −2^(N−1)..2^(N−1)−1, or all 0 for N =
    /// 0. Without it [`Design::initial`] gives the usual value.
    pub initial: Option<u32>,
    /// Probability, 0..=1, that evidence flips a synapse. The register holds it in steps of 1/256; a value that is
    /// neither 0 nor 1 must not be rounded to them.
    pub flip: f64,
    /// Probability, 0..=1, that the background fluctuation flips a synapse of a bundle that it visits. The register
    /// holds it in steps of 1/128; a value that is neither 0 nor 1 must not be rounded to them.
    pub noise: f64,
}

/// How often the hidden neurons are resampled.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampling {
    /// Number of passes of Gibbs resampling in a presentation, 1..=255.
    pub sweeps: u8,
    /// Number of presentations after which the hidden state starts afresh from the prediction, 1..=65535.
    pub dwell: u16,
}

/// The width of the circuit, and its memory for stimuli.
#[derive(Clone, Debug, PartialEq)]
pub struct Hardware {
    /// P, the number of bundles in a word of the row memory, 1..=64.
    pub lanes: usize,
    /// Number of outputs whose softplus is looked up in one clock cycle, 1..=8. It must divide `lanes`.
    pub retrograde_lanes: usize,
    /// Number of stimuli that the chip can store, 0..=65535, to learn from them without a host. They take block RAM:
    /// at most [`MAX_STORE`] words altogether.
    pub stored_stimuli: usize,
}

/// Where the random streams start.
#[derive(Clone, Debug, PartialEq)]
pub struct Random {
    /// The seed with which an engine starts, 0..=2^63 − 1 (integers of TOML are signed).
    pub seed: u64,
}

impl Design {
    /// Reads the design file at a path. If there is no such file, takes the preset of that name.
    ///
    /// # Errors
    /// If there is neither a file nor a preset of this name, the file cannot be read, or the design is not valid.
    pub fn load(path_or_preset: &str) -> Result<Self, DesignError> {
        let (file, text) = Self::source(path_or_preset, Path::new(""))?;
        Self::parse(&text, &file)
    }

    /// The name and the TOML text of the design that [`load`](Self::load) would read. A relative path starts at
    /// `directory`.
    ///
    /// # Errors
    /// If there is neither a file nor a preset of this name, or the file cannot be read.
    pub fn source(path_or_preset: &str, directory: &Path) -> Result<(String, String), DesignError> {
        let name = Path::new(path_or_preset);
        let path = directory.join(name);
        // A name with a suffix or a folder was meant as a file, so the error must be that it cannot be read.
        if path.is_file() || name.extension().is_some() || name.components().count() > 1 {
            let file = path.display().to_string();
            return match fs::read_to_string(&path) {
                Ok(text) => Ok((file, text)),
                Err(source) => Err(DesignError::Read { file, source }),
            };
        }
        let text = Self::preset_text(path_or_preset)?;
        Ok((path_or_preset.to_owned(), text.to_owned()))
    }

    /// Reads the design file at a path.
    ///
    /// # Errors
    /// If the file cannot be read, or the design is not valid.
    pub fn read(path: &Path) -> Result<Self, DesignError> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|source| DesignError::Read {
            file: file.clone(),
            source,
        })?;
        Self::parse(&text, &file)
    }

    /// The built-in design of a name, one of [`PRESETS`].
    ///
    /// # Errors
    /// If there is no preset of this name.
    pub fn preset(name: &str) -> Result<Self, DesignError> {
        Self::parse(Self::preset_text(name)?, name)
    }

    fn preset_text(name: &str) -> Result<&'static str, DesignError> {
        let preset = PRESETS.iter().find(|(preset, _)| *preset == name);
        preset
            .map(|(_, text)| *text)
            .ok_or_else(|| DesignError::Unknown {
                name: name.to_owned(),
            })
    }

    /// Parses the TOML text of a design. Errors call it `file`.
    ///
    /// # Errors
    /// If the text is not TOML, a key is unknown or missing, or a value is not allowed.
    pub fn parse(text: &str, file: &str) -> Result<Self, DesignError> {
        let form: form::Design = toml::from_str(text).map_err(|error| DesignError::Syntax {
            file: file.to_owned(),
            message: with_nearest_key(&error.to_string()),
        })?;
        Self::try_from(form).map_err(|error| error.in_file(file))
    }

    /// The design as TOML. Parsing this text gives the same design.
    pub fn to_toml(&self) -> String {
        let form = form::Design::from(self.clone());
        toml::to_string(&form).expect("a form of numbers is always TOML")
    }

    /// Checks that every value is in its range, and that the values go together.
    ///
    /// # Errors
    /// If a value is not allowed; the error names the first such value.
    pub fn validate(&self) -> Result<(), DesignError> {
        Self::try_from(form::Design::from(self.clone())).map(|_| ())
    }

    /// What a note should say of a design file with the old keys `inputs`, `hidden` and `outputs`: what to write
    /// instead. None if the text has the new keys, or is no design.
    pub fn old_form(text: &str) -> Option<String> {
        let form: form::Design = toml::from_str(text).ok()?;
        let network = form.network;
        let layers = [network.inputs?, network.hidden?, network.outputs?];
        let [inputs, hidden, outputs] = layers;
        Some(format!(
            "inputs = {inputs}, hidden = {hidden}, outputs = {outputs} is the old form of [network]; write layers = \
             {layers:?}"
        ))
    }

    /// Which layers are connected, and the place of every bundle in the row memory.
    ///
    /// # Panics
    /// If the network is not valid; see [`Design::validate`].
    pub fn shape(&self) -> Shape {
        let Network { layers, skips } = &self.network;
        Shape::new(layers, skips, self.hardware.lanes).unwrap_or_else(|error| panic!("{error}"))
    }

    /// N, the number of bits of the first weights: `synapse.initial`, or B − 3, or 0 for B ≤ 3.
    pub fn initial(&self) -> u32 {
        let usual = self.synapse.bits.saturating_sub(3);
        self.synapse.initial.unwrap_or(usual)
    }

    /// The value of the flip register, 0..=256: `synapse.flip` in steps of 1/256, rounded.
    pub fn flip_register(&self) -> u16 {
        (self.synapse.flip * FLIP_STEPS).round() as u16
    }

    /// The probability of a flip, 0..=1, as rounded by the flip register.
    pub fn flip_rounded(&self) -> f64 {
        f64::from(self.flip_register()) / FLIP_STEPS
    }

    /// The value of the noise register, 0..=128: `synapse.noise` in steps of 1/128, rounded.
    pub fn noise_register(&self) -> u8 {
        (self.synapse.noise * NOISE_STEPS).round() as u8
    }

    /// The probability of background fluctuation, 0..=1, as rounded by the noise register.
    pub fn noise_rounded(&self) -> f64 {
        f64::from(self.noise_register()) / NOISE_STEPS
    }
}
