//! Thousands of faults on a line while a core works: each result must be the model's, or the host must say that it cannot be had.

use std::collections::BTreeMap;

use yuragi_engines::compare::{RandomSteps, Step};
use yuragi_engines::serial::{LinkError, Serial, Statistics, Timing};
use yuragi_engines::{Engine, EngineError};
use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;

use crate::campaigns::link::{HostEnd, Rates};

/// What came of a campaign.
#[derive(Debug, Default)]
pub struct Outcome {
    pub faults: u64,
    pub kinds: [u64; 12],
    pub presentations: u64,
    /// Results that the host believed and that were the model's.
    pub equal: u64,
    /// Results that the host believed and that were not: there must be none.
    pub wrong: Vec<String>,
    /// What the host said, by kind, and how often.
    pub errors: BTreeMap<String, u64>,
    /// Errors though the device had never lost its state.
    pub needless: Vec<String>,
    /// Starts of the device in all.
    pub restarts: u64,
    pub cycles: u64,
    pub line: Statistics,
}

/// Compares all that a host can read, a part of it at a time. A difference is told; an error of the line goes on.
fn look(
    engine: &mut Serial<HostEnd>,
    model: &mut Model,
    which: u64,
) -> Result<Result<(), String>, EngineError> {
    let differs = |what: &str, found: String, expected: String| {
        if found == expected {
            Ok(())
        } else {
            Err(format!("{what}: found {found}, expected {expected}"))
        }
    };
    let debug = |value: &dyn std::fmt::Debug| format!("{value:?}");
    Ok(match which {
        0 => differs(
            "weights",
            debug(&engine.weights()?),
            debug(&Engine::weights(model)?),
        ),
        1 => differs(
            "spikes",
            debug(&engine.spikes()?),
            debug(&Engine::spikes(model)?),
        ),
        2 => differs(
            "counters",
            debug(&engine.counters()?),
            debug(&Engine::counters(model)?),
        ),
        3 => differs(
            "counts",
            debug(&engine.counts()?),
            debug(&Engine::counts(model)?),
        ),
        4 => {
            let drawn = engine.draw(20)?;
            Model::draw(model, drawn.lost);
            differs(
                "streams",
                debug(&drawn.items),
                debug(&Model::draw(model, 20)),
            )
        }
        _ => differs(
            "counts, counters",
            debug(&engine.observe()?),
            debug(&Engine::observe(model)?),
        ),
    })
}

/// A device from power-on or wherever an earlier host left it, until an error, a wrong result, or enough faults.
fn session(
    end: &HostEnd,
    timing: &Timing,
    design: &Design,
    chance: &mut SplitMix64,
    faults: u64,
    outcome: &mut Outcome,
) -> Result<(), EngineError> {
    let mut engine = Serial::on(end.clone(), timing.clone(), design)?;
    let mut model = Model::new(design)?;
    let done = (|| {
        for step in RandomSteps::new(design, chance.word()) {
            if end.wire().total() >= faults || !outcome.wrong.is_empty() {
                break;
            }
            step.apply(&mut engine)?;
            step.apply(&mut model)?;
            if !matches!(step, Step::Present(_)) {
                continue;
            }
            outcome.presentations += 1;
            // not always, so that many commands are on their way at a time
            if chance.one_in(3) {
                match look(&mut engine, &mut model, chance.below(7))? {
                    Ok(()) => outcome.equal += 1,
                    Err(difference) => outcome.wrong.push(difference),
                }
            }
        }
        Ok(())
    })();
    let (sum, one) = (&mut outcome.line, engine.statistics());
    for (sum, one) in [
        (&mut sum.sent, one.sent),
        (&mut sum.repeated, one.repeated),
        (&mut sum.recoveries, one.recoveries),
        (&mut sum.reconnects, one.reconnects),
        (&mut sum.stale, one.stale),
        (&mut sum.lost, one.lost),
    ] {
        *sum += one;
    }
    done
}

/// Runs until so many faults have happened or a wrong result was believed.
pub fn run(design: &Design, seed: u64, faults: u64, rates: Rates, timing: &Timing) -> Outcome {
    let mut chance = SplitMix64::new(seed);
    let end = HostEnd::new(design, rates, chance.word());
    let mut outcome = Outcome::default();
    while end.wire().total() < faults && outcome.wrong.is_empty() {
        end.wire().restarts = 0;
        // another program's numbers each time
        let timing = Timing {
            numbers_from: Some(chance.word()),
            ..timing.clone()
        };
        let done = session(&end, &timing, design, &mut chance, faults, &mut outcome);
        let restarts = end.wire().restarts;
        outcome.restarts += restarts;
        if let Err(error) = done {
            let kind = match &error {
                EngineError::Link(link) => match **link {
                    LinkError::Restarted { .. } => "lost its state",
                    LinkError::Silent { .. } => "no answer",
                    LinkError::Nobody { .. } => "nobody answers",
                    LinkError::Refused { .. } => "refused",
                    LinkError::Gone { .. } => "port gone",
                    _ => "other",
                },
                _ => "not of the line",
            };
            *outcome.errors.entry(kind.into()).or_default() += 1;
            if restarts == 0 {
                outcome.needless.push(error.to_string());
            }
        }
    }
    let wire = end.wire();
    (outcome.faults, outcome.kinds, outcome.cycles) = (wire.total(), wire.faults, wire.cycles());
    outcome
}
