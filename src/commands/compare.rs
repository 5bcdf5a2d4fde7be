//! `yuragi compare`: two engines on this machine, or a device and the model.

mod engines;
mod options;
mod port;

use std::process::ExitCode;

use anyhow::Result;

use crate::shared::console::Console;
pub use options::Options;

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    if options.port.port.is_some() {
        return port::run(options, console);
    }
    engines::run(options, console)
}
