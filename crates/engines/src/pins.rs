//! A simulated board. Its top level is simulated from power-on at any stage from the exported Verilog to the packed
//! file, and operated through its serial pins.

use std::path::Path;

use verilator_sys::{
    Build, Expect, Library, SerialLink, SerialPort, SerialReply, Signal, Simulation,
};

use crate::engine::{Drawn, Engine};
use crate::error::{EngineError, Result};
use crate::link::Link;
use crate::port::Port;
use crate::rtl::FRAME;
use crate::through::through_the_port;
use crate::view::View;
use yuragi_boards::Board;
use yuragi_boards::toolchain::stages::{Sources, Stage};
use yuragi_boards::toolchain::{OnStage, Order};
use yuragi_hardware::protocol;
use yuragi_model::Snapshot;
use yuragi_model::design::Design;
use yuragi_model::network::{Counters, Registers, Rehearsal, Spikes, Stimulus, Weights};

/// A number of cycles that is larger than the reset takes after power-on or after the button. Bytes are lost during a
/// reset.
const RESET: u64 = 1_024;

/// The number of cycles for which the button is pressed.
const PRESS: u64 = 64;

/// The length of a byte on the line in bits, with one more for the gaps.
const BITS: u64 = 11;

/// A simulated board.
pub struct PinSimulation {
    library: Library,
    simulation: Simulation,
    line: SerialLink,
    rx: Signal,
    /// The reset button, and its level when it is not pressed.
    button: Option<(Signal, bool)>,
    /// The number of cycles of a bit on the line.
    divisor: u64,
    /// The number of cycles before the last power-on.
    cycles_before: u64,
}

impl PinSimulation {
    /// Makes the Verilog of an order at a stage and compiles it, or takes both from the cache, and powers the board
    /// up. With `waves` it can write waveforms.
    ///
    /// # Errors
    /// If the design does not fit the board, or a tool is missing or fails.
    pub fn build(order: Order, stage: Stage, waves: bool, on_stage: OnStage) -> Result<Self> {
        let sources = Sources::new(order, stage, on_stage)?;
        Self::of_sources(order.board, sources, waves, on_stage)
    }

    /// The same as [`build`](Self::build), from a packed file.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn of_bitstream(
        board: &Board,
        design: &Design,
        packed: &[u8],
        waves: bool,
        on_stage: OnStage,
    ) -> Result<Self> {
        let sources = Sources::of_bitstream(board, design, packed, on_stage)?;
        Self::of_sources(board, sources, waves, on_stage)
    }

    fn of_sources(board: &Board, sources: Sources, waves: bool, on_stage: OnStage) -> Result<Self> {
        on_stage("verilating and compiling");
        let mut build = Build::new("yuragi_top").trace(waves);
        for (name, text) in sources.files {
            build = build.source(name, text);
        }
        for (name, text) in sources.includes {
            build = build.include(name, text);
        }
        for argument in sources.arguments {
            build = build.argument(argument);
        }
        Self::of_library(board, build.build()?)
    }

    fn of_library(board: &Board, library: Library) -> Result<Self> {
        let divisor = board.top.divisor as u64;
        let line = library.serial(&SerialPort {
            rx: "i_rx".into(),
            tx: "o_tx".into(),
            divisor,
        })?;
        let button = board
            .top
            .button_active_low
            .map(|active_low| Ok::<_, EngineError>((library.port("i_button_0")?, active_low)))
            .transpose()?;
        let mut board = Self {
            simulation: library.simulation()?,
            rx: library.port("i_rx")?,
            library,
            line,
            button,
            divisor,
            cycles_before: 0,
        };
        board.settle()?;
        Ok(board)
    }

    /// Leaves the pins idle until the reset is over.
    fn settle(&mut self) -> Result<()> {
        self.simulation.poke(self.rx, 1)?;
        if let Some((button, up)) = self.button {
            self.simulation.poke(button, up.into())?;
        }
        Ok(self.simulation.step(RESET)?)
    }

    /// Switches the board off and on again.
    ///
    /// # Errors
    /// If the simulation fails.
    pub fn power_cycle(&mut self) -> Result<()> {
        self.cycles_before += self.simulation.cycles();
        self.simulation = self.library.simulation()?;
        self.settle()
    }

    /// Presses the reset button. Returns false if the board has none.
    ///
    /// # Errors
    /// If the simulation fails.
    pub fn press(&mut self) -> Result<bool> {
        let Some((button, up)) = self.button else {
            return Ok(false);
        };
        self.simulation.poke(button, (!up).into())?;
        self.simulation.step(PRESS)?;
        self.settle()?;
        Ok(true)
    }

    /// Sends bytes and receives until all are sent and `frames` whole frames have come, but for at most `cycles`
    /// cycles. A byte that is only half transmitted then continues in the next call.
    ///
    /// # Errors
    /// If the simulation fails.
    pub fn run(&mut self, bytes: &[u8], frames: usize, cycles: u64) -> Result<SerialReply> {
        let expect = Expect::Frames(FRAME, frames);
        Ok(self.simulation.serial(&self.line, bytes, expect, cycles)?)
    }

    /// Sends bytes and receives every byte, whether it belongs to a frame or not. This takes `cycles` cycles, or fewer
    /// if all bytes are sent and `expect` bytes have come before.
    ///
    /// # Errors
    /// If the simulation fails.
    pub fn run_bytes(&mut self, bytes: &[u8], expect: usize, cycles: u64) -> Result<SerialReply> {
        let expect = Expect::Bytes(expect);
        Ok(self.simulation.serial(&self.line, bytes, expect, cycles)?)
    }

    /// The number of clock cycles so far, over all power-ons.
    pub fn cycles(&self) -> u64 {
        self.cycles_before + self.simulation.cycles()
    }
}

