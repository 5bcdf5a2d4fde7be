//! A serial line on two pins of a design, driven in batches.

use crate::error::Result;
use crate::ffi::{Failure, Serial};
use crate::host::Expect;
use crate::library::Library;
use crate::signal::Signal;
use crate::simulation::Simulation;

/// Names of the pins of a serial line, and its rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialPort {
    /// To the design: input, 1 bit.
    pub rx: String,
    /// From the design: output, 1 bit.
    pub tx: String,
    /// Clock cycles of a bit, at least 1.
    pub divisor: u64,
}

/// A serial line of a design, resolved; see [`Library::serial`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SerialLink {
    rx: Signal,
    tx: Signal,
    divisor: u64,
}

/// What came over a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialReply {
    /// The bytes received, without those skipped.
    pub bytes: Vec<u8>,
    /// Cycles used.
    pub cycles: u64,
    /// Input bytes whose start bit was put on the line; only the last of them may be under way still.
    pub sent: usize,
    /// Bytes dropped because they stood outside frames.
    pub skipped: usize,
    /// Bytes dropped because they had no stop bit.
    pub broken: usize,
    /// Whether all was sent and what was expected came; else the cycles were up.
    pub complete: bool,
}

impl SerialLink {
    pub(crate) fn resolve(library: &Library, port: &SerialPort) -> Result<Self> {
        let find = |name: &str| {
            let signal = library.port(name)?;
            let info = library.inner.info(signal)?;
            if signal.width != 1 {
                return Err(info.width("a serial line needs 1 bit here".into()));
            }
            Ok(info)
        };
        let (rx, tx) = (find(&port.rx)?, find(&port.tx)?);
        rx.check_writable()?;
        tx.check_driven()?;
        Ok(Self {
            rx: rx.signal,
            tx: tx.signal,
            divisor: port.divisor.max(1),
        })
    }
}

impl Library {
    /// A serial line's pins, with their directions and widths checked.
    pub fn serial(&self, port: &SerialPort) -> Result<SerialLink> {
        SerialLink::resolve(self, port)
    }
}

impl Simulation {
    /// Sends `input` over a serial line, bit by bit, and receives until `expect` is met, for at most `max_cycles` cycles.
    /// A byte that is under way when they are up goes on with the next call, in both directions.
    pub fn serial(
        &mut self,
        link: &SerialLink,
        input: &[u8],
        expect: Expect,
        max_cycles: u64,
    ) -> Result<SerialReply> {
        self.check_clock()?;
        self.info(link.rx)?;
        self.info(link.tx)?;
        let mut serial = Serial {
            rx: link.rx.index,
            tx: link.tx.index,
            divisor: link.divisor,
            max_cycles,
            ..Serial::default()
        };
        match expect {
            Expect::Bytes(count) => serial.count = count as u64,
            Expect::Frames(rule, count) => {
                serial.count = count as u64;
                serial.frames = 1;
                serial.rule = rule.raw();
            }
        }
        let (done, bytes) = self.model.serial(&mut serial, input);
        let complete = done != Err(Failure::TimeOut);
        if complete {
            self.finish(done)?;
        }
        Ok(SerialReply {
            bytes,
            cycles: serial.used,
            sent: serial.fed as usize,
            skipped: serial.skipped as usize,
            broken: serial.broken as usize,
            complete,
        })
    }
}
