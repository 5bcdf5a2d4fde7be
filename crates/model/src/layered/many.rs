//! Resampling of a layer whose neurons have any number of children.
//!
//! Lines below the surprise of the children, see `bound`, bound its fall for each neuron by a slack and a sum of products with its
//! weights. A neuron whose need is above its bound is left out; only the others, the candidates, are weighed.
//!
//! The lines need not be drawn again when a neuron changes. They still are below the surprise, only by a larger slack: what is
//! left of the bound of that neuron after the true fall. So all sums are computed once, and again only if the slack has become
//! large.

use super::bound::{Bound, SLOPE_LOG2};
use super::pass::{Block, GROUP, Pass, add, decided, met, whole, whole_mut};
use crate::fast::look_up::LookUp;
use crate::fast::vector::{LANES, Pairs, Vector, Wide};

/// The number of neurons whose sums are computed at once.
const BATCH: usize = 4;

/// More than the surprise can fall or rise: 4,095 children, each by a weight of 12 bits.
const MOST: i32 = 1 << 23;

/// The work space: what is known of the children, in blocks.
#[derive(Clone, Debug)]
pub(super) struct Many {
    /// The factor of a potential for which the surprise is S(|u|) + max(u, 0); 0 for a free output and for padding.
    signs: Vec<[i16; LANES]>,
    /// The potentials times these factors.
    signed: Vec<[i32; LANES]>,
    /// The slope of the line of each child, times its factor.
    slopes: Vec<[i16; LANES]>,
    /// How far the lines of all children are below their surprise.
    slack: i32,
    /// The slack at which the lines are drawn again.
    limit: i32,
    /// The surprise of all children modulo 2^32. Only differences of it are used.
    surprise: i32,
    /// The bins of the children.
    bins: Vec<[i32; LANES]>,
    /// For each neuron the slack from which on it is a candidate: its need, plus the sum of its products with the slopes if it
    /// is silent, or minus this sum. After the last neuron, what is never met.
    keys: Vec<i32>,
}

impl Many {
    /// Work space for this number of blocks, and of neurons in a pass, at most.
    pub fn new(blocks: usize, neurons: usize) -> Self {
        Self {
            signs: vec![[0; LANES]; blocks],
            signed: vec![[0; LANES]; blocks],
            slopes: vec![[0; LANES]; blocks],
            slack: 0,
            limit: 0,
            surprise: 0,
            bins: vec![[0; LANES]; blocks],
            keys: vec![0; neurons.next_multiple_of(GROUP)],
        }
    }

    /// Resamples neurons. `signs` and `signed` have a value for each lane of a potential.
    #[inline(always)]
    pub fn pass<V: Vector>(
        &mut self,
        mut pass: Pass,
        blocks: &[Block],
        signs: &[i16],
        signed: &[i32],
        bound: &Bound,
        look_up: &LookUp,
    ) {
        for (n, block) in blocks.iter().enumerate() {
            self.signs[n] = *whole(signs, block.lane);
            self.signed[n] = *whole(signed, block.lane);
        }
        self.surprise = 0;
        for (x, block) in self.signed.iter().zip(blocks) {
            for &x in &x[..block.children] {
                self.surprise = self.surprise.wrapping_add(look_up.surprise(x));
            }
        }
        let neurons = pass.spikes.len();
        let end = neurons.next_multiple_of(GROUP);
        self.keys[neurons..end].fill(i32::MAX);
        self.draw_lines::<V>(&pass, 0, blocks, bound, look_up);
        for first in (0..neurons).step_by(GROUP) {
            let mut candidates = met::<V>(&self.keys, first, self.slack);
            while candidates != 0 {
                let bit = candidates.trailing_zeros();
                candidates &= candidates - 1;
                let n = first + bit as usize;
                if self.resample::<V>(&mut pass, n, blocks, look_up) {
                    if self.slack > self.limit {
                        self.draw_lines::<V>(&pass, n + 1, blocks, bound, look_up);
                    }
                    let later = u64::MAX << bit << 1;
                    candidates = met::<V>(&self.keys, first, self.slack) & later;
                }
            }
        }
    }

