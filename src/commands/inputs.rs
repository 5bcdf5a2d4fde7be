//! Arguments that several verbs share.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, ValueEnum};
use yuragi_boards::Board;
use yuragi_boards::toolchain::Order;
use yuragi_boards::toolchain::stages::Stage;
use yuragi_engines::pins::{PinSimulation, Pins};
use yuragi_engines::{Engine, Kind};
use yuragi_figures::Image;
use yuragi_model::design::Design;
use yuragi_training::data::DataSet;
use yuragi_training::{Checkpoint, Lessons};

use super::console::Console;
use super::failure::bad_argument;
use super::port::PortOption;

/// What runs the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EngineName {
    /// The reference model in software: the fastest.
    Model,
    /// The exported Verilog in Verilator.
    Rtl,
    /// A board, or a virtual one, on a serial port: --port.
    Serial,
    /// What synthesis made of a board's top, in Verilator, through its serial pins; for `compare`.
    Netlist,
    /// The packed file of a board with an iCE40, turned back into Verilog, in the same way; for `compare`.
    Bitstream,
}

/// What runs the network, and where it is.
#[derive(Args, Debug)]
pub struct EngineOption {
    /// What runs the network.
    #[arg(
        id = "engine",
        long = "engine",
        value_name = "ENGINE",
        value_enum,
        default_value = "model"
    )]
    pub name: EngineName,
    #[command(flatten)]
    port: PortOption,
    /// The board at --port: one that `yuragi boards` lists, or a folder; it tells the rate and the speed.
    #[arg(long, value_name = "BOARD", requires = "port")]
    board: Option<String>,
}

impl EngineOption {
    /// Makes the engine, or opens the port at which it is.
    pub fn make(&self, design: &Design, console: &Console) -> Result<Box<dyn Engine>> {
        if self.name == EngineName::Serial {
            let board = self.board.as_deref().map(Board::load).transpose()?;
            return Ok(Box::new(self.port.open(board.as_ref(), design, console)?));
        }
        if let Some(port) = &self.port.port {
            let expected = format!("--engine serial with it, not {}", self.name.name());
            return Err(bad_argument("--port", port, expected));
        }
        self.name.make(design, false, console)
    }
}

/// What an engine that is a whole board is made from.
pub struct BoardParts<'a> {
    pub board: &'a Board,
    pub design_name: &'a str,
    /// A packed file, instead of one that is built for this.
    pub bitstream: Option<&'a Path>,
}

impl BoardParts<'_> {
    /// The board in simulation at a stage, built for this with the placement's seed 1, unless a packed file is given.
    pub fn simulate(
        &self,
        design: &Design,
        stage: Stage,
        waves: bool,
        console: &Console,
    ) -> Result<PinSimulation> {
        let board = self.board;
        let spinner = console.spinner("");
        let mut on_stage = |stage: &str| spinner.set_message(format!("{}: {stage}", board.name));
        let simulation = match self.bitstream {
            Some(path) if stage == Stage::Bitstream => {
                let packed = std::fs::read(path).map_err(|error| {
                    let found = format!("{}: {error}", path.display());
                    bad_argument("--bitstream", found, "a packed file")
                })?;
                PinSimulation::of_bitstream(board, design, &packed, waves, &mut on_stage)
            }
            _ => {
                let order = Order {
                    board,
                    design,
                    weights: None,
                    design_name: self.design_name,
                    seed: 1,
                    best_of: 1,
                };
                PinSimulation::build(order, stage, waves, &mut on_stage)
            }
        };
        spinner.finish_and_clear();
        Ok(simulation?)
    }
}

impl EngineName {
    pub fn kind(self) -> Kind {
        match self {
            Self::Model => Kind::Model,
            Self::Rtl => Kind::Rtl,
            Self::Serial => Kind::Serial,
            Self::Netlist => Kind::Netlist,
            Self::Bitstream => Kind::Bitstream,
        }
    }

