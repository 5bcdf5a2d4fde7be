//! Frames between host and core: the one place that knows their bytes and numbers; the cells get the numbers from here.
//! `docs/reference/protocol.md` has the table.
//!
//! A frame is sync, sequence, opcode, length, payload, CRC: a response repeats the sequence number and carries the opcode
//! with its top bit set, or [`ERROR`] and two bytes, the code and the opcode it is about.

use thiserror::Error;

use yuragi_hdl::parameters::{Errors, Opcodes, Protocol as Numbers, Spaces};
use yuragi_model::network::Registers;

/// First byte of every frame.
pub const SYNC: u8 = 0x59;
/// Version that the identity block carries.
pub const VERSION: u16 = 4;
/// Most bytes of a payload.
pub const MAX_PAYLOAD: usize = 160;
/// Bytes of a frame besides its payload.
pub const OVERHEAD: usize = 6;
/// Bit that turns the opcode of a command into that of its response.
pub const RESPONSE: u8 = 0x80;
/// Opcode of an error response.
pub const ERROR: u8 = 0xff;
/// What the CRC starts from.
pub const CRC_START: u16 = 0xffff;
/// The identity block begins with these two words, "YRGI".
pub const MAGIC: [u16; 2] = [u16::from_le_bytes(*b"YR"), u16::from_le_bytes(*b"GI")];

/// What the host asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opcode {
    /// The identity block.
    Identify = 1,
    /// Reset from a seed: streams, weights, counters.
    Reset = 2,
    /// Read items of a space.
    Read = 3,
    /// Write items of a space.
    Write = 4,
    /// Present the stimulus n times.
    Present = 5,
    /// Let all random streams go on, and give bits of them.
    Draw = 6,
    /// Present the stored stimuli, one after another, again and again.
    Rehearse = 7,
}

/// What can be read and written, in items of 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// learn, sweeps, dwell, flip, noise; written one at a time.
    Registers = 0,
    /// Frame buffer, identity, stimulus, spike counts; the stimulus can be written.
    Scratch = 1,
    /// The row memory; an address is a word, with an item for every lane.
    Rows = 2,
    /// Spikes of the last presentation, sixteen an item; read only.
    Spikes = 3,
    /// Presentations, flips up, flips down, evidence up, evidence down, two items each, the low one first; read only.
    Counters = 4,
    /// Sixteen steps of all random streams an item, each step the exclusive or of the lowest bits of their words; for
    /// [`Opcode::Draw`] only.
    Streams = 5,
    /// Stored stimuli, one after another, in the words of the stimulus of the scratch memory; write only.
    Store = 6,
}

/// Why a core refuses a frame: the first byte of the payload of an error response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// The CRC is wrong.
    Crc = 1,
    /// There is no such opcode.
    Opcode = 2,
    /// The length is wrong.
    Length = 3,
    /// Address, count or space are out of range.
    Address = 4,
    /// The value is out of range.
    Value = 5,
    /// The number of the frame is not the one that is due.
    Order = 6,
}

impl ErrorCode {
    /// All codes.
    pub const ALL: [Self; 6] = [
        Self::Crc,
        Self::Opcode,
        Self::Length,
        Self::Address,
        Self::Value,
        Self::Order,
    ];

    /// What the code says of the frame.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Crc => "its CRC is wrong",
            Self::Opcode => "there is no such opcode",
            Self::Length => "its length is wrong",
            Self::Address => "its address, count or space is out of range",
            Self::Value => "its value is out of range",
            Self::Order => "its number is not the one that is due",
        }
    }
}

/// Items of the register space.
pub const REGISTERS: usize = 5;
/// Items of the counter space.
pub const COUNTERS: usize = 10;

/// The numbers of the protocol as the cells take them.
pub fn numbers() -> Numbers {
    Numbers {
        sync: SYNC,
        response: RESPONSE,
        error: ERROR,
        crc_start: CRC_START,
        max_payload: MAX_PAYLOAD,
        registers: REGISTERS,
        counters: COUNTERS,
        opcodes: Opcodes {
            identify: Opcode::Identify as u8,
            reset: Opcode::Reset as u8,
            read: Opcode::Read as u8,
            write: Opcode::Write as u8,
            present: Opcode::Present as u8,
            draw: Opcode::Draw as u8,
            rehearse: Opcode::Rehearse as u8,
        },
        spaces: Spaces {
            registers: Space::Registers as u8,
            scratch: Space::Scratch as u8,
            rows: Space::Rows as u8,
            spikes: Space::Spikes as u8,
            counters: Space::Counters as u8,
            streams: Space::Streams as u8,
            store: Space::Store as u8,
        },
        errors: Errors {
            crc: ErrorCode::Crc as u8,
            opcode: ErrorCode::Opcode as u8,
            length: ErrorCode::Length as u8,
            address: ErrorCode::Address as u8,
            value: ErrorCode::Value as u8,
            order: ErrorCode::Order as u8,
        },
    }
}

