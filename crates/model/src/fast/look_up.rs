//! The tables, arranged so that a look-up is a single load.

use super::vector::{LANES, Vector, Wide};
use crate::tables::{ENTRIES, SIGMOID_BEYOND, Tables};

/// Both tables, with entries for potentials beyond them.
///
/// If a quantum is coarser than a bin, there is one entry for each quantum, so there are fewer entries.
#[derive(Clone, Debug)]
pub(crate) struct LookUp {
    /// The logarithm to base 2 of the number of quanta in a bin.
    shift: u32,
    /// The bin that stands for potentials beyond the table, at most ENTRIES.
    beyond: u32,
    /// Thresholds. From the middle on, bin n of positive potentials is at n, and bin n of negative ones at −1 − n.
    sigmoid: [u32; 2 * MIDDLE],
    /// S for each bin.
    softplus: [i32; ENTRIES + 1],
}

/// The bit whose inversion turns the order of unsigned numbers into that of signed ones.
const HALF: u16 = 1 << 15;

/// The number of bins of one sign, including the one beyond the table.
const MIDDLE: usize = ENTRIES + 1;

impl LookUp {
    pub fn new(tables: &Tables) -> Self {
        let quantum_log2 = tables.quantum_log2;
        let shift = quantum_log2.saturating_sub(5);
        let beyond = ENTRIES >> 5_u32.saturating_sub(quantum_log2);
        let mut sigmoid = [0; 2 * MIDDLE];
        let mut softplus = [0; ENTRIES + 1];
        for bin in 0..=beyond {
            let quanta = (bin << shift) as i32;
            let threshold = if bin < beyond {
                softplus[bin] = tables.softplus_tail(quanta);
                tables.threshold(quanta)
            } else {
                SIGMOID_BEYOND
            };
            sigmoid[MIDDLE + bin] = threshold.into();
            sigmoid[MIDDLE - 1 - bin] = 65_536 - u32::from(threshold);
        }
        Self {
            shift,
            beyond: beyond as u32,
            sigmoid,
            softplus,
        }
    }

    /// About a nat in quanta, at least 1.
    pub fn nat(&self) -> i32 {
        ((self.beyond << self.shift) / 8).max(1) as i32
    }

    /// The surprise S(|u|) + max(u, 0) in quanta.
    #[inline(always)]
    pub fn surprise(&self, u: i32) -> i32 {
        let bin = (u.unsigned_abs() >> self.shift).min(self.beyond) as usize;
        self.softplus[bin] + u.max(0)
    }

    /// The bins of the softplus table for sixteen potentials.
    #[inline(always)]
    pub fn bins<V: Vector>(&self, u: V::Wide) -> V::Wide {
        u.bins(self.shift, self.beyond as i32)
    }

    /// The same, but bin n of a negative potential is −1 − n.
    #[inline(always)]
    pub fn signed_bins<V: Vector>(&self, u: V::Wide) -> V::Wide {
        u.signed_bins(self.shift, self.beyond as i32)
    }

    /// Σ S(|u|) over bins that [`LookUp::bins`] returned.
    #[inline(always)]
    pub fn tails(&self, bins: &[i32]) -> i32 {
        let mut sum = 0;
        for bin in bins {
            // SAFETY: the volatile read goes through a reference. It keeps the compiler from gathering entries of the
            // table into wide registers, which takes three times as long as adding them one by one. The table is read
            // within its bounds, because a bin is from 0 to `beyond`, which is at most ENTRIES.
            sum += unsafe {
                let bin = std::ptr::read_volatile(bin);
                *self.softplus.get_unchecked(bin as usize)
            };
        }
        sum
    }

    /// The value of a p-bit with this potential and draw.
    #[inline(always)]
    pub fn spike(&self, potential: i32, draw: u16) -> bool {
        let bin = (potential.unsigned_abs() >> self.shift).min(self.beyond) as i32;
        // SAFETY: the bin is at most `beyond`, which is at most ENTRIES.
        unsafe { self.compare(bin ^ (potential >> 31), draw) }
    }

    /// Computes the thresholds of potentials, each minus 2^15, so that it fits into 16 signed bits. Both arrays are
    /// padded to whole vectors.
    #[inline(always)]
    pub fn thresholds<V: Vector>(&self, potentials: &[i32], thresholds: &mut [i16]) {
        let potentials = potentials.as_chunks().0.iter();
        for (potentials, thresholds) in potentials.zip(thresholds.as_chunks_mut::<LANES>().0) {
            let mut bins = [0; LANES];
            V::Wide::load(potentials)
                .signed_bins(self.shift, self.beyond as i32)
                .store(&mut bins);
            for (threshold, &bin) in thresholds.iter_mut().zip(&bins) {
                // SAFETY: `signed_bins` gives a bin from −1 − `beyond` to `beyond`, which is at most ENTRIES.
                let entry = unsafe { self.threshold(bin) };
                *threshold = (entry as u16 ^ HALF) as i16;
            }
        }
    }

    /// Whether a draw is below the threshold of a signed bin.
    ///
    /// # Safety
    /// The bin must be from −1 − ENTRIES to ENTRIES.
    #[inline(always)]
    unsafe fn compare(&self, bin: i32, draw: u16) -> bool {
        u32::from(draw) < unsafe { self.threshold(bin) }
    }

    /// The threshold of a signed bin, from 1 to 65,535.
    ///
    /// # Safety
    /// The bin must be from −1 − ENTRIES to ENTRIES.
    #[inline(always)]
    unsafe fn threshold(&self, bin: i32) -> u32 {
        let index = (bin + MIDDLE as i32) as usize;
        unsafe { *self.sigmoid.get_unchecked(index) }
    }
}

/// Computes all p-bits in `spikes` from thresholds that [`LookUp::thresholds`] returned.
#[inline(always)]
pub(crate) fn below<V: Vector>(thresholds: &[i16], draws: &[u8], spikes: &mut [i16]) {
    let (half, one) = (V::splat(HALF as i16), V::splat(1));
    let signed = |draw: &[u8; 2]| (u16::from_le_bytes(*draw) ^ HALF) as i16;
    let (draws, _) = draws.as_chunks();
    let (whole, rest) = spikes.as_chunks_mut();
    let (many, few) = draws.split_at(whole.len() * LANES);
    let pairs = thresholds
        .as_chunks()
        .0
        .iter()
        .zip(many.as_chunks::<LANES>().0);
    for (spikes, (thresholds, draws)) in whole.iter_mut().zip(pairs) {
        let mut signed = [0; LANES];
        for (signed, &draw) in signed.iter_mut().zip(draws) {
            *signed = i16::from_le_bytes(draw);
        }
        // Adding 2^15 modulo 2^16 inverts the upper bit, which is the same as subtracting 2^15.
        let draws = V::load(&signed).add(half);
        V::load(thresholds).greater(draws).and(one).store(spikes);
    }
    let thresholds = &thresholds[whole.len() * LANES..];
    for ((spike, draw), &threshold) in rest.iter_mut().zip(few).zip(thresholds) {
        *spike = (signed(draw) < threshold).into();
    }
}
