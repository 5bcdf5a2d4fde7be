//! The retrograde signal: the surprise of the children of a neuron with and without its spike.

use super::shape::Source;
use super::state::State;
use crate::model::fast::look_up::LookUp;
use crate::model::fast::vector::{LANES, Pairs, Vector, Wide};

/// The number of neurons that are computed at once, each as if none before it changed.
const BATCH: usize = 4;

/// A block of sixteen children of the neurons of a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// The lane of its first weight within the row.
    pub weight: usize,
    /// The lane of its first potential.
    pub lane: usize,
    /// The number of children in it, 1..=16.
    pub children: usize,
}

/// Neurons of a hidden layer that are resampled one after another.
pub(super) struct Pass<'a> {
    /// The row memory from the row of the first neuron on.
    pub rows: &'a [i16],
    /// The number of lanes from one row to the next.
    pub step: usize,
    /// The spikes of the neurons.
    pub spikes: &'a mut [i16],
    /// Their potentials.
    pub v: &'a [i32],
    /// The potentials of all layers above.
    pub u: &'a mut [i32],
    /// The lane of the first of these.
    pub first_lane: usize,
    /// A draw for each neuron.
    pub draws: &'a [[u8; 2]],
}

/// The work space. A potential is kept with the sign for which its surprise is S(|u|) + max(u, 0): it is negated if the
/// child spikes. For a free output and for padding it is 0 and remains 0. Such a lane adds the same to both surprises that
/// are compared, so it cancels.
#[derive(Clone, Debug)]
pub(super) struct Children {
    signs: Vec<i16>,
    signed: Vec<i32>,
    /// The bins of the softplus table, in each block.
    bins: Vec<[i32; LANES]>,
}

impl Children {
    /// Work space for a number of potentials, and for this number of blocks of a layer at most.
    pub fn new(potentials: usize, blocks: usize) -> Self {
        Self {
            signs: vec![0; potentials],
            signed: vec![0; potentials],
            bins: vec![[0; LANES]; blocks],
        }
    }

    /// Copies potentials and spikes of the children of a hidden layer from the state.
    #[inline(always)]
    pub fn begin(&mut self, state: &State, layer: usize) {
        let shape = &state.shape;
        for part in &shape.rows(Source::Layer(layer)).parts {
            let (first, from) = (shape.first(part.layer), shape.first_lane(part.layer));
            let neurons = shape.neurons(part.layer);
            let spikes = &state.spikes[first..first + neurons];
            let signs = &mut self.signs[from..from + neurons];
            for (sign, &s) in signs.iter_mut().zip(spikes) {
                *sign = 1 - 2 * s;
            }
            if part.layer == shape.last() {
                for (sign, &clamped) in signs.iter_mut().zip(&state.stimulus.clamped) {
                    *sign *= i16::from(clamped);
                }
            }
            let own = self.signed[from..].iter_mut().zip(signs);
            for ((signed, sign), &u) in own.zip(&state.u[from..]) {
                *signed = u * i32::from(*sign);
            }
        }
    }

    /// Resamples neurons whose children are in these blocks.
    #[inline(always)]
    pub fn pass<V: Vector>(&mut self, pass: Pass, blocks: &[Block], look_up: &LookUp) {
        match *blocks {
            // Ten is the number of classes of the usual data sets.
            [block] => match block.children {
                ..=4 => self.few::<V, 4>(pass, block, look_up),
                5..=10 => self.few::<V, 10>(pass, block, look_up),
                _ => self.few::<V, LANES>(pass, block, look_up),
            },
            _ => self.many::<V>(pass, blocks, look_up),
        }
    }

    /// Resamples neurons that do not hear their children.
    #[inline(always)]
    pub fn deaf<V: Vector>(&mut self, pass: Pass, blocks: &[Block], look_up: &LookUp) {
        for n in 0..pass.spikes.len() {
            let row = &pass.rows[n * pass.step..];
            if decided(look_up, pass.spikes[n], pass.v[n], 0, pass.draws[n]) {
                let sign = V::splat(1 - 2 * pass.spikes[n]);
                for block in blocks {
                    let w = V::load(whole(row, block.weight)).mul(sign);
                    add::<V>(whole_mut(pass.u, block.lane - pass.first_lane), w);
                }
                pass.spikes[n] = 1 - pass.spikes[n];
            }
        }
    }

    /// The same for at most CHILDREN children, several neurons at once.
    #[inline(always)]
    fn few<V: Vector, const CHILDREN: usize>(
        &mut self,
        pass: Pass,
        block: Block,
        look_up: &LookUp,
    ) {
        let plus = V::load(whole(&self.signs, block.lane));
        let mut few = Few::<V> {
            signs: [plus, V::splat(0).sub(plus)],
            signed: V::Wide::load(whole(&self.signed, block.lane)),
            surprise: self.signed[block.lane..][..CHILDREN]
                .iter()
                .fold(0, |sum: i32, &u| sum.wrapping_add(look_up.surprise(u))),
            u: whole_mut(pass.u, block.lane - pass.first_lane),
        };
        let rows = &pass.rows[block.weight..];
        let (neurons, mut n) = (pass.spikes.len(), 0);
        while n < neurons {
            let (rows, spikes) = (&rows[n * pass.step..], &mut pass.spikes[n..]);
            let (v, draws) = (&pass.v[n..], &pass.draws[n..]);
            n += if let Some(spikes) = spikes.first_chunk_mut::<BATCH>() {
                few.resample::<CHILDREN, BATCH>(rows, pass.step, spikes, v, draws, look_up)
            } else {
                let spikes = spikes.first_chunk_mut::<1>().expect("a neuron is left");
                few.resample::<CHILDREN, 1>(rows, pass.step, spikes, v, draws, look_up)
            };
        }
        few.signed.store(whole_mut(&mut self.signed, block.lane));
    }

