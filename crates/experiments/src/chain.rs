//! A chain that learns on and on, its weights looked at on the way.

use anyhow::Result;

use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus, Weights};
use yuragi_training::Order;

/// An engine that learns stimuli, each once an epoch, in a random order.
pub struct Chain {
    engine: Box<dyn Engine>,
    stimuli: Vec<Stimulus>,
    order: Order,
    dwell: u64,
    done: u64,
}

impl Chain {
    /// Goes on from the weights, or from those that the seed gives, with flips by evidence and the design's background noise.
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

    /// Learns until so many presentations are done since the beginning; `seen` is shown the engine after each, if there is one.
    ///
    /// # Errors
    /// If the engine fails, or `seen` does.
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

    /// Learns something else from now on, in an order of its own.
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

    /// # Errors
    /// If the engine fails.
    pub fn weights(&mut self) -> Result<Weights> {
        Ok(self.engine.weights()?)
    }
}
