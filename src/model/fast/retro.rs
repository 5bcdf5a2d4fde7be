//! The retrograde signal: how surprising the clamped outputs are with and without a hidden spike.

use super::vector::{LANES, Pairs, Vector, Wide};
use super::{LookUp, State};

/// Hidden neurons that are weighed at once, each as if none before it changed.
const BATCH: usize = 4;

/// Blocks of lanes that cover the most outputs of a design. Arrays of this fixed size, of which few
/// blocks are used, spare the inner loops all tests of bounds.
const MOST_BLOCKS: usize = 64;

/// Work space of the retrograde signal, in blocks of lanes that cover all outputs.
///
/// An output's potential is kept with the sign that makes its surprise S(|u|) + max(u, 0): reversed if
/// y_k = 1. For a free output and for padding it is 0 and stays so: it adds the same to the surprise
/// before and after, which cancels.
#[derive(Clone, Debug)]
pub(super) struct Retro {
    /// What a weight is multiplied with if h_j is 0 and turns on, or is 1 and turns off.
    signs: [[[i16; LANES]; MOST_BLOCKS]; 2],
    /// Signed potentials.
    u: [[i32; LANES]; MOST_BLOCKS],
    /// Bins of the softplus table, for each neuron of a batch.
    bins: [[[i32; LANES]; MOST_BLOCKS]; BATCH],
    /// The total surprise of the outputs as they are, modulo 2^32: only differences are used.
    surprise: i32,
}

/// The size of a sweep; the compiler is to know BLOCKS if it is not 0.
#[derive(Clone, Copy)]
struct Size<const BLOCKS: usize> {
    hidden: usize,
    outputs: usize,
    row: usize,
}

impl<const BLOCKS: usize> Size<BLOCKS> {
    #[inline(always)]
    fn blocks(self) -> usize {
        if BLOCKS > 0 {
            BLOCKS
        } else {
            self.outputs.div_ceil(LANES).min(MOST_BLOCKS)
        }
    }
}

impl Retro {
    pub fn new() -> Self {
        Self {
            signs: [[[0; LANES]; MOST_BLOCKS]; 2],
            u: [[0; LANES]; MOST_BLOCKS],
            bins: [[[0; LANES]; MOST_BLOCKS]; BATCH],
            surprise: 0,
        }
    }

    /// Takes over the potentials and the clamped spikes.
    #[inline(always)]
    pub fn begin(&mut self, state: &State, look_up: &LookUp) {
        let outputs = (state.stimulus.clamped.iter().zip(&state.y)).zip(&state.u);
        let [on, off] = self.signs.each_mut().map(|signs| signs.as_flattened_mut());
        let own = (on.iter_mut().zip(off)).zip(self.u.as_flattened_mut());
        // `tails` adds an even number of lanes.
        let idle = (state.layout.outputs % 2) as i32;
        self.surprise = idle * look_up.softplus[0];
        for (((&clamped, &y), &u), ((on, off), own)) in outputs.zip(own) {
            let sign = if clamped { 1 - 2 * y } else { 0 };
            (*on, *off) = (sign, -sign);
            *own = u * i32::from(sign);
            let surprise = look_up.softplus[look_up.bin(*own)] + (*own).max(0);
            self.surprise = self.surprise.wrapping_add(surprise);
        }
    }

    /// One pass of Gibbs resampling over the hidden neurons.
    #[inline(always)]
    pub fn sweep<V: Vector>(&mut self, state: &mut State, look_up: &LookUp, draws: &[u8]) {
        let (hidden, outputs, row) = (state.layout.hidden, state.layout.outputs, state.row(1));
        if outputs <= LANES {
            let size = Size::<1> {
                hidden,
                outputs,
                row,
            };
            self.sweep_of_size::<V, 1>(size, state, look_up, draws);
        } else {
            let size = Size::<0> {
                hidden,
                outputs,
                row,
            };
            self.sweep_of_size::<V, 0>(size, state, look_up, draws);
        }
    }

    #[inline(always)]
    fn sweep_of_size<V: Vector, const BLOCKS: usize>(
        &mut self,
        size: Size<BLOCKS>,
        state: &mut State,
        look_up: &LookUp,
        draws: &[u8],
    ) {
        let draws = draws.as_chunks().0;
        let mut first = 0;
        while first + BATCH <= size.hidden {
            first += self.resample::<V, BLOCKS, BATCH>(size, state, look_up, draws, first);
        }
        while first < size.hidden {
            first += self.resample::<V, BLOCKS, 1>(size, state, look_up, draws, first);
        }
    }

    /// Resamples up to N neurons from `first` on, and tells how many.
    ///
    /// All of them are weighed as if none changed. Up to the first that does change, that was right.
    #[inline(always)]
    fn resample<V: Vector, const BLOCKS: usize, const N: usize>(
        &mut self,
        size: Size<BLOCKS>,
        state: &mut State,
        look_up: &LookUp,
        draws: &[[u8; 2]],
        first: usize,
    ) -> usize {
        let rows = &state.weights[first * size.row..];
        let draws = draws[first..].first_chunk::<N>();
        let h = state.h[first..].first_chunk_mut::<N>();
        let v = state.v[first..].first_chunk::<N>();
        let (Some(draws), Some(h), Some(v)) = (draws, h, v) else {
            return N;
        };
        let mut positive = [V::Pairs::zero(); BATCH];
        for n in 0..N {
            let now = usize::from(h[n] != 0);
            let w = rows[n * size.row..].as_chunks().0;
            let blocks = size.blocks();
            for (m, w) in w[..blocks].iter().enumerate() {
                let change = V::load(w).mul(V::load(&self.signs[now][m]));
                let u = V::Wide::load(&self.u[m]).add_narrow(change);
                u.bins(look_up.shift, look_up.beyond as i32)
                    .store(&mut self.bins[n][m]);
                positive[n] = positive[n].add(u.positive().halves());
            }
        }
        let mut surprises = V::Pairs::sums(positive);
        let mut changed = 0;
        for n in 0..N {
            surprises[n] =
                surprises[n].wrapping_add(look_up.tails(self.bins[n].as_flattened(), size.outputs));
            let change = self.surprise.wrapping_sub(surprises[n]);
            let now = i32::from(h[n]);
            let logit = v[n] + (change ^ -now) + now; // reversed if h_j = 1
            let spike = look_up.spike(logit, u16::from_le_bytes(draws[n]));
            changed |= u32::from(i32::from(spike) != now) << n;
        }
        if changed == 0 {
            return N;
        }
        let n = changed.trailing_zeros() as usize % N;
        let now = usize::from(h[n] != 0);
        h[n] = 1 - h[n];
        self.surprise = surprises[n];
        let sign = V::splat(h[n] - now as i16);
        let w = rows[n * size.row..].as_chunks().0;
        let plain = state.u.as_chunks_mut().0;
        for (m, (w, plain)) in w[..size.blocks()].iter().zip(plain).enumerate() {
            let w = V::load(w);
            let signed = w.mul(V::load(&self.signs[now][m]));
            V::Wide::load(&self.u[m])
                .add_narrow(signed)
                .store(&mut self.u[m]);
            V::Wide::load(plain).add_narrow(w.mul(sign)).store(plain);
        }
        n + 1
    }
}
