//! From Verilog to a netlist of the cells of a family.

use std::path::Path;

use super::error::ToolchainError;
use super::run;
use super::tools::Tool;
use super::work::{NETLIST, STATISTICS, SYNTHESIS_LOG};
use crate::board::{Board, Family};

/// Synthesises Verilog files. Writes the netlist and the number of cells of each type.
pub fn synthesise(
    yosys: &Tool,
    board: &Board,
    sources: &[String],
    at: &Path,
) -> Result<(), ToolchainError> {
    let synthesis = match board.device.family {
        Family::Ice40 => {
            // The mapping uses the delays of this series of chips.
            let series = board
                .device
                .name
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == 'k');
            let series = if series == "up" { "u" } else { series };
            let large = if board.device.single_port_words > 0 {
                "-spram "
            } else {
                ""
            };
            format!("synth_ice40 -abc9 {large}-device {series} -top yuragi_top")
        }
        Family::Ecp5 => "synth_ecp5 -abc9 -top yuragi_top".to_owned(),
    };
    // Newer versions of yosys leave cells that only describe scopes. Older versions of nextpnr do not know them.
    let script = format!(
        "read_verilog {}; {synthesis}; delete */t:$scopeinfo; tee -q -o {STATISTICS} stat -json; write_json {NETLIST}",
        sources.join(" ")
    );
    run::run(yosys, &["-q", "-l", SYNTHESIS_LOG, "-p", &script], at)
}
