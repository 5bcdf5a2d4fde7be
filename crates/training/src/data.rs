//! Labelled images: loading, quantising, splitting, and the check that they fit a network.
//!
//! An image is a row of *intensities*, each the eight bits that an engine takes: 0 never spikes,
//! 255 always, any other q with probability q/256 (`docs/reference/spec.md`, "Stimulus and registers").
//! [`DataSet::load`](crate::data::DataSet::load) reads a CSV file or a pair of MNIST's IDX files; both scale with [`quantise`],
//! so the same images give the same intensities whichever format they come in.

mod csv;
mod error;
mod file;
mod idx;
mod load;
mod set;
mod shipped;
mod source;
mod split;
mod test_set;

pub use error::DataError;
pub use set::{DataSet, Kind, MAX_LABEL, MAX_PIXELS, OwnTest, Task, one_hot, quantise};
pub use shipped::SHIPPED;
pub use source::Source;
pub use split::Split;
