//! Writes pages of `docs/results`:
//!
//! - `pages run NAME TITLE ABOUT -- COMMAND...` from what a command prints; ABOUT is the page of `docs/reference` that explains it;
//! - `pages boards DIR...` from the reports of `yuragi build`, a directory each;
//! - `pages sweep DIR` from the summary of `yuragi sweep`;
//! - `pages experiments DIR` from the summaries of `yuragi experiment`, one page each.

mod boards;
mod experiments;
mod run;
mod sweep;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use yuragi_experiments::statistics::Estimate;
use yuragi_testbench::results::{Page, date};

/// Reads a JSON file.
fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// How this program is called, for the pages that it makes of files.
const COMMAND: &str = "cargo run --release -p yuragi-testbench --features campaigns --bin pages --";

/// The day on which a file was written.
fn written_on(path: &Path) -> Result<String> {
    let moment = fs::metadata(path).and_then(|data| data.modified());
    Ok(date(moment.with_context(|| path.display().to_string())?))
}

/// A mean with its interval, if it has one.
fn shown(estimate: &Estimate, signed: bool) -> String {
    let number = |value: f64| match signed {
        true => format!("{value:+.4}"),
        false => format!("{value:.4}"),
    };
    match estimate.n {
        0 | 1 => number(estimate.mean),
        _ => format!(
            "{} ({} to {})",
            number(estimate.mean),
            number(estimate.low),
            number(estimate.high)
        ),
    }
}

/// Writes a page and says so.
fn told(page: &Page, name: &str) -> Result<()> {
    println!("written {}", page.write(name)?.display());
    Ok(())
}

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
    match write(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
