//! Random numbers of the host: the order of the images, the split of a data set, the commands of a comparison.
//!
//! The network does not use them; it has its random streams in [`random`](crate::random). The numbers drawn here must
//! be the same in ten years and on every machine, and the state of the generator must fit into a checkpoint. General
//! random crates promise this for few of their generators.

/// The generator `splitmix64` of Sebastiano Vigna, which is in the public domain. Its state is one 64-bit word.
/// (Steele, Lea and Flood, OOPSLA 2014, with the constants of Stafford's variant 13.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A generator that starts with a seed, or continues from a [`state`](Self::state).
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The whole state of the generator.
    pub fn state(&self) -> u64 {
        self.0
    }

    /// A number that is uniform over all 64-bit words.
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number that is uniform over 0..`bound`, or 0 if `bound` is 0. Draws below 2^64 mod `bound` are rejected, so
    /// that the number of remaining draws is a multiple of `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let rejected = bound.wrapping_neg() % bound;
        loop {
            let draw = self.word();
            if draw >= rejected {
                return draw % bound;
            }
        }
    }

    /// A number that is uniform over `low..=high`, or `low` if this range is empty.
    pub fn within(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).saturating_add(1).max(1);
        low + self.below(width as u64) as i64
    }

    /// Brings items into a random order by the method of Fisher and Yates. All orders are equally likely.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }

    /// A number that is uniform over 0..1, in steps of 2^-53.
    pub fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True with probability 1/`n`.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;

    #[test]
    fn draws_are_those_of_the_published_generator() {
        // These are the first outputs for the seed 1234567. Rosetta Code and several libraries test them, too.
        let mut generator = SplitMix64::new(1_234_567);
        let draws: Vec<u64> = (0..3).map(|_| generator.word()).collect();
        assert_eq!(
            draws,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }
}
