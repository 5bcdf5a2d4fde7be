//! The interval of a proportion that was counted once: k of n images.

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
