//! The commands in flight. They are numbered, so that lost ones can be sent again and none is carried out twice.
//!
//! A *change* is a command that changes the state. Changes have consecutive numbers, and a device carries out only the
//! one that is due (`docs/reference/protocol.md`). So an answer to a change also answers all changes before it.
//!
//! A read gets a new number whenever it is sent, so that a late answer is never taken for a new one. Its answer counts
//! only if every change before it is answered.
//!
//! After a loss or a refusal the host sends zeros, which end whatever frame the device still waits for, and reads the
//! counter of presentations. The line keeps the order, so all older answers have come before that of this read. And if
//! the device has lost its state, this is noticed before anything is sent again.

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

/// Zeros that end any frame for which a device may still wait. They are longer than a frame and contain no sync byte.
const FLUSH: [u8; MAX_PAYLOAD + OVERHEAD + 2] = [0; MAX_PAYLOAD + OVERHEAD + 2];

/// The largest number of commands in flight. It is far below 256, so that no two of them have the same number.
const MOST: usize = 64;

/// The number of refusals after which a command is given up, if its frame was not damaged.
const REFUSALS: u32 = 3;

/// The number of refusals because of its sequence number after which a command is given up. It is larger than
/// [`REFUSALS`], because the commands after a lost frame are also refused for their numbers.
const OUT_OF_STEP: u32 = 5;

/// A generous number of cycles for a read of a few items.
const READ_CYCLES: u64 = 1 << 14;

/// Counts of what happened on a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Frames that were sent.
    pub sent: u64,
    /// Frames that were sent again.
    pub repeated: u64,
    /// How often something was lost or damaged.
    pub recoveries: u64,
    /// How often the port was lost and came back.
    pub reconnects: u64,
    /// Answers that belonged to no open command, because they were late or duplicates.
    pub stale: u64,
    /// Bytes that did not belong to a good frame.
    pub lost: u64,
}

/// A command that is waiting to be sent, or for its answer.
struct Entry {
    number: u8,
    opcode: Opcode,
    payload: Vec<u8>,
    cycles: u64,
    /// The number of bytes in the payload of its answer. The answer to a repeated change has none.
    expected: usize,
    in_flight: bool,
    deadline: Duration,
    /// The latest time at which the device begins with it, in seconds on a time line without pauses.
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

/// Whether a command only reads, so that it can be sent any number of times.
fn is_read(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::Read | Opcode::Identify)
}

/// The number of presentations that a command asks for, modulo 2^32 like the counter.
fn presents(opcode: Opcode, payload: &[u8]) -> Option<u32> {
    matches!(opcode, Opcode::Present | Opcode::Rehearse).then(|| {
        let numbers = protocol::items(payload).into_iter();
        numbers.fold(1, |n: u32, item| n.wrapping_mul(item.into()))
    })
}

/// A question that does not belong to the queue of commands.
struct Question {
    number: u8,
    opcode: Opcode,
    /// The number of bytes in the payload of its answer, if it is known.
    expected: Option<usize>,
    answer: Option<Vec<u8>>,
}

/// Why a step could not be done.
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

