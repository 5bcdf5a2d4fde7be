//! Errors of experiments.

use thiserror::Error;

/// Why an experiment is not possible with the given settings.
#[derive(Debug, Error)]
pub enum ExperimentError {
    /// The design, the engine or the data do not suit the experiment.
    #[error("experiment {name}: found {found}, expected {expected}")]
    Setting {
        /// The name of the experiment.
        name: &'static str,
        /// What was given.
        found: String,
        /// What it needs.
        expected: String,
    },
}
