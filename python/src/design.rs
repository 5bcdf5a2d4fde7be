//! The design of a network.

use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash, Hasher};

use numpy::{IntoPyArray, PyArrayDyn, PyReadonlyArrayDyn};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use yuragi_model::design;
use yuragi_model::tables::Tables;

use crate::errors;

/// A potential that is beyond every table.
const FAR: i32 = 1 << 25;

/// The size of a network and how it samples: what a design file holds.
#[pyclass(frozen, eq, module = "yuragi._core")]
#[derive(Clone, PartialEq)]
pub struct Design {
    /// The design itself.
    pub inner: design::Design,
}

/// The hidden neurons as Python gives them: a number for one layer, or the number of each layer.
#[derive(FromPyObject)]
enum Hidden {
    One(i64),
    Layers(Vec<i64>),
}

/// A key with its value as a line of TOML, if there is a value.
fn line<T: Debug>(key: &str, value: Option<T>) -> String {
    // numbers and lists of numbers look alike in Rust and TOML, but for NaN
    value.map_or_else(String::new, |value| {
        format!("{key} = {value:?}\n").replace("NaN", "nan")
    })
}

#[pymethods]
impl Design {
    /// What is given goes through the text of a design file, so that what is wrong is told in its words.
    #[new]
    #[pyo3(signature = (layers=None, *, inputs=None, hidden=None, outputs=None, skips=vec![], bits=8, quantum=5,
        initial=None, flip=1.0, noise=0.0, sweeps=1, dwell=1, lanes=16, retrograde_lanes=None, stored_stimuli=0, seed=1))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        layers: Option<Vec<i64>>,
        inputs: Option<i64>,
        hidden: Option<Hidden>,
        outputs: Option<i64>,
        skips: Vec<[i64; 2]>,
        bits: i64,
        quantum: i64,
        initial: Option<i64>,
        flip: f64,
        noise: f64,
        sweeps: i64,
        dwell: i64,
        lanes: i64,
        retrograde_lanes: Option<i64>,
        stored_stimuli: i64,
        seed: i64,
    ) -> PyResult<Self> {
        let (layers, inputs, hidden, outputs) = match (layers, inputs, hidden, outputs) {
            (None, Some(inputs), Some(Hidden::Layers(hidden)), Some(outputs)) => {
                let layers = [&[inputs], &hidden[..], &[outputs]].concat();
                (Some(layers), None, None, None)
            }
            (layers, inputs, Some(Hidden::One(hidden)), outputs) => {
                (layers, inputs, Some(hidden), outputs)
            }
            // what goes with a list is missing or too much, and the error does not tell its numbers
            (layers, inputs, hidden, outputs) => (layers, inputs, hidden.map(|_| 1), outputs),
        };
        let text = [
            "[network]\n".to_owned(),
            line("layers", layers),
            line("inputs", inputs),
            line("hidden", hidden),
            line("outputs", outputs),
            line("skips", Some(skips)),
            "[synapse]\n".to_owned(),
            line("bits", Some(bits)),
            line("quantum_log2", Some(quantum)),
            line("initial", initial),
            line("flip", Some(flip)),
            line("noise", Some(noise)),
            "[sampling]\n".to_owned(),
            line("sweeps", Some(sweeps)),
            line("dwell", Some(dwell)),
            "[hardware]\n".to_owned(),
            line("lanes", Some(lanes)),
            line("retrograde_lanes", retrograde_lanes),
            line("stored_stimuli", Some(stored_stimuli)),
            "[random]\n".to_owned(),
            line("seed", Some(seed)),
        ];
        Self::parse(&text.concat(), "the design")
    }

    #[staticmethod]
    fn load(path_or_preset: &str) -> PyResult<Self> {
        design::Design::load(path_or_preset)
            .map(|inner| Self { inner })
            .map_err(errors::input)
    }

    #[staticmethod]
    #[pyo3(signature = (text, name="the design"))]
    fn parse(text: &str, name: &str) -> PyResult<Self> {
        design::Design::parse(text, name)
            .map(|inner| Self { inner })
            .map_err(errors::input)
    }

    fn to_toml(&self) -> String {
        self.inner.to_toml()
    }

    fn with_keys(&self, changes: Vec<(String, String)>) -> PyResult<Self> {
        self.inner
            .with(&changes, "the design")
            .map(|inner| Self { inner })
            .map_err(errors::input)
    }

    #[getter]
    fn layers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.inner.network.layers)
    }

    #[getter]
    fn inputs(&self) -> usize {
        self.inner.network.inputs()
    }

    #[getter]
    fn hidden<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.inner.network.hidden_layers())
    }

    #[getter]
    fn outputs(&self) -> usize {
        self.inner.network.outputs()
    }

    #[getter]
    fn skips<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let skips = self.inner.network.skips.iter();
        PyTuple::new(py, skips.map(|&[from, to]| (from, to)).collect::<Vec<_>>())
    }

    #[getter]
    fn bits(&self) -> u32 {
        self.inner.synapse.bits
    }

    #[getter]
    fn quantum(&self) -> u32 {
        self.inner.synapse.quantum_log2
    }

    #[getter]
    fn initial(&self) -> u32 {
        self.inner.initial()
    }

    #[getter]
    fn flip(&self) -> f64 {
        self.inner.flip_rounded()
    }

    #[getter]
    fn noise(&self) -> f64 {
        self.inner.noise_rounded()
    }

    #[getter]
    fn sweeps(&self) -> u8 {
        self.inner.sampling.sweeps
    }

    #[getter]
    fn dwell(&self) -> u16 {
        self.inner.sampling.dwell
    }

    #[getter]
    fn lanes(&self) -> usize {
        self.inner.hardware.lanes
    }

    #[getter]
    fn retrograde_lanes(&self) -> usize {
        self.inner.hardware.retrograde_lanes
    }

    #[getter]
    fn stored_stimuli(&self) -> usize {
        self.inner.hardware.stored_stimuli
    }

    #[getter]
    fn seed(&self) -> u64 {
        self.inner.random.seed
    }

    /// The probability of a spike at each potential in quanta: a threshold of the table of σ in steps of 1/65536.
    fn spike_probabilities<'py>(
        &self,
        py: Python<'py>,
        potentials: PyReadonlyArrayDyn<'_, i32>,
    ) -> Bound<'py, PyArrayDyn<f64>> {
        let tables = Tables::new(self.inner.synapse.quantum_log2);
        let probability = |&v: &i32| f64::from(tables.threshold(v.clamp(-FAR, FAR))) / 65536.0;
        potentials.as_array().map(probability).into_pyarray(py)
    }

    fn __repr__(&self) -> String {
        let network = &self.inner.network;
        let skips = network.skips.iter();
        let skips: String = skips
            .map(|[from, to]| format!(", skip ({from}, {to})"))
            .collect();
        format!(
            "<Design {}{skips}, {} bits, quantum 2^-{} nats, seed {}>",
            network.name(),
            self.bits(),
            self.quantum(),
            self.seed()
        )
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.to_toml().hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let parse = slf.get_type().getattr("parse")?;
        Ok((parse, (slf.get().to_toml(),)))
    }
}
