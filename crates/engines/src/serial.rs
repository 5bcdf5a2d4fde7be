//! A board, or a simulated board, on a serial line.
//!
//! Whatever happens on the line, this engine returns what the device computed, or an error.
//! `docs/guide/serial-link.md` explains how.

pub(crate) mod error;
mod frames;
mod line;
mod timing;
mod tty;
mod window;

pub use error::LinkError;
pub use line::Line;
pub use timing::{Checks, Timing};
pub use tty::Tty;
pub use window::{Statistics, Window};

use crate::engine::{Drawn, Engine};
use crate::error::{EngineError, Result};
use crate::port::Port;
use crate::through::through_the_port;
use crate::view::View;
use yuragi_hardware as hardware;
use yuragi_hardware::protocol::{self, Space};
use yuragi_model::design::Design;
use yuragi_model::network::{Counters, Registers, Rehearsal, Spikes, Stimulus, Weights};
use yuragi_model::{Model, Snapshot};

/// An engine that is a core on a serial line.
pub struct Serial<L: Line = Tty> {
    port: Port<Window<L>>,
}

impl Serial<Tty> {
    /// Opens a serial port and makes sure that a core of the design answers.
    ///
    /// # Errors
    /// If the port cannot be opened, nothing answers, or the core was made from another design.
    pub fn open(path: &str, timing: Timing, design: &Design) -> Result<Self> {
        let mut timing = timing;
        if Tty::is_pseudo(path) && timing.patience == Some(1.0) {
            timing.patience = None;
        }
        Self::on(Tty::open(path, timing.baud)?, timing, design)
    }
}

impl<L: Line> Serial<L> {
    /// The same as [`open`](Serial::open), on any line.
    ///
    /// # Errors
    /// If nothing answers, or the core was made from another design.
    pub fn on(line: L, timing: Timing, design: &Design) -> Result<Self> {
        design.validate()?;
        let shape = design.shape();
        let address = hardware::scratch_map(&shape).identity as u16;
        let identity = (address, hardware::identity(design).to_vec());
        let window = Window::new(line, timing, shape.lanes(), identity);
        let mut port = Port::open(window, design)?;
        // The device may have been in use before, so its registers are read and not assumed.
        port.registers = port.registers_there()?;
        Ok(Self { port })
    }

    /// What has happened on the line so far.
    pub fn statistics(&self) -> Statistics {
        self.port.link.statistics
    }

    /// Ends the use of the line and returns it.
    pub fn into_line(self) -> L {
        self.port.link.line
    }

    /// The line. Tests use it to disturb the link.
    pub fn line_mut(&mut self) -> &mut L {
        &mut self.port.link.line
    }

    /// Remembers the beginning of the row memory. It shows whether a device was reset before the first presentation.
    fn mark(&mut self, weights: &Weights) {
        let words = (protocol::MAX_PAYLOAD / (2 * weights.lanes)).min(self.port.shape.depth());
        let request = protocol::read(Space::Rows, 0, words as u8);
        let items = &weights.values[..words * weights.lanes];
        let answer = items.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.port.link.set_mark(request, answer);
    }
}

impl<L: Line + Send> Engine for Serial<L> {
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

    through_the_port!(but reset and weights);

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
