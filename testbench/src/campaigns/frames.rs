//! A second reading of `docs/reference/protocol.md`, written apart from the engine's: frames of any kind, and what must be answered to them.
//!
//! It panics where something cannot be set up: it is for tests only.

use verilator_sys::FrameRule;
use yuragi_engines::Engine;
use yuragi_engines::compare::Pair;
use yuragi_engines::rtl::Rtl;
use yuragi_hardware as hardware;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_model::shape::Shape;
use yuragi_model::{Model, Snapshot};

pub const SYNC: u8 = 0x59;
pub const LONGEST: usize = 160;

/// How frames are told apart.
pub const RULE: FrameRule = FrameRule {
    start: SYNC,
    length_at: 3,
    overhead: 6,
};

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

    /// The layers, and the layout of the row memory.
    pub fn shape(&self) -> Shape {
        self.design.shape()
    }

    /// Addresses of a space, and items of an address.
    pub fn size(&self, space: u8) -> (usize, usize) {
        size(&self.design, space)
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
            let mut pair = Pair::new(&mut self.model, &mut self.rtl, &self.design);
            let difference = pair.whole(true).expect("snapshots");
            assert_eq!(difference, None, "after the frames, {n}");
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
                let ago = due.wrapping_sub(sequence);
                verdict(&self.design, ago, opcode, &tail[..length])
            };
            answers.push(match verdict {
                Err(code) => refusal(sequence, opcode, code),
                Ok(Asked::Repetition) => frame(sequence, opcode | 0x80, &[]),
                Ok(Asked::Identity) => {
                    due = sequence.wrapping_add(1);
                    self.identity(sequence)
                }
                Ok(Asked::Items {
                    space,
                    address,
                    count,
                }) => {
                    let base = if space == SCRATCH { LONGEST / 2 } else { 0 };
                    // what a frame buffer holds is nobody's business: such reads are not asked for here
                    let items = self.size(space).1;
                    let start = items * address.checked_sub(base)?;
                    let found = &state.items[usize::from(space)][start..start + items * count];
                    let bytes: Vec<u8> = found.iter().flat_map(|item| item.to_le_bytes()).collect();
                    frame(sequence, opcode | 0x80, &bytes)
                }
                Ok(Asked::Change) => return None,
            });
            rest = &tail[length + 2..];
        }
        Some((answers, due))
    }
}

/// What a frame asks for that is not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A change of the state that came before: it is answered, and not executed again.
    Repetition,
    Identity,
    /// Items of a space.
    Items {
        space: u8,
        address: usize,
        count: usize,
    },
    /// A change of the state.
    Change,
}

/// Addresses of a space, and items of an address.
pub fn size(design: &Design, space: u8) -> (usize, usize) {
    let shape = design.shape();
    let map = hardware::scratch_map(&shape);
    // inputs and outputs as they were encoded, hidden neurons with their prediction spikes, read-out spikes
    let units = 2 * (shape.inputs() + shape.outputs()).div_ceil(2);
    let spikes = [units, 2 * shape.hidden(), shape.outputs()];
    match space {
        REGISTERS => (5, 1),
        SCRATCH => (map.words, 1),
        ROWS => (shape.depth(), shape.lanes()),
        SPIKES => (spikes.iter().map(|n| n.div_ceil(16)).sum(), 1),
        COUNTERS => (10, 1),
        STREAMS => (80, 1),
        STORE => (design.hardware.stored_stimuli * map.stimulus_words, 1),
        _ => (0, 1),
    }
}

/// The payload of a read of a whole space, which must fit into a frame.
pub fn read_all(design: &Design, space: u8) -> Vec<u8> {
    access(space, size(design, space).0 as u8, 0, &[])
}

/// What a frame with a good CRC asks for whose number was due so many numbers ago, or the code with which it is refused.
pub fn verdict(design: &Design, ago: u8, opcode: u8, payload: &[u8]) -> Result<Asked, u8> {
    let stores = design.hardware.stored_stimuli > 0;
    let length_fits = match opcode {
        IDENTIFY => payload.is_empty(),
        RESET => !payload.is_empty(),
        READ | DRAW => payload.len() == 4,
        WRITE => payload.len() >= 6,
        PRESENT => payload.len() == 2,
        REHEARSE if stores => payload.len() == 6,
        _ => true,
    };
    if payload.len() % 2 == 1 {
        return Err(LENGTH);
    }
    let changes = matches!(opcode, RESET | WRITE | PRESENT | DRAW) || opcode == REHEARSE && stores;
    match ago {
        1 if changes => return Ok(Asked::Repetition),
        2.. if changes => return Err(ORDER),
        _ if !length_fits => return Err(LENGTH),
        _ => {}
    }
    let word = |i: usize| usize::from(u16::from_le_bytes([payload[2 * i], payload[2 * i + 1]]));
    match opcode {
        IDENTIFY => return Ok(Asked::Identity),
        RESET => return Ok(Asked::Change),
        PRESENT if word(0) == 0 => return Err(VALUE),
        PRESENT => return Ok(Asked::Change),
        REHEARSE if stores => {
            let none = (0..3).any(|i| word(i) == 0);
            return if none || word(1) > design.hardware.stored_stimuli {
                Err(VALUE)
            } else {
                Ok(Asked::Change)
            };
        }
        READ | WRITE | DRAW => {}
        _ => return Err(OPCODE),
    }
    let (space, count, address) = (payload[0], usize::from(payload[1]), word(1));
    let (addresses, items) = size(design, space);
    let map = hardware::scratch_map(&design.shape());
    let bytes = 2 * items * count;
    let allowed = match (opcode, space) {
        (READ | WRITE, STREAMS) | (READ, STORE) => 0..0,
        (DRAW, STREAMS) | (READ, _) => 0..addresses,
        (DRAW, _) => 0..0,
        (_, SCRATCH) => map.stimulus..map.stimulus + map.stimulus_words,
        (_, SPIKES | COUNTERS) => 0..0,
        (_, REGISTERS) if count != 1 => 0..0,
        _ => 0..addresses,
    };
    if count == 0 || address < allowed.start || address + count > allowed.end {
        return Err(ADDRESS);
    }
    if opcode == WRITE {
        let values = [0..=1, 1..=255, 1..=65535, 0..=256, 0..=128];
        return match space {
            _ if payload.len() != 4 + bytes => Err(LENGTH),
            REGISTERS if !values[address].contains(&word(2)) => Err(VALUE),
            _ => Ok(Asked::Change),
        };
    }
    match opcode {
        _ if bytes > LONGEST => Err(LENGTH),
        DRAW => Ok(Asked::Change),
        _ => Ok(Asked::Items {
            space,
            address,
            count,
        }),
    }
}
