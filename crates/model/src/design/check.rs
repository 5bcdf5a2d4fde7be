//! The checks of a design: every value is in its range, and the values go together.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::{
    Design, DesignError, FLIP_STEPS, Hardware, MAX_STORE, NOISE_STEPS, Network, Random, Sampling,
    Synapse, form,
};
use crate::shape::{Shape, ShapeError};

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

/// The layers in numbers that count neurons. What is checked here is what such numbers cannot hold, and that the
/// layers are given in one way.
fn checked(network: form::Network) -> Result<Network, DesignError> {
    let form::Network {
        layers,
        skips,
        inputs,
        hidden,
        outputs,
    } = network;
    let wrong = |message: &str| DesignError::Syntax {
        file: "the design".to_owned(),
        message: message.to_owned(),
    };
    let old = [inputs, hidden, outputs];
    let (layers, keys) = match (layers, old) {
        (Some(layers), [None, None, None]) => (layers, ["network.layers"; 3]),
        (None, [Some(inputs), Some(hidden), Some(outputs)]) => (
            vec![inputs, hidden, outputs],
            ["network.inputs", "network.hidden", "network.outputs"],
        ),
        (None, [None, None, None]) => {
            return Err(wrong(
                "[network] needs the key layers, such as layers = [64, 64, 10]",
            ));
        }
        (None, _) => {
            return Err(wrong(
                "[network] has only a part of inputs, hidden and outputs; write layers = [inputs, hidden, outputs] \
                 instead",
            ));
        }
        (Some(_), _) => {
            return Err(wrong(
                "[network] has layers as well as inputs, hidden or outputs; keep layers only",
            ));
        }
    };
    let neurons = |(place, n): (usize, &i64)| {
        usize::try_from(*n).map_err(|_| DesignError::Value {
            file: "the design".to_owned(),
            key: keys[place.min(2)],
            value: match old[0] {
                None => format!("{layers:?}"),
                Some(_) => n.to_string(),
            },
            allowed: "a layer has at least 0 neurons".to_owned(),
        })
    };
    let sizes = layers.iter().enumerate().map(neurons);
    let layer = |n: i64| {
        usize::try_from(n).map_err(|_| DesignError::Value {
            file: "the design".to_owned(),
            key: "network.skips",
            value: format!("{skips:?}"),
            allowed: "layers are counted from 0".to_owned(),
        })
    };
    Ok(Network {
        layers: sizes.collect::<Result<_, _>>()?,
        skips: (skips.iter())
            .map(|&[from, to]| Ok([layer(from)?, layer(to)?]))
            .collect::<Result<_, DesignError>>()?,
    })
}

impl From<ShapeError> for DesignError {
    fn from(error: ShapeError) -> Self {
        Self::Value {
            file: "the design".to_owned(),
            key: match error.key {
                "skips" => "network.skips",
                _ => "network.layers",
            },
            value: error.found,
            allowed: error.allowed,
        }
    }
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
            network: checked(network)?,
            synapse: Synapse {
                bits: check("synapse.bits", synapse.bits, 2..=12)? as u32,
                quantum_log2: check("synapse.quantum_log2", synapse.quantum_log2, 0..=12)? as u32,
                initial: match synapse.initial {
                    Some(initial) => {
                        Some(check("synapse.initial", initial, 0..=synapse.bits)? as u32)
                    }
                    None => None,
                },
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
        let Network { layers, skips } = &design.network;
        let shape = Shape::new(layers, skips, design.hardware.lanes)?;
        let words = shape.stimulus_words();
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
                layers: Some(design.network.layers.into_iter().map(integer).collect()),
                skips: (design.network.skips.into_iter())
                    .map(|skip| skip.map(integer))
                    .collect(),
                ..form::Network::default()
            },
            synapse: form::Synapse {
                bits: design.synapse.bits.into(),
                quantum_log2: design.synapse.quantum_log2.into(),
                initial: design.synapse.initial.map(i64::from),
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
