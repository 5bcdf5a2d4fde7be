//! The design file: one TOML file that sets the size of a network and how it samples.
//!
//! [`Design::load`] reads a [`Design`] from a file, or takes the built-in preset of that name (`designs/*.toml`). Only
//! the table `[network]` is required; all other keys have defaults. `docs/reference/spec.md` gives the ranges.

use std::fmt::Display;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use serde::{Deserialize, Serialize};
use yuragi_names::with_nearest_key;

mod change;
mod error;
mod form;
mod keys;

use crate::layout::Layout;
use crate::presets::PRESETS;
pub use error::DesignError;

/// The largest number of words of a row memory, because its address has 16 bits.
pub const MAX_DEPTH: usize = 65_536;

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
    /// The number of neurons in each layer.
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

/// The number of neurons in each layer, without the bias neurons.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// I, the number of inputs, 0..=2047. A network with 0 inputs is generative: only the bias neuron drives its
    /// hidden neurons.
    pub inputs: usize,
    /// H, the number of hidden neurons, 1..=1023.
    pub hidden: usize,
    /// O, the number of outputs, 1..=1023.
    pub outputs: usize,
}

/// The bundle of synapses that connects two neurons, and how often its synapses flip.
#[derive(Clone, Debug, PartialEq)]
pub struct Synapse {
    /// B, the number of bits of a weight, 2..=12. A bundle has 2^B − 1 synapses.
    pub bits: u32,
    /// G, 0..=12. One open synapse contributes a quantum of 2^-G nats to a potential.
    pub quantum_log2: u32,
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

    /// The layout of the row memory: the place of every bundle.
    pub fn layout(&self) -> Layout {
        let Network {
            inputs,
            hidden,
            outputs,
        } = self.network;
        Layout::new(inputs, hidden, outputs, self.hardware.lanes)
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

/// Checks that the value of a key is in its range.
fn check<T: PartialOrd + Display + Copy>(
    key: &'static str,
    value: T,
    range: RangeInclusive<T>,
) -> Result<T, DesignError> {
    if range.contains(&value) {
        return Ok(value);
    }
    Err(DesignError::Value {
        file: "the design".to_owned(),
        key,
        value: value.to_string(),
        allowed: format!("it must be from {} to {}", range.start(), range.end()),
    })
}

/// Checks that a probability is from 0 to 1, and that rounding to 1/`steps` makes neither an event that can happen
/// impossible nor one that can fail certain. What happens rarely and what never happens are different networks.
fn probability(key: &'static str, value: f64, steps: f64) -> Result<f64, DesignError> {
    let value = check(key, value, 0.0..=1.0)?;
    let rounded = (value * steps).round() / steps;
    let between = 0.0 < value && value < 1.0;
    if !between || (0.0 < rounded && rounded < 1.0) {
        return Ok(value);
    }
    let (nearest, other) = match rounded {
        0.0 => ("0", 1.0 / steps),
        _ => ("1", 1.0 - 1.0 / steps),
    };
    Err(DesignError::Value {
        file: "the design".to_owned(),
        key,
        value: value.to_string(),
        allowed: format!(
            "probabilities are drawn in steps of 1/{steps}, so it would become {nearest}; the nearest that can be drawn \
             are {nearest} and {other}"
        ),
    })
}

impl TryFrom<form::Design> for Design {
    type Error = DesignError;

    fn try_from(form: form::Design) -> Result<Self, DesignError> {
        let (network, synapse, sampling, hardware) =
            (form.network, form.synapse, form.sampling, form.hardware);
        let lanes = check("hardware.lanes", hardware.lanes, 1..=64)?;
        let retrograde = match hardware.retrograde_lanes {
            Some(value) => check("hardware.retrograde_lanes", value, 1..=8)?,
            None if lanes % 2 == 0 => 2,
            None => 1,
        };
        if lanes % retrograde != 0 {
            return Err(DesignError::Value {
                file: "the design".to_owned(),
                key: "hardware.retrograde_lanes",
                value: retrograde.to_string(),
                allowed: format!("it must divide hardware.lanes = {lanes}"),
            });
        }
        let design = Self {
            network: Network {
                inputs: check("network.inputs", network.inputs, 0..=2047)? as usize,
                hidden: check("network.hidden", network.hidden, 1..=1023)? as usize,
                outputs: check("network.outputs", network.outputs, 1..=1023)? as usize,
            },
            synapse: Synapse {
                bits: check("synapse.bits", synapse.bits, 2..=12)? as u32,
                quantum_log2: check("synapse.quantum_log2", synapse.quantum_log2, 0..=12)? as u32,
                flip: probability("synapse.flip", synapse.flip, FLIP_STEPS)?,
                noise: probability("synapse.noise", synapse.noise, NOISE_STEPS)?,
            },
            sampling: Sampling {
                sweeps: check("sampling.sweeps", sampling.sweeps, 1..=255)? as u8,
                dwell: check("sampling.dwell", sampling.dwell, 1..=65_535)? as u16,
            },
            hardware: Hardware {
                lanes: lanes as usize,
                retrograde_lanes: retrograde as usize,
                stored_stimuli: check(
                    "hardware.stored_stimuli",
                    hardware.stored_stimuli,
                    0..=65_535,
                )? as usize,
            },
            random: Random {
                seed: check("random.seed", form.random.seed, 0..=i64::MAX)? as u64,
            },
        };
        let layout = design.layout();
        if layout.depth > MAX_DEPTH {
            return Err(DesignError::Value {
                file: "the design".to_owned(),
                key: "network.hidden",
                value: network.hidden.to_string(),
                allowed: format!(
                    "{} rows of {} words and {} of the bias neuron need {} words of row memory, of \
                     which there are {MAX_DEPTH}; use fewer neurons or more hardware.lanes",
                    layout.hidden, layout.words_per_row, layout.words_out, layout.depth
                ),
            });
        }
        let words = layout.stimulus_words();
        if design.hardware.stored_stimuli * words > MAX_STORE {
            return Err(DesignError::Value {
                file: "the design".to_owned(),
                key: "hardware.stored_stimuli",
                value: design.hardware.stored_stimuli.to_string(),
                allowed: format!(
                    "a stimulus has {words} words, and {MAX_STORE} words can be stored: at most {}",
                    MAX_STORE / words
                ),
            });
        }
        Ok(design)
    }
}

impl From<Design> for form::Design {
    fn from(design: Design) -> Self {
        // A value that TOML cannot hold saturates, so that it is still out of its range.
        let integer = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
        Self {
            network: form::Network {
                inputs: integer(design.network.inputs),
                hidden: integer(design.network.hidden),
                outputs: integer(design.network.outputs),
            },
            synapse: form::Synapse {
                bits: design.synapse.bits.into(),
                quantum_log2: design.synapse.quantum_log2.into(),
                flip: design.synapse.flip,
                noise: design.synapse.noise,
            },
            sampling: form::Sampling {
                sweeps: design.sampling.sweeps.into(),
                dwell: design.sampling.dwell.into(),
            },
            hardware: form::Hardware {
                lanes: integer(design.hardware.lanes),
                retrograde_lanes: Some(integer(design.hardware.retrograde_lanes)),
                stored_stimuli: integer(design.hardware.stored_stimuli),
            },
            random: form::Random {
                seed: i64::try_from(design.random.seed).unwrap_or(-1),
            },
        }
    }
}
