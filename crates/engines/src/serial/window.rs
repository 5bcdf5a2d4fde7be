//! Commands on their way: several are in flight, numbered so that what was lost can be sent again and nothing is done twice.
//!
//! Changes have numbers in a row, and a device carries out only the one that is due (`docs/reference/protocol.md`): an answer to one
//! answers all before it. A read has a new number at every try, so that a late answer is never taken for a new one; it counts only
//! once every change before it is answered. After any trouble the host sends zeros, which end whatever frame the device
//! still waits for, and asks for the counter of presentations: the line keeps the order, so all older answers have come by then, and a
//! device that has lost its state is found out before anything is sent again.

mod flight;
mod recovery;

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::error::LinkError;
use super::frames::Deframer;
use super::line::Line;
use super::timing::Timing;
use crate::error::{EngineError, Result};
use crate::link::Link;
use yuragi_hardware::protocol::{self, MAX_PAYLOAD, OVERHEAD, Opcode, Space};

/// More than any frame that a device can still wait for; no sync byte is in it.
const FLUSH: [u8; MAX_PAYLOAD + OVERHEAD + 2] = [0; MAX_PAYLOAD + OVERHEAD + 2];

/// Commands in flight at most: far less than numbers, so that they never come around.
const MOST: usize = 64;

/// Refusals of one command, its frame undamaged, after which it is given up.
const REFUSALS: u32 = 3;

/// Refusals for its number after which the device is out of step. More: neighbours of a lost frame are refused, too.
const OUT_OF_STEP: u32 = 5;

/// Cycles of a read of a few items, generously.
const READ_CYCLES: u64 = 1 << 14;

/// What happened on a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Frames sent, and how many of them again.
    pub sent: u64,
    pub repeated: u64,
    /// Times that something was lost or damaged.
    pub recoveries: u64,
    /// Times that the port was lost and came back.
    pub reconnects: u64,
    /// Frames that answered nothing that was asked: late or doubled.
    pub stale: u64,
    /// Bytes outside good frames.
    pub lost: u64,
}

/// A command, from when it is given until it is answered.
struct Entry {
    number: u8,
    opcode: Opcode,
    payload: Vec<u8>,
    cycles: u64,
    /// Bytes of payload that its answer has, unless it says only that the command was done.
    expected: usize,
    in_flight: bool,
    deadline: Duration,
    /// When the device begins with it at the latest, on a time line without pauses.
    begins: f64,
    answer: Option<Vec<u8>>,
    refusals: u32,
    unordered: u32,
}

impl Entry {
    fn bytes(&self) -> usize {
        self.payload.len() + OVERHEAD
    }

    fn frame(&self) -> Vec<u8> {
        protocol::frame(self.number, self.opcode as u8, &self.payload)
    }

    fn describe(&self) -> String {
        describe(self.opcode, self.number, &self.payload)
    }
}

fn describe(opcode: Opcode, number: u8, payload: &[u8]) -> String {
    let name = format!("{opcode:?}").to_lowercase();
    let shown: Vec<String> = payload.iter().take(8).map(|b| format!("{b:02x}")).collect();
    let more = if payload.len() > 8 { " ..." } else { "" };
    match payload.len() {
        0 => format!("{name} (number {number})"),
        n => format!(
            "{name} (number {number}, {n} bytes {}{more})",
            shown.join(" ")
        ),
    }
}

/// Whether a command leaves the state as it is, so that it may be asked again and again.
fn is_read(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::Read | Opcode::Identify)
}

/// Presentations that a command asks for, as the counter counts them.
fn presents(opcode: Opcode, payload: &[u8]) -> Option<u32> {
    matches!(opcode, Opcode::Present | Opcode::Rehearse).then(|| {
        let numbers = protocol::items(payload).into_iter();
        numbers.fold(1, |n: u32, item| n.wrapping_mul(item.into()))
    })
}

/// A question outside the row of commands.
struct Question {
    number: u8,
    opcode: Opcode,
    /// Bytes of the answer's payload; any if none.
    expected: Option<usize>,
    answer: Option<Vec<u8>>,
}

/// What keeps a step from being done.
enum Fault {
    Line(io::Error),
    Told(LinkError),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Line(error)
    }
}

impl From<LinkError> for Fault {
    fn from(error: LinkError) -> Self {
        Self::Told(error)
    }
}

type Step<T> = std::result::Result<T, Fault>;

