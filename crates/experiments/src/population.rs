//! Measures of population activity, with the definitions that are used for cortex.

use statrs::distribution::{ContinuousCDF, Normal};

use yuragi_model::chance::SplitMix64;

/// The mean; NaN without values.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The unbiased variance.
pub fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    squares / (values.len() - 1) as f64
}

/// Pearson's correlation; NaN if one of the two does not vary.
///
/// # Panics
/// If the numbers of values differ.
pub fn correlation(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len(), "pairs");
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        let (a, b) = (a - mean_a, b - mean_b);
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    ab / (aa * bb).sqrt()
}

/// The mean of the values that are not NaN; NaN if there are none.
pub fn mean_of_numbers(values: impl IntoIterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values
        .into_iter()
        .filter(|value| value.is_finite())
        .collect();
    mean(&values)
}

/// The sparseness of Rolls and Tovee (1995), scaled to 0..=1 as by Vinje and Gallant (2000): (1 − ⟨r⟩²/⟨r²⟩)/(1 − 1/n).
/// It is 0 if all rates are equal, and 1 if all but one are 0.
pub fn sparseness(rates: &[f64]) -> f64 {
    let n = rates.len() as f64;
    let squares = rates.iter().map(|rate| rate * rate).sum::<f64>() / n;
    (1.0 - mean(rates).powi(2) / squares) / (1.0 - 1.0 / n)
}

/// The Fano factor: the variance of a spike count divided by its mean, over trials of one stimulus.
pub fn fano(counts: &[f64]) -> f64 {
    variance(counts) / mean(counts)
}

/// The noise correlation of two neurons: their correlation over trials, after mean and variance of each stimulus are
/// removed. `a` and `b` hold the trials of every stimulus. Stimuli for which one of the neurons does not vary are left
/// out.
pub fn noise_correlation(a: &[Vec<f64>], b: &[Vec<f64>]) -> f64 {
    let (mut product, mut trials) = (0.0, 0.0);
    for (a, b) in a.iter().zip(b) {
        let r = correlation(a, b);
        if r.is_finite() {
            product += r * a.len() as f64;
            trials += a.len() as f64;
        }
    }
    product / trials
}

/// The skewness, which is the third standardised moment.
pub fn skewness(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = mean(values);
    let moment = |power| values.iter().map(|v| (v - mean).powi(power)).sum::<f64>() / n;
    moment(3) / moment(2).powf(1.5)
}

/// The median; NaN without values.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0,
    }
}

/// Lilliefors' test of normality with estimated mean and variance. It returns the largest distance between the
/// distribution of the sample and the normal distribution, and the p-value from `rounds` normal samples (1,999 are
/// enough for a level of 5 %).
pub fn lilliefors(values: &[f64], rounds: u32, seed: u64) -> (f64, f64) {
    let standard = Normal::standard();
    let distance = |values: &[f64]| {
        let (mean, deviation) = (mean(values), variance(values).sqrt());
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len() as f64;
        let gaps = sorted.iter().enumerate().map(|(place, value)| {
            let expected = standard.cdf((value - mean) / deviation);
            (expected - place as f64 / n).max((place as f64 + 1.0) / n - expected)
        });
        gaps.fold(0.0, f64::max)
    };
    let found = distance(values);
    let mut chance = SplitMix64::new(seed);
    let farther = (0..rounds).filter(|_| {
        let sample: Vec<f64> = values
            .iter()
            .map(|_| standard.inverse_cdf(uniform(&mut chance)))
            .collect();
        distance(&sample) >= found
    });
    (
        found,
        (farther.count() as f64 + 1.0) / (f64::from(rounds) + 1.0),
    )
}

/// A uniform number between 0 and 1, both excluded.
fn uniform(chance: &mut SplitMix64) -> f64 {
    ((chance.word() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normality_is_told_from_its_logarithm() {
        let standard = Normal::standard();
        let mut chance = SplitMix64::new(21);
        let normal: Vec<f64> = (0..200)
            .map(|_| 0.3 * standard.inverse_cdf(uniform(&mut chance)) - 3.0)
            .collect();
        let rates: Vec<f64> = normal.iter().map(|log| log.exp()).collect();
        assert!(lilliefors(&normal, 499, 1).1 > 0.05);
        assert!(lilliefors(&rates, 499, 1).1 < 0.05);
        // the published critical value for n = 20 and 5 % is 0.190 to 0.192
        let twenty: Vec<f64> = (0..20).map(f64::from).collect();
        let (distance, p) = lilliefors(&twenty, 1999, 2);
        assert!(distance < 0.19 && p > 0.05);
        assert_eq!((median(&[3.0, 1.0, 2.0]), median(&[4.0, 1.0])), (2.0, 2.5));
    }

    #[test]
    fn sparseness_of_known_populations() {
        assert!(sparseness(&[0.3; 10]).abs() < 1e-12);
        let mut one = [0.0; 10];
        one[4] = 2.0;
        assert!((sparseness(&one) - 1.0).abs() < 1e-12);
        // if half of the neurons have the rate 1, ⟨r⟩²/⟨r²⟩ is 1/2
        let half: Vec<f64> = (0..10).map(|n| f64::from(n % 2)).collect();
        assert!((sparseness(&half) - 0.5 / 0.9).abs() < 1e-12);
    }

    #[test]
    fn fano_factor_of_bernoulli_counts() {
        // the Fano factor of counts over 40 presentations with p = 0.3 is 1 − p
        let mut chance = SplitMix64::new(11);
        let counts: Vec<f64> = (0..20_000)
            .map(|_| (0..40).filter(|_| uniform(&mut chance) < 0.3).count() as f64)
            .collect();
        // the standard error of a variance over 20,000 trials is 1 %
        assert!((fano(&counts) - 0.7).abs() < 0.05, "{}", fano(&counts));
    }

    #[test]
    fn noise_correlation_of_a_shared_source() {
        // a = s + private and b = s + private with equal variances correlate by 1/2; the means of the stimuli do not
        // matter
        let mut chance = SplitMix64::new(12);
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for stimulus in 0..50 {
            let drive = f64::from(stimulus) * 3.0;
            let (mut trials_a, mut trials_b) = (Vec::new(), Vec::new());
            for _ in 0..200 {
                let shared = uniform(&mut chance);
                trials_a.push(drive + shared + uniform(&mut chance));
                trials_b.push(-drive + shared + uniform(&mut chance));
            }
            a.push(trials_a);
            b.push(trials_b);
        }
        let r = noise_correlation(&a, &b);
        // the standard error is 0.75/√10,000
        assert!((r - 0.5).abs() < 0.05, "{r}");
        let (all_a, all_b) = (a.concat(), b.concat());
        assert!(correlation(&all_a, &all_b) < -0.9);
    }

    #[test]
    fn skewness_of_an_exponential_is_two() {
        let n = 100_000;
        let quantiles: Vec<f64> = (0..n)
            .map(|k| -(1.0 - (f64::from(k) + 0.5) / f64::from(n)).ln())
            .collect();
        assert!((skewness(&quantiles) - 2.0).abs() < 0.05);
    }
}
