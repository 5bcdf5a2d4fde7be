//! The reference model: the network of `docs/reference/spec.md` in software, bit for bit.
//!
//! A presentation can be computed on several paths that agree in every bit, see [`Path`](crate::options::Path): `plain` reads like
//! the specification, `fast` is what [`Model::new`] uses.

#[allow(
    unsafe_code,
    reason = "vector instructions, and table reads without a bounds check"
)]
mod fast;
mod plain;
mod state;

use serde::{Deserialize, Serialize};

use crate::design::{Design, DesignError};
use crate::layout::Layout;
use crate::network::{
    Counters, NetworkError, Potentials, Registers, Rehearsal, Spikes, Stimulus, Weights,
    check_store,
};
use crate::options::{Options, Path};
use crate::random::{StreamStates, Streams, seed_bytes};
use crate::tables::Tables;
use fast::Fast;
use state::State;

/// A network in software.
#[derive(Clone, Debug)]
pub struct Model {
    design: Design,
    state: State,
    way: Way,
    stored: Vec<Stimulus>,
}

/// The streams, in the form that a path wants.
#[derive(Clone, Debug)]
enum Way {
    Plain(Box<Streams>),
    Fast(Box<Fast>),
}

/// Everything a model remembers: with the design it came from, enough to go on bit for bit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub registers: Registers,
    pub stimulus: Stimulus,
    pub weights: Weights,
    pub streams: StreamStates,
    pub spikes: Spikes,
    pub potentials: Potentials,
    pub counts: Vec<u16>,
    pub counters: Counters,
    /// Presentations since the hidden state started afresh.
    pub age: u16,
    /// The row that the background fluctuation visits next, 0..=H.
    pub noise_row: usize,
}

impl Model {
    /// A model of the design, reset with the seed of the design, learning off.
    ///
    /// # Errors
    /// If the design is not valid.
    pub fn new(design: &Design) -> Result<Self, DesignError> {
        Self::with_options(design, Options::default())
    }

    /// A model of the design that computes with these options.
    ///
    /// # Errors
    /// If the design is not valid.
    pub fn with_options(design: &Design, options: Options) -> Result<Self, DesignError> {
        design.validate()?;
        let seed = seed_bytes(design.random.seed);
        let state = State::new(design, options);
        let streams = Streams::new(design.hardware.lanes, &seed);
        let way = match options.path() {
            Path::Plain => Way::Plain(Box::new(streams)),
            path => Way::Fast(Box::new(Fast::new(&state, &streams, path))),
        };
        let mut model = Self {
            design: design.clone(),
            state,
            way,
            stored: Vec::new(),
        };
        model.reset(&seed);
        Ok(model)
    }

    /// The design this is a model of.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The shape of the row memory.
    pub fn layout(&self) -> &Layout {
        &self.state.layout
    }

    /// The tables it looks up.
    pub fn tables(&self) -> &Tables {
        &self.state.tables
    }

    /// Becomes what a chip is at power-on whose row memory holds these weights: as after a reset with the seed of the design, but no
    /// initial weight was drawn.
    ///
    /// # Errors
    /// If the size is another or a weight has more than B bits; then nothing changes.
    pub fn wake_trained(&mut self, weights: &Weights) -> Result<(), NetworkError> {
        weights.validate(&self.state.layout, self.state.bits)?;
        let seed = seed_bytes(self.design.random.seed);
        self.reset(&seed);
        self.state.set_weights(weights);
        self.set_streams(&Streams::new(self.state.layout.lanes, &seed));
        Ok(())
    }

    /// Starts afresh from the bytes of a seed: streams, weights, counters, spikes and potentials.
    /// Registers and stimulus stay.
    pub fn reset(&mut self, seed: &[u8]) {
        let mut streams = Streams::new(self.state.layout.lanes, seed);
        self.state.reset(&mut streams.neuron);
        self.set_streams(&streams);
    }

    /// Starts afresh from a seed of 64 bits, see [`seed_bytes`].
    pub fn reset_seed(&mut self, seed: u64) {
        self.reset(&seed_bytes(seed));
    }

    /// What the model is told at run time.
    pub fn registers(&self) -> Registers {
        self.state.registers
    }

