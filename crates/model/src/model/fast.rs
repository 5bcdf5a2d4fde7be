//! The same presentation as in `plain`, arranged for a processor with vector registers.
//!
//! - What is done for all lanes of a row is done for sixteen lanes at once (`Vector`).
//! - Sums of many weights are computed in 16 bits as long as they cannot overflow.
//! - Many draws of the encoder and neuron streams are computed at once (`Bulk`).
//! - To resample a hidden neuron, only the *total* surprise of the outputs is needed, as they are and as they would
//!   be. The former is kept from neuron to neuron. A neuron has to wait for the one before only if that one flips;
//!   this branch is rarely taken, so the processor can work ahead.
//! - The words that evidence reaches are listed first, and then flipped in one loop without branches.
//!

use super::state::State;
use crate::options::{Ablation, Path};
use crate::random::bulk::Bulk;
use crate::random::{LaneWord, Streams};

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
pub(crate) mod flips;
pub(crate) mod look_up;
mod retro;
pub(crate) mod vector;

use vector::{LANES, Pairs, Portable, Vector, Wide};

/// The number of weights of 12 bits whose sum fits into 16 bits.
pub(crate) const SUMMANDS: usize = 16;

/// Defines the method for a phase of the presentation. It calls the generic code, compiled for AVX2 if the processor
/// has it.
macro_rules! phase {
    ($name:ident, $source:ident) => {
        fn $name(&mut self, state: &mut State) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn compiled(fast: &mut Fast, state: &mut State) {
                    fast.$source::<avx2::Avx2>(state);
                }
                if self.avx2 {
                    // SAFETY: the processor was found to have AVX2.
                    unsafe { compiled(self, state) };
                    return;
                }
            }
            self.$source::<Portable>(state);
        }
    };
}

/// The streams and work space of the fast path.
#[derive(Clone, Debug)]
pub(super) struct Fast {
    encoder: Bulk,
    neuron: Bulk,
    lanes: LaneWord,
    look_up: look_up::LookUp,
    /// The thresholds of the hidden neurons as predicted, see [`look_up::LookUp::thresholds`].
    thresholds: Vec<i16>,
    retro: retro::Retro,
    flips: flips::Flips,
    #[cfg(target_arch = "x86_64")]
    avx2: bool,
}

