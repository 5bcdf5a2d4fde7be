//! What happens after a loss: host and device agree again if it is the same device in the same state. Otherwise there
//! is an error that says what is wrong.

use std::io;
use std::time::Duration;

use super::{
    FLUSH, Fault, OUT_OF_STEP, Question, READ_CYCLES, REFUSALS, Step, Window, describe, double,
    is_read, presentations, presents,
};
use crate::error::Result;
use crate::serial::error::LinkError;
use crate::serial::line::Line;
use yuragi_hardware::protocol::{self, MAX_PAYLOAD, Opcode, Space};

/// The longest wait for bytes before the link looks whether the user wants to stop.
const GLANCE: Duration = Duration::from_millis(100);

impl<L: Line> Window<L> {
    /// Ends whatever frame the device may still wait for, and asks a question. Returns `None` if no answer comes.
    pub(super) fn ask(
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
            if (self.timing.stop)() && (self.tries > 0 || opcode == Opcode::Identify) {
                return Err(LinkError::Stopped {
                    port: self.line.name().to_owned(),
                    sent: describe(opcode, number, payload),
                    found: self.found(),
                }
                .into());
            }
            self.receive(GLANCE.min(deadline - now))?;
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
            // If a length was damaged, the frames after it are still in the buffer.
            while !self.deframer.waiting().is_empty() {
                self.deframer.skip();
                self.frames();
            }
        }
        Ok(answer)
    }

    pub(super) fn ask_read(&mut self, payload: &[u8]) -> Step<Option<Vec<u8>>> {
        let number = self.next_read;
        self.next_read = number.wrapping_add(1);
        let expected = self.answer_bytes(payload);
        self.ask(Opcode::Read, number, payload, Some(expected), READ_CYCLES)
    }

    /// Asks a read again and again, until it is answered or there are no tries left.
    pub(super) fn insist(&mut self, payload: &[u8]) -> Step<Vec<u8>> {
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

    /// Makes sure that the device has the expected state, and prepares all unanswered commands to be sent again.
    pub(super) fn recover(&mut self) -> Step<()> {
        self.statistics.recoveries += 1;
        let count = double(&self.insist(&presentations())?);
        // The line keeps the order, so no answer to an earlier frame can come any more.
        let allowed = self.possible_counts();
        if self.timing.checks.counts && !allowed.is_empty() && !allowed.contains(&count) {
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
                    "that its sequence number is not the one that is due, after {count} presentations"
                );
                let expected = "the sequence number that follows those of the frames before".into();
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

    /// All counts of presentations that are possible, depending on how many of the commands in flight were carried
    /// out. Empty if this is not known.
    pub(super) fn possible_counts(&self) -> Vec<u32> {
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

    pub(super) fn send_again(&mut self) {
        let reads_missing = self
            .queue
            .iter()
            .filter(|e| is_read(e.opcode) && e.answer.is_none())
            .count();
        let last = self.queue.len().saturating_sub(1);
        for (at, entry) in self.queue.iter_mut().enumerate() {
            // The count at the end of a group of reads must be read after all of them.
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

    pub(super) fn reopen(&mut self, problem: &io::Error) -> Result<()> {
        let start = self.line.now();
        let mut pause = Duration::from_millis(20);
        while self.line.reopen().is_err() {
            let waited = self.line.now().saturating_sub(start);
            if waited >= self.timing.reconnect || (self.timing.stop)() {
                return Err(LinkError::Gone {
                    port: self.line.name().to_owned(),
                    problem: problem.to_string(),
                    seconds: waited.as_secs_f64(),
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

    /// Opens a lost port again, and continues only with the same device in the same state.
    pub(super) fn reconnect(&mut self, mut problem: io::Error) -> Result<()> {
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

    pub(super) fn same_device(&mut self) -> Step<()> {
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

    /// Compares the beginning of the row memory before the first presentation. Until then the counters do not show
    /// whether the device was reset, but the weights do.
    pub(super) fn check_mark(&mut self) -> Result<()> {
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

    pub(super) fn compare_mark(&self, found: &[u8], expected: &[u8]) -> Step<()> {
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

    pub(super) fn found(&self) -> String {
        let heard: Vec<String> = self.heard.iter().map(|b| format!("{b:02x}")).collect();
        match (&self.trouble, heard.is_empty()) {
            (Some(trouble), _) => trouble.clone(),
            (None, true) => "nothing".into(),
            (None, false) => format!("no whole frame: {}", heard.join(" ")),
        }
    }

    pub(super) fn failure(&self, question: &[u8]) -> LinkError {
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

    pub(super) fn restarted(&self, sent: &str, found: u32, expected: &[u32]) -> LinkError {
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

    pub(super) fn lost(&self, what: &str, found: &[u16], expected: &[u16]) -> LinkError {
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
