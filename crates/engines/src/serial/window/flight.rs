//! The queue of commands: how they are sent and answers are received, and which command an answer belongs to.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::{Entry, Fault, MOST, Step, Window, is_read, presents};
use crate::error::Result;
use crate::serial::frames::Answer;
use crate::serial::line::Line;
use yuragi_hardware::protocol::{self, ERROR, OVERHEAD, Opcode, Space};

impl<L: Line> Window<L> {
    pub(super) fn push(&mut self, opcode: Opcode, payload: &[u8], cycles: u64) {
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

    pub(super) fn answer_bytes(&self, request: &[u8]) -> usize {
        let items = usize::from(*request.get(1).unwrap_or(&0));
        match request.first() {
            Some(&space) if space == Space::Rows as u8 => 2 * items * self.lanes,
            _ => 2 * items,
        }
    }

    /// Whether a command can be sent without the risk that the buffer of the device overflows, even if the device is
    /// as slow as it may be.
    pub(super) fn fits(&self, entry: &Entry) -> bool {
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

    pub(super) fn transmit(&mut self) -> Step<()> {
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

    pub(super) fn write(&mut self, bytes: &[u8]) -> Step<()> {
        self.statistics.sent += 1;
        let within =
            self.line_free.saturating_sub(self.line.now()) + self.slack() + self.timing.slack;
        match self.line.write(bytes, within) {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => {
                // Nothing takes the bytes. Those that wait in drivers must not be sent later.
                self.line.clear()?;
                self.trouble = Some("a line that takes no bytes".into());
                Ok(())
            }
            done => Ok(done?),
        }
    }

    pub(super) fn without_waiting(&mut self) -> Result<()> {
        let done = self.transmit();
        self.faced(done)
    }

    /// Waits for an answer or the end of its time.
    pub(super) fn step(&mut self) -> Result<()> {
        let done = self.try_step();
        self.faced(done)
    }

    pub(super) fn faced(&mut self, done: Step<()>) -> Result<()> {
        match done {
            Ok(()) => Ok(()),
            Err(Fault::Told(error)) => Err(error.into()),
            Err(Fault::Line(error)) => self.reconnect(error),
        }
    }

    pub(super) fn try_step(&mut self) -> Step<()> {
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

    pub(super) fn receive(&mut self, wait: Duration) -> Step<()> {
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

    pub(super) fn frames(&mut self) {
        while let Some(answer) = self.deframer.next() {
            self.take(answer);
        }
        self.statistics.lost = self.deframer.lost;
    }

    /// Notes that something was answered, so that tries are counted anew.
    pub(super) fn answered(&mut self) {
        self.tries = 0;
        self.since = self.line.now();
        self.heard.clear();
    }

    pub(super) fn take(&mut self, answer: Answer) {
        let numbered = self.timing.checks.numbers;
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
            // The answer to a change was lost, so the read may show the state before that change.
            self.trouble = Some("only the answer to a later command".into());
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
            self.trouble = Some("only the answer to a later command".into());
        }
        self.all_answered();
    }

    pub(super) fn take_refusal(&mut self, number: u8, code: u8, about: u8) {
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
                // A refusal of an earlier one may only mean that it was repeated and is done.
                if Some(at) == last {
                    self.trouble = Some(told);
                }
            }
            (Some(at), 2 | 4 | 5) => {
                self.queue[at].refusals += 1;
                self.trouble = Some(told);
            }
            // It is unknown which frame was damaged on the way.
            (Some(_), _) | (None, 1 | 3) => self.trouble = Some(told),
            (None, _) => self.statistics.stale += 1,
        }
    }

    /// Updates the expected state of the device after a change was carried out.
    pub(super) fn done(&mut self, entry: &Entry) {
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

    /// If all commands are answered, measures how much slower than a board the device is.
    pub(super) fn all_answered(&mut self) {
        let troubled = self.begun_with != self.statistics.recoveries;
        if self.timing.patience.is_some() || troubled || self.queue.iter().any(|e| e.in_flight) {
            return;
        }
        let took = self.line.now().saturating_sub(self.begun).as_secs_f64();
        let ratio = took / self.worst_device.max(1e-6);
        // The factor rises at once and falls slowly.
        self.scale = (4.0 * ratio).max(0.95 * self.scale).clamp(1.0, 1e5);
    }

    pub(super) fn patience_grows(&mut self) {
        if self.timing.patience.is_none() {
            self.scale = (1.5 * self.scale).min(1e5);
        }
    }
}