    /// The same for any number of children. With many, a single neuron is enough to keep the processor busy.
    #[inline(always)]
    fn many<V: Vector>(&mut self, pass: Pass, blocks: &[Block], look_up: &LookUp) {
        let (signs, signed) = (&self.signs[..], &mut self.signed[..]);
        let mut surprise = 0_i32;
        for block in blocks {
            for &u in &signed[block.lane..][..block.children] {
                surprise = surprise.wrapping_add(look_up.surprise(u));
            }
        }
        for n in 0..pass.spikes.len() {
            let row = &pass.rows[n * pass.step..];
            let sign = V::splat(1 - 2 * pass.spikes[n]);
            let mut positive = V::Pairs::zero();
            for (block, bins) in blocks.iter().zip(&mut self.bins) {
                let w = V::load(whole(row, block.weight)).mul(sign);
                let change = w.mul(V::load(whole(signs, block.lane)));
                let u = V::Wide::load(whole(signed, block.lane)).add_narrow(change);
                look_up.bins::<V>(u).store(bins);
                positive = positive.add(u.positive().halves());
            }
            let zero = V::Pairs::zero();
            let [mut flipped, ..] = V::Pairs::sums([positive, zero, zero, zero]);
            for (block, bins) in blocks.iter().zip(&self.bins) {
                flipped = flipped.wrapping_add(look_up.tails(&bins[..block.children]));
            }
            let change = surprise.wrapping_sub(flipped);
            if !decided(look_up, pass.spikes[n], pass.v[n], change, pass.draws[n]) {
                continue;
            }
            for block in blocks {
                let w = V::load(whole(row, block.weight)).mul(sign);
                let change = w.mul(V::load(whole(signs, block.lane)));
                add::<V>(whole_mut(signed, block.lane), change);
                add::<V>(whole_mut(pass.u, block.lane - pass.first_lane), w);
            }
            pass.spikes[n] = 1 - pass.spikes[n];
            surprise = flipped;
        }
    }
}

/// A single block of children.
struct Few<'a, V: Vector> {
    /// The factor of a weight if the neuron changes from 0 to 1, and if it changes from 1 to 0.
    signs: [V; 2],
    signed: V::Wide,
    surprise: i32,
    u: &'a mut [i32; LANES],
}

impl<V: Vector> Few<'_, V> {
    /// Resamples up to N neurons, and returns how many.
    ///
    /// All N are computed as if none changed. This is right up to the first one that does change.
    #[inline(always)]
    fn resample<const CHILDREN: usize, const N: usize>(
        &mut self,
        rows: &[i16],
        step: usize,
        spikes: &mut [i16; N],
        v: &[i32],
        draws: &[[u8; 2]],
        look_up: &LookUp,
    ) -> usize {
        let (Some(v), Some(draws)) = (v.first_chunk::<N>(), draws.first_chunk::<N>()) else {
            return N;
        };
        let mut bins = [[0; LANES]; BATCH];
        let mut positive = [V::Pairs::zero(); BATCH];
        for m in 0..N {
            let w = V::load(whole(rows, m * step));
            let change = w.mul(self.signs[usize::from(spikes[m] != 0)]);
            let u = self.signed.add_narrow(change);
            look_up.bins::<V>(u).store(&mut bins[m]);
            positive[m] = u.positive().halves();
        }
        let mut surprises = V::Pairs::sums(positive);
        let mut changed = 0;
        for m in 0..N {
            surprises[m] = surprises[m].wrapping_add(look_up.tails(&bins[m][..CHILDREN]));
            let change = self.surprise.wrapping_sub(surprises[m]);
            changed |= u32::from(decided(look_up, spikes[m], v[m], change, draws[m])) << m;
        }
        if changed == 0 {
            return N;
        }
        let m = changed.trailing_zeros() as usize % N;
        let w = V::load(whole(rows, m * step));
        self.signed = self
            .signed
            .add_narrow(w.mul(self.signs[usize::from(spikes[m] != 0)]));
        add::<V>(self.u, w.mul(V::splat(1 - 2 * spikes[m])));
        spikes[m] = 1 - spikes[m];
        self.surprise = surprises[m];
        m + 1
    }
}

/// Whether a neuron changes, if the surprise of its children would fall by `change`.
#[inline(always)]
fn decided(look_up: &LookUp, spike: i16, v: i32, change: i32, draw: [u8; 2]) -> bool {
    let now = i32::from(spike);
    let logit = v + (change ^ -now) + now; // negated if the neuron spikes
    i32::from(look_up.spike(logit, u16::from_le_bytes(draw))) != now
}

#[inline(always)]
fn whole<T>(lanes: &[T], at: usize) -> &[T; LANES] {
    lanes[at..].first_chunk().expect("a whole vector")
}

#[inline(always)]
fn whole_mut<T>(lanes: &mut [T], at: usize) -> &mut [T; LANES] {
    lanes[at..].first_chunk_mut().expect("a whole vector")
}

#[inline(always)]
fn add<V: Vector>(lanes: &mut [i32; LANES], change: V) {
    V::Wide::load(lanes).add_narrow(change).store(lanes);
}
