//! The flips of synapses. The words that evidence reaches are listed, and then one loop goes over the list.

use super::vector::{LANES, Vector, Wide};
use crate::model::state::State;
use crate::network::Weights;
use crate::random::{self, LaneWord};

/// The number of entries of the list that are written at once.
const RUN: usize = 8;

/// The number of moves by one quantum whose sum fits into 16 bits.
const LONGEST_SUM: usize = 32_767;

/// The work space of the flips.
#[derive(Clone, Debug)]
pub(crate) struct Flips {
    /// The number of lanes of a padded word, which is the number of bytes of the generator.
    stride: usize,
    /// The evidence of every lane, in padded words: W_out words for the outputs, W_in words for a hidden neuron with
    /// evidence +1 (the x of its inputs), and W_in words for one with evidence −1.
    evidence: Vec<i16>,
    /// One padded word with all bits set in the lanes that exist.
    lanes: Vec<i16>,
    /// The words that evidence reaches, in the order of their draws, see [`entry`].
    list: Vec<u32>,
}

/// The values that all flips of a presentation have in common.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub lanes: usize,
    pub flip: i16,
    pub noise: i16,
    pub min: i16,
    pub max: i16,
}

impl Rule {
    fn new(state: &State) -> Self {
        let (min, max) = Weights::range(state.bits);
        Self {
            lanes: state.layout.lanes,
            flip: state.registers.flip as i16,
            noise: state.registers.noise.into(),
            min,
            max,
        }
    }
}

impl Flips {
    pub(super) fn new(state: &State) -> Self {
        let layout = &state.layout;
        let stride = random::LaneSpec::for_lanes(layout.lanes).width as usize / 8;
        let mut lanes = vec![0; stride];
        lanes[..layout.lanes].fill(-1);
        Self {
            stride,
            evidence: vec![0; (layout.words_out + 2 * layout.words_in) * stride],
            lanes,
            // There is room for one more row and a run, because entries are written before it is known whether they
            // count.
            list: vec![0; layout.depth + layout.words_per_row + RUN],
        }
    }

    /// Counts the evidence and flips synapses by it.
    #[inline(always)]
    pub(super) fn flip<V: Vector>(&mut self, state: &mut State, generator: &mut LaneWord) {
        let surprised = self.gather::<V>(state);
        let listed = self.list_words::<V>(state, surprised);
        let list = &self.list[..listed];
        let (evidence, rule) = (&self.evidence[..], Rule::new(state));
        let weights = &mut state.weights[..];
        let (up, down) = match generator.state().len() {
            2 => flip_list::<V, 2>(list, weights, evidence, rule, generator),
            4 => flip_list::<V, 4>(list, weights, evidence, rule, generator),
            _ => flip_list::<V, 8>(list, weights, evidence, rule, generator),
        };
        let counters = &mut state.counters;
        counters.flips_up = counters.flips_up.wrapping_add(up);
        counters.flips_down = counters.flips_down.wrapping_add(down);
    }

    /// The background fluctuation in the bundles of one row.
    #[inline(always)]
    pub(super) fn fluctuate<V: Vector>(&mut self, state: &mut State, generator: &mut LaneWord) {
        let rule = Rule::new(state);
        let row = state.noise_row;
        let words = state.layout.words_in_row(row);
        let first = state.row(row);
        let weights = &mut state.weights[first..];
        match generator.state().len() {
            2 => fluctuate_words::<V, 2>(words, weights, &self.lanes, rule, generator),
            4 => fluctuate_words::<V, 4>(words, weights, &self.lanes, rule, generator),
            _ => fluctuate_words::<V, 8>(words, weights, &self.lanes, rule, generator),
        }
        state.noise_row = if row == state.layout.hidden {
            0
        } else {
            row + 1
        };
    }