    /// Sets all registers.
    ///
    /// # Errors
    /// If one is out of its range; then none is set.
    pub fn set_registers(&mut self, registers: Registers) -> Result<(), NetworkError> {
        registers.validate()?;
        if registers.dwell != self.state.registers.dwell {
            self.state.age = 0;
        }
        self.state.registers = registers;
        Ok(())
    }

    /// What the neurons are shown.
    pub fn stimulus(&self) -> &Stimulus {
        &self.state.stimulus
    }

    /// Shows the neurons something else; the hidden state starts afresh.
    ///
    /// # Errors
    /// If it has not I + O intensities and O clamps; then the old stimulus stays.
    pub fn set_stimulus(&mut self, stimulus: &Stimulus) -> Result<(), NetworkError> {
        stimulus.validate(&self.state.layout)?;
        let own = &mut self.state.stimulus;
        own.intensities.copy_from_slice(&stimulus.intensities);
        own.clamped.copy_from_slice(&stimulus.clamped);
        self.state.age = 0;
        Ok(())
    }

    /// Stores stimuli in the place of those stored before.
    ///
    /// # Errors
    /// If the design has no room for so many, or one does not fit it; then those before stay.
    pub fn store(&mut self, stimuli: &[Stimulus]) -> Result<(), NetworkError> {
        check_store(stimuli, &self.design, &self.state.layout)?;
        self.stored = stimuli.to_vec();
        Ok(())
    }

    /// Shows and presents stored stimuli, one after another; the last of them stays the stimulus.
    ///
    /// # Errors
    /// If a number is 0, or so many are not stored.
    pub fn rehearse(&mut self, rehearsal: Rehearsal) -> Result<(), NetworkError> {
        rehearsal.validate(self.stored.len())?;
        let stored = std::mem::take(&mut self.stored);
        for _ in 0..rehearsal.passes {
            for stimulus in &stored[..rehearsal.stimuli.into()] {
                self.set_stimulus(stimulus)?;
                self.present(rehearsal.presentations)?;
            }
        }
        self.stored = stored;
        Ok(())
    }

    /// Presents the stimulus `n` times; [`Model::counts`] counts from 0 again.
    ///
    /// # Errors
    /// If `n` is 0.
    pub fn present(&mut self, n: u16) -> Result<(), NetworkError> {
        if n == 0 {
            return Err(NetworkError::NoPresentation);
        }
        self.state.counts.fill(0);
        match &mut self.way {
            Way::Plain(streams) => {
                for _ in 0..n {
                    plain::present(&mut self.state, streams);
                }
            }
            Way::Fast(fast) => {
                for _ in 0..n {
                    fast.present(&mut self.state);
                }
            }
        }
        Ok(())
    }

    /// The spikes of the last presentation; none after a reset.
    pub fn spikes(&self) -> Spikes {
        let Layout {
            inputs,
            hidden,
            outputs,
            ..
        } = self.state.layout;
        let spikes = |lanes: &[i16]| lanes.iter().map(|&spike| spike == 1).collect();
        Spikes {
            inputs: spikes(&self.state.x[..inputs]),
            predicted: spikes(&self.state.predicted[..hidden]),
            hidden: spikes(&self.state.h[..hidden]),
            outputs: spikes(&self.state.y[..outputs]),
            readout: spikes(&self.state.readout[..outputs]),
        }
    }

    /// How often each output spiked since the last [`Model::present`] began.
    pub fn counts(&self) -> &[u16] {
        &self.state.counts
    }

    /// Counters since the last reset.
    pub fn counters(&self) -> Counters {
        self.state.counters
    }

    /// The potentials of the last presentation: of hidden neurons as predicted, of outputs as read out
    /// (before the flips); 0 after a reset.
    pub fn potentials(&self) -> Potentials {
        Potentials {
            hidden: self.state.v[..self.state.layout.hidden].to_vec(),
            outputs: self.state.u[..self.state.layout.outputs].to_vec(),
        }
    }

    /// The content of the row memory.
    pub fn weights(&self) -> Weights {
        self.state.weights()
    }

