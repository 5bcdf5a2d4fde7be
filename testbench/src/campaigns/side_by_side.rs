//! A core and a model of one design, from power-on: every command, what the host reads, and a fresh core that goes on.

use std::fmt;

use yuragi_engines::compare::{Difference, Pair, Plan, RandomSteps};
use yuragi_engines::rtl::Rtl;
use yuragi_engines::{Engine, EngineError};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::Counters;

/// What was compared, and nothing differed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Bits of state.
    pub bits: u64,
    /// Cycles of the core.
    pub cycles: u64,
}

/// How core and model came apart.
#[derive(Debug)]
pub struct Apart {
    /// Presentations until it showed, at least.
    pub presentations: u64,
    /// What showed.
    pub cause: Cause,
}

/// Why core and model came apart.
#[derive(Debug)]
pub enum Cause {
    /// The core failed: it cannot be built, or does not answer as it should.
    Failed(Box<EngineError>),
    /// A bit of state differs: model left, core right.
    Differs(Difference),
    /// The host reads something else than what stands inside, or than what it read before.
    Reads(&'static str),
}

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Cause::Failed(error) => write!(f, "the core failed: {error}"),
            Cause::Differs(difference) => write!(
                f,
                "presentation {}: {}",
                self.presentations,
                difference.between("model", "rtl")
            ),
            Cause::Reads(what) => write!(f, "{what} are not the same"),
        }
    }
}

/// A core's failure after so many presentations.
fn failed(presentations: u64) -> impl Fn(EngineError) -> Apart {
    move |error| Apart {
        presentations,
        cause: Cause::Failed(error.into()),
    }
}

/// Nothing, or a difference after so many presentations.
fn none(presentations: u64, difference: Option<Difference>) -> Result<(), Apart> {
    match difference {
        None => Ok(()),
        Some(difference) => Err(Apart {
            presentations,
            cause: Cause::Differs(difference),
        }),
    }
}

/// Whether what was read is the same.
fn same(presentations: u64, what: &'static str, same: bool) -> Result<(), Apart> {
    if same {
        return Ok(());
    }
    Err(Apart {
        presentations,
        cause: Cause::Reads(what),
    })
}

/// Runs the cores that `core` makes against the model, for so many presentations; the last of them, at most half and at most
/// `restored`, in a fresh core that is given the model's state.
///
/// # Errors
/// The first thing in which they differ, or a core's failure.
pub fn side_by_side(
    design: &Design,
    core: impl Fn() -> Result<Rtl, EngineError>,
    seed: u64,
    presentations: u64,
    restored: u64,
) -> Result<Agreed, Apart> {
    let mut rtl = core().map_err(failed(0))?;
    let mut model = Model::new(design).map_err(|error| failed(0)(error.into()))?;

    // power-on
    let difference = Pair::new(&mut model, &mut rtl, design).whole(true);
    none(0, difference.map_err(failed(0))?)?;
    let inside = rtl.snapshot().map_err(failed(0))?;
    same(
        0,
        "snapshots at power-on",
        Model::snapshot(&model) == inside,
    )?;

    // every command
    let first = presentations - restored.min(presentations / 2);
    let steps = RandomSteps::new(design, seed);
    let mut pair = Pair::new(&mut model, &mut rtl, design);
    let outcome = pair.run(steps, &Plan::closely(first), &mut |_| true);
    let outcome = outcome.map_err(failed(0))?;
    none(outcome.presentations, outcome.difference)?;
    let mut bits = outcome.equal.bits();

    // what the host reads is what stands inside
    let inside = rtl.snapshot().map_err(failed(first))?;
    let read = [
        (
            "weights by the host and inside",
            rtl.weights().map(|read| read == inside.weights),
        ),
        (
            "spikes by the host and inside",
            rtl.spikes().map(|read| read == inside.spikes),
        ),
        (
            "counters by the host and inside",
            rtl.counters().map(|read| read == inside.counters),
        ),
        (
            "spike counts by the host and of the model",
            rtl.counts().map(|read| read == Model::counts(&model)),
        ),
        (
            "states before and after the host's reads",
            rtl.snapshot().map(|after| after == inside),
        ),
    ];
    for (what, equal) in read {
        same(first, what, equal.map_err(failed(first))?)?;
    }

    // a fresh core goes on from the model's state, with counters that soon carry into their upper halves, or wrap
    let mut fresh = core().map_err(failed(first))?;
    let mut state = Model::snapshot(&model);
    state.counters = Counters::from([0xfff8, 0xfffc, 0xffff_fff8, 0xfffc, 0xffff_fffc]);
    let restored = Model::restore(&mut model, &state);
    restored.map_err(|error| failed(first)(error.into()))?;
    fresh.restore(&state).map_err(failed(first))?;
    let steps = RandomSteps::new(design, seed ^ 0x5eed).skip(3); // not the reset with which they begin
    let mut pair = Pair::new(&mut model, &mut fresh, design);
    let outcome = pair.run(steps, &Plan::closely(presentations - first), &mut |_| true);
    let outcome = outcome.map_err(failed(first))?;
    none(first + outcome.presentations, outcome.difference)?;
    bits += outcome.equal.bits();
    Ok(Agreed {
        bits,
        cycles: rtl.cycles().unwrap_or(0),
    })
}
