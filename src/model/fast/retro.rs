//! The retrograde signal: how surprising the clamped outputs are with and without a hidden spike.

use super::vector::{LANES, Pairs, Vector, Wide};
use super::{LookUp, State};

/// Hidden neurons that are weighed at once, each as if none before it changed.
const BATCH: usize = 4;

/// Work space of the retrograde signal, in blocks of lanes that cover all outputs.
///
/// An output's potential is kept with the sign that makes its surprise S(|u|) + max(u, 0): reversed if
/// y_k = 1. For a free output and for padding it is 0 and stays so: it adds the same to the surprise
/// before and after, which cancels.
#[derive(Clone, Debug)]
pub(super) struct Retro {
    /// What a weight is multiplied with if h_j is 0 and turns on, or is 1 and turns off, or stays.
    signs: [Vec<[i16; LANES]>; 3],
    /// Signed potentials.
    u: Vec<[i32; LANES]>,
    /// Bins of the softplus table, for each neuron of a batch.
    bins: [Vec<[i32; LANES]>; BATCH],
    /// The total surprise of the outputs as they are, modulo 2^32: only differences are used.
    surprise: i32,
}

/// Index of the signs that change nothing.
const STAY: usize = 2;

impl Retro {
    pub fn new(state: &State) -> Self {
        let blocks = state.layout.outputs.div_ceil(LANES);
        Self {
            signs: std::array::from_fn(|_| vec![[0; LANES]; blocks]),
            u: vec![[0; LANES]; blocks],
            bins: std::array::from_fn(|_| vec![[0; LANES]; blocks]),
            surprise: 0,
        }
    }

    /// Takes over the potentials and the clamped spikes.
    #[inline(always)]
    pub fn begin<V: Vector>(&mut self, state: &State, look_up: &LookUp) {
        let [on, off, _] = &mut self.signs;
        let outputs = (state.stimulus.clamped.iter().zip(&state.y)).zip(&state.u);
        let own = (on.as_flattened_mut().iter_mut()).zip(off.as_flattened_mut());
        for (((&clamped, &y), &u), ((on, off), own)) in
            outputs.zip(own.zip(self.u.as_flattened_mut()))
        {
            *on = if clamped { 1 - 2 * y } else { 0 };
            *off = -*on;
            *own = u * i32::from(*on);
        }
        let batch = [(&state.weights[..], STAY); BATCH];
        [self.surprise, ..] = self.if_changed::<V, 0>(batch, state.layout.outputs, look_up);
    }

    /// One pass of Gibbs resampling over the hidden neurons.
    #[inline(always)]
    pub fn sweep<V: Vector>(&mut self, state: &mut State, look_up: &LookUp, draws: &[u8]) {
        match self.u.len() {
            1 => self.sweep_blocks::<V, 1>(state, look_up, draws),
            _ => self.sweep_blocks::<V, 0>(state, look_up, draws),
        }
    }

    /// A sweep over so many blocks, if the compiler is to know how many, or 0.
    ///
    /// A batch of neurons is weighed as if none of them changed. Up to the first that does, that was
    /// right; the next batch begins behind it.
    #[inline(always)]
    fn sweep_blocks<V: Vector, const BLOCKS: usize>(
        &mut self,
        state: &mut State,
        look_up: &LookUp,
        draws: &[u8],
    ) {
        let (hidden, outputs, row) = (state.layout.hidden, state.layout.outputs, state.row(1));
        let (draws, h, v) = (
            &draws.as_chunks::<2>().0[..hidden],
            &mut state.h[..],
            &state.v[..hidden],
        );
        let mut first = 0;
        while first < hidden {
            // Beyond the last neuron, the last one again.
            let neurons: [usize; BATCH] = std::array::from_fn(|n| (first + n).min(hidden - 1));
            let batch = neurons.map(|j| (&state.weights[j * row..], usize::from(h[j] != 0)));
            let surprises = self.if_changed::<V, BLOCKS>(batch, outputs, look_up);
            let mut changed = 0;
            for (n, (&j, surprise)) in neurons.iter().zip(surprises).enumerate() {
                let now = i32::from(h[j]);
                let change = self.surprise.wrapping_sub(surprise);
                let logit = v[j] + (change ^ -now) + now; // reversed if h_j = 1
                let spike = look_up.spike(logit, u16::from_le_bytes(draws[j]));
                changed |= u32::from(i32::from(spike) != now) << n;
            }
            if changed == 0 {
                first += BATCH;
                continue;
            }
            let n = changed.trailing_zeros() as usize;
            let (w, now) = batch[n];
            h[neurons[n]] = 1 - now as i16;
            self.surprise = surprises[n];
            self.change::<V, BLOCKS>(w, now, &mut state.u);
            first = neurons[n] + 1;
        }
    }

    /// The total surprise if a neuron with these fan-out weights changed from this spike, for each neuron
    /// of a batch.
    #[inline(always)]
    fn if_changed<V: Vector, const BLOCKS: usize>(
        &mut self,
        batch: [(&[i16], usize); BATCH],
        outputs: usize,
        look_up: &LookUp,
    ) -> [i32; BATCH] {
        let blocks = if BLOCKS > 0 { BLOCKS } else { self.u.len() };
        let u = &self.u[..blocks];
        let mut positive = [V::Pairs::zero(); BATCH];
        for (n, (w, now)) in batch.into_iter().enumerate() {
            let w = &w.as_chunks().0[..blocks];
            let signs = &self.signs[now][..blocks];
            let bins = &mut self.bins[n][..blocks];
            for m in 0..blocks {
                let change = V::load(&w[m]).mul(V::load(&signs[m]));
                let u = V::Wide::load(&u[m]).add_narrow(change);
                u.bins(look_up.shift, look_up.beyond as i32)
                    .store(&mut bins[m]);
                positive[n] = positive[n].add(u.positive().halves());
            }
        }
        let mut totals = V::Pairs::sums(positive);
        let bins = self
            .bins
            .each_ref()
            .map(|bins| &bins.as_flattened()[..outputs]);
        for k in 0..outputs {
            for (total, bins) in totals.iter_mut().zip(bins) {
                // SAFETY: the first is a read through a reference; as it is volatile, the compiler does
                // not gather entries of the table into wide registers, which takes three times as long as
                // adding them one by one. The second: a bin is at most `beyond`, at most ENTRIES.
                *total = total.wrapping_add(unsafe {
                    let bin = std::ptr::read_volatile(&bins[k]);
                    *look_up.softplus.get_unchecked(bin as usize)
                });
            }
        }
        totals
    }

    /// A hidden neuron changes from `now`: the potentials follow.
    #[inline(always)]
    fn change<V: Vector, const BLOCKS: usize>(&mut self, w: &[i16], now: usize, u: &mut [i32]) {
        let blocks = if BLOCKS > 0 { BLOCKS } else { self.u.len() };
        let w = &w.as_chunks().0[..blocks];
        let signs = &self.signs[now][..blocks];
        let own = &mut self.u[..blocks];
        let plain = &mut u.as_chunks_mut().0[..blocks];
        let sign = V::splat(1 - 2 * now as i16);
        for n in 0..blocks {
            let w = V::load(&w[n]);
            let signed = w.mul(V::load(&signs[n]));
            V::Wide::load(&own[n]).add_narrow(signed).store(&mut own[n]);
            V::Wide::load(&plain[n])
                .add_narrow(w.mul(sign))
                .store(&mut plain[n]);
        }
    }
}
