//! The data that ship with the program: it carries their files, so they are there in any directory.

use std::path::Path;

use super::{DataError, DataSet, csv, file, idx};

/// The names of the data that ship, in the order in which they are tried on a design.
pub const SHIPPED: [&str; 2] = ["digits", "mnist"];

impl DataSet {
    /// The handwritten digits of `data/digits.csv`, 1,797 of 8×8 pixels, which every build carries.
    ///
    /// # Errors
    /// Never, unless the file was damaged before the build.
    pub fn digits() -> Result<Self, DataError> {
        csv::parse(
            Path::new("digits.csv"),
            include_bytes!("../../data/digits.csv"),
        )
    }

    /// The sample of MNIST in `data/mnist`, 10,000 of 28×28 pixels, which every build carries.
    ///
    /// # Errors
    /// Never, unless a file was damaged before the build.
    pub fn mnist() -> Result<Self, DataError> {
        let images = include_bytes!("../../data/mnist/mnist-10k-images-idx3-ubyte.gz");
        let labels = include_bytes!("../../data/mnist/mnist-10k-labels-idx1-ubyte.gz");
        let whole = |name: &'static str, compressed: &[u8]| {
            let path = Path::new(name);
            file::decompress(path, compressed).map(|bytes| (path, bytes))
        };
        let images = whole("mnist-10k-images-idx3-ubyte.gz", images)?;
        let labels = whole("mnist-10k-labels-idx1-ubyte.gz", labels)?;
        let mut data = idx::parse(images, labels)?;
        data.name = "mnist".into();
        Ok(data)
    }

    /// The data that ship under a name, one of [`SHIPPED`]; none if there are none of that name.
    ///
    /// # Errors
    /// Never, unless a file was damaged before the build.
    pub fn shipped(name: &str) -> Option<Result<Self, DataError>> {
        match name {
            "digits" => Some(Self::digits()),
            "mnist" => Some(Self::mnist()),
            _ => None,
        }
    }

    /// Whether a path means data that ship: it is one of their names, and no file or directory of that name is there.
    pub fn ships(path: &Path) -> bool {
        let shipped = path.to_str().is_some_and(|name| SHIPPED.contains(&name));
        shipped && !path.exists()
    }

    /// The data set of that path or, if nothing is there, the data that ship under that name.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn open(path: &Path) -> Result<Self, DataError> {
        let name = path.to_str().unwrap_or_default();
        match Self::shipped(name) {
            Some(data) if !path.exists() => data,
            // a name with a suffix or a folder was meant as a file
            None if !path.exists()
                && path.extension().is_none()
                && path.components().count() == 1 =>
            {
                Err(DataError::Unknown { name: name.into() })
            }
            _ => Self::load(path),
        }
    }

    /// The first of the data that ship that a network with these numbers of inputs and outputs can classify or generate.
    ///
    /// # Errors
    /// If none fits; the text says what would.
    pub fn fitting(inputs: usize, outputs: usize) -> Result<Self, DataError> {
        let mut found = Vec::new();
        for name in SHIPPED {
            let data = Self::shipped(name).expect("a name of the list")?;
            if data.task(inputs, outputs).is_ok() {
                return Ok(data);
            }
            found.push(format!(
                "{name} ({} pixels, {} classes)",
                data.pixels, data.classes
            ));
        }
        Err(DataError::NoneFits {
            shipped: found.join(" and "),
            inputs,
            outputs,
        })
    }
}
