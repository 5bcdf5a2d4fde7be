//! Why an engine failed.

use thiserror::Error;
use yuragi_boards::toolchain::ToolchainError;
use yuragi_hardware::protocol::ProtocolError;
use yuragi_model::design::DesignError;
use yuragi_model::network::NetworkError;

use crate::serial::error::LinkError;

/// Why an engine failed.
#[derive(Debug, Error)]
pub enum EngineError {
    #[error(transparent)]
    Design(#[from] DesignError),
    #[error(transparent)]
    Network(#[from] NetworkError),
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    #[error(transparent)]
    Export(#[from] yuragi_hdl::ExportError),
    #[error(transparent)]
    Simulation(#[from] verilator_sys::Error),
    #[error(transparent)]
    Toolchain(Box<ToolchainError>),
    #[error(
        "the engine {0} shows only what the host port gives, so its state can neither be kept nor set: expected model or rtl"
    )]
    OutOfSight(&'static str),
    #[error("the core is not of this design: {what} is {found}, expected {expected}")]
    Identity {
        what: &'static str,
        found: String,
        expected: String,
    },
    #[error(transparent)]
    Link(Box<LinkError>),
    #[error("the engine {0} has no waveform: expected a simulated engine, rtl")]
    NoWaveform(&'static str),
    #[error("{found} is no engine: expected {expected}")]
    Unknown { found: String, expected: String },
    #[error(
        "the engine {0} is a whole board, which is made from the board's parts: expected model or rtl"
    )]
    NeedsBoard(&'static str),
}

impl EngineError {
    /// Whether what the user gave is at fault: a design, a port, an engine that cannot do what is asked.
    pub fn is_input(&self) -> bool {
        match self {
            Self::Link(error) => error.is_input(),
            Self::Toolchain(error) => error.is_input(),
            Self::Design(_)
            | Self::Network(_)
            | Self::Identity { .. }
            | Self::OutOfSight(_)
            | Self::NoWaveform(_)
            | Self::Unknown { .. }
            | Self::NeedsBoard(_) => true,
            _ => false,
        }
    }
}

impl From<ToolchainError> for EngineError {
    fn from(error: ToolchainError) -> Self {
        Self::Toolchain(Box::new(error))
    }
}

/// Result with an [`EngineError`].
pub type Result<T> = std::result::Result<T, EngineError>;
