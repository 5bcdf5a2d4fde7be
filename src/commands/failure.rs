//! What a failure is told as, and the exit code that belongs to it.

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

/// Arguments that make no sense together or on this machine.
#[derive(Debug)]
pub struct BadArgument(String);

impl fmt::Display for BadArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadArgument {}

/// An error about an argument: what was found and what was expected.
pub fn bad_argument(
    argument: &str,
    found: impl fmt::Display,
    expected: impl fmt::Display,
) -> anyhow::Error {
    BadArgument(format!("{argument}: found {found}, expected {expected}")).into()
}

/// The chain of causes in one message, each said once.
pub fn text(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        if text.is_empty() {
            text = cause;
        } else if !text.contains(&cause) {
            // many errors quote their cause already
            text += &format!(": {cause}");
        }
    }
    text
}

/// 2 if what was given is at fault, else 1.
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
