//! The errors of a serial line. Each names the port, what was sent, what was found and what was expected.

use thiserror::Error;

/// Why a device on a line could not be used, or can no longer be trusted.
#[derive(Debug, Error)]
pub enum LinkError {
    /// The port could not be opened.
    #[error(
        "cannot open {port}: {problem}; expected a serial port, or the path that `yuragi virtual-board` prints"
    )]
    Open {
        /// Path of the port.
        port: String,
        /// What the operating system said.
        problem: String,
    },
    /// No core answered the first question.
    #[error(
        "{port}: no core answers: sent {sent}, {tries} times in {seconds:.1} s at {baud} bits/s, found {found}, \
         expected the identity block; is it the right port and rate, is the bitstream of this design loaded, and does no other program read from the \
         port (ModemManager, a terminal program)?"
    )]
    Nobody {
        /// Path of the port.
        port: String,
        /// The command that was sent.
        sent: String,
        /// How often it was sent.
        tries: u32,
        /// For how long, in seconds.
        seconds: f64,
        /// The rate of the line, in bits per second.
        baud: u32,
        /// What came instead of an answer.
        found: String,
    },
    /// A command was not answered in spite of all repetitions.
    #[error(
        "{port}: sent {sent}, {tries} times in {seconds:.1} s, found {found}, expected an answer to it; \
         does another program read from the port (ModemManager, a terminal program)?"
    )]
    Silent {
        /// Path of the port.
        port: String,
        /// The command that was sent.
        sent: String,
        /// How often the program tried to get an answer.
        tries: u32,
        /// For how long, in seconds.
        seconds: f64,
        /// What came instead of an answer.
        found: String,
    },
    /// The device refused a command several times, although its frame was not damaged.
    #[error(
        "{port}: sent {sent}, but the device refused it: {why}; expected the device to execute it"
    )]
    Refused {
        /// Path of the port.
        port: String,
        /// The command that was sent.
        sent: String,
        /// The reason that the device gave.
        why: String,
    },
    /// The device no longer has the state that it must have.
    #[error(
        "{port}: the device has lost its state: sent {sent}, found {found}, expected {expected}; it was reset, powered off or \
         replaced by another one, and what it has learned since the last checkpoint is lost: start again"
    )]
    Restarted {
        /// Path of the port.
        port: String,
        /// The command that was sent.
        sent: String,
        /// What shows that the state was lost.
        found: String,
        /// What was expected instead.
        expected: String,
    },
    /// The user stopped the program while the device did not answer.
    #[error(
        "{port}: stopped while the device did not answer: sent {sent}, found {found}, expected an answer to it"
    )]
    Stopped {
        /// Path of the port.
        port: String,
        /// The command that was sent.
        sent: String,
        /// What came instead of an answer.
        found: String,
    },
    /// The port disappeared.
    #[error("{port}: the port was lost ({problem}) and did not come back within {seconds:.0} s")]
    Gone {
        /// Path of the port.
        port: String,
        /// What the operating system said.
        problem: String,
        /// For how long the program waited, in seconds.
        seconds: f64,
    },
}

impl LinkError {
    /// Whether the input of the user is at fault: the port or its rate.
    pub fn is_input(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Nobody { .. })
    }
}
