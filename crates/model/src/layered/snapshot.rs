//! The whole state of a layered network, for checkpoints.

use serde::{Deserialize, Serialize};

use super::state::State;
use crate::network::{Counters, NetworkError, Registers, Stimulus, Weights};
use crate::random::{StreamStates, Streams};

/// The whole state of a layered model. Together with the design it is enough to continue bit for bit.
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
    /// The spikes of the last presentation, layer by layer from the inputs to the outputs.
    pub spikes: Vec<Vec<bool>>,
    /// The prediction spikes of each hidden layer from layer 1 on, and then the read-out spikes of the outputs.
    pub predicted: Vec<Vec<bool>>,
    /// The potentials of each layer from layer 1 on, in quanta.
    pub potentials: Vec<Vec<i32>>,
    /// How often each output spiked in the last command `present`.
    pub counts: Vec<u16>,
    /// The counters since the last reset.
    pub counters: Counters,
    /// The age: the number of presentations since the hidden state last started afresh.
    pub age: u16,
    /// The row that the background fluctuation visits next.
    pub noise_row: usize,
}

impl Snapshot {
    /// The snapshot of a state with its streams.
    pub(super) fn take(state: &State, streams: &Streams) -> Self {
        let shape = &state.shape;
        let own = |spikes: &[i16], layer: usize| {
            let spikes = &spikes[shape.first(layer)..shape.first(layer + 1)];
            spikes.iter().map(|&spike| spike == 1).collect()
        };
        let potentials = |layer: usize| {
            let first = shape.first_lane(layer);
            state.u[first..first + shape.neurons(layer)].to_vec()
        };
        Self {
            registers: state.registers,
            stimulus: state.stimulus.clone(),
            weights: Weights {
                lanes: shape.lanes(),
                values: state.row_memory().to_vec(),
            },
            streams: streams.states(),
            spikes: (0..shape.len()).map(|l| own(&state.spikes, l)).collect(),
            predicted: (1..shape.len()).map(|l| own(&state.predicted, l)).collect(),
            potentials: (1..shape.len()).map(potentials).collect(),
            counts: state.counts.clone(),
            counters: state.counters,
            age: state.age,
            noise_row: state.noise_row,
        }
    }

    /// Puts the snapshot into a state and its streams.
    ///
    /// # Errors
    /// If it does not fit. Then nothing changes.
    pub(super) fn put(&self, state: &mut State, streams: &mut Streams) -> Result<(), NetworkError> {
        let shape = &state.shape;
        let (last, lanes) = (shape.last(), shape.lanes());
        self.registers.validate()?;
        self.stimulus.check(shape.neurons(0), shape.neurons(last))?;
        self.weights.check(shape.depth(), lanes, state.bits)?;
        let of = |sizes: Vec<usize>, first: usize| {
            let own = (first..=last).map(|layer| shape.neurons(layer));
            sizes.into_iter().eq(own)
        };
        if !of(self.spikes.iter().map(Vec::len).collect(), 0)
            || !of(self.predicted.iter().map(Vec::len).collect(), 1)
            || !of(self.potentials.iter().map(Vec::len).collect(), 1)
            || self.counts.len() != shape.neurons(last)
        {
            return Err(NetworkError::Snapshot(
                "it has a different number of neurons",
            ));
        }
        if self.noise_row >= shape.row_count() {
            return Err(NetworkError::Snapshot("the noise row is beyond the memory"));
        }
        if self.age >= self.registers.dwell {
            return Err(NetworkError::Snapshot("the age is beyond the dwell"));
        }
        if !streams.set_states(&self.streams) {
            return Err(NetworkError::Snapshot(
                "its random streams are of another design",
            ));
        }
        let copy = |all: &mut [i16], spikes: &[Vec<bool>]| {
            for (own, &spike) in all.iter_mut().zip(spikes.iter().flatten()) {
                *own = spike.into();
            }
        };
        let inputs = shape.neurons(0);
        copy(&mut state.spikes, &self.spikes);
        copy(&mut state.predicted[inputs..], &self.predicted);
        for (layer, potentials) in (1..).zip(&self.potentials) {
            state.u[shape.first_lane(layer)..][..potentials.len()].copy_from_slice(potentials);
        }
        state.registers = self.registers;
        let (inputs, outputs) = self.stimulus.intensities.split_at(inputs);
        state.set_stimulus([inputs, outputs], &self.stimulus.clamped);
        state.set_weights(&self.weights.values);
        state.counts.clone_from(&self.counts);
        state.counters = self.counters;
        state.age = self.age;
        state.noise_row = self.noise_row;
        Ok(())
    }
}
