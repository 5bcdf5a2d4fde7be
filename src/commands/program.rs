//! `yuragi program`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::json;
use verilator_sys::process::Process;
use yuragi_boards::Board;
use yuragi_boards::toolchain;

use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::shell::quoted;

/// Load a bitstream into a board with the programming tool of the board.
#[derive(Args, Debug)]
pub struct Options {
    /// A board that `yuragi boards` lists, or a folder with a board file and a pin file.
    #[arg(long, value_name = "BOARD")]
    board: String,
    /// The bitstream [default: out/BOARD/BOARD.bin or .bit, the output of `yuragi build`].
    #[arg(long, value_name = "FILE")]
    bitstream: Option<PathBuf>,
    /// Print the command without running it.
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = Board::load(&options.board)?;
    let bitstream = options.bitstream.clone().unwrap_or_else(|| {
        let file = format!("{}.{}", board.name, board.bitstream_suffix());
        Path::new("out").join(&board.name).join(file)
    });
    let text = bitstream
        .to_str()
        .ok_or_else(|| bad_argument("--bitstream", bitstream.display(), "a path in UTF-8"))?;
    let words: Vec<String> = board
        .program
        .iter()
        .map(|word| word.replace("{bitstream}", text))
        .collect();
    let (tool, arguments) = words
        .split_first()
        .context("the board file has no command that programs the board")?;
    let line = words
        .iter()
        .map(|w| shell_word(w))
        .collect::<Vec<_>>()
        .join(" ");
    let found = toolchain::on_path(tool).is_some();
    if options.dry_run {
        console.say(&line);
        if !found {
            console.note(format_args!("{tool} is not installed: {}", board.install));
        }
        console.json(&json!({ "command": words, "installed": found, "install": board.install }))?;
        return Ok(ExitCode::SUCCESS);
    }
    if !bitstream.is_file() {
        let expected = format!(
            "a bitstream; `yuragi build --board {}` makes one",
            options.board
        );
        return Err(bad_argument(
            "--bitstream",
            format!("{text}, which does not exist"),
            expected,
        ));
    }
    if !found {
        bail!(
            "{tool} is not installed: {}; then run: {line}",
            board.install
        );
    }
    console.note(&line);
    let mut command = Command::new(tool);
    command.args(arguments).stdin(Stdio::null());
    let status = Process::spawn(&mut command)
        .and_then(|mut process| process.wait())
        .with_context(|| format!("{tool} could not be run"))?;
    if !status.success() {
        bail!(
            "{tool} failed with {status}; is the board connected, and do you have permission to use its USB device? {}",
            board.notes
        );
    }
    console.json(&json!({ "command": words }))?;
    Ok(ExitCode::SUCCESS)
}

/// A word for a shell, in quotes only if it needs them.
fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=+,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        quoted(word)
    }
}
