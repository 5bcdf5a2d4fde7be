//! Errors of data sets.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;
use yuragi_names::did_you_mean;

/// Why a data set cannot be loaded, split or used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DataError {
    /// The operating system cannot read the file.
    #[error("{}: cannot be read: {source}", file.display())]
    Io {
        /// The file or directory.
        file: PathBuf,
        /// The reason that the operating system gives.
        source: io::Error,
    },
    /// The file can be read, but has wrong content.
    #[error("{}: {place}: found {found}, expected {expected}", file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// The place in the file: line and column of a CSV file, byte of an IDX file.
        place: String,
        /// What is there.
        found: String,
        /// What should be there.
        expected: String,
    },
    /// The parts of a data set that was made in memory do not fit each other.
    #[error("data set {name}: found {found}, expected {expected}")]
    Shape {
        /// The name of the data set.
        name: String,
        /// What was given.
        found: String,
        /// What should be.
        expected: String,
    },
    /// The images cannot be split with the given fraction.
    #[error("test fraction: found {test_fraction} of {images} images, expected {expected}")]
    Split {
        /// The given fraction.
        test_fraction: f64,
        /// The number of images.
        images: usize,
        /// What should be.
        expected: &'static str,
    },
    /// The data set does not fit the numbers of inputs and outputs of the network.
    #[error(
        "data set {name} has {pixels} pixels and {classes} classes, but the design has {inputs} inputs and \
         {outputs} outputs: expected {pixels} inputs and at least {classes} outputs to classify, or 0 inputs \
         and {} outputs to generate",
        pixels + classes
    )]
    Fit {
        /// The name of the data set.
        name: String,
        /// The number of pixels of an image.
        pixels: usize,
        /// The number of classes.
        classes: usize,
        /// The number of inputs of the design.
        inputs: usize,
        /// The number of outputs of the design.
        outputs: usize,
    },
    /// There is no such file, and there are no built-in data of that name.
    #[error(
        "data: found {name}, expected a file, a directory, or the name of built-in data: {shipped}"
    )]
    Unknown {
        /// The name that was given.
        name: String,
        /// The names of the built-in data.
        shipped: String,
    },
    /// No built-in data fit the network.
    #[error(
        "the design has {inputs} inputs and {outputs} outputs, which fit none of the built-in data: {shipped}; expected --data with a file \
         that fits, or a design with an input for each pixel, or with no inputs and an output for each pixel and each class"
    )]
    NoneFits {
        /// The built-in data, each with its numbers of pixels and classes.
        shipped: String,
        /// The number of inputs of the design.
        inputs: usize,
        /// The number of outputs of the design.
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
            shipped: shipped.join(" or ") + &did_you_mean(name, shipped.iter().copied()),
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
