//! The rows of the neurons that spiked: their list, and the sums of their weights.

use super::state::State;
use crate::fast::vector::{LANES, Vector, Wide};
use crate::shape::{Shape, Source};

/// The number of spikes that are listed at once.
const BYTE: usize = 8;

/// For each byte the places of the bits that are set, in ascending order.
static PLACES: [[u16; BYTE]; 256] = places();

const fn places() -> [[u16; BYTE]; 256] {
    let mut all = [[0; BYTE]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut found) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                all[byte][found] = bit;
                found += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    all
}

/// Those neurons of a source that spiked.
#[derive(Clone, Debug)]
pub(super) struct List {
    neurons: Vec<u16>,
    length: usize,
    /// The address of the row of the first neuron of the source.
    first: usize,
    /// The number of words of a row.
    words: usize,
}

impl List {
    fn new(shape: &Shape, source: Source) -> Self {
        let rows = shape.rows(source);
        Self {
            // whole vectors are written, of which a part counts
            neurons: vec![0; shape.of(source).next_multiple_of(LANES) + BYTE],
            length: 0,
            first: rows.first,
            words: rows.words,
        }
    }

    /// The neurons in ascending order.
    #[inline(always)]
    fn neurons(&self) -> &[u16] {
        &self.neurons[..self.length]
    }

    /// The addresses of the words with this number within the rows.
    #[inline(always)]
    pub fn addresses(&self, word: usize) -> impl ExactSizeIterator<Item = u32> {
        let (first, words) = ((self.first + word) as u32, self.words as u32);
        let neurons = self.neurons().iter();
        neurons.map(move |&neuron| first + u32::from(neuron) * words)
    }

    /// Lists the neurons that spike.
    #[inline(always)]
    fn fill<V: Vector>(&mut self, spikes: &[i16], neurons: usize) {
        let mut length = 0;
        for at in (0..neurons).step_by(LANES) {
            // the spikes of the next layer, or of nobody, follow those of the last neuron
            let own = spikes[at..].first_chunk().expect("spikes have slack");
            let mut spiking = V::splat(0).sub(V::load(own)).negative();
            if neurons - at < LANES {
                spiking &= (1 << (neurons - at)) - 1;
            }
            for (half, byte) in spiking.to_le_bytes().into_iter().enumerate() {
                let places = &PLACES[usize::from(byte)];
                let begin = (at + half * BYTE) as u16;
                let mut found = [0; BYTE];
                for (found, place) in found.iter_mut().zip(places) {
                    *found = place + begin;
                }
                self.neurons[length..][..BYTE].copy_from_slice(&found);
                length += byte.count_ones() as usize;
            }
        }
        self.length = length;
    }
}

/// What is added to a weight in a byte, so that it is not negative.
const BIAS: i16 = 128;

/// The number of bytes whose sum fits into 16 bits.
const BYTES_SUMMED: usize = 257;

/// The lists of all sources.
#[derive(Clone, Debug)]
pub(super) struct Spiking {
    /// For each source the rows of its spiking neurons. The bias neuron stands at the place of the outputs.
    lists: Vec<List>,
    /// For each layer its sources by their places in `lists`, each with the first word of its rows for this layer.
    sources: Vec<Vec<(usize, usize)>>,
    /// The number of weights whose sum fits into 16 bits.
    summands: usize,
    /// The row memory in bytes, as long as weights have at most 8 bits, and nothing otherwise.
    bytes: Vec<u8>,
}

impl Spiking {
    pub fn new(state: &State) -> Self {
        let shape = &state.shape;
        let sources_of = |layer| sources(shape, layer);
        let below = (0..shape.last()).map(Source::Layer);
        let mut lists: Vec<List> = (below.chain([Source::Bias]))
            .map(|source| List::new(shape, source))
            .collect();
        lists[shape.last()].length = 1;
        let bytes = if state.bits <= u8::BITS {
            vec![0; state.weights.len()]
        } else {
            Vec::new()
        };
        Self {
            lists,
            sources: (0..shape.len()).map(sources_of).collect(),
            summands: (i16::MAX as usize / state.range.0.unsigned_abs() as usize).max(1),
            bytes,
        }
    }

    /// Copies all weights.
    pub fn copy_all(&mut self, state: &State) {
        for (byte, &weight) in self.bytes.iter_mut().zip(&state.weights) {
            *byte = biased(weight);
        }
    }

    /// Copies a word that has changed, and what follows it up to whole vectors.
    #[inline(always)]
    pub fn copy_word(&mut self, state: &State, word: usize) {
        let lanes = state.shape.lanes();
        match lanes.div_ceil(LANES) {
            1 => self.copy::<1>(state, word * lanes),
            2 => self.copy::<2>(state, word * lanes),
            _ => self.copy::<4>(state, word * lanes),
        }
    }

