//! A core and a model of one design, from power-on: every command, what the host reads, and a fresh core that goes on.

use std::fmt;

use yuragi_engines::lockstep::{self, Difference, Outcome};
use yuragi_engines::rtl::Rtl;
use yuragi_engines::stimulation::RandomSteps;
use yuragi_engines::{Engine, EngineError};
use yuragi_model::design::Design;
use yuragi_model::model::Model;
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
pub enum Found {
    /// The core failed: it cannot be built, or does not answer as it should.
    Failed {
        /// Presentations before it, at least.
        presentations: u64,
        error: Box<EngineError>,
    },
    /// A bit of state differs after so many presentations.
    Differs {
        presentations: u64,
        difference: Difference,
    },
    /// The host reads something else than what stands inside.
    Reads {
        presentations: u64,
        what: &'static str,
    },
}

impl Found {
    /// Presentations until it showed.
    pub fn presentations(&self) -> u64 {
        match self {
            Self::Failed { presentations, .. }
            | Self::Differs { presentations, .. }
            | Self::Reads { presentations, .. } => *presentations,
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { error, .. } => write!(f, "the core failed: {error}"),
            Self::Differs {
                presentations,
                difference,
            } => write!(f, "presentation {presentations}: {difference} (model, rtl)"),
            Self::Reads { what, .. } => write!(f, "{what} are not the same"),
        }
    }
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
) -> Result<Agreed, Found> {
    let failed = |presentations| {
        move |error: EngineError| Found::Failed {
            presentations,
            error: error.into(),
        }
    };
    let mut rtl = core().map_err(failed(0))?;
    let mut model = Model::new(design).map_err(|error| failed(0)(error.into()))?;
    let bits = design.synapse.bits;
    let differs = |presentations| {
        move |difference| Found::Differs {
            presentations,
            difference,
        }
    };
    let equal = |before: u64, outcome: Outcome| match outcome.difference {
        None => Ok(outcome.bits),
        Some(difference) => Err(differs(before + outcome.presentations)(difference)),
    };

    // power-on
    lockstep::check(&mut model, &mut rtl, bits)
        .map_err(failed(0))?
        .map_err(differs(0))?;
    let whole = (Engine::snapshot(&mut model), rtl.snapshot());
    if whole.0.map_err(failed(0))? != whole.1.map_err(failed(0))? {
        return Err(Found::Reads {
            presentations: 0,
            what: "snapshots at power-on",
        });
    }

    // every command
    let first = presentations - restored.min(presentations / 2);
    let outcome = lockstep::run(&mut model, &mut rtl, design, seed, first, &mut |_| true);
    let mut compared = equal(0, outcome.map_err(failed(0))?)?;

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
    ];
    for (what, same) in read {
        if !same.map_err(failed(first))? {
            return Err(Found::Reads {
                presentations: first,
                what,
            });
        }
    }

    if rtl.snapshot().map_err(failed(first))? != inside {
        return Err(Found::Reads {
            presentations: first,
            what: "states before and after the host's reads",
        });
    }

    // a fresh core goes on from the model's state, with counters that soon carry into their upper halves, or wrap
    let mut fresh = core().map_err(failed(first))?;
    let mut state = Engine::snapshot(&mut model).map_err(failed(first))?;
    state.counters = Counters::from([0xfff8, 0xfffc, 0xffff_fff8, 0xfffc, 0xffff_fffc]);
    let restored = Model::restore(&mut model, &state);
    restored.map_err(|error| failed(first)(error.into()))?;
    fresh.restore(&state).map_err(failed(first))?;
    let steps = RandomSteps::new(design, seed ^ 0x5eed).skip(3); // not the reset with which they begin
    let outcome = lockstep::run_steps(
        (&mut model, &mut fresh),
        steps,
        bits,
        presentations - first,
        None,
        &mut |_| true,
    );
    compared += equal(first, outcome.map_err(failed(first))?)?;
    Ok(Agreed {
        bits: compared,
        cycles: rtl.cycles().unwrap_or(0),
    })
}
