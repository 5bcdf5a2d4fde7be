//! The whole state of a model, for checkpoints.

use super::state::State;
use crate::network::{NetworkError, Potentials, Snapshot, Spikes, Weights};
use crate::random::Streams;

/// The spikes of the last presentation.
pub(super) fn spikes(state: &State) -> Spikes {
    let shape = &state.shape;
    let (inputs, outputs) = (shape.inputs(), shape.first(shape.last()));
    let neurons = shape.first(shape.len());
    let own = |spikes: &[i16]| spikes.iter().map(|&spike| spike == 1).collect();
    Spikes {
        inputs: own(&state.spikes[..inputs]),
        predicted: own(&state.predicted[inputs..outputs]),
        hidden: own(&state.spikes[inputs..outputs]),
        outputs: own(&state.spikes[outputs..neurons]),
        readout: own(&state.predicted[outputs..neurons]),
    }
}

/// The potentials of the last presentation.
pub(super) fn potentials(state: &State) -> Potentials {
    let shape = &state.shape;
    let of = |layer: usize| &state.u[shape.first_lane(layer)..][..shape.neurons(layer)];
    Potentials {
        hidden: (1..shape.last()).flat_map(of).copied().collect(),
        outputs: of(shape.last()).to_vec(),
    }
}

/// The content of the row memory.
pub(super) fn weights(state: &State) -> Weights {
    Weights {
        lanes: state.shape.lanes(),
        values: state.row_memory().to_vec(),
    }
}

/// The snapshot of a state with its streams.
pub(super) fn take(state: &State, streams: &Streams) -> Snapshot {
    Snapshot {
        registers: state.registers,
        stimulus: state.stimulus.clone(),
        weights: weights(state),
        streams: streams.states(),
        spikes: spikes(state),
        potentials: potentials(state),
        counts: state.counts.clone(),
        counters: state.counters,
        age: state.age,
        noise_row: state.noise_row,
    }
}

/// Puts a snapshot into a state and its streams.
///
/// # Errors
/// If it does not fit. Then nothing changes.
pub(super) fn put(
    snapshot: &Snapshot,
    state: &mut State,
    streams: &mut Streams,
) -> Result<(), NetworkError> {
    check(snapshot, state)?;
    if !streams.set_states(&snapshot.streams) {
        return Err(NetworkError::Snapshot(
            "its random streams are of another design",
        ));
    }
    let shape = &state.shape;
    let (inputs, outputs) = (shape.inputs(), shape.first(shape.last()));
    let copy = |all: &mut [i16], spikes: &[bool]| {
        for (own, &spike) in all.iter_mut().zip(spikes) {
            *own = spike.into();
        }
    };
    let spikes = &snapshot.spikes;
    copy(&mut state.spikes, &spikes.inputs);
    copy(&mut state.spikes[inputs..], &spikes.hidden);
    copy(&mut state.spikes[outputs..], &spikes.outputs);
    copy(&mut state.predicted[inputs..], &spikes.predicted);
    copy(&mut state.predicted[outputs..], &spikes.readout);
    let mut hidden = &snapshot.potentials.hidden[..];
    for layer in 1..shape.last() {
        let (own, rest) = hidden.split_at(shape.neurons(layer));
        state.u[shape.first_lane(layer)..][..own.len()].copy_from_slice(own);
        hidden = rest;
    }
    let own = &snapshot.potentials.outputs;
    state.u[shape.first_lane(shape.last())..][..own.len()].copy_from_slice(own);
    state.registers = snapshot.registers;
    let (inputs, outputs) = snapshot.stimulus.intensities.split_at(inputs);
    state.set_stimulus([inputs, outputs], &snapshot.stimulus.clamped);
    state.set_weights(&snapshot.weights.values);
    state.counts.clone_from(&snapshot.counts);
    state.counters = snapshot.counters;
    state.age = snapshot.age;
    state.noise_row = snapshot.noise_row;
    Ok(())
}

/// Checks that a snapshot is of the same design, except for its streams.
fn check(snapshot: &Snapshot, state: &State) -> Result<(), NetworkError> {
    let shape = &state.shape;
    snapshot.registers.validate()?;
    snapshot.stimulus.validate(shape)?;
    snapshot.weights.validate(shape, state.bits)?;
    let (spikes, potentials) = (&snapshot.spikes, &snapshot.potentials);
    let sizes = [
        (spikes.inputs.len(), shape.inputs()),
        (spikes.predicted.len(), shape.hidden()),
        (spikes.hidden.len(), shape.hidden()),
        (spikes.outputs.len(), shape.outputs()),
        (spikes.readout.len(), shape.outputs()),
        (potentials.hidden.len(), shape.hidden()),
        (potentials.outputs.len(), shape.outputs()),
        (snapshot.counts.len(), shape.outputs()),
    ];
    if sizes.iter().any(|(found, expected)| found != expected) {
        return Err(NetworkError::Snapshot(
            "it has a different number of neurons",
        ));
    }
    if snapshot.noise_row >= shape.row_count() {
        return Err(NetworkError::Snapshot("the noise row is beyond the memory"));
    }
    if snapshot.age >= snapshot.registers.dwell {
        return Err(NetworkError::Snapshot("the age is beyond the dwell"));
    }
    Ok(())
}
