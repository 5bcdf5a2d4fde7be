//! The errors of engines that are given something that does not fit.

use thiserror::Error;

/// Why an engine refused its input.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NetworkError {
    /// An array has the wrong length.
    #[error("{what}: {found} values were given, the design has {expected}")]
    Size {
        /// What the array holds.
        what: &'static str,
        /// The length that was found.
        found: usize,
        /// The length that the design needs.
        expected: usize,
    },
    /// The value of a register is out of its range.
    #[error("register {name} = {found} is not allowed: it must be from {min} to {max}")]
    Register {
        /// The name of the register.
        name: &'static str,
        /// The value that was found.
        found: u32,
        /// The smallest allowed value.
        min: u32,
        /// The largest allowed value.
        max: u32,
    },
    /// A weight is out of the range of B bits.
    #[error(
        "weight {value} at address {address}, lane {lane} is not allowed: it must be from {min} to {max}"
    )]
    Weight {
        /// The address of its word, 0..depth.
        address: usize,
        /// Its lane, 0..P.
        lane: usize,
        /// The weight that was found, in quanta.
        value: i16,
        /// The smallest allowed weight.
        min: i16,
        /// The largest allowed weight.
        max: i16,
    },
    /// The number of presentations is 0.
    #[error("0 presentations were asked for; the number must be from 1 to 65535")]
    NoPresentation,
    /// There are more stimuli than the design can store.
    #[error(
        "{found} stimuli were given, but the design can store only {room} (hardware.stored_stimuli)"
    )]
    Store {
        /// The number of stimuli that were given.
        found: usize,
        /// The number of stimuli that the design can store.
        room: usize,
    },
    /// A number of a rehearsal is 0, or it asks for more stimuli than are stored.
    #[error(
        "a rehearsal of {stimuli} stimuli was asked for, {passes} passes, {presentations} presentations each; \
         none may be 0, and {stored} stimuli are stored"
    )]
    Rehearsal {
        /// The number of stimuli that was asked for.
        stimuli: u16,
        /// The number of passes that was asked for.
        passes: u16,
        /// The number of presentations of each stimulus that was asked for.
        presentations: u16,
        /// The number of stimuli that are stored.
        stored: usize,
    },
    /// A snapshot is of another design; the text says what differs.
    #[error("the checkpoint does not fit the design: {0}")]
    Snapshot(&'static str),
}
