//! How a campaign ends.

use std::process::ExitCode;

/// The exit code of a program whose verdict is good or bad, or which could not reach one.
pub fn exit_code(verdict: anyhow::Result<bool>) -> ExitCode {
    match verdict {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
