//! Why a board was refused.

use thiserror::Error;

/// The text names the file, the key, the value found and what was expected.
#[derive(Debug, Error)]
pub enum BoardError {
    #[error("there is no board {name}: the boards are {known}")]
    Unknown { name: String, known: String },
    #[error("cannot read {file}: {source}")]
    Read {
        file: String,
        source: std::io::Error,
    },
    #[error("{file}: {message}")]
    Syntax { file: String, message: String },
    #[error("{file}: {key} = {found} is not allowed: {expected}")]
    Value {
        file: String,
        key: String,
        found: String,
        expected: String,
    },
    #[error("{file}, line {line}: {message}")]
    PinLine {
        file: String,
        line: usize,
        message: String,
    },
    #[error("{file}: the top level has a port {port}, which is given no pin")]
    PortWithoutPin { file: String, port: String },
    #[error("{file}: the top level of this board has no port {port}")]
    PinWithoutPort { file: String, port: String },
    #[error("{file}: {port} is at pin {pin}, but {stated}")]
    PinDiffers {
        file: String,
        port: String,
        pin: String,
        /// What the board file says.
        stated: String,
    },
}
