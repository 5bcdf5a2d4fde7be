//! The confidence interval of a proportion.

/// The quantile of the standard normal distribution for a two-sided confidence of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % interval of the probability of which `right` of `trials` independent trials are an estimate; none without
/// trials.
///
/// It is the score interval of E. B. Wilson ("Probable inference, the law of succession, and statistical inference",
/// J. Am. Stat. Assoc. 22, 1927): the values p for which the estimate is within z standard errors √(p(1 − p)/n) of p.
/// It lies in 0 to 1, and is not of width 0 even if all trials were right.
pub fn wilson(right: u64, trials: u64) -> Option<[f64; 2]> {
    if trials == 0 {
        return None;
    }
    let (n, share) = (trials as f64, right as f64 / trials as f64);
    let z2 = Z * Z / n;
    let middle = (share + z2 / 2.0) / (1.0 + z2);
    let half = Z / (1.0 + z2) * (share * (1.0 - share) / n + z2 / (4.0 * n)).sqrt();
    Some([(middle - half).max(0.0), (middle + half).min(1.0)])
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn published_values() {
        // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), table I,
        // method 3
        for (right, trials, expected) in [
            (81, 263, [0.2553, 0.3662]),
            (15, 148, [0.0624, 0.1605]),
            (0, 20, [0.0, 0.1611]),
            (1, 29, [0.0061, 0.1718]),
        ] {
            let found = wilson(right, trials).expect("there are trials");
            for (found, expected) in found.into_iter().zip(expected) {
                assert!(
                    (found - expected).abs() < 5e-5,
                    "{right} of {trials}: {found}, expected {expected}"
                );
            }
        }
    }

    #[test]
    fn the_equation_holds_at_the_ends() {
        let [low, high] = wilson(7, 9).expect("there are trials");
        for p in [low, high] {
            let distance = (7.0 / 9.0 - p).abs() / (p * (1.0 - p) / 9.0).sqrt();
            assert!((distance - super::Z).abs() < 1e-9, "{distance}");
        }
    }

    #[test]
    fn nothing_is_known_without_trials() {
        assert_eq!(wilson(0, 0), None);
        let all = wilson(20, 20).expect("there are trials");
        assert!(all[0] < 0.9 && all[1] == 1.0, "{all:?}");
    }
}
