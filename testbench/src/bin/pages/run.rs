//! What a command prints, as a page.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use yuragi_testbench::results::Page;

use crate::common::told;

/// Runs a command, shows what it prints, and writes that as `NAME.md`. `about` is the page of `docs/reference` that explains it,
/// perhaps with a section.
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
        printed += &line;
        printed.push('\n');
    }
    let status = child.wait()?;
    ensure!(status.success(), "{}: {status}", command.join(" "));
    page.text(&format!(
        "[{about}](../reference/{about}) explains what was measured. What follows is what the command printed. The time includes what it had to \
         build."
    ));
    page.printed(&printed)?;
    told(&page, name)
}
