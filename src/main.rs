//! The command line `yuragi`.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::main()
}
