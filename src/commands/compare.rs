//! `yuragi compare`: two engines that run here, or a device and the model.

mod engines;
mod options;
mod port;

use std::process::ExitCode;

use anyhow::Result;

use super::console::Console;
pub use options::Options;

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    if options.port.port.is_some() {
        return port::run(options, console);
    }
    engines::run(options, console)
}
