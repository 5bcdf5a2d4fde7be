//! Errors of sweeps.

use thiserror::Error;

use yuragi_model::design::DesignError;

/// Why a sweep cannot be run or merged. The text gives the file, the key, what was found and what was expected.
#[derive(Debug, Error)]
pub enum SweepError {
    /// The sweep file cannot be read.
    #[error("cannot read the sweep file {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// The reason that the operating system gives.
        source: std::io::Error,
    },
    /// The file is not valid TOML, or has unknown or missing keys.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// The place and the reason.
        message: String,
    },
    /// A key has a value that is not allowed.
    #[error("{file}: {key}: found {found}, expected {expected}")]
    Value {
        /// The file.
        file: String,
        /// The key, with the index in a list.
        key: String,
        /// Its value.
        found: String,
        /// The allowed values.
        expected: String,
    },
    /// A design is not valid.
    #[error("{file}: {key}: {source}")]
    Design {
        /// The sweep file.
        file: String,
        /// The key that gives the design.
        key: String,
        /// The error of the design.
        source: Box<DesignError>,
    },
    /// The data cannot be loaded, or do not fit a design.
    #[error("{file}: {key}: {message}")]
    Part {
        /// The sweep file.
        file: String,
        /// The key that gives the data or the design.
        key: String,
        /// The reason.
        message: String,
    },
    /// No task has the given hash.
    #[error(
        "--task: found {found}, expected a hash that `yuragi sweep --plan` lists for the sweep {sweep}"
    )]
    Task {
        /// The name of the sweep.
        sweep: String,
        /// The hash.
        found: String,
    },
    /// Outcomes are missing or damaged, so they cannot be merged.
    #[error("{absent} of {tasks} outcomes are missing, expected all: {first}; run the sweep first")]
    Outcomes {
        /// The number of outcomes that are missing or damaged.
        absent: usize,
        /// The number of tasks.
        tasks: usize,
        /// The first of them, and what is wrong with it.
        first: String,
    },
    /// No tasks have the given places.
    #[error(
        "--batch: found {found}, expected FIRST-LAST within 1-{tasks}, the places of the tasks in the plan"
    )]
    Batch {
        /// The option's value.
        found: String,
        /// The number of tasks.
        tasks: usize,
    },
    /// An outcome does not have the numbers of the sweep although it belongs to it.
    #[error(
        "found an outcome of another shape, expected {counts} counts of {images} test images in {classes} classes"
    )]
    Shape {
        /// The number of test images.
        images: usize,
        /// The number of classes.
        classes: usize,
        /// The number of counts for each image.
        counts: usize,
    },
}
