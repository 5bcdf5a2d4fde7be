//! Two engines side by side: the same commands to both, and after every presentation every bit of state compared that both
//! show. What one of them does not show is named.

use std::fmt;
use std::path::PathBuf;

use super::stimulation::{RandomSteps, Step};
use super::view::View;
use super::{Engine, Result};
use yuragi_hardware::protocol::{self, register_items};
use yuragi_model::design::Design;
use yuragi_model::random::Streams;

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

/// What was compared and found equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equal {
    /// Bits that both showed.
    pub bits: u64,
    /// What one of the two did not show.
    pub left_out: Vec<&'static str>,
}

/// Compares what two engines show.
///
/// # Errors
/// The first difference.
pub fn compare(
    left: &View,
    right: &View,
    weight_bits: u32,
) -> std::result::Result<Equal, Difference> {
    let mut equal = Equal {
        bits: 0,
        left_out: Vec::new(),
    };
    let mut field = |name: &'static str, width: u64, l: Option<Vec<i64>>, r: Option<Vec<i64>>| {
        let (Some(l), Some(r)) = (l, r) else {
            equal.left_out.push(name);
            return Ok(());
        };
        if let Some(index) = (0..l.len().max(r.len())).find(|&i| l.get(i) != r.get(i)) {
            let at = |side: &[i64]| side.get(index).copied().unwrap_or(i64::MIN);
            return Err(Difference {
                field: name,
                index,
                left: at(&l),
                right: at(&r),
            });
        }
        equal.bits += width * l.len() as u64;
        Ok(())
    };
    type Values = Option<Vec<i64>>;
    let mut both = |name, width, values: &dyn Fn(&View) -> Values| {
        field(name, width, values(left), values(right))
    };
    let spikes = |s: &[bool]| Some(s.iter().map(|&x| i64::from(x)).collect::<Vec<_>>());
    let bytes = |s: &[u8]| Some(s.iter().map(|&x| i64::from(x)).collect::<Vec<_>>());
    let words = |s: &[u64]| s.iter().map(|&x| x as i64).collect::<Vec<_>>();
    let potentials = |s: &[i32]| s.iter().map(|&v| i64::from(v)).collect::<Vec<_>>();
    // in the order in which a presentation makes them, so that the first difference is the nearest to its cause
    both("registers", 16, &|v| {
        Some(register_items(&v.registers).map(i64::from).to_vec())
    })?;
    both("clamp bits", 1, &|v| spikes(&v.stimulus.clamped))?;
    both("intensities", 8, &|v| bytes(&v.stimulus.intensities))?;
    both("input spikes", 1, &|v| spikes(&v.spikes.inputs))?;
    both("hidden potentials", 24, &|v| {
        Some(potentials(&v.potentials.as_ref()?.hidden))
    })?;
    both("predicted spikes", 1, &|v| spikes(&v.spikes.predicted))?;
    both("hidden spikes", 1, &|v| spikes(&v.spikes.hidden))?;
    both("output potentials", 24, &|v| {
        Some(potentials(&v.potentials.as_ref()?.outputs))
    })?;
    both("read-out spikes", 1, &|v| spikes(&v.spikes.readout))?;
    both("output spikes", 1, &|v| spikes(&v.spikes.outputs))?;
    both("weights", weight_bits.into(), &|v| {
        let values = &v.weights.as_ref()?.values;
        Some(values.iter().map(|&w| i64::from(w)).collect())
    })?;
    if left.drawn.is_some() {
        both("drawn bits", 16, &|v| {
            Some(v.drawn.as_ref()?.iter().map(|&d| d.into()).collect())
        })?;
    } else {
        both("encoder stream", 0, &|v| {
            Some(words(&v.streams.as_ref()?.encoder))
        })?;
        both("neuron stream", 0, &|v| {
            Some(words(&v.streams.as_ref()?.neuron))
        })?;
        both("lanes stream", 64, &|v| {
            Some(words(&v.streams.as_ref()?.lanes))
        })?;
    }
    both("counters", 32, &|v| {
        Some(v.counters.values().map(i64::from).to_vec())
    })?;
    both("spike counts", 16, &|v| {
        Some(v.counts.iter().map(|&c| i64::from(c)).collect())
    })?;
    both("age", 16, &|v| Some(vec![v.age?.into()]))?;
    both("noise row", 10, &|v| Some(vec![v.noise_row? as i64]))?;
    if left.drawn.is_none() && left.streams.is_some() && right.streams.is_some() {
        // two streams of 89 bits, each in two words
        equal.bits += 2 * 89;
    }
    Ok(equal)
}

/// Looks at both engines. Where one hides the states of its streams, both draw as many bits of them as the states have:
/// these are equal only if the states are.
fn look(left: &mut dyn Engine, right: &mut dyn Engine, weights: bool) -> Result<(View, View)> {
    let (mut l, mut r) = (left.view(weights)?, right.view(weights)?);
    if l.streams.is_some() && r.streams.is_some() {
        return Ok((l, r));
    }
    let lanes = l.weights.as_ref().or(r.weights.as_ref());
    let items = lanes.map_or(protocol::MAX_PAYLOAD / 2, |weights| {
        Streams::showing(weights.lanes)
    });
    let (mut one, mut other) = (left.draw(items)?, right.draw(items)?);
    // an answer that was lost on a line left its streams ahead of the others
    while one.lost != other.lost {
        if one.lost < other.lost {
            catch_up(left, other.lost - one.lost)?;
        } else {
            catch_up(right, one.lost - other.lost)?;
        }
        (one, other) = (left.draw(items)?, right.draw(items)?);
    }
    (l.drawn, r.drawn) = (Some(one.items), Some(other.items));
    Ok((l, r))
}

fn catch_up(behind: &mut dyn Engine, items: usize) -> Result<()> {
    let most = protocol::MAX_PAYLOAD / 2;
    for done in (0..items).step_by(most) {
        behind.draw(most.min(items - done))?;
    }
    Ok(())
}

/// Compares the present states of two engines, as far as both show them.
///
/// # Errors
/// If an engine fails; a difference is the inner result.
pub fn check(
    left: &mut dyn Engine,
    right: &mut dyn Engine,
    weight_bits: u32,
) -> Result<std::result::Result<Equal, Difference>> {
    let (l, r) = look(left, right, true)?;
    Ok(compare(&l, &r, weight_bits))
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Presentations that both engines ran.
    pub presentations: u64,
    /// Bits that were compared and equal.
    pub bits: u64,
    /// What was never compared, because one of the two does not show it.
    pub left_out: Vec<&'static str>,
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
        left_out: Vec::new(),
        difference: None,
        together: 1,
    };
    let weights_every = left.weights_every().max(right.weights_every());
    let mut comparisons = 0;
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
        comparisons += 1;
        let weights = comparisons % weights_every == 0 || last == presentations;
        let (l, r) = look(left, right, weights)?;
        match compare(&l, &r, weight_bits) {
            Ok(equal) => {
                outcome.bits += equal.bits;
                // weights that were not asked for now are later
                if weights {
                    outcome.left_out = equal.left_out;
                }
            }
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
