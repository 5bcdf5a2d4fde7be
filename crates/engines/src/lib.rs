//! Everything that runs a network of Yuragi, behind one trait.
//!
//! An [`Engine`] takes registers, stimuli and weights, presents the stimulus, and gives spikes, counts and weights
//! back. These are the engines:
//!
//! - the reference model in software, [`Model`](yuragi_model::Model);
//! - the exported Verilog of a core in Verilator, [`rtl`];
//! - the netlist or the bitstream of a board, simulated through its serial pins, [`pins`];
//! - a board on a serial line, [`serial`].
//!
//! [`compare`] runs two engines on the same commands and compares every bit of their states. [`virtual_board`] puts a
//! simulated board behind a serial port that exists in software only.
//!
//! This example uses a model through the trait, and then compares two models that compute on different paths:
//!
//! ```
//! use yuragi_engines::compare::{Pair, Plan, RandomSteps};
//! use yuragi_engines::{Engine, Kind};
//! use yuragi_model::{Design, Model, Options, Path};
//!
//! let design = Design::preset("tiny")?;
//! let mut engine: Box<dyn Engine> = Kind::Model.make(&design)?;
//! engine.present(100)?;
//! println!("{} spiked {:?} times", engine.name(), engine.counts()?);
//!
//! let mut plain = Model::with_options(&design, Options::on(Path::Plain))?;
//! let mut fast = Model::with_options(&design, Options::on(Path::Vector))?;
//! let mut pair = Pair::new(&mut plain, &mut fast, &design);
//! // Random commands, and a comparison of the whole state after each one that presents.
//! let outcome = pair.run(RandomSteps::new(&design, 1), &Plan::closely(200), &mut |_| true)?;
//! assert_eq!(outcome.difference, None);
//! assert_eq!(outcome.presentations, 200);
//! assert!(outcome.equal.bits() > 0);
//! # Ok::<(), yuragi_engines::EngineError>(())
//! ```

#![warn(missing_docs)]

pub mod compare;
mod engine;
mod error;
mod kind;
mod link;
pub mod pins;
pub mod port;
pub mod rtl;
pub mod serial;
mod spikes;
mod through;
pub mod view;
pub mod virtual_board;

pub use engine::{Drawn, Engine};
pub use error::{EngineError, Result};
pub use kind::Kind;
pub use link::Link;
