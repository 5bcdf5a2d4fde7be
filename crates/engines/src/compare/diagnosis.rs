//! The likely cause of a difference between a device and the model.

use std::fmt;

use super::difference::Difference;
use super::pair::Pair;
use crate::error::Result;

/// The likely cause if a device differs from the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// The link: when the values are read again, they are equal.
    Link,
    /// The memory: a few weights differ, and nothing else.
    Memory,
    /// Timing: anything else differs.
    Timing,
}

/// The largest number of differing weights for which single cells of the memory are the likely cause.
const FEW: usize = 8;

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "the link: when they are read again, the values are equal, so an answer was damaged in a way that its CRC did not show",
            Self::Memory => "the memory: a few weights differ, but everything that was computed or drawn is equal",
            Self::Timing => {
                "timing: what was computed or drawn differs; check that the clock is not faster than place and route allows, \
                 and that the supply is clean"
            }
        })
    }
}

impl Pair<'_> {
    /// Reads again what differed, compares other parts of the state, and concludes on the cause.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn diagnose(&mut self, difference: &Difference) -> Result<Diagnosis> {
        let again = match difference.field {
            "weights" => self.weights()?.is_some(),
            // Drawn bits cannot be read twice, so the streams are compared in their present states.
            "drawn bits" => self.streams()?.is_some(),
            "spike counts" | "counters" => self.counts()?.is_some(),
            _ => self.whole(true)?.is_some(),
        };
        if !again {
            return Ok(Diagnosis::Link);
        }
        let single = |difference: Difference| difference.differing <= FEW;
        let memory = self.counts()?.is_none()
            && self.weights()?.is_some_and(single)
            && self.streams()?.is_none();
        Ok(if memory {
            Diagnosis::Memory
        } else {
            Diagnosis::Timing
        })
    }
}
