//! Weights as arrays of NumPy that look into the row memory.
//!
//! The memory of a model stays where it is as long as the model lives, and each array holds on to its owner. The arrays
//! are read-only for Python; the model changes them under their eyes while it learns.

use numpy::ndarray::{ArrayView, Dimension, ShapeBuilder, StrideShape};
use numpy::{Element, PyArray, PyArray1, PyArray2, PyArrayMethods};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use yuragi_model::{Shape, Source};
use yuragi_training::data::DataSet;

/// The memory of weights and the Python object that owns it.
pub struct Memory<'py, T> {
    first: *const T,
    len: usize,
    owner: Bound<'py, PyAny>,
}

impl<'py, T: Element> Memory<'py, T> {
    /// Memory that lives, at the same place, as long as its owner.
    ///
    /// # Safety
    /// The values must stay at their address until the owner is dropped.
    pub unsafe fn of_owner(values: &[T], owner: Bound<'py, PyAny>) -> Self {
        Self {
            first: values.as_ptr(),
            len: values.len(),
            owner,
        }
    }

    /// A copy that Python owns.
    pub fn copied(py: Python<'py>, values: Vec<T>) -> Self {
        let array = PyArray1::from_vec(py, values);
        Self {
            first: array.data(),
            len: array.len().unwrap_or_default(),
            owner: array.into_any(),
        }
    }

    fn view<D: Dimension>(
        &self,
        offset: usize,
        shape: impl Into<StrideShape<D>>,
        values: usize,
    ) -> Bound<'py, PyAny> {
        // an array without elements looks nowhere, wherever it would begin
        let offset = if values == 0 { 0 } else { offset };
        assert!(offset <= self.len, "a view begins within the memory");
        // SAFETY: callers give a shape whose elements all lie within the memory; the owner keeps it in place.
        let array = unsafe {
            let view = ArrayView::from_shape_ptr(shape, self.first.add(offset));
            PyArray::borrow_from_array(&view, self.owner.clone())
        };
        array.readwrite().make_nonwriteable();
        array.into_any()
    }

    /// The whole memory: words × lanes.
    pub fn words(&self, shape: &Shape) -> Bound<'py, PyAny> {
        self.view(0, (shape.depth(), shape.lanes()), self.len)
    }

    /// The values by connection: sources × targets, and for the bias neuron one for each target.
    ///
    /// # Errors
    /// If Python cannot make a dictionary.
    pub fn connections(&self, py: Python<'py>, shape: &Shape) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for target in 1..shape.len() {
            let targets = shape.neurons(target);
            for source in shape.sources(target) {
                let first = shape.index(source, 0, target, 0).unwrap_or(0);
                match source {
                    Source::Layer(layer) => {
                        let row = shape.rows(source).words * shape.lanes();
                        let sources = shape.of(source);
                        let block = (sources, targets).strides((row, 1));
                        dict.set_item((layer, target), self.view(first, block, sources * targets))?;
                    }
                    Source::Bias => {
                        let values = targets.strides(1);
                        dict.set_item(("bias", target), self.view(first, values, targets))?;
                    }
                }
            }
        }
        Ok(dict)
    }
}

/// The intensities of a data set, images × inputs, which `owner` holds.
pub fn intensities<'py>(data: &DataSet, owner: Bound<'py, PyAny>) -> Bound<'py, PyArray2<u8>> {
    let shape = (data.len(), data.pixels());
    let view = ArrayView::from_shape(shape, data.intensities()).expect("a row for each image");
    // SAFETY: a frozen Python object owns the data set, which never changes.
    let array = unsafe { PyArray::borrow_from_array(&view, owner) };
    array.readwrite().make_nonwriteable();
    array
}
