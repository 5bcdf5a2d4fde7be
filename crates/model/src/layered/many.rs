//! Resampling of a layer whose neurons have any number of children.
//!
//! The fall of the surprise that a neuron needs is compared with a bound first, see `bound`. Only the neurons for which it is
//! high enough are weighed: one in five in a deep network that has learnt.

use super::bound::{Bound, SLOPE_LOG2};
use super::pass::{Block, Pass, add, decided, whole, whole_mut};
use crate::fast::look_up::LookUp;
use crate::fast::vector::{LANES, Pairs, Vector, Wide};

/// The number of neurons whose bounds are computed at once.
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
    /// The slope of the bound of each child, times its factor.
    slopes: Vec<[i16; LANES]>,
    /// The slack of the bounds of all children.
    slack: i32,
    /// The surprise of all children modulo 2^32. Only differences of it are used.
    surprise: i32,
    /// The bins of the children of the neuron that is weighed.
    bins: Vec<[i32; LANES]>,
}

impl Many {
    /// Work space for this number of blocks at most.
    pub fn new(blocks: usize) -> Self {
        Self {
            signs: vec![[0; LANES]; blocks],
            signed: vec![[0; LANES]; blocks],
            slopes: vec![[0; LANES]; blocks],
            slack: 0,
            surprise: 0,
            bins: vec![[0; LANES]; blocks],
        }
    }

    /// Resamples neurons. `signs` and `signed` have a value for each lane of a potential.
    #[inline(always)]
    pub fn pass<V: Vector>(
        &mut self,
        pass: Pass,
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
        self.look_at_all::<V>(blocks, bound, look_up);
        let Pass {
            rows,
            step,
            spikes,
            v,
            u,
            first_lane,
            draws,
            needs,
        } = pass;
        let mut n = 0;
        'next: while n < spikes.len() {
            let batch = (spikes.len() - n).min(BATCH);
            let sums = self.sums::<V>(&rows[n * step..], step, batch, blocks);
            for (m, sum) in sums[..batch].iter().enumerate() {
                let (now, need) = (spikes[n + m], needs[n + m].clamp(-MOST, MOST));
                let sign = 1 - 2 * i32::from(now);
                if self.slack - sign * sum < need << SLOPE_LOG2 {
                    continue;
                }
                let row = &rows[(n + m) * step..];
                let flipped = self.weigh::<V>(row, now, blocks, look_up);
                let fall = self.surprise.wrapping_sub(flipped);
                if !decided(look_up, now, v[n + m], fall, draws[n + m]) {
                    continue;
                }
                spikes[n + m] = 1 - now;
                let sign = V::splat(1 - 2 * now);
                for (b, block) in blocks.iter().enumerate() {
                    let w = V::load(whole(row, block.weight)).mul(sign);
                    add::<V>(&mut self.signed[b], w.mul(V::load(&self.signs[b])));
                    add::<V>(whole_mut(u, block.lane - first_lane), w);
                }
                self.surprise = flipped;
                self.draw_lines(blocks.len(), bound);
                n += m + 1;
                continue 'next;
            }
            n += batch;
        }
    }

    /// Computes surprise, slopes and slack from the potentials.
    #[inline(always)]
    fn look_at_all<V: Vector>(&mut self, blocks: &[Block], bound: &Bound, look_up: &LookUp) {
        let mut surprise = 0_i32;
        for (b, block) in blocks.iter().enumerate() {
            for &x in &self.signed[b][..block.children] {
                surprise = surprise.wrapping_add(look_up.surprise(x));
            }
            let x = V::Wide::load(&self.signed[b]);
            look_up.signed_bins::<V>(x).store(&mut self.bins[b]);
        }
        self.surprise = surprise;
        self.draw_lines(blocks.len(), bound);
    }

    /// Computes slopes and slack from the bins, which have the signs of the potentials.
    #[inline(always)]
    fn draw_lines(&mut self, blocks: usize, bound: &Bound) {
        let mut slack = 0;
        let lines = self.slopes.iter_mut().zip(&self.signs).zip(&self.bins);
        for ((slopes, signs), bins) in lines.take(blocks) {
            let mut slacks = [0; LANES];
            let mut plain = [0_i16; LANES];
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
        for (slopes, block) in self.slopes.iter().zip(blocks) {
            let slopes = V::load(slopes);
            for (m, sum) in sums.iter_mut().enumerate() {
                let m = if m < neurons { m } else { 0 };
                let w = V::load(whole(&rows[m * step..], block.weight));
                *sum = sum.add(w.multiply_pairs(slopes));
            }
        }
        V::Pairs::sums(sums)
    }

    /// The surprise of the children if a neuron changed. Their bins then are in `bins`.
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
            look_up.signed_bins::<V>(x).store(&mut self.bins[b]);
            positive = positive.add(x.positive().halves());
        }
        let zero = V::Pairs::zero();
        let [mut flipped, ..] = V::Pairs::sums([positive, zero, zero, zero]);
        for (bins, block) in self.bins.iter().zip(blocks) {
            let tails = look_up.signed_tails(&bins[..block.children]);
            flipped = flipped.wrapping_add(tails);
        }
        flipped
    }
}