    #[inline(always)]
    fn copy<const N: usize>(&mut self, state: &State, lane: usize) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = self.bytes[lane..][..N * LANES].as_chunks_mut().0;
        let weights = state.weights[lane..][..N * LANES].as_chunks().0;
        for (bytes, weights) in bytes.iter_mut().zip(weights) {
            // into an array first, so that the loop goes into vectors
            let weights: &[i16; LANES] = weights;
            let mut copied = [0; LANES];
            for (byte, &weight) in copied.iter_mut().zip(weights) {
                *byte = biased(weight);
            }
            *bytes = copied;
        }
    }

    /// Lists the spiking neurons of a layer below the outputs.
    #[inline(always)]
    pub fn list<V: Vector>(&mut self, state: &State, layer: usize) {
        let shape = &state.shape;
        let spikes = &state.spikes[shape.first(layer)..];
        self.lists[layer].fill::<V>(spikes, shape.neurons(layer));
    }

    /// What evidence of a layer reaches, in the order of the specification: for each source its spiking neurons, and the
    /// first word for this layer within their rows.
    #[inline(always)]
    pub fn reaching(&self, layer: usize) -> impl Iterator<Item = (&List, usize)> {
        let sources = self.sources[layer].iter();
        sources.map(|&(source, word)| (&self.lists[source], word))
    }

    /// Computes the potentials of a layer from the lists.
    #[inline(always)]
    pub fn sum<V: Vector>(&self, state: &mut State, layer: usize) {
        let blocks = state.shape.neurons(layer).div_ceil(LANES);
        let mut block = 0;
        while block < blocks {
            block += match blocks - block {
                1 => self.sum_blocks::<V, 1>(state, layer, block),
                n if self.bytes.is_empty() && n < 4 => self.sum_blocks::<V, 2>(state, layer, block),
                _ if self.bytes.is_empty() => self.sum_blocks::<V, 4>(state, layer, block),
                2..4 => self.sum_bytes::<V, 1>(state, layer, block),
                4..8 => self.sum_bytes::<V, 2>(state, layer, block),
                _ => self.sum_bytes::<V, 4>(state, layer, block),
            };
        }
    }

    /// The same for N blocks of sixteen neurons. Returns N.
    #[inline(always)]
    fn sum_blocks<V: Vector, const N: usize>(
        &self,
        state: &mut State,
        layer: usize,
        block: usize,
    ) -> usize {
        let lanes = state.shape.lanes();
        let mut totals = [V::Wide::zero(); N];
        for (list, word) in self.reaching(layer) {
            let weights = &state.weights[(list.first + word) * lanes + block * LANES..];
            let step = list.words * lanes;
            for neurons in list.neurons().chunks(self.summands) {
                let mut sums = [V::splat(0); N];
                for &neuron in neurons {
                    let row = usize::from(neuron) * step;
                    let w = weights[row..row + N * LANES].as_chunks().0;
                    for (sum, w) in sums.iter_mut().zip(w) {
                        *sum = sum.add(V::load(w));
                    }
                }
                for (total, sum) in totals.iter_mut().zip(sums) {
                    *total = total.add_narrow(sum);
                }
            }
        }
        let from = state.shape.first_lane(layer) + block * LANES;
        let u = state.u[from..][..N * LANES].as_chunks_mut().0;
        for (u, total) in u.iter_mut().zip(totals) {
            total.store(u);
        }
        N
    }

    /// The same for N blocks of 32 neurons, from the weights in bytes. Returns the number of blocks of sixteen.
    ///
    /// A lane of a vector holds the weights of two neurons. The sum of the lanes is taken modulo 2^16, and that of their upper
    /// bytes is exact; the sum of the lower bytes follows from both.
    #[inline(always)]
    fn sum_bytes<V: Vector, const N: usize>(
        &self,
        state: &mut State,
        layer: usize,
        block: usize,
    ) -> usize {
        let lanes = state.shape.lanes();
        let from = state.shape.first_lane(layer) + block * LANES;
        let u = &mut state.u[from..][..2 * N * LANES];
        u.fill(0);
        for (list, word) in self.reaching(layer) {
            let weights = &self.bytes[(list.first + word) * lanes + block * LANES..];
            let step = list.words * lanes;
            for neurons in list.neurons().chunks(BYTES_SUMMED) {
                let mut both = [V::splat(0); N];
                let mut upper = [V::splat(0); N];
                for &neuron in neurons {
                    let row = usize::from(neuron) * step;
                    let w = weights[row..row + 2 * N * LANES].as_chunks().0;
                    for n in 0..N {
                        let w = V::load_bytes(&w[n]);
                        both[n] = both[n].add(w);
                        upper[n] = upper[n].add(w.upper_bytes());
                    }
                }
                let bias = (BIAS as usize * neurons.len()) as i32;
                for ((both, upper), u) in both
                    .into_iter()
                    .zip(upper)
                    .zip(u.chunks_exact_mut(2 * LANES))
                {
                    let (mut all, mut high) = ([0; LANES], [0; LANES]);
                    both.store(&mut all);
                    upper.store(&mut high);
                    let pairs = u.as_chunks_mut().0;
                    for ((pair, all), high) in pairs.iter_mut().zip(all).zip(high) {
                        let pair: &mut [i32; 2] = pair;
                        let high = high as u16;
                        pair[0] += i32::from((all as u16).wrapping_sub(high << 8)) - bias;
                        pair[1] += i32::from(high) - bias;
                    }
                }
            }
        }
        2 * N
    }
}

/// A weight of at most 8 bits as a byte.
#[inline(always)]
fn biased(weight: i16) -> u8 {
    (weight + BIAS) as u8
}

/// The sources of a layer by their places, the bias neuron last, each with its first word within the row.
fn sources(shape: &Shape, layer: usize) -> Vec<(usize, usize)> {
    let sources = shape.sources(layer).filter_map(|source| {
        let place = match source {
            Source::Layer(layer) => layer,
            Source::Bias => shape.last(),
        };
        Some((place, shape.part(source, layer)?.word))
    });
    sources.collect()
}