    /// Resamples a neuron, and returns whether it changes.
    #[inline(always)]
    fn resample<V: Vector>(
        &mut self,
        pass: &mut Pass,
        n: usize,
        blocks: &[Block],
        look_up: &LookUp,
    ) -> bool {
        let now = pass.spikes[n];
        let row = &pass.rows[n * pass.step..];
        let flipped = self.weigh::<V>(row, now, blocks, look_up);
        let fall = self.surprise.wrapping_sub(flipped);
        if !decided(look_up, now, pass.v[n], fall, pass.draws[n]) {
            return false;
        }
        // what is left of the bound of the fall
        let products = self.keys[n] - need(pass, n);
        self.slack -= products + (fall << SLOPE_LOG2);
        self.surprise = flipped;
        pass.spikes[n] = 1 - now;
        let sign = V::splat(1 - 2 * now);
        for (b, block) in blocks.iter().enumerate() {
            let w = V::load(whole(row, block.weight)).mul(sign);
            add::<V>(&mut self.signed[b], w.mul(V::load(&self.signs[b])));
            add::<V>(whole_mut(pass.u, block.lane - pass.first_lane), w);
        }
        true
    }

    /// Draws the lines at the present potentials, and computes the keys of the neurons from `first` on.
    #[inline(always)]
    fn draw_lines<V: Vector>(
        &mut self,
        pass: &Pass,
        first: usize,
        blocks: &[Block],
        bound: &Bound,
        look_up: &LookUp,
    ) {
        let mut slack = 0;
        let own = self.slopes.iter_mut().zip(&self.signs).zip(&self.signed);
        for (((slopes, signs), x), bins) in own.zip(&mut self.bins).take(blocks.len()) {
            look_up.signed_bins::<V>(V::Wide::load(x)).store(bins);
            let (mut plain, mut slacks) = ([0_i16; LANES], [0; LANES]);
            for lane in 0..LANES {
                let (slope, slack) = bound.line(bins[lane]);
                plain[lane] = slope as i16;
                slacks[lane] = slack;
            }
            for lane in 0..LANES {
                slopes[lane] = plain[lane] * signs[lane];
                slack += slacks[lane] * i32::from(signs[lane] & 1);
            }
        }
        self.slack = slack;
        self.limit = slack + (look_up.nat() << SLOPE_LOG2);
        let neurons = pass.spikes.len();
        for n in (first..neurons).step_by(BATCH) {
            let batch = (neurons - n).min(BATCH);
            let sums = self.sums::<V>(&pass.rows[n * pass.step..], pass.step, batch, blocks);
            for (m, sum) in sums[..batch].iter().enumerate() {
                let sign = 1 - 2 * i32::from(pass.spikes[n + m]);
                self.keys[n + m] = need(pass, n + m) + sign * sum;
            }
        }
    }

    /// Σ slope·weight of neurons whose rows begin every `step` lanes.
    #[inline(always)]
    fn sums<V: Vector>(
        &self,
        rows: &[i16],
        step: usize,
        neurons: usize,
        blocks: &[Block],
    ) -> [i32; BATCH] {
        let mut sums = [V::Pairs::zero(); BATCH];
        let row = |m: usize| &rows[if m < neurons { m * step } else { 0 }..];
        let rows = [row(0), row(1), row(2), row(3)];
        for (slopes, block) in self.slopes.iter().zip(blocks) {
            let slopes = V::load(slopes);
            for (sum, row) in sums.iter_mut().zip(rows) {
                let w = V::load(whole(row, block.weight));
                *sum = sum.add(w.multiply_pairs(slopes));
            }
        }
        V::Pairs::sums(sums)
    }

    /// The surprise of the children if a neuron changed.
    #[inline(always)]
    fn weigh<V: Vector>(
        &mut self,
        row: &[i16],
        now: i16,
        blocks: &[Block],
        look_up: &LookUp,
    ) -> i32 {
        let sign = V::splat(1 - 2 * now);
        let mut positive = V::Pairs::zero();
        for (b, block) in blocks.iter().enumerate() {
            let w = V::load(whole(row, block.weight)).mul(sign);
            let change = w.mul(V::load(&self.signs[b]));
            let x = V::Wide::load(&self.signed[b]).add_narrow(change);
            look_up.bins::<V>(x).store(&mut self.bins[b]);
            positive = positive.add(x.positive().halves());
        }
        let zero = V::Pairs::zero();
        let [mut flipped, ..] = V::Pairs::sums([positive, zero, zero, zero]);
        for (bins, block) in self.bins.iter().zip(blocks) {
            let tails = look_up.tails(&bins[..block.children]);
            flipped = flipped.wrapping_add(tails);
        }
        flipped
    }
}

/// The need of a neuron in parts of a quantum.
#[inline(always)]
fn need(pass: &Pass, n: usize) -> i32 {
    pass.needs[n].clamp(-MOST, MOST) << SLOPE_LOG2
}
