//! Where a data set comes from: a file, or the program itself.

use std::path::{Path, PathBuf};

use super::error::DataError;
use super::kind::Kind;
use super::load::load_as;
use super::reading::{Manner, Reading};
use super::set::DataSet;
use super::shipped::{SHIPPED, shipped};

/// Where a data set comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Data that are built into the program, one of [`SHIPPED`].
    Shipped(&'static str),
    /// A file or a directory.
    File(PathBuf),
}

impl Source {
    /// What a path means relative to a directory: the file or directory there or, if there is none, the built-in data
    /// of that name.
    ///
    /// # Errors
    /// If it is a plain name that is neither. A path with an extension or a folder always means a file; if it does not
    /// exist, [`load`](Self::load) fails.
    pub fn find(path: &Path, directory: &Path) -> Result<Self, DataError> {
        let file = directory.join(path);
        let name = path.to_str().unwrap_or_default();
        let plain = path.extension().is_none() && path.components().count() == 1;
        match SHIPPED.iter().find(|&&shipped| shipped == name) {
            _ if file.exists() => Ok(Self::File(file)),
            Some(name) => Ok(Self::Shipped(name)),
            None if plain => Err(DataError::unknown(name, &SHIPPED)),
            None => Ok(Self::File(file)),
        }
    }

    /// The source that a checkpoint records: by its path, or by its name if the data are built in.
    ///
    /// # Errors
    /// If no built-in data have that name.
    pub fn remembered(name: &str, path: Option<&str>) -> Result<Self, DataError> {
        match (path, SHIPPED.iter().find(|&&shipped| shipped == name)) {
            (Some(path), _) => Ok(Self::File(path.into())),
            (None, Some(name)) => Ok(Self::Shipped(name)),
            (None, None) => Err(DataError::unknown(name, &SHIPPED)),
        }
    }

    /// The file or directory; none for built-in data.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Shipped(_) => None,
            Self::File(path) => Some(path),
        }
    }

    /// Loads the data.
    ///
    /// # Errors
    /// Those of [`DataSet::load`].
    pub fn load(&self) -> Result<DataSet, DataError> {
        self.load_with(&Reading::default())
    }

    /// Loads the data in the way that a user says.
    ///
    /// # Errors
    /// Those of [`DataSet::load`].
    pub fn load_with(&self, reading: &Reading) -> Result<DataSet, DataError> {
        self.read(Manner::own(reading))
    }

    /// Loads images that a network which has learned others can classify: of the same kind, on the same scale and in
    /// the same code. Values beyond the scale are clipped and counted. There may be fewer classes, or no labels at all.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), and if the number of values, a label or the unit does not fit the kind.
    pub fn load_like(&self, kind: &Kind) -> Result<DataSet, DataError> {
        self.load_like_with(kind, &Reading::default())
    }

    /// The same for a file whose columns are not where those of the training data were. Of `reading`, only `label` and
    /// `no_header` have a meaning.
    ///
    /// # Errors
    /// Those of [`load_like`](Self::load_like).
    pub fn load_like_with(&self, kind: &Kind, reading: &Reading) -> Result<DataSet, DataError> {
        self.read(Manner {
            like: Some(kind),
            ..Manner::own(reading)
        })
    }

    /// Loads a test set, of a kind if it is given. Where a file or directory has training images and test images, the
    /// latter are read: of IDX files, those whose names begin with `t10k` or `test`; of the arrays of an NPZ file, `X_test`
    /// and `y_test`; of folders of images, `test`.
    ///
    /// # Errors
    /// Those of [`load_like`](Self::load_like).
    pub fn load_test(&self, like: Option<&Kind>) -> Result<DataSet, DataError> {
        self.load_test_with(like, &Reading::default())
    }

    /// The same in the way that a user says. With a kind, only `label` and `no_header` have a meaning.
    ///
    /// # Errors
    /// Those of [`load_like`](Self::load_like).
    pub fn load_test_with(
        &self,
        like: Option<&Kind>,
        reading: &Reading,
    ) -> Result<DataSet, DataError> {
        self.read(Manner {
            like,
            test: true,
            reading,
        })
    }

    fn read(&self, manner: Manner) -> Result<DataSet, DataError> {
        match self {
            Self::Shipped(name) => shipped(name, manner).expect("one of the built-in data"),
            Self::File(path) => load_as(path, manner),
        }
    }
}
