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

use crate::shared::console::Console;
use crate::shared::design::DesignOption;
use crate::shared::failure::bad_argument;
use crate::shared::inputs::BoardParts;
use crate::shared::interrupt;
use crate::shared::outputs::check_file;

/// The form of the circuit that is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StageName {
    /// The exported Verilog.
    Rtl,
    /// The netlist after synthesis.
    Netlist,
    /// The bitstream, converted back to Verilog; only for iCE40.
    Bitstream,
}

/// Simulate a board behind a pseudo-terminal, for any program that talks to a serial port.
///
/// The path of the pseudo-terminal is printed. The serial pins are simulated bit by bit, which is some hundred times
/// slower than a board. Ctrl-C ends the simulation.
#[derive(Args, Debug)]
pub struct Options {
    /// A board that `yuragi boards` lists, or a folder with a board file and a pin file.
    #[arg(long, value_name = "BOARD")]
    board: String,
    #[command(flatten)]
    design: DesignOption,
    /// The form of the circuit that is simulated [default: bitstream for iCE40, rtl for other chips].
    #[arg(long, value_enum)]
    stage: Option<StageName>,
    /// The bitstream to simulate [default: one is built as `yuragi build` does].
    #[arg(long, value_name = "FILE", conflicts_with = "stage")]
    bitstream: Option<PathBuf>,
    /// A symbolic link to make to the pseudo-terminal, whose own name differs each time; the link is removed at the
    /// end.
    #[arg(long, value_name = "PATH")]
    link: Option<PathBuf>,
}

/// Runs the command.
pub fn run(options: &Options, console: &Console) -> Result<ExitCode> {
    let board = Board::load(&options.board)?;
    if let Some(link) = &options.link {
        check_file("--link", link)?;
        if link.exists() && !link.is_symlink() {
            let found = format!("{}, which exists already", link.display());
            return Err(bad_argument(
                "--link",
                found,
                "a new name, or a symbolic link to replace",
            ));
        }
    }
    let Some(name) = options.design.design.as_ref().or(board.design.as_ref()) else {
        let expected = "a design, because the board has no usual one";
        return Err(bad_argument("--design", "none", expected));
    };
    let design = options.design.load_named(name, console)?;
    let name = &options.design.described(name);
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
    interrupt::ends_itself();
    let path = virtual_board.path().display().to_string();
    if console.is_json() {
        console.json(&json!({ "path": path, "board": board.name, "design": name }))?;
    } else {
        console.say(&path);
    }
    console.note(format_args!(
        "{} with the design {name} ({}) is simulated at {path}; press Ctrl-C to end",
        board.name,
        match stage {
            Stage::Rtl => "exported Verilog",
            Stage::Netlist => "netlist",
            Stage::Bitstream => "bitstream",
        }
    ));
    let spinner = console.spinner("waiting for the first command");
    let served = virtual_board.serve(&interrupt::stopped, &mut |speed| {
        if speed.received > 0 {
            spinner.set_message(text(speed, &board));
        }
    });
    spinner.finish_and_clear();
    served?;
    console.note(text(virtual_board.speed(), &board));
    // Ctrl-C is the usual way to end the command, so it counts as a success
    Ok(match interrupt::by_hand() {
        true => ExitCode::SUCCESS,
        false => interrupt::code(),
    })
}

fn text(speed: Speed, board: &Board) -> String {
    let rate = speed.cycles_per_second();
    format!(
        "{} cycles in {:.1} s, {} per second, 1/{:.0} of the {} MHz of a board; {} bytes received, {} sent",
        thousands(speed.cycles),
        speed.seconds,
        thousands(rate as u64),
        board.core_mhz * 1e6 / rate.max(1.0),
        board.core_mhz,
        thousands(speed.received),
        thousands(speed.sent)
    )
}
