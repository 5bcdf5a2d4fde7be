//! Writes pages of `docs/results`:
//!
//! - `pages run NAME TITLE ABOUT -- COMMAND...` from what a command prints; ABOUT is the page of `docs/reference` that explains it;
//! - `pages boards DIR...` from the reports of `yuragi build`, a directory each;
//! - `pages sweep DIR` from the summary of `yuragi sweep`;
//! - `pages experiments DIR` from the summaries of `yuragi experiment`, one page each.

mod boards;
mod common;
mod experiments;
mod run;
mod sweep;

use std::process::ExitCode;

use anyhow::{Result, bail};
use yuragi_testbench::campaigns::exit_code;

fn write(words: &[&str]) -> Result<()> {
    match words {
        ["run", name, title, about, "--", command @ ..] => run::write(name, title, about, command),
        ["boards", directories @ ..] => boards::write(directories),
        ["sweep", directory] => sweep::write(directory),
        ["experiments", directory] => experiments::write(directory),
        _ => bail!(
            "found {words:?}, expected run NAME TITLE ABOUT -- COMMAND..., boards DIR..., sweep DIR or experiments DIR"
        ),
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    exit_code(write(&words).map(|()| true))
}
