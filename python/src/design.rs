//! The design of a network.

use std::hash::{DefaultHasher, Hash, Hasher};

use numpy::{IntoPyArray, PyArrayDyn, PyReadonlyArrayDyn};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use yuragi_model::design::{self, Hardware, Network, Random, Sampling, Synapse};
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

impl Design {
    fn of(inner: design::Design) -> PyResult<Self> {
        inner.validate().map_err(errors::input)?;
        Ok(Self { inner })
    }

    /// Numbers of neurons for messages: 64-64-10.
    fn sizes(&self) -> String {
        self.inner.network.name()
    }
}

#[pymethods]
impl Design {
    #[new]
    #[pyo3(signature = (layers, *, skips=vec![], bits=8, quantum=5, initial=None, flip=1.0, noise=0.0, sweeps=1, dwell=1, lanes=16,
        retrograde_lanes=None, stored_stimuli=0, seed=1))]
    #[expect(clippy::too_many_arguments, reason = "keywords of Python")]
    fn new(
        layers: Vec<usize>,
        skips: Vec<(usize, usize)>,
        bits: u32,
        quantum: u32,
        initial: Option<u32>,
        flip: f64,
        noise: f64,
        sweeps: u8,
        dwell: u16,
        lanes: usize,
        retrograde_lanes: Option<usize>,
        stored_stimuli: usize,
        seed: u64,
    ) -> PyResult<Self> {
        Self::of(design::Design {
            network: Network {
                layers,
                skips: skips.into_iter().map(|(from, to)| [from, to]).collect(),
            },
            synapse: Synapse {
                bits,
                quantum_log2: quantum,
                initial,
                flip,
                noise,
            },
            sampling: Sampling { sweeps, dwell },
            hardware: Hardware {
                lanes,
                retrograde_lanes: retrograde_lanes.unwrap_or(if lanes.is_multiple_of(2) {
                    2
                } else {
                    1
                }),
                stored_stimuli,
            },
            random: Random { seed },
        })
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

    /// Connections besides those from each layer to the next, as pairs of layers.
    #[getter]
    fn skips<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let skips = self.inner.network.skips.iter();
        PyTuple::new(py, skips.map(|&[from, to]| (from, to)))
    }

    /// The bits of the first weights.
    #[getter]
    fn initial(&self) -> u32 {
        self.inner.initial()
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
        format!(
            "<Design {}, {} bits, quantum 2^-{} nats, seed {}>",
            self.sizes(),
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
