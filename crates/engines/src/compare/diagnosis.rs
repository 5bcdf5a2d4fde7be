//! What a difference between a device and the model makes likely.

use std::fmt;

use super::difference::Difference;
use super::pair::Pair;
use crate::error::Result;

/// What is likely to be wrong with a device that differs from the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// Read again, the values are equal.
    Link,
    /// Few weights differ, and nothing else.
    Memory,
    /// All else.
    Timing,
}

/// Weights that may differ for single cells of the memory to be the likely cause.
const FEW: usize = 8;

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "the link: read again, the values are equal, so an answer was damaged in a way that its CRC did not show",
            Self::Memory => "the memory: single weights differ, while all that was computed and drawn is equal",
            Self::Timing => {
                "timing: what was computed or drawn differs; check that the clock is not faster than place and route allows, \
                 and that the supply is clean"
            }
        })
    }
}

impl Pair<'_> {
    /// Looks again at what differed, and at what is around it.
    ///
    /// # Errors
    /// If an engine fails.
    pub fn diagnose(&mut self, difference: &Difference) -> Result<Diagnosis> {
        let again = match difference.field {
            "weights" => self.weights()?.is_some(),
            // drawn bits cannot be read twice: the streams are compared where they are now
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
