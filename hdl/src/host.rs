//! What talks with the host: the serial line, frames, commands, and what the host can read and set.

pub mod commands;
pub mod port;
pub mod reader;
pub mod registers;
pub mod uart;
pub mod words;
