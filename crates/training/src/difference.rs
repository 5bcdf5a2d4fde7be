//! The difference of two proportions, such as the accuracies of two networks.

use serde::{Deserialize, Serialize};

use super::interval::wilson;

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
    let ([a_low, a_high], [b_low, b_high]) = (wilson(a.0, a.1)?, wilson(b.0, b.1)?);
    let (a, b) = (share(a), share(b));
    let half = |from_a: f64, from_b: f64| {
        let square = from_a * from_a - 2.0 * correlation * from_a * from_b + from_b * from_b;
        square.max(0.0).sqrt()
    };
    Some(Difference {
        difference: a - b,
        low: a - b - half(a - a_low, b_high - b),
        high: a - b + half(a_high - a, b - b_low),
    })
}
