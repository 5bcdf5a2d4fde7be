//! The commands of a comparison. They are drawn at random from a seed, are of every kind, and have extreme values more
//! often than a uniform draw would.

use crate::engine::Engine;
use crate::error::Result;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus, Weights};
use yuragi_model::shape::Shape;

/// One command to an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reset streams, weights and counters from a seed.
    Reset(u64),
    /// Set all registers.
    Configure(Registers),
    /// Set the stimulus.
    Show(Stimulus),
    /// Replace the content of the row memory.
    Load(Weights),
    /// Present the stimulus a number of times.
    Present(u16),
}

impl Step {
    /// Gives the command to an engine.
    ///
    /// # Errors
    /// If the engine fails.
    pub fn apply(&self, engine: &mut dyn Engine) -> Result<()> {
        match self {
            Self::Reset(seed) => engine.reset(*seed),
            Self::Configure(registers) => engine.configure(*registers),
            Self::Show(stimulus) => engine.show(stimulus),
            Self::Load(weights) => engine.load_weights(weights),
            Self::Present(n) => engine.present(*n),
        }
    }
}

/// An endless sequence of random steps. It begins with a reset, registers and a stimulus. After that at least every
/// second step presents.
#[derive(Clone, Debug)]
pub struct RandomSteps {
    chance: SplitMix64,
    shape: Shape,
    bits: u32,
    begun: usize,
    present_next: bool,
}

impl RandomSteps {
    /// The steps for a design and a seed. The same seed always gives the same steps.
    pub fn new(design: &Design, seed: u64) -> Self {
        Self {
            chance: SplitMix64::new(seed),
            shape: design.shape(),
            bits: design.synapse.bits,
            begun: 0,
            present_next: false,
        }
    }

    fn registers(&mut self) -> Registers {
        let chance = &mut self.chance;
        Registers {
            learn: !chance.one_in(4),
            sweeps: chance.within(1, 3) as u8,
            dwell: chance.within(1, 5) as u16,
            flip: match chance.below(4) {
                0 => 0,
                1 => chance.below(257) as u16,
                _ => 256,
            },
            noise: match chance.below(3) {
                0 => 0,
                1 => chance.below(9) as u8,
                _ => chance.below(129) as u8,
            },
        }
    }

    fn stimulus(&mut self) -> Stimulus {
        let (inputs, outputs) = (self.shape.inputs(), self.shape.outputs());
        let chance = &mut self.chance;
        let intensities = (0..inputs + outputs).map(|_| match chance.below(4) {
            0 => 0,
            1 => u8::MAX,
            _ => chance.word() as u8,
        });
        let intensities = intensities.collect();
        // No output is clamped, or all are, or a random share that differs from stimulus to stimulus.
        let clamped_of_8 = match chance.below(6) {
            0 => 0,
            1 | 2 => 8,
            _ => chance.below(9),
        };
        Stimulus {
            intensities,
            clamped: (0..outputs)
                .map(|_| chance.below(8) < clamped_of_8)
                .collect(),
        }
    }

    fn weights(&mut self) -> Weights {
        let (min, max) = Weights::range(self.bits);
        let (low, high) = (i64::from(min), i64::from(max));
        let chance = &mut self.chance;
        let kind = chance.below(4);
        let mut weight = || match kind {
            // The whole range.
            0 => chance.within(low, high),
            // At the rails, or one step from them.
            1 => match chance.below(4) {
                0 => low,
                1 => high,
                2 => low + 1,
                _ => high - 1,
            },
            // Some weights are strong, most are weak.
            2 if chance.one_in(8) => chance.within(low, high),
            _ => chance.within(low / 8, high / 8),
        };
        let lanes = self.shape.lanes();
        Weights {
            lanes,
            values: (0..self.shape.depth() * lanes)
                .map(|_| weight() as i16)
                .collect(),
        }
    }
}

impl Iterator for RandomSteps {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let begun = self.begun;
        self.begun = begun.saturating_add(1);
        let step = match begun {
            0 => Step::Reset(self.chance.word()),
            1 => Step::Configure(self.registers()),
            2 => Step::Show(self.stimulus()),
            _ if self.present_next => Step::Present(self.chance.within(1, 4) as u16),
            _ => match self.chance.below(32) {
                0 => Step::Reset(self.chance.word()),
                1 | 2 => Step::Load(self.weights()),
                3..=8 => Step::Configure(self.registers()),
                9..=19 => Step::Show(self.stimulus()),
                // Nothing changes, and the same stimulus is presented again.
                _ => Step::Present(self.chance.within(1, 4) as u16),
            },
        };
        self.present_next = begun >= 2 && !matches!(step, Step::Present(_));
        Some(step)
    }
}
