//! The retrograde signal: the surprise of the clamped outputs with and without the spike of a hidden neuron.

use super::look_up::LookUp;
use super::vector::{LANES, Pairs, Vector, Wide};
use crate::model::state::State;

/// The number of hidden neurons that are computed at once, each as if none before it changed.
const BATCH: usize = 4;

/// The number of blocks of lanes for the largest number of outputs. Arrays of this fixed size save the inner loops all
/// checks of bounds, although few of their blocks are used.
const MOST_BLOCKS: usize = 64;

/// The work space of the retrograde signal, in blocks of lanes that cover all outputs.
///
/// The potential of an output is kept with the sign for which its surprise is S(|u|) + max(u, 0): it is negated if y_k
/// = 1. For a free output and for padding it is 0 and remains 0. Such a lane adds the same to both surprises that are
/// compared, so it cancels.
#[derive(Clone, Debug)]
pub(super) struct Retro {
    /// The factor of a weight if h_j changes from 0 to 1, and if it changes from 1 to 0.
    signs: [[[i16; LANES]; MOST_BLOCKS]; 2],
    /// The potentials with their signs.
    u: [[i32; LANES]; MOST_BLOCKS],
    /// The bins of the softplus table, in each block for each neuron of a batch.
    bins: [[[i32; LANES]; BATCH]; MOST_BLOCKS],
    /// The total surprise of the outputs as they are, modulo 2^32. Only differences of it are used.
    surprise: i32,
}

/// The size of a sweep. OUTPUTS is the number of outputs, rounded up, so that the compiler knows it; 0 stands for any
/// number.
#[derive(Clone, Copy)]
struct Size<const OUTPUTS: usize> {
    hidden: usize,
    outputs: usize,
    row: usize,
}

impl<const OUTPUTS: usize> Size<OUTPUTS> {
    #[inline(always)]
    fn blocks(self) -> usize {
        if OUTPUTS > 0 {
            OUTPUTS.div_ceil(LANES)
        } else {
            self.outputs.div_ceil(LANES).min(MOST_BLOCKS)
        }
    }

    /// The number of lanes of a block that are computed. Idle lanes add the same to every surprise.
    #[inline(always)]
    fn lanes(self) -> usize {
        if OUTPUTS > 0 {
            OUTPUTS.min(LANES)
        } else {
            LANES
        }
    }
}

impl Retro {
    pub fn new() -> Self {
        Self {
            signs: [[[0; LANES]; MOST_BLOCKS]; 2],
            u: [[0; LANES]; MOST_BLOCKS],
            bins: [[[0; LANES]; BATCH]; MOST_BLOCKS],
            surprise: 0,
        }
    }

    /// Copies the potentials and the clamped spikes from the state.
    #[inline(always)]
    pub fn begin(&mut self, state: &State) {
        let outputs = (state.stimulus.clamped.iter().zip(&state.y)).zip(&state.u);
        let [on, off] = self.signs.each_mut().map(|signs| signs.as_flattened_mut());
        let own = (on.iter_mut().zip(off)).zip(self.u.as_flattened_mut());
        for (((&clamped, &y), &u), ((on, off), own)) in outputs.zip(own) {
            let sign = if clamped { 1 - 2 * y } else { 0 };
            (*on, *off) = (sign, -sign);
            *own = u * i32::from(sign);
        }
    }

    /// One pass of Gibbs resampling over the hidden neurons.
    #[inline(always)]
    pub fn sweep<V: Vector>(&mut self, state: &mut State, look_up: &LookUp, draws: &[u8]) {
        // Ten is the number of classes of the usual data sets.
        match state.layout.outputs {
            ..=4 => self.sweep_size::<V, 4>(state, look_up, draws),
            5..=10 => self.sweep_size::<V, 10>(state, look_up, draws),
            11..=16 => self.sweep_size::<V, 16>(state, look_up, draws),
            _ => self.sweep_size::<V, 0>(state, look_up, draws),
        }
    }

    #[inline(always)]
    fn sweep_size<V: Vector, const OUTPUTS: usize>(
        &mut self,
        state: &mut State,
        look_up: &LookUp,
        draws: &[u8],
    ) {
        let size = Size::<OUTPUTS> {
            hidden: state.layout.hidden,
            outputs: state.layout.outputs,
            row: state.row(1),
        };
        let blocks = self.u[..size.blocks()].iter();
        self.surprise = blocks
            .flat_map(|block| &block[..size.lanes()])
            .fold(0, |sum, &u| sum.wrapping_add(look_up.surprise(u)));
        let draws = draws.as_chunks().0;
        let mut first = 0;
        // With many outputs, a single neuron is enough to keep the processor busy.
        while OUTPUTS > 0 && first + BATCH <= size.hidden {
            first += self.resample::<V, OUTPUTS, BATCH>(size, state, look_up, draws, first);
        }
        while first < size.hidden {
            first += self.resample::<V, OUTPUTS, 1>(size, state, look_up, draws, first);
        }
    }

    /// Resamples up to N neurons from `first` on, and returns how many.
    ///
    /// All N are computed as if none changed. This is right up to the first one that does change.
    #[inline(always)]
    fn resample<V: Vector, const OUTPUTS: usize, const N: usize>(
        &mut self,
        size: Size<OUTPUTS>,
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
                look_up.bins::<V>(u).store(&mut self.bins[m][n]);
                positive[n] = positive[n].add(u.positive().halves());
            }
        }
        let mut surprises = V::Pairs::sums(positive);
        let mut changed = 0;
        for n in 0..N {
            for bins in &self.bins[..size.blocks()] {
                let tails = look_up.tails(&bins[n][..size.lanes()]);
                surprises[n] = surprises[n].wrapping_add(tails);
            }
            let change = self.surprise.wrapping_sub(surprises[n]);
            let now = i32::from(h[n]);
            let logit = v[n] + (change ^ -now) + now; // negated if h_j = 1
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
