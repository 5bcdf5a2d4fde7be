//! Two engines that are given the same commands.

use std::path::PathBuf;

use yuragi_model::design::Design;
use yuragi_model::random::Streams;

use super::difference::{Compared, Difference};
use super::state::{compare, drawn_items, look};
use super::steps::Step;
use crate::engine::Engine;
use crate::error::Result;

/// How much is compared, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Presentations to run.
    pub presentations: u64,
    /// Presentations from one comparison to the next. Those between are not looked at, and on a line they are in flight together.
    pub every: u64,
    /// Presentations from one comparison of the whole state to the next. Comparisons between look at spike counts and counters alone.
    pub whole: u64,
    /// Whether weights are compared before the first presentation: a difference then cannot come from computing.
    pub weights_first: bool,
    /// A waveform of some of the presentations.
    pub wave: Option<Wave>,
}

impl Plan {
    /// The whole state is compared after every step that presents.
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

/// A waveform of some presentations, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// The file.
    pub path: PathBuf,
    /// The first presentation in it.
    pub from: u64,
    /// The last presentation in it.
    pub to: u64,
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Presentations that both engines ran.
    pub presentations: u64,
    /// Presentations between the last two comparisons: a difference came in one of them.
    pub together: u64,
    /// What was compared and equal.
    pub equal: Compared,
    /// Comparisons of the whole state.
    pub wholes: u64,
    /// The first difference; it showed after the last of the presentations.
    pub difference: Option<Difference>,
}

/// Two engines of one design side by side.
pub struct Pair<'a> {
    /// The one that is looked at first: the model, or a device that is held against the model.
    pub left: &'a mut dyn Engine,
    /// The other.
    pub right: &'a mut dyn Engine,
    weight_bits: u32,
    lanes: usize,
    /// What was compared and equal so far.
    pub equal: Compared,
}

impl<'a> Pair<'a> {
    /// Two engines of a design, in whatever state they are.
    pub fn new(left: &'a mut dyn Engine, right: &'a mut dyn Engine, design: &Design) -> Self {
        Self {
            left,
            right,
            weight_bits: design.synapse.bits,
            lanes: design.hardware.lanes,
            equal: Compared::default(),
        }
    }

    /// Gives both a command.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn apply(&mut self, step: &Step) -> Result<()> {
        step.apply(self.left)?;
        step.apply(self.right)
    }

    /// Compares the whole state, as far as both show it; the weights only if asked.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn whole(&mut self, weights: bool) -> Result<Option<Difference>> {
        let (left, right) = look(self.left, self.right, weights)?;
        Ok(match compare(&left, &right, self.weight_bits) {
            Ok(equal) => {
                self.equal.add(&equal);
                // weights that were not asked for now are compared later
                if weights {
                    self.equal.left_out = equal.left_out;
                }
                None
            }
            Err(difference) => Some(difference),
        })
    }

    /// Compares spike counts and counters.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn counts(&mut self) -> Result<Option<Difference>> {
        let (left, left_counters) = self.left.observe()?;
        let (right, right_counters) = self.right.observe()?;
        let wide = |counts: Vec<u16>| -> Vec<i64> { counts.into_iter().map(i64::from).collect() };
        let counts = self.values("spike counts", 16, &wide(left), &wide(right));
        Ok(counts.or_else(|| {
            let [left, right] = [left_counters, right_counters].map(|c| c.values().map(i64::from));
            self.values("counters", 32, &left, &right)
        }))
    }

    /// Compares the weights.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn weights(&mut self) -> Result<Option<Difference>> {
        let wide = |values: Vec<i16>| -> Vec<i64> { values.into_iter().map(i64::from).collect() };
        let left = wide(self.left.weights()?.values);
        let right = wide(self.right.weights()?.values);
        Ok(self.values("weights", self.weight_bits.into(), &left, &right))
    }

    /// Compares bits that both draw from their streams.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn streams(&mut self) -> Result<Option<Difference>> {
        let items = Streams::showing(self.lanes);
        let (left, right) = drawn_items(self.left, self.right, items)?;
        let wide = |items: Vec<u16>| -> Vec<i64> { items.into_iter().map(i64::from).collect() };
        Ok(self.values("drawn bits", 16, &wide(left), &wide(right)))
    }

    fn values(
        &mut self,
        field: &'static str,
        width: u64,
        left: &[i64],
        right: &[i64],
    ) -> Option<Difference> {
        let difference = Difference::find(field, left, right);
        if difference.is_none() {
            self.equal
                .count(field, left.len(), width * left.len() as u64);
        }
        difference
    }

    /// Runs steps in both until the presentations of the plan are done, a difference shows, or `progress`, which is told the presentations
    /// done, says false. A waveform is that of the right engine, or of the left if the right is the model.
    ///
    /// # Errors
    /// If an engine fails, or a waveform is wanted and neither has one.
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
        if plan.wave.is_some() {
            self.left.wave_close();
            self.right.wave_close();
        }
        outcome.equal = self.equal.clone();
        result.map(|()| outcome)
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
                self.left.wave_close();
                self.right.wave_close();
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
                self.whole(outcome.wholes % weights_every == 0 || last)?
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
