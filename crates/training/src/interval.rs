//! Intervals of proportions that were counted once, k of n images, and of the difference of two.

use serde::{Deserialize, Serialize};

/// A 95 % confidence interval of a proportion, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 0.975 quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval (Wilson, JASA 1927) of the probability behind `right` of `of` independent trials, for
/// example of the accuracy of one network that classified `right` of `of` test images correctly. None without trials,
/// or if `right` is larger than `of`.
///
/// The interval never leaves 0 to 1 and has a width even if all or no trials were successes; Brown, Cai and DasGupta
/// (Statistical Science, 2001) recommend it for small n. It is about the choice of the test images. It says nothing
/// about other seeds, because these change the network.
pub fn wilson(right: u64, of: u64) -> Option<Interval> {
    if of == 0 || right > of {
        return None;
    }
    let (n, share) = (of as f64, right as f64 / of as f64);
    let shrink = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / shrink;
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt() / shrink;
    // at the two ends the formula gives exactly 0 and 1, which rounding would miss
    Some(Interval {
        low: if right == 0 { 0.0 } else { middle - half },
        high: if right == of { 1.0 } else { middle + half },
    })
}

/// The difference of two proportions, a − b, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The difference, −1 to 1.
    pub difference: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// The difference of the accuracies of two networks on the same images, from whether each image was classified correctly.
/// None without images. The interval is that of Newcombe (Statistics in Medicine, 1998, paired data, method 10), which is
/// made of Wilson's intervals and stays within −1 to 1.
///
/// # Panics
/// If the numbers of images differ.
pub fn paired_difference(a: &[bool], b: &[bool]) -> Option<Difference> {
    assert_eq!(a.len(), b.len(), "images");
    let count = |of: (bool, bool)| a.iter().zip(b).filter(|&(a, b)| (*a, *b) == of).count() as f64;
    let (both, first) = (count((true, true)), count((true, false)));
    let (second, neither) = (count((false, true)), count((false, false)));
    let margins = (both + first) * (second + neither) * (both + second) * (first + neither);
    let product = both * neither - first * second;
    // corrected for continuity where the two agree more than by chance
    let product = match product > 0.0 {
        true => (product - a.len() as f64 / 2.0).max(0.0),
        false => product,
    };
    let correlation = if margins > 0.0 {
        product / margins.sqrt()
    } else {
        0.0
    };
    let right = |of: &[bool]| of.iter().filter(|right| **right).count() as u64;
    let n = a.len() as u64;
    difference((right(a), n), (right(b), n), correlation)
}

/// The difference of the accuracies of two networks on different images, from the numbers (right, images) of each. None
/// without images. The interval is that of Newcombe (Statistics in Medicine, 1998, independent data, method 10).
pub fn unpaired_difference(a: (u64, u64), b: (u64, u64)) -> Option<Difference> {
    difference(a, b, 0.0)
}

fn difference(a: (u64, u64), b: (u64, u64), correlation: f64) -> Option<Difference> {
    let share = |(right, of): (u64, u64)| right as f64 / of as f64;
    let (of_a, of_b) = (wilson(a.0, a.1)?, wilson(b.0, b.1)?);
    let (a, b) = (share(a), share(b));
    let half = |from_a: f64, from_b: f64| {
        let square = from_a * from_a - 2.0 * correlation * from_a * from_b + from_b * from_b;
        square.max(0.0).sqrt()
    };
    Some(Difference {
        difference: a - b,
        low: a - b - half(a - of_a.low, of_b.high - b),
        high: a - b + half(of_a.high - a, b - of_b.low),
    })
}
