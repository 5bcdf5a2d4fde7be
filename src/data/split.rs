//! The random division into a training and a test part.
//!
//! A split must be the same in ten years, on every machine, or figures cannot be reproduced. General random
//! crates promise that for few of their generators, so this module states its own: SplitMix64
//! (Steele, Lea and Flood, OOPSLA 2014, with the constants of its variant 13 by Stafford) and a Fisher-Yates shuffle.

use super::DataError;

/// The indices of a training and a test part: disjoint, and together all images.
///
/// Made by shuffling the indices 0..len and taking the first ones as the test part: for i = len−1 down to 1, entry i changes
/// places with entry r, r uniform in 0..=i, drawn from SplitMix64 that starts at the seed (draws
/// that would favour some r are rejected).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Indices of the training images, in shuffled order.
    pub train: Vec<usize>,
    /// Indices of the test images, in shuffled order.
    pub test: Vec<usize>,
}

pub(super) fn split(images: usize, test_fraction: f64, seed: u64) -> Result<Split, DataError> {
    let bad = |expected| {
        Err(DataError::Split {
            test_fraction,
            images,
            expected,
        })
    };
    if !(test_fraction > 0.0 && test_fraction < 1.0) {
        return bad("a fraction between 0 and 1, both excluded");
    }
    if images < 2 {
        return bad("at least 2 images");
    }
    let mut generator = SplitMix64(seed);
    let mut test: Vec<usize> = (0..images).collect();
    for i in (1..images).rev() {
        let other = generator.below(i as u64 + 1) as usize;
        test.swap(i, other);
    }
    let wanted = (images as f64 * test_fraction).round() as usize;
    let train = test.split_off(wanted.clamp(1, images - 1));
    Ok(Split { train, test })
}

/// Sebastiano Vigna's public-domain `splitmix64`, one word of state.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0..`bound`: draws below 2^64 mod `bound` are rejected, what remains is a multiple of `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        let rejected = bound.wrapping_neg() % bound;
        loop {
            let draw = self.next();
            if draw >= rejected {
                return draw % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;

    #[test]
    fn draws_are_those_of_the_published_generator() {
        // First outputs for the seed 1234567, as Rosetta Code and several libraries test them.
        let mut generator = SplitMix64(1_234_567);
        let draws: Vec<u64> = (0..3).map(|_| generator.next()).collect();
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