/// The host's end of a line.
pub struct Window<L> {
    pub(super) line: L,
    timing: Timing,
    /// P: weights of a word of the row memory.
    lanes: usize,
    /// Where the identity block stands, and what it must be.
    identity: (u16, Vec<u16>),
    deframer: Deframer,
    queue: VecDeque<Entry>,
    question: Option<Question>,
    /// Number of the next change, and of the next read.
    next: u8,
    next_read: u8,
    /// The answer to the last change.
    last_answer: Vec<u8>,
    /// Presentations since the reset that the device must have counted, those of unanswered commands apart.
    presented: Option<u32>,
    /// Registers as written.
    registers: [Option<u16>; protocol::REGISTERS],
    /// A read of the row memory and its answer, which holds until something is presented or written.
    mark: Option<(Vec<u8>, Vec<u8>)>,
    /// When line and device are done with what was sent, as far as can be known.
    line_free: Duration,
    device_free: Duration,
    /// The same on a time line without pauses, in seconds: what waits in the device's buffer at worst.
    worst_line: f64,
    worst_device: f64,
    /// When that time line began, and the recoveries until then.
    begun: Duration,
    begun_with: u64,
    /// How much longer than on a board everything takes.
    scale: f64,
    /// Tries since something was last answered, and since when.
    tries: u32,
    since: Duration,
    trouble: Option<String>,
    heard: Vec<u8>,
    pub statistics: Statistics,
}

