//! Labelled images: loading, quantisation, the split into training set and test set, and the check that they fit a
//! network.
//!
//! An image is a list of *intensities* of 8 bits each, as an engine takes them: 0 never spikes, 255 always spikes, and
//! any other q spikes with probability q/256 (`docs/reference/spec.md`, "Stimulus and registers").
//! [`DataSet::load`](crate::data::DataSet::load) reads CSV, NPY, NPZ and MNIST's IDX files, and folders of PNG images. All
//! are scaled with [`quantise`], so the same images give the same intensities in each format. A reader of a format
//! gives values and labels; `assemble` scales and encodes them, and makes classes of the labels.

mod arrays;
mod assemble;
mod csv;
mod error;
mod file;
mod finding;
mod folder;
mod idx;
mod kind;
mod labels;
mod load;
mod memory;
mod raw;
mod reading;
mod rescale;
mod scale;
mod set;
mod shipped;
mod source;
mod split;
mod test_set;
mod unscaled;

pub use error::DataError;
pub use finding::{Finding, Why};
pub use kind::{Column, Encoding, Kind, MAX_LABEL, MAX_PIXELS, Scale, UNLABELLED};
pub use raw::Table;
pub use reading::{Gaps, Reading, Scaling};
pub use set::{DataSet, OwnTest, Task, one_hot, quantise};
pub use shipped::SHIPPED;
pub use source::Source;
pub use split::Split;
