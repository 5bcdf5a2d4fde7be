//! The data that are built into the program.

use std::path::Path;

use super::assemble::data_set;
use super::error::DataError;
use super::reading::{Manner, Reading};
use super::set::DataSet;
use super::{csv, file, idx};

/// The names of the built-in data, in the order in which [`DataSet::fitting`] tries them.
pub const SHIPPED: [&str; 2] = ["digits", "mnist"];

/// The value of full intensity in the digits, each of whose pixels counts the points of a square of 4×4.
const DIGITS: f64 = 16.0;

impl DataSet {
    /// The handwritten digits of `data/digits.csv`: 1,797 images of 8×8 pixels in 10 classes.
    ///
    /// # Errors
    /// Only if the file was damaged before the build.
    pub fn digits() -> Result<Self, DataError> {
        digits(Manner::own(&Reading::default()))
    }

    /// The sample of MNIST in `data/mnist`: 10,000 images of 28×28 pixels in 10 classes.
    ///
    /// # Errors
    /// Only if a file was damaged before the build.
    pub fn mnist() -> Result<Self, DataError> {
        mnist(Manner::own(&Reading::default()))
    }

    /// The built-in data of a name in [`SHIPPED`]; none for other names.
    ///
    /// # Errors
    /// Only if a file was damaged before the build.
    pub fn shipped(name: &str) -> Option<Result<Self, DataError>> {
        shipped(name, Manner::own(&Reading::default()))
    }

    /// The first built-in data set that fits a network with these numbers of inputs and outputs.
    ///
    /// # Errors
    /// If none fits; the text says which network each would fit.
    pub fn fitting(inputs: usize, outputs: usize) -> Result<Self, DataError> {
        let mut found = Vec::new();
        for name in SHIPPED {
            let data = Self::shipped(name).expect("a name of the list")?;
            if data.task(inputs, outputs).is_ok() {
                return Ok(data);
            }
            found.push(format!(
                "{name} ({} pixels, {} classes)",
                data.pixels(),
                data.classes()
            ));
        }
        Err(DataError::NoneFits {
            shipped: found.join(" and "),
            inputs,
            outputs,
        })
    }
}

pub(super) fn shipped(name: &str, manner: Manner) -> Option<Result<DataSet, DataError>> {
    match name {
        "digits" => Some(digits(manner)),
        "mnist" => Some(mnist(manner)),
        _ => None,
    }
}

fn digits(manner: Manner) -> Result<DataSet, DataError> {
    let text = include_bytes!("../../data/digits.csv");
    let mut raw = csv::read(Path::new("digits.csv"), text, manner)?;
    raw.full = Some(DIGITS);
    data_set(raw, manner)
}

fn mnist(manner: Manner) -> Result<DataSet, DataError> {
    manner.no_table(Path::new("mnist"))?;
    let whole = |name: &'static str, compressed: &[u8]| {
        let path = Path::new(name);
        file::decompress(path, compressed).map(|bytes| (path, bytes))
    };
    let images = whole(
        "mnist-10k-images-idx3-ubyte.gz",
        include_bytes!("../../data/mnist/mnist-10k-images-idx3-ubyte.gz"),
    )?;
    let labels = whole(
        "mnist-10k-labels-idx1-ubyte.gz",
        include_bytes!("../../data/mnist/mnist-10k-labels-idx1-ubyte.gz"),
    )?;
    let mut raw = idx::parse(images, labels)?;
    raw.name = "mnist".into();
    data_set(raw, manner)
}
