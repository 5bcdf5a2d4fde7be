//! The message of an error, and its exit code.

use std::fmt;
use std::process::ExitCode;

use yuragi_boards::BoardError;
use yuragi_boards::toolchain::ToolchainError;
use yuragi_engines::EngineError;
use yuragi_engines::virtual_board::VirtualBoardError;
use yuragi_experiments::ExperimentError;
use yuragi_experiments::sweeps::SweepError;
use yuragi_model::design::DesignError;
use yuragi_model::network::NetworkError;
use yuragi_training::TrainingError;
use yuragi_training::data::DataError;

/// An argument with a value that is not allowed, or not together with the other arguments.
#[derive(Debug)]
pub struct BadArgument(String);

impl fmt::Display for BadArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadArgument {}

/// An error that says what was found in an argument and what was expected.
pub fn bad_argument(
    argument: &str,
    found: impl fmt::Display,
    expected: impl fmt::Display,
) -> anyhow::Error {
    BadArgument(format!("{argument}: found {found}, expected {expected}")).into()
}

/// The error and its causes in one message, without repetitions.
pub fn text(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            // many errors already quote their cause
            text += &format!(": {cause}");
        }
    }
    text
}

/// Whether a device on a serial line is the reason.
pub fn is_link(error: &anyhow::Error) -> bool {
    let link = |cause: &EngineError| matches!(cause, EngineError::Link(_));
    (error.chain()).any(|cause| cause.downcast_ref::<EngineError>().is_some_and(link))
}

/// The exit code: 2 if an input is wrong, 1 if a tool or the machine failed.
pub fn code(error: &anyhow::Error) -> ExitCode {
    let input = error.chain().any(|cause| {
        if let Some(error) = cause.downcast_ref::<TrainingError>() {
            return error.is_input();
        }
        if let Some(error) = cause.downcast_ref::<EngineError>() {
            return error.is_input();
        }
        if let Some(error) = cause.downcast_ref::<VirtualBoardError>() {
            return matches!(error, VirtualBoardError::Link { .. });
        }
        if let Some(error) = cause.downcast_ref::<ToolchainError>() {
            return error.is_input();
        }
        cause.is::<BadArgument>()
            || cause.is::<BoardError>()
            || cause.is::<DataError>()
            || cause.is::<DesignError>()
            || cause.is::<ExperimentError>()
            || cause.is::<NetworkError>()
            || cause.is::<SweepError>()
    });
    ExitCode::from(if input { 2 } else { 1 })
}
