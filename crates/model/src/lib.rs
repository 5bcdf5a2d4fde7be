//! The dual sampling neural network of Yuragi in software.
//!
//! Every neuron and every synapse is a probabilistic bit. A [`Design`] says how large a network is and how it samples; a [`Model`]
//! computes it, bit for bit as the chip does. This crate draws nothing, plots nothing and talks to no device.

pub mod chance;
pub mod design;
pub mod layout;
pub mod model;
pub mod network;
pub mod options;
pub mod presets;
pub mod random;
pub mod tables;

pub use design::{Design, DesignError};
pub use model::{Model, Snapshot};
pub use network::{Registers, Spikes, Stimulus, Weights};
pub use options::{Ablation, Options, Path};
