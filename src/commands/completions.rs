//! `yuragi completions`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Command};
use clap_complete::{Shell, generate};
use serde_json::json;

use crate::shared::console::Console;

/// Print a script that lets a shell complete verbs, options and names.
#[derive(Args, Debug)]
pub struct Options {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command; `program` is the command line to complete.
pub fn run(options: &Options, mut program: Command, console: &Console) -> Result<ExitCode> {
    let mut script = Vec::new();
    generate(options.shell, &mut program, "yuragi", &mut script);
    let script = String::from_utf8(script)?;
    if console.is_json() {
        console.json(&json!({ "shell": options.shell.to_string(), "script": script }))?;
    } else {
        console.say(script.trim_end());
    }
    Ok(ExitCode::SUCCESS)
}
