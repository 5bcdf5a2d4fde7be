//! The errors of engines.

use thiserror::Error;
use yuragi_boards::toolchain::ToolchainError;
use yuragi_hardware::protocol::ProtocolError;
use yuragi_model::design::DesignError;
use yuragi_model::network::NetworkError;

use crate::serial::error::LinkError;

/// Why an engine failed, or refused its input.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The design is not valid.
    #[error(transparent)]
    Design(#[from] DesignError),
    /// A register, stimulus, weight or number of presentations does not fit the design.
    #[error(transparent)]
    Network(#[from] NetworkError),
    /// The core refused a frame, or its response was not accepted.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// The Verilog could not be exported.
    #[error(transparent)]
    Export(#[from] yuragi_hdl::ExportError),
    /// Verilator, the compiler or the simulation failed.
    #[error(transparent)]
    Simulation(#[from] verilator_sys::Error),
    /// The netlist or bitstream could not be made.
    #[error(transparent)]
    Toolchain(Box<ToolchainError>),
    /// The whole state of this engine can be neither read nor set.
    #[error(
        "the engine {0} shows only a part of its state, so the state can neither be kept nor set: expected model or rtl"
    )]
    OutOfSight(&'static str),
    /// The core that answers was made from another design.
    #[error("the core was made from another design: {what} is {found}, expected {expected}")]
    Identity {
        /// The value that differs.
        what: &'static str,
        /// The value in the identity block of the core.
        found: String,
        /// The value for the design.
        expected: String,
    },
    /// A device on a serial line could not be used.
    #[error(transparent)]
    Link(Box<LinkError>),
    /// This engine has no waveform.
    #[error(
        "the engine {0} has no waveform: expected a simulated engine (rtl, netlist or bitstream)"
    )]
    NoWaveform(&'static str),
    /// There is no engine of this name.
    #[error("there is no engine {found}: expected {expected}")]
    Unknown {
        /// The name that was given.
        found: String,
        /// The names of all engines.
        expected: String,
    },
    /// This engine is a whole board, so a design alone is not enough to make it.
    #[error(
        "the engine {0} is a whole board and cannot be made from a design alone: expected model or rtl"
    )]
    NeedsBoard(&'static str),
}

impl EngineError {
    /// Whether the input of the user is at fault: a design, a port, or an engine that cannot do what was asked for.
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

/// A result with an [`EngineError`].
pub type Result<T> = std::result::Result<T, EngineError>;
