//! A chain: a network that keeps learning while its weights are observed.

use anyhow::Result;

use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus, Weights};
use yuragi_training::Order;

/// An engine that learns stimuli, each once in every epoch, in random order.
pub struct Chain {
    engine: Box<dyn Engine>,
    stimuli: Vec<Stimulus>,
    order: Order,
    dwell: u64,
    done: u64,
}

impl Chain {
    /// Starts from the given weights, or from those of the seed, with learning and with the background fluctuation of
    /// the design.
    ///
    /// # Errors
    /// If the weights or stimuli do not fit or the engine fails.
    pub fn new(
        mut engine: Box<dyn Engine>,
        design: &Design,
        stimuli: Vec<Stimulus>,
        weights: Option<&Weights>,
        seed: u64,
    ) -> Result<Self> {
        engine.reset(seed)?;
        if let Some(weights) = weights {
            engine.load_weights(weights)?;
        }
        engine.configure(Registers {
            learn: true,
            ..Registers::new(design)
        })?;
        Ok(Self {
            engine,
            order: Order::new(seed, stimuli.len()),
            stimuli,
            dwell: design.sampling.dwell.into(),
            done: 0,
        })
    }

    /// Learns until `until` presentations since the beginning or the last [`change`](Self::change). `seen`, if given,
    /// gets the weights after each presentation.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn advance(
        &mut self,
        until: u64,
        mut seen: Option<&mut dyn FnMut(&Weights)>,
    ) -> Result<()> {
        while self.done < until {
            let age = self.done % self.dwell;
            if age == 0 {
                let image = self.order.image(self.done / self.dwell);
                self.engine.show(&self.stimuli[image])?;
            }
            match &mut seen {
                Some(seen) => {
                    self.engine.present(1)?;
                    seen(&self.engine.peek_weights()?);
                    self.done += 1;
                }
                None => {
                    let presentations = (self.dwell - age).min(until - self.done);
                    self.engine.present(presentations as u16)?;
                    self.done += presentations;
                }
            }
        }
        Ok(())
    }

    /// Learns other stimuli from now on, in the order of `seed`, and counts presentations from 0 again.
    pub fn change(&mut self, stimuli: Vec<Stimulus>, seed: u64) {
        self.order = Order::new(seed, stimuli.len());
        self.stimuli = stimuli;
        self.done = 0;
    }

    /// Sets the registers.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn configure(&mut self, registers: Registers) -> Result<()> {
        Ok(self.engine.configure(registers)?)
    }

    /// The current weights.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn weights(&mut self) -> Result<Weights> {
        Ok(self.engine.weights()?)
    }
}
