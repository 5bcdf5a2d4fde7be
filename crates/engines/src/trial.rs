//! A device on a line against the model: the same commands to both, counts and counters compared as they come, weights and
//! random streams now and then. Where they differ, what differs says what is likely to be wrong.

use std::fmt;

use super::stimulation::Step;
use super::{Engine, Result};
use yuragi_model::design::Design;
use yuragi_model::model::Model;
use yuragi_model::random::Streams;

/// How much is compared, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub presentations: u64,
    /// Presentations from one comparison of counts and counters to the next; those between are in flight together.
    pub every: u64,
    /// Presentations from one comparison of weights, spikes and streams to the next.
    pub checkpoint: u64,
}

/// What was compared and equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Equal {
    pub presentations: u64,
    pub counts: u64,
    pub counters: u64,
    pub spikes: u64,
    pub weights: u64,
    /// Bits of the random streams.
    pub stream_bits: u64,
    pub checkpoints: u64,
}

/// What is likely to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Read again, it is right.
    Link,
    /// Few weights differ, and nothing else.
    Memory,
    /// All else.
    Timing,
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "the link: read again, it is right, so an answer was damaged in a way that its CRC did not show",
            Self::Memory => "the memory: single weights differ, and what was computed and drawn does not",
            Self::Timing => "timing: what was computed or drawn differs; is the clock faster than place and route allows, the supply clean?",
        })
    }
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// It showed after so many presentations; the comparison before was equal.
    pub presentation: u64,
    /// Presentations since that comparison.
    pub together: u64,
    pub field: &'static str,
    pub index: usize,
    pub found: i64,
    pub expected: i64,
    /// Values of the field that differ, and the bits that differ in any of them.
    pub differing: usize,
    pub bits: u64,
    pub guess: Guess,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            field,
            index,
            found,
            expected,
            bits,
            ..
        } = self;
        write!(f, "{field}[{index}]: found {found}, expected {expected}")?;
        write!(
            f,
            " (differing bits {:#x} here",
            (found ^ expected) & 0xffff_ffff
        )?;
        if self.differing > 1 {
            write!(
                f,
                "; {} values of {field} differ, in bits {bits:#x}",
                self.differing
            )?;
        }
        write!(f, ")")
    }
}

/// The first difference of two rows of values.
struct Row {
    index: usize,
    found: i64,
    expected: i64,
    differing: usize,
    bits: u64,
}

fn row<T: Copy + Into<i64>>(found: &[T], expected: &[T]) -> Option<Row> {
    let mut differences = found
        .iter()
        .zip(expected)
        .enumerate()
        .map(|(index, (&f, &e))| (index, f.into(), e.into()))
        .filter(|(_, f, e)| f != e);
    let (index, first, right) = differences.next()?;
    let mut row = Row {
        index,
        found: first,
        expected: right,
        differing: 1,
        bits: (first ^ right) as u64 & 0xffff_ffff,
    };
    for (_, f, e) in differences {
        row.differing += 1;
        row.bits |= (f ^ e) as u64 & 0xffff_ffff;
    }
    Some(row)
}

/// What a comparison of two fields found.
type Seen = Option<(&'static str, Row)>;

/// A device and a model in step.
pub struct Trial<'a> {
    device: &'a mut dyn Engine,
    model: Model,
    lanes: usize,
    pub equal: Equal,
}

impl<'a> Trial<'a> {
    /// A device of a design, whatever it has done before.
    ///
    /// # Errors
    /// If the design is refused.
    pub fn new(device: &'a mut dyn Engine, design: &Design) -> Result<Self> {
        Ok(Self {
            device,
            model: Model::new(design)?,
            lanes: design.hardware.lanes,
            equal: Equal::default(),
        })
    }

    pub fn model(&mut self) -> &mut Model {
        &mut self.model
    }

    pub fn device(&mut self) -> &mut dyn Engine {
        self.device
    }

    /// Gives a command to both.
    ///
    /// # Errors
    /// If the device fails.
    pub fn apply(&mut self, step: &Step) -> Result<()> {
        step.apply(self.device)?;
        step.apply(&mut self.model)
    }

