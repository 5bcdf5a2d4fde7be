//! Output: results on standard output, everything else on standard error.

use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

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
        // a reader that closed the pipe is no reason to fail
        let _ = match (self.json, self.quiet) {
            (false, _) => writeln!(std::io::stdout(), "{text}"),
            (true, false) => writeln!(std::io::stderr(), "{text}"),
            (true, true) => Ok(()),
        };
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
            let _ = writeln!(std::io::stdout(), "{}", serde_json::to_string(result)?);
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
