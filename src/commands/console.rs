//! What goes to standard output and to standard error.

use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Where results, remarks and progress go.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    json: bool,
    quiet: bool,
}

impl Console {
    pub fn new(json: bool, quiet: bool) -> Self {
        Self { json, quiet }
    }

    /// Whether the result is wanted as JSON.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// A result for people. Where the result is wanted as JSON, this goes to standard error.
    pub fn say(&self, text: impl Display) {
        // A reader that has gone away is no reason to fail.
        let _ = match (self.json, self.quiet) {
            (false, _) => writeln!(std::io::stdout(), "{text}"),
            (true, false) => writeln!(std::io::stderr(), "{text}"),
            (true, true) => Ok(()),
        };
    }

    /// A remark on what is being done.
    pub fn note(&self, text: impl Display) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// What went wrong.
    pub fn error(&self, text: &str) {
        let _ = writeln!(std::io::stderr(), "error: {text}");
    }

    /// The result for programs: one line, if it was asked for.
    pub fn json(&self, result: &impl Serialize) -> Result<()> {
        if self.json {
            let _ = writeln!(std::io::stdout(), "{}", serde_json::to_string(result)?);
        }
        Ok(())
    }

    /// A bar on standard error with rate and time left; nothing if that is no terminal.
    pub fn bar(&self, what: &'static str, total: u64) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(total).with_prefix(what);
        let template =
            "{prefix} {bar:24.cyan} {human_pos}/{human_len} {per_sec}, {eta} left  {msg}";
        // The template is a constant of this program: it parses, or the default serves.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }

    /// A sign of life while a tool runs of which nobody knows how long it takes.
    pub fn spinner(&self, what: &'static str) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner().with_message(what);
        bar.enable_steady_tick(Duration::from_millis(100));
        bar
    }
}
