//! What the ways to resample a hidden layer have in common.

use crate::fast::look_up::LookUp;
use crate::fast::vector::{LANES, Vector, Wide};

/// The number of neurons that are searched for candidates at once, one for each bit of a mask.
pub(super) const GROUP: usize = 64;

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
    /// What each neuron needs to change; after the last one, what is never met, up to whole groups of 64.
    pub needs: &'a [i32],
}

/// Whether a neuron changes, if the surprise of its children would fall by `fall`.
#[inline(always)]
pub(super) fn decided(look_up: &LookUp, spike: i16, v: i32, fall: i32, draw: [u8; 2]) -> bool {
    let now = i32::from(spike);
    let logit = v + (fall ^ -now) + now; // negated if the neuron spikes
    i32::from(look_up.spike(logit, u16::from_le_bytes(draw))) != now
}

#[inline(always)]
pub(super) fn whole<T>(lanes: &[T], at: usize) -> &[T; LANES] {
    lanes[at..].first_chunk().expect("a whole vector")
}

#[inline(always)]
pub(super) fn whole_mut<T>(lanes: &mut [T], at: usize) -> &mut [T; LANES] {
    lanes[at..].first_chunk_mut().expect("a whole vector")
}

#[inline(always)]
pub(super) fn add<V: Vector>(lanes: &mut [i32; LANES], change: V) {
    V::Wide::load(lanes).add_narrow(change).store(lanes);
}

/// Those of a group of neurons from `first` on whose key is at most `limit`.
#[inline(always)]
pub(super) fn met<V: Vector>(keys: &[i32], first: usize, limit: i32) -> u64 {
    let keys = keys[first..].first_chunk::<GROUP>();
    let keys = keys.expect("keys come in whole groups").as_chunks().0;
    let mut met = 0;
    for (n, keys) in keys.iter().enumerate() {
        let some = V::Wide::load(keys).at_most(limit);
        met |= u64::from(some) << (n * LANES);
    }
    met
}
