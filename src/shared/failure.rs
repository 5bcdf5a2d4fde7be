//! The message of an error, as text and as JSON, and its exit code.

use std::fmt;
use std::process::ExitCode;

use serde_json::json;
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

use super::console::Console;

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

/// Whose fault a failure is. The exit code follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An argument, a design, data or another input is wrong.
    Input,
    /// A tool or the machine failed.
    Tool,
}

impl Fault {
    /// Of an error.
    pub fn of(error: &anyhow::Error) -> Self {
        if is_input(error) {
            Self::Input
        } else {
            Self::Tool
        }
    }

    /// The word for it in JSON.
    fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Tool => "tool",
        }
    }

    /// The exit code.
    fn code(self) -> u8 {
        match self {
            Self::Input => 2,
            Self::Tool => 1,
        }
    }
}

/// Prints an error for people on standard error and, with `--json`, as an object on standard output.
pub fn report(error: &anyhow::Error, console: &Console) -> ExitCode {
    let text = text(error);
    console.error(&text);
    finish(&text, Fault::of(error), console)
}

/// The same for an error that was printed for people already.
pub fn finish(text: &str, fault: Fault, console: &Console) -> ExitCode {
    let object = json!({ "error": text, "kind": fault.name(), "code": fault.code() });
    // nobody is left to tell if standard output cannot be written either
    let _ = console.json(&object);
    ExitCode::from(fault.code())
}

fn is_input(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
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
    })
}