    /// Replaces the content of the row memory.
    ///
    /// # Errors
    /// If the size is another or a weight has more than B bits; then the old weights stay.
    pub fn load_weights(&mut self, weights: &Weights) -> Result<(), NetworkError> {
        weights.validate(&self.state.layout, self.state.bits)?;
        self.state.set_weights(weights);
        Ok(())
    }

    /// The states of the random streams.
    pub fn streams(&self) -> StreamStates {
        self.current_streams().states()
    }

    /// Lets the random streams go on, and gives bits of them: see [`Streams::mixed`].
    pub fn draw(&mut self, items: usize) -> Vec<u16> {
        let mut streams = self.current_streams();
        let drawn = streams.mixed(items);
        self.set_streams(&streams);
        drawn
    }

    fn current_streams(&self) -> Streams {
        match &self.way {
            Way::Plain(streams) => **streams,
            Way::Fast(fast) => fast.streams(),
        }
    }

    fn set_streams(&mut self, new: &Streams) {
        match &mut self.way {
            Way::Plain(streams) => **streams = *new,
            Way::Fast(fast) => fast.set_streams(new),
        }
    }

    /// Presentations since the hidden state started afresh.
    pub fn age(&self) -> u16 {
        self.state.age
    }

    /// The row that the background fluctuation visits next, 0..=H.
    pub fn noise_row(&self) -> usize {
        self.state.noise_row
    }

    /// Everything, for a checkpoint.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            registers: self.registers(),
            stimulus: self.stimulus().clone(),
            weights: self.weights(),
            streams: self.streams(),
            spikes: self.spikes(),
            potentials: self.potentials(),
            counts: self.state.counts.clone(),
            counters: self.counters(),
            age: self.age(),
            noise_row: self.noise_row(),
        }
    }

    /// Goes on from a checkpoint of a model of the same design.
    ///
    /// # Errors
    /// If it does not fit the design; then nothing changes.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Result<(), NetworkError> {
        let layout = self.state.layout;
        snapshot.registers.validate()?;
        snapshot.stimulus.validate(&layout)?;
        snapshot.weights.validate(&layout, self.state.bits)?;
        let spikes = &snapshot.spikes;
        let potentials = &snapshot.potentials;
        let sizes = [
            (spikes.inputs.len(), layout.inputs),
            (spikes.predicted.len(), layout.hidden),
            (spikes.hidden.len(), layout.hidden),
            (spikes.outputs.len(), layout.outputs),
            (spikes.readout.len(), layout.outputs),
            (potentials.hidden.len(), layout.hidden),
            (potentials.outputs.len(), layout.outputs),
            (snapshot.counts.len(), layout.outputs),
        ];
        if sizes.iter().any(|(found, expected)| found != expected) {
            return Err(NetworkError::Snapshot("another number of neurons"));
        }
        if snapshot.noise_row > layout.hidden {
            return Err(NetworkError::Snapshot("the noise row is beyond the memory"));
        }
        if snapshot.age >= snapshot.registers.dwell {
            return Err(NetworkError::Snapshot("the age is beyond the dwell"));
        }
        let mut streams = self.current_streams();
        if !streams.set_states(&snapshot.streams) {
            return Err(NetworkError::Snapshot("states of other random streams"));
        }
        self.set_streams(&streams);
        let state = &mut self.state;
        state.registers = snapshot.registers;
        state.stimulus = snapshot.stimulus.clone();
        state.set_weights(&snapshot.weights);
        for (lanes, spikes) in [
            (&mut state.x, &spikes.inputs),
            (&mut state.predicted, &spikes.predicted),
            (&mut state.h, &spikes.hidden),
            (&mut state.y, &spikes.outputs),
            (&mut state.readout, &spikes.readout),
        ] {
            for (lane, &spike) in lanes.iter_mut().zip(spikes) {
                *lane = spike.into();
            }
        }
        state.v[..layout.hidden].copy_from_slice(&potentials.hidden);
        state.u[..layout.outputs].copy_from_slice(&potentials.outputs);
        state.counts.clone_from(&snapshot.counts);
        state.counters = snapshot.counters;
        state.age = snapshot.age;
        state.noise_row = snapshot.noise_row;
        Ok(())
    }
}
