//! A host's reading of `docs/reference/protocol.md`: which bytes are good frames, what a model makes of them, and what must be answered.

use yuragi_hardware as hardware;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_model::shape::Shape;

use crate::campaigns::frames::*;

/// An answer: its number, its opcode, and the bytes of its payload with the bits of them that the document fixes.
pub(super) struct Answer {
    sequence: u8,
    pub opcode: u8,
    pub payload: Vec<(u8, u8)>,
}

/// What a host that knows the document knows of a core: frames are executed by a model, and what a model has not is kept here.
pub struct Reading {
    pub(super) design: Design,
    pub(super) shape: Shape,
    pub(super) model: Model,
    /// Bytes from the last sync byte on.
    pending: Vec<u8>,
    pub(super) due: u8,
    registers: [u16; 5],
    /// The words of the stimulus, and those stored.
    words: Vec<u16>,
    pub(super) store: Vec<u16>,
    /// Clamps of the last presentation; none since a reset: then spikes and counts are not fixed.
    pub(super) clamped: Option<Vec<bool>>,
    pub(super) answers: Vec<Answer>,
    /// Cycles that what was executed may take.
    pub(super) cycles: u64,
    pub(super) executed: u64,
}

fn le(bytes: &[u8]) -> Vec<u16> {
    let pairs = bytes.chunks_exact(2);
    pairs
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}

fn fixed(items: &[u16]) -> Vec<(u16, u16)> {
    items.iter().map(|&item| (item, 0xffff)).collect()
}

/// Spikes in items of `per` neurons, of each kind from its bit on. An item is filled from its upper end; its other bits are nobody's
/// business.
fn gathered(
    per: usize,
    kinds: &[(usize, &[bool])],
    known: &dyn Fn(usize) -> bool,
) -> Vec<(u16, u16)> {
    let n = kinds[0].1.len();
    let mut items = vec![(0, 0); n.div_ceil(per)];
    for &(from, spikes) in kinds {
        for (i, &spike) in spikes.iter().enumerate() {
            let item = i / per;
            let empty = per - per.min(n - item * per);
            let bit = from + empty + i % per;
            items[item].0 |= u16::from(spike) << bit;
            items[item].1 |= u16::from(known(i)) << bit;
        }
    }
    items
}

impl Reading {
    /// Of a core after power-on.
    pub fn new(design: &Design) -> Self {
        let shape = design.shape();
        let map = hardware::scratch_map(&shape);
        let registers = Registers::new(design);
        Self {
            model: Model::new(design).expect("a model"),
            pending: Vec::new(),
            due: 0,
            registers: [
                registers.learn.into(),
                registers.sweeps.into(),
                registers.dwell,
                registers.flip,
                registers.noise.into(),
            ],
            words: vec![0; map.stimulus_words],
            store: vec![0; design.hardware.stored_stimuli * map.stimulus_words],
            clamped: None,
            answers: Vec::new(),
            cycles: 0,
            executed: 0,
            design: design.clone(),
            shape,
        }
    }

