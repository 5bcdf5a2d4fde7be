//! The reference model: it computes in software, bit for bit, what `docs/reference/spec.md` says.
//!
//! A presentation can be computed on several paths, which agree in every bit; see [`Path`]. The
//! code of `plain` reads like the specification. [`Model::new`] uses `fast`.

#[allow(
    unsafe_code,
    reason = "vector instructions, and table reads without a bounds check"
)]
pub(crate) mod fast;
mod plain;
pub(crate) mod state;

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

/// The random streams, in the form that a path needs.
#[derive(Clone, Debug)]
enum Way {
    Plain(Box<Streams>),
    Fast(Box<Fast>),
}

/// The whole state of a model. Together with the design it is enough to continue bit for bit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The registers.
    pub registers: Registers,
    /// The stimulus that is shown.
    pub stimulus: Stimulus,
    /// The content of the row memory.
    pub weights: Weights,
    /// The states of the random streams.
    pub streams: StreamStates,
    /// The spikes of the last presentation.
    pub spikes: Spikes,
    /// The potentials of the last presentation.
    pub potentials: Potentials,
    /// How often each of the O outputs spiked in the last [`Model::present`].
    pub counts: Vec<u16>,
    /// The counters since the last reset.
    pub counters: Counters,
    /// The age: the number of presentations since the hidden state last started afresh.
    pub age: u16,
    /// The row that the background fluctuation visits next, 0..=H.
    pub noise_row: usize,
}

impl Model {
    /// A model of a design after a reset with the seed of the design. Learning is off.
    ///
    /// # Errors
    /// If the design is not valid.
    pub fn new(design: &Design) -> Result<Self, DesignError> {
        Self::with_options(design, Options::default())
    }

    /// A model of a design with other options, for experiments and comparisons.
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

    /// The design of the model.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// The layout of the row memory.
    pub fn layout(&self) -> &Layout {
        &self.state.layout
    }

    /// The tables that the model looks up.
    pub fn tables(&self) -> &Tables {
        &self.state.tables
    }

    /// Takes the state of a chip at power-on whose row memory holds these weights. This is the state after a reset
    /// with the seed of the design, except that no initial weights were drawn.
    ///
    /// # Errors
    /// If the number of weights is wrong, or a weight has more than B bits. Then nothing changes.
    pub fn wake_trained(&mut self, weights: &Weights) -> Result<(), NetworkError> {
        weights.validate(&self.state.layout, self.state.bits)?;
        let seed = seed_bytes(self.design.random.seed);
        self.reset(&seed);
        self.state.set_weights(weights);
        self.set_streams(&Streams::new(self.state.layout.lanes, &seed));
        Ok(())
    }

    /// Resets streams, weights, counters, spikes and potentials from the bytes of a seed. Registers and stimulus stay.
    pub fn reset(&mut self, seed: &[u8]) {
        let mut streams = Streams::new(self.state.layout.lanes, seed);
        self.state.reset(&mut streams.neuron);
        self.set_streams(&streams);
    }

    /// Resets the model from a seed of 64 bits, see [`Model::reset`] and [`seed_bytes`].
    pub fn reset_seed(&mut self, seed: u64) {
        self.reset(&seed_bytes(seed));
    }

    /// The registers: the settings that can change at run time.
    pub fn registers(&self) -> Registers {
        self.state.registers
    }

    /// Sets all registers.
    ///
    /// # Errors
    /// If one is out of its range. Then none is set.
    pub fn set_registers(&mut self, registers: Registers) -> Result<(), NetworkError> {
        registers.validate()?;
        if registers.dwell != self.state.registers.dwell {
            self.state.age = 0;
        }
        self.state.registers = registers;
        Ok(())
    }

    /// The stimulus that is shown.
    pub fn stimulus(&self) -> &Stimulus {
        &self.state.stimulus
    }

    /// Sets the stimulus. The hidden state starts afresh in the next presentation.
    ///
    /// # Errors
    /// If the stimulus does not have I + O intensities and O clamp bits. Then the old stimulus stays.
    pub fn set_stimulus(&mut self, stimulus: &Stimulus) -> Result<(), NetworkError> {
        stimulus.validate(&self.state.layout)?;
        let own = &mut self.state.stimulus;
        own.intensities.copy_from_slice(&stimulus.intensities);
        own.clamped.copy_from_slice(&stimulus.clamped);
        self.state.age = 0;
        Ok(())
    }

    /// Stores stimuli for [`Model::rehearse`]. They replace those stored before.
    ///
    /// # Errors
    /// If there are more than `hardware.stored_stimuli`, or one has the wrong size. Then the old ones stay.
    pub fn store(&mut self, stimuli: &[Stimulus]) -> Result<(), NetworkError> {
        check_store(stimuli, &self.design, &self.state.layout)?;
        self.stored = stimuli.to_vec();
        Ok(())
    }

    /// Shows and presents stored stimuli, one after another. The last of them remains the stimulus.
    ///
    /// # Errors
    /// If a number of the rehearsal is 0, or it asks for more stimuli than are stored.
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

    /// Presents the stimulus `n` times. [`Model::counts`] starts again from 0.
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

    /// The spikes of the last presentation. After a reset there are none.
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

    /// How often each of the O outputs spiked in the last [`Model::present`].
    pub fn counts(&self) -> &[u16] {
        &self.state.counts
    }

    /// The counters since the last reset.
    pub fn counters(&self) -> Counters {
        self.state.counters
    }

    /// The potentials of the last presentation, before its flips: those of the hidden neurons as predicted, those of
    /// the outputs as read out. They are 0 after a reset.
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

    /// The content of the row memory in place: depth × P values, which [`Layout::index`] finds. They stay at the same
    /// address as long as the model lives.
    pub fn row_memory(&self) -> &[i16] {
        self.state.row_memory()
    }

    /// Replaces the content of the row memory.
    ///
    /// # Errors
    /// If the number of weights is wrong, or a weight has more than B bits. Then the old weights stay.
    pub fn load_weights(&mut self, weights: &Weights) -> Result<(), NetworkError> {
        weights.validate(&self.state.layout, self.state.bits)?;
        self.state.set_weights(weights);
        Ok(())
    }

    /// The states of the random streams.
    pub fn streams(&self) -> StreamStates {
        self.current_streams().states()
    }

    /// Advances the random streams and returns bits that show their states, see [`Streams::mixed`].
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

    /// The age: the number of presentations since the hidden state last started afresh.
    pub fn age(&self) -> u16 {
        self.state.age
    }

    /// The row that the background fluctuation visits next, 0..=H.
    pub fn noise_row(&self) -> usize {
        self.state.noise_row
    }

    /// The whole state, for a checkpoint.
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

    /// Takes the state of a snapshot of the same design and continues from there. Stored stimuli are not part of it.
    ///
    /// # Errors
    /// If the snapshot does not fit the design. Then nothing changes.
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
            return Err(NetworkError::Snapshot(
                "it has a different number of neurons",
            ));
        }
        if snapshot.noise_row > layout.hidden {
            return Err(NetworkError::Snapshot("the noise row is beyond the memory"));
        }
        if snapshot.age >= snapshot.registers.dwell {
            return Err(NetworkError::Snapshot("the age is beyond the dwell"));
        }
        let mut streams = self.current_streams();
        if !streams.set_states(&snapshot.streams) {
            return Err(NetworkError::Snapshot(
                "its random streams are of another design",
            ));
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
