//! Runs a tool.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
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

/// The folder in which a YoWASP tool keeps what it compiled: the user's own, or else the one beside the tools, or, where
/// this may not be written, one in the user's cache.
fn usable(tool: &str, beside: &Path) -> Result<PathBuf, ToolchainError> {
    let own = std::env::var_os("YOWASP_CACHE_DIR").filter(|folder| !folder.is_empty());
    let folders = match own {
        Some(own) => vec![PathBuf::from(own)],
        None => vec![
            beside.to_owned(),
            verilator_sys::cache_directory().join("yowasp"),
        ],
    };
    let mut last = None;
    for folder in folders {
        // The tool runs in another directory.
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let tried = std::fs::create_dir_all(&folder)
            .and_then(|()| tempfile::Builder::new().tempfile_in(&folder));
        match tried {
            Ok(_) => return Ok(folder),
            Err(source) => last = Some((folder, source)),
        }
    }
    let (folder, source) =
        last.unwrap_or_else(|| (beside.to_owned(), io::ErrorKind::NotFound.into()));
    let tool = tool.to_owned();
    Err(ToolchainError::ToolCache {
        tool,
        folder,
        source,
    })
}

/// The command of a tool, without arguments.
///
/// # Errors
/// If the tool has no folder that it can write.
pub fn command(tool: &Tool) -> Result<Command, ToolchainError> {
    let mut command = Command::new(&tool.program);
    if let Some(cache) = &tool.cache {
        command.env("YOWASP_CACHE_DIR", usable(tool.name, cache)?);
    }
    Ok(command)
}

fn start(
    tool: &Tool,
    words: &[&str],
    at: &Path,
    out: Stdio,
    look: &mut dyn FnMut(&str) -> Verdict,
) -> Result<bool, ToolchainError> {
    tracing::info!("{} {}", tool.program.display(), words.join(" "));
    let mut command = command(tool)?;
    command
        .args(words)
        .current_dir(at)
        .stdin(Stdio::null())
        .stdout(out)
        // icebox_vlog iterates over sets, and their order depends on the seed of the hash.
        .env("PYTHONHASHSEED", "0")
        .stderr(Stdio::piped());
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
