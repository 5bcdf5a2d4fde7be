//! Data sets: files, built-in data and arrays, read as the command line reads them.

use numpy::ndarray::ArrayView2;
use numpy::{Element, IntoPyArray, PyArray1, PyArray2, PyArrayMethods, PyReadonlyArray2};
use pyo3::prelude::*;
use std::path::Path;
use yuragi_training::data::{DataSet, Encoding, Kind, Reading, Scaling, Source, Table, UNLABELLED};
use yuragi_training::{Division, Learned};

use crate::errors;

/// Labelled images, whose values are intensities from 0 to 255.
#[pyclass(frozen, module = "yuragi._core")]
pub struct Data {
    /// The data set itself.
    pub inner: DataSet,
}

/// An array of values of some type.
#[derive(FromPyObject)]
enum Values<'py> {
    Double(Bound<'py, PyArray2<f64>>),
    Single(Bound<'py, PyArray2<f32>>),
    Byte(Bound<'py, PyArray2<u8>>),
    Long(Bound<'py, PyArray2<i64>>),
}

/// A view of an array as a table.
struct View<'a, T>(ArrayView2<'a, T>);

/// A number that becomes a value.
trait Number: Copy + Sync {
    fn value(self) -> f64;
}

macro_rules! numbers {
    ($($type:ty),*) => {
        $(impl Number for $type {
            fn value(self) -> f64 {
                self as f64
            }
        })*
    };
}
numbers!(f64, f32, u8, i64);

impl<T: Number> Table for View<'_, T> {
    fn images(&self) -> usize {
        self.0.nrows()
    }
    fn features(&self) -> usize {
        self.0.ncols()
    }
    fn value(&self, image: usize, feature: usize) -> f64 {
        self.0[(image, feature)].value()
    }
}

/// Reads an array without a copy.
fn reading_of<T: Number + Element>(
    array: &Bound<'_, PyArray2<T>>,
    read: impl FnOnce(&dyn Table) -> PyResult<DataSet>,
) -> PyResult<DataSet> {
    let held: PyReadonlyArray2<'_, T> = array.try_readonly()?;
    read(&View(held.as_array()))
}

impl Values<'_> {
    fn read(&self, read: impl FnOnce(&dyn Table) -> PyResult<DataSet>) -> PyResult<DataSet> {
        match self {
            Self::Double(array) => reading_of(array, read),
            Self::Single(array) => reading_of(array, read),
            Self::Byte(array) => reading_of(array, read),
            Self::Long(array) => reading_of(array, read),
        }
    }
}

#[pymethods]
impl Data {
    /// A file, a directory, or built-in data of a name; with `test`, its separate test set.
    #[staticmethod]
    #[pyo3(signature = (path, test=false))]
    fn load(py: Python<'_>, path: &str, test: bool) -> PyResult<Self> {
        let read = || {
            let source = Source::find(Path::new(path), Path::new(""))?;
            if test {
                source.load_test(None)
            } else {
                source.load()
            }
        };
        let inner = py.detach(read).map_err(errors::input)?;
        Ok(Self { inner })
    }

    /// The rows of an array with their labels, which are places in `classes`. `scale` is None, a number, "min-max" or
    /// "quantile"; `levels` is the number of inputs of a value in a thermometer code, 1 for rates.
    #[staticmethod]
    fn from_arrays(
        values: Values<'_>,
        labels: Vec<u16>,
        classes: Vec<String>,
        scale: Option<Scale>,
        levels: usize,
    ) -> PyResult<Self> {
        let reading = Reading {
            scale: scale.map(Scale::scaling).transpose()?,
            encoding: match levels {
                1 => Encoding::Rate,
                levels => Encoding::Thermometer(levels),
            },
            ..Reading::default()
        };
        let inner = values.read(|table| {
            DataSet::from_table("X", table, (&classes, &labels), &reading).map_err(errors::input)
        })?;
        Ok(Self { inner })
    }

