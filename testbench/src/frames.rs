//! A second reading of `docs/protocol.md`, written apart from the engine's: frames of any kind, and what must be answered to them.
//!
//! It panics where something cannot be set up: it is for tests only.

use yuragi::design::Design;
use yuragi::engines::rtl::Rtl;
use yuragi::engines::{Engine, lockstep};
use yuragi::hardware;
use yuragi::layout::Layout;
use yuragi::model::{Model, Snapshot};
use yuragi::network::{Registers, Stimulus};

pub const SYNC: u8 = 0x59;
pub const LONGEST: usize = 160;

pub const IDENTIFY: u8 = 1;
pub const RESET: u8 = 2;
pub const READ: u8 = 3;
pub const WRITE: u8 = 4;
pub const PRESENT: u8 = 5;
pub const DRAW: u8 = 6;
pub const REHEARSE: u8 = 7;

pub const REGISTERS: u8 = 0;
pub const SCRATCH: u8 = 1;
pub const ROWS: u8 = 2;
pub const SPIKES: u8 = 3;
pub const COUNTERS: u8 = 4;
pub const STREAMS: u8 = 5;
pub const STORE: u8 = 6;

/// Codes of refusal.
pub const CRC: u8 = 1;
pub const OPCODE: u8 = 2;
pub const LENGTH: u8 = 3;
pub const ADDRESS: u8 = 4;
pub const VALUE: u8 = 5;
pub const ORDER: u8 = 6;

/// Longer than what any truncated frame still waits for.
pub const FLUSH: [u8; LONGEST + 6] = [0; LONGEST + 6];

pub fn crc(bytes: &[u8]) -> u16 {
    let mut crc = 0xffff_u16;
    for bit in bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |i| (byte >> i) & 1))
    {
        let out = (crc >> 15) ^ u16::from(bit);
        crc = (crc << 1) ^ (out * 0x1021);
    }
    crc
}

/// A frame of any length with a good CRC.
pub fn frame(sequence: u8, opcode: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![SYNC, sequence, opcode, payload.len() as u8];
    bytes.extend(payload);
    let sum = crc(&bytes[1..]);
    bytes.extend(sum.to_le_bytes());
    bytes
}

pub fn access(space: u8, count: u8, address: u16, items: &[u16]) -> Vec<u8> {
    let [low, high] = address.to_le_bytes();
    let items = items.iter().flat_map(|item| item.to_le_bytes());
    [space, count, low, high].into_iter().chain(items).collect()
}

pub fn refusal(sequence: u8, opcode: u8, code: u8) -> Vec<u8> {
    frame(sequence, 0xff, &[code, opcode])
}

/// What the host can read, item by item, and what stands inside.
#[derive(Debug, PartialEq)]
pub struct State {
    /// By space; the scratch memory without the frame buffer, which every frame writes.
    pub items: [Vec<u16>; 5],
    pub inside: Snapshot,
}

/// A tiny core in the midst of its work.
pub struct Bench {
    pub rtl: Rtl,
    pub model: Model,
    pub design: Design,
    /// Number that the next frame that changes the state must have.
    pub due: u8,
}

impl Bench {
    /// Core and model after twenty presentations, learning.
    pub fn learning() -> Self {
        Self::learning_of(Design::preset("tiny").expect("a preset"))
    }

    /// The same with a design of two inputs and one output.
    pub fn learning_of(design: Design) -> Self {
        let mut bench = Self {
            rtl: Rtl::new(&design).expect("a core"),
            model: Model::new(&design).expect("a model"),
            design,
            due: 0,
        };
        let registers = Registers {
            learn: true,
            sweeps: 2,
            dwell: 3,
            flip: 200,
            noise: 9,
        };
        let stimulus = Stimulus {
            intensities: vec![200, 100, 90],
            clamped: vec![true],
        };
        for engine in [&mut bench.rtl as &mut dyn Engine, &mut bench.model] {
            engine.configure(registers).expect("registers");
            engine.show(&stimulus).expect("a stimulus");
            engine.present(20).expect("presented");
        }
        bench.identify();
        bench
    }

    /// Sets the number that is due.
    pub fn identify(&mut self) {
        let reply = self.rtl.exchange(&frame(77, IDENTIFY, &[]), 1);
        assert_eq!(reply.expect("identified"), self.identity(77));
        self.due = 78;
    }

    /// The shape of the row memory.
    pub fn layout(&self) -> Layout {
        Layout::new(&self.design)
    }

    /// Addresses of a space, and items of an address.
    pub fn size(&self, space: u8) -> (usize, usize) {
        let layout = self.layout();
        match space {
            REGISTERS => (5, 1),
            SCRATCH => (hardware::scratch_map(&layout).words, 1),
            ROWS => (layout.depth, layout.lanes),
            // units, predicted, hidden, read-out: one item each in this design
            SPIKES => (4, 1),
            COUNTERS => (10, 1),
            STREAMS => (80, 1),
            _ => (0, 1),
        }
    }

    /// All that can be seen of the core.
    pub fn state(&mut self) -> State {
        let items = [REGISTERS, SCRATCH, ROWS, SPIKES, COUNTERS].map(|space| {
            let (addresses, _) = self.size(space);
            let first = if space == SCRATCH { LONGEST / 2 } else { 0 };
            let reads = (first..addresses).flat_map(|address| {
                let reply = self
                    .rtl
                    .exchange(&frame(1, READ, &access(space, 1, address as u16, &[])), 1);
                let reply = reply.expect("a reply");
                assert_eq!(
                    reply[2],
                    READ | 0x80,
                    "space {space}, address {address}: {reply:x?}"
                );
                reply[4..reply.len() - 2]
                    .chunks(2)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                    .collect::<Vec<_>>()
            });
            reads.collect()
        });
        State {
            items,
            inside: self.rtl.snapshot().expect("a snapshot"),
        }
    }