impl Fast {
    pub fn new(state: &State, streams: &Streams, path: Path) -> Self {
        Self {
            encoder: Bulk::new(streams.encoder),
            neuron: Bulk::new(streams.neuron),
            lanes: streams.lanes,
            look_up: look_up::LookUp::new(&state.tables),
            thresholds: vec![0; state.v.len()],
            retro: retro::Retro::new(),
            flips: flips::Flips::new(state),
            #[cfg(target_arch = "x86_64")]
            avx2: path == Path::Vector && is_x86_feature_detected!("avx2"),
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

    /// Presents the stimulus once.
    pub fn present(&mut self, state: &mut State) {
        let clamped = state.stimulus.clamped.contains(&true);
        self.encode(state);
        self.predict(state);
        if state.age == 0 || !clamped {
            let hidden = state.layout.hidden;
            state.h[..hidden].copy_from_slice(&state.predicted[..hidden]);
        }
        self.sum_outputs(state);
        if clamped {
            self.resample(state);
        }
        self.read_out(state);
        if state.registers.learn {
            self.flip(state);
        }
        state.age = if state.age + 1 == state.registers.dwell {
            0
        } else {
            state.age + 1
        };
        state.counters.presentations = state.counters.presentations.wrapping_add(1);
    }

    phase!(predict, predict_with);
    phase!(sum_outputs, sum_outputs_with);
    phase!(resample, resample_with);
    phase!(read_out, read_out_with);
    phase!(flip, flip_with);

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
        // Free outputs get a value, too. It is overwritten when they are read out.
        for ((y, &q), &byte) in state.y.iter_mut().zip(q_out).zip(bytes_out) {
            *y = spike(q, byte);
        }
    }

    #[inline(always)]
    fn predict_with<V: Vector>(&mut self, state: &mut State) {
        let hidden = state.layout.hidden;
        let row = state.row(1);
        let (x, _) = state.x[..(state.layout.inputs + 1).next_multiple_of(LANES)].as_chunks();
        let fan_ins = &state.weights[state.fan_out()..];
        // Four neurons at once. The sums beyond the last neuron go into lanes of padding.
        let (fours, _) = state.v.as_chunks_mut();
        for (n, v) in fours[..hidden.div_ceil(4)].iter_mut().enumerate() {
            let first = 4 * n * row;
            let rows = [first, first + row, first + 2 * row, first + 3 * row];
            *v = dot_products::<V>(fan_ins, rows, x);
        }
        self.look_up.thresholds::<V>(&state.v, &mut self.thresholds);
        let draws = self.neuron.take(hidden);
        look_up::below::<V>(&self.thresholds, draws, &mut state.predicted[..hidden]);
    }

    /// Computes u_k = Σ w_kj h_j for all outputs, and for the lanes that pad the last vector.
    #[inline(always)]
    fn sum_outputs_with<V: Vector>(&mut self, state: &mut State) {
        let row = state.row(1);
        let blocks = state.layout.outputs.div_ceil(LANES);
        for (n, u) in state.u.as_chunks_mut().0[..blocks].iter_mut().enumerate() {
            let mut total = V::Wide::zero();
            let mut at = n * LANES;
            for h in state.h[..=state.layout.hidden].chunks(SUMMANDS) {
                let mut sum = V::splat(0);
                for &h in h {
                    // There may be no weights beyond the last row, where h is 0.
                    if let Some(w) = state
                        .weights
                        .get(at..at + LANES)
                        .and_then(|w| w.first_chunk())
                    {
                        sum = sum.add(V::load(w).mul(V::splat(h)));
                    }
                    at += row;
                }
                total = total.add_narrow(sum);
            }
            total.store(u);
        }
    }

    #[inline(always)]
    fn resample_with<V: Vector>(&mut self, state: &mut State) {
        let hidden = state.layout.hidden;
        if !state.options.keeps(Ablation::Retrograde) {
            for _ in 0..state.registers.sweeps {
                let draws = self.neuron.take(hidden);
                look_up::below::<V>(&self.thresholds, draws, &mut state.h[..hidden]);
            }
            if state.options.keeps(Ablation::OneDraw) {
                let (h, predicted) = (&state.h[..hidden], &mut state.predicted[..hidden]);
                predicted.copy_from_slice(h);
            }
            self.sum_outputs_with::<V>(state);
            return;
        }
        self.retro.begin(state);
        for sweep in 1..=state.registers.sweeps {
            let draws = self.neuron.take(hidden);
            self.retro.sweep::<V>(state, &self.look_up, draws);
            // The draws of the last pass also decide the prediction spikes.
            if sweep == state.registers.sweeps && state.options.keeps(Ablation::OneDraw) {
                look_up::below::<V>(&self.thresholds, draws, &mut state.predicted[..hidden]);
            }
        }
    }

    #[inline(always)]
    fn read_out_with<V: Vector>(&mut self, state: &mut State) {
        let outputs = state.layout.outputs;
        let draws = self.neuron.take(outputs);
        self.look_up
            .spikes::<V>(&state.u, draws, &mut state.readout[..outputs]);
        let outputs = state.readout.iter().zip(&state.stimulus.clamped);
        for (((&readout, &clamped), y), count) in outputs.zip(&mut state.y).zip(&mut state.counts) {
            *y = if clamped { *y } else { readout };
            *count = count.wrapping_add(*y as u16);
        }
    }

    #[inline(always)]
    fn flip_with<V: Vector>(&mut self, state: &mut State) {
        self.flips.flip::<V>(state, &mut self.lanes);
        if state.registers.noise > 0 {
            self.flips.fluctuate::<V>(state, &mut self.lanes);
        }
    }
}

/// Σ w·x for each of the four rows that begin at `rows`, where x is 0 or 1. A row beyond the end of the weights is
/// replaced by the first one.
#[inline(always)]
fn dot_products<V: Vector>(weights: &[i16], rows: [usize; 4], x: &[[i16; LANES]]) -> [i32; 4] {
    let lanes = x.len() * LANES;
    let first = &weights[rows[0]..][..lanes];
    let row = |at: usize| {
        let row = weights.get(at..at + lanes).unwrap_or(first);
        &row.as_chunks::<LANES>().0[..x.len()]
    };
    let [a, b, c, d] = [row(rows[0]), row(rows[1]), row(rows[2]), row(rows[3])];
    let mut sums = [V::Pairs::zero(); 4];
    for n in 0..x.len() {
        let x = V::load(&x[n]);
        for (sum, w) in sums.iter_mut().zip([&a[n], &b[n], &c[n], &d[n]]) {
            *sum = sum.add(V::load(w).multiply_pairs(x));
        }
    }
    V::Pairs::sums(sums)
}
