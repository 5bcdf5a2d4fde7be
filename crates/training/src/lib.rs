//! Learning, classification, completion and generation of images with a dual sampling network, on any engine.
//!
//! - [`data`] loads labelled images and divides them into training set and test set.
//! - [`Lessons`] turns images into stimuli: what is clamped decides whether the network learns, classifies, draws or
//!   completes an image.
//! - [`Session`] is a learning run. It can be saved to a directory, and continued from there bit for bit.
//! - [`evaluate`] classifies images; [`draw`] and [`complete`] make pictures with a generative network.
//! - [`Checkpoint`] reads a saved run.
//!
//! # Example
//!
//! Learn the handwritten digits that are built in, and measure the accuracy on the test set:
//!
//! ```
//! use yuragi_model::{Design, Model};
//! use yuragi_training::{Division, Origin, Session, data::DataSet};
//!
//! let design = Design::preset("digits")?;
//! let engine = Box::new(Model::new(&design)?);
//! let origin = Origin { seed: 1, split_seed: 1, path: None, target: 4000, stored: false, division: Division::Random };
//! let mut session = Session::new(engine, &design, DataSet::digits()?, origin)?;
//! session.advance(4000)?;
//! let test = session.test(&mut |_| ())?;
//! println!("{} of {} test images classified correctly", test.right(), test.images());
//! assert!(test.accuracy() > 0.7);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![warn(missing_docs)]

mod checkpoint;
mod comparison;
mod course;
pub mod data;
mod difference;
mod division;
mod error;
mod evaluation;
mod inspection;
mod interval;
mod learned;
mod lessons;
mod order;
mod pictures;
mod predictions;
mod questions;
mod session;
mod sizes;
mod state;
mod weights_file;

pub use checkpoint::{Checkpoint, DESIGN_FILE, STATE_FILE, WEIGHTS_FILE};
pub use comparison::{Agreement, Speed, classify_both, lesson_steps, measure_speed};
pub use course::usual_presentations;
pub use difference::{Difference, paired_difference, unpaired_difference};
pub use division::{Division, TEST_FRACTION};
pub use error::{Result, TrainingError};
pub use evaluation::{
    Evaluation, SEED as EVALUATION_SEED, SPIKES, best, class_spikes, evaluate, prepare,
};
pub use inspection::{HiddenNeuron, hidden_neurons, pixel_layer, record_spikes};
pub use interval::wilson;
pub use learned::Learned;
pub use lessons::{Half, Lessons};
pub use order::Order;
pub use pictures::{Completion, complete, draw, spike_probability};
pub use predictions::{Prediction, evaluation_of, fingerprint as predictions_fingerprint, predict};
pub use questions::Questions;
pub use session::{Origin, Session};
pub use sizes::{HIDDEN, LANES, SMALL, usual_design};
pub use state::{
    DataIdentity, Flips, Point, State, TestIdentity, fingerprint, fingerprint_of_any_split,
    weights_fingerprint,
};
pub use weights_file::bytes as weights_bytes;
