//! The flips of synapses. The words that evidence reaches are listed, and then one loop goes over the list.

use super::vector::{LANES, Vector, Wide};
use crate::random::{self, LaneWord};

/// The number of moves by one quantum whose sum fits into 16 bits.
const LONGEST_SUM: usize = 32_767;

/// The values that all flips of a presentation have in common.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub lanes: usize,
    pub flip: i16,
    pub noise: i16,
    pub min: i16,
    pub max: i16,
}

/// An entry of the list: the address of a word of the memory, below 2^16, and the index of a word of the evidence.
#[inline(always)]
pub(crate) fn entry(word: usize, evidence: usize) -> u32 {
    (word | evidence << 16) as u32
}

/// The bytes of N words, sixteen to a vector.
#[inline(always)]
fn draws<V: Vector, const N: usize>(random: [u64; N]) -> [V; 4] {
    let word = |n: usize| if n < N { random[n] } else { 0 };
    std::array::from_fn(|n| V::from_bytes([word(2 * n), word(2 * n + 1)]))
}

/// Flips synapses in the words of a list, with N 64-bit words of random bits for each. Returns how many weights moved
/// up and how many moved down.
///
/// A word is padded to the lanes of the generator by lanes of the next word. They have no evidence here and are
/// written back unchanged.
#[inline(always)]
pub(crate) fn flip_list<V: Vector, const N: usize>(
    list: &[u32],
    weights: &mut [i16],
    evidence: &[i16],
    rule: Rule,
    generator: &mut LaneWord,
) -> (u32, u32) {
    let spec = const { &random::LANES[N.ilog2() as usize - 1] };
    let (flip, min, max) = (V::splat(rule.flip), V::splat(rule.min), V::splat(rule.max));
    let mut random = generator.words();
    let (mut net, mut gross) = (0, 0);
    for list in list.chunks(LONGEST_SUM / N) {
        let (mut nets, mut grosses) = (V::splat(0), V::splat(0));
        for &entry in list {
            let (word, source) = (entry as usize & 0xffff, entry as usize >> 16);
            let draws = draws::<V, N>(random);
            random = spec.step(random);
            let weights = weights[word * rule.lanes..][..8 * N]
                .as_chunks_mut::<LANES>()
                .0;
            let evidence = evidence[source * 8 * N..][..8 * N].as_chunks::<LANES>().0;
            for ((w, e), draw) in weights.iter_mut().zip(evidence).zip(draws) {
                let e = V::load(e).and(flip.greater(draw));
                let before = V::load(w);
                let after = before.add(e).max(min).min(max);
                after.store(w);
                let moved = after.sub(before);
                nets = nets.add(moved);
                grosses = grosses.add(moved.abs());
            }
        }
        net += V::Wide::zero().add_narrow(nets).sum();
        gross += V::Wide::zero().add_narrow(grosses).sum();
    }
    generator.set_words(random);
    (((gross + net) / 2) as u32, ((gross - net) / 2) as u32)
}

/// The background fluctuation in successive words.
#[inline(always)]
pub(crate) fn fluctuate_words<V: Vector, const N: usize>(
    words: usize,
    weights: &mut [i16],
    lanes: &[i16],
    rule: Rule,
    generator: &mut LaneWord,
) {
    let spec = const { &random::LANES[N.ilog2() as usize - 1] };
    // This is draw8[7:1] < noise, without a shift.
    let (limit, one) = (V::splat(2 * rule.noise), V::splat(1));
    let (min, max) = (V::splat(rule.min), V::splat(rule.max));
    let lanes = lanes[..8 * N].as_chunks::<LANES>().0;
    let mut random = generator.words();
    for word in 0..words {
        let draws = draws::<V, N>(random);
        random = spec.step(random);
        let weights = weights[word * rule.lanes..][..8 * N]
            .as_chunks_mut::<LANES>()
            .0;
        for ((w, lanes), draw) in weights.iter_mut().zip(lanes).zip(draws) {
            let up = draw.and(one);
            let step = up.add(up).sub(one);
            let step = step.and(limit.greater(draw)).and(V::load(lanes));
            V::load(w).add(step).max(min).min(max).store(w);
        }
    }
    generator.set_words(random);
}
