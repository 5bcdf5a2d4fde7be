//! The files of a work directory.

use std::path::Path;

use super::error::ToolchainError;

// The tools get relative paths, because the YoWASP versions see no others.

/// The statistics of synthesis.
pub const STATISTICS: &str = "statistics.json";
/// The netlist after synthesis.
pub const NETLIST: &str = "netlist.json";
/// The result of the last place and route.
pub const PLACED: &str = "placed.txt";
/// The result of the best place and route.
pub const KEPT: &str = "kept.txt";
/// The report of place and route.
pub const TIMING: &str = "timing.json";
/// What synthesis said.
pub const SYNTHESIS_LOG: &str = "yosys.log";
/// What the last place and route said.
pub const PLACE_LOG: &str = "nextpnr.log";
/// What the best place and route said.
pub const KEPT_LOG: &str = "kept.log";
/// The packed file.
pub const BITSTREAM: &str = "bitstream";

/// Writes a file of the work directory.
pub fn put(at: &Path, name: &str, bytes: &[u8]) -> Result<(), ToolchainError> {
    std::fs::write(at.join(name), bytes).map_err(ToolchainError::Directory)
}

/// Reads a file of the work directory.
pub fn get(at: &Path, name: &str) -> Result<Vec<u8>, ToolchainError> {
    std::fs::read(at.join(name)).map_err(ToolchainError::Directory)
}
