//! A network on an engine: what `Network` and `Chip` of the package stand on.

use std::cell::RefCell;
use std::mem::take;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use numpy::ndarray::{Array2, Array3};
use numpy::{IntoPyArray, PyArray1, PyArray2, PyArray3, PyReadonlyArray1, ToPyArray};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use yuragi_engines::compare::{Pair, Plan, RandomSteps};
use yuragi_engines::{Engine, EngineError};
use yuragi_model::{Model, Registers, Shape, Stimulus, Weights};
use yuragi_training::{Checkpoint, Order, prepare};

use crate::board::{self, Place};
use crate::chains;
use crate::design::Design;
use crate::errors;
use crate::interrupt::{Watch, waited};
use crate::state;
use crate::stimuli::{Arrays, Stimuli};
use crate::views::Memory;

/// The engine of a machine. A model is kept as it is, because its weights can be seen in place.
enum Held {
    Model(Box<Model>),
    /// Python objects are shared between threads, so what is not made for it stands in a mutex. It is never locked,
    /// because a machine is used by one thread at a time.
    Other(Mutex<Box<dyn Engine>>),
}

impl Held {
    fn engine(&mut self) -> &mut dyn Engine {
        match self {
            Self::Model(model) => model.as_mut(),
            Self::Other(engine) => owned(engine),
        }
    }
}

/// The engine in a mutex that nobody else has.
fn owned(engine: &mut Mutex<Box<dyn Engine>>) -> &mut dyn Engine {
    engine
        .get_mut()
        .unwrap_or_else(PoisonError::into_inner)
        .as_mut()
}

/// The spikes of neurons.
type Bits<'py> = Bound<'py, PyArray1<bool>>;

/// Inputs, predicted by hidden layer, hidden by layer, outputs, readout.
type SpikesOf<T> = (T, Vec<T>, Vec<T>, T, T);

/// A network on an engine.
#[pyclass(module = "yuragi._core")]
pub struct Machine {
    design: Design,
    shape: Shape,
    held: Held,
    registers: Registers,
}

impl Machine {
    fn with(design: &Design, held: Held) -> Self {
        Self {
            shape: design.inner.shape(),
            registers: Registers::new(&design.inner),
            design: design.clone(),
            held,
        }
    }

    fn engine(&mut self) -> &mut dyn Engine {
        self.held.engine()
    }

    /// The weights, without a copy if they are those of a model.
    fn memory<'py>(slf: &Bound<'py, Self>) -> PyResult<Memory<'py, i16>> {
        let mut machine = slf.try_borrow_mut()?;
        match &mut machine.held {
            Held::Model(model) => {
                // SAFETY: the model keeps its memory in place, and the machine never drops or replaces its model.
                #[expect(unsafe_code, reason = "the memory of weights is lent to NumPy")]
                let memory =
                    unsafe { Memory::of_owner(model.row_memory(), slf.clone().into_any()) };
                Ok(memory)
            }
            Held::Other(engine) => {
                let engine = owned(engine);
                let weights = slf.py().detach(|| engine.weights());
                let weights = weights.map_err(errors::engine)?;
                Ok(Memory::copied(slf.py(), weights.values))
            }
        }
    }

    /// Sets registers for a time and gives back those before.
    fn swap(&mut self, registers: Registers) -> PyResult<Registers> {
        let before = self.registers;
        if registers != before {
            self.engine().configure(registers).map_err(errors::engine)?;
            self.registers = registers;
        }
        Ok(before)
    }
}

/// The registers for everything but learning: without flips, and with a hidden state that follows what is clamped.
fn still(registers: Registers) -> Registers {
    Registers {
        learn: false,
        dwell: u16::MAX,
        ..registers
    }
}

/// The model of a machine, or an error that says what only a model can do.
fn only_model<'a>(held: &'a mut Held, what: &str) -> PyResult<&'a Model> {
    match held {
        Held::Model(model) => Ok(model),
        Held::Other(engine) => Err(errors::input(format!(
            "{what}: found the engine {}, expected model, because only a model can be copied",
            owned(engine).name()
        ))),
    }
}

#[pymethods]
impl Machine {
    /// A network in the reference model.
    #[staticmethod]
    fn model(design: &Design) -> PyResult<Self> {
        let model = Model::new(&design.inner).map_err(errors::input)?;
        Ok(Self::with(design, Held::Model(Box::new(model))))
    }