    /// Runs steps in both until so many presentations are done or a difference shows.
    ///
    /// # Errors
    /// If the device fails.
    pub fn run(
        &mut self,
        steps: impl IntoIterator<Item = Step>,
        plan: Plan,
        progress: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Option<Finding>> {
        let (mut done, mut compared, mut checked) = (0, 0, 0);
        for step in steps {
            if done >= plan.presentations {
                break;
            }
            // weights are compared before the first presentation: a difference then is none of computing
            if done == 0 && matches!(step, Step::Present(_)) && compared == 0 {
                let seen = self.weights()?;
                if let Some(finding) = self.finding(seen, 0, 0)? {
                    return Ok(Some(finding));
                }
            }
            let Step::Present(n) = step else {
                self.apply(&step)?;
                continue;
            };
            let n = u64::from(n).min(plan.presentations - done);
            self.apply(&Step::Present(n as u16))?;
            done += n;
            let last = done >= plan.presentations;
            if done - compared >= plan.every || last {
                let mut seen = self.counts()?;
                if seen.is_none() && (done - checked >= plan.checkpoint || last) {
                    seen = self.checkpoint()?;
                    checked = done;
                }
                if let Some(finding) = self.finding(seen, done, done - compared)? {
                    return Ok(Some(finding));
                }
                compared = done;
                self.equal.presentations = done;
                if !progress(done) {
                    break;
                }
            }
        }
        Ok(None)
    }

    /// Compares spike counts and counters after a presentation of both.
    ///
    /// # Errors
    /// If the device fails.
    pub fn check(&mut self, presentation: u64, together: u64) -> Result<Option<Finding>> {
        let seen = self.counts()?;
        self.finding(seen, presentation, together)
    }

    fn counts(&mut self) -> Result<Seen> {
        let (counts, counters) = self.device.observe()?;
        let (expected, expected_counters) = self.model.observe()?;
        if let Some(row) = row(&counts, &expected) {
            return Ok(Some(("spike counts", row)));
        }
        if let Some(row) = row(&counters.values(), &expected_counters.values()) {
            return Ok(Some(("counters", row)));
        }
        self.equal.counts += counts.len() as u64;
        self.equal.counters += 5;
        Ok(None)
    }

    fn weights(&mut self) -> Result<Seen> {
        let (found, expected) = (self.device.weights()?, self.model.weights());
        if let Some(row) = row(&found.values, &expected.values) {
            return Ok(Some(("weights", row)));
        }
        self.equal.weights += found.values.len() as u64;
        Ok(None)
    }

    fn streams(&mut self) -> Result<Seen> {
        let items = Streams::showing(self.lanes);
        let drawn = self.device.draw(items)?;
        self.model.draw(drawn.lost);
        if let Some(row) = row(&drawn.items, &self.model.draw(items)) {
            return Ok(Some(("random streams", row)));
        }
        self.equal.stream_bits += 16 * items as u64;
        Ok(None)
    }

    fn checkpoint(&mut self) -> Result<Seen> {
        let (found, expected) = (self.device.spikes()?, self.model.spikes());
        for (field, found, expected) in [
            ("input spikes", &found.inputs, &expected.inputs),
            ("predicted spikes", &found.predicted, &expected.predicted),
            ("hidden spikes", &found.hidden, &expected.hidden),
            ("read-out spikes", &found.readout, &expected.readout),
        ] {
            if let Some(row) = row(found, expected) {
                return Ok(Some((field, row)));
            }
            self.equal.spikes += found.len() as u64;
        }
        if let Some(seen) = self.weights()? {
            return Ok(Some(seen));
        }
        self.equal.checkpoints += 1;
        self.streams()
    }

    /// Looks again at what differed, and around it.
    fn finding(&mut self, seen: Seen, presentation: u64, together: u64) -> Result<Option<Finding>> {
        let Some((field, row)) = seen else {
            return Ok(None);
        };
        let again = match field {
            "weights" => self.weights()?.is_some(),
            // drawn bits cannot be read twice: the streams are compared where they are now
            "random streams" => self.streams()?.is_some(),
            _ => {
                self.counts()?.is_some()
                    || (field.ends_with("spikes") && self.checkpoint()?.is_some())
            }
        };
        let guess = if !again {
            Guess::Link
        } else {
            let few = |row: &Row| row.differing <= 8;
            let memory = self.counts()?.is_none()
                && self.weights()?.is_some_and(|(_, row)| few(&row))
                && self.streams()?.is_none();
            if memory { Guess::Memory } else { Guess::Timing }
        };
        let Row {
            index,
            found,
            expected,
            differing,
            bits,
        } = row;
        Ok(Some(Finding {
            presentation,
            together,
            field,
            index,
            found,
            expected,
            differing,
            bits,
            guess,
        }))
    }
}
