//! Why learning, or going on with it, failed.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::data::DataError;
use yuragi_engines::EngineError;
use yuragi_model::design::DesignError;
use yuragi_model::network::NetworkError;

/// Result with a [`TrainingError`].
pub type Result<T> = std::result::Result<T, TrainingError>;

/// Why learning, inference or a checkpoint failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TrainingError {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Data(#[from] DataError),
    #[error(transparent)]
    Design(#[from] DesignError),
    /// A file of a checkpoint cannot be read.
    #[error("{}: cannot be read: {source}", file.display())]
    Read {
        file: PathBuf,
        source: std::io::Error,
    },
    /// A file of a checkpoint cannot be written.
    #[error("{message}")]
    Write { message: String },
    /// A file of a checkpoint is not what it should be.
    #[error("{}: {place}: found {found}, expected {expected}", file.display())]
    Content {
        file: PathBuf,
        place: String,
        found: String,
        expected: String,
    },
    /// The parts of a run do not fit each other.
    #[error("{what}: found {found}, expected {expected}")]
    Mismatch {
        what: String,
        found: String,
        expected: String,
    },
}

impl TrainingError {
    /// Whether what was given is at fault, and not the machine or a tool.
    pub fn is_input(&self) -> bool {
        match self {
            Self::Engine(error) => error.is_input(),
            Self::Write { .. } => false,
            _ => true,
        }
    }

    pub(super) fn content(
        file: &Path,
        place: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self::Content {
            file: file.to_owned(),
            place: place.into(),
            found: found.into(),
            expected: expected.into(),
        }
    }

    pub(super) fn mismatch(
        what: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self::Mismatch {
            what: what.into(),
            found: found.into(),
            expected: expected.into(),
        }
    }
}

impl From<NetworkError> for TrainingError {
    fn from(error: NetworkError) -> Self {
        Self::Engine(error.into())
    }
}