    /// Networks of one design in the reference model, each from a seed of its own. They share their tables.
    #[staticmethod]
    fn chains_of(design: &Design, seeds: Vec<u64>) -> PyResult<Vec<Self>> {
        let models = Model::chains(&design.inner, &seeds).map_err(errors::input)?;
        let held = models.into_iter().map(|model| Held::Model(Box::new(model)));
        Ok(held.map(|held| Self::with(design, held)).collect())
    }

    /// A network on an engine of a name.
    #[staticmethod]
    #[pyo3(signature = (design, engine, board=None, port=None, baud=None, patience=None))]
    fn on(
        py: Python<'_>,
        design: &Design,
        engine: &str,
        board: Option<&str>,
        port: Option<&str>,
        baud: Option<u32>,
        patience: Option<f64>,
    ) -> PyResult<Self> {
        let place = Place::new(engine, board, port, baud, patience)?;
        let wanted = design.inner.clone();
        let made = waited(py, move || board::engine(&wanted, place))??;
        let mut machine = Self::with(design, Held::Other(Mutex::new(made)));
        // a device may have other registers from before
        let registers = machine.registers;
        let engine = machine.held.engine();
        py.detach(|| engine.configure(registers))
            .map_err(errors::engine)?;
        Ok(machine)
    }

    #[getter]
    fn design(&self) -> Design {
        self.design.clone()
    }

