//! The dual sampling neural network of Yuragi in software.
//!
//! Every neuron and every synapse of this network is a probabilistic bit. A [`Design`] sets the size of a network and
//! how it samples. A [`Model`] computes the network and gives the same bits as the chip. A [`Stimulus`] is one image
//! as the network sees it.
//!
//! This example learns two images of eight pixels with their labels, and then classifies them:
//!
//! ```
//! use yuragi_model::{Design, Model, Registers, Stimulus};
//!
//! // An output is clamped to the label while the network learns, and free while it classifies.
//! let stimulus = |pixels: &[u8; 8], label: Option<[u8; 2]>| Stimulus {
//!     intensities: [&pixels[..], &label.unwrap_or([0, 0])].concat(),
//!     clamped: vec![label.is_some(); 2],
//! };
//! let images = [
//!     ([255, 200, 255, 230, 0, 10, 0, 0], [255, 0]),
//!     ([0, 0, 20, 0, 255, 255, 210, 255], [0, 255]),
//! ];
//!
//! let design = Design::parse("[network]\nlayers = [8, 16, 2]", "example")?;
//! let mut model = Model::new(&design)?;
//! model.set_registers(Registers { learn: true, ..model.registers() })?;
//! for (pixels, label) in images.iter().cycle().take(200) {
//!     model.set_stimulus(&stimulus(pixels, Some(*label)))?;
//!     model.present(1)?;
//! }
//!
//! model.set_registers(Registers { learn: false, ..model.registers() })?;
//! for (class, (pixels, _)) in images.iter().enumerate() {
//!     model.set_stimulus(&stimulus(pixels, None))?;
//!     model.present(64)?; // The counts say how often each output spiked in these 64 presentations.
//!     assert!(model.counts()[class] > model.counts()[1 - class]);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The crate does not read images, draw figures or talk to devices; other crates of the project do.

#![warn(missing_docs)]

pub mod chance;
pub mod design;
#[allow(
    unsafe_code,
    reason = "vector instructions, and table reads without a bounds check"
)]
mod fast;
pub mod layered;
pub mod network;
pub mod options;
pub mod parallel;
pub mod presets;
pub mod random;
pub mod shape;
pub mod tables;

pub use design::{Design, DesignError};
pub use layered::Model;
pub use network::{Registers, Snapshot, Spikes, Stimulus, Weights};
pub use options::{Ablation, Options, Path};
pub use shape::{Shape, Source};
