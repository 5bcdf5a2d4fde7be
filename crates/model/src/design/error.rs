//! The errors of reading and checking a design.

use thiserror::Error;
use yuragi_names::did_you_mean;

use super::keys::{KEYS, PART_KEYS};
use crate::presets;

/// Why a design was refused. The text names the file, the key, the value that was found and the values that are
/// allowed.
#[derive(Debug, Error)]
pub enum DesignError {
    /// The file could not be read.
    #[error("cannot read the design file {file}: {source}")]
    Read {
        /// Path of the file.
        file: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// There is neither a file nor a preset of this name.
    #[error(
        "{name} is neither a design file nor a preset; the presets are {}{}",
        presets::names(),
        did_you_mean(name, presets::PRESETS.map(|(preset, _)| preset))
    )]
    Unknown {
        /// The name that was given.
        name: String,
    },
    /// The text is not TOML, a key is unknown or missing, or a value has the wrong type.
    #[error("{file}: {message}")]
    Syntax {
        /// Path of the file, or name of the preset.
        file: String,
        /// What the TOML parser said, with the line.
        message: String,
    },
    /// A change names a key that a design does not have.
    #[error(
        "there is no key {key} in a design; the keys are {}{}",
        KEYS.join(", "),
        did_you_mean(key, KEYS.into_iter().chain(PART_KEYS))
    )]
    Key {
        /// The key.
        key: String,
    },
    /// The new value of a key is not a value of TOML.
    #[error(
        "{key}: found {value}, expected a number, such as 8 or 0.5, or a list, such as [64, 64, 10]"
    )]
    NoValue {
        /// The key.
        key: String,
        /// What was given as its value.
        value: String,
    },
    /// A value is out of its range, or does not go together with another value.
    #[error("{file}: {key} = {value} is not allowed: {allowed}")]
    Value {
        /// Path of the file, or name of the preset.
        file: String,
        /// The key, for example `network.layers`.
        key: &'static str,
        /// The value that was found.
        value: String,
        /// The values that are allowed, in words.
        allowed: String,
    },
}

impl DesignError {
    /// The same error with the name of the file filled in.
    pub(super) fn in_file(self, name: &str) -> Self {
        match self {
            Self::Value {
                key,
                value,
                allowed,
                ..
            } => Self::Value {
                file: name.to_owned(),
                key,
                value,
                allowed,
            },
            Self::Syntax { message, .. } => Self::Syntax {
                file: name.to_owned(),
                message,
            },
            other => other,
        }
    }
}
