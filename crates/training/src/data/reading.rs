//! What a user says about a file: where the labels are, how values are scaled and encoded.

use std::path::Path;

use super::error::DataError;
use super::kind::{Column, Encoding, Kind};

/// How a file is read. The default finds out everything by itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The column of the labels in a CSV file. If none is given, it is the column named `label`, `class`, `target`,
    /// `species` or `y` (the first of these that there is), or else the last column.
    pub label: Option<Column>,
    /// Whether the first row of a CSV file is data, even if it looks like a header.
    pub no_header: bool,
    /// How values become intensities. If none is given, it follows from the values, and
    /// [`DataSet::findings`](super::DataSet::findings) tells what was chosen.
    pub scale: Option<Scaling>,
    /// How a value becomes inputs.
    pub encoding: Encoding,
    /// What happens to missing values.
    pub gaps: Gaps,
}

/// A way to find the scale of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scaling {
    /// From 0 to this value in all columns.
    Full(f64),
    /// From the lowest to the highest value of each column.
    MinMax,
    /// From the quantile of 1 % to that of 99 % of each column. Values beyond are clipped.
    Quantile,
}

/// What happens to missing values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gaps {
    /// A gap is an error.
    #[default]
    Refuse,
    /// A gap becomes the mean of the other values of its column.
    Mean,
}

/// How a file is read, and as what.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    /// What the user says.
    pub reading: &'a Reading,
    /// The kind of images that they must be, which also gives scale, encoding and classes; none if the file sets them
    /// itself.
    pub like: Option<&'a Kind>,
    /// Whether the test images are meant where a file or directory has training images and test images.
    pub test: bool,
}

impl<'a> Manner<'a> {
    /// Data that set scale and classes themselves.
    pub fn own(reading: &'a Reading) -> Self {
        Self {
            reading,
            like: None,
            test: false,
        }
    }

    /// Whether values may be missing.
    pub fn gaps(self) -> bool {
        match self.like {
            Some(like) => like.gaps.is_some(),
            None => self.reading.gaps == Gaps::Mean,
        }
    }

    /// Refuses what only a table has, for a file of another format.
    pub fn no_table(self, path: &Path) -> Result<(), DataError> {
        let found = match (&self.reading.label, self.reading.no_header) {
            (Some(_), _) => "a column of labels that was asked for",
            (None, true) => "that there is no header",
            (None, false) => return Ok(()),
        };
        let expected = "a CSV file, which has columns and may have a header";
        Err(DataError::content(path, "format", found, expected))
    }

    /// The column of labels that was asked for, now or when the network learned.
    pub fn label(self) -> Option<&'a Column> {
        let kept = self.like.and_then(|like| like.label_column.as_ref());
        self.reading.label.as_ref().or(kept)
    }
}
