//! Resampling of a layer whose neurons have at most sixteen children.
//!
//! The surprise of the children is never negative, so it falls by no more than it is. If the children are well predicted, it is
//! small, and most neurons need more to change: they are left out. Only the candidates that remain are weighed.

use super::pass::{Block, GROUP, Pass, add, decided, met, whole, whole_mut};
use crate::fast::look_up::LookUp;
use crate::fast::vector::{LANES, Pairs, Vector, Wide};

/// A layer that is being resampled. CHILDREN is the number of children, rounded up.
pub(super) struct Few<'a, V: Vector, const CHILDREN: usize> {
    look_up: &'a LookUp,
    pass: Pass<'a>,
    block: Block,
    /// The factor of a weight if the neuron changes from 0 to 1, and if it changes from 1 to 0.
    signs: [V; 2],
    /// The potentials of the children, with the signs for which their surprise is S(|u|) + max(u, 0).
    signed: V::Wide,
    /// The surprise of the children.
    surprise: i32,
    /// What lanes without a child, or with a free output, add to it.
    idle: i32,
    /// The first neuron of the group.
    first: usize,
    /// The candidates of the group that are left.
    candidates: u64,
    /// The surprise up to which they are all.
    limit: i32,
    /// What is added to the surprise for the limit.
    room: i32,
}

impl<'a, V: Vector, const CHILDREN: usize> Few<'a, V, CHILDREN> {
    /// `signs` and `signed` have a value for each lane of a potential.
    #[inline(always)]
    pub fn new(
        pass: Pass<'a>,
        block: Block,
        signs: &[i16],
        signed: &[i32],
        look_up: &'a LookUp,
    ) -> Self {
        let signs = whole(signs, block.lane);
        let deaf = signs[..CHILDREN].iter().filter(|&&sign| sign == 0).count();
        let plus = V::load(signs);
        let signed = V::Wide::load(whole(signed, block.lane));
        Self {
            look_up,
            pass,
            block,
            signs: [plus, V::splat(0).sub(plus)],
            signed,
            surprise: surprise::<V, CHILDREN>(signed, look_up),
            idle: deaf as i32 * look_up.surprise(0),
            first: 0,
            candidates: 0,
            limit: 0,
            room: look_up.nat() / 4,
        }
    }

    /// The number of groups of neurons.
    #[inline(always)]
    pub fn groups(&self) -> usize {
        self.pass.spikes.len().div_ceil(GROUP)
    }

    /// Begins with a group.
    #[inline(always)]
    pub fn enter(&mut self, group: usize) {
        self.first = group * GROUP;
        self.candidates = u64::MAX;
        self.search();
    }

    /// Whether there is a candidate left in the group.
    #[inline(always)]
    pub fn waits(&self) -> bool {
        self.candidates != 0
    }

    /// Leaves only those candidates whose need the surprise may meet.
    #[inline(always)]
    fn search(&mut self) {
        self.limit = self.surprise + self.room;
        self.candidates &= met::<V>(self.pass.needs, self.first, self.limit - self.idle);
    }

    /// Resamples the next candidate. K is the number of networks that are resampled in turn.
    ///
    /// One alone goes on as if the candidate changed or did not change, whatever the processor guesses, because everything
    /// waits for the decision. Among several a wrong guess would be worse, so there is no branch.
    #[inline(always)]
    pub fn resample<const K: usize>(&mut self) {
        let n = self.first + self.candidates.trailing_zeros() as usize;
        self.candidates &= self.candidates - 1;
        let pass = &mut self.pass;
        let w = V::load(whole(&pass.rows[n * pass.step..], self.block.weight));
        let now = pass.spikes[n];
        let change = w.mul(self.signs[usize::from(now != 0)]);
        let signed = self.signed.add_narrow(change);
        let flipped = surprise::<V, CHILDREN>(signed, self.look_up);
        let fall = self.surprise - flipped;
        let changed = decided(self.look_up, now, pass.v[n], fall, pass.draws[n]);
        let u = whole_mut(pass.u, self.block.lane - pass.first_lane);
        let plain = w.mul(V::splat(1 - 2 * now));
        if K == 1 {
            if !changed {
                return;
            }
            pass.spikes[n] = 1 - now;
            add::<V>(u, plain);
            self.signed = signed;
            self.surprise = flipped;
        } else {
            let all = V::splat(-i16::from(changed));
            pass.spikes[n] = now ^ i16::from(changed);
            add::<V>(u, plain.and(all));
            self.signed = self.signed.add_narrow(change.and(all));
            self.surprise -= fall & -i32::from(changed);
        }
        if self.surprise > self.limit {
            // among those that were left out there may be candidates now, but not among those before this one
            let passed = n - self.first;
            self.candidates = u64::MAX << passed << 1;
            self.search();
        }
    }
}

/// Σ S(|u|) + max(u, 0) over the children, and over the lanes that round up their number.
#[inline(always)]
fn surprise<V: Vector, const CHILDREN: usize>(signed: V::Wide, look_up: &LookUp) -> i32 {
    let mut bins = [0; LANES];
    look_up.bins::<V>(signed).store(&mut bins);
    let zero = V::Pairs::zero();
    let [positive, ..] = V::Pairs::sums([signed.positive().halves(), zero, zero, zero]);
    positive + look_up.tails(&bins[..CHILDREN])
}
