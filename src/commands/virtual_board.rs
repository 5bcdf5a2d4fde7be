//! `yuragi virtual-board`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;
use yuragi_boards::toolchain::stages::Stage;
use yuragi_boards::{Board, Family};
use yuragi_engines::virtual_board::{Speed, VirtualBoard};
use yuragi_figures::thousands;
use yuragi_model::design::Design;

use super::console::Console;
use super::failure::bad_argument;
use super::inputs::{BoardParts, check_file};
use super::interrupt;

/// How far the board's top has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StageName {
    /// The exported Verilog.
    Rtl,
    /// The cells that synthesis made of it.
    Netlist,
    /// The packed file, turned back into Verilog: iCE40 only.
    Bitstream,
}

/// Simulate a board behind a pseudo-terminal: its path is printed, and any program that opens it talks to the board.
///
/// The simulation goes through the serial pins and is some hundred times slower than a board. Ctrl-C ends it.
#[derive(Args, Debug)]
pub struct Options {
    /// A board that `yuragi boards` lists, or a folder with a board.toml and a pin file.
    #[arg(long, value_name = "BOARD")]
    board: String,
    /// A design file or a built-in design; without, the one that the board is for.
    #[arg(long, value_name = "DESIGN")]
    design: Option<String>,
    /// What is simulated; if not given, the packed file for an iCE40, else the exported Verilog.
    #[arg(long, value_enum)]
    stage: Option<StageName>,
    /// A packed file; without, one is built as `yuragi build` does.
    #[arg(long, value_name = "FILE", conflicts_with = "stage")]
    bitstream: Option<PathBuf>,
    /// A name for the terminal, a symbolic link that is always the same; it is removed at the end.
    #[arg(long, value_name = "PATH")]
    link: Option<PathBuf>,
}

/// Runs it.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = Board::load(&options.board)?;
    if let Some(link) = &options.link {
        check_file("--link", link)?;
        if link.exists() && !link.is_symlink() {
            let found = format!("{}, which is there already", link.display());
            return Err(bad_argument("--link", found, "a new name, or an old link"));
        }
    }
    let Some(name) = options.design.as_ref().or(board.design.as_ref()) else {
        let expected = "a design: the board is for none";
        return Err(bad_argument("--design", "none", expected));
    };
    let design = Design::load(name)?;
    let stage = match (options.stage, &options.bitstream, board.device.family) {
        (Some(StageName::Rtl), ..) | (None, None, Family::Ecp5) => Stage::Rtl,
        (Some(StageName::Netlist), ..) => Stage::Netlist,
        (Some(StageName::Bitstream) | None, ..) => Stage::Bitstream,
    };
    let parts = BoardParts {
        board: &board,
        design_name: name,
        bitstream: options.bitstream.as_deref(),
    };
    let simulation = parts.simulate(&design, stage, false, console)?;
    let mut virtual_board =
        VirtualBoard::new(simulation, &board, &design, options.link.as_deref())?;
    interrupt::listen();
    let path = virtual_board.path().display().to_string();
    if console.is_json() {
        console.json(&json!({ "path": path, "board": board.name, "design": name }))?;
    } else {
        console.say(&path);
    }
    console.note(format_args!(
        "{} with {name}, {}, is at {path}; Ctrl-C ends it",
        board.name,
        match stage {
            Stage::Rtl => "exported Verilog",
            Stage::Netlist => "netlist",
            Stage::Bitstream => "packed file",
        }
    ));
    let spinner = console.spinner("nobody has asked for anything yet");
    let told = virtual_board.serve(&interrupt::stopped, &mut |speed| {
        if speed.received > 0 {
            spinner.set_message(text(speed, &board));
        }
    });
    spinner.finish_and_clear();
    told?;
    console.note(text(virtual_board.speed(), &board));
    // Ctrl-C is how it ends, and so it has done what it was asked
    Ok(ExitCode::SUCCESS)
}

fn text(speed: Speed, board: &Board) -> String {
    let rate = speed.cycles_per_second();
    format!(
        "{} cycles in {:.1} s, {} a second: 1/{:.0} of a board's {} MHz; {} bytes in, {} out",
        thousands(speed.cycles),
        speed.seconds,
        thousands(rate as u64),
        board.core_mhz * 1e6 / rate.max(1.0),
        board.core_mhz,
        thousands(speed.received),
        thousands(speed.sent)
    )
}