    #[getter]
    fn engine_name(&mut self) -> &'static str {
        self.engine().name()
    }

    #[getter]
    fn cycles(&mut self) -> Option<u64> {
        self.engine().cycles()
    }

    fn reset(&mut self, py: Python<'_>, seed: u64) -> PyResult<()> {
        let engine = self.held.engine();
        py.detach(|| engine.reset(seed)).map_err(errors::engine)
    }

    /// Learn, sweeps, dwell, flip in steps of 1/256 and noise in steps of 1/128.
    #[getter]
    fn registers(&self) -> (bool, u8, u16, u16, u8) {
        let Registers {
            learn,
            sweeps,
            dwell,
            flip,
            noise,
        } = self.registers;
        (learn, sweeps, dwell, flip, noise)
    }

    fn configure(
        &mut self,
        learn: bool,
        sweeps: u8,
        dwell: u16,
        flip: u16,
        noise: u8,
    ) -> PyResult<()> {
        let registers = Registers {
            learn,
            sweeps,
            dwell,
            flip,
            noise,
        };
        registers.validate().map_err(errors::input)?;
        self.swap(registers).map(|_| ())
    }

    /// Presents each stimulus `n` times; returns the spikes of the outputs, stimuli × O.
    fn present<'py>(
        &mut self,
        py: Python<'py>,
        arrays: Arrays<'py>,
        n: u16,
    ) -> PyResult<Bound<'py, PyArray2<u16>>> {
        let held = arrays.held()?;
        let stimuli = held.stimuli(&self.shape)?;
        let (engine, shape) = (self.held.engine(), &self.shape);
        let counts = py.detach(|| {
            let (mut watch, mut stimulus) = (Watch::new(), Stimulus::dark(shape));
            let mut counts = Vec::with_capacity(stimuli.len() * shape.outputs());
            for number in 0..stimuli.len() {
                stimuli.write(number, &mut stimulus);
                engine.show(&stimulus).map_err(errors::engine)?;
                engine.present(n).map_err(errors::engine)?;
                counts.extend(engine.counts().map_err(errors::engine)?);
                watch.look()?;
            }
            PyResult::Ok(counts)
        })?;
        Ok(table(counts, shape.outputs()).into_pyarray(py))
    }

    /// Presents the stimulus that is shown `n` more times.
    fn go_on<'py>(&mut self, py: Python<'py>, n: u16) -> PyResult<Bound<'py, PyArray1<u16>>> {
        let engine = self.held.engine();
        let counts = py.detach(|| {
            engine.present(n)?;
            engine.counts()
        });
        Ok(counts.map_err(errors::engine)?.into_pyarray(py))
    }

    /// Learns from stimuli in a new random order every epoch, for `presentations` after the first `done` ones.
    fn learn(
        &mut self,
        py: Python<'_>,
        arrays: Arrays<'_>,
        presentations: u64,
        order_seed: u64,
        done: u64,
    ) -> PyResult<()> {
        let held = arrays.held()?;
        let stimuli = held.stimuli(&self.shape)?;
        let registers = Registers {
            learn: true,
            ..self.registers
        };
        let before = self.swap(registers)?;
        let mut lesson = Lesson::new(stimuli, &self.shape, registers, order_seed, done);
        let engine = self.held.engine();
        let learned = py.detach(|| lesson.advance(engine, presentations));
        // the registers go back even if the lesson was stopped
        let restored = self.swap(before);
        learned?;
        restored.map(|_| ())
    }

    /// The same for several models of one design on all cores, each with an order of its own. The result does not depend on
    /// the number of cores.
    #[staticmethod]
    fn learn_together(
        py: Python<'_>,
        mut machines: Vec<PyRefMut<'_, Self>>,
        arrays: Arrays<'_>,
        presentations: u64,
        order_seeds: Vec<u64>,
        done: u64,
    ) -> PyResult<()> {
        let Some(shape) = machines.first().map(|machine| machine.shape.clone()) else {
            return Ok(());
        };
        let held = arrays.held()?;
        let stimuli = held.stimuli(&shape)?;
        let mut pupils = Vec::with_capacity(machines.len());
        for (machine, &order) in machines.iter_mut().zip(&order_seeds) {
            let before = machine.registers;
            let Held::Model(model) = &mut machine.held else {
                return Err(errors::input("chains: found an engine, expected models"));
            };
            let lesson = Lesson::new(stimuli, &shape, before, order, done);
            pupils.push((model, lesson, before));
        }
        chains::side_by_side(py, pupils, |(model, lesson, before), stop| {
            let learn = true;
            let registers = Registers { learn, ..*before };
            model.set_registers(registers).map_err(errors::input)?;
            let learned = lesson.advance_until(model.as_mut(), presentations, &|| Ok(stop()));
            // the registers go back even if the lesson was stopped
            model.set_registers(*before).map_err(errors::input)?;
            learned
        })?;
        Ok(())
    }

    /// Spikes of the outputs for questions, stimuli × O, over `spikes` presentations each, by the reference model with the
    /// weights of this machine and streams from `seed`. The machine itself stays as it is.
    fn ask<'py>(
        slf: &Bound<'py, Self>,
        arrays: Arrays<'py>,
        spikes: u16,
        seed: u64,
    ) -> PyResult<Bound<'py, PyArray2<u16>>> {
        let py = slf.py();
        let (design, weights) = {
            let mut machine = slf.try_borrow_mut()?;
            let engine = machine.held.engine();
            let weights = py.detach(|| engine.weights()).map_err(errors::engine)?;
            (machine.design.clone(), weights)
        };
        let mut examiner = Model::new(&design.inner).map_err(errors::input)?;
        prepare(&mut examiner, &design.inner, &weights, seed).map_err(errors::training)?;
        let mut machine = Self::with(&design, Held::Model(Box::new(examiner)));
        machine.present(py, arrays, spikes)
    }

    #[getter]
    fn counts<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyArray1<u16>>> {
        let engine = self.held.engine();
        let counts = py.detach(|| engine.counts());
        Ok(counts.map_err(errors::engine)?.into_pyarray(py))
    }

    /// Presentations, flips up and down, evidence up and down, since the last reset.
    #[getter]
    fn counters(&mut self, py: Python<'_>) -> PyResult<[u32; 5]> {
        let engine = self.held.engine();
        let counters = py.detach(|| engine.counters());
        Ok(counters.map_err(errors::engine)?.values())
    }

    /// The spikes of the last presentation: inputs, predicted by hidden layer, hidden by layer, outputs, readout.
    #[getter]
    fn spikes<'py>(&mut self, py: Python<'py>) -> PyResult<SpikesOf<Bits<'py>>> {
        let engine = self.held.engine();
        let spikes = py.detach(|| engine.spikes()).map_err(errors::engine)?;
        let array = |layer: &[bool]| layer.to_pyarray(py);
        Ok((
            spikes.inputs.into_pyarray(py),
            by_layer(&self.shape, &spikes.predicted)
                .map(array)
                .collect(),
            by_layer(&self.shape, &spikes.hidden).map(array).collect(),
            spikes.outputs.into_pyarray(py),
            spikes.readout.into_pyarray(py),
        ))
    }

    /// The potentials of the last presentation: of each hidden layer, then of the outputs.
    #[getter]
    fn potentials<'py>(&mut self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyArray1<i32>>>> {
        let potentials = match &mut self.held {
            Held::Model(model) => model.potentials(),
            Held::Other(engine) => {
                let engine = owned(engine);
                let view = py.detach(|| engine.view(false)).map_err(errors::engine)?;
                let hidden = EngineError::OutOfSight(engine.name());
                view.potentials.ok_or_else(|| errors::engine(hidden))?
            }
        };
        let hidden = by_layer(&self.shape, &potentials.hidden);
        let layers = hidden.chain([&potentials.outputs[..]]);
        Ok(layers.map(|layer| layer.to_pyarray(py)).collect())
    }

    /// The weights by connection, read-only; those of a model are the memory itself.
    #[getter]
    fn weights<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let shape = slf.try_borrow()?.shape.clone();
        Self::memory(slf)?.connections(slf.py(), &shape)
    }

    /// The whole row memory, words × lanes, read-only.
    #[getter]
    fn row_memory<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let shape = slf.try_borrow()?.shape.clone();
        Ok(Self::memory(slf)?.words(&shape))
    }

    /// The indices of the weights in the row memory, by connection.
    #[getter]
    fn places<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let places = (0..(self.shape.depth() * self.shape.lanes()) as i64).collect();
        Memory::<i64>::copied(py, places).connections(py, &self.shape)
    }

    fn load_weights(&mut self, py: Python<'_>, values: PyReadonlyArray1<'_, i16>) -> PyResult<()> {
        let weights = Weights {
            lanes: self.shape.lanes(),
            values: values.as_slice()?.to_vec(),
        };
        let engine = self.held.engine();
        py.detach(|| engine.load_weights(&weights))
            .map_err(errors::engine)
    }

    fn state<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let engine = self.held.engine();
        let snapshot = py.detach(|| engine.snapshot()).map_err(errors::engine)?;
        Ok(PyBytes::new(
            py,
            &state::bytes(&self.design.inner, snapshot),
        ))
    }

    fn load_state(&mut self, py: Python<'_>, bytes: &[u8]) -> PyResult<()> {
        let (design, snapshot) = state::read(bytes).map_err(errors::input)?;
        if design != self.design.inner {
            return Err(errors::input(format!(
                "state: found one of the design {}, expected {}",
                design.to_toml().trim().replace('\n', "; "),
                self.design.inner.to_toml().trim().replace('\n', "; ")
            )));
        }
        let engine = self.held.engine();
        py.detach(|| engine.restore(&snapshot))
            .map_err(errors::engine)?;
        self.registers = snapshot.registers;
        Ok(())
    }

    /// The network of a run, as its state or its weights have it.
    #[staticmethod]
    fn of_run(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let run = py
            .detach(|| Checkpoint::load(&path))
            .map_err(errors::training)?;
        let design = Design { inner: run.design };
        let mut model = Model::new(&design.inner).map_err(errors::input)?;
        let mut registers = Registers::new(&design.inner);
        match &run.state {
            Some(state) => {
                model.restore(&state.snapshot).map_err(errors::input)?;
                registers = state.snapshot.registers;
            }
            None => model.load_weights(&run.weights).map_err(errors::input)?,
        }
        let mut machine = Self::with(&design, Held::Model(Box::new(model)));
        machine.registers = registers;
        Ok(machine)
    }

    /// The design of a state.
    #[staticmethod]
    fn design_of(bytes: &[u8]) -> PyResult<Design> {
        let (inner, _) = state::read(bytes).map_err(errors::input)?;
        Ok(Design { inner })
    }

    /// Samples of the neurons of each layer above the inputs while a stimulus is shown, chains × draws × neurons. With
    /// chains, they are sampled by copies; without, by the machine itself.
    fn sample<'py>(
        &mut self,
        py: Python<'py>,
        arrays: Arrays<'py>,
        times: (u64, usize, u64),
        chains: Option<usize>,
        seed: u64,
    ) -> PyResult<Vec<Bound<'py, PyArray3<bool>>>> {
        let (warmup, draws, thin) = times;
        let held = arrays.held()?;
        let shape = self.shape.clone();
        let stimulus = held.stimuli(&shape)?.get(0, &shape);
        let registers = still(self.registers);
        let work = |engine: &mut dyn Engine, stop: &dyn Fn() -> PyResult<bool>| {
            engine.show(&stimulus).map_err(errors::engine)?;
            many(engine, warmup, stop)?;
            let mut layers = vec![Vec::new(); shape.last()];
            for _ in 0..draws {
                many(engine, thin, stop)?;
                let spikes = engine.spikes().map_err(errors::engine)?;
                let all = by_layer(&shape, &spikes.hidden).chain([&spikes.outputs[..]]);
                for (layer, spikes) in layers.iter_mut().zip(all) {
                    layer.extend_from_slice(spikes);
                }
            }
            PyResult::Ok(layers)
        };
        let mut sampled = self.chains(py, registers, chains, seed, work)?;
        let layers = (0..shape.last()).map(|layer| {
            let chains = sampled.iter_mut().map(|chain| take(&mut chain[layer]));
            block(chains.collect(), draws, shape.neurons(layer + 1)).into_pyarray(py)
        });
        Ok(layers.collect())
    }

    /// Weights while the network learns, chains × draws × places: `places` are indices of the row memory. With chains,
    /// copies learn; without, the machine itself.
    fn trace<'py>(
        &mut self,
        py: Python<'py>,
        arrays: Arrays<'py>,
        places: Vec<usize>,
        times: (u64, usize, u64),
        chains: Option<usize>,
        seed: u64,
    ) -> PyResult<Bound<'py, PyArray3<i16>>> {
        let (warmup, draws, every) = times;
        let held = arrays.held()?;
        let stimuli = held.stimuli(&self.shape)?;
        let shape = self.shape.clone();
        let size = shape.depth() * shape.lanes();
        if let Some(place) = places.iter().find(|&&place| place >= size) {
            return Err(errors::input(format!(
                "place {place} is beyond the row memory"
            )));
        }
        let registers = Registers {
            learn: true,
            ..self.registers
        };
        let work = |engine: &mut dyn Engine, stop: &dyn Fn() -> PyResult<bool>| {
            let mut lesson = Lesson::new(stimuli, &shape, registers, seed, 0);
            lesson.advance_until(engine, warmup, stop)?;
            let mut values = Vec::with_capacity(draws * places.len());
            for _ in 0..draws {
                lesson.advance_until(engine, every, stop)?;
                let weights = engine.peek_weights().map_err(errors::engine)?;
                values.extend(places.iter().map(|&place| weights.values[place]));
            }
            PyResult::Ok(values)
        };
        let traced = self.chains(py, registers, chains, seed, work)?;
        Ok(block(traced, draws, places.len()).into_pyarray(py))
    }

    /// Runs this machine and another one on the same random commands. Returns the presentations, the equal bits, what was
    /// left out, and the first difference: field, index, both values.
    #[expect(clippy::type_complexity, reason = "a tuple for Python")]
    fn compare(
        &mut self,
        py: Python<'_>,
        other: &mut Self,
        presentations: u64,
        seed: u64,
    ) -> PyResult<(u64, u64, Vec<String>, Option<(String, usize, i64, i64)>)> {
        if self.design != other.design {
            return Err(errors::input(
                "compare: found machines of two designs, expected one design",
            ));
        }
        let design = self.design.inner.clone();
        let (left, right) = (self.held.engine(), other.held.engine());
        let outcome = py.detach(|| {
            let (mut watch, mut signal) = (Watch::new(), None);
            let steps = RandomSteps::new(&design, seed);
            let plan = Plan::closely(presentations);
            let outcome = Pair::new(left, right, &design).run(steps, &plan, &mut |_| {
                signal = watch.look().err();
                signal.is_none()
            });
            match signal {
                Some(exception) => Err(exception),
                None => outcome.map_err(errors::engine),
            }
        });
        // the commands have set registers
        for machine in [self, other] {
            let registers = machine.registers;
            let engine = machine.held.engine();
            py.detach(|| engine.configure(registers))
                .map_err(errors::engine)?;
        }
        let outcome = outcome?;
        let difference = outcome
            .difference
            .map(|found| (found.field.to_owned(), found.index, found.left, found.right));
        let left_out = outcome.equal.left_out.iter().map(ToString::to_string);
        Ok((
            outcome.presentations,
            outcome.equal.bits(),
            left_out.collect(),
            difference,
        ))
    }
}

