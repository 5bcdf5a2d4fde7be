//! What a command prints, as a page.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use yuragi_testbench::results::Page;

use crate::told;

/// Runs a command, shows what it prints, and writes that as `NAME.md`. `about` is the section of `verification.md` that
/// explains it. Lines that cargo and its tests add are left out. Markdown that is printed stays what it is; other text becomes a block of
/// its own.
///
/// # Errors
/// If the command cannot be run or fails: then no page is written.
pub fn write(name: &str, title: &str, about: &str, command: &[&str]) -> Result<()> {
    let [program, arguments @ ..] = command else {
        bail!("no command was given after --");
    };
    let mut page = Page::new(title, &command.join(" "));
    let mut child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {program}"))?;
    let output = child.stdout.take().context("standard output")?;
    let mut printed = String::new();
    for line in BufReader::new(output).lines() {
        let line = line.with_context(|| format!("the output of {program}"))?;
        println!("{line}");
        if let Some(line) = of_command(&line) {
            printed += line;
            printed.push('\n');
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "{}: {status}", command.join(" "));
    page.text(&format!(
        "[verification.md](../reference/verification.md#{about}) explains what was measured. What follows is what the command printed."
    ));
    for part in parts(&printed) {
        page.text(&part);
    }
    told(&page, name)
}

/// A line without what `cargo test` prints around the tests' own text; nothing if there is no more in it.
fn of_command(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("test ") {
        if rest.starts_with("result: ") {
            return None;
        }
        // the first line that a test prints follows its name
        if let Some((_, own)) = rest.split_once(" ... ") {
            return (own != "ok").then_some(own).filter(|own| !own.is_empty());
        }
    }
    let counted =
        line.starts_with("running ") && (line.ends_with(" test") || line.ends_with(" tests"));
    (!counted && line != "ok").then_some(line)
}

/// The parts of a text: tables and headings of Markdown as they are, everything between them as a block.
fn parts(text: &str) -> Vec<String> {
    let markdown = |line: &str| line.starts_with('|') || line.starts_with('#');
    let mut parts: Vec<(bool, String)> = Vec::new();
    for line in text.lines() {
        match parts.last_mut() {
            _ if line.trim().is_empty() && parts.last().is_none_or(|(kind, _)| *kind) => {
                // after a table a blank line ends it
                parts.push((false, String::new()));
            }
            Some((kind, part)) if *kind == markdown(line) => {
                *part += line;
                part.push('\n');
            }
            _ => parts.push((markdown(line), format!("{line}\n"))),
        }
    }
    let whole = parts
        .into_iter()
        .filter(|(_, part)| !part.trim().is_empty());
    whole
        .map(|(kind, part)| match kind {
            true => part,
            false => format!("```text\n{}\n```", part.trim_matches('\n')),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{of_command, parts};

    #[test]
    fn tables_stay_and_text_becomes_blocks() {
        let text = "first\nsecond\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\nlast\n";
        let expected = [
            "```text\nfirst\nsecond\n```",
            "| a | b |\n|---|---|\n| 1 | 2 |\n",
            "| c |\n|---|\n",
            "```text\nlast\n```",
        ];
        assert_eq!(parts(text), expected);
    }

    #[test]
    fn lines_of_cargo_are_left_out() {
        for line in [
            "running 3 tests",
            "running 1 test",
            "test gibbs::long_table ... ok",
            "test gibbs::long_table ... ",
            "test result: ok. 1 passed; 0 failed",
            "ok",
        ] {
            assert_eq!(of_command(line), None, "{line}");
        }
        for line in ["test accuracy 0.9", "running the core", "okay", ""] {
            assert_eq!(of_command(line), Some(line));
        }
        assert_eq!(of_command("test a::b ... 12 cycles"), Some("12 cycles"));
    }
}
