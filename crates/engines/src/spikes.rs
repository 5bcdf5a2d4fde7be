//! The spikes of a presentation in the words that the host reads.

use yuragi_hardware::spike_parts;
use yuragi_model::network::{Spikes, Stimulus};
use yuragi_model::shape::Shape;

/// The spikes that the items of the spike space hold, given the stimulus that was presented.
///
/// # Panics
/// If there are too few items.
pub(crate) fn from_items(items: &[u16], shape: &Shape, stimulus: &Stimulus) -> Spikes {
    let [unit_words, hidden_words, _] = spike_parts(shape);
    let (units, rest) = items.split_at(unit_words);
    let (hidden, readout) = rest.split_at(hidden_words);
    let (inputs, outputs) = (shape.inputs(), shape.outputs());
    // the encoder draws for pairs; the second one of the last pair may not exist
    let all = 2 * (inputs + outputs).div_ceil(2);
    let units = bits(units, 16, 0, all);
    let readout = bits(readout, 16, 0, outputs);
    Spikes {
        predicted: bits(hidden, 8, 0, shape.hidden()),
        hidden: bits(hidden, 8, 8, shape.hidden()),
        outputs: self::outputs(&units[inputs..inputs + outputs], &readout, stimulus),
        inputs: units[..inputs].to_vec(),
        readout,
    }
}

/// The first `n` bits of words, of which each has `per` bits from bit `shift` on. A word is filled from its upper end, so
/// the bits of the last one may begin further up.
fn bits(words: &[u16], per: usize, shift: usize, n: usize) -> Vec<bool> {
    let bit = |i: usize| {
        let filled = (n - i / per * per).min(per);
        words[i / per] >> (shift + per - filled + i % per) & 1 == 1
    };
    (0..n).map(bit).collect()
}

/// The spikes of the outputs: the encoded spikes of the clamped ones and the read-out spikes of the free ones.
fn outputs(clamped: &[bool], readout: &[bool], stimulus: &Stimulus) -> Vec<bool> {
    (0..readout.len())
        .map(|k| {
            if stimulus.clamped[k] {
                clamped[k]
            } else {
                readout[k]
            }
        })
        .collect()
}
