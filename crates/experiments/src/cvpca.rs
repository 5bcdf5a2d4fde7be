//! Cross-validated principal components (Stringer et al., Nature 571, 361, 2019): the variance of a population that stimuli cause.

use nalgebra::{DMatrix, SymmetricEigen};

/// Eigenspectrum of the signal covariance, an unbiased estimate: components of the first repeat, in order of their variance there; each
/// value is the covariance, over stimuli, of both repeats' projections on it. What is noise in one repeat is not in the other, so noise
/// adds nothing on average, and a value can be below 0.
///
/// `first` and `second` are stimuli × neurons, responses to the same stimuli in two independent repeats.
///
/// # Panics
/// If they have not the same shape or fewer than two stimuli.
pub fn spectrum(first: &DMatrix<f64>, second: &DMatrix<f64>) -> Vec<f64> {
    assert_eq!(first.shape(), second.shape(), "repeats");
    let (_, axes) = components(first);
    let (first, second) = (centred(first) * &axes, centred(second) * &axes);
    let samples = (first.nrows() - 1) as f64;
    let columns = first.column_iter().zip(second.column_iter());
    columns.map(|(a, b)| a.dot(&b) / samples).collect()
}

/// Eigenvalues of the covariance of rows, in falling order: ordinary principal components.
pub fn plain_spectrum(responses: &DMatrix<f64>) -> Vec<f64> {
    let mut values: Vec<f64> = covariance(responses).symmetric_eigenvalues().data.into();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}

/// Eigenvalues of the covariance of rows in falling order, and the components that they belong to as columns.
pub fn components(responses: &DMatrix<f64>) -> (Vec<f64>, DMatrix<f64>) {
    let own = SymmetricEigen::new(covariance(responses));
    let mut order: Vec<usize> = (0..own.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| own.eigenvalues[b].total_cmp(&own.eigenvalues[a]));
    let values = order.iter().map(|&n| own.eigenvalues[n]).collect();
    (values, own.eigenvectors.select_columns(&order))
}

fn covariance(responses: &DMatrix<f64>) -> DMatrix<f64> {
    assert!(responses.nrows() > 1, "stimuli");
    let centred = centred(responses);
    centred.transpose() * &centred / (centred.nrows() - 1) as f64
}

fn centred(responses: &DMatrix<f64>) -> DMatrix<f64> {
    let mut centred = responses.clone();
    for mut column in centred.column_iter_mut() {
        let mean = column.mean();
        column.add_scalar_mut(-mean);
    }
    centred
}

/// A power law that was fitted to a stretch of a spectrum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// α of λ_n ∝ n^−α: minus the slope of a line through the logarithms.
    pub exponent: f64,
    /// What the exponent gains from the first rank to the last, by a parabola in the place of the line: 0 for a power law, above 0 if the
    /// spectrum falls ever more steeply.
    pub bend: f64,
}

/// Share of values at or below 0 from which on a spectrum is lost in noise.
const LOST: f64 = 0.05;

/// The power law of ranks `first..=last` (from 1); none if the spectrum is shorter, or lost in noise there: with so many values not above
/// 0, those above it are noise, too. Ranks have the weight 1/n, so that every stretch of the logarithmic axis counts the same. Of few
/// values below 0 the magnitude counts: left out, they would favour those above.
pub fn law(spectrum: &[f64], first: usize, last: usize) -> Option<Law> {
    let values = spectrum.get(first - 1..last)?;
    let lost = values.iter().filter(|&&value| value <= 0.0).count();
    if lost as f64 > LOST * values.len() as f64 {
        return None;
    }
    let ranks = || (first..=last).map(|rank| rank as f64);
    let y: Vec<f64> = values.iter().map(|value| value.abs().ln()).collect();
    let product = |a: &[f64], b: &[f64]| -> f64 {
        let pairs = ranks().zip(a).zip(b);
        pairs.map(|((rank, a), b)| a * b / rank).sum()
    };
    // the logarithm of the rank and its square, each without what a lower power says already
    let without = |mut values: Vec<f64>, known: &[&[f64]]| {
        for known in known {
            let share = product(&values, known) / product(known, known);
            values
                .iter_mut()
                .zip(*known)
                .for_each(|(value, k)| *value -= share * k);
        }
        values
    };
    let one = vec![1.0; y.len()];
    let line = without(ranks().map(f64::ln).collect(), &[&one]);
    let curve = without(
        ranks().map(|rank| rank.ln().powi(2)).collect(),
        &[&one, &line],
    );
    let share = |of: &[f64]| product(&y, of) / product(of, of);
    Some(Law {
        exponent: -share(&line),
        bend: -2.0 * share(&curve) * (last as f64 / first as f64).ln(),
    })
}

