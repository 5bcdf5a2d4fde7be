//! What can go wrong on a line, told with the port, what was sent, what was found and what was expected.

use thiserror::Error;

/// Why a device on a line could not be used, or is no longer believed.
#[derive(Debug, Error)]
pub enum LinkError {
    #[error(
        "cannot open {port}: {problem}; expected a serial port, or the path that `yuragi virtual-board` prints"
    )]
    Open { port: String, problem: String },
    #[error(
        "{port}: nothing that answers: sent {sent}, {tries} times in {seconds:.1} s at {baud} bits/s, found {found}, \
         expected the identity block; is it the right port and rate, and is the bitstream of this design loaded?"
    )]
    Nobody {
        port: String,
        sent: String,
        tries: u32,
        seconds: f64,
        baud: u32,
        found: String,
    },
    #[error(
        "{port}: sent {sent}, {tries} times in {seconds:.1} s, found {found}, expected its answer"
    )]
    Silent {
        port: String,
        sent: String,
        tries: u32,
        seconds: f64,
        found: String,
    },
    #[error(
        "{port}: sent {sent}, found that the device refused it: {why}; expected that it is carried out"
    )]
    Refused {
        port: String,
        sent: String,
        why: String,
    },
    #[error(
        "{port}: the device has lost its state: sent {sent}, found {found}, expected {expected}; \
         it was reset, powered off or exchanged, and what it has learned since the last checkpoint is lost: begin again"
    )]
    Restarted {
        port: String,
        sent: String,
        found: String,
        expected: String,
    },
    #[error("{port}: the port was lost ({problem}) and did not come back within {seconds:.0} s")]
    Gone {
        port: String,
        problem: String,
        seconds: f64,
    },
}

impl LinkError {
    /// Whether what the user gave is at fault.
    pub fn is_input(&self) -> bool {
        matches!(self, Self::Open { .. } | Self::Nobody { .. })
    }
}
