//! Why no bitstream was made.

use thiserror::Error;

/// A reason, and what to do.
#[derive(Debug, Error)]
pub enum ToolchainError {
    #[error("{tool} was not found on the PATH{also}; {install}")]
    Missing {
        tool: &'static str,
        also: &'static str,
        install: &'static str,
    },
    #[error("{tool} could not be run: {source}")]
    Start {
        tool: String,
        source: std::io::Error,
    },
    #[error("{tool} failed with {status}; its last lines:\n{lines}")]
    Failed {
        tool: String,
        status: std::process::ExitStatus,
        lines: String,
    },
    #[error(
        "place and route found no way for every wire, with any of {tries} seeds from {seed}; another --seed may do"
    )]
    Unroutable { seed: u32, tries: u32 },
    /// The design is at fault, not the machine.
    #[error("{0}")]
    DoesNotFit(String),
    #[error(
        "{board} has an ECP5, whose bitstream no tool here turns back into Verilog (Project Trellis' ecp_vlog.py is in no \
         package of Debian 12): expected the engine netlist, or a board with an iCE40"
    )]
    NoWayBack { board: String },
    #[error(
        "the design stores stimuli in the large memories of {board}'s chip, which icebox_vlog does not turn back into Verilog: \
         expected the engine or stage netlist, or a design without hardware.stored_stimuli"
    )]
    StoreIsLost { board: String },
    #[error(
        "yosys's models of the vendor's cells were not found: {found}, expected beside yosys in share/yosys, or where \
         yosys-config --datdir says"
    )]
    Models { found: String },
    #[error("the cache cannot be used: {0}")]
    Cache(String),
    #[error("a tool's report could not be read: {0}")]
    Report(String),
    #[error("the work directory cannot be used: {0}")]
    Directory(std::io::Error),
    #[error(transparent)]
    Export(#[from] yuragi_hdl::ExportError),
}

impl ToolchainError {
    /// Whether what was asked for is at fault, not a tool or the machine.
    pub fn is_input(&self) -> bool {
        matches!(
            self,
            Self::DoesNotFit(_) | Self::NoWayBack { .. } | Self::StoreIsLost { .. }
        )
    }
}
