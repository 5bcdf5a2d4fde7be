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
    /// The design is at fault, not the machine.
    #[error("{0}")]
    DoesNotFit(String),
    #[error("a tool's report could not be read: {0}")]
    Report(String),
    #[error("the work directory cannot be used: {0}")]
    Directory(std::io::Error),
    #[error(transparent)]
    Export(#[from] yuragi_hdl::ExportError),
}
