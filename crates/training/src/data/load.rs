//! Data sets from files.

use std::path::Path;

use super::error::DataError;
use super::set::DataSet;
use super::test_set::Manner;
use super::{csv, file, idx};

impl DataSet {
    /// Loads a data set, telling its format from the path and the first bytes.
    ///
    /// A directory, or a file that begins as IDX files do, is read as MNIST's IDX (see [`load_idx`](Self::load_idx)); anything else as
    /// CSV (see [`load_csv`](Self::load_csv)). Either may be compressed with gzip.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, DataError> {
        load_as(path.as_ref(), Manner::OWN)
    }

    /// Loads a CSV file: a header row, numeric intensity columns, and a last column named `label`.
    ///
    /// Intensities are finite numbers ≥ 0 in any unit; the largest in the file means "always". Labels are
    /// whole numbers from 0 to [`MAX_LABEL`](super::set::MAX_LABEL). LF and CRLF line ends, a UTF-8 byte order mark,
    /// quotes, and spaces around a value are accepted.
    pub fn load_csv(path: impl AsRef<Path>) -> Result<Self, DataError> {
        let path = path.as_ref();
        csv::parse(path, &file::read(path)?, Manner::OWN)
    }

    /// Loads a pair of IDX files: the images' file, or the directory that holds it.
    ///
    /// The labels' file is looked for beside the images' file, under the same name with `images` and
    /// `idx3` replaced by `labels` and `idx1`; each of the two may be compressed with gzip. Of several images' files in a directory,
    /// the one whose name begins with `train` is taken.
    pub fn load_idx(path: impl AsRef<Path>) -> Result<Self, DataError> {
        idx::load(path.as_ref(), Manner::OWN)
    }
}

/// A data set from a file or directory of any format.
pub(super) fn load_as(path: &Path, manner: Manner) -> Result<DataSet, DataError> {
    if path.is_dir() {
        return idx::load(path, manner);
    }
    let bytes = file::read(path)?;
    if idx::is_idx(&bytes) {
        idx::load_images(path, bytes, manner)
    } else {
        csv::parse(path, &bytes, manner)
    }
}
