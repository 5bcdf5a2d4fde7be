//! The tasks of the experiment, and their outcomes.

use serde::{Deserialize, Serialize};

use crate::statistics::Estimate;

use super::counting::{Counted, Phase};
use super::estimate::{Events, Range};

/// A network whose changes are counted.
#[derive(Clone, Debug, Serialize)]
pub struct Task {
    /// Whether it has learned; if not, it has its initial weights.
    pub(super) learned: bool,
    pub(super) seed: u64,
}

/// The counts, and the parts of the circuit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub(super) learning: Counted,
    pub(super) inference: Counted,
    pub(super) flip_flops: u64,
    /// The number of RAM blocks, and of those that hold one word of the row memory.
    pub(super) blocks: (u64, u64),
    /// The number of nets with a name whose changes were not counted.
    pub(super) uncounted: u64,
}

/// The cases: whether the network has learned, what it does, and the name in tables and figures.
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

    /// The mean number of events per presentation.
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

/// A quantity per presentation for every network of a case.
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
