//! Learning, inference, completion and generation: what the commands share, on any engine.
//!
//! A [`Lessons`] says how images become stimuli, a [`Session`] learns and can be written to a directory and go on from
//! there bit for bit, [`evaluate`] names images, [`draw`] and [`complete`] make pictures. What is clamped decides.

mod checkpoint;
mod course;
pub mod data;
mod error;
mod evaluation;
mod lessons;
mod order;
mod pictures;
mod session;
mod state;
mod weights_file;

pub use checkpoint::{Checkpoint, DESIGN_FILE, STATE_FILE, WEIGHTS_FILE};
pub use error::{Result, TrainingError};
pub use evaluation::{Evaluation, SPIKES, best, class_spikes, evaluate, prepare};
pub use lessons::{Half, Lessons};
pub use order::Order;
pub use pictures::{Completion, complete, draw, intensity};
pub use session::{Origin, Session, TEST_FRACTION, lesson_steps};
pub use state::{DataIdentity, Flips, Point, State, TestIdentity, fingerprint};
pub use weights_file::{bytes as weights_bytes, read as read_weights};
