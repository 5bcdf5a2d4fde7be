//! Errors of learning runs and checkpoints.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::data::DataError;
use yuragi_engines::EngineError;
use yuragi_model::design::DesignError;
use yuragi_model::network::NetworkError;

/// A result with a [`TrainingError`].
pub type Result<T> = std::result::Result<T, TrainingError>;

/// Why learning, inference or a checkpoint failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TrainingError {
    /// The engine failed, or refused what it was given.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A data set cannot be loaded, or does not fit the design.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A design cannot be read, or is not valid.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// A file of a checkpoint cannot be read.
    #[error("{}: cannot be read: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// The reason that the operating system gives.
        source: std::io::Error,
    },
    /// A file of a checkpoint cannot be written.
    #[error("{message}")]
    Write {
        /// The file and the reason.
        message: String,
    },
    /// A file of a checkpoint has wrong content.
    #[error("{}: {place}: found {found}, expected {expected}", file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// The place in the file: a key, a tensor with its index, or line and column.
        place: String,
        /// What is there.
        found: String,
        /// What should be there.
        expected: String,
    },
    /// The parts of a run do not fit each other.
    #[error("{what}: found {found}, expected {expected}")]
    Mismatch {
        /// The part that does not fit.
        what: String,
        /// What it is.
        found: String,
        /// What it should be.
        expected: String,
    },
}

impl TrainingError {
    /// Whether the input is wrong, and not the machine or a tool.
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