/// The host's end of a line, with the commands in flight.
pub struct Window<L> {
    pub(super) line: L,
    timing: Timing,
    /// P, the number of weights in a word of the row memory.
    lanes: usize,
    /// The address of the identity block, and what it must be.
    identity: (u16, Vec<u16>),
    deframer: Deframer,
    queue: VecDeque<Entry>,
    question: Option<Question>,
    /// The numbers of the next change and of the next read.
    next: u8,
    next_read: u8,
    /// The payload of the answer to the last change.
    last_answer: Vec<u8>,
    /// The number of presentations that the device must have counted since the reset, without those of unanswered
    /// commands.
    presented: Option<u32>,
    /// The registers as they were written, if they were.
    registers: [Option<u16>; protocol::REGISTERS],
    /// A read of the row memory and its answer. The answer stays the same until something is presented or written.
    mark: Option<(Vec<u8>, Vec<u8>)>,
    /// The estimated times at which the line and the device have finished with everything that was sent.
    line_free: Duration,
    device_free: Duration,
    /// The latest such times, in seconds on a time line without pauses. They show how full the buffer of the device
    /// can be.
    worst_line: f64,
    worst_device: f64,
    /// When this time line began, and the number of recoveries until then.
    begun: Duration,
    begun_with: u64,
    /// The factor by which everything takes longer than on a board.
    scale: f64,
    /// The number of tries since the last answer, and the time of that answer.
    tries: u32,
    since: Duration,
    trouble: Option<String>,
    heard: Vec<u8>,
    /// What has happened on the line so far.
    pub statistics: Statistics,
}

impl<L: Line> Window<L> {
    /// The end of a line to a device whose identity block has this address and content. A word of its row memory has
    /// `lanes` weights.
    pub fn new(line: L, timing: Timing, lanes: usize, identity: (u16, Vec<u16>)) -> Self {
        let now = line.now();
        // The numbers must differ from those of a program that used the device before.
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
            // A simulation is some hundred times slower than a board. The factor is measured from the first answers
            // on.
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
        // No command takes longer than a day.
        Duration::from_secs_f64((seconds * self.scale).clamp(0.0, 86_400.0))
    }

    /// Updates the estimated times for bytes that are about to be sent, and returns the time by which their answer
    /// must have come.
    fn reckon(&mut self, bytes: usize, cycles: u64, answer: usize) -> Duration {
        let now = self.line.now();
        let sending = self.in_scale(bytes as f64 * self.byte_time());
        self.line_free = self.line_free.max(now) + sending;
        let working =
            cycles as f64 * self.cycle_time() + (answer + OVERHEAD) as f64 * self.byte_time();
        self.device_free = self.device_free.max(self.line_free) + self.in_scale(working);
        self.device_free + self.slack()
    }

    /// Sends a change. Its answer is received later.
    ///
    /// # Errors
    /// If a command was refused, the device does not answer, or it has lost its state.
    pub fn post(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) -> Result<()> {
        if presents(opcode, payload).is_some() {
            self.check_mark()?;
        } else if opcode == Opcode::Reset || payload.first() == Some(&(Space::Rows as u8)) {
            self.mark = None;
        }
        self.push(opcode, payload, cycles);
        // The queue can hold one command more than are in flight, so that the line never waits for the program.
        while self.queue.len() > MOST {
            self.step()?;
        }
        self.without_waiting()
    }

    /// Waits until all commands are answered.
    ///
    /// # Errors
    /// As [`post`](Self::post).
    pub fn settle(&mut self) -> Result<()> {
        while self.queue.iter().any(|entry| entry.answer.is_none()) {
            self.step()?;
        }
        Ok(())
    }

    /// Sends a change and returns the payload of its answer. It is empty if the change was carried out but its answer
    /// was lost.
    ///
    /// # Errors
    /// As [`post`](Self::post).
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

    /// Sends several reads and returns the payloads of their answers. They show the state after all changes before.
    /// Then checks by the counter of presentations that the device has not lost its state.
    ///
    /// # Errors
    /// As [`post`](Self::post).
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

    /// Asks for the identity block and returns its payload. After this the numbers of host and device agree.
    ///
    /// # Errors
    /// If nothing answers.
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

    /// Sets a read of the row memory and the answer that it must have as long as nothing is presented.
    pub fn set_mark(&mut self, request: Vec<u8>, answer: Vec<u8>) {
        self.mark = Some((request, answer));
    }

    /// Sends a frame unchanged, without repetition, and waits for one frame.
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

/// The payload of a read of the counter of presentations.
fn presentations() -> Vec<u8> {
    protocol::read(Space::Counters, 0, 2)
}

/// The number that two items hold.
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
