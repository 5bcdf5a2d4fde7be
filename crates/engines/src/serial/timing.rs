//! What is known of a line.

use std::time::Duration;

use yuragi_boards::Board;

/// The checks that every answer must pass: its CRC, its number, and the count of presentations.
///
/// All of them hold, always. Only the controls of tests, which must then find wrong results, can leave one out; they need the feature
/// `testing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    pub(super) crc: bool,
    pub(super) numbers: bool,
    pub(super) counts: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            crc: true,
            numbers: true,
            counts: true,
        }
    }
}

#[cfg(feature = "testing")]
impl Checks {
    /// Damaged frames are taken for good ones.
    pub fn without_crc() -> Self {
        Self {
            crc: false,
            ..Self::default()
        }
    }

    /// Late and doubled answers are taken for those that are due.
    pub fn without_numbers() -> Self {
        Self {
            numbers: false,
            // the count of presentations tells most of what the numbers tell
            counts: false,
            ..Self::default()
        }
    }
}

/// What is known of a line, and how long to wait on it.
#[derive(Clone, Debug)]
pub struct Timing {
    /// Bits a second.
    pub baud: u32,
    /// MHz of the core, at least.
    pub core_mhz: f64,
    /// Bytes that the device keeps while it is busy.
    pub buffer: usize,
    /// What drivers and adapters may add to every answer.
    pub slack: Duration,
    /// How much longer than on a board everything takes; measured if it is not given.
    pub patience: Option<f64>,
    /// How long a lost port is waited for.
    pub reconnect: Duration,
    /// Tries of the first question, and of all others.
    pub first_tries: u32,
    pub tries: u32,
    /// The first number; by chance if not given.
    pub numbers_from: Option<u64>,
    /// What an answer must stand.
    pub checks: Checks,
}

/// MHz of the slowest core of the built-in boards, for a device of which only the line's rate is known.
const SLOWEST_MHZ: f64 = 12.0;

impl Timing {
    /// Of a device of which only the line's rate is known.
    pub fn new(baud: u32) -> Self {
        Self {
            baud: baud.max(1),
            core_mhz: SLOWEST_MHZ,
            // as the top level of a board has it
            buffer: 512,
            slack: Duration::from_millis(250),
            patience: Some(1.0),
            reconnect: Duration::from_secs(20),
            first_tries: 6,
            tries: 8,
            numbers_from: None,
            checks: Checks::default(),
        }
    }

    /// Of a board.
    pub fn of(board: &Board) -> Self {
        Self {
            core_mhz: board.core_mhz,
            ..Self::new(board.baud)
        }
    }
}
