//! What is run, and what a run gives.

use serde::{Deserialize, Serialize};

use crate::statistics::Estimate;

use super::counting::{Counted, Phase};
use super::estimate::{Events, Range};

/// A network whose changes are counted.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    /// It has learned, or its weights are those of the beginning.
    pub(super) learned: bool,
    pub(super) seed: u64,
}

/// What was counted, and what the circuit is made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub(super) learning: Counted,
    pub(super) inference: Counted,
    pub(super) flip_flops: u64,
    /// Blocks of RAM in all, and of a word of the row memory.
    pub(super) blocks: (u64, u64),
    /// Nets with a name whose changes were not counted.
    pub(super) uncounted: u64,
}

/// A state of the network and what it does, as tables and figures name them.
pub(super) const CASES: [(bool, Phase, &str); 4] = [
    (false, Phase::Learning, "learning, untrained"),
    (false, Phase::Inference, "inference, untrained"),
    (true, Phase::Learning, "learning, trained"),
    (true, Phase::Inference, "inference, trained"),
];

/// All outcomes.
pub(super) type All = [(Task, Outcome)];

impl Outcome {
    pub(super) fn phase(&self, phase: Phase) -> &Counted {
        match phase {
            Phase::Learning => &self.learning,
            Phase::Inference => &self.inference,
        }
    }

    /// What a presentation did, on average.
    pub(super) fn events(&self, phase: Phase) -> Events {
        let counted = self.phase(phase);
        let each = |n: u64| n as f64 / counted.presentations as f64;
        let (blocks, word) = self.blocks;
        let words = counted.words.read + counted.words.written;
        Events {
            cycles: each(counted.cycles),
            flip_flops: self.flip_flops as f64,
            toggles: each(counted.activity.toggles(None, None)),
            accesses: Range {
                low: each(words * word),
                high: each(counted.cycles * blocks + counted.words.written * word),
            },
        }
    }
}

/// A number of every network of a case, each a presentation.
pub(super) fn each(
    outcomes: &All,
    learned: bool,
    phase: Phase,
    number: impl Fn(&Counted) -> u64,
) -> Estimate {
    let own = outcomes.iter().filter(|(task, _)| task.learned == learned);
    let values: Vec<f64> = own
        .map(|(_, outcome)| {
            let counted = outcome.phase(phase);
            number(counted) as f64 / counted.presentations as f64
        })
        .collect();
    Estimate::of(&values)
}
