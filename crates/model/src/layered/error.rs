//! The error of designs.

use thiserror::Error;

/// Why a design is not valid.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{key}: found {found}, expected {expected}")]
pub struct LayeredError {
    /// What is wrong.
    pub key: &'static str,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}
