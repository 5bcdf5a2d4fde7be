//! Runs a tool.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use verilator_sys::process::Process;

use super::error::ToolchainError;
use super::tools::Tool;

/// The number of lines that are shown if a tool fails.
const LINES: usize = 12;

/// Whether a tool may continue.
pub enum Verdict {
    GoOn,
    Stop,
}

/// Runs a tool in a directory until it ends. Its output is shown only if it fails.
pub fn run(tool: &Tool, words: &[&str], at: &Path) -> Result<(), ToolchainError> {
    watch(tool, words, at, &mut |_| Verdict::GoOn).map(|_| ())
}

/// Runs a tool and passes each line of its standard error to `look`, which can stop it. Returns whether the tool came
/// to its end.
pub fn watch(
    tool: &Tool,
    words: &[&str],
    at: &Path,
    look: &mut dyn FnMut(&str) -> Verdict,
) -> Result<bool, ToolchainError> {
    start(tool, words, at, Stdio::null(), look)
}

/// Runs a tool and writes its standard output into a file of the directory.
pub fn capture(tool: &Tool, words: &[&str], at: &Path, into: &str) -> Result<(), ToolchainError> {
    let file = std::fs::File::create(at.join(into)).map_err(ToolchainError::Directory)?;
    start(tool, words, at, file.into(), &mut |_| Verdict::GoOn).map(|_| ())
}

fn start(
    tool: &Tool,
    words: &[&str],
    at: &Path,
    out: Stdio,
    look: &mut dyn FnMut(&str) -> Verdict,
) -> Result<bool, ToolchainError> {
    tracing::info!("{} {}", tool.program.display(), words.join(" "));
    let mut command = Command::new(&tool.program);
    command
        .args(words)
        .current_dir(at)
        .stdin(Stdio::null())
        .stdout(out)
        // icebox_vlog iterates over sets, and their order depends on the seed of the hash.
        .env("PYTHONHASHSEED", "0")
        .stderr(Stdio::piped());
    if let Some(cache) = &tool.cache {
        command.env("YOWASP_CACHE_DIR", cache);
    }
    let fault = |source| ToolchainError::Start {
        tool: tool.name.to_owned(),
        source,
    };
    let mut process = Process::spawn(&mut command).map_err(fault)?;
    let mut last = VecDeque::new();
    if let Some(errors) = process.child().stderr.take() {
        for line in BufReader::new(errors).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            tracing::debug!("{line}");
            if let Verdict::Stop = look(&line) {
                process.end().map_err(fault)?;
                return Ok(false);
            }
            if !line.is_empty() {
                last.push_back(line);
                if last.len() > LINES {
                    last.pop_front();
                }
            }
        }
    }
    let status = process.wait().map_err(fault)?;
    if status.success() {
        return Ok(true);
    }
    Err(ToolchainError::Failed {
        tool: tool.name.to_owned(),
        status,
        lines: Vec::from(last).join("\n"),
    })
}
