//! Chance on the host's side: which image comes next, how a data set is split, what a comparison tries.
//!
//! The network has random streams of its own (`random`). What is drawn here must be the same in ten years, on every
//! machine, and its state must fit a checkpoint; general random crates promise that for few of their generators.

/// Sebastiano Vigna's public-domain `splitmix64`, one word of state (Steele, Lea and Flood, OOPSLA 2014, with the
/// constants of its variant 13 by Stafford).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// A generator that starts at a seed, or goes on from a [`state`](Self::state).
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// All that the generator remembers.
    pub fn state(&self) -> u64 {
        self.0
    }

    /// Uniform over all 64-bit words.
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0..`bound`: draws below 2^64 mod `bound` are rejected, what remains is a multiple of `bound`.
    /// A bound of 0 gives 0.
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

    /// Uniform in `low..=high`; `low` if the range is empty.
    pub fn within(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).saturating_add(1).max(1);
        low + self.below(width as u64) as i64
    }

    /// Brings items into random order, all orders alike: Fisher and Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;

    #[test]
    fn draws_are_those_of_the_published_generator() {
        // First outputs for the seed 1234567, as Rosetta Code and several libraries test them.
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
