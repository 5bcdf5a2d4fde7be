//! The random division into a training and a test part.
//!
//! A split must be the same in ten years, on every machine, or figures cannot be reproduced: a Fisher-Yates
//! shuffle with draws of [`SplitMix64`].

use super::error::DataError;
use yuragi_model::chance::SplitMix64;

/// The indices of a training and a test part: disjoint, and together all images.
///
/// At random it is made by shuffling the indices 0..len and taking the first ones as the test part: for i = len−1 down to 1, entry i changes
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
    let mut generator = SplitMix64::new(seed);
    let mut test: Vec<usize> = (0..images).collect();
    generator.shuffle(&mut test);
    let wanted = (images as f64 * test_fraction).round() as usize;
    let train = test.split_off(wanted.clamp(1, images - 1));
    Ok(Split { train, test })
}

/// The first `train` images and the `test` behind them, each part shuffled, always in the same way: a sample of a part is its
/// beginning, and a file may be in the order of its labels.
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