impl Link for PinSimulation {
    fn exchange(&mut self, frame: &[u8], cycles: u64) -> Result<Vec<u8>> {
        // The frame itself and the longest response.
        let bytes = frame.len() + protocol::MAX_PAYLOAD + protocol::OVERHEAD;
        let cycles = cycles + RESET + bytes as u64 * BITS * self.divisor;
        let reply = self.run(frame, 1, cycles)?;
        if !reply.complete {
            return Err(verilator_sys::Error::TimeOut {
                waiting_for: "1 frame over the serial line".into(),
                cycles: reply.cycles,
                fed: reply.sent,
                received: reply.bytes,
            }
            .into());
        }
        Ok(reply.bytes)
    }
}

/// An engine that is a simulated board.
pub struct Pins {
    port: Port<PinSimulation>,
    stage: Stage,
    weights_every: u64,
}

/// The number of bytes of weights that are read for each comparison, on average.
const WEIGHT_BYTES: u64 = 512;

impl Pins {
    /// Opens the port of a board that was just powered up.
    ///
    /// # Errors
    /// If the core does not answer, or was made from another design.
    pub fn open(board: PinSimulation, design: &Design, stage: Stage) -> Result<Self> {
        let port = Port::open(board, design)?;
        let bytes = 2 * (port.shape.depth() * port.shape.lanes()) as u64;
        Ok(Self {
            port,
            stage,
            weights_every: bytes.div_ceil(WEIGHT_BYTES),
        })
    }

    /// Sets the number of comparisons from one that reads the weights to the next, at least 1.
    pub fn set_weights_every(&mut self, comparisons: u64) {
        self.weights_every = comparisons.max(1);
    }
}

impl Engine for Pins {
    fn name(&self) -> &'static str {
        match self.stage {
            Stage::Rtl => "pins",
            Stage::Netlist => "netlist",
            Stage::Bitstream => "bitstream",
        }
    }

    through_the_port!();

    fn view(&mut self, weights: bool) -> Result<View> {
        self.port.view(weights)
    }

    fn weights_every(&self) -> u64 {
        self.weights_every
    }

    fn whole(&self) -> bool {
        false
    }

    fn snapshot(&mut self) -> Result<Snapshot> {
        Err(EngineError::OutOfSight(self.name()))
    }

    fn restore(&mut self, _: &Snapshot) -> Result<()> {
        Err(EngineError::OutOfSight(self.name()))
    }

    fn cycles(&self) -> Option<u64> {
        Some(self.port.link.cycles())
    }

    fn wave_open(&mut self, path: &Path) -> Result<()> {
        Ok(self.port.link.simulation.trace_open(path)?)
    }

    fn wave_close(&mut self) -> Result<()> {
        Ok(self.port.link.simulation.trace_close()?)
    }
}
