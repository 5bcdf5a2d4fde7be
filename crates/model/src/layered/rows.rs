//! The rows of the neurons that spiked: their list, and the sums of their weights.

use super::shape::{Shape, Source};
use super::state::State;
use crate::model::fast::vector::{LANES, Vector, Wide};

/// The number of spikes that are listed at once.
const BYTE: usize = 8;

/// For each byte the places of the bits that are set, in ascending order.
static PLACES: [[u8; BYTE]; 256] = places();

const fn places() -> [[u8; BYTE]; 256] {
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

/// The addresses of the rows of those neurons of a source that spiked.
#[derive(Clone, Debug)]
pub(super) struct List {
    addresses: Vec<u32>,
    length: usize,
}

impl List {
    fn new(neurons: usize) -> Self {
        Self {
            // whole vectors are written, of which a part counts
            addresses: vec![0; neurons.next_multiple_of(LANES) + BYTE],
            length: 0,
        }
    }

    #[inline(always)]
    pub fn addresses(&self) -> &[u32] {
        &self.addresses[..self.length]
    }

    /// Lists the rows of `words` words from address `first` on whose neurons spike.
    #[inline(always)]
    fn fill<V: Vector>(&mut self, spikes: &[i16], neurons: usize, first: usize, words: usize) {
        let (mut length, step) = (0, words as u32);
        for at in (0..neurons).step_by(LANES) {
            // the spikes of the next layer, or of nobody, follow those of the last neuron
            let own = spikes[at..].first_chunk().expect("spikes have slack");
            let mut spiking = V::splat(0).sub(V::load(own)).negative();
            if neurons - at < LANES {
                spiking &= (1 << (neurons - at)) - 1;
            }
            let mut begin = (first + at * words) as u32;
            for byte in spiking.to_le_bytes() {
                let places = &PLACES[usize::from(byte)];
                let list = self.addresses[length..].first_chunk_mut::<BYTE>();
                for (address, &place) in list.expect("room").iter_mut().zip(places) {
                    *address = begin + u32::from(place) * step;
                }
                length += byte.count_ones() as usize;
                begin += BYTE as u32 * step;
            }
        }
        self.length = length;
    }
}

/// The lists of all sources.
#[derive(Clone, Debug)]
pub(super) struct Spiking {
    /// For each source the rows of its spiking neurons. The bias neuron stands at the place of the outputs.
    lists: Vec<List>,
    /// For each layer its sources by their places in `lists`, each with the first word of its rows for this layer.
    sources: Vec<Vec<(usize, usize)>>,
    /// The number of weights whose sum fits into 16 bits.
    summands: usize,
}

impl Spiking {
    pub fn new(state: &State) -> Self {
        let shape = &state.shape;
        let mut lists: Vec<List> = (0..shape.len())
            .map(|layer| List::new(shape.neurons(layer)))
            .collect();
        let bias = &mut lists[shape.last()];
        bias.addresses[0] = shape.rows(Source::Bias).first as u32;
        bias.length = 1;
        Self {
            lists,
            sources: (0..shape.len())
                .map(|layer| sources(shape, layer))
                .collect(),
            summands: (i16::MAX as usize / state.range.0.unsigned_abs() as usize).max(1),
        }
    }

    /// Lists the spiking neurons of a layer below the outputs.
    #[inline(always)]
    pub fn list<V: Vector>(&mut self, state: &State, layer: usize) {
        let shape = &state.shape;
        let rows = shape.rows(Source::Layer(layer));
        let spikes = &state.spikes[shape.first(layer)..];
        self.lists[layer].fill::<V>(spikes, shape.neurons(layer), rows.first, rows.words);
    }

    /// The rows that evidence of a layer reaches, in the order of the specification: for each source the addresses of its
    /// rows, and the first word for this layer.
    #[inline(always)]
    pub fn reaching(&self, layer: usize) -> impl Iterator<Item = (&[u32], usize)> {
        let sources = self.sources[layer].iter();
        sources.map(|&(source, word)| (self.lists[source].addresses(), word))
    }

    /// Computes the potentials of a layer from the lists.
    #[inline(always)]
    pub fn sum<V: Vector>(&self, state: &mut State, layer: usize) {
        let blocks = state.shape.neurons(layer).div_ceil(LANES);
        let mut block = 0;
        while block < blocks {
            block += match blocks - block {
                1 => self.sum_blocks::<V, 1>(state, layer, block),
                2..4 => self.sum_blocks::<V, 2>(state, layer, block),
                _ => self.sum_blocks::<V, 4>(state, layer, block),
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
        for (rows, word) in self.reaching(layer) {
            let weights = &state.weights[word * lanes + block * LANES..];
            for rows in rows.chunks(self.summands) {
                let mut sums = [V::splat(0); N];
                for &row in rows {
                    let w = &weights[row as usize * lanes..][..N * LANES];
                    for (sum, w) in sums.iter_mut().zip(w.as_chunks().0) {
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
