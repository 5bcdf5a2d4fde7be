//! Two engines side by side: the same commands to both, every state bit compared after every presentation.

use std::fmt;
use std::path::PathBuf;

use super::stimulation::{RandomSteps, Step};
use super::{Engine, Result};
use crate::design::Design;
use crate::model::Snapshot;

/// The first thing in which two engines disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What: weights, a stream, spikes, potentials, counts, a counter, age or noise row.
    pub field: &'static str,
    /// Which of them.
    pub index: usize,
    pub left: i64,
    pub right: i64,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}[{}] is {} in the one, {} in the other",
            self.field, self.index, self.left, self.right
        )
    }
}

/// Compares two snapshots.
///
/// Returns the bits compared.
///
/// # Errors
/// The first difference.
pub fn compare(
    left: &Snapshot,
    right: &Snapshot,
    weight_bits: u32,
) -> std::result::Result<u64, Difference> {
    let mut bits = 0;
    let mut field = |name: &'static str, width: u64, l: &[i64], r: &[i64]| {
        if let Some(index) = (0..l.len().max(r.len())).find(|&i| l.get(i) != r.get(i)) {
            let at = |side: &[i64]| side.get(index).copied().unwrap_or(i64::MIN);
            return Err(Difference {
                field: name,
                index,
                left: at(l),
                right: at(r),
            });
        }
        bits += width * l.len() as u64;
        Ok(())
    };
    let spikes = |s: &[bool]| s.iter().map(|&x| i64::from(x)).collect::<Vec<_>>();
    let words = |s: &[u64]| s.iter().map(|&x| x as i64).collect::<Vec<_>>();
    let counters = |s: &Snapshot| {
        let c = &s.counters;
        [
            c.presentations,
            c.flips_up,
            c.flips_down,
            c.evidence_up,
            c.evidence_down,
        ]
        .map(i64::from)
    };
    let weights = |s: &Snapshot| {
        s.weights
            .values
            .iter()
            .map(|&w| i64::from(w))
            .collect::<Vec<_>>()
    };
    let potentials = |s: &[i32]| s.iter().map(|&v| i64::from(v)).collect::<Vec<_>>();
    let (l, r) = (left, right);
    // in the order in which a presentation makes them, so that the first difference is the nearest to its cause
    field(
        "input spikes",
        1,
        &spikes(&l.spikes.inputs),
        &spikes(&r.spikes.inputs),
    )?;
    field(
        "hidden potentials",
        24,
        &potentials(&l.potentials.hidden),
        &potentials(&r.potentials.hidden),
    )?;
    field(
        "predicted spikes",
        1,
        &spikes(&l.spikes.predicted),
        &spikes(&r.spikes.predicted),
    )?;
    field(
        "hidden spikes",
        1,
        &spikes(&l.spikes.hidden),
        &spikes(&r.spikes.hidden),
    )?;
    field(
        "output potentials",
        24,
        &potentials(&l.potentials.outputs),
        &potentials(&r.potentials.outputs),
    )?;
    field(
        "read-out spikes",
        1,
        &spikes(&l.spikes.readout),
        &spikes(&r.spikes.readout),
    )?;
    field(
        "output spikes",
        1,
        &spikes(&l.spikes.outputs),
        &spikes(&r.spikes.outputs),
    )?;
    field("weights", weight_bits.into(), &weights(l), &weights(r))?;
    field(
        "encoder stream",
        0,
        &words(&l.streams.encoder),
        &words(&r.streams.encoder),
    )?;
    field(
        "neuron stream",
        0,
        &words(&l.streams.neuron),
        &words(&r.streams.neuron),
    )?;
    field(
        "lanes stream",
        64,
        &words(&l.streams.lanes),
        &words(&r.streams.lanes),
    )?;
    field("counters", 32, &counters(l), &counters(r))?;
    let counts = |s: &Snapshot| s.counts.iter().map(|&c| i64::from(c)).collect::<Vec<_>>();
    field("spike counts", 16, &counts(l), &counts(r))?;
    field("age", 16, &[l.age.into()], &[r.age.into()])?;
    field(
        "noise row",
        10,
        &[l.noise_row as i64],
        &[r.noise_row as i64],
    )?;
    // two streams of 89 bits, each in two words
    Ok(bits + 2 * 89)
}

/// Compares the present states of two engines.
///
/// # Errors
/// If an engine fails; a difference is the inner result.
pub fn check(
    left: &mut dyn Engine,
    right: &mut dyn Engine,
    weight_bits: u32,
) -> Result<std::result::Result<u64, Difference>> {
    Ok(compare(&left.snapshot()?, &right.snapshot()?, weight_bits))
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Presentations that both engines ran.
    pub presentations: u64,
    /// Bits that were compared and equal.
    pub bits: u64,
    /// The first difference; it showed after the last of the presentations.
    pub difference: Option<Difference>,
    /// Presentations between the last two comparisons, 1 to 4 if the steps are random: the difference came in one of them.
    pub together: u64,
}

/// A waveform of some presentations, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    pub path: PathBuf,
    /// The first presentation in it.
    pub from: u64,
    /// The last presentation in it.
    pub to: u64,
}

/// Runs two engines of a design side by side on random stimuli, clamps, weights and registers, all drawn from a seed,
/// until so many presentations are done or a difference shows. `progress` is told the presentations done; false stops.
///
/// # Errors
/// If an engine fails.
pub fn run(
    left: &mut dyn Engine,
    right: &mut dyn Engine,
    design: &Design,
    seed: u64,
    presentations: u64,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<Outcome> {
    let steps = RandomSteps::new(design, seed);
    run_steps(
        (left, right),
        steps,
        design.synapse.bits,
        presentations,
        None,
        progress,
    )
}

/// The same with steps of any origin. The waveform is that of the right engine, or of the left if the right has none.
///
/// # Errors
/// If an engine fails, or a waveform is wanted and neither has one.
pub fn run_steps(
    (left, right): (&mut dyn Engine, &mut dyn Engine),
    steps: impl IntoIterator<Item = Step>,
    weight_bits: u32,
    presentations: u64,
    wave: Option<&Wave>,
    progress: &mut dyn FnMut(u64) -> bool,
) -> Result<Outcome> {
    let mut outcome = Outcome {
        presentations: 0,
        bits: 0,
        difference: None,
        together: 1,
    };
    let mut waving = false;
    for step in steps {
        if outcome.presentations >= presentations {
            break;
        }
        let Step::Present(n) = step else {
            step.apply(left)?;
            step.apply(right)?;
            continue;
        };
        let n = u64::from(n).min(presentations - outcome.presentations) as u16;
        let last = outcome.presentations + u64::from(n);
        if let Some(wave) = wave
            && !waving
            && (wave.from..=wave.to).contains(&last.min(wave.to))
        {
            if right.name() == "model" {
                left.wave_open(&wave.path)?
            } else {
                right.wave_open(&wave.path)?
            }
            waving = true;
        }
        left.present(n)?;
        right.present(n)?;
        outcome.presentations = last;
        outcome.together = n.into();
        if waving && wave.is_some_and(|wave| last >= wave.to) {
            left.wave_close();
            right.wave_close();
        }
        match check(left, right, weight_bits)? {
            Ok(bits) => outcome.bits += bits,
            Err(difference) => {
                outcome.difference = Some(difference);
                break;
            }
        }
        if !progress(outcome.presentations) {
            break;
        }
    }
    if waving {
        left.wave_close();
        right.wave_close();
    }
    Ok(outcome)
}
