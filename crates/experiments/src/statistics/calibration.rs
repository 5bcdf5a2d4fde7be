//! Calibration: how well predicted probabilities agree with the outcomes.

/// The predictions of one range of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// The mean probability of the predicted class; NaN if the bin is empty.
    pub confidence: f64,
    /// The accuracy, 0 to 1; NaN if the bin is empty.
    pub accuracy: f64,
    /// The number of predictions.
    pub n: usize,
}

/// Scores of a set of predictions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// The share of correct predictions, 0 to 1.
    pub accuracy: f64,
    /// The expected calibration error over 10 bins, 0 to 1.
    pub calibration_error: f64,
    /// The mean surprise of the true class, in bits.
    pub surprise: f64,
    /// The Brier score (Brier, 1950): the mean squared distance from certainty of the true class, 0 to 2.
    pub brier: f64,
}

/// The number of bins for the calibration error of [`Scores`].
pub const BINS: usize = 10;

/// The class with the largest probability, the lowest of several, and that probability.
fn predicted(probabilities: &[f64]) -> (usize, f64) {
    let mut best = (0, f64::MIN);
    for (class, &probability) in probabilities.iter().enumerate() {
        if probability > best.1 {
            best = (class, probability);
        }
    }
    best
}

/// The reliability curve: the predictions in `bins` bins of equal width by the probability of the predicted class.
///
/// # Panics
/// If the numbers of labels and predictions differ.
pub fn reliability(predictions: &[Vec<f64>], labels: &[u16], bins: usize) -> Vec<Bin> {
    assert_eq!(predictions.len(), labels.len(), "labels");
    let mut found = vec![Bin::default(); bins];
    for (prediction, &label) in predictions.iter().zip(labels) {
        let (class, confidence) = predicted(prediction);
        let bin = &mut found[((confidence * bins as f64) as usize).min(bins - 1)];
        bin.confidence += confidence;
        bin.accuracy += f64::from(u8::from(class == usize::from(label)));
        bin.n += 1;
    }
    for bin in &mut found {
        bin.confidence /= bin.n as f64;
        bin.accuracy /= bin.n as f64;
    }
    found
}

/// The expected calibration error Σ n_b/n·|accuracy_b − confidence_b| (Guo et al., ICML 2017). It is never negative, so
/// even for a perfectly calibrated predictor it is of the order of √(bins/n).
pub fn calibration_error(bins: &[Bin]) -> f64 {
    let all: usize = bins.iter().map(|bin| bin.n).sum();
    let filled = bins.iter().filter(|bin| bin.n > 0);
    let gaps = filled.map(|bin| bin.n as f64 * (bin.accuracy - bin.confidence).abs());
    gaps.sum::<f64>() / all as f64
}

/// The entropy of a distribution in bits.
pub fn entropy(probabilities: &[f64]) -> f64 {
    let terms = probabilities.iter().filter(|&&p| p > 0.0);
    -terms.map(|p| p * p.log2()).sum::<f64>()
}

impl Scores {
    /// The scores of predictions, each of which is a distribution over the classes.
    ///
    /// # Panics
    /// If the numbers of labels and predictions differ, or a label is not a class.
    pub fn of(predictions: &[Vec<f64>], labels: &[u16]) -> Self {
        let bins = reliability(predictions, labels, BINS);
        let (mut right, mut surprise, mut brier) = (0.0, 0.0, 0.0);
        for (prediction, &label) in predictions.iter().zip(labels) {
            let label = usize::from(label);
            right += f64::from(u8::from(predicted(prediction).0 == label));
            surprise -= prediction[label].log2();
            let squares: f64 = prediction.iter().map(|p| p * p).sum();
            brier += squares - 2.0 * prediction[label] + 1.0;
        }
        let n = labels.len() as f64;
        Self {
            accuracy: right / n,
            calibration_error: calibration_error(&bins),
            surprise: surprise / n,
            brier: brier / n,
        }
    }
}

/// The distribution proportional to p^exponent, which is temperature scaling with the temperature 1/exponent (Guo et
/// al., ICML 2017).
pub fn sharpened(probabilities: &[f64], exponent: f64) -> Vec<f64> {
    let powers: Vec<f64> = probabilities.iter().map(|p| p.powf(exponent)).collect();
    let all: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / all).collect()
}

/// The exponent from 0.25 to 8, in steps of 1 %, for which the mean surprise of the true classes is smallest.
///
/// # Panics
/// Those of [`Scores::of`].
pub fn best_exponent(predictions: &[Vec<f64>], labels: &[u16]) -> f64 {
    let surprise = |exponent: f64| -> f64 {
        let pairs = predictions.iter().zip(labels);
        pairs
            .map(|(p, &label)| -sharpened(p, exponent)[usize::from(label)].ln())
            .sum()
    };
    let exponents = (0..349).map(|step| 0.25 * 1.01_f64.powi(step));
    let scored = exponents.map(|exponent| (exponent, surprise(exponent)));
    scored
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(1.0, |best| best.0)
}

