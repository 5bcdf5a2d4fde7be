//! Pages of `docs/results`: what a command measured, with the command, date, commit and machine that it comes from.

mod printed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime};

use anyhow::{Result, ensure};

/// Where the pages are.
pub const RESULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/results");

/// A page that is being measured. Its second line says where it comes from.
pub struct Page {
    title: String,
    command: String,
    /// When measuring began; nothing if the page is made from files that another command wrote.
    begun: Option<Instant>,
    /// The source as it was then. What is committed while a campaign runs is not what was measured.
    commit: String,
    body: String,
}

impl Page {
    /// A page of that title, which `command` writes. The time that it states begins here.
    pub fn new(title: &str, command: &str) -> Self {
        Self {
            title: title.to_owned(),
            command: command.to_owned(),
            begun: Some(Instant::now()),
            commit: commit(),
            body: String::new(),
        }
    }

    /// The same, made from files that another command wrote before: it states no time, and the text must say from when they are.
    pub fn of_files(title: &str, command: &str) -> Self {
        Self {
            begun: None,
            ..Self::new(title, command)
        }
    }

    /// Adds a heading of the second level.
    pub fn heading(&mut self, text: &str) {
        self.body += &format!("\n## {text}\n");
    }

    /// Adds a paragraph, or Markdown of any kind.
    pub fn text(&mut self, text: &str) {
        self.body += &format!("\n{}\n", text.trim_end());
    }

    /// Adds a table.
    ///
    /// # Panics
    /// If a row has not as many cells as the header.
    pub fn table(&mut self, header: &[&str], rows: &[Vec<String>]) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let header: Vec<String> = header.iter().map(|&cell| cell.to_owned()).collect();
        self.body += &format!("\n{}|{}\n", line(&header), "---|".repeat(header.len()));
        for row in rows {
            assert_eq!(row.len(), header.len(), "{row:?} under {header:?}");
            self.body += &line(row);
        }
    }

    /// Adds what a command printed: tables and headings of Markdown as they are, other text as blocks, and without the lines that
    /// `cargo test` prints around those of the tests.
    ///
    /// # Errors
    /// If nothing remains, as when a filter of `cargo test` matches no test.
    pub fn printed(&mut self, text: &str) -> Result<()> {
        let own: Vec<&str> = text.lines().filter_map(printed::of_command).collect();
        let parts = printed::parts(&own.join("\n"));
        ensure!(
            !parts.is_empty(),
            "the command printed nothing: {}",
            self.command
        );
        for part in parts {
            self.text(&part);
        }
        Ok(())
    }

    /// The page in Markdown, of this moment.
    pub fn markdown(&self) -> String {
        let took = self.begun.map_or_else(String::new, |begun| {
            format!(" in {}", duration(begun.elapsed().as_secs()))
        });
        format!(
            "# {}\n\nWritten by `{}` on {}{took}, by yuragi {} at {}, on {}.\n{}",
            self.title,
            self.command,
            date(SystemTime::now()),
            env!("CARGO_PKG_VERSION"),
            self.commit,
            machine(),
            self.body
        )
    }

    /// Writes the page as `docs/results/NAME.md`, whole or not at all.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, name: &str) -> Result<PathBuf> {
        let path = Path::new(RESULTS).join(format!("{name}.md"));
        yuragi_files::write(&path, self.markdown().as_bytes())?;
        Ok(path)
    }
}

/// A time for people.
fn duration(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// The day of a moment, in UTC: the year, month and day of the Gregorian calendar.
pub fn date(moment: SystemTime) -> String {
    let moment = humantime::format_rfc3339_seconds(moment).to_string();
    moment.chars().take_while(|&c| c != 'T').collect()
}

/// The commit of the source, and whether it was changed since. Documents do not count: the pages themselves are among them.
fn commit() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .arg("-C")
            .arg(env!("CARGO_MANIFEST_DIR"))
            .args(arguments)
            .output();
        let output = output.ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(hash) = git(&["rev-parse", "--short=10", "HEAD"]) else {
        return "an unknown commit".to_owned();
    };
    let changes = git(&["status", "--porcelain", "--", ":/", ":(exclude,top)docs"]);
    match changes.as_deref() {
        Some("") => format!("commit {hash}"),
        _ => format!("commit {hash} with changes"),
    }
}

/// The processor and its cores.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = information
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("an unknown processor", |(_, name)| name.trim());
    let cores = match cores {
        1 => "1 core".to_owned(),
        n => format!("{n} cores"),
    };
    format!("{name} ({cores})")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_767_225_599, "2025-12-31"),
            (1_767_225_600, "2026-01-01"),
            (4_107_542_400, "2100-03-01"),
        ] {
            let moment = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(date(moment), expected);
        }
    }

    #[test]
    fn a_page_says_where_it_comes_from() {
        let mut page = Page::new("Things", "make things");
        page.text("What was measured.");
        page.table(&["thing", "size"], &[vec!["a".into(), "1".into()]]);
        let text = page.markdown();
        let expected = "# Things\n\nWritten by `make things` on 20";
        assert!(text.starts_with(expected), "{text}");
        let end = "\nWhat was measured.\n\n| thing | size |\n|---|---|\n| a | 1 |\n";
        assert!(text.ends_with(end), "{text}");
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text}");
    }
}
