//! `yuragi boards`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_boards::Board;
use yuragi_boards::toolchain::{fits_memory, ram_blocks};
use yuragi_model::design::Design;
use yuragi_model::presets::PRESETS;

use crate::shared::console::Console;
use crate::shared::failure::bad_argument;

/// List the boards with their chip, clock, serial line and usual design, and the built-in designs that fit their block
/// RAM.
///
/// With folders, those boards are checked and listed instead of the built-in ones. A folder has a board file and a pin
/// file, or it has such folders.
#[derive(Args, Debug)]
pub struct Options {
    /// Folders with boards of your own.
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
}

/// The boards of all folders, or else the built-in ones. The first fault ends the command.
fn boards(options: &Options) -> Result<Vec<Board>> {
    if options.folders.is_empty() {
        return Ok(yuragi_boards::all()?);
    }
    let mut boards = Vec::new();
    for folder in &options.folders {
        let is_board = |path: &Path| path.join("board.toml").is_file();
        let mut inner: Vec<PathBuf> = std::fs::read_dir(folder)
            .map_err(|error| {
                let found = format!("{}, which cannot be read: {error}", folder.display());
                bad_argument("DIR", found, "a folder with a board file and a pin file")
            })?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_board(path))
            .collect();
        inner.sort();
        if is_board(folder) || inner.is_empty() {
            // without a board file, the error says which file is missing
            inner = vec![folder.clone()];
        }
        for folder in inner {
            for board in yuragi_boards::folder(&folder)? {
                if let Some(name) = &board.design {
                    // relative to where the command runs, as for --design
                    Design::load(name)?;
                }
                boards.push(board);
            }
        }
    }
    Ok(boards)
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let boards = boards(options)?;
    let mut list = Vec::new();
    console.say(format_args!(
        "{:<15} {:<10} {:>7} {:>5} {:>7} {:>10} {:<13} {}",
        "board", "chip", "LUT4", "RAM", "MHz", "bits/s", "design", "designs that fit the memory"
    ));
    for board in &boards {
        let device = &board.device;
        let mut enough = Vec::new();
        let mut blocks = Vec::new();
        for (name, _) in PRESETS {
            let design = Design::preset(name)?;
            blocks.push(json!({ "design": name, "ram": ram_blocks(&design, device) }));
            if fits_memory(&design, device) {
                enough.push(name);
            }
        }
        let design = board.design.as_deref().unwrap_or("none");
        console.say(format_args!(
            "{:<15} {:<10} {:>7} {:>5} {:>7} {:>10} {:<13} {}",
            board.name,
            device.name,
            device.luts,
            device.rams,
            // thirds of a MHz have no end
            (board.core_mhz * 100.0).round() / 100.0,
            board.baud,
            design,
            enough.join(", ")
        ));
        list.push(json!({
            "name": board.name,
            "title": board.title,
            "notes": board.notes,
            "family": device.family,
            "device": device.name,
            "package": board.package,
            "speed": board.speed,
            "lut4": device.luts,
            "ram": device.rams,
            "pin_mhz": board.pin_mhz,
            "core_mhz": board.core_mhz,
            "baud": board.baud,
            "baud_reached": board.baud_reached(),
            "design": board.design,
            "ram_needed": blocks,
            "program": board.program,
        }));
    }
    console.say("\nBefore use:");
    let mut said = Vec::new();
    for board in &boards {
        if !said.contains(&&board.title) {
            console.say(format_args!("{}: {}", board.title, board.notes));
            said.push(&board.title);
        }
    }
    console.json(&json!({ "boards": list }))?;
    Ok(ExitCode::SUCCESS)
}
