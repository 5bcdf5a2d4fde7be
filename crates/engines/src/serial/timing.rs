//! Timing and checks of a line.

use std::time::Duration;

use yuragi_boards::Board;

/// The checks that every answer must pass: its CRC, its sequence number, and the count of presentations.
///
/// All checks are always done. Only with the feature `testing` can one be left out. The controls of tests do this and
/// must then find wrong results.
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
    /// All checks but that of the CRC, so that damaged frames are accepted.
    pub fn without_crc() -> Self {
        Self {
            crc: false,
            ..Self::default()
        }
    }

    /// All checks but those of sequence numbers and counts, so that late and duplicate answers are accepted.
    pub fn without_numbers() -> Self {
        Self {
            numbers: false,
            // The count of presentations would reveal most of these answers, too.
            counts: false,
            ..Self::default()
        }
    }
}

/// The timing of a line and its device, and how long to wait for answers.
#[derive(Clone, Debug)]
pub struct Timing {
    /// The rate of the line, in bits per second.
    pub baud: u32,
    /// The lowest possible frequency of the core, in MHz.
    pub core_mhz: f64,
    /// The number of bytes that the device can buffer while it is busy.
    pub buffer: usize,
    /// The time that drivers and adapters may add to every answer.
    pub slack: Duration,
    /// The factor by which everything may take longer than on a board. It is measured if it is not given.
    pub patience: Option<f64>,
    /// How long to wait for a lost port to come back.
    pub reconnect: Duration,
    /// How often the first question is asked.
    pub first_tries: u32,
    /// How often all other questions are asked.
    pub tries: u32,
    /// The seed of the first sequence numbers. They differ from run to run if it is not given.
    pub numbers_from: Option<u64>,
    /// The checks of every answer.
    pub checks: Checks,
    /// Whether the user wants the program to end. The link then stops to ask a device that does not answer.
    pub stop: fn() -> bool,
}

/// The frequency of the slowest core of the built-in boards in MHz, for a device of which only the rate of the line is
/// known.
const SLOWEST_MHZ: f64 = 12.0;

impl Timing {
    /// The timing for a device of which only the rate of the line is known, in bits per second.
    pub fn new(baud: u32) -> Self {
        Self {
            baud: baud.max(1),
            core_mhz: SLOWEST_MHZ,
            // The size of the buffer in the top level of a board.
            buffer: 512,
            slack: Duration::from_millis(250),
            patience: Some(1.0),
            reconnect: Duration::from_secs(20),
            first_tries: 6,
            tries: 8,
            numbers_from: None,
            checks: Checks::default(),
            stop: || false,
        }
    }

    /// The timing for a board.
    pub fn of(board: &Board) -> Self {
        Self {
            core_mhz: board.core_mhz,
            ..Self::new(board.baud)
        }
    }
}
