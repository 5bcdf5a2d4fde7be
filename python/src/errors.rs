//! Errors of the crates as exceptions of the package, with their texts.

use std::fmt::Display;

use pyo3::prelude::*;
use yuragi_boards::toolchain::ToolchainError;
use yuragi_engines::EngineError;
use yuragi_training::TrainingError;

use crate::pending;

/// An exception of `yuragi.errors`, by its name.
fn exception(class: &str, text: &str) -> PyErr {
    Python::attach(|py| {
        let made = py
            .import("yuragi.errors")
            .and_then(|module| module.getattr(class))
            .and_then(|class| class.call1((text,)));
        match made {
            Ok(value) => PyErr::from_value(value),
            Err(error) => error,
        }
    })
}

/// What the caller gave is wrong.
pub fn input(error: impl Display) -> PyErr {
    exception("InputError", &error.to_string())
}

/// An engine, a tool or a file failed.
pub fn failed(error: impl Display) -> PyErr {
    exception("EngineError", &error.to_string())
}

/// The error of an engine; if it ended because of a signal, the exception of the signal.
pub fn engine(error: EngineError) -> PyErr {
    match pending::pending() {
        Some(exception) => exception,
        None if error.is_input() => input(error),
        None => failed(error),
    }
}

/// The error of a learning run or of its files.
pub fn training(error: TrainingError) -> PyErr {
    match error {
        TrainingError::Engine(error) => engine(error),
        error if error.is_input() => input(error),
        error => failed(error),
    }
}

/// The error of a build.
pub fn toolchain(error: ToolchainError) -> PyErr {
    engine(error.into())
}