/// Participation ratio (Σλ)²/Σλ²: how many dimensions the variance takes, between 1 and their number.
pub fn dimension(spectrum: &[f64]) -> f64 {
    let sum: f64 = spectrum.iter().sum();
    let squares: f64 = spectrum.iter().map(|value| value * value).sum();
    sum * sum / squares
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::*;
    use yuragi_model::chance::SplitMix64;

    /// Twelve uniform draws: mean 0, variance 1.
    fn normal(chance: &mut SplitMix64) -> f64 {
        let sum: f64 = (0..12)
            .map(|_| (chance.word() >> 11) as f64 / (1_u64 << 53) as f64)
            .sum();
        sum - 6.0
    }

    fn noise(rows: usize, columns: usize, chance: &mut SplitMix64) -> DMatrix<f64> {
        DMatrix::from_fn(rows, columns, |_, _| normal(chance))
    }

    /// A population whose signal has eigenvalues n^−α in a random basis, and noise as strong as the signal's first component.
    fn population(alpha: f64, seed: u64) -> (DMatrix<f64>, DMatrix<f64>) {
        let (stimuli, neurons) = (1500, 60);
        let mut chance = SplitMix64::new(seed);
        let basis = noise(neurons, neurons, &mut chance).qr().q();
        let mut signal = noise(stimuli, neurons, &mut chance);
        for (n, mut column) in signal.column_iter_mut().enumerate() {
            column *= (n as f64 + 1.0).powf(-alpha / 2.0);
        }
        let signal = signal * basis.transpose();
        let mut repeat = || &signal + noise(stimuli, neurons, &mut chance) * 0.3;
        (repeat(), repeat())
    }

    #[test]
    fn a_known_exponent_is_found_under_noise_that_flattens_plain_components() {
        for (seed, alpha) in [(1, 0.7), (2, 1.0), (3, 1.5)] {
            let (first, second) = population(alpha, seed);
            let found = law(&spectrum(&first, &second), 1, 20)
                .expect("long enough")
                .exponent;
            assert!(
                (found - alpha).abs() < 0.12,
                "seed {seed}: {found}, expected {alpha}"
            );
            let plain = law(&plain_spectrum(&first), 1, 20)
                .expect("long enough")
                .exponent;
            assert!(
                plain < alpha - 0.15,
                "seed {seed}: plain {plain}, expected below {alpha}"
            );
        }
    }

    #[test]
    fn noise_alone_has_no_signal() {
        let mut chance = SplitMix64::new(4);
        let (first, second) = (noise(2000, 30, &mut chance), noise(2000, 30, &mut chance));
        let total: f64 = spectrum(&first, &second).iter().sum();
        // 30 components of variance 1, standard error of each 1/√2000
        assert!(total.abs() < 0.6, "{total}");
    }

    #[test]
    fn laws_and_dimensions_of_exact_spectra() {
        let power: Vec<f64> = (1..=50).map(|n| 3.0 * f64::from(n).powf(-1.3)).collect();
        let found = law(&power, 3, 40).expect("long enough");
        assert!((found.exponent - 1.3).abs() < 1e-12 && found.bend.abs() < 1e-9);
        assert_eq!(law(&power, 3, 51), None);
        // noise around 0 has no law, one value below 0 changes little
        let noise: Vec<f64> = (1..=50).map(|n| f64::from(n % 2) - 0.5).collect();
        assert_eq!(law(&noise, 3, 40), None);
        let mut one = power.clone();
        one[29] = -one[29];
        assert_eq!(law(&one, 3, 40), Some(found));
        // ln λ = −0.4 x − 0.3 x²: the exponent is 0.4 + 0.6 x, and gains 0.6 ln(40/4)
        let bent: Vec<f64> = (1..=50)
            .map(|n| f64::from(n).ln())
            .map(|x| (-0.4 * x - 0.3 * x * x).exp())
            .collect();
        let found = law(&bent, 4, 40).expect("long enough");
        assert!((found.bend - 0.6 * 10_f64.ln()).abs() < 1e-9, "{found:?}");
        assert!(
            found.exponent > 0.4 + 0.6 * 4_f64.ln() && found.exponent < 0.4 + 0.6 * 40_f64.ln()
        );
        assert!((dimension(&[2.0; 7]) - 7.0).abs() < 1e-12);
        assert!((dimension(&[5.0, 0.0, 0.0]) - 1.0).abs() < 1e-12);
    }
}
