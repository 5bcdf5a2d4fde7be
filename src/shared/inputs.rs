//! Options of engines, and images for figures.

use std::path::Path;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use yuragi_boards::Board;
use yuragi_boards::toolchain::Order;
use yuragi_boards::toolchain::stages::Stage;
use yuragi_engines::pins::{PinSimulation, Pins};
use yuragi_engines::{Engine, Kind};
use yuragi_figures::Image;
use yuragi_model::design::Design;
use yuragi_training::Lessons;
use yuragi_training::data::DataSet;

use super::console::Console;
use super::failure::bad_argument;
use super::port::PortOption;

/// The engines by the names that the command line gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EngineName {
    /// The reference model in software, the fastest.
    Model,
    /// The exported Verilog, simulated by Verilator.
    Rtl,
    /// A board or a virtual board on the serial port --port.
    Serial,
    /// The netlist of a whole board after synthesis, simulated by Verilator and operated through its serial pins.
    Netlist,
    /// The bitstream of a board with an iCE40, converted back to Verilog and simulated in the same way.
    Bitstream,
}

/// The engines on this machine that are no whole board.
pub const LOCAL: &[EngineName] = &[EngineName::Model, EngineName::Rtl];

/// The engines that learn and classify.
const LEARNING: &[EngineName] = &[EngineName::Model, EngineName::Rtl, EngineName::Serial];

/// A value parser that takes only some engines, for the verbs that do not take all.
pub fn one_of(engines: &'static [EngineName]) -> impl TypedValueParser<Value = EngineName> {
    let values = engines.iter().filter_map(ValueEnum::to_possible_value);
    PossibleValuesParser::new(values).try_map(|name| EngineName::from_str(&name, false))
}

/// The engine, and the port of a device.
#[derive(Args, Debug)]
pub struct EngineOption {
    /// The engine that runs the network.
    #[arg(
        id = "engine",
        long = "engine",
        value_name = "ENGINE",
        value_parser = one_of(LEARNING),
        default_value = "model"
    )]
    pub name: EngineName,
    #[command(flatten)]
    port: PortOption,
    /// The board at --port, which sets the speed of the line: a name that `yuragi boards` lists, or a folder with a
    /// board file.
    #[arg(long, value_name = "BOARD", requires = "port")]
    board: Option<String>,
}

impl EngineOption {
    /// The reference model.
    pub fn model() -> Self {
        Self {
            name: EngineName::Model,
            port: PortOption::none(),
            board: None,
        }
    }

    /// Makes the engine, or opens the port of the device.
    pub fn make(&self, design: &Design, console: &Console) -> Result<Box<dyn Engine>> {
        if self.name == EngineName::Serial {
            let board = self.board.as_deref().map(Board::load).transpose()?;
            return Ok(Box::new(self.port.open(board.as_ref(), design, console)?));
        }
        if let Some(port) = &self.port.port {
            let expected = format!(
                "no port for the engine {}, or --engine serial",
                self.name.name()
            );
            return Err(bad_argument("--port", port, expected));
        }
        self.name.make(design, false, console)
    }
}

/// What a simulated board is made from.
pub struct BoardParts<'a> {
    /// The board.
    pub board: &'a Board,
    /// The name or path of the design.
    pub design_name: &'a str,
    /// A bitstream to simulate; without one, it is built.
    pub bitstream: Option<&'a Path>,
}

impl BoardParts<'_> {
    /// Simulates the board at a stage. It is built with the placement seed 1, unless a bitstream is given.
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
                    bad_argument("--bitstream", found, "a bitstream")
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
    /// The engine itself.
    pub fn kind(self) -> Kind {
        match self {
            Self::Model => Kind::Model,
            Self::Rtl => Kind::Rtl,
            Self::Serial => Kind::Serial,
            Self::Netlist => Kind::Netlist,
            Self::Bitstream => Kind::Bitstream,
        }
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.kind().name()
    }

    /// Makes an engine that is no whole board and no device.
    pub fn make(self, design: &Design, waves: bool, console: &Console) -> Result<Box<dyn Engine>> {
        let spinner = match self {
            Self::Model => None,
            Self::Serial => {
                let expected = "model or rtl; to use a device, run `yuragi compare --port PATH`";
                return Err(bad_argument("engine", self.name(), expected));
            }
            Self::Rtl => Some(
                console
                    .spinner("compiling the simulation of the core, or loading it from the cache"),
            ),
            Self::Netlist | Self::Bitstream => {
                let expected =
                    "model or rtl; to simulate a whole board, run `yuragi compare --board BOARD`";
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

    /// Makes an engine; a whole board from its parts. Every `weights_every`-th comparison reads all weights of a whole
    /// board.
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
                "a board for the engine {}; `yuragi boards` lists them",
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

/// An image in the form that figures take, from pixels between 0 and 1.
pub fn image(data: &DataSet, pixels: Vec<f32>) -> Image {
    Image {
        width: width(data),
        pixels,
    }
}

/// The pixels of an image of a data set, from 0 to 1.
pub fn ink(data: &DataSet, place: usize) -> Vec<f32> {
    let pixel = |&q: &u8| f32::from(q) / 255.0;
    data.image(place).iter().map(pixel).collect()
}

/// The number of pixels in a row of an image. If a value has several inputs, each value makes a row.
pub fn width(data: &DataSet) -> usize {
    match (data.kind().encoding.levels(), data.shape()) {
        (1, Some((width, _))) => width,
        (1, None) => data.pixels(),
        (levels, _) => levels,
    }
}

/// Checks that data fit a design, before an engine is built, which may take a minute.
pub fn check_fit(design: &Design, data: &DataSet) -> Result<()> {
    Lessons::new(design, data)?;
    Ok(())
}
