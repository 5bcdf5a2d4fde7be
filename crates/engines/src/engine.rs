//! The trait of everything that runs a network.

use std::path::Path;

use yuragi_model::Model;
use yuragi_model::network::{Counters, Registers, Rehearsal, Snapshot, Spikes, Stimulus, Weights};

use crate::error::{EngineError, Result};
use crate::view::View;

/// Bits that show the states of the random streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The number of items by which the streams advanced before these, and whose answers were lost on a line.
    pub lost: usize,
    /// The items, as [`Streams::mixed`](yuragi_model::random::Streams::mixed) gives them.
    pub items: Vec<u16>,
}

/// A network that runs somewhere: in software, in a simulation or on a board.
///
/// Every method returns an error if the engine fails, for example because a board does not answer, or if its input
/// does not fit the design. After input that does not fit, the state is as before.
pub trait Engine: Send {
    /// The name of the engine on the command line.
    fn name(&self) -> &'static str;
    /// Resets streams, weights and counters from a seed. Registers and stimulus stay.
    fn reset(&mut self, seed: u64) -> Result<()>;
    /// Sets all registers.
    fn configure(&mut self, registers: Registers) -> Result<()>;
    /// Sets the stimulus. In the next presentation the hidden state starts afresh.
    fn show(&mut self, stimulus: &Stimulus) -> Result<()>;
    /// Presents the stimulus `n` times, 1..=65535.
    fn present(&mut self, n: u16) -> Result<()>;
    /// How often each of the O outputs spiked in the last [`present`](Engine::present).
    fn counts(&mut self) -> Result<Vec<u16>>;
    /// The spikes of the last presentation.
    fn spikes(&mut self) -> Result<Spikes>;
    /// The counters since the last reset.
    fn counters(&mut self) -> Result<Counters>;
    /// The content of the row memory.
    fn weights(&mut self) -> Result<Weights>;
    /// The same as [`weights`](Engine::weights), but by the quickest way, for a look after every presentation. In a
    /// simulated core it is read directly and not through the host port.
    ///
    /// # Errors
    /// If the engine fails.
    fn peek_weights(&mut self) -> Result<Weights> {
        self.weights()
    }
    /// Replaces the content of the row memory.
    fn load_weights(&mut self, weights: &Weights) -> Result<()>;
    /// Stores stimuli on the chip. They replace those stored before.
    fn store(&mut self, stimuli: &[Stimulus]) -> Result<()>;
    /// Shows and presents stored stimuli, one after another. The last of them remains the stimulus.
    fn rehearse(&mut self, rehearsal: Rehearsal) -> Result<()>;
    /// Advances all random streams and returns bits that show their states, at most 80 items of
    /// [`Streams::mixed`](yuragi_model::random::Streams::mixed). So the streams of two engines can be compared.
    fn draw(&mut self, items: usize) -> Result<Drawn>;
    /// Every bit of state that the specification has.
    ///
    /// # Errors
    /// If the engine does not show its whole state, see [`whole`](Engine::whole), or fails.
    fn snapshot(&mut self) -> Result<Snapshot>;
    /// The part of the state that the engine shows. This is all of it, unless the engine has its own method. An engine
    /// that reads weights over a line leaves them out if `weights` is false.
    ///
    /// # Errors
    /// If the engine fails.
    fn view(&mut self, _weights: bool) -> Result<View> {
        Ok(self.snapshot()?.into())
    }
    /// The number of comparisons from one that includes the weights to the next that does.
    fn weights_every(&self) -> u64 {
        1
    }
    /// Takes the state of a snapshot of any engine of the same design and continues from there.
    ///
    /// # Errors
    /// If the snapshot does not fit the design, or the state of the engine cannot be set.
    fn restore(&mut self, snapshot: &Snapshot) -> Result<()>;
    /// Spike counts and counters together, which is quicker on a line than one after the other.
    fn observe(&mut self) -> Result<(Vec<u16>, Counters)> {
        Ok((self.counts()?, self.counters()?))
    }
    /// Whether every bit of the state can be read and set, so that learning can continue from a snapshot.
    fn whole(&self) -> bool {
        true
    }
    /// The number of clock cycles so far, if the engine has a clock.
    fn cycles(&self) -> Option<u64> {
        None
    }
    /// Writes a waveform to a file, from now on.
    ///
    /// # Errors
    /// If the engine has no waveform or was not made for it, or the file cannot be written.
    fn wave_open(&mut self, _path: &Path) -> Result<()> {
        Err(EngineError::NoWaveform(self.name()))
    }
    /// Ends the waveform.
    ///
    /// # Errors
    /// If a part of it could not be written.
    fn wave_close(&mut self) -> Result<()> {
        Ok(())
    }
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
        Ok(Model::weights(self))
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
