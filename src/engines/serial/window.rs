//! Commands on their way: several are in flight, numbered so that what was lost can be sent again and nothing is done twice.
//!
//! Changes have numbers in a row, and a device carries out only the one that is due (`docs/protocol.md`): an answer to one
//! answers all before it. A read has a new number at every try, so that a late answer is never taken for a new one; it counts only
//! once every change before it is answered. After any trouble the host sends zeros, which end whatever frame the device
//! still waits for, and asks for the counter of presentations: the line keeps the order, so all older answers have come by then, and a
//! device that has lost its state is found out before anything is sent again.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::Timing;
use super::error::LinkError;
use super::frames::{Answer, Deframer, OVERHEAD};
use super::line::Line;
use crate::engines::port::Link;
use crate::engines::{EngineError, Result};
use crate::protocol::{self, ERROR, MAX_PAYLOAD, Opcode, Space};

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
        let start = crate::chance::SplitMix64::new(timing.numbers_from.unwrap_or(start)).word();
        Self {
            lanes,
            identity,
            deframer: Deframer::new(timing.check_crc),
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

    // ---- what is asked of it ----

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

    // ---- the row of commands ----

    fn push(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) {
        let expected = match opcode {
            Opcode::Reset | Opcode::Write | Opcode::Present | Opcode::Rehearse => 0,
            _ => self.answer_bytes(payload),
        };
        let next = if is_read(opcode) {
            &mut self.next_read
        } else {
            &mut self.next
        };
        let number = *next;
        *next = number.wrapping_add(1);
        let entry = Entry {
            number,
            opcode,
            cycles,
            expected,
            payload: payload.to_vec(),
            in_flight: false,
            deadline: Duration::ZERO,
            begins: 0.0,
            answer: None,
            refusals: 0,
            unordered: 0,
        };
        if self.queue.is_empty() {
            self.tries = 0;
            self.since = self.line.now();
        }
        self.queue.push_back(entry);
    }

    fn answer_bytes(&self, request: &[u8]) -> usize {
        let items = usize::from(*request.get(1).unwrap_or(&0));
        match request.first() {
            Some(&space) if space == Space::Rows as u8 => 2 * items * self.lanes,
            _ => 2 * items,
        }
    }

    /// Whether a command can be sent without the device's buffer running over, however slow it is within its bounds.
    fn fits(&self, entry: &Entry) -> bool {
        let flying = || self.queue.iter().filter(|e| e.in_flight);
        if flying().count() >= MOST {
            return false;
        }
        let bytes = flying().map(Entry::bytes).sum::<usize>() + entry.bytes();
        if bytes <= self.timing.buffer {
            return true;
        }
        let arrives = self.worst_line + entry.bytes() as f64 * self.byte_time();
        let waiting = flying()
            .filter(|e| e.begins > arrives)
            .map(Entry::bytes)
            .sum::<usize>();
        waiting + entry.bytes() <= self.timing.buffer
    }

    fn transmit(&mut self) -> Step<()> {
        while let Some(at) = self
            .queue
            .iter()
            .position(|e| !e.in_flight && e.answer.is_none())
        {
            if !self.fits(&self.queue[at]) {
                break;
            }
            if !self.queue.iter().any(|e| e.in_flight) {
                (self.worst_line, self.worst_device) = (0.0, 0.0);
                (self.begun, self.begun_with) = (self.line.now(), self.statistics.recoveries);
            }
            let (bytes, cycles, expected) = {
                let entry = &self.queue[at];
                (entry.frame(), entry.cycles, entry.expected)
            };
            let deadline = self.reckon(bytes.len(), cycles, expected);
            self.worst_line += bytes.len() as f64 * self.byte_time();
            let begins = self.worst_line.max(self.worst_device);
            self.worst_device = begins
                + cycles as f64 * self.cycle_time()
                + (expected + OVERHEAD) as f64 * self.byte_time();
            let entry = &mut self.queue[at];
            (entry.in_flight, entry.deadline, entry.begins) = (true, deadline, begins);
            self.write(&bytes)?;
            self.receive(Duration::ZERO)?;
        }
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Step<()> {
        self.statistics.sent += 1;
        let within =
            self.line_free.saturating_sub(self.line.now()) + self.slack() + self.timing.slack;
        match self.line.write(bytes, within) {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                // nothing takes the bytes: what stands still between here and there must not be sent later
                self.line.clear()?;
                self.trouble = Some("a line that takes no bytes".into());
                Ok(())
            }
            done => Ok(done?),
        }
    }

    fn without_waiting(&mut self) -> Result<()> {
        let done = self.transmit();
        self.faced(done)
    }

    /// Waits for one thing to happen.
    fn step(&mut self) -> Result<()> {
        let done = self.try_step();
        self.faced(done)
    }

    fn faced(&mut self, done: Step<()>) -> Result<()> {
        match done {
            Ok(()) => Ok(()),
            Err(Fault::Told(error)) => Err(error.into()),
            Err(Fault::Line(error)) => self.reconnect(error),
        }
    }

    fn try_step(&mut self) -> Step<()> {
        self.transmit()?;
        let front = |queue: &VecDeque<Entry>| {
            let waiting = queue.iter().find(|e| e.in_flight && e.answer.is_none())?;
            Some((waiting.number, waiting.deadline))
        };
        let Some((number, deadline)) = front(&self.queue) else {
            return Ok(());
        };
        let now = self.line.now();
        if self.trouble.is_none() && now < deadline {
            self.receive(deadline - now)?;
        }
        let late =
            self.line.now() >= deadline && front(&self.queue).is_some_and(|(n, _)| n == number);
        if late {
            self.patience_grows();
        }
        if late || self.trouble.is_some() {
            self.recover()?;
        }
        Ok(())
    }

    fn receive(&mut self, wait: Duration) -> Step<()> {
        let mut buffer = [0; 4096];
        let count = self.line.read(&mut buffer, wait)?;
        let bytes = &buffer[..count.min(buffer.len())];
        self.heard.extend_from_slice(bytes);
        let surplus = self.heard.len().saturating_sub(16);
        self.heard.drain(..surplus);
        self.deframer.push(bytes);
        self.frames();
        Ok(())
    }

    fn frames(&mut self) {
        while let Some(answer) = self.deframer.next() {
            self.take(answer);
        }
        self.statistics.lost = self.deframer.lost;
    }

    /// Something was answered: trouble so far is over.
    fn answered(&mut self) {
        self.tries = 0;
        self.since = self.line.now();
        self.heard.clear();
    }

    fn take(&mut self, answer: Answer) {
        let numbered = self.timing.check_numbers;
        if let (ERROR, [code, about]) = (answer.opcode, answer.payload.as_slice()) {
            self.take_refusal(answer.number, *code, *about);
            return;
        }
        let fits = |number: u8, opcode: Opcode| {
            answer.opcode == opcode as u8 | 0x80 && (answer.number == number || !numbered)
        };
        if let Some(question) = &mut self.question
            && fits(question.number, question.opcode)
            && question.expected.is_none_or(|n| n == answer.payload.len())
        {
            question.answer = Some(answer.payload);
            return;
        }
        let at = self.queue.iter().position(|e| {
            let length = answer.payload.len();
            e.in_flight
                && e.answer.is_none()
                && fits(e.number, e.opcode)
                && (length == e.expected || (length == 0 && !is_read(e.opcode)))
        });
        let Some(at) = at else {
            self.statistics.stale += 1;
            return;
        };
        if !is_read(self.queue[at].opcode) {
            self.answered();
            for entry in self.queue.drain(..=at).collect::<Vec<_>>() {
                self.done(&entry);
            }
            self.last_answer = answer.payload;
            self.all_answered();
            return;
        }
        if self.queue.iter().take(at).any(|e| !is_read(e.opcode)) {
            // the answer of a change was lost: the read may have found the state before it
            self.trouble = Some("the answer to a later command alone".into());
            return;
        }
        self.answered();
        let entry = &mut self.queue[at];
        (entry.answer, entry.in_flight) = (Some(answer.payload), false);
        let last = self
            .queue
            .iter()
            .rposition(|e| e.in_flight)
            .is_none_or(|last| last < at);
        if last && self.queue.iter().any(|e| e.in_flight) {
            self.trouble = Some("the answer to a later command alone".into());
        }
        self.all_answered();
    }

    fn take_refusal(&mut self, number: u8, code: u8, about: u8) {
        let flying = |e: &Entry| e.in_flight && e.answer.is_none();
        let last = self.queue.iter().rposition(flying);
        let at = self
            .queue
            .iter()
            .position(|e| flying(e) && e.number == number && e.opcode as u8 == about);
        let told = protocol::refusal(code);
        match (at, code) {
            (Some(at), 6) => {
                self.queue[at].unordered += 1;
                // those behind may be a repetition that is welcome
                if Some(at) == last {
                    self.trouble = Some(told);
                }
            }
            (Some(at), 2 | 4 | 5) => {
                self.queue[at].refusals += 1;
                self.trouble = Some(told);
            }
            // of a frame that was damaged on the way nobody knows which it was
            (Some(_), _) | (None, 1 | 3) => self.trouble = Some(told),
            (None, _) => self.statistics.stale += 1,
        }
    }

    /// What a change that was carried out means for what is expected of the device.
    fn done(&mut self, entry: &Entry) {
        if let Some(n) = presents(entry.opcode, &entry.payload) {
            self.presented = self.presented.map(|before| before.wrapping_add(n));
        }
        match (entry.opcode, entry.payload.as_slice()) {
            (Opcode::Reset, _) => self.presented = Some(0),
            (Opcode::Write, &[space, 1, address, 0, low, high])
                if space == Space::Registers as u8 =>
            {
                if let Some(register) = self.registers.get_mut(usize::from(address)) {
                    *register = Some(u16::from_le_bytes([low, high]));
                }
            }
            _ => {}
        }
    }

    /// With everything answered it is known how much slower than a board the device is.
    fn all_answered(&mut self) {
        let troubled = self.begun_with != self.statistics.recoveries;
        if self.timing.patience.is_some() || troubled || self.queue.iter().any(|e| e.in_flight) {
            return;
        }
        let took = self.line.now().saturating_sub(self.begun).as_secs_f64();
        let ratio = took / self.worst_device.max(1e-6);
        // up at once, down slowly
        self.scale = (4.0 * ratio).max(0.95 * self.scale).clamp(1.0, 1e5);
    }

    fn patience_grows(&mut self) {
        if self.timing.patience.is_none() {
            self.scale = (1.5 * self.scale).min(1e5);
        }
    }

    // ---- trouble ----

    /// Asks a question after ending whatever frame the device may still be waiting for. None if the answer did not come.
    fn ask(
        &mut self,
        opcode: Opcode,
        number: u8,
        payload: &[u8],
        expected: Option<usize>,
        cycles: u64,
    ) -> Step<Option<Vec<u8>>> {
        let bytes = [
            &FLUSH,
            protocol::frame(number, opcode as u8, payload).as_slice(),
        ]
        .concat();
        let deadline = self.reckon(bytes.len(), cycles, expected.unwrap_or(MAX_PAYLOAD));
        self.question = Some(Question {
            number,
            opcode,
            expected,
            answer: None,
        });
        self.write(&bytes)?;
        let mut answer = None;
        loop {
            let now = self.line.now();
            if now >= deadline {
                break;
            }
            self.receive(deadline - now)?;
            answer = self
                .question
                .as_mut()
                .and_then(|question| question.answer.take());
            if answer.is_some() {
                break;
            }
        }
        self.question = None;
        if answer.is_none() {
            // a damaged length may hold back what came behind it
            while !self.deframer.waiting().is_empty() {
                self.deframer.skip();
                self.frames();
            }
        }
        Ok(answer)
    }

    fn ask_read(&mut self, payload: &[u8]) -> Step<Option<Vec<u8>>> {
        let number = self.next_read;
        self.next_read = number.wrapping_add(1);
        let expected = self.answer_bytes(payload);
        self.ask(Opcode::Read, number, payload, Some(expected), READ_CYCLES)
    }

    /// The same, until it is answered or the tries are used up.
    fn insist(&mut self, payload: &[u8]) -> Step<Vec<u8>> {
        loop {
            self.tries += 1;
            if self.tries > self.timing.tries {
                return Err(self.failure(payload).into());
            }
            if let Some(answer) = self.ask_read(payload)? {
                return Ok(answer);
            }
            self.patience_grows();
        }
    }

    /// Brings host and device in step again, and makes what is not answered ready to be sent again.
    fn recover(&mut self) -> Step<()> {
        self.statistics.recoveries += 1;
        let count = double(&self.insist(&presentations())?);
        // everything sent before has been answered, or never will be
        let allowed = self.possible_counts();
        if self.timing.check_counts && !allowed.is_empty() && !allowed.contains(&count) {
            return Err(self
                .restarted("read of the counters", count, &allowed)
                .into());
        }
        if let Some(entry) = self.queue.iter().find(|e| e.answer.is_none()) {
            let (port, sent) = (self.line.name().to_owned(), entry.describe());
            let why = self.trouble.clone().unwrap_or_default();
            if entry.refusals >= REFUSALS {
                return Err(LinkError::Refused { port, sent, why }.into());
            }
            if entry.unordered >= OUT_OF_STEP {
                let found = format!(
                    "that its number is not the one that is due, after {count} presentations"
                );
                let expected = "the numbers of the frames before".into();
                return Err(LinkError::Restarted {
                    port,
                    sent,
                    found,
                    expected,
                }
                .into());
            }
        }
        self.trouble = None;
        self.send_again();
        Ok(())
    }

    /// Presentations that the device can have counted, by how many of the commands in flight are done; none if it is not known.
    fn possible_counts(&self) -> Vec<u32> {
        let Some(mut count) = self.presented else {
            return Vec::new();
        };
        let mut counts = vec![count];
        for entry in self.queue.iter().filter(|e| e.answer.is_none()) {
            match presents(entry.opcode, &entry.payload) {
                Some(n) => count = count.wrapping_add(n),
                None if entry.opcode == Opcode::Reset => count = 0,
                None => continue,
            }
            counts.push(count);
        }
        counts
    }

    fn send_again(&mut self) {
        let reads_missing = self
            .queue
            .iter()
            .filter(|e| is_read(e.opcode) && e.answer.is_none())
            .count();
        let last = self.queue.len().saturating_sub(1);
        for (at, entry) in self.queue.iter_mut().enumerate() {
            // the count at the end of a group of reads must be read after all of them
            if at == last && is_read(entry.opcode) && reads_missing > 0 {
                entry.answer = None;
            }
            if entry.answer.is_some() {
                continue;
            }
            self.statistics.repeated += u64::from(entry.in_flight);
            entry.in_flight = false;
            if is_read(entry.opcode) {
                entry.number = self.next_read;
                self.next_read = self.next_read.wrapping_add(1);
            }
        }
    }

    fn reopen(&mut self, problem: &io::Error) -> Result<()> {
        let start = self.line.now();
        let mut pause = Duration::from_millis(20);
        while self.line.reopen().is_err() {
            let waited = self.line.now().saturating_sub(start);
            if waited >= self.timing.reconnect {
                return Err(LinkError::Gone {
                    port: self.line.name().to_owned(),
                    problem: problem.to_string(),
                    seconds: self.timing.reconnect.as_secs_f64(),
                }
                .into());
            }
            self.line.pause(pause);
            pause = (2 * pause).min(Duration::from_secs(1));
        }
        self.statistics.reconnects += 1;
        self.deframer.clear();
        self.heard.clear();
        let now = self.line.now();
        (self.line_free, self.device_free) = (now, now);
        Ok(())
    }

    /// The port was lost: opens it again, and goes on only with the same device in the same state.
    fn reconnect(&mut self, mut problem: io::Error) -> Result<()> {
        loop {
            self.tries += 1;
            if self.tries > self.timing.tries {
                return Err(LinkError::Gone {
                    port: self.line.name().to_owned(),
                    problem: problem.to_string(),
                    seconds: self.line.now().saturating_sub(self.since).as_secs_f64(),
                }
                .into());
            }
            self.reopen(&problem)?;
            match self.same_device().and_then(|()| self.recover()) {
                Ok(()) => return Ok(()),
                Err(Fault::Told(error)) => return Err(error.into()),
                Err(Fault::Line(error)) => problem = error,
            }
        }
    }

    fn same_device(&mut self) -> Step<()> {
        let (address, identity) = self.identity.clone();
        let request = protocol::read(Space::Scratch, address, identity.len() as u8);
        let found = protocol::items(&self.insist(&request)?);
        if found != identity {
            return Err(self.lost("identity block", &found, &identity).into());
        }
        let request = protocol::read(Space::Registers, 0, protocol::REGISTERS as u8);
        let found = protocol::items(&self.insist(&request)?);
        let written = |at: usize, value: u16| {
            let payload = protocol::write(Space::Registers, at as u16, 1, &[value]);
            self.queue
                .iter()
                .any(|e| e.opcode == Opcode::Write && e.payload == payload)
        };
        let kept = found
            .iter()
            .zip(&self.registers)
            .enumerate()
            .all(|(at, (&found, expected))| {
                expected.is_none_or(|expected| expected == found) || written(at, found)
            });
        if !kept {
            let expected: Vec<u16> = self.registers.iter().map(|r| r.unwrap_or(0)).collect();
            return Err(self.lost("registers", &found, &expected).into());
        }
        let idle = self.queue.iter().all(|e| is_read(e.opcode));
        match self.mark.clone() {
            Some((request, expected)) if idle && self.presented == Some(0) => {
                let found = self.insist(&request)?;
                self.compare_mark(&found, &expected)
            }
            _ => Ok(()),
        }
    }

    /// Before the first presentation the counters cannot tell a device that was reset: its weights can.
    fn check_mark(&mut self) -> Result<()> {
        if self.mark.is_none()
            || self
                .queue
                .iter()
                .any(|e| presents(e.opcode, &e.payload).is_some())
        {
            return Ok(());
        }
        self.settle()?;
        if self.presented != Some(0) {
            return Ok(());
        }
        let Some((request, expected)) = self.mark.take() else {
            return Ok(());
        };
        let found = self.read_all(std::slice::from_ref(&request), READ_CYCLES)?;
        let found = found.first().map_or(&[][..], Vec::as_slice);
        let done = self.compare_mark(found, &expected);
        self.faced(done)
    }

    fn compare_mark(&self, found: &[u8], expected: &[u8]) -> Step<()> {
        if found == expected {
            return Ok(());
        }
        Err(self
            .lost(
                "weights",
                &protocol::items(found),
                &protocol::items(expected),
            )
            .into())
    }

    // ---- what is told ----

    fn found(&self) -> String {
        let heard: Vec<String> = self.heard.iter().map(|b| format!("{b:02x}")).collect();
        match (&self.trouble, heard.is_empty()) {
            (Some(trouble), _) => trouble.clone(),
            (None, true) => "nothing".into(),
            (None, false) => format!("no whole frame: {}", heard.join(" ")),
        }
    }

    fn failure(&self, question: &[u8]) -> LinkError {
        let sent = match self.queue.iter().find(|e| e.answer.is_none()) {
            Some(entry) => entry.describe(),
            None => describe(Opcode::Read, self.next_read, question),
        };
        LinkError::Silent {
            port: self.line.name().to_owned(),
            sent,
            tries: self.tries,
            seconds: self.line.now().saturating_sub(self.since).as_secs_f64(),
            found: self.found(),
        }
    }

    fn restarted(&self, sent: &str, found: u32, expected: &[u32]) -> LinkError {
        let expected = match (expected.iter().min(), expected.iter().max()) {
            (Some(low), Some(high)) if low < high => format!("{low} to {high}"),
            (Some(one), _) => one.to_string(),
            _ => "none".into(),
        };
        LinkError::Restarted {
            port: self.line.name().to_owned(),
            sent: sent.to_owned(),
            found: format!("{found} presentations counted"),
            expected,
        }
    }

    fn lost(&self, what: &str, found: &[u16], expected: &[u16]) -> LinkError {
        let hex = |items: &[u16]| {
            let words: Vec<String> = items.iter().take(16).map(|i| format!("{i:04x}")).collect();
            format!("{what} {}", words.join(" "))
        };
        LinkError::Restarted {
            port: self.line.name().to_owned(),
            sent: format!("read of the {what}"),
            found: hex(found),
            expected: hex(expected),
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
