//! The random split into a training set and a test set.
//!
//! It is a Fisher-Yates shuffle with draws of [`SplitMix64`], which never changes: a split must be the same on every
//! machine and in every version, or results could not be reproduced.

use super::error::DataError;
use yuragi_model::chance::SplitMix64;

/// The indices of a training set and a test set, which are disjoint and together contain all images.
///
/// For a random split the indices 0..len are shuffled, and the first ones become the test set. The shuffle exchanges
/// entry i with entry r for i from len − 1 down to 1, where r is uniform in 0..=i, drawn from SplitMix64 that starts at
/// the seed. Draws that would make some r more likely than others are rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Indices of the training images, in shuffled order.
    pub train: Vec<usize>,
    /// Indices of the test images, in shuffled order.
    pub test: Vec<usize>,
}

/// A random split of `images` images.
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
    let mut generator = SplitMix64::new(seed);
    let mut test: Vec<usize> = (0..images).collect();
    generator.shuffle(&mut test);
    let wanted = (images as f64 * test_fraction).round() as usize;
    let train = test.split_off(wanted.clamp(1, images - 1));
    Ok(Split { train, test })
}

/// The first `train` images as training set and the `test` images after them as test set. Each part is shuffled, always
/// in the same way, because samples are taken from its beginning, and a file may be sorted by labels.
pub(super) fn apart(train: usize, test: usize) -> Split {
    let shuffled = |range: std::ops::Range<usize>| {
        let mut images: Vec<usize> = range.collect();
        SplitMix64::new(1).shuffle(&mut images);
        images
    };
    Split {
        train: shuffled(0..train),
        test: shuffled(train..train + test),
    }
}
