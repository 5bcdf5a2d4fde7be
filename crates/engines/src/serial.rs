//! A board, or a simulation of one, on a serial line.
//!
//! Whatever happens on the line, what this engine gives is what the device computed, or an error: `docs/link.md`.

mod error;
mod frames;
mod line;
mod window;

use std::time::Duration;

pub use error::LinkError;
pub use line::{Line, Tty};
pub use window::{Statistics, Window};

use super::port::Port;
use super::view::View;
use super::{Drawn, Engine, EngineError, Result};
use yuragi_boards::Board;
use yuragi_hardware as hardware;
use yuragi_hardware::protocol::{self, Space};
use yuragi_model::design::Design;
use yuragi_model::model::{Model, Snapshot};
use yuragi_model::network::{Counters, Registers, Rehearsal, Spikes, Stimulus, Weights};

/// What is known of a line, and how long to wait on it.
#[derive(Clone, Debug)]
pub struct Timing {
    /// Bits a second.
    pub baud: u32,
    /// MHz of the core, at least.
    pub core_mhz: f64,
    /// Bytes that the device keeps while it is busy.
    pub buffer: usize,
    /// What drivers and adapters may add to every answer.
    pub slack: Duration,
    /// How much longer than on a board everything takes; measured if it is not given.
    pub patience: Option<f64>,
    /// How long a lost port is waited for.
    pub reconnect: Duration,
    /// Tries of the first question, and of all others.
    pub first_tries: u32,
    pub tries: u32,
    /// The first number; by chance if not given.
    pub numbers_from: Option<u64>,
    /// Whether CRCs and numbers of answers, and the count of presentations, are looked at: false only in the controls of
    /// tests, which must then find wrong results.
    #[doc(hidden)]
    pub check_crc: bool,
    #[doc(hidden)]
    pub check_numbers: bool,
    #[doc(hidden)]
    pub check_counts: bool,
}

/// MHz of the slowest core of the built-in boards, for a device of which only the line's rate is known.
const SLOWEST_MHZ: f64 = 12.0;

impl Timing {
    /// Of a device of which only the line's rate is known.
    pub fn new(baud: u32) -> Self {
        Self {
            baud: baud.max(1),
            core_mhz: SLOWEST_MHZ,
            // as the top level of a board has it
            buffer: 512,
            slack: Duration::from_millis(250),
            patience: Some(1.0),
            reconnect: Duration::from_secs(20),
            first_tries: 6,
            tries: 8,
            numbers_from: None,
            check_crc: true,
            check_numbers: true,
            check_counts: true,
        }
    }

    /// Of a board.
    pub fn of(board: &Board) -> Self {
        Self {
            core_mhz: board.core_mhz,
            ..Self::new(board.baud)
        }
    }
}

/// A core behind a line.
pub struct Serial<L: Line = Tty> {
    port: Port<Window<L>>,
}

impl Serial<Tty> {
    /// Opens a serial port and makes sure that a core of the design answers.
    ///
    /// # Errors
    /// If the port cannot be opened, nothing answers, or the core is of another design.
    pub fn open(path: &str, timing: Timing, design: &Design) -> Result<Self> {
        let mut timing = timing;
        if Tty::is_pseudo(path) && timing.patience == Some(1.0) {
            timing.patience = None;
        }
        Self::on(Tty::open(path, timing.baud)?, timing, design)
    }
}

impl<L: Line> Serial<L> {
    /// The same on any line.
    ///
    /// # Errors
    /// If nothing answers, or the core is of another design.
    pub fn on(line: L, timing: Timing, design: &Design) -> Result<Self> {
        design.validate()?;
        let layout = design.layout();
        let address = hardware::scratch_map(&layout).identity as u16;
        let identity = (address, hardware::identity(design).to_vec());
        let window = Window::new(line, timing, layout.lanes, identity);
        let mut port = Port::open(window, design)?;
        // the device may have been at work: what it is set to is read, not assumed
        port.registers = port.registers_there()?;
        Ok(Self { port })
    }

    /// What happened on the line.
    pub fn statistics(&self) -> Statistics {
        self.port.link.statistics
    }

    /// Gives the line back.
    pub fn into_line(self) -> L {
        self.port.link.line
    }

    /// The line, for tests that disturb it.
    pub fn line_mut(&mut self) -> &mut L {
        &mut self.port.link.line
    }

    /// Remembers the beginning of the row memory, by which a device that is reset before the first presentation is told.
    fn mark(&mut self, weights: &Weights) {
        let words = (protocol::MAX_PAYLOAD / (2 * weights.lanes)).min(self.port.layout.depth);
        let request = protocol::read(Space::Rows, 0, words as u8);
        let items = &weights.values[..words * weights.lanes];
        let answer = items.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.port.link.set_mark(request, answer);
    }
}

impl<L: Line> Engine for Serial<L> {
    fn name(&self) -> &'static str {
        "serial"
    }
    fn reset(&mut self, seed: u64) -> Result<()> {
        self.port.reset(seed)?;
        let mut model = Model::new(&self.port.design)?;
        model.reset_seed(seed);
        self.mark(&model.weights());
        Ok(())
    }
    fn load_weights(&mut self, weights: &Weights) -> Result<()> {
        self.port.load_weights(weights)?;
        self.mark(weights);
        Ok(())
    }

    super::port::through_the_port!(but reset and weights);

    fn observe(&mut self) -> Result<(Vec<u16>, Counters)> {
        self.port.observe()
    }
    fn whole(&self) -> bool {
        false
    }
    fn view(&mut self, weights: bool) -> Result<View> {
        self.port.view(weights)
    }
    fn snapshot(&mut self) -> Result<Snapshot> {
        Err(EngineError::OutOfSight("serial"))
    }
    fn restore(&mut self, _: &Snapshot) -> Result<()> {
        Err(EngineError::OutOfSight("serial"))
    }
}