/// The items of the register space.
pub fn register_items(registers: &Registers) -> [u16; REGISTERS] {
    [
        registers.learn.into(),
        registers.sweeps.into(),
        registers.dwell,
        registers.flip,
        registers.noise.into(),
    ]
}

/// The registers of the items of the register space.
pub fn registers(items: &[u16]) -> Registers {
    Registers {
        learn: items[0] != 0,
        sweeps: items[1] as u8,
        dwell: items[2],
        flip: items[3],
        noise: items[4] as u8,
    }
}

/// Why a core refused a frame, and why a response could not be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProtocolError {
    #[error("the core refused opcode {opcode}: {}", refusal(*code))]
    Refused { code: u8, opcode: u8 },
    #[error("a response of {found} bytes where a frame has at least {OVERHEAD}")]
    Short { found: usize },
    #[error("a response begins with {found:#04x}, not with the sync byte {SYNC:#04x}")]
    Sync { found: u8 },
    #[error("a response's CRC is {found:#06x}, its bytes sum to {expected:#06x}")]
    Crc { found: u16, expected: u16 },
    #[error("a response to frame {found} came where frame {expected} was asked")]
    Sequence { found: u8, expected: u8 },
    #[error("a response with opcode {found:#04x} came where {expected:#04x} was due")]
    Opcode { found: u8, expected: u8 },
    #[error("a response has {found} bytes of payload where {expected} were due")]
    Length { found: usize, expected: usize },
}

/// What a code of refusal means.
pub fn refusal(code: u8) -> String {
    let known = ErrorCode::ALL
        .into_iter()
        .find(|known| *known as u8 == code);
    known.map_or_else(
        || format!("error code {code}"),
        |code| code.meaning().into(),
    )
}

/// CRC-16 with the polynomial x^16 + x^12 + x^5 + 1, most significant bit first, from 0xffff.
pub fn crc16(bytes: impl IntoIterator<Item = u8>) -> u16 {
    bytes.into_iter().fold(CRC_START, |crc: u16, byte| {
        (0..8).fold(crc ^ (u16::from(byte) << 8), |crc, _| {
            if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            }
        })
    })
}

/// The bytes of a frame.
///
/// # Panics
/// If the payload is longer than [`MAX_PAYLOAD`]: callers split what they send.
pub fn frame(sequence: u8, opcode: u8, payload: &[u8]) -> Vec<u8> {
    assert!(
        payload.len() <= MAX_PAYLOAD,
        "a payload of {} bytes",
        payload.len()
    );
    let mut bytes = vec![SYNC, sequence, opcode, payload.len() as u8];
    bytes.extend_from_slice(payload);
    let crc = crc16(bytes[1..].iter().copied());
    bytes.extend_from_slice(&crc.to_le_bytes());
    bytes
}

/// The payload of the response to a frame.
///
/// # Errors
/// If it is no response to that frame, is damaged, or says that the core refused.
pub fn response(bytes: &[u8], sequence: u8, opcode: Opcode) -> Result<&[u8], ProtocolError> {
    let (&[sync, found_sequence, found_opcode, length], rest) = bytes
        .split_first_chunk::<4>()
        .ok_or(ProtocolError::Short { found: bytes.len() })?;
    if sync != SYNC {
        return Err(ProtocolError::Sync { found: sync });
    }
    let length = usize::from(length);
    let (payload, &[low, high]) = rest
        .split_last_chunk::<2>()
        .filter(|(payload, _)| payload.len() == length)
        .ok_or(ProtocolError::Length {
            found: rest.len().saturating_sub(2),
            expected: length,
        })?;
    let expected = crc16(bytes[1..4 + length].iter().copied());
    let found = u16::from_le_bytes([low, high]);
    if found != expected {
        return Err(ProtocolError::Crc { found, expected });
    }
    if found_sequence != sequence {
        return Err(ProtocolError::Sequence {
            found: found_sequence,
            expected: sequence,
        });
    }
    if let (ERROR, [code, about]) = (found_opcode, payload) {
        return Err(ProtocolError::Refused {
            code: *code,
            opcode: *about,
        });
    }
    let due = opcode as u8 | RESPONSE;
    if found_opcode != due {
        return Err(ProtocolError::Opcode {
            found: found_opcode,
            expected: due,
        });
    }
    Ok(payload)
}

/// Payload of a read.
pub fn read(space: Space, address: u16, count: u8) -> Vec<u8> {
    let [low, high] = address.to_le_bytes();
    vec![space as u8, count, low, high]
}

/// Payload of a write of `count` items (words of the row memory, else 16-bit items).
pub fn write(space: Space, address: u16, count: u8, items: &[u16]) -> Vec<u8> {
    let mut payload = read(space, address, count);
    payload.extend(items.iter().flat_map(|item| item.to_le_bytes()));
    payload
}

/// The items of a payload.
pub fn items(payload: &[u8]) -> Vec<u16> {
    payload
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}
