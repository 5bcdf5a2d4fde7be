//! Output: results on standard output, everything else on standard error.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Why standard output could not be written, if it could not.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Keeps the first error of standard output, which [`finish`] tells.
fn kept(done: io::Result<()>) {
    match done {
        // A reader that closed the pipe has read what it wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => drop(LOST.set(error)),
        _ => {}
    }
}

/// Checks at the end of a command that all of standard output was written. A closed pipe is no fault.
///
/// # Errors
/// If it could not be written, for example because the disk is full.
pub fn finish() -> Result<()> {
    kept(std::io::stdout().flush());
    match LOST.get() {
        None => Ok(()),
        Some(error) => bail!("standard output cannot be written, and the result is lost: {error}"),
    }
}

/// Decides where results, notes and progress are printed.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    json: bool,
    quiet: bool,
}

impl Console {
    /// `json`: results as JSON; `quiet`: neither notes nor progress.
    pub fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet }
    }

    /// Whether results are printed as JSON.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a result for people: on standard error if standard output is for JSON.
    pub fn say(&self, text: impl Display) {
        match (self.json, self.quiet) {
            (false, _) => kept(writeln!(std::io::stdout(), "{text}")),
            (true, false) => drop(writeln!(std::io::stderr(), "{text}")),
            (true, true) => {}
        }
    }

    /// Prints a note on what is being done, unless `--quiet`.
    pub fn note(&self, text: impl Display) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// Prints an error.
    pub fn error(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "error: {text}");
    }

    /// Prints the result as one line of JSON, if `--json` asked for it.
    pub fn json(&self, result: &impl Serialize) -> Result<()> {
        if self.json {
            let text = serde_json::to_string(result)?;
            kept(writeln!(std::io::stdout(), "{text}"));
        }
        Ok(())
    }

    /// A progress bar on standard error with rate and time left; hidden if standard error is no terminal.
    pub fn bar(&self, what: &'static str, total: u64) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(total).with_prefix(what);
        let template =
            "{prefix} {bar:24.cyan} {human_pos}/{human_len} {per_sec}, {eta} left  {msg}";
        // should the template not parse, the default style is used
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }

    /// A spinner while a tool runs whose duration is unknown.
    pub fn spinner(&self, what: &'static str) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner().with_message(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}
