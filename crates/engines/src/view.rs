//! What can be seen of an engine's state: all of it in the model and in a simulated core, and what the host port shows of
//! anything that is behind a line.

use yuragi_model::model::Snapshot;
use yuragi_model::network::{Counters, Potentials, Registers, Spikes, Stimulus, Weights};
use yuragi_model::random::StreamStates;

/// State of an engine. What is `None` is out of sight, or was not asked for: it is not compared, and a comparison names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub registers: Registers,
    pub stimulus: Stimulus,
    pub spikes: Spikes,
    pub counts: Vec<u16>,
    pub counters: Counters,
    pub weights: Option<Weights>,
    pub potentials: Option<Potentials>,
    pub streams: Option<StreamStates>,
    /// Bits of the streams that were drawn to compare them, where one of two engines hides their states.
    pub drawn: Option<Vec<u16>>,
    /// Presentations since the hidden state started afresh.
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