impl Machine {
    /// Does work on copies of the model, or on the machine itself if no number of chains is given.
    fn chains<T: Send>(
        &mut self,
        py: Python<'_>,
        registers: Registers,
        chains: Option<usize>,
        seed: u64,
        work: impl Fn(&mut dyn Engine, &dyn Fn() -> PyResult<bool>) -> PyResult<T> + Sync,
    ) -> PyResult<Vec<T>> {
        let Some(chains) = chains else {
            let before = self.swap(registers)?;
            let engine = self.held.engine();
            let result = py.detach(|| {
                let watch = RefCell::new(Watch::new());
                work(engine, &|| watch.borrow_mut().look().map(|()| false))
            });
            self.swap(before)?;
            return Ok(vec![result?]);
        };
        let model = only_model(&mut self.held, "chains")?;
        let copies = chains::copies(model, chains, seed)?;
        chains::side_by_side(py, copies, |copy, stop| {
            copy.set_registers(registers).map_err(errors::input)?;
            work(copy, &|| Ok(stop()))
        })
    }
}

/// Presents any number of times, unless told to stop.
fn many(engine: &mut dyn Engine, times: u64, stop: &dyn Fn() -> PyResult<bool>) -> PyResult<()> {
    let mut left = times;
    while left > 0 {
        let now = left.min(256);
        engine.present(now as u16).map_err(errors::engine)?;
        left -= now;
        if stop()? {
            return Ok(());
        }
    }
    Ok(())
}

