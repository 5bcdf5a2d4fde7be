//! The exported Verilog of the top level of a board.

use yuragi_hdl::{ExportError, VerilogFile};
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use crate::board::Board;

/// The Verilog of the top level of a board with the core of a design, one file for each module. The top module
/// `yuragi_top` is the last.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn top_verilog(design: &Design, board: &Board) -> Result<Vec<VerilogFile>, ExportError> {
    top_verilog_with(design, None, board)
}

/// The same as [`top_verilog`]. If `weights` are given, the row memory of the core holds them at power-on.
///
/// # Errors
/// If the exporter cannot express a cell.
pub fn top_verilog_with(
    design: &Design,
    weights: Option<&Weights>,
    board: &Board,
) -> Result<Vec<VerilogFile>, ExportError> {
    let mut header = yuragi_hardware::header(design);
    header.lines.push(format!(
        "Board: {}; {} MHz; serial line at {} bits/s.",
        board.name, board.core_mhz, board.baud
    ));
    let parameters = yuragi_hardware::parameters_with(design, weights);
    yuragi_hdl::export_top(&parameters, &board.top, &header, yuragi_hdl::PREFIX)
}