    /// Fills in the evidence of outputs and inputs. Returns whether any output has evidence.
    #[inline(always)]
    fn gather<V: Vector>(&mut self, state: &mut State) -> bool {
        let (lanes, stride) = (state.layout.lanes, self.stride);
        let (out, rest) = (self.evidence).split_at_mut(state.layout.words_out * stride);
        let (plus, minus) = rest.split_at_mut(state.layout.words_in * stride);
        let outputs = state
            .y
            .as_chunks()
            .0
            .iter()
            .zip(state.readout.as_chunks().0);
        let (mut up, mut down) = (0, 0);
        for (y, readout) in outputs.clone() {
            let (y, readout) = (V::load(y), V::load(readout));
            up += readout.sub(y).negative().count_ones();
            down += y.sub(readout).negative().count_ones();
        }
        if lanes == stride {
            for ((y, readout), e) in outputs.zip(out.as_chunks_mut().0) {
                V::load(y).sub(V::load(readout)).store(e);
            }
            let inputs = plus
                .as_chunks_mut()
                .0
                .iter_mut()
                .zip(minus.as_chunks_mut().0);
            for ((plus, minus), x) in inputs.zip(state.x.as_chunks().0) {
                let x = V::load(x);
                x.store(plus);
                V::splat(0).sub(x).store(minus);
            }
        } else {
            // With padding, the lanes are copied one by one.
            for k in 0..state.layout.words_out * lanes {
                out[k / lanes * stride + k % lanes] = state.y[k] - state.readout[k];
            }
            for i in 0..state.layout.words_in * lanes {
                let lane = i / lanes * stride + i % lanes;
                (plus[lane], minus[lane]) = (state.x[i], -state.x[i]);
            }
        }
        let counters = &mut state.counters;
        counters.evidence_up = counters.evidence_up.wrapping_add(up);
        counters.evidence_down = counters.evidence_down.wrapping_add(down);
        up + down > 0
    }

    /// Counts the evidence of hidden neurons, lists the words that any evidence reaches, and returns their number.
    ///
    /// Sixty-four rows at a time are searched for evidence. All words of a row with evidence are written to the list,
    /// without a branch on its spikes. Words that do not count are overwritten by those of the next row.
    #[inline(always)]
    fn list_words<V: Vector>(&mut self, state: &mut State, surprised: bool) -> usize {
        let layout = &state.layout;
        let (words_out, words_in) = (layout.words_out, layout.words_in);
        let list = &mut self.list[..];
        let mut listed = 0;
        let h = state.h.as_chunks().0.chunks(4);
        let predicted = state.predicted.as_chunks().0.chunks(4);
        for (group, (h, predicted)) in h.zip(predicted).enumerate() {
            let (mut on, mut up, mut down) = (0_u64, 0_u64, 0_u64);
            for (n, (h, predicted)) in h.iter().zip(predicted).enumerate() {
                let (h, predicted) = (V::load(h), V::load(predicted));
                on |= u64::from(V::splat(0).sub(h).negative()) << (n * LANES);
                up |= u64::from(predicted.sub(h).negative()) << (n * LANES);
                down |= u64::from(h.sub(predicted).negative()) << (n * LANES);
            }
            let counters = &mut state.counters;
            counters.evidence_up = counters.evidence_up.wrapping_add(up.count_ones());
            counters.evidence_down = counters.evidence_down.wrapping_add(down.count_ones());
            let fan_out = if surprised { on } else { 0 };
            let fan_in = up | down;
            let mut reached = fan_out | fan_in;
            while reached != 0 {
                let n = reached.trailing_zeros();
                reached &= reached - 1;
                let word = (64 * group + n as usize) * layout.words_per_row;
                write_run(list, listed, entry(word, 0), words_out);
                listed += (fan_out >> n & 1) as usize * words_out;
                let evidence = words_out + (down >> n & 1) as usize * words_in;
                write_run(list, listed, entry(word + words_out, evidence), words_in);
                listed += (fan_in >> n & 1) as usize * words_in;
            }
        }
        listed
    }
}

/// An entry of the list: the address of a word of the memory, below 2^16, and the index of a word of the evidence.
#[inline(always)]
pub(crate) fn entry(word: usize, evidence: usize) -> u32 {
    (word | evidence << 16) as u32
}

/// Writes entries for successive words. It may write up to a run too many.
#[inline(always)]
fn write_run(list: &mut [u32], at: usize, first: u32, words: usize) {
    let mut n = 0;
    while n < words {
        let run: [u32; RUN] = std::array::from_fn(|m| first + (n + m) as u32 * 0x1_0001);
        list[at + n..at + n + RUN].copy_from_slice(&run);
        n += RUN;
    }
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
