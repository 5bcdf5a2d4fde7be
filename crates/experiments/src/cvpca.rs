//! Cross-validated principal components (Stringer et al., Nature 571, 361, 2019): the part of the variance of a
//! population that the stimuli cause.

use nalgebra::{DMatrix, SymmetricEigen};

/// An unbiased estimate of the eigenspectrum of the signal covariance.
///
/// The components are those of the first repeat, in the order of their variance there. Each value is the covariance,
/// over stimuli, of the projections of both repeats on the component. The noise of the two repeats is independent, so
/// it adds nothing on average, and a value can be below 0. `first` and `second` (stimuli × neurons) are the responses
/// to the same stimuli in two repeats.
///
/// # Panics
/// If their shapes differ, or there are fewer than two stimuli.
pub fn spectrum(first: &DMatrix<f64>, second: &DMatrix<f64>) -> Vec<f64> {
    assert_eq!(first.shape(), second.shape(), "repeats");
    let (_, axes) = components(first);
    let (first, second) = (centred(first) * &axes, centred(second) * &axes);
    let samples = (first.nrows() - 1) as f64;
    let columns = first.column_iter().zip(second.column_iter());
    columns.map(|(a, b)| a.dot(&b) / samples).collect()
}

/// The eigenvalues of the covariance of the rows in descending order, as in ordinary principal component analysis.
pub fn plain_spectrum(responses: &DMatrix<f64>) -> Vec<f64> {
    let mut values: Vec<f64> = covariance(responses).symmetric_eigenvalues().data.into();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}

/// The eigenvalues of the covariance of the rows in descending order, and their components as columns.
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

/// A power law that was fitted to a range of a spectrum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// α of λ_n ∝ n^−α, which is minus the slope of a line through the logarithms.
    pub exponent: f64,
    /// The increase of the exponent from the first rank to the last, from a parabola instead of the line: 0 for a power
    /// law, above 0 if the spectrum becomes steeper.
    pub bend: f64,
}

/// The share of values at or below 0 from which a spectrum counts as lost in noise.
const LOST: f64 = 0.05;

/// The power law of the ranks `first..=last`, counted from 1.
///
/// None if the spectrum is shorter, or if it is lost in noise there: with many values at or below 0, the others are
/// noise as well. Rank n has the weight 1/n, so that every part of the logarithmic axis counts the same. A few values
/// below 0 enter with their magnitude, because leaving them out would favour large values.
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
    // the logarithm of the rank and its square, orthogonal to the lower powers
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

/// The participation ratio (Σλ)²/Σλ², from 1 to the number of dimensions: how many dimensions the variance occupies.
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

    /// A sum of twelve uniform draws with mean 0 and variance 1.
    fn normal(chance: &mut SplitMix64) -> f64 {
        let sum: f64 = (0..12).map(|_| chance.unit()).sum();
        sum - 6.0
    }

    fn noise(rows: usize, columns: usize, chance: &mut SplitMix64) -> DMatrix<f64> {
        DMatrix::from_fn(rows, columns, |_, _| normal(chance))
    }

    /// A population whose signal has the eigenvalues n^−α in a random basis, with noise of the variance of the first
    /// component.
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
        // 30 components of variance 1; the standard error of each is 1/√2000
        assert!(total.abs() < 0.6, "{total}");
    }

    #[test]
    fn laws_and_dimensions_of_exact_spectra() {
        let power: Vec<f64> = (1..=50).map(|n| 3.0 * f64::from(n).powf(-1.3)).collect();
        let found = law(&power, 3, 40).expect("long enough");
        assert!((found.exponent - 1.3).abs() < 1e-12 && found.bend.abs() < 1e-9);
        assert_eq!(law(&power, 3, 51), None);
        // noise around 0 has no law, but a single value below 0 changes little
        let noise: Vec<f64> = (1..=50).map(|n| f64::from(n % 2) - 0.5).collect();
        assert_eq!(law(&noise, 3, 40), None);
        let mut one = power.clone();
        one[29] = -one[29];
        assert_eq!(law(&one, 3, 40), Some(found));
        // ln λ = −0.4 x − 0.3 x²: the exponent 0.4 + 0.6 x increases by 0.6 ln(40/4)
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