/// Learning from stimuli in a new random order every epoch, each shown for `dwell` presentations. It is the order of
/// `yuragi learn`.
struct Lesson<'a> {
    stimuli: Stimuli<'a>,
    stimulus: Stimulus,
    order: Order,
    dwell: u64,
    done: u64,
}

impl<'a> Lesson<'a> {
    fn new(
        stimuli: Stimuli<'a>,
        shape: &Shape,
        registers: Registers,
        order_seed: u64,
        done: u64,
    ) -> Self {
        Self {
            order: Order::new(order_seed, stimuli.len()),
            stimulus: Stimulus::dark(shape),
            dwell: registers.dwell.into(),
            stimuli,
            done,
        }
    }

    fn advance(&mut self, engine: &mut dyn Engine, presentations: u64) -> PyResult<()> {
        let watch = RefCell::new(Watch::new());
        self.advance_until(engine, presentations, &|| {
            watch.borrow_mut().look().map(|()| false)
        })
    }

    fn advance_until(
        &mut self,
        engine: &mut dyn Engine,
        presentations: u64,
        stop: &dyn Fn() -> PyResult<bool>,
    ) -> PyResult<()> {
        let end = self.done + presentations;
        while self.done < end {
            let shown = self.done % self.dwell;
            if shown == 0 {
                let number = self.order.image(self.done / self.dwell);
                self.stimuli.write(number, &mut self.stimulus);
                engine.show(&self.stimulus).map_err(errors::engine)?;
            }
            let most = (self.dwell - shown).min(end - self.done).min(256);
            engine.present(most as u16).map_err(errors::engine)?;
            self.done += most;
            if stop()? {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The values of all hidden neurons layer by layer.
fn by_layer<'a, T>(shape: &'a Shape, values: &'a [T]) -> impl Iterator<Item = &'a [T]> {
    let first = |layer| shape.first(layer) - shape.inputs();
    (1..shape.last()).map(move |layer| &values[first(layer)..first(layer + 1)])
}

/// Values row by row as a table.
fn table<T>(values: Vec<T>, columns: usize) -> Array2<T> {
    let rows = values.len() / columns;
    Array2::from_shape_vec((rows, columns), values).expect("whole rows")
}

/// The values of chains, draw by draw, as one block.
fn block<T: Clone>(chains: Vec<Vec<T>>, draws: usize, width: usize) -> Array3<T> {
    let shape = (chains.len(), draws, width);
    Array3::from_shape_vec(shape, chains.concat()).expect("chains of equal lengths")
}
