//! Experiments on the theory of dual sampling networks, and sweeps over designs, with confidence intervals and figures.
//!
//! An [`Experiment`] is a list of independent, deterministic tasks and a function from their outcomes to [`Findings`].
//! [`Entry::run`] runs the tasks in parallel and writes each outcome at once, so that a run that was stopped continues
//! where it was. It then writes tables (CSV), arrays (NPY), figures (SVG and PNG) and `summary.json`. An outcome is
//! only used again for exactly the settings that it came from, see [`Identity`](tasks::Identity).

#![warn(missing_docs)]

mod catalogue;
mod chain;
mod cvpca;
mod depth;
mod drift;
pub mod energy;
mod error;
mod experiment;
#[cfg(test)]
mod figures;
mod findings;
mod manifold;
mod orientation;
mod output;
mod perceptron;
mod population;
mod posterior;
mod responses;
mod retina;
mod retrograde;
mod robustness;
mod setup;
mod spectrum;
pub mod statistics;
pub mod sweeps;
mod synapse;
pub mod tasks;
mod tuning;
mod turnover;

pub use catalogue::{ALL, Entry};
pub use error::ExperimentError;
pub use experiment::{Experiment, Sizes};
pub use findings::{Array, Findings, Reading, Table};
pub use setup::{Bench, Setup};
pub use tasks::Progress;