    pub fn name(self) -> &'static str {
        self.kind().name()
    }

    /// Makes the engine, which must not be a whole board.
    pub fn make(self, design: &Design, waves: bool, console: &Console) -> Result<Box<dyn Engine>> {
        let spinner = match self {
            Self::Model => None,
            Self::Serial => {
                let expected = "model or rtl; a device is compared by: yuragi compare --port PATH";
                return Err(bad_argument("engine", self.name(), expected));
            }
            Self::Rtl => Some(
                console.spinner("verilating and compiling the core, or taking it from the cache"),
            ),
            Self::Netlist | Self::Bitstream => {
                let expected = "model or rtl; a whole board runs in `yuragi compare --board BOARD`";
                return Err(bad_argument("engine", self.name(), expected));
            }
        };
        let engine = if waves {
            self.kind().make_with_waves(design)
        } else {
            self.kind().make(design)
        };
        if let Some(spinner) = spinner {
            spinner.finish_and_clear();
        }
        Ok(engine?)
    }

    /// Makes the engine; what is a whole board from its parts. `weights_every`: comparisons from one that reads its weights to the next.
    pub fn make_on(
        self,
        parts: Option<&BoardParts>,
        weights_every: Option<u64>,
        design: &Design,
        waves: bool,
        console: &Console,
    ) -> Result<Box<dyn Engine>> {
        let stage = match self {
            Self::Netlist => Stage::Netlist,
            Self::Bitstream => Stage::Bitstream,
            Self::Model | Self::Rtl | Self::Serial => return self.make(design, waves, console),
        };
        let Some(parts) = parts else {
            let expected = format!(
                "a board for the engine {}, as `yuragi boards` lists them",
                self.name()
            );
            return Err(bad_argument("--board", "none", expected));
        };
        let simulation = parts.simulate(design, stage, waves, console)?;
        let mut pins = Pins::open(simulation, design, stage)?;
        if let Some(comparisons) = weights_every {
            pins.set_weights_every(comparisons);
        }
        Ok(Box::new(pins))
    }
}

/// Which design.
#[derive(Args, Clone, Debug)]
pub struct DesignOption {
    /// A design file, or a built-in design: digits (used if none is given), digits-20, digits-128, digits-stored, digits-wide, generative, tiny, mnist, mnist-256.
    #[arg(long, value_name = "DESIGN")]
    pub design: Option<String>,
}

impl DesignOption {
    /// The design; the built-in `digits` if none was given, even where a file of that name is.
    pub fn load(&self) -> Result<Design> {
        Ok(match &self.design {
            Some(name) => Design::load(name)?,
            None => Design::preset(self.name())?,
        })
    }

    /// What was asked for.
    pub fn name(&self) -> &str {
        self.design.as_deref().unwrap_or("digits")
    }

    /// What was asked for; if nothing was, the design that the board is for.
    pub fn name_on<'a>(&'a self, board: Option<&'a Board>) -> &'a str {
        let boards = board.and_then(|board| board.design.as_deref());
        match (&self.design, boards) {
            (None, Some(name)) => name,
            _ => self.name(),
        }
    }
}

/// Weights that a chip wakes up with.
#[derive(Args, Clone, Debug)]
pub struct TrainedOption {
    /// A directory that `learn` wrote, or its weights.safetensors: the chip has these weights at power-on. The design is theirs.
    #[arg(long, value_name = "PATH", conflicts_with = "design")]
    pub weights: Option<PathBuf>,
}

impl TrainedOption {
    /// Design and weights, if any were given.
    pub fn load(&self) -> Result<Option<Checkpoint>> {
        let checkpoint = self.weights.as_deref().map(Checkpoint::load);
        Ok(checkpoint.transpose()?)
    }
}

/// Refuses a directory to write to that cannot be one, before any work is done.
pub fn check_directory(argument: &str, path: &Path) -> Result<()> {
    let made = path.ancestors().find(|ancestor| ancestor.exists());
    match made {
        Some(ancestor) if !ancestor.is_dir() => {
            let found = format!("{}, a file", ancestor.display());
            Err(bad_argument(
                argument,
                found,
                "a directory, or a path where one can be made",
            ))
        }
        _ => Ok(()),
    }
}

/// Refuses a file to write to that cannot be one, before any work is done.
pub fn check_file(argument: &str, path: &Path) -> Result<()> {
    if path.is_dir() || path.file_name().is_none() {
        return Err(bad_argument(
            argument,
            format!("{}, a directory", path.display()),
            "a file",
        ));
    }
    check_directory(argument, path.parent().unwrap_or(Path::new("")))
}

/// A picture for reports.
pub fn image(data: &DataSet, pixels: Vec<f32>) -> Image {
    Image {
        width: width(data),
        pixels,
    }
}

/// Pixels in a row.
pub fn width(data: &DataSet) -> usize {
    data.shape().map_or(data.pixels(), |(width, _)| width)
}

/// Refuses data that do not fit a design, before an engine is built, which may take a minute.
pub fn check_fit(design: &Design, data: &DataSet) -> Result<()> {
    Lessons::new(design, data)?;
    Ok(())
}
