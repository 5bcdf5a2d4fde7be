//! Where a data set comes from: a file, or the program itself.

use std::path::{Path, PathBuf};

use super::error::DataError;
use super::load::load_as;
use super::set::{DataSet, Kind};
use super::shipped::{SHIPPED, shipped};
use super::test_set::Manner;

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
        self.read(Manner::OWN)
    }

    /// Loads images that a network which has learned others can classify: of the same kind, and on the same scale.
    ///
    /// # Errors
    /// Those of [`load`](Self::load), and if the number of pixels, the labels or the unit do not fit the kind.
    pub fn load_like(&self, kind: &Kind) -> Result<DataSet, DataError> {
        let like = Some(kind);
        self.read(Manner { like, test: false })
    }

    /// Loads a test set, of a kind if it is given. Of a directory of IDX files, those whose names begin with `t10k` or
    /// `test` are read.
    ///
    /// # Errors
    /// Those of [`load_like`](Self::load_like).
    pub fn load_test(&self, like: Option<&Kind>) -> Result<DataSet, DataError> {
        self.read(Manner { like, test: true })
    }

    fn read(&self, manner: Manner) -> Result<DataSet, DataError> {
        match self {
            Self::Shipped(name) => shipped(name, manner).expect("one of the built-in data"),
            Self::File(path) => load_as(path, manner),
        }
    }
}
