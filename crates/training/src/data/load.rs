//! Loading of data sets from files.

use std::path::Path;

use super::assemble::data_set;
use super::error::DataError;
use super::raw::Raw;
use super::reading::{Manner, Reading};
use super::set::DataSet;
use super::{arrays, csv, file, folder, idx};

impl DataSet {
    /// Loads a data set in the format that the path and the first bytes show.
    ///
    /// A directory is a folder of PNG images for each class, or holds MNIST's IDX files (see
    /// [`load_idx`](Self::load_idx)). A file is IDX, NPY, NPZ or PNG if it begins so, and else text (see
    /// [`load_csv`](Self::load_csv)). Files may be compressed with gzip.
    ///
    /// # Errors
    /// If a file cannot be read or has wrong content. The text gives the file, the place, what was found and what was
    /// expected.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, DataError> {
        Self::load_with(path, &Reading::default())
    }

    /// Loads a data set in the way that a user says.
    ///
    /// # Errors
    /// Those of [`load`](Self::load).
    pub fn load_with(path: impl AsRef<Path>, reading: &Reading) -> Result<Self, DataError> {
        load_as(path.as_ref(), Manner::own(reading))
    }

    /// Loads a CSV file: columns of numbers, and a column of labels.
    ///
    /// A header is not necessary. The labels are in the column named `label`, `class`, `target`, `species` or `y`, or else
    /// in the last one. Whole numbers from 0 to [`MAX_LABEL`](super::kind::MAX_LABEL) are the numbers of classes; other
    /// labels get classes in sorted order. Columns are separated by commas, semicolons or tabs. LF and CRLF line ends,
    /// a UTF-8 byte order mark, quotes, and spaces around a value are accepted.
    ///
    /// The largest number in the file becomes the intensity 255 (always). If some are negative, or most columns would
    /// use little of this scale, each column has its own scale instead.
    ///
    /// # Errors
    /// If the file cannot be read or has wrong content.
    pub fn load_csv(path: impl AsRef<Path>) -> Result<Self, DataError> {
        let path = path.as_ref();
        let reading = Reading::default();
        let bytes = file::read(path)?;
        let manner = Manner::own(&reading);
        data_set(csv::read(path, &bytes, manner)?, manner)
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
        let path = path.as_ref();
        let reading = Reading::default();
        let manner = Manner::own(&reading);
        let raw = if path.is_dir() {
            idx::read_directory(path, manner)?
        } else {
            idx::read(path, file::read(path)?, manner)?
        };
        data_set(raw, manner)
    }
}

/// A data set from a file or directory of any format.
pub(super) fn load_as(path: &Path, manner: Manner) -> Result<DataSet, DataError> {
    let manner_of = |raw: Result<Raw, DataError>| data_set(raw?, manner);
    if path.is_dir() {
        manner.no_table(path)?;
        return match folder::has_images(path)? {
            true => manner_of(folder::read(path, manner)),
            false => manner_of(idx::read_directory(path, manner)),
        };
    }
    let bytes = file::read(path)?;
    let text = !(idx::is_idx(&bytes) || arrays::is_array(&bytes) || folder::is_png(&bytes));
    if text {
        return manner_of(csv::read(path, &bytes, manner));
    }
    manner.no_table(path)?;
    if idx::is_idx(&bytes) {
        manner_of(idx::read(path, bytes, manner))
    } else if folder::is_png(&bytes) {
        manner_of(folder::read_one(path, &bytes))
    } else {
        manner_of(arrays::read(path, bytes, manner))
    }
}
