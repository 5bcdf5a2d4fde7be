//! `yuragi boards`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::json;
use yuragi_boards::toolchain::{fits_memory, ram_blocks};
use yuragi_model::design::Design;
use yuragi_model::presets::PRESETS;

use crate::shared::console::Console;

/// List the boards with their chip, clock, serial line and usual design, and the built-in designs that fit their block
/// RAM.
#[derive(Args, Debug)]
pub struct Options {}

/// Runs the command.
pub fn run(_options: &Options, console: &Console) -> Result<ExitCode> {
    let mut list = Vec::new();
    console.say(format_args!(
        "{:<15} {:<10} {:>7} {:>5} {:>7} {:>10} {:<13} {}",
        "board", "chip", "LUT4", "RAM", "MHz", "bits/s", "design", "designs that fit the memory"
    ));
    for board in yuragi_boards::all()? {
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
            board.core_mhz,
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
    for board in yuragi_boards::all()? {
        if !said.contains(&board.title) {
            console.say(format_args!("{}: {}", board.title, board.notes));
            said.push(board.title);
        }
    }
    console.json(&json!({ "boards": list }))?;
    Ok(ExitCode::SUCCESS)
}
