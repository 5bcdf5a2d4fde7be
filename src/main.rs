//! The command line `yuragi`: the verbs are in `commands`, what several of them need is in `shared`.

mod commands;
mod shared;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::main()
}
