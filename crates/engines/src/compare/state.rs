//! Compares the states of two engines, field by field.

use yuragi_hardware::protocol::{MAX_PAYLOAD, register_items};
use yuragi_model::random::Streams;

use super::difference::{Compared, Difference, wide};
use crate::engine::Engine;
use crate::error::Result;
use crate::view::View;

/// The number of bits of the state of the encoder stream, which is also that of the neuron stream.
const SERIAL_STREAM_BITS: u64 = 89;

/// The values of a field, or `None` if the engine does not show them.
type Values = Option<Vec<i64>>;

/// Two states of which field after field is compared.
struct Fields<'a> {
    left: &'a View,
    right: &'a View,
    equal: Compared,
}

impl Fields<'_> {
    /// Compares a field whose values have `width` bits each.
    fn each(
        &mut self,
        field: &'static str,
        width: u64,
        values: impl Fn(&View) -> Values,
    ) -> std::result::Result<(), Difference> {
        self.all(field, |values| width * values as u64, values)
    }

    /// Compares a field; `bits` gives the number of bits in a number of values.
    fn all(
        &mut self,
        field: &'static str,
        bits: impl Fn(usize) -> u64,
        values: impl Fn(&View) -> Values,
    ) -> std::result::Result<(), Difference> {
        let (Some(left), Some(right)) = (values(self.left), values(self.right)) else {
            self.equal.left_out.push(field);
            return Ok(());
        };
        self.equal.field(field, bits(left.len()), &left, &right)
    }
}

/// Compares the states that two engines show. `weight_bits` is B, the number of bits of a weight.
///
/// # Errors
/// The first difference.
pub fn compare(
    left: &View,
    right: &View,
    weight_bits: u32,
) -> std::result::Result<Compared, Difference> {
    let mut fields = Fields {
        left,
        right,
        equal: Compared::default(),
    };
    let words = |s: &[u64]| Some(s.iter().map(|&x| x as i64).collect::<Vec<_>>());
    // The order is that of a presentation, so that the first difference is the nearest to its cause.
    fields.each("registers", 16, |v| {
        Some(wide(&register_items(&v.registers)))
    })?;
    fields.each("clamp bits", 1, |v| Some(wide(&v.stimulus.clamped)))?;
    fields.each("intensities", 8, |v| Some(wide(&v.stimulus.intensities)))?;
    fields.each("input spikes", 1, |v| Some(wide(&v.spikes.inputs)))?;
    fields.each("hidden potentials", 24, |v| {
        Some(wide(&v.potentials.as_ref()?.hidden))
    })?;
    fields.each("predicted spikes", 1, |v| Some(wide(&v.spikes.predicted)))?;
    fields.each("hidden spikes", 1, |v| Some(wide(&v.spikes.hidden)))?;
    fields.each("output potentials", 24, |v| {
        Some(wide(&v.potentials.as_ref()?.outputs))
    })?;
    fields.each("read-out spikes", 1, |v| Some(wide(&v.spikes.readout)))?;
    fields.each("output spikes", 1, |v| Some(wide(&v.spikes.outputs)))?;
    fields.each("weights", weight_bits.into(), |v| {
        Some(wide(&v.weights.as_ref()?.values))
    })?;
    if left.drawn.is_some() {
        fields.each("drawn bits", 16, |v| Some(wide(v.drawn.as_ref()?)))?;
    } else {
        let serial = |_| SERIAL_STREAM_BITS;
        fields.all("encoder stream", serial, |v| {
            words(&v.streams.as_ref()?.encoder)
        })?;
        fields.all("neuron stream", serial, |v| {
            words(&v.streams.as_ref()?.neuron)
        })?;
        fields.each("lanes stream", 64, |v| words(&v.streams.as_ref()?.lanes))?;
    }
    fields.each("counters", 32, |v| Some(wide(&v.counters.values())))?;
    fields.each("spike counts", 16, |v| Some(wide(&v.counts)))?;
    fields.each("age", 16, |v| Some(vec![v.age?.into()]))?;
    fields.each("noise row", 12, |v| Some(vec![v.noise_row? as i64]))?;
    Ok(fields.equal)
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
