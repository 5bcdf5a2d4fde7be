//! The model: it computes in software, bit for bit, what `docs/reference/spec.md` says.
//!
//! A presentation can be computed on several paths, which agree in every bit; see [`Path`]. The code of `plain` reads like the
//! specification. [`Model::new`] uses `events`, which works only where something spiked.

mod bound;
mod chains;
mod children;
mod events;
mod few;
mod many;
mod need;
mod pass;
mod plain;
mod rows;
mod snapshot;
mod state;
#[allow(
    unsafe_code,
    reason = "code for processors with AVX2, called if there is one"
)]
mod together;

use crate::design::{Design, DesignError};
use crate::network::{
    Counters, NetworkError, Potentials, Registers, Rehearsal, Snapshot, Spikes, Stimulus, Weights,
    check_store,
};
use crate::options::{Options, Path};
use crate::random::{StreamStates, Streams, seed_bytes};
use crate::shape::Shape;
use crate::tables::Tables;
use events::Events;
use state::State;
use together::Chain;

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
    Events(Box<Events>),
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
            path => Way::Events(Box::new(Events::new(&state, &streams, path))),
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

    /// The design.
    pub fn design(&self) -> &Design {
        &self.design
    }

    /// Which layers are connected, and where the weights are.
    pub fn shape(&self) -> &Shape {
        &self.state.shape
    }

    /// The tables that the model looks up.
    pub fn tables(&self) -> &Tables {
        &self.state.tables
    }

    /// Takes the state of a chip at power-on whose row memory holds these weights. This is the state after a reset
    /// with the seed of the design, except that no first weights were drawn.
    ///
    /// # Errors
    /// If the number of weights is wrong, or a weight has more than B bits. Then nothing changes.
    pub fn wake_trained(&mut self, weights: &Weights) -> Result<(), NetworkError> {
        weights.validate(&self.state.shape, self.state.bits)?;
        let seed = seed_bytes(self.design.random.seed);
        self.reset(&seed);
        self.state.set_weights(&weights.values);
        self.replace_streams(&Streams::new(self.state.shape.lanes(), &seed));
        Ok(())
    }

    /// Resets streams, weights, counters, spikes and potentials from the bytes of a seed. Registers and stimulus stay.
    pub fn reset(&mut self, seed: &[u8]) {
        let mut streams = Streams::new(self.state.shape.lanes(), seed);
        self.state.reset(&mut streams.neuron);
        self.replace_streams(&streams);
    }

    /// Resets the model from a seed of 64 bits, see [`Model::reset`] and [`seed_bytes`].
    pub fn reset_seed(&mut self, seed: u64) {
        self.reset(&seed_bytes(seed));
    }

    /// The registers: the settings that can change at run time.
    pub fn registers(&self) -> Registers {
        self.state.registers
    }

    /// Sets all registers. If the dwell changes, the hidden state starts afresh in the next presentation.
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
        stimulus.validate(&self.state.shape)?;
        let (inputs, outputs) = stimulus.intensities.split_at(self.state.shape.inputs());
        self.state
            .set_stimulus([inputs, outputs], &stimulus.clamped);
        Ok(())
    }

    /// Stores stimuli for [`Model::rehearse`]. They replace those stored before.
    ///
    /// # Errors
    /// If there are more than `hardware.stored_stimuli`, or one has the wrong size. Then the old ones stay.
    pub fn store(&mut self, stimuli: &[Stimulus]) -> Result<(), NetworkError> {
        check_store(stimuli, &self.design)?;
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

    /// Presents the stimulus `n` times. [`counts`](Self::counts) starts again from 0.
    ///
    /// # Errors
    /// If `n` is 0.
    pub fn present(&mut self, n: u16) -> Result<(), NetworkError> {
        if n == 0 {
            return Err(NetworkError::NoPresentation);
        }
        self.state.counts.fill(0);
        let state = &mut self.state;
        match &mut self.way {
            Way::Plain(streams) => (0..n).for_each(|_| plain::present(state, streams)),
            Way::Events(events) => {
                let mut alone = [Chain { events, state }];
                (0..n).for_each(|_| together::present(&mut alone));
            }
        }
        Ok(())
    }

    /// How often each output spiked in the last [`present`](Self::present).
    pub fn counts(&self) -> &[u16] {
        &self.state.counts
    }

    /// The spikes of the last presentation. After a reset there are none.
    pub fn spikes(&self) -> Spikes {
        snapshot::spikes(&self.state)
    }

    /// The spikes of a layer in the last presentation: inputs, hidden neurons, or outputs.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn spikes_of(&self, layer: usize) -> Vec<bool> {
        self.of_layer(&self.state.spikes, layer, |s| s == 1)
    }

    /// The prediction spikes of a hidden layer in the last presentation, or the read-out spikes of the outputs.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn predicted_of(&self, layer: usize) -> Vec<bool> {
        self.of_layer(&self.state.predicted, layer, |s| s == 1)
    }

    /// The potentials of the last presentation, before its flips. They are 0 after a reset.
    pub fn potentials(&self) -> Potentials {
        snapshot::potentials(&self.state)
    }

    /// The potentials of a layer above the inputs, in quanta.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn potentials_of(&self, layer: usize) -> &[i32] {
        &self.state.u[self.shape().first_lane(layer)..][..self.shape().neurons(layer)]
    }

    /// The evidence of a layer above the inputs in the last presentation: −1, 0 or 1 for each neuron.
    ///
    /// # Panics
    /// If there is no such layer.
    pub fn evidence_of(&self, layer: usize) -> Vec<i8> {
        let spikes = self.of_layer(&self.state.spikes, layer, |s| s as i8);
        let predicted = self.of_layer(&self.state.predicted, layer, |s| s as i8);
        spikes.iter().zip(predicted).map(|(s, p)| s - p).collect()
    }

    fn of_layer<T>(&self, all: &[i16], layer: usize, value: fn(i16) -> T) -> Vec<T> {
        let own = &all[self.shape().first(layer)..][..self.shape().neurons(layer)];
        own.iter().map(|&spike| value(spike)).collect()
    }

    /// The content of the row memory.
    pub fn weights(&self) -> Weights {
        snapshot::weights(&self.state)
    }

    /// The content of the row memory in place: depth × P values, word by word. [`Shape::index`] finds the weight of a
    /// bundle. They stay at the same address as long as the model lives.
    pub fn row_memory(&self) -> &[i16] {
        self.state.row_memory()
    }

    /// Replaces the content of the row memory.
    ///
    /// # Errors
    /// If the number of weights is wrong, or a weight has more than B bits. Then the old weights stay.
    pub fn load_weights(&mut self, weights: &Weights) -> Result<(), NetworkError> {
        weights.validate(&self.state.shape, self.state.bits)?;
        self.state.set_weights(&weights.values);
        Ok(())
    }

    /// Counters since the last reset.
    pub fn counters(&self) -> Counters {
        self.state.counters
    }

    /// The age: the number of presentations since the hidden state last started afresh.
    pub fn age(&self) -> u16 {
        self.state.age
    }

    /// The row that the background fluctuation visits next, counted over all rows, the bias neuron last.
    pub fn noise_row(&self) -> usize {
        self.state.noise_row
    }

    /// The states of the random streams.
    pub fn streams(&self) -> StreamStates {
        self.current_streams().states()
    }

    /// Sets the states of the random streams.
    ///
    /// # Errors
    /// If a size is that of another design, or a state is zero. Then none is set.
    pub fn set_streams(&mut self, states: &StreamStates) -> Result<(), NetworkError> {
        let mut streams = self.current_streams();
        if !streams.set_states(states) {
            return Err(NetworkError::Snapshot(
                "its random streams are of another design",
            ));
        }
        self.replace_streams(&streams);
        Ok(())
    }

    /// Advances the random streams and returns bits that show their states, see [`Streams::mixed`].
    pub fn draw(&mut self, items: usize) -> Vec<u16> {
        let mut streams = self.current_streams();
        let drawn = streams.mixed(items);
        self.replace_streams(&streams);
        drawn
    }

    fn current_streams(&self) -> Streams {
        match &self.way {
            Way::Plain(streams) => **streams,
            Way::Events(events) => events.streams(),
        }
    }

    fn replace_streams(&mut self, new: &Streams) {
        match &mut self.way {
            Way::Plain(streams) => **streams = *new,
            Way::Events(events) => events.set_streams(new),
        }
    }

    /// The whole state, for a checkpoint.
    pub fn snapshot(&self) -> Snapshot {
        snapshot::take(&self.state, &self.current_streams())
    }

    /// Takes the state of a snapshot of the same design and continues from there. Stored stimuli are not part of it.
    ///
    /// # Errors
    /// If the snapshot does not fit the design. Then nothing changes.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Result<(), NetworkError> {
        let mut streams = self.current_streams();
        snapshot::put(snapshot, &mut self.state, &mut streams)?;
        self.replace_streams(&streams);
        Ok(())
    }
}
