//! What a file says, before it is scaled and encoded.

use std::fmt;
use std::path::PathBuf;

use super::kind::Column;

/// The values and labels of a file.
pub(super) struct Raw<'a> {
    /// The file of the values.
    pub path: PathBuf,
    /// The file of the labels, which may be the same.
    pub labels_path: PathBuf,
    /// The name of the data set.
    pub name: String,
    /// The number of values of an image.
    pub features: usize,
    /// Width and height, if the file gives them.
    pub shape: Option<(usize, usize)>,
    /// The values, image by image.
    pub values: Values<'a>,
    /// The label of each image as it is written, or none if there are no labels.
    pub labels: Option<Vec<String>>,
    /// The column of the labels, if it was asked for.
    pub label_column: Option<Column>,
    /// The value of full intensity, if the format gives it.
    pub full: Option<f64>,
    /// Where things are in the file.
    pub places: Box<dyn Places + 'a>,
}

/// Where things are in a file, for messages.
pub(super) trait Places {
    /// The place of the value of an image in a column, both counted from 0.
    fn value(&self, image: usize, column: usize) -> String;
    /// The place of the label of an image, counted from 0.
    fn label(&self, image: usize) -> String;
    /// A column, counted from 0.
    fn column(&self, column: usize) -> String {
        format!("column {}", column + 1)
    }
}

/// Places in a file of images, by their numbers.
pub(super) struct Numbers;

impl Places for Numbers {
    fn value(&self, image: usize, column: usize) -> String {
        format!("image {}, pixel {}", image + 1, column + 1)
    }

    fn label(&self, image: usize) -> String {
        format!("image {}", image + 1)
    }
}

/// A table of numbers in memory: a row for each image, and a column for each of its values.
pub trait Table: Sync {
    /// The number of images.
    fn images(&self) -> usize;
    /// The number of values of an image.
    fn features(&self) -> usize;
    /// A value of an image; both are counted from 0.
    fn value(&self, image: usize, feature: usize) -> f64;
}

/// Values as a file has them, or a table in memory. A missing value is NaN.
#[derive(Clone)]
pub(super) enum Values<'a> {
    Bytes(Vec<u8>),
    Floats(Vec<f64>),
    Lent(&'a dyn Table),
}

impl Values<'_> {
    pub fn len(&self) -> usize {
        match self {
            Self::Bytes(values) => values.len(),
            Self::Floats(values) => values.len(),
            Self::Lent(table) => table.images() * table.features(),
        }
    }

    pub fn get(&self, index: usize) -> f64 {
        match self {
            Self::Bytes(values) => values[index].into(),
            Self::Floats(values) => values[index],
            Self::Lent(table) => table.value(index / table.features(), index % table.features()),
        }
    }

    /// The value of an image in a column; there are `features` columns.
    pub fn at(&self, image: usize, column: usize, features: usize) -> f64 {
        match self {
            Self::Lent(table) => table.value(image, column),
            _ => self.get(image * features + column),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = f64> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// The values of the images at `indices`, each of which has `features` values.
    pub fn rows(&self, features: usize, indices: &[usize]) -> Values<'static> {
        fn rows<T: Copy>(values: &[T], features: usize, indices: &[usize]) -> Vec<T> {
            let row = |&index: &usize| values[index * features..][..features].iter().copied();
            indices.iter().flat_map(row).collect()
        }
        match self {
            Self::Bytes(values) => Values::Bytes(rows(values, features, indices)),
            Self::Floats(values) => Values::Floats(rows(values, features, indices)),
            Self::Lent(_) => {
                let row = |&index: &usize| index * features..(index + 1) * features;
                let values = indices.iter().flat_map(row).map(|index| self.get(index));
                Values::Floats(values.collect())
            }
        }
    }

    /// The same values, copied if they are lent.
    pub fn owned(self) -> Values<'static> {
        match self {
            Self::Bytes(values) => Values::Bytes(values),
            Self::Floats(values) => Values::Floats(values),
            Self::Lent(_) => Values::Floats(self.iter().collect()),
        }
    }
}

impl fmt::Debug for Values<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} values", self.len())
    }
}

impl Raw<'_> {
    /// The number of images.
    pub fn images(&self) -> usize {
        self.values.len() / self.features
    }

    /// The values of a column.
    pub fn column(&self, column: usize) -> impl Iterator<Item = f64> {
        (0..self.images()).map(move |image| self.values.get(image * self.features + column))
    }
}
