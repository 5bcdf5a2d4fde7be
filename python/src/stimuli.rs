//! Stimuli from arrays: a row of intensities for the inputs, one for the outputs, and one that says what is clamped.

use numpy::ndarray::{ArrayView1, ArrayView2};
use numpy::{PyArray2, PyArrayMethods, PyReadonlyArray2};
use pyo3::prelude::*;
use yuragi_model::{Shape, Stimulus};

use crate::errors;

/// The arrays of a call, as Python gives them.
#[derive(FromPyObject)]
pub struct Arrays<'py> {
    /// Intensities of the inputs, one row for each stimulus.
    #[pyo3(item(0))]
    x: Bound<'py, PyArray2<u8>>,
    /// Intensities of the outputs, one row for each stimulus, or one for all.
    #[pyo3(item(1))]
    y: Bound<'py, PyArray2<u8>>,
    /// Which outputs are clamped, one row for each stimulus, or one for all.
    #[pyo3(item(2))]
    clamp: Bound<'py, PyArray2<bool>>,
}

/// The same, held so that it can be read without Python's lock.
pub struct Held<'py> {
    x: PyReadonlyArray2<'py, u8>,
    y: PyReadonlyArray2<'py, u8>,
    clamp: PyReadonlyArray2<'py, bool>,
}

/// A number of stimuli that are made as they are needed.
#[derive(Clone, Copy)]
pub struct Stimuli<'a> {
    x: ArrayView2<'a, u8>,
    y: ArrayView2<'a, u8>,
    clamp: ArrayView2<'a, bool>,
}

impl<'py> Arrays<'py> {
    /// Holds the arrays.
    pub fn held(&self) -> PyResult<Held<'py>> {
        Ok(Held {
            x: self.x.try_readonly()?,
            y: self.y.try_readonly()?,
            clamp: self.clamp.try_readonly()?,
        })
    }
}

impl Held<'_> {
    /// The stimuli, whose sizes must fit a network.
    ///
    /// # Errors
    /// If a size does not fit. The text says which.
    pub fn stimuli(&self, shape: &Shape) -> PyResult<Stimuli<'_>> {
        let stimuli = Stimuli {
            x: self.x.as_array(),
            y: self.y.as_array(),
            clamp: self.clamp.as_array(),
        };
        let rows = stimuli.x.nrows();
        for (name, found, expected, may_be_one) in [
            ("x", stimuli.x.dim(), shape.inputs(), false),
            ("y", stimuli.y.dim(), shape.outputs(), true),
            ("clamp", stimuli.clamp.dim(), shape.outputs(), true),
        ] {
            let rows_fit = found.0 == rows || (may_be_one && found.0 == 1);
            if !rows_fit || found.1 != expected {
                return Err(errors::input(format!(
                    "{name}: found an array of {} × {}, expected {rows} × {expected}",
                    found.0, found.1
                )));
            }
        }
        if rows == 0 {
            return Err(errors::input("x: found no row, expected at least one"));
        }
        Ok(stimuli)
    }
}

impl Stimuli<'_> {
    /// Their number.
    pub fn len(&self) -> usize {
        self.x.nrows()
    }

    /// Writes one of them into a stimulus of the right size.
    pub fn write(&self, number: usize, stimulus: &mut Stimulus) {
        let row = |rows: usize| if rows == 1 { 0 } else { number };
        let (x, y) = stimulus.intensities.split_at_mut(self.x.ncols());
        copy(self.x.row(number), x);
        copy(self.y.row(row(self.y.nrows())), y);
        copy(
            self.clamp.row(row(self.clamp.nrows())),
            &mut stimulus.clamped,
        );
    }

    /// One of them.
    pub fn get(&self, number: usize, shape: &Shape) -> Stimulus {
        let mut stimulus = Stimulus::dark(shape);
        self.write(number, &mut stimulus);
        stimulus
    }
}

/// Copies a row, at once if its values follow each other.
fn copy<T: Copy>(row: ArrayView1<'_, T>, to: &mut [T]) {
    match row.as_slice() {
        Some(values) => to.copy_from_slice(values),
        None => to
            .iter_mut()
            .zip(row)
            .for_each(|(own, &given)| *own = given),
    }
}