    /// Takes bytes that are sent to the core, and executes the good frames.
    pub fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if !self.pending.is_empty() || byte == SYNC {
                self.pending.push(byte);
            }
            let &[_, sequence, opcode, length, ref tail @ ..] = &self.pending[..] else {
                continue;
            };
            let length = usize::from(length);
            if length > LONGEST {
                self.refuse(sequence, opcode, LENGTH);
            } else if tail.len() == length + 2 {
                let payload = tail[..length].to_vec();
                let sum = u16::from_le_bytes([tail[length], tail[length + 1]]);
                if crc(&self.pending[1..4 + length]) == sum {
                    self.answer(sequence, opcode, &payload);
                } else {
                    self.refuse(sequence, opcode, CRC);
                }
            } else {
                continue;
            }
            self.pending.clear();
        }
    }

    fn refuse(&mut self, sequence: u8, opcode: u8, code: u8) {
        self.reply(sequence, 0xff, &[(code, 0xff), (opcode, 0xff)]);
    }

    fn reply(&mut self, sequence: u8, opcode: u8, payload: &[(u8, u8)]) {
        self.answers.push(Answer {
            sequence,
            opcode,
            payload: payload.to_vec(),
        });
    }

    fn answer(&mut self, sequence: u8, opcode: u8, payload: &[u8]) {
        let ago = self.due.wrapping_sub(sequence);
        let items = match verdict(&self.design, ago, opcode, payload) {
            Err(code) => return self.refuse(sequence, opcode, code),
            Ok(Asked::Repetition) => Vec::new(),
            Ok(Asked::Identity) => {
                self.due = sequence.wrapping_add(1);
                fixed(&hardware::identity(&self.design))
            }
            Ok(Asked::Items {
                space,
                address,
                count,
            }) => self.items(space)[address * size(&self.design, space).1..]
                [..count * size(&self.design, space).1]
                .to_vec(),
            Ok(Asked::Change) => {
                self.due = sequence.wrapping_add(1);
                self.executed += 1;
                self.execute(opcode, payload)
            }
        };
        let bytes: Vec<(u8, u8)> = items
            .iter()
            .flat_map(|(item, mask)| {
                let ([a, b], [c, d]) = (item.to_le_bytes(), mask.to_le_bytes());
                [(a, c), (b, d)]
            })
            .collect();
        self.reply(sequence, opcode | 0x80, &bytes);
    }

    /// All items of a space, and which of their bits the document fixes.
    fn items(&self, space: u8) -> Vec<(u16, u16)> {
        let counters = self.model.counters().values();
        let counters: Vec<u16> = counters
            .iter()
            .flat_map(|&n| [n as u16, (n >> 16) as u16])
            .collect();
        match space {
            REGISTERS => fixed(&self.registers),
            ROWS => {
                let weights = self.model.weights();
                fixed(&weights.values.iter().map(|&w| w as u16).collect::<Vec<_>>())
            }
            COUNTERS => fixed(&counters),
            SCRATCH => {
                let map = hardware::scratch_map(&self.shape);
                let mut items = vec![(0, 0xffff); map.words];
                items[..LONGEST / 2].fill((0, 0));
                let mut put = |at: usize, part: &[(u16, u16)]| {
                    items[at..at + part.len()].copy_from_slice(part);
                };
                put(map.identity, &fixed(&hardware::identity(&self.design)));
                put(map.registers, &fixed(&self.registers));
                put(map.stimulus, &fixed(&self.words));
                put(map.totals, &fixed(&counters));
                put(map.spikes, &self.spikes());
                put(map.counts, &fixed(self.model.counts()));
                if self.clamped.is_none() {
                    put(map.counts, &vec![(0, 0); self.shape.outputs()]);
                }
                items
            }
            _ => self.spikes(),
        }
    }

    /// The items of the spike space: inputs and outputs as they were encoded, sixteen in an item; hidden neurons, eight in an item
    /// with their prediction spikes in the low byte; read-out spikes, sixteen in an item.
    fn spikes(&self) -> Vec<(u16, u16)> {
        let spikes = self.model.spikes();
        let (inputs, outputs) = (self.shape.inputs(), self.shape.outputs());
        let clamped = |k: usize| {
            self.clamped
                .as_ref()
                .is_some_and(|clamped| k < outputs && clamped[k])
        };
        let known = self.clamped.is_some();
        let mut units = [&spikes.inputs[..], &spikes.outputs].concat();
        units.resize((inputs + outputs).next_multiple_of(2), false);
        let mut items = gathered(16, &[(0, &units)], &|m| match m < inputs {
            true => known,
            // the encoded unit of a free output and that of a padding are nobody's business
            false => clamped(m - inputs),
        });
        let hidden = [(0, &spikes.predicted[..]), (8, &spikes.hidden)];
        items.extend(gathered(8, &hidden, &|_| known));
        items.extend(gathered(16, &[(0, &spikes.readout)], &|_| known));
        items
    }

    fn execute(&mut self, opcode: u8, payload: &[u8]) -> Vec<(u16, u16)> {
        let word = |i: usize| u16::from_le_bytes([payload[2 * i], payload[2 * i + 1]]);
        self.cycles += 4 * (self.shape.depth() * self.shape.lanes()) as u64 + 4096;
        match opcode {
            RESET => {
                self.model.reset(payload);
                self.clamped = None;
            }
            PRESENT => self.present(word(0)),
            DRAW => {
                self.model.draw(word(1).into());
                return fixed(&self.model.draw(payload[1].into()));
            }
            REHEARSE => {
                let [n, stimuli, passes] = [0, 1, 2].map(word);
                let each = self.words.len();
                for _ in 0..passes {
                    for stimulus in 0..usize::from(stimuli) {
                        let stored = &self.store[stimulus * each..][..each];
                        self.words = stored.to_vec();
                        self.show();
                        self.present(n);
                    }
                }
            }
            _ => self.write(payload[0], word(1).into(), &le(&payload[4..])),
        }
        Vec::new()
    }

    fn write(&mut self, space: u8, address: usize, items: &[u16]) {
        match space {
            REGISTERS => {
                self.registers[address] = items[0];
                let [learn, sweeps, dwell, flip, noise] = self.registers;
                let registers = Registers {
                    learn: learn == 1,
                    sweeps: sweeps as u8,
                    dwell,
                    flip,
                    noise: noise as u8,
                };
                self.model.set_registers(registers).expect("in range");
                if address == 2 {
                    self.show();
                }
            }
            SCRATCH => {
                let first = address - hardware::scratch_map(&self.shape).stimulus;
                self.words[first..first + items.len()].copy_from_slice(items);
                self.show();
            }
            ROWS => {
                let mut weights = self.model.weights();
                let unused = 16 - self.design.synapse.bits;
                for (i, &item) in items.iter().enumerate() {
                    // a row memory keeps the lowest bits
                    weights.values[address * self.shape.lanes() + i] =
                        (item as i16) << unused >> unused;
                }
                self.model.load_weights(&weights).expect("weights");
            }
            _ => self.store[address..address + items.len()].copy_from_slice(items),
        }
    }

    fn stimulus(&self) -> Stimulus {
        let (inputs, outputs) = (self.shape.inputs(), self.shape.outputs());
        let (clamps, pairs) = self.words.split_at(outputs.div_ceil(16));
        let bytes = pairs.iter().flat_map(|pair| pair.to_le_bytes());
        Stimulus {
            intensities: bytes.take(inputs + outputs).collect(),
            clamped: (0..outputs)
                .map(|k| clamps[k / 16] >> (k % 16) & 1 == 1)
                .collect(),
        }
    }

    fn show(&mut self) {
        self.model.set_stimulus(&self.stimulus()).expect("shown");
    }

    fn present(&mut self, n: u16) {
        self.model.present(n).expect("presented");
        self.clamped = Some(self.stimulus().clamped);
        let sweeps = self.registers[1] as u8;
        let most = hardware::costs::cycles_with(&self.design, sweeps).total;
        self.cycles += u64::from(n) * (2 * most + 256);
    }

    /// Whether these bytes are the answers to what was taken since, each with a good CRC.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&mut self, mut bytes: &[u8]) -> Result<(), String> {
        for (n, answer) in std::mem::take(&mut self.answers).iter().enumerate() {
            let length = answer.payload.len() + 6;
            let Some((found, rest)) = bytes.split_at_checked(length) else {
                return Err(format!("answer {n}: only {bytes:x?} of {length} bytes"));
            };
            bytes = rest;
            let payload: Vec<u8> = (found[4..length - 2].iter().zip(&answer.payload))
                .map(|(byte, (value, mask))| byte & !mask | value & mask)
                .collect();
            let expected = frame(answer.sequence, answer.opcode, &payload);
            if found != expected {
                return Err(format!(
                    "answer {n}: found {found:x?}, expected {expected:x?}"
                ));
            }
        }
        if bytes.is_empty() {
            Ok(())
        } else {
            Err(format!("unasked bytes: {bytes:x?}"))
        }
    }
}
