//! The files of a work directory.

use std::path::Path;

use super::error::ToolchainError;

/// Names within the work directory. The tools get relative paths: the YoWASP ones see no others there.
pub const STATISTICS: &str = "statistics.json";
pub const NETLIST: &str = "netlist.json";
pub const PLACED: &str = "placed.txt";
pub const KEPT: &str = "kept.txt";
pub const TIMING: &str = "timing.json";
pub const BITSTREAM: &str = "bitstream";

/// Writes a file of the work directory.
pub fn put(at: &Path, name: &str, bytes: &[u8]) -> Result<(), ToolchainError> {
    std::fs::write(at.join(name), bytes).map_err(ToolchainError::Directory)
}

/// Reads a file of the work directory.
pub fn get(at: &Path, name: &str) -> Result<Vec<u8>, ToolchainError> {
    std::fs::read(at.join(name)).map_err(ToolchainError::Directory)
}
