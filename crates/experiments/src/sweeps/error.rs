//! Why a sweep was refused.

use thiserror::Error;

use yuragi_model::design::DesignError;

/// The text names the file, the key, what was found and what was expected.
#[derive(Debug, Error)]
pub enum SweepError {
    #[error("cannot read the sweep file {file}: {source}")]
    Read {
        file: String,
        source: std::io::Error,
    },
    #[error("{file}: {message}")]
    Syntax { file: String, message: String },
    #[error("{file}: {key}: found {found}, expected {expected}")]
    Value {
        file: String,
        key: String,
        found: String,
        expected: String,
    },
    #[error("{file}: {key}: {source}")]
    Design {
        file: String,
        key: String,
        source: Box<DesignError>,
    },
    #[error("{file}: {key}: {message}")]
    Part {
        file: String,
        key: String,
        message: String,
    },
    #[error(
        "--task: found {found}, expected a hash that `yuragi sweep --plan` lists for the sweep {sweep}"
    )]
    Task { sweep: String, found: String },
    #[error("{absent} of {tasks} outcomes are missing, expected all: {first}; run the sweep first")]
    Outcomes {
        absent: usize,
        tasks: usize,
        /// What is wrong with the first of them.
        first: String,
    },
}
