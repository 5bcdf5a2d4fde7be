//! The one interface behind which everything that runs a network stands.

use std::path::Path;

use yuragi_model::model::{Model, Snapshot};
use yuragi_model::network::{Counters, Registers, Rehearsal, Spikes, Stimulus, Weights};

use crate::error::{EngineError, Result};
use crate::view::View;

/// Bits of the random streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Items that the streams went on for before, and that were lost on the way.
    pub lost: usize,
    pub items: Vec<u16>,
}

/// A network that can be told, shown and read.
pub trait Engine {
    /// The name that the command line knows it by.
    fn name(&self) -> &'static str;
    /// Reset from a seed: streams, initial weights, counters.
    fn reset(&mut self, seed: u64) -> Result<()>;
    /// Sets all registers.
    fn configure(&mut self, registers: Registers) -> Result<()>;
    /// Sets the stimulus; the next presentation is its first.
    fn show(&mut self, stimulus: &Stimulus) -> Result<()>;
    /// Presents the stimulus `n` times, 1..=65535.
    fn present(&mut self, n: u16) -> Result<()>;
    /// Spikes of each output in the last [`present`](Engine::present).
    fn counts(&mut self) -> Result<Vec<u16>>;
    /// Spikes of the last presentation.
    fn spikes(&mut self) -> Result<Spikes>;
    /// Counters since the last reset.
    fn counters(&mut self) -> Result<Counters>;
    /// The row memory.
    fn weights(&mut self) -> Result<Weights>;
    /// The same by the shortest way, to look at it after every presentation: into a simulated core, not through its port.
    ///
    /// # Errors
    /// If the engine fails.
    fn peek_weights(&mut self) -> Result<Weights> {
        self.weights()
    }
    /// Fills the row memory.
    fn load_weights(&mut self, weights: &Weights) -> Result<()>;
    /// Stores stimuli on the chip, in the place of those stored before.
    fn store(&mut self, stimuli: &[Stimulus]) -> Result<()>;
    /// Shows and presents stored stimuli, one after another; the last of them stays the stimulus.
    fn rehearse(&mut self, rehearsal: Rehearsal) -> Result<()>;
    /// Lets all random streams go on and gives bits of them, [`Streams::mixed`](yuragi_model::random::Streams::mixed): so that engines
    /// can be compared in the states of their streams. At most 80 items.
    fn draw(&mut self, items: usize) -> Result<Drawn>;
    /// Every bit of state that the specification knows.
    fn snapshot(&mut self) -> Result<Snapshot>;
    /// What can be seen of the state, which is all of it unless the engine says otherwise. An engine that reads weights over a
    /// line leaves them out if they are not asked for.
    ///
    /// # Errors
    /// If the engine fails.
    fn view(&mut self, _weights: bool) -> Result<View> {
        Ok(self.snapshot()?.into())
    }
    /// Comparisons from one that asks for the weights to the next that does.
    fn weights_every(&self) -> u64 {
        1
    }
    /// Goes on from a snapshot of any engine of the same design.
    fn restore(&mut self, snapshot: &Snapshot) -> Result<()>;
    /// Spike counts and counters together, which is quicker where each has a long way.
    fn observe(&mut self) -> Result<(Vec<u16>, Counters)> {
        Ok((self.counts()?, self.counters()?))
    }
    /// Whether every bit of its state can be read, so that learning can go on from a snapshot.
    fn whole(&self) -> bool {
        true
    }
    /// Clock cycles so far, if there is a clock.
    fn cycles(&self) -> Option<u64> {
        None
    }
    /// Writes a waveform from now on.
    ///
    /// # Errors
    /// If the engine has none, was not made for it, or the file cannot be written.
    fn wave_open(&mut self, _path: &Path) -> Result<()> {
        Err(EngineError::NoWaveform(self.name()))
    }
    /// Ends the waveform.
    fn wave_close(&mut self) {}
}

impl Engine for Model {
    fn name(&self) -> &'static str {
        "model"
    }
    fn reset(&mut self, seed: u64) -> Result<()> {
        self.reset_seed(seed);
        Ok(())
    }
    fn configure(&mut self, registers: Registers) -> Result<()> {
        Ok(self.set_registers(registers)?)
    }
    fn show(&mut self, stimulus: &Stimulus) -> Result<()> {
        Ok(self.set_stimulus(stimulus)?)
    }
    fn present(&mut self, n: u16) -> Result<()> {
        Ok(Model::present(self, n)?)
    }
    fn counts(&mut self) -> Result<Vec<u16>> {
        Ok(Model::counts(self).to_vec())
    }
    fn spikes(&mut self) -> Result<Spikes> {
        Ok(Model::spikes(self))
    }
    fn counters(&mut self) -> Result<Counters> {
        Ok(Model::counters(self))
    }
    fn weights(&mut self) -> Result<Weights> {
        Ok(Model::weights(self).clone())
    }
    fn load_weights(&mut self, weights: &Weights) -> Result<()> {
        Ok(Model::load_weights(self, weights)?)
    }
    fn store(&mut self, stimuli: &[Stimulus]) -> Result<()> {
        Ok(Model::store(self, stimuli)?)
    }
    fn rehearse(&mut self, rehearsal: Rehearsal) -> Result<()> {
        Ok(Model::rehearse(self, rehearsal)?)
    }
    fn draw(&mut self, items: usize) -> Result<Drawn> {
        Ok(Drawn {
            lost: 0,
            items: Model::draw(self, items),
        })
    }
    fn snapshot(&mut self) -> Result<Snapshot> {
        Ok(Model::snapshot(self))
    }
    fn restore(&mut self, snapshot: &Snapshot) -> Result<()> {
        Ok(Model::restore(self, snapshot)?)
    }
}
