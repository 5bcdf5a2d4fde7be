//! Two engines that get the same commands.

use std::path::PathBuf;

use yuragi_model::design::Design;
use yuragi_model::random::Streams;

use super::difference::{Compared, Difference, wide};
use super::state::{compare, drawn_items, look};
use super::steps::Step;
use crate::engine::Engine;
use crate::error::Result;

/// How much is compared, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The number of presentations.
    pub presentations: u64,
    /// The number of presentations from one comparison to the next. Nothing is read in between, so on a line these
    /// presentations are in flight together.
    pub every: u64,
    /// The number of presentations from one comparison of the whole state to the next. Comparisons in between cover
    /// only spike counts and counters.
    pub whole: u64,
    /// Whether the weights are also compared before the first presentation. A difference then does not come from a
    /// computation.
    pub weights_first: bool,
    /// A waveform of some of the presentations.
    pub wave: Option<Wave>,
}

impl Plan {
    /// A plan that compares the whole state after every step that presents.
    pub fn closely(presentations: u64) -> Self {
        Self {
            presentations,
            every: 1,
            whole: 1,
            weights_first: false,
            wave: None,
        }
    }
}

/// A waveform of some of the presentations, which are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// The file.
    pub path: PathBuf,
    /// The first presentation in it.
    pub from: u64,
    /// The last presentation in it.
    pub to: u64,
}

/// The result of running a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The number of presentations that both engines ran.
    pub presentations: u64,
    /// The number of presentations between the last two comparisons. A difference came about in one of them.
    pub together: u64,
    /// What was compared and found equal.
    pub equal: Compared,
    /// The number of comparisons of the whole state.
    pub wholes: u64,
    /// The first difference. It was found after the last of the presentations.
    pub difference: Option<Difference>,
}

/// Two engines of one design, to be run on the same commands.
pub struct Pair<'a> {
    /// The left engine, which is read first: the model, or a device that is compared with the model.
    pub left: &'a mut dyn Engine,
    /// The right engine.
    pub right: &'a mut dyn Engine,
    weight_bits: u32,
    lanes: usize,
    /// What was compared and found equal so far.
    pub equal: Compared,
}

impl<'a> Pair<'a> {
    /// A pair of engines of a design, in any state.
    pub fn new(left: &'a mut dyn Engine, right: &'a mut dyn Engine, design: &Design) -> Self {
        Self {
            left,
            right,
            weight_bits: design.synapse.bits,
            lanes: design.hardware.lanes,
            equal: Compared::default(),
        }
    }

    /// Gives a command to both.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn apply(&mut self, step: &Step) -> Result<()> {
        step.apply(self.left)?;
        step.apply(self.right)
    }

    /// Compares the whole state as far as both show it, but the weights only if `weights` is true. Returns the first
    /// difference.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn whole(&mut self, weights: bool) -> Result<Option<Difference>> {
        let (left, right) = look(self.left, self.right, weights)?;
        Ok(match compare(&left, &right, self.weight_bits) {
            Ok(equal) => {
                self.equal.add(&equal);
                // Weights that are left out now are compared later, so they must not appear in the list.
                if weights {
                    self.equal.left_out = equal.left_out;
                }
                None
            }
            Err(difference) => Some(difference),
        })
    }

    /// Compares spike counts and counters, and returns the first difference.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn counts(&mut self) -> Result<Option<Difference>> {
        let (left, left_counters) = self.left.observe()?;
        let (right, right_counters) = self.right.observe()?;
        let counts = self.values("spike counts", 16, &left, &right);
        Ok(counts.or_else(|| {
            let (left, right) = (left_counters.values(), right_counters.values());
            self.values("counters", 32, &left, &right)
        }))
    }

    /// Compares the weights, and returns the first difference.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn weights(&mut self) -> Result<Option<Difference>> {
        let (left, right) = (self.left.weights()?, self.right.weights()?);
        let bits = self.weight_bits.into();
        Ok(self.values("weights", bits, &left.values, &right.values))
    }

    /// Compares bits that both draw from their random streams, and returns the first difference.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn streams(&mut self) -> Result<Option<Difference>> {
        let items = Streams::showing(self.lanes);
        let (left, right) = drawn_items(self.left, self.right, items)?;
        Ok(self.values("drawn bits", 16, &left, &right))
    }

    fn values<T: Copy + Into<i64>>(
        &mut self,
        field: &'static str,
        width: u64,
        left: &[T],
        right: &[T],
    ) -> Option<Difference> {
        let bits = width * left.len() as u64;
        let compared = self.equal.field(field, bits, &wide(left), &wide(right));
        compared.err()
    }

    /// Runs steps in both, until the presentations of the plan are done or a difference is found.
    ///
    /// After each comparison `progress` gets the number of presentations so far. If it returns false, the run ends. A
    /// waveform is written of the right engine, or of the left one if the right one is the model.
    ///
    /// # Errors
    /// If an engine fails, or the plan asks for a waveform that the engine cannot write.
    pub fn run(
        &mut self,
        steps: impl IntoIterator<Item = Step>,
        plan: &Plan,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Outcome> {
        self.equal = Compared::default();
        let mut outcome = Outcome {
            together: 1,
            ..Outcome::default()
        };
        let result = self.steps(steps, plan, &mut outcome, progress);
        let closed = match plan.wave.is_some() {
            true => self.left.wave_close().and(self.right.wave_close()),
            false => Ok(()),
        };
        outcome.equal = self.equal.clone();
        result.and(closed).map(|()| outcome)
    }

    fn steps(
        &mut self,
        steps: impl IntoIterator<Item = Step>,
        plan: &Plan,
        outcome: &mut Outcome,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<()> {
        let weights_every = self.left.weights_every().max(self.right.weights_every());
        let (mut compared, mut whole, mut waving) = (0, 0, false);
        for step in steps {
            let done = outcome.presentations;
            if done >= plan.presentations {
                break;
            }
            let Step::Present(n) = step else {
                self.apply(&step)?;
                continue;
            };
            if done == 0 && plan.weights_first {
                outcome.difference = self.weights()?;
                if outcome.difference.is_some() {
                    break;
                }
            }
            let n = u64::from(n).min(plan.presentations - done) as u16;
            let now = done + u64::from(n);
            if let Some(wave) = &plan.wave
                && !waving
                && (wave.from..=wave.to).contains(&now.min(wave.to))
            {
                if self.right.name() == "model" {
                    self.left.wave_open(&wave.path)?;
                } else {
                    self.right.wave_open(&wave.path)?;
                }
                waving = true;
            }
            self.apply(&Step::Present(n))?;
            outcome.presentations = now;
            if plan.wave.as_ref().is_some_and(|wave| now >= wave.to) {
                self.left.wave_close()?;
                self.right.wave_close()?;
            }
            let last = now >= plan.presentations;
            if now - compared < plan.every && !last {
                continue;
            }
            outcome.together = now - compared;
            compared = now;
            outcome.difference = if now - whole >= plan.whole || last {
                whole = now;
                outcome.wholes += 1;
                self.whole(outcome.wholes.is_multiple_of(weights_every) || last)?
            } else {
                self.counts()?
            };
            if outcome.difference.is_some() || !progress(now) {
                break;
            }
        }
        Ok(())
    }
}
