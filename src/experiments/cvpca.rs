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
    assert!(first.nrows() > 1, "stimuli");
    let (first, second) = (centred(first), centred(second));
    let samples = (first.nrows() - 1) as f64;
    let own = SymmetricEigen::new(first.tr_mul(&first) / samples);
    let mut order: Vec<usize> = (0..own.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| own.eigenvalues[b].total_cmp(&own.eigenvalues[a]));
    let (first, second) = (first * &own.eigenvectors, second * &own.eigenvectors);
    order
        .into_iter()
        .map(|n| first.column(n).dot(&second.column(n)) / samples)
        .collect()
}

/// Eigenvalues of the covariance of rows, in falling order: ordinary principal components.
pub fn plain_spectrum(responses: &DMatrix<f64>) -> Vec<f64> {
    let centred = centred(responses);
    let own = SymmetricEigen::new(centred.tr_mul(&centred) / (centred.nrows() - 1) as f64);
    let mut values: Vec<f64> = own.eigenvalues.iter().copied().collect();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}

fn centred(responses: &DMatrix<f64>) -> DMatrix<f64> {
    let mut centred = responses.clone();
    for mut column in centred.column_iter_mut() {
        let mean = column.mean();
        column.add_scalar_mut(-mean);
    }
    centred
}

/// Exponent α of λ_n ∝ n^−α over ranks `first..=last` (from 1): a line through the logarithms with weights 1/n, so that every stretch
/// of the logarithmic axis counts the same. A value below 0 counts by its magnitude: left out, it would favour those above.
pub fn exponent(spectrum: &[f64], first: usize, last: usize) -> f64 {
    let (mut sw, mut sx, mut sy, mut sxx, mut sxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for rank in first..=last.min(spectrum.len()) {
        let (x, y) = ((rank as f64).ln(), spectrum[rank - 1].abs().ln());
        let weight = 1.0 / rank as f64;
        sw += weight;
        sx += weight * x;
        sy += weight * y;
        sxx += weight * x * x;
        sxy += weight * x * y;
    }
    -(sw * sxy - sx * sy) / (sw * sxx - sx * sx)
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
    use crate::chance::SplitMix64;

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
            let found = exponent(&spectrum(&first, &second), 1, 20);
            assert!(
                (found - alpha).abs() < 0.12,
                "seed {seed}: {found}, expected {alpha}"
            );
            let plain = exponent(&plain_spectrum(&first), 1, 20);
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
    fn line_and_dimension_of_exact_spectra() {
        let law: Vec<f64> = (1..=50).map(|n| 3.0 * f64::from(n).powf(-1.3)).collect();
        assert!((exponent(&law, 3, 40) - 1.3).abs() < 1e-12);
        assert!((dimension(&[2.0; 7]) - 7.0).abs() < 1e-12);
        assert!((dimension(&[5.0, 0.0, 0.0]) - 1.0).abs() < 1e-12);
    }
}
