//! Compares the states of two engines, field by field.

use yuragi_hardware::protocol::{MAX_PAYLOAD, register_items};
use yuragi_model::random::Streams;

use super::difference::{Compared, Difference};
use crate::engine::Engine;
use crate::error::Result;
use crate::view::View;

/// The number of bits of the state of the encoder stream, which is also that of the neuron stream.
const SERIAL_STREAM_BITS: u64 = 89;

/// Compares the states that two engines show. `weight_bits` is B, the number of bits of a weight.
///
/// # Errors
/// The first difference.
pub fn compare(
    left: &View,
    right: &View,
    weight_bits: u32,
) -> std::result::Result<Compared, Difference> {
    type Values = Option<Vec<i64>>;
    let mut equal = Compared::default();
    let mut stream =
        |name: &'static str, bits: &dyn Fn(usize) -> u64, values: &dyn Fn(&View) -> Values| {
            let (Some(l), Some(r)) = (values(left), values(right)) else {
                equal.left_out.push(name);
                return Ok(());
            };
            match Difference::find(name, &l, &r) {
                Some(difference) => Err(difference),
                None => {
                    equal.count(name, l.len(), bits(l.len()));
                    Ok(())
                }
            }
        };
    let spikes = |s: &[bool]| Some(s.iter().map(|&x| i64::from(x)).collect::<Vec<_>>());
    let bytes = |s: &[u8]| Some(s.iter().map(|&x| i64::from(x)).collect::<Vec<_>>());
    let words_of = |s: &[u64]| s.iter().map(|&x| x as i64).collect::<Vec<_>>();
    let potentials = |s: &[i32]| s.iter().map(|&v| i64::from(v)).collect::<Vec<_>>();
    let mut both = |name, width: u64, values: &dyn Fn(&View) -> Values| {
        stream(name, &|values| width * values as u64, values)
    };
    // The order is that of a presentation, so that the first difference is the nearest to its cause.
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
        let serial = |_| SERIAL_STREAM_BITS;
        stream("encoder stream", &serial, &|v| {
            Some(words_of(&v.streams.as_ref()?.encoder))
        })?;
        stream("neuron stream", &serial, &|v| {
            Some(words_of(&v.streams.as_ref()?.neuron))
        })?;
        stream("lanes stream", &|words| 64 * words as u64, &|v| {
            Some(words_of(&v.streams.as_ref()?.lanes))
        })?;
    }
    let mut both = |name, width: u64, values: &dyn Fn(&View) -> Values| {
        stream(name, &|values| width * values as u64, values)
    };
    both("counters", 32, &|v| {
        Some(v.counters.values().map(i64::from).to_vec())
    })?;
    both("spike counts", 16, &|v| {
        Some(v.counts.iter().map(|&c| i64::from(c)).collect())
    })?;
    both("age", 16, &|v| Some(vec![v.age?.into()]))?;
    both("noise row", 10, &|v| Some(vec![v.noise_row? as i64]))?;
    Ok(equal)
}

/// Reads the states of both engines. If one does not show the states of its streams, both draw enough bits from their
/// streams to show every bit of these states.
///
/// # Errors
/// If an engine fails.
pub(super) fn look(
    left: &mut dyn Engine,
    right: &mut dyn Engine,
    weights: bool,
) -> Result<(View, View)> {
    let (mut l, mut r) = (left.view(weights)?, right.view(weights)?);
    if l.streams.is_some() && r.streams.is_some() {
        return Ok((l, r));
    }
    let lanes = l.weights.as_ref().or(r.weights.as_ref());
    let items = lanes.map_or(MAX_PAYLOAD / 2, |weights| Streams::showing(weights.lanes));
    let (one, other) = drawn_items(left, right, items)?;
    (l.drawn, r.drawn) = (Some(one), Some(other));
    Ok((l, r))
}

/// Draws the same number of items from the streams of both engines, at the same positions in the streams.
///
/// If an answer is lost on a line, the streams of that engine are ahead. The other engine then catches up.
///
/// # Errors
/// If an engine fails.
pub fn drawn_items(
    left: &mut dyn Engine,
    right: &mut dyn Engine,
    items: usize,
) -> Result<(Vec<u16>, Vec<u16>)> {
    let (mut one, mut other) = (left.draw(items)?, right.draw(items)?);
    while one.lost != other.lost {
        if one.lost < other.lost {
            catch_up(left, other.lost - one.lost)?;
        } else {
            catch_up(right, one.lost - other.lost)?;
        }
        (one, other) = (left.draw(items)?, right.draw(items)?);
    }
    Ok((one.items, other.items))
}

fn catch_up(behind: &mut dyn Engine, items: usize) -> Result<()> {
    let most = MAX_PAYLOAD / 2;
    for done in (0..items).step_by(most) {
        behind.draw(most.min(items - done))?;
    }
    Ok(())
}