    /// The answer to an identify.
    pub fn identity(&self, sequence: u8) -> Vec<u8> {
        let payload: Vec<u8> = hardware::identity(&self.design)
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        frame(sequence, IDENTIFY | 0x80, &payload)
    }

    /// Core and model go on together: whatever a frame changed unseen would show.
    pub fn goes_on(&mut self) {
        self.rtl.identify().expect("identified");
        for n in 1..40 {
            self.rtl.present(n).expect("presented");
            self.model.present(n).expect("presented");
            let found = lockstep::check(&mut self.model, &mut self.rtl, self.design.synapse.bits)
                .expect("snapshots");
            assert!(
                found.is_ok(),
                "after the frames, {n}: {}",
                found.unwrap_err()
            );
        }
    }

    /// What a port that follows the documentation answers to a stream of bytes, and the number that is due then.
    /// `None`: a command that would change the state.
    pub fn answers(&self, state: &State, bytes: &[u8]) -> Option<(Vec<Vec<u8>>, u8)> {
        let (mut rest, mut answers, mut due) = (bytes, Vec::new(), self.due);
        while let Some(at) = rest.iter().position(|&byte| byte == SYNC) {
            rest = &rest[at..];
            let &[_, sequence, opcode, length, ref tail @ ..] = rest else {
                break;
            };
            let length = usize::from(length);
            if length > LONGEST {
                answers.push(refusal(sequence, opcode, LENGTH));
                rest = tail;
                continue;
            }
            if tail.len() < length + 2 {
                break;
            }
            let sum = u16::from_le_bytes([tail[length], tail[length + 1]]);
            let verdict = if crc(&rest[1..4 + length]) != sum {
                Err(CRC)
            } else {
                self.verdict(state, due.wrapping_sub(sequence), opcode, &tail[..length])?
            };
            if opcode == IDENTIFY && verdict.is_ok() {
                due = sequence.wrapping_add(1);
            }
            answers.push(match verdict {
                Ok(payload) => frame(sequence, opcode | 0x80, &payload),
                Err(code) => refusal(sequence, opcode, code),
            });
            rest = &tail[length + 2..];
        }
        Some((answers, due))
    }

    /// The payload of the answer to a frame whose number was due so many numbers ago, or a code of refusal.
    fn verdict(
        &self,
        state: &State,
        ago: u8,
        opcode: u8,
        payload: &[u8],
    ) -> Option<Result<Vec<u8>, u8>> {
        let length_fits = match opcode {
            IDENTIFY => payload.is_empty(),
            RESET => !payload.is_empty(),
            READ | DRAW => payload.len() == 4,
            WRITE => payload.len() >= 6,
            PRESENT => payload.len() == 2,
            _ => true,
        };
        if payload.len() % 2 == 1 {
            return Some(Err(LENGTH));
        }
        match (opcode, ago) {
            (RESET | WRITE | PRESENT | DRAW, 1) => return Some(Ok(Vec::new())),
            (RESET | WRITE | PRESENT | DRAW, 2..) => return Some(Err(ORDER)),
            _ if !length_fits => return Some(Err(LENGTH)),
            _ => {}
        }
        match opcode {
            IDENTIFY => {
                return Some(Ok(
                    self.identity(0)[4..4 + 2 * hardware::IDENTITY_WORDS].to_vec()
                ));
            }
            READ | WRITE | DRAW => {}
            PRESENT if payload == [0, 0] => return Some(Err(VALUE)),
            PRESENT | RESET => return None,
            _ => return Some(Err(OPCODE)),
        }
        let (space, count) = (payload[0], usize::from(payload[1]));
        let address = usize::from(u16::from_le_bytes([payload[2], payload[3]]));
        let (addresses, items) = self.size(space);
        let map = hardware::scratch_map(&self.layout());
        let bytes = 2 * items * count;
        let allowed = match (opcode, space) {
            (READ | WRITE, STREAMS) => 0..0,
            (DRAW, STREAMS) | (READ, _) => 0..addresses,
            (DRAW, _) => 0..0,
            (_, SCRATCH) => map.stimulus..map.stimulus + map.stimulus_words,
            (_, SPIKES | COUNTERS) => 0..0,
            (_, REGISTERS) if count != 1 => 0..0,
            _ => 0..addresses,
        };
        if count == 0 || address < allowed.start || address + count > allowed.end {
            return Some(Err(ADDRESS));
        }
        if opcode == WRITE {
            let value = u16::from_le_bytes([payload[4], payload[5]]);
            let values = [0..=1, 1..=255, 1..=u16::MAX, 0..=256, 0..=128];
            return match space {
                _ if payload.len() != 4 + bytes => Some(Err(LENGTH)),
                REGISTERS if !values[address].contains(&value) => Some(Err(VALUE)),
                _ => None,
            };
        }
        if bytes > LONGEST {
            return Some(Err(LENGTH));
        }
        if opcode == DRAW {
            return None;
        }
        let base = if space == SCRATCH { LONGEST / 2 } else { 0 };
        // what a frame buffer holds is nobody's business: such reads are not asked for here
        let start = items * address.checked_sub(base)?;
        let found = &state.items[usize::from(space)][start..start + items * count];
        Some(Ok(found
            .iter()
            .flat_map(|item| item.to_le_bytes())
            .collect()))
    }
}
