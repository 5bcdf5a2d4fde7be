//! The same presentation as `plain`, arranged for a processor with wide registers.
//!
//! - Everything that is done for all lanes of a row is done for sixteen at once (`Vector`).
//! - Sums of many weights are taken in 16 bits as long as they cannot overflow.
//! - Encoder and neuron draws come many at once (`Bulk`).
//! - Resampling a hidden neuron needs only the *total* surprise of the outputs as they are, kept from
//!   neuron to neuron, and as they would be. Only a flip, which is a branch seldom taken, makes one neuron
//!   wait for another; the processor meanwhile works ahead.
//! - The words that evidence reaches are listed first and then flipped in one even loop.
//!
//! One source is compiled twice, for AVX2 and for any processor.

use super::state::State;
use crate::random::bulk::Bulk;
use crate::random::{LaneWord, Streams};
use crate::tables::{ENTRIES, SIGMOID_BEYOND, Tables};

#[cfg(target_arch = "x86_64")]
mod avx2;
mod flips;
mod retro;
mod vector;

use vector::{LANES, Pairs, Portable, Vector, Wide};

/// A sum of so many weights of 12 bits fits in 16.
const SUMMANDS: usize = 16;

/// The streams and work space of the fast path.
#[derive(Clone, Debug)]
pub(super) struct Fast {
    encoder: Bulk,
    neuron: Bulk,
    lanes: LaneWord,
    look_up: LookUp,
    retro: retro::Retro,
    flips: flips::Flips,
    #[cfg(target_arch = "x86_64")]
    avx2: bool,
}

impl Fast {
    pub fn new(state: &State, streams: &Streams, vectors: bool) -> Self {
        Self {
            encoder: Bulk::new(streams.encoder),
            neuron: Bulk::new(streams.neuron),
            lanes: streams.lanes,
            look_up: LookUp::new(&state.tables),
            retro: retro::Retro::new(),
            flips: flips::Flips::new(state),
            #[cfg(target_arch = "x86_64")]
            avx2: vectors && is_x86_feature_detected!("avx2"),
        }
    }

    pub fn streams(&self) -> Streams {
        Streams {
            encoder: self.encoder.generator(),
            neuron: self.neuron.generator(),
            lanes: self.lanes,
        }
    }

    pub fn set_streams(&mut self, streams: &Streams) {
        self.encoder = Bulk::new(streams.encoder);
        self.neuron = Bulk::new(streams.neuron);
        self.lanes = streams.lanes;
    }

    /// Presents the stimulus `n` times.
    pub fn present(&mut self, state: &mut State, n: u16) {
        #[cfg(target_arch = "x86_64")]
        if self.avx2 {
            // SAFETY: the processor has AVX2, as detected.
            unsafe { self.present_avx2(state, n) };
            return;
        }
        self.present_any::<Portable>(state, n);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn present_avx2(&mut self, state: &mut State, n: u16) {
        self.present_any::<avx2::Avx2>(state, n);
    }

    #[inline(always)]
    fn present_any<V: Vector>(&mut self, state: &mut State, n: u16) {
        let clamped = state.stimulus.clamped.contains(&true);
        for _ in 0..n {
            self.encode(state);
            self.predict::<V>(state);
            if state.age == 0 || !clamped {
                let hidden = state.layout.hidden;
                state.h[..hidden].copy_from_slice(&state.predicted);
            }
            sum_outputs::<V>(state);
            if clamped {
                self.resample::<V>(state);
            }
            self.read_out(state);
            if state.registers.learn {
                self.flips.flip::<V>(state, &mut self.lanes);
                if state.registers.noise > 0 {
                    self.flips.fluctuate::<V>(state, &mut self.lanes);
                }
            }
            state.age = if state.age + 1 >= state.registers.dwell {
                0
            } else {
                state.age + 1
            };
            state.counters.presentations = state.counters.presentations.wrapping_add(1);
        }
    }

    #[inline(always)]
    fn encode(&mut self, state: &mut State) {
        let units = state.stimulus.intensities.len();
        let bytes = &self.encoder.take(units.div_ceil(2))[..units];
        let spike = |q: u8, byte: u8| i16::from(byte < q) | i16::from(q == 255);
        let inputs = state.layout.inputs;
        let (q_in, q_out) = state.stimulus.intensities.split_at(inputs);
        let (bytes_in, bytes_out) = bytes.split_at(inputs);
        for ((x, &q), &byte) in state.x.iter_mut().zip(q_in).zip(bytes_in) {
            *x = spike(q, byte);
        }
        // A free output is overwritten when it is read out.
        for ((y, &q), &byte) in state.y.iter_mut().zip(q_out).zip(bytes_out) {
            *y = spike(q, byte);
        }
    }

    #[inline(always)]
    fn predict<V: Vector>(&mut self, state: &mut State) {
        let hidden = state.layout.hidden;
        let row = state.row(1);
        let (x, _) = state.x[..(state.layout.inputs + 1).next_multiple_of(LANES)].as_chunks();
        let fan_ins = &state.weights[state.fan_out()..];
        // Four neurons at once; beyond the last neuron the last one again.
        for first in (0..hidden).step_by(4) {
            let rows = [0, 1, 2, 3].map(|n| {
                let j = (first + n).min(hidden - 1);
                fan_ins[j * row..].as_chunks().0
            });
            let sums = dot_products::<V>(rows, x);
            for (v, sum) in state.v[first..].iter_mut().zip(sums) {
                *v = sum;
            }
        }
        let draws = words(self.neuron.take(hidden));
        let neurons = state.predicted.iter_mut().zip(&state.v);
        for ((predicted, &v), draw) in neurons.zip(draws) {
            *predicted = self.look_up.spike(v, draw).into();
        }
    }

    #[inline(always)]
    fn resample<V: Vector>(&mut self, state: &mut State) {
        let hidden = state.layout.hidden;
        if !state.retrograde {
            for _ in 0..state.registers.sweeps {
                let draws = self.neuron.take(hidden);
                for (j, draw) in words(draws).enumerate() {
                    state.h[j] = self.look_up.spike(state.v[j], draw).into();
                }
            }
            sum_outputs::<V>(state);
            return;
        }
        self.retro.begin(state, &self.look_up);
        for _ in 0..state.registers.sweeps {
            let draws = self.neuron.take(hidden);
            self.retro.sweep::<V>(state, &self.look_up, draws);
        }
    }

    #[inline(always)]
    fn read_out(&mut self, state: &mut State) {
        let draws = self.neuron.take(state.layout.outputs);
        for (k, draw) in words(draws).enumerate() {
            let spike = i16::from(self.look_up.spike(state.u[k], draw));
            state.readout[k] = spike;
            let y = if state.stimulus.clamped[k] {
                state.y[k]
            } else {
                spike
            };
            state.y[k] = y;
            state.counts[k] = state.counts[k].wrapping_add(y as u16);
        }
    }
}

#[inline(always)]
fn words(draws: &[u8]) -> impl Iterator<Item = u16> {
    draws
        .as_chunks()
        .0
        .iter()
        .map(|&pair| u16::from_le_bytes(pair))
}

/// Both tables with an entry more: what lies beyond.
#[derive(Clone, Debug)]
struct LookUp {
    /// Quanta of a bin, as a shift.
    shift: u32,
    /// The entry beyond the table. Where a quantum is coarser than a bin, the tables have an entry for
    /// every quantum, and fewer of them.
    beyond: u32,
    sigmoid: [u32; ENTRIES + 1],
    softplus: [i32; ENTRIES + 1],
}

impl LookUp {
    fn new(tables: &Tables) -> Self {
        let quantum_log2 = tables.quantum_log2;
        let shift = quantum_log2.saturating_sub(5);
        let mut look_up = Self {
            shift,
            beyond: ENTRIES as u32 >> 5_u32.saturating_sub(quantum_log2),
            sigmoid: [SIGMOID_BEYOND.into(); ENTRIES + 1],
            softplus: [0; ENTRIES + 1],
        };
        for bin in 0..look_up.beyond {
            let quanta = (bin << shift) as i32;
            look_up.sigmoid[bin as usize] = tables.threshold(quanta).into();
            look_up.softplus[bin as usize] = tables.softplus_tail(quanta);
        }
        look_up
    }