impl<L: Line> Window<L> {
    pub fn new(line: L, timing: Timing, lanes: usize, identity: (u16, Vec<u16>)) -> Self {
        let now = line.now();
        // numbers of an earlier program that talked to the device are not ours
        let start = u64::from(std::process::id())
            ^ std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |time| time.as_micros() as u64);
        let start =
            yuragi_model::chance::SplitMix64::new(timing.numbers_from.unwrap_or(start)).word();
        Self {
            lanes,
            identity,
            deframer: Deframer::new(timing.checks.crc),
            queue: VecDeque::new(),
            question: None,
            next: start as u8,
            next_read: (start >> 8) as u8,
            last_answer: Vec::new(),
            presented: None,
            registers: [None; protocol::REGISTERS],
            mark: None,
            line_free: now,
            device_free: now,
            worst_line: 0.0,
            worst_device: 0.0,
            begun: now,
            begun_with: 0,
            // a simulation is some hundred times slower than a board; it is measured at the first answers
            scale: timing.patience.unwrap_or(300.0),
            tries: 0,
            since: now,
            trouble: None,
            heard: Vec::new(),
            statistics: Statistics::default(),
            line,
            timing,
        }
    }

    fn byte_time(&self) -> f64 {
        10.0 / f64::from(self.timing.baud)
    }

    fn cycle_time(&self) -> f64 {
        1.0 / (self.timing.core_mhz * 1e6)
    }

    fn slack(&self) -> Duration {
        self.timing.slack * (1 << self.tries.min(3))
    }

    fn in_scale(&self, seconds: f64) -> Duration {
        // a day is more than any command takes
        Duration::from_secs_f64((seconds * self.scale).clamp(0.0, 86_400.0))
    }

    /// Reckons with bytes that are about to be sent, and gives the time at which their answer must have come.
    fn reckon(&mut self, bytes: usize, cycles: u64, answer: usize) -> Duration {
        let now = self.line.now();
        let sending = self.in_scale(bytes as f64 * self.byte_time());
        self.line_free = self.line_free.max(now) + sending;
        let working =
            cycles as f64 * self.cycle_time() + (answer + OVERHEAD) as f64 * self.byte_time();
        self.device_free = self.device_free.max(self.line_free) + self.in_scale(working);
        self.device_free + self.slack()
    }

    /// Gives a command that changes the state; its answer is looked at later.
    pub fn post(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<()> {
        if presents(opcode, payload).is_some() {
            self.check_mark()?;
        } else if opcode == Opcode::Reset || payload.first() == Some(&(Space::Rows as u8)) {
            self.mark = None;
        }
        self.push(opcode, payload, cycles);
        // the queue is longer than the flight, so that the line never waits for the program
        while self.queue.len() > MOST {
            self.step()?;
        }
        self.without_waiting()
    }

    /// Waits until everything is answered.
    pub fn settle(&mut self) -> Result<()> {
        while self.queue.iter().any(|entry| entry.answer.is_none()) {
            self.step()?;
        }
        Ok(())
    }

    /// Gives a command that changes the state, and waits for its answer: empty if it was done and its answer was lost.
    pub fn change(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<Vec<u8>> {
        self.push(opcode, payload, cycles);
        let expected = self.queue.back().map_or(0, |entry| entry.expected);
        self.settle()?;
        let answer = std::mem::take(&mut self.last_answer);
        if expected > 0 {
            self.read_group(&[], READ_CYCLES)?;
        }
        Ok(answer)
    }

    /// Reads, in the state after everything that was posted; then looks whether the device still is in the state it must be in.
    pub fn read_all(&mut self, requests: &[Vec<u8>], cycles: u64) -> Result<Vec<Vec<u8>>> {
        let mut answers = Vec::with_capacity(requests.len());
        for group in requests.chunks(MOST - 1) {
            answers.extend(self.read_group(group, cycles)?);
        }
        Ok(answers)
    }

    fn read_group(&mut self, group: &[Vec<u8>], cycles: u64) -> Result<Vec<Vec<u8>>> {
        for request in group {
            self.push(Opcode::Read, request, cycles);
        }
        self.push(Opcode::Read, &presentations(), READ_CYCLES);
        self.settle()?;
        let count = self.queue.pop_back().and_then(|entry| entry.answer);
        let answers = self
            .queue
            .drain(..)
            .filter_map(|entry| entry.answer)
            .collect();
        let found = count.as_deref().map_or(0, double);
        match self.presented {
            Some(expected) if found != expected => Err(self
                .restarted("read of the counters", found, &[expected])
                .into()),
            _ => {
                self.presented = Some(found);
                Ok(answers)
            }
        }
    }

    /// Asks who is there; numbers are in step after it.
    pub fn identify(&mut self) -> Result<Vec<u8>> {
        self.settle()?;
        let number = self.next;
        self.tries = 0;
        self.since = self.line.now();
        loop {
            let asked = self.ask(Opcode::Identify, number, &[], None, READ_CYCLES);
            match asked {
                Ok(Some(answer)) => {
                    self.next = number.wrapping_add(1);
                    self.answered();
                    return Ok(answer);
                }
                Ok(None) => {}
                Err(Fault::Line(error)) => self.reopen(&error)?,
                Err(Fault::Told(error)) => return Err(error.into()),
            }
            self.tries += 1;
            self.patience_grows();
            if self.tries >= self.timing.first_tries {
                return Err(LinkError::Nobody {
                    port: self.line.name().to_owned(),
                    sent: describe(Opcode::Identify, number, &[]),
                    tries: self.tries,
                    seconds: (self.line.now().saturating_sub(self.since)).as_secs_f64(),
                    baud: self.timing.baud,
                    found: self.found(),
                }
                .into());
            }
        }
    }

    /// What must stand in the row memory as long as nothing is presented.
    pub fn set_mark(&mut self, request: Vec<u8>, answer: Vec<u8>) {
        self.mark = Some((request, answer));
    }

    /// Sends a frame as it is and waits for one frame, once.
    fn exchange_once(&mut self, frame: &[u8], cycles: u64) -> Step<Vec<u8>> {
        let end = self.reckon(frame.len(), cycles, MAX_PAYLOAD);
        self.write(frame)?;
        let mut buffer = [0; 256];
        loop {
            let left = end.saturating_sub(self.line.now());
            let count = self.line.read(&mut buffer, left)?;
            self.deframer.push(&buffer[..count.min(buffer.len())]);
            if let Some(answer) = self.deframer.next() {
                return Ok(protocol::frame(
                    answer.number,
                    answer.opcode,
                    &answer.payload,
                ));
            }
            if left.is_zero() {
                return Err(self.failure(frame).into());
            }
        }
    }
}

/// The read of the counter of presentations.
fn presentations() -> Vec<u8> {
    protocol::read(Space::Counters, 0, 2)
}

/// A number of two items.
fn double(payload: &[u8]) -> u32 {
    let mut bytes = [0; 4];
    for (to, from) in bytes.iter_mut().zip(payload) {
        *to = *from;
    }
    u32::from_le_bytes(bytes)
}

impl<L: Line> Link for Window<L> {
    fn exchange(&mut self, frame: &[u8], cycles: u64) -> Result<Vec<u8>> {
        self.settle()?;
        match self.exchange_once(frame, cycles) {
            Ok(answer) => Ok(answer),
            Err(Fault::Told(error)) => Err(error.into()),
            Err(Fault::Line(error)) => Err(LinkError::Gone {
                port: self.line.name().to_owned(),
                problem: error.to_string(),
                seconds: 0.0,
            }
            .into()),
        }
    }

    fn command(
        &mut self,
        _number: u8,
        opcode: Opcode,
        payload: &[u8],
        cycles: u64,
    ) -> Result<Vec<u8>> {
        match opcode {
            Opcode::Identify => self.identify(),
            Opcode::Read => {
                let answers = self.read_all(&[payload.to_vec()], cycles)?;
                Ok(answers.into_iter().next().unwrap_or_default())
            }
            _ => self.change(opcode, payload, cycles),
        }
    }

    fn post(&mut self, _number: u8, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<()> {
        Window::post(self, opcode, payload, cycles)
    }

    fn settle(&mut self) -> Result<()> {
        Window::settle(self)
    }

    fn read_all(&mut self, _number: u8, requests: &[Vec<u8>], cycles: u64) -> Result<Vec<Vec<u8>>> {
        Window::read_all(self, requests, cycles)
    }
}

impl From<LinkError> for EngineError {
    fn from(error: LinkError) -> Self {
        Self::Link(Box::new(error))
    }
}
