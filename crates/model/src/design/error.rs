//! Why a design is refused.

use thiserror::Error;

use crate::presets;

/// Why a design was refused. The text names the file, the key, the value found and what is allowed.
#[derive(Debug, Error)]
pub enum DesignError {
    #[error("cannot read the design file {file}: {source}")]
    Read {
        file: String,
        source: std::io::Error,
    },
    #[error(
        "{name} is neither a design file nor a preset; the presets are {}",
        presets::names()
    )]
    Unknown { name: String },
    #[error("{file}: {message}")]
    Syntax { file: String, message: String },
    #[error("{file}: {key} = {value} is not allowed: {allowed}")]
    Value {
        file: String,
        key: &'static str,
        value: String,
        allowed: String,
    },
}

impl DesignError {
    /// The same error about the file of that name.
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
            other => other,
        }
    }
}