    /// The bin of a potential, at most `beyond`.
    #[inline(always)]
    fn bin(&self, v: i32) -> usize {
        (v.unsigned_abs() >> self.shift).min(self.beyond) as usize
    }

    /// Σ S(|u|) of so many outputs, from their bins.
    #[inline(always)]
    fn tails(&self, bins: &[i32], outputs: usize) -> i32 {
        let mut sum = 0;
        // Two at once: a lane beyond the last output adds the same before and after.
        for pair in bins[..outputs.next_multiple_of(2)].as_chunks::<2>().0 {
            for bin in pair {
                // SAFETY: the first is a read through a reference; as it is volatile, the compiler does
                // not gather entries of the table into wide registers, which takes three times as long as
                // adding them one by one. The second: a bin is at most `beyond`, at most ENTRIES.
                sum += unsafe {
                    let bin = std::ptr::read_volatile(bin);
                    *self.softplus.get_unchecked(bin as usize)
                };
            }
        }
        sum
    }

    #[inline(always)]
    fn spike(&self, potential: i32, draw: u16) -> bool {
        // SAFETY: `beyond` is at most ENTRIES, the last index.
        let threshold = unsafe { *self.sigmoid.get_unchecked(self.bin(potential)) };
        let threshold = if potential < 0 {
            65_536 - threshold
        } else {
            threshold
        };
        u32::from(draw) < threshold
    }
}

/// Σ w·x of four rows, for x of 0 and 1.
#[inline(always)]
fn dot_products<V: Vector>(rows: [&[[i16; LANES]]; 4], x: &[[i16; LANES]]) -> [i32; 4] {
    let [a, b, c, d] = rows.map(|row| &row[..x.len()]);
    let mut sums = [V::Pairs::zero(); 4];
    for n in 0..x.len() {
        let x = V::load(&x[n]);
        for (sum, w) in sums.iter_mut().zip([&a[n], &b[n], &c[n], &d[n]]) {
            *sum = sum.add(V::load(w).multiply_pairs(x));
        }
    }
    V::Pairs::sums(sums)
}

/// u_k = Σ w_kj h_j, of all outputs and some lanes more.
#[inline(always)]
fn sum_outputs<V: Vector>(state: &mut State) {
    let row = state.row(1);
    let blocks = state.layout.outputs.div_ceil(LANES);
    for (n, u) in state.u.as_chunks_mut().0[..blocks].iter_mut().enumerate() {
        let mut total = V::Wide::zero();
        let mut at = n * LANES;
        for h in state.h.chunks(SUMMANDS) {
            let mut sum = V::splat(0);
            for &h in h {
                let w = state.weights[at..].first_chunk();
                // A last row is followed by slack: there is always a chunk.
                let w = w.map_or(V::splat(0), V::load);
                sum = sum.add(w.and(V::splat(-h)));
                at += row;
            }
            total = total.add_narrow(sum);
        }
        total.store(u);
    }
}
