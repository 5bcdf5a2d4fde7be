//! The frames between host and core, byte by byte. `docs/reference/protocol.md` describes them. The numbers of the protocol stand
//! here alone, and the cells take them from here.
//!
//! A frame consists of a sync byte, a sequence number, an opcode, a length, the payload and a CRC. A response repeats
//! the sequence number. Its opcode is that of the request with the top bit set. If the core refuses a frame, the
//! opcode of the response is [`ERROR`], and its payload has two bytes: the error code and the opcode of the refused
//! frame.

use thiserror::Error;

use yuragi_hdl::parameters::{Errors, Opcodes, Protocol as Numbers, Spaces};
use yuragi_model::network::Registers;

/// The first byte of every frame.
pub const SYNC: u8 = 0x59;
/// The version of the protocol, as the identity block states it.
pub const VERSION: u16 = 5;
/// The largest number of bytes of a payload.
pub const MAX_PAYLOAD: usize = 160;
/// The number of bytes of a frame without its payload.
pub const OVERHEAD: usize = 6;
/// The bit that turns the opcode of a command into that of its response.
pub const RESPONSE: u8 = 0x80;
/// The opcode of an error response.
pub const ERROR: u8 = 0xff;
/// The start value of the CRC.
pub const CRC_START: u16 = 0xffff;
/// The first two words of the identity block, the letters "YRGI".
pub const MAGIC: [u16; 2] = [u16::from_le_bytes(*b"YR"), u16::from_le_bytes(*b"GI")];

/// What the host asks the core to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opcode {
    /// Answer with the identity block.
    Identify = 1,
    /// Reset streams, weights and counters from a seed.
    Reset = 2,
    /// Read items of a space.
    Read = 3,
    /// Write items of a space.
    Write = 4,
    /// Present the stimulus a number of times.
    Present = 5,
    /// Advance all random streams, and answer with bits that show their states.
    Draw = 6,
    /// Present stored stimuli, one after another, in a number of passes.
    Rehearse = 7,
}

/// What can be read or written, in items of 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// The registers learn, sweeps, dwell, flip and noise. They are written one at a time.
    Registers = 0,
    /// Frame buffer, identity block, stimulus and spike counts. Of these, the stimulus can be written.
    Scratch = 1,
    /// The row memory. An address means a word, which has an item for every lane.
    Rows = 2,
    /// The spikes of the last presentation. They can only be read.
    Spikes = 3,
    /// The counters: presentations, flips up, flips down, evidence up and evidence down, each in two items, the low
    /// one first. They can only be read.
    Counters = 4,
    /// Bits of the random streams. An item stands for sixteen steps of all streams; each of its bits is the exclusive
    /// or of the lowest bits of their words. This space is for [`Opcode::Draw`] only.
    Streams = 5,
    /// The stored stimuli, one after another, each in the same words as the stimulus in the scratch memory. They can
    /// only be written.
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
            Self::Order => "its sequence number is not the one that is due",
        }
    }
}

/// The number of items of the register space.
pub const REGISTERS: usize = 5;
/// The number of items of the counter space.
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

/// The registers that [`REGISTERS`] items of the register space hold.
///
/// # Panics
/// If there are fewer items.
pub fn registers(items: &[u16]) -> Registers {
    Registers {
        learn: items[0] != 0,
        sweeps: items[1] as u8,
        dwell: items[2],
        flip: items[3],
        noise: items[4] as u8,
    }
}

/// Why a response was not accepted: the core refused the frame, or the response is damaged or answers another frame.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProtocolError {
    /// The core refused the frame and changed nothing.
    #[error("the core refused opcode {opcode}: {}", refusal(*code))]
    Refused {
        /// The error code, see [`refusal`].
        code: u8,
        /// The opcode of the refused frame.
        opcode: u8,
    },
    /// The response is shorter than any frame.
    #[error("the response has {found} bytes, but a frame has at least {OVERHEAD}")]
    Short {
        /// The number of bytes that came.
        found: usize,
    },
    /// The response does not begin with the sync byte.
    #[error("the response begins with {found:#04x} and not with the sync byte {SYNC:#04x}")]
    Sync {
        /// The first byte.
        found: u8,
    },
    /// The response is damaged.
    #[error("the response has the CRC {found:#06x}, but the CRC of its bytes is {expected:#06x}")]
    Crc {
        /// The CRC in the response.
        found: u16,
        /// The CRC of its bytes.
        expected: u16,
    },
    /// The response has the sequence number of another frame.
    #[error("the response answers frame {found}, expected an answer to frame {expected}")]
    Sequence {
        /// The sequence number of the response.
        found: u8,
        /// The sequence number of the frame that was sent.
        expected: u8,
    },
    /// The response has the opcode of another command.
    #[error("the response has the opcode {found:#04x}, expected {expected:#04x}")]
    Opcode {
        /// The opcode of the response.
        found: u8,
        /// The opcode of an answer to the frame that was sent.
        expected: u8,
    },
    /// The payload of the response has the wrong length.
    #[error("the response has a payload of {found} bytes, expected {expected}")]
    Length {
        /// The number of bytes of the payload.
        found: usize,
        /// The number of bytes that it must have.
        expected: usize,
    },
}

/// The meaning of an error code, as a clause about the frame.
pub fn refusal(code: u8) -> String {
    let known = ErrorCode::ALL
        .into_iter()
        .find(|known| *known as u8 == code);
    known.map_or_else(
        || format!("error code {code}"),
        |code| code.meaning().into(),
    )
}

/// The CRC-16 of bytes: polynomial x^16 + x^12 + x^5 + 1, most significant bit first, start value 0xffff.
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

/// The bytes of a frame with this payload.
///
/// # Panics
/// If the payload is longer than [`MAX_PAYLOAD`]. Callers split what they send.
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

/// The payload of a response to the frame with this sequence number and opcode.
///
/// # Errors
/// If the bytes are not a response to that frame, are damaged, or say that the core refused it.
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

/// The payload of a read of `count` items (of the row memory: words) from an address of a space.
pub fn read(space: Space, address: u16, count: u8) -> Vec<u8> {
    let [low, high] = address.to_le_bytes();
    vec![space as u8, count, low, high]
}

/// The payload of a write of `count` items (of the row memory: words) to an address of a space.
pub fn write(space: Space, address: u16, count: u8, items: &[u16]) -> Vec<u8> {
    let mut payload = read(space, address, count);
    payload.extend(items.iter().flat_map(|item| item.to_le_bytes()));
    payload
}

/// The 16-bit items of a payload.
pub fn items(payload: &[u8]) -> Vec<u16> {
    payload
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect()
}
