//! The tables and keys of the TOML file, as serde reads them. All integers are 64-bit signed numbers as in TOML, so
//! that a value out of range is reported with its key and its range, and not as a failed conversion.

use serde::{Deserialize, Serialize};

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    pub network: Network,
    #[serde(default)]
    pub synapse: Synapse,
    #[serde(default)]
    pub sampling: Sampling,
    #[serde(default)]
    pub hardware: Hardware,
    #[serde(default)]
    pub random: Random,
}

/// The layers, or the three numbers that stood in their place when there was one hidden layer.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<i64>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<[i64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inputs: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outputs: Option<i64>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Synapse {
    pub bits: i64,
    pub quantum_log2: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initial: Option<i64>,
    pub flip: f64,
    pub noise: f64,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sampling {
    pub sweeps: i64,
    pub dwell: i64,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hardware {
    pub lanes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrograde_lanes: Option<i64>,
    #[serde(skip_serializing_if = "is_zero")]
    pub stored_stimuli: i64,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Random {
    pub seed: i64,
}

fn is_zero(value: &i64) -> bool {
    *value == 0
}

impl Default for Synapse {
    fn default() -> Self {
        Self {
            bits: 8,
            quantum_log2: 5,
            initial: None,
            flip: 1.0,
            noise: 0.0,
        }
    }
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            sweeps: 1,
            dwell: 1,
        }
    }
}

impl Default for Hardware {
    fn default() -> Self {
        Self {
            lanes: 16,
            retrograde_lanes: None,
            stored_stimuli: 0,
        }
    }
}

impl Default for Random {
    fn default() -> Self {
        Self { seed: 1 }
    }
}
