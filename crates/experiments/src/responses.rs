//! Responses of the hidden neurons to stimuli.

use anyhow::Result;

use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::{Stimulus, Weights};
use yuragi_training::prepare;

/// Spike counts of all hidden neurons for a list of stimuli.
#[derive(Clone, Debug, PartialEq)]
pub struct Responses {
    /// The number of hidden neurons.
    pub neurons: usize,
    /// The number of presentations over which spikes were counted.
    pub window: u16,
    /// The counts, `[stimulus][neuron]` in one list.
    pub counts: Vec<u16>,
}

impl Responses {
    /// Counts the spikes for every stimulus over `window` presentations, after `settle` presentations that are not
    /// counted.
    ///
    /// The engine is reset and does not learn. The hidden state does not start afresh during a stimulus.
    ///
    /// # Errors
    /// If the weights do not fit or the engine fails.
    pub fn measure(
        engine: &mut dyn Engine,
        design: &Design,
        weights: &Weights,
        stimuli: &[Stimulus],
        (settle, window): (u16, u16),
        seed: u64,
    ) -> Result<Self> {
        prepare(engine, design, weights, seed)?;
        let neurons = design.network.hidden();
        let mut counts = vec![0; stimuli.len() * neurons];
        for (stimulus, counts) in stimuli.iter().zip(counts.chunks_mut(neurons)) {
            engine.show(stimulus)?;
            if settle > 0 {
                engine.present(settle)?;
            }
            for _ in 0..window {
                engine.present(1)?;
                let spikes = engine.spikes()?.hidden;
                for (count, spike) in counts.iter_mut().zip(spikes) {
                    *count += u16::from(spike);
                }
            }
        }
        Ok(Self {
            neurons,
            window,
            counts,
        })
    }

    /// The mean number of spikes per presentation of every neuron for one stimulus.
    pub fn population(&self, stimulus: usize) -> Vec<f64> {
        let counts = &self.counts[stimulus * self.neurons..][..self.neurons];
        counts.iter().map(|&count| self.rate(count)).collect()
    }

    /// The mean number of spikes per presentation of one neuron for every stimulus.
    pub fn neuron(&self, neuron: usize) -> Vec<f64> {
        let counts = self.counts[neuron..].iter().step_by(self.neurons);
        counts.map(|&count| self.rate(count)).collect()
    }

    fn rate(&self, count: u16) -> f64 {
        f64::from(count) / f64::from(self.window)
    }
}