/// The area under the receiver operating characteristic: the probability that a random value of `high` is above a
/// random value of `low`, where ties count half. It is Mann and Whitney's U divided by the number of pairs.
pub fn auroc(low: &[f64], high: &[f64]) -> f64 {
    let mut sorted = low.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let pairs = high.iter().map(|value| {
        let below = sorted.partition_point(|other| other < value);
        let up_to = sorted.partition_point(|other| other <= value);
        (below + up_to) as f64 / 2.0
    });
    pairs.sum::<f64>() / (low.len() * high.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuragi_model::chance::SplitMix64;

    /// Predictions of two classes with confidence c, of which exactly the share `truth(c)` of every hundred is correct.
    fn synthetic(truth: impl Fn(f64) -> f64) -> (Vec<Vec<f64>>, Vec<u16>) {
        let mut predictions = Vec::new();
        let mut labels = Vec::new();
        for confidence in [0.55, 0.65, 0.75, 0.85, 0.95] {
            for n in 0..100 {
                predictions.push(vec![confidence, 1.0 - confidence]);
                labels.push(u16::from(
                    f64::from(n) >= (100.0 * truth(confidence)).round(),
                ));
            }
        }
        (predictions, labels)
    }

    #[test]
    fn a_known_calibration_error() {
        let (predictions, labels) = synthetic(|c| c);
        assert!(Scores::of(&predictions, &labels).calibration_error < 1e-9);
        // the confidence is ten points too high everywhere
        let (predictions, labels) = synthetic(|c| c - 0.1);
        let scores = Scores::of(&predictions, &labels);
        assert!((scores.calibration_error - 0.1).abs() < 1e-9);
        assert!((scores.accuracy - 0.65).abs() < 1e-9);
        let bins = reliability(&predictions, &labels, 10);
        assert_eq!(bins[5].n, 100);
        assert!((bins[9].confidence - 0.95).abs() < 1e-9 && (bins[9].accuracy - 0.85).abs() < 1e-9);
        assert!(bins[0].confidence.is_nan());
    }

    /// The labels are drawn from the predictions. By Hoeffding's inequality for each of ten bins, no bin deviates by
    /// more than √(ln(2·10/10⁻⁶)/(2n)), with a false alarm of 10⁻⁶.
    #[test]
    fn labels_drawn_from_the_predictions_are_calibrated() {
        let mut chance = SplitMix64::new(1);
        let (mut predictions, mut labels) = (Vec::new(), Vec::new());
        for _ in 0..20_000 {
            let p = chance.unit();
            predictions.push(vec![p, 1.0 - p]);
            labels.push(u16::from(chance.unit() >= p));
        }
        for bin in reliability(&predictions, &labels, 10) {
            let most = ((2e7_f64).ln() / (2.0 * bin.n as f64)).sqrt();
            assert!(
                bin.n == 0 || (bin.accuracy - bin.confidence).abs() < most,
                "{bin:?}"
            );
        }
    }

    #[test]
    fn known_scores() {
        assert!((entropy(&[0.1; 10]) - 10_f64.log2()).abs() < 1e-12);
        assert_eq!(entropy(&[0.0, 1.0]), 0.0);
        assert!((entropy(&[0.5, 0.25, 0.25]) - 1.5).abs() < 1e-12);
        // uniform over four classes: 2 bits of surprise, Brier 3/16 + 9/16
        let scores = Scores::of(&[vec![0.25; 4]], &[3]);
        assert!((scores.surprise - 2.0).abs() < 1e-12 && (scores.brier - 0.75).abs() < 1e-12);
        assert_eq!(scores.accuracy, 0.0);
    }

    /// The labels come from p, and the predictions are proportional to its square root, so the best exponent is 2.
    #[test]
    fn a_known_exponent() {
        assert_eq!(sharpened(&[0.2, 0.8], 1.0), [0.2, 0.8]);
        let (truth, labels) = synthetic(|c| c);
        let flat: Vec<Vec<f64>> = truth.iter().map(|p| sharpened(p, 0.5)).collect();
        let exponent = best_exponent(&flat, &labels);
        assert!((exponent - 2.0).abs() < 0.02, "{exponent}");
        assert!(Scores::of(&flat, &labels).calibration_error > 0.05);
        let mended: Vec<Vec<f64>> = flat.iter().map(|p| sharpened(p, exponent)).collect();
        assert!(Scores::of(&mended, &labels).calibration_error < 0.003);
    }

    #[test]
    fn known_separation() {
        assert_eq!(auroc(&[1.0, 2.0], &[3.0, 4.0]), 1.0);
        assert_eq!(auroc(&[3.0, 4.0], &[1.0, 2.0]), 0.0);
        assert_eq!(auroc(&[1.0, 2.0], &[1.0, 2.0]), 0.5);
        // of four pairs, three are in order
        assert_eq!(auroc(&[1.0, 3.0], &[2.0, 4.0]), 0.75);
    }
}
