//! Loading of data sets from files.

use std::path::Path;

use super::error::DataError;
use super::set::DataSet;
use super::test_set::Manner;
use super::{csv, file, idx};

impl DataSet {
    /// Loads a data set in the format that the path and the first bytes show.
    ///
    /// A directory, or a file that begins like IDX, is read as IDX (see [`load_idx`](Self::load_idx)), any other file
    /// as CSV (see [`load_csv`](Self::load_csv)). Files may be compressed with gzip.
    ///
    /// # Errors
    /// If a file cannot be read or has wrong content. The text gives the file, the place, what was found and what was
    /// expected.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, DataError> {
        load_as(path.as_ref(), Manner::OWN)
    }

    /// Loads a CSV file: a header row, numeric intensity columns, and a last column named `label`.
    ///
    /// Intensities are finite numbers ≥ 0 in any unit; the largest one in the file becomes the intensity 255 (always).
    /// Labels are whole numbers from 0 to [`MAX_LABEL`](super::set::MAX_LABEL). LF and CRLF line ends, a UTF-8 byte
    /// order mark, quotes, and spaces around a value are accepted.
    ///
    /// # Errors
    /// If the file cannot be read or has wrong content.
    pub fn load_csv(path: impl AsRef<Path>) -> Result<Self, DataError> {
        let path = path.as_ref();
        csv::parse(path, &file::read(path)?, Manner::OWN)
    }

    /// Loads a pair of IDX files, from the path of the file of images or of the directory that contains it.
    ///
    /// The file of labels is in the same directory and has the same name, with `labels` for `images` and `idx1` for
    /// `idx3`. Both may be compressed with gzip. If a directory has several files of images, the one whose name begins
    /// with `train` is read.
    ///
    /// # Errors
    /// If a file is missing, cannot be read or has wrong content.
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
