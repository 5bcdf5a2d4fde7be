//! What can be wrong with a data set, said so that one can go and mend it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a data set cannot be loaded, split or used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DataError {
    /// The operating system cannot read the file.
    #[error("{}: cannot be read: {source}", file.display())]
    Io {
        /// The file or directory.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The file can be read, but is not what it should be.
    #[error("{}: {place}: found {found}, expected {expected}", file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// Where in the file: line and column of a CSV file, byte of an IDX file.
        place: String,
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: String,
    },
    /// The parts of a data set that was made in memory do not agree.
    #[error("data set {name}: found {found}, expected {expected}")]
    Shape {
        /// The data set.
        name: String,
        /// What was given.
        found: String,
        /// What should be.
        expected: String,
    },
    /// The images cannot be divided as asked.
    #[error("test fraction {test_fraction} of {images} images: expected {expected}")]
    Split {
        /// The fraction asked for.
        test_fraction: f64,
        /// The images there are.
        images: usize,
        /// What should be.
        expected: &'static str,
    },
    /// The network's inputs and outputs are not those that the data set needs.
    #[error(
        "data set {name} has {pixels} pixels and {classes} classes, but the design has {inputs} inputs and \
         {outputs} outputs: expected {pixels} inputs and at least {classes} outputs to classify, or 0 inputs \
         and {} outputs to generate",
        pixels + classes
    )]
    Fit {
        /// The data set.
        name: String,
        /// Its pixels.
        pixels: usize,
        /// Its classes.
        classes: usize,
        /// The design's inputs.
        inputs: usize,
        /// The design's outputs.
        outputs: usize,
    },
    /// There is no such file, and no data of that name ship.
    #[error(
        "{name} is neither a file or directory nor the name of data that ship; these are {shipped}"
    )]
    Unknown {
        /// What was asked for.
        name: String,
        /// The names of the data that ship.
        shipped: String,
    },
    /// None of the data that ship is what a network needs.
    #[error(
        "the design has {inputs} inputs and {outputs} outputs, which fit none of the data that ship: {shipped}; expected data of \
         your own, --data FILE, or a design with as many inputs as pixels, or with no inputs and pixels + classes outputs"
    )]
    NoneFits {
        /// The data that ship, each with its pixels and classes.
        shipped: String,
        /// The design's inputs.
        inputs: usize,
        /// The design's outputs.
        outputs: usize,
    },
}

impl DataError {
    pub(super) fn io(file: &Path, source: io::Error) -> Self {
        Self::Io {
            file: file.to_owned(),
            source,
        }
    }

    pub(super) fn unknown(name: &str, shipped: &[&str]) -> Self {
        Self::Unknown {
            name: name.to_owned(),
            shipped: shipped.join(" and "),
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
}
