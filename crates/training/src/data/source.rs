//! Where a data set comes from: a file of the user's, or the program itself.

use std::path::{Path, PathBuf};

use super::error::DataError;
use super::load::load_as;
use super::set::{DataSet, Kind};
use super::shipped::{SHIPPED, shipped};
use super::test_set::Manner;

/// Where a data set comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Data that ship with the program, one of [`SHIPPED`].
    Shipped(&'static str),
    /// A file or a directory.
    File(PathBuf),
}

impl Source {
    /// What a path means that is relative to a directory: the file or directory there or, if there is none, the data that ship under that
    /// name.
    ///
    /// # Errors
    /// If it can be neither. A name with a suffix or a folder is meant as a file, which [`load`](Self::load) will miss.
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

    /// Data as they are remembered: by their path, or by their name if they ship.
    ///
    /// # Errors
    /// If no data of that name ship.
    pub fn remembered(name: &str, path: Option<&str>) -> Result<Self, DataError> {
        match (path, SHIPPED.iter().find(|&&shipped| shipped == name)) {
            (Some(path), _) => Ok(Self::File(path.into())),
            (None, Some(name)) => Ok(Self::Shipped(name)),
            (None, None) => Err(DataError::unknown(name, &SHIPPED)),
        }
    }

    /// The file or directory; none for data that ship.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Shipped(_) => None,
            Self::File(path) => Some(path),
        }
    }

    /// The data.
    ///
    /// # Errors
    /// As [`DataSet::load`].
    pub fn load(&self) -> Result<DataSet, DataError> {
        self.read(Manner::OWN)
    }

    /// The data as other images of a kind, on its scale.
    ///
    /// # Errors
    /// As [`load`](Self::load), and if pixels, labels or unit are others; the text names file, place, what was found and expected.
    pub fn load_like(&self, kind: &Kind) -> Result<DataSet, DataError> {
        let like = Some(kind);
        self.read(Manner { like, test: false })
    }

    /// The data as a test set, of a kind if it is known: of MNIST's files in a directory those to test with, which begin with `t10k` or
    /// `test`.
    ///
    /// # Errors
    /// As [`load_like`](Self::load_like).
    pub fn load_test(&self, like: Option<&Kind>) -> Result<DataSet, DataError> {
        self.read(Manner { like, test: true })
    }

    fn read(&self, manner: Manner) -> Result<DataSet, DataError> {
        match self {
            Self::Shipped(name) => shipped(name, manner).expect("one of the data that ship"),
            Self::File(path) => load_as(path, manner),
        }
    }
}
