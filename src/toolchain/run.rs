//! One call of a tool.

use std::path::Path;
use std::process::{Command, Stdio};

use super::ToolchainError;
use super::tools::Tool;

/// Lines of a failed tool that are shown.
const LINES: usize = 12;

/// Runs a tool in a directory until it ends; what it prints is only shown if it fails.
pub fn run(tool: &Tool, words: &[&str], at: &Path) -> Result<(), ToolchainError> {
    tracing::info!("{} {}", tool.program.display(), words.join(" "));
    let mut command = Command::new(&tool.program);
    command.args(words).current_dir(at).stdin(Stdio::null());
    if let Some(cache) = &tool.cache {
        command.env("YOWASP_CACHE_DIR", cache);
    }
    let output = command.output().map_err(|source| ToolchainError::Start {
        tool: tool.name.to_owned(),
        source,
    })?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    if output.status.success() {
        text.lines().for_each(|line| tracing::debug!("{line}"));
        return Ok(());
    }
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    Err(ToolchainError::Failed {
        tool: tool.name.to_owned(),
        status: output.status,
        lines: lines[lines.len().saturating_sub(LINES)..].join("\n"),
    })
}
