//! Labelled images: loading, quantisation, the split into training set and test set, and the check that they fit a
//! network.
//!
//! An image is a list of *intensities* of 8 bits each, as an engine takes them: 0 never spikes, 255 always spikes, and
//! any other q spikes with probability q/256 (`docs/reference/spec.md`, "Stimulus and registers").
//! [`DataSet::load`](crate::data::DataSet::load) reads a CSV file or a pair of MNIST's IDX files. Both are scaled with
//! [`quantise`], so the same images give the same intensities in either format.

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
