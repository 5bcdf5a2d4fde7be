//! The errors of reading a board.

use thiserror::Error;

/// Why a board was refused. The text names the file, the place, what was found and what was expected.
#[derive(Debug, Error)]
pub enum BoardError {
    /// There is neither a built-in board of this name nor a folder.
    #[error("there is no board {name}: the boards are {known}")]
    Unknown {
        /// The name that was given.
        name: String,
        /// The names of the built-in boards.
        known: String,
    },
    /// A file could not be read.
    #[error("cannot read {file}: {source}")]
    Read {
        /// Path of the file.
        file: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The board file is not TOML, or a key is unknown, missing or of the wrong type.
    #[error("{file}: {message}")]
    Syntax {
        /// Path of the board file.
        file: String,
        /// What the TOML parser said, with the line.
        message: String,
    },
    /// A value of the board file is not allowed.
    #[error("{file}: {key} = {found} is not allowed: {expected}")]
    Value {
        /// Path of the board file.
        file: String,
        /// The key, for example `clock.core_mhz`.
        key: String,
        /// The value that was found.
        found: String,
        /// What is allowed, in words.
        expected: String,
    },
    /// A clock or a rate that was asked for in an option cannot be reached.
    #[error("{option}: found {found}, expected {expected}")]
    Option {
        /// The option.
        option: &'static str,
        /// Its value.
        found: String,
        /// What is allowed, in words.
        expected: String,
    },
    /// A line of the pin file is not valid.
    #[error("{file}, line {line}: {message}")]
    PinLine {
        /// Path of the pin file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// The pin file does not place a port of the top level.
    #[error("{file}: the top level has a port {port}, which is given no pin")]
    PortWithoutPin {
        /// Path of the pin file.
        file: String,
        /// The port.
        port: String,
    },
    /// The pin file places a port that the top level does not have.
    #[error("{file}: the top level of this board has no port {port}")]
    PinWithoutPort {
        /// Path of the pin file.
        file: String,
        /// The port.
        port: String,
    },
    /// The pin file and the board file give different pins for a port.
    #[error("{file}: {port} is at pin {pin}, but {stated}")]
    PinDiffers {
        /// Path of the pin file.
        file: String,
        /// The port.
        port: String,
        /// The pin in the pin file.
        pin: String,
        /// What the board file says.
        stated: String,
    },
}
