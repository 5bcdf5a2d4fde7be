//! The interval of a proportion and of a difference.

use yuragi_training::{paired_difference, unpaired_difference, wilson};

/// For every true probability, the chance that the interval covers it is near 95 %: exactly, by summing the binomial
/// distribution of 40 trials. Wald's interval p ± 1.96·√(p(1−p)/n) falls to 33 % at p = 0.01, so this can fail.
#[test]
fn it_covers_what_it_says() {
    let n = 40_u64;
    for percent in 1..100 {
        let p = f64::from(percent) / 100.0;
        let mut probability = (1.0 - p).powi(n as i32);
        let mut covered = 0.0;
        for k in 0..=n {
            let [low, high] = wilson(k, n).expect("an interval");
            assert!((0.0..=1.0).contains(&low) && (low..=1.0).contains(&high));
            if (low..=high).contains(&p) {
                covered += probability;
            }
            probability *= (n - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
        }
        assert!((0.88..1.0).contains(&covered), "{p}: {covered}");
    }
}

/// The examples of Newcombe's two papers of 1998 in Statistics in Medicine, method 10 in each.
#[test]
fn known_differences() {
    // 56 of 70 against 48 of 80
    let found = unpaired_difference((56, 70), (48, 80)).expect("an interval");
    assert!((found.difference - 0.2).abs() < 1e-12);
    assert!(
        (found.low - 0.0524).abs() < 5e-5 && (found.high - 0.3339).abs() < 5e-5,
        "{found:?}"
    );
    let certain = unpaired_difference((10, 10), (0, 10)).expect("an interval");
    assert!(
        (certain.low - 0.6075).abs() < 5e-5 && certain.high == 1.0,
        "{certain:?}"
    );
    // pairs: both right, only the first, only the second, neither
    for (counts, low, high) in [
        ([36, 12, 2, 0], 0.0569, 0.3404),
        ([43, 0, 1, 0], -0.1181, 0.0597),
        ([18, 14, 4, 14], 0.0355, 0.3477),
        ([0, 0, 0, 44], -0.0803, 0.0803),
    ] {
        let cases = [(true, true), (true, false), (false, true), (false, false)];
        let images = cases.iter().zip(counts);
        let images = images.flat_map(|(&case, count)| std::iter::repeat_n(case, count));
        let (a, b): (Vec<bool>, Vec<bool>) = images.unzip();
        let found = paired_difference(&a, &b).expect("an interval");
        assert!(
            (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5,
            "{counts:?}: {found:?}, expected {low} to {high}"
        );
        let back = paired_difference(&b, &a).expect("an interval");
        assert!((back.low + found.high).abs() < 1e-12 && (back.high + found.low).abs() < 1e-12);
    }
    assert_eq!(paired_difference(&[], &[]), None);
    assert_eq!(unpaired_difference((1, 2), (0, 0)), None);
}
