//! A host port: two streams of bytes with valid/ready handshakes, driven in
//! batches.

use crate::error::{Error, Result};
use crate::ffi::{Failure, RawFrameRule, Transaction};
use crate::library::Library;
use crate::signal::Signal;
use crate::simulation::Simulation;

/// Names of the six ports of a host port. A byte moves on a rising edge when its
/// valid and ready are both 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPort {
    /// Byte to the design: input, 8 bits.
    pub in_data: String,
    /// The host offers a byte: input.
    pub in_valid: String,
    /// The design takes the byte offered: output.
    pub in_ready: String,
    /// Byte from the design: output, 8 bits.
    pub out_data: String,
    /// The design offers a byte: output.
    pub out_valid: String,
    /// The host takes the byte offered: input.
    pub out_ready: String,
}

impl HostPort {
    /// Ports named after a common stem: for "host", `i_host_data`,
    /// `i_host_valid`, `o_host_ready`, `o_host_data`, `o_host_valid` and
    /// `i_host_ready`.
    pub fn with_stem(stem: &str) -> Self {
        Self {
            in_data: format!("i_{stem}_data"),
            in_valid: format!("i_{stem}_valid"),
            in_ready: format!("o_{stem}_ready"),
            out_data: format!("o_{stem}_data"),
            out_valid: format!("o_{stem}_valid"),
            out_ready: format!("i_{stem}_ready"),
        }
    }
}

/// A host port of a design, resolved; see [`Library::host`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostLink {
    /// In the order of the fields of [`HostPort`].
    signals: [Signal; 6],
}

impl HostLink {
    pub(crate) fn resolve(library: &Library, port: &HostPort) -> Result<Self> {
        let find = |name: &str, width| {
            let signal = library.port(name)?;
            let info = library.inner.info(signal)?;
            if signal.width != width {
                return Err(info.width(format!("a host port needs {width} bits here")));
            }
            Ok(info)
        };
        let input = |name: &str, width| {
            let info = find(name, width)?;
            info.check_writable().map(|()| info.signal)
        };
        let output = |name: &str, width| {
            let info = find(name, width)?;
            info.check_driven().map(|()| info.signal)
        };
        Ok(Self {
            signals: [
                input(&port.in_data, 8)?,
                input(&port.in_valid, 1)?,
                output(&port.in_ready, 1)?,
                output(&port.out_data, 8)?,
                output(&port.out_valid, 1)?,
                input(&port.out_ready, 1)?,
            ],
        })
    }
}

impl Library {
    /// The host port's signals, with their directions and widths checked.
    pub fn host(&self, port: &HostPort) -> Result<HostLink> {
        HostLink::resolve(self, port)
    }
}

/// What a transaction waits for, after the design has taken all input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// At least this many bytes.
    Bytes(usize),
    /// At least this many complete frames. Bytes between frames are dropped and
    /// counted.
    Frames(FrameRule, usize),
}

/// How to tell the end of a frame: it begins with a start byte, one byte of its
/// header is the length of its payload, and all else has a fixed size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameRule {
    /// The first byte of a frame.
    pub start: u8,
    /// Position of the length byte, counted from 0 at the start byte.
    pub length_at: u8,
    /// Bytes of a frame beside its payload, more than `length_at`.
    pub overhead: u8,
}

impl FrameRule {
    pub(crate) fn raw(self) -> RawFrameRule {
        RawFrameRule {
            start: self.start.into(),
            length_at: self.length_at.into(),
            overhead: self.overhead.into(),
        }
    }
}

/// Random pauses of a host, to test handshakes. A byte once offered to the design
/// stays until it is taken; the host's readiness may change in any cycle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stalls {
    /// Seed of the pauses; equal seeds give equal pauses.
    pub seed: u64,
    /// Chance, 0 to 1, to wait for a cycle before a byte is offered.
    pub input: f64,
    /// Chance, 0 to 1, not to be ready for a byte in a cycle.
    pub output: f64,
}

impl Stalls {
    /// A host that never pauses.
    pub const NONE: Self = Self {
        seed: 0,
        input: 0.0,
        output: 0.0,
    };
}

/// What came of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The bytes received, without those skipped.
    pub bytes: Vec<u8>,
    /// Cycles used.
    pub cycles: u64,
    /// Bytes dropped because they stood outside frames.
    pub skipped: usize,
}

impl Simulation {
    /// Sends `input` through a host port and receives until `expect` is met, in
    /// one call. Takes at most `max_cycles` cycles; then it fails with what was
    /// received. Between transactions the host offers and takes nothing.
    pub fn transact(
        &mut self,
        link: &HostLink,
        input: &[u8],
        expect: Expect,
        max_cycles: u64,
    ) -> Result<Reply> {
        self.transact_stalled(link, input, expect, max_cycles, Stalls::NONE)
    }

    /// Like [`transact`](Self::transact), with random pauses.
    pub fn transact_stalled(
        &mut self,
        link: &HostLink,
        input: &[u8],
        expect: Expect,
        max_cycles: u64,
        stalls: Stalls,
    ) -> Result<Reply> {
        self.check_clock()?;
        for signal in link.signals {
            self.info(signal)?;
        }
        // In 65536ths; NaN becomes 0.
        let chance = |share: f64| (share.clamp(0.0, 1.0) * 65536.0) as u32;
        let mut transaction = Transaction::on(link.signals.map(|signal| signal.index));
        transaction.stall_in = chance(stalls.input);
        transaction.stall_out = chance(stalls.output);
        transaction.seed = stalls.seed;
        transaction.max_cycles = max_cycles;
        match expect {
            Expect::Bytes(count) => transaction.count = count as u64,
            Expect::Frames(rule, count) => {
                transaction.count = count as u64;
                transaction.frames = 1;
                transaction.rule = rule.raw();
            }
        }
        let (done, bytes) = self.model.transact(&mut transaction, input);
        if done == Err(Failure::TimeOut) {
            let waiting_for = match expect {
                Expect::Bytes(count) => format!("{count} byte(s)"),
                Expect::Frames(_, count) => format!("{count} frame(s)"),
            };
            let (cycles, fed) = (transaction.used, transaction.fed as usize);
            return Err(Error::TimeOut {
                waiting_for,
                cycles,
                fed,
                received: bytes,
            });
        }
        self.finish(done)?;
        Ok(Reply {
            bytes,
            cycles: transaction.used,
            skipped: transaction.skipped as usize,
        })
    }
}
