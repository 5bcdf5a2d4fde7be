//! The errors of the toolchain.

use thiserror::Error;

/// Why a bitstream, or Verilog for simulation, could not be made. The text says what to do.
#[derive(Debug, Error)]
pub enum ToolchainError {
    /// A tool is not installed.
    #[error("{tool} was not found on the PATH{also}; {install}")]
    Missing {
        /// The name of the tool.
        tool: &'static str,
        /// Where else it was searched, as the continuation of a sentence, or nothing.
        also: &'static str,
        /// How to install it.
        install: &'static str,
    },
    /// A tool could not be started or stopped.
    #[error("{tool} could not be run: {source}")]
    Start {
        /// The name of the tool.
        tool: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The folder in which a tool keeps what it compiled cannot be written.
    #[error(
        "{tool} keeps what it compiled in {}, where no file can be written ({source}); set YOWASP_CACHE_DIR to a folder that \
         you may write",
        folder.display()
    )]
    ToolCache {
        /// The name of the tool.
        tool: String,
        /// The folder.
        folder: std::path::PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A tool ended with an error.
    #[error("{tool} failed with {status}; its last lines:\n{lines}")]
    Failed {
        /// The name of the tool.
        tool: String,
        /// Its exit status.
        status: std::process::ExitStatus,
        /// The last lines of its standard error.
        lines: String,
    },
    /// Place and route did not succeed with any seed.
    #[error(
        "place and route could not route every wire with any of {tries} seeds, starting at {seed}; try another --seed"
    )]
    Unroutable {
        /// The first seed.
        seed: u32,
        /// The number of seeds that were tried.
        tries: u32,
    },
    /// The design does not fit the chip. The text says what to change.
    #[error("{0}")]
    DoesNotFit(String),
    /// The bitstream of an ECP5 cannot be turned back into Verilog.
    #[error(
        "{board} has an ECP5, whose bitstream cannot be turned back into Verilog (ecp_vlog.py of Project Trellis is not \
         packaged for Debian 12): expected the engine netlist, or a board with an iCE40"
    )]
    NoWayBack {
        /// The name of the board.
        board: String,
    },
    /// The stored stimuli are in memories that cannot be turned back into Verilog.
    #[error(
        "the design stores stimuli in the large memories of the chip of {board}, which icebox_vlog does not turn back into \
         Verilog: expected the engine or stage netlist, or a design without hardware.stored_stimuli"
    )]
    StoreIsLost {
        /// The name of the board.
        board: String,
    },
    /// The models of the vendor's cells are missing.
    #[error(
        "the models of the vendor's cells, which are part of yosys, were not found: {found}; expected them in share/yosys \
         next to the bin folder of yosys, or in the folder that yosys-config --datdir prints"
    )]
    Models {
        /// Which file is missing.
        found: String,
    },
    /// A file could not be written to the cache.
    #[error("the cache cannot be used: {0}; set YURAGI_CACHE to a folder that you may write")]
    Cache(String),
    /// The output of a tool has an unknown form.
    #[error("the report of a tool could not be read: {0}")]
    Report(String),
    /// A temporary directory, or a file in it, could not be used.
    #[error("the work directory cannot be used: {0}")]
    Directory(std::io::Error),
    /// The Verilog could not be exported.
    #[error(transparent)]
    Export(#[from] yuragi_hdl::ExportError),
}

impl ToolchainError {
    /// Whether the input is at fault, that is, the design or the board, and not a tool or the machine.
    pub fn is_input(&self) -> bool {
        matches!(
            self,
            Self::DoesNotFit(_) | Self::NoWayBack { .. } | Self::StoreIsLost { .. }
        )
    }
}
