//! `yuragi pll`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use yuragi_boards::Board;
use yuragi_boards::pll::{self, ClockSource, Limits, Loop};
use yuragi_figures::thousands;

use crate::shared::console::Console;
use crate::shared::failure::bad_argument;
use crate::shared::numbers::whole;

/// Say which clocks near a wanted one the loop of a board can make, with dividers, oscillator and error.
///
/// `yuragi build --clock` takes such a clock. The lines at the end are for a board file.
#[derive(Args, Debug)]
pub struct Options {
    /// A board that `yuragi boards` lists, or a folder with a board file and a pin file.
    #[arg(long, value_name = "BOARD")]
    board: String,
    /// The clock of the core in MHz that is wanted [default: that of the board].
    #[arg(long, value_name = "MHZ")]
    clock: Option<f64>,
    /// The number of clocks to list on each side of the wanted one.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = whole::<u16>(1..=1000))]
    near: u16,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = Board::load(&options.board)?;
    let wanted = options.clock.unwrap_or(board.core_mhz);
    if !(wanted.is_finite() && wanted > 0.0) {
        return Err(bad_argument("--clock", wanted, "a positive number of MHz"));
    }
    let loops = board.loops();
    if loops.is_empty() {
        let found = format!("{}, whose file has no loop", board.name);
        let expected = format!(
            "a board with [clock.ice40_pll] or [clock.ecp5_pll]; this one runs at the {} MHz of its pin",
            board.pin_mhz
        );
        return Err(bad_argument("--board", found, expected));
    }
    let error = |found: &Loop| found.output_mhz / wanted - 1.0;
    let above = loops.partition_point(|found| error(found) < -1e-9);
    let near = usize::from(options.near);
    let listed = &loops[above.saturating_sub(near)..(above + near).min(loops.len())];
    let closest = pll::around(&loops, wanted).into_iter().flatten();
    let closest = closest.min_by(|a, b| error(a).abs().total_cmp(&error(b).abs()));
    let met = board
        .tuned(Some(wanted), Some(near_baud(&board, wanted)))
        .is_ok();

    let limits = Limits::of(board.device.family);
    console.say(format_args!(
        "{}: {} MHz at the clock pin; phase detector {} to {} MHz, oscillator {} to {} MHz, output {} to {} MHz",
        board.name,
        board.pin_mhz,
        limits.phase.0,
        limits.phase.1,
        limits.oscillator.0,
        limits.oscillator.1,
        limits.output.0,
        limits.output.1
    ));
    let verdict = if met { "can be made" } else { "cannot be made" };
    console.say(format_args!(
        "{wanted} MHz {verdict}; the clocks around it:"
    ));
    console.say(format_args!(
        "{:>10} {:>10} {:>10} {:>11} {:>12}  {}",
        "MHz", "error %", "phase MHz", "oscillator", "bits/s", "dividers"
    ));
    for found in listed {
        console.say(format_args!(
            "{:>10.4} {:>10.4} {:>10.3} {:>11.2} {:>12}  {}",
            found.output_mhz,
            100.0 * error(found),
            found.phase_mhz,
            found.oscillator_mhz,
            thousands(Board::nearest_baud(found.output_mhz, board.baud).round() as u64),
            dividers(found.source).0
        ));
    }
    if let Some(closest) = closest {
        console.say(format_args!(
            "\ncore_mhz = {:.6}\n{}",
            closest.output_mhz,
            table(closest.source)
        ));
    }
    let settings: Vec<Value> = listed
        .iter()
        .map(|found| as_json(&board, found, error(found)))
        .collect();
    console.json(&json!({
        "board": board.name,
        "pin_mhz": board.pin_mhz,
        "asked_mhz": wanted,
        "reachable": met,
        "clocks": settings,
        "closest": closest.map(|found| as_json(&board, &found, error(&found))),
    }))?;
    Ok(ExitCode::SUCCESS)
}

/// A rate that the line can have at a clock, so that the clock alone decides.
fn near_baud(board: &Board, mhz: f64) -> u32 {
    Board::nearest_baud(mhz, board.baud).round() as u32
}

/// The names and the values of the dividers, as text and as the keys of a board file.
fn dividers(source: ClockSource) -> (String, Vec<(&'static str, u8)>) {
    let pairs = match source {
        ClockSource::Pin => Vec::new(),
        ClockSource::Ice40Pll {
            divr,
            divf,
            divq,
            filter_range,
            ..
        } => vec![
            ("divr", divr),
            ("divf", divf),
            ("divq", divq),
            ("filter_range", filter_range),
        ],
        ClockSource::Ecp5Pll {
            clki_div,
            clkfb_div,
            clkop_div,
        } => vec![
            ("clki_div", clki_div),
            ("clkfb_div", clkfb_div),
            ("clkop_div", clkop_div),
        ],
    };
    let words: Vec<String> = pairs.iter().map(|(key, n)| format!("{key} {n}")).collect();
    (words.join(", "), pairs)
}

/// The table of a board file.
fn table(source: ClockSource) -> String {
    let mut text = match source {
        ClockSource::Ice40Pll { pad, .. } => format!("\n[clock.ice40_pll]\npad = {pad}"),
        _ => "\n[clock.ecp5_pll]".to_owned(),
    };
    for (key, n) in dividers(source).1 {
        text += &format!("\n{key} = {n}");
    }
    text
}

fn as_json(board: &Board, found: &Loop, error: f64) -> Value {
    let dividers: serde_json::Map<String, Value> = dividers(found.source)
        .1
        .into_iter()
        .map(|(key, n)| (key.to_owned(), n.into()))
        .collect();
    json!({
        "mhz": found.output_mhz,
        "error": error,
        "phase_mhz": found.phase_mhz,
        "oscillator_mhz": found.oscillator_mhz,
        "baud": Board::nearest_baud(found.output_mhz, board.baud),
        "dividers": dividers,
    })
}