    /// The rows of an array without labels, on the scale and in the code of a kind.
    #[staticmethod]
    fn like(values: Values<'_>, kind: &str) -> PyResult<Self> {
        let kind: Kind = serde_json::from_str(kind).map_err(errors::input)?;
        kind.check().map_err(errors::input)?;
        let inner = values.read(|table| {
            DataSet::from_table_like("X", table, None, &kind).map_err(errors::input)
        })?;
        Ok(Self { inner })
    }

    /// How values became intensities, as JSON.
    #[getter]
    fn kind(&self) -> PyResult<String> {
        serde_json::to_string(&self.inner.kind()).map_err(errors::failed)
    }

    #[getter]
    fn classes(&self) -> Vec<String> {
        self.inner.class_names().to_vec()
    }

    #[getter]
    fn shape(&self) -> Option<(usize, usize)> {
        self.inner.shape()
    }

    #[getter]
    fn findings(&self) -> Vec<String> {
        self.inner
            .findings()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// Intensities, images × inputs, read-only.
    #[getter]
    fn x<'py>(slf: &Bound<'py, Self>) -> Bound<'py, PyArray2<u8>> {
        let data = &slf.get().inner;
        crate::views::intensities(data, slf.clone().into_any())
    }

    /// The place of each image's class; −1 without a label.
    #[getter]
    fn y<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<i64>> {
        let label = |&label: &u16| {
            if label == UNLABELLED {
                -1
            } else {
                label.into()
            }
        };
        let labels: Vec<i64> = self.inner.labels().iter().map(label).collect();
        labels.into_pyarray(py)
    }

    /// A hash of each different image, which trained weights keep to tell what they were learned from.
    #[getter]
    fn hashes<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u64>> {
        let learned = Learned::new(&self.inner, 0..self.inner.len());
        let hashes: Vec<u64> = learned.hashes().collect();
        hashes.into_pyarray(py)
    }

    /// The places of training images and of test images.
    #[expect(clippy::type_complexity, reason = "a tuple for Python")]
    fn split<'py>(
        &self,
        py: Python<'py>,
        kind: &str,
        seed: u64,
    ) -> PyResult<(Bound<'py, PyArray1<i64>>, Bound<'py, PyArray1<i64>>)> {
        let division: Division = kind
            .parse()
            .map_err(|error| errors::input(format!("split: found {kind}: {error}")))?;
        let split = division
            .split(&self.inner, seed)
            .map_err(errors::training)?;
        let array = |places: Vec<usize>| {
            let places: Vec<i64> = places.into_iter().map(|place| place as i64).collect();
            places.into_pyarray(py)
        };
        Ok((array(split.train), array(split.test)))
    }

    /// The same images on the scale of those at `train`, if the data set their own scale.
    fn scaled_by(&self, train: Vec<usize>) -> PyResult<Self> {
        let inner = self.inner.clone();
        if !inner.is_scaled_by_its_values() {
            return Ok(Self { inner });
        }
        let inner = inner.scaled_by(&train).map_err(errors::input)?;
        Ok(Self { inner })
    }
}

/// A scale as Python gives it.
#[derive(FromPyObject)]
enum Scale {
    Full(f64),
    Name(String),
}

impl Scale {
    fn scaling(self) -> PyResult<Scaling> {
        match self {
            Self::Full(full) if full.is_finite() && full > 0.0 => Ok(Scaling::Full(full)),
            Self::Full(full) => Err(errors::input(format!(
                "scale: found {full}, expected a finite number above 0"
            ))),
            Self::Name(name) => match name.as_str() {
                "min-max" => Ok(Scaling::MinMax),
                "quantile" => Ok(Scaling::Quantile),
                _ => Err(errors::input(format!(
                    "scale: found '{name}', expected a number, 'min-max', 'quantile' or None"
                ))),
            },
        }
    }
}
