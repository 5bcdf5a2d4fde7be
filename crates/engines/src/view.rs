//! The part of an engine's state that it shows. The model and a simulated core show all of it, an engine on a line
//! only what can be read through the host port.

use yuragi_model::network::{Counters, Potentials, Registers, Snapshot, Spikes, Stimulus, Weights};
use yuragi_model::random::StreamStates;

/// The state of an engine as far as it shows it.
///
/// A field is `None` if the engine does not show it, or if it was not asked for. Such a field is not compared, and the
/// result of a comparison says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The registers.
    pub registers: Registers,
    /// The stimulus that is shown.
    pub stimulus: Stimulus,
    /// The spikes of the last presentation.
    pub spikes: Spikes,
    /// How often each of the O outputs spiked in the last command `present`.
    pub counts: Vec<u16>,
    /// The counters since the last reset.
    pub counters: Counters,
    /// The content of the row memory.
    pub weights: Option<Weights>,
    /// The potentials of the last presentation, in quanta.
    pub potentials: Option<Potentials>,
    /// The states of the random streams.
    pub streams: Option<StreamStates>,
    /// Bits that were drawn from the streams to compare them, if one of two engines does not show their states.
    pub drawn: Option<Vec<u16>>,
    /// The age: the number of presentations since the hidden state last started afresh.
    pub age: Option<u16>,
    /// The row that the background fluctuation visits next.
    pub noise_row: Option<usize>,
}

impl From<Snapshot> for View {
    fn from(snapshot: Snapshot) -> Self {
        Self {
            registers: snapshot.registers,
            stimulus: snapshot.stimulus,
            spikes: snapshot.spikes,
            counts: snapshot.counts,
            counters: snapshot.counters,
            weights: Some(snapshot.weights),
            potentials: Some(snapshot.potentials),
            streams: Some(snapshot.streams),
            drawn: None,
            age: Some(snapshot.age),
            noise_row: Some(snapshot.noise_row),
        }
    }
}
