//! What a network predicts for single images, with the uncertainty of its spike counts.

use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use crate::data::DataSet;

use super::error::Result;
use super::evaluation::{Evaluation, SEED, best, class_spikes};
use super::lessons::Lessons;
use super::state::fnv;

/// The number of parts in which spikes are counted, to see how much the counts vary.
const PARTS: u16 = 8;

/// The fewest presentations that are counted in parts.
const LEAST: u16 = 2 * PARTS;

/// The weight of the prior in [`Prediction::posterior_mean`]: half a spike for each class, the prior of Jeffreys.
const PRIOR: f64 = 0.5;

/// The spikes of the classes for one image, and what follows from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The place of the image in its data set.
    pub image: usize,
    /// The spikes of each class in each part of the presentations, `[part][class]`.
    parts: Vec<Vec<u16>>,
}

impl Prediction {
    /// A prediction from spike counts, `[part][class]`; there is at least one part.
    pub fn new(image: usize, parts: Vec<Vec<u16>>) -> Self {
        assert!(!parts.is_empty(), "a prediction counts spikes");
        Self { image, parts }
    }

    /// The spikes of each class, over all presentations.
    pub fn spikes(&self) -> Vec<u32> {
        let class = |class: usize| self.parts.iter().map(|part| u32::from(part[class])).sum();
        (0..self.parts[0].len()).map(class).collect()
    }

    /// The predicted class: the one with the most spikes, the first of them if several have as many.
    pub fn class(&self) -> usize {
        best(&self.spikes())
    }

    /// The `most` classes with the most spikes, in falling order. Of classes with equal counts the first comes first.
    pub fn ranking(&self, most: usize) -> Vec<usize> {
        let spikes = self.spikes();
        let mut classes: Vec<usize> = (0..spikes.len()).collect();
        // a stable sort keeps the order of equal classes
        classes.sort_by_key(|&class| std::cmp::Reverse(spikes[class]));
        classes.truncate(most);
        classes
    }

    /// The share n_c/N of each class c in the N spikes of all classes; none if no class spiked.
    pub fn shares(&self) -> Option<Vec<f64>> {
        let spikes = self.spikes();
        let all: u32 = spikes.iter().sum();
        (all > 0).then(|| {
            spikes
                .iter()
                .map(|&n| f64::from(n) / f64::from(all))
                .collect()
        })
    }

    /// The standard error of each of the [`shares`](Self::shares); none if no class spiked, or if there were fewer than
    /// 16 presentations.
    ///
    /// Successive presentations depend on each other, so it is not computed from the counts alone, but from how much
    /// they vary between B = 8 parts of the presentations. It is the standard error of a ratio (Cochran, "Sampling
    /// Techniques", 3rd edition, equation 6.13): with n_cb spikes of class c, and N_b of all classes in part b, it is
    /// the root of Σ_b (n_cb − p_c·N_b)² / (B·(B − 1)), divided by the mean of N_b.
    pub fn standard_errors(&self) -> Option<Vec<f64>> {
        if self.parts.len() < 2 {
            return None;
        }
        let shares = self.shares()?;
        let parts = self.parts.len() as f64;
        let sums: Vec<f64> = self
            .parts
            .iter()
            .map(|part| part.iter().map(|&n| f64::from(n)).sum())
            .collect();
        let mean = sums.iter().sum::<f64>() / parts;
        let error = |(class, share): (usize, &f64)| {
            let squares: f64 = self
                .parts
                .iter()
                .zip(&sums)
                .map(|(part, all)| (f64::from(part[class]) - share * all).powi(2))
                .sum();
            (squares / (parts * (parts - 1.0))).sqrt() / mean
        };
        Some(shares.iter().enumerate().map(error).collect())
    }

    /// The mean of each class's probability under its posterior: (n_c + ½)/(N + C/2) with C classes.
    ///
    /// The prior is a Dirichlet distribution with all parameters ½ (Jeffreys). No class is ever impossible, and without
    /// spikes all classes are equally probable.
    pub fn posterior_mean(&self) -> Vec<f64> {
        let spikes = self.spikes();
        let all: f64 = spikes.iter().map(|&n| f64::from(n) + PRIOR).sum();
        spikes
            .iter()
            .map(|&n| (f64::from(n) + PRIOR) / all)
            .collect()
    }

    /// The entropy of the [`posterior_mean`](Self::posterior_mean), in bits: 0 if the class is certain, log2 of the
    /// number of classes if nothing is known.
    pub fn entropy(&self) -> f64 {
        let parts = self.posterior_mean();
        -parts.iter().map(|p| p * p.log2()).sum::<f64>()
    }
}

/// Predicts the class of images of a data set, given by their places, each over `spikes` presentations (1 or more).
///
/// `seen` is called after every image with the number of images so far. The engine is reset first, as for
/// [`evaluate`](super::evaluate), which predicts the same classes. From 16 presentations on, the spikes are counted in 8
/// parts.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn predict(
    engine: &mut dyn Engine,
    network: (&Design, &Weights),
    lessons: &Lessons,
    (data, images): (&DataSet, &[usize]),
    spikes: u16,
    seen: &mut dyn FnMut(usize),
) -> Result<Vec<Prediction>> {
    let counted = class_spikes(
        engine,
        network,
        lessons,
        (data, images),
        &portions(spikes),
        SEED,
        seen,
    )?;
    let predictions = images.iter().zip(counted);
    Ok(predictions
        .map(|(&image, parts)| Prediction::new(image, parts))
        .collect())
}

/// How well images of a data set were classified, by those that have a label; it took `presentations` presentations.
pub fn evaluation_of(data: &DataSet, predictions: &[Prediction], presentations: u64) -> Evaluation {
    let pair = |p: &Prediction| Some((usize::from(data.known_label(p.image)?), p.class()));
    let pairs = predictions.iter().filter_map(pair);
    Evaluation::of(data.classes(), pairs, presentations)
}

/// A 64-bit hash of the places of images and of their spikes, in hexadecimal: equal predictions have equal hashes.
pub fn fingerprint(predictions: &[Prediction]) -> String {
    let numbers = predictions.iter().flat_map(|prediction| {
        let place = prediction.image as u64;
        std::iter::once(place).chain(prediction.spikes().into_iter().map(u64::from))
    });
    format!("{:016x}", fnv(numbers.flat_map(u64::to_le_bytes)))
}

/// The presentations of each part: equal, but for the remainder, which is spread over the first parts.
fn portions(spikes: u16) -> Vec<u16> {
    if spikes < LEAST {
        return vec![spikes];
    }
    let part = |part| spikes / PARTS + u16::from(part < spikes % PARTS);
    (0..PARTS).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        for spikes in [1, 15, 16, 17, 64, 1000, u16::MAX] {
            let portions = portions(spikes);
            assert_eq!(
                portions.iter().map(|&n| u32::from(n)).sum::<u32>(),
                u32::from(spikes)
            );
            let ends = (portions.iter().min(), portions.iter().max());
            assert!(ends.1.unwrap() - ends.0.unwrap() <= 1, "{portions:?}");
        }
    }

    #[test]
    fn statistics_of_counts_by_hand() {
        let prediction = Prediction::new(3, vec![vec![3, 1], vec![1, 1]]);
        assert_eq!(prediction.spikes(), [4, 2]);
        assert_eq!(prediction.class(), 0);
        assert_eq!(prediction.shares(), Some(vec![4.0 / 6.0, 2.0 / 6.0]));
        // residuals 3 − 4·⅔ = ⅓ and 1 − 2·⅔ = −⅓; √(2/9/2)/3 = 1/9
        for error in prediction.standard_errors().expect("two parts") {
            assert!((error - 1.0 / 9.0).abs() < 1e-12, "{error}");
        }
        assert_eq!(prediction.posterior_mean(), [4.5 / 7.0, 2.5 / 7.0]);
        assert!(
            (prediction.entropy() - 0.940_286).abs() < 1e-6,
            "{}",
            prediction.entropy()
        );
    }

    #[test]
    fn without_spikes_nothing_is_known() {
        let silent = Prediction::new(0, vec![vec![0; 4]; 8]);
        assert_eq!(silent.shares(), None);
        assert_eq!(silent.standard_errors(), None);
        assert_eq!(silent.posterior_mean(), [0.25; 4]);
        assert!((silent.entropy() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn equal_counts_keep_their_order() {
        let prediction = Prediction::new(0, vec![vec![2, 5, 2, 5]]);
        assert_eq!(prediction.ranking(3), [1, 3, 0]);
        assert_eq!(prediction.standard_errors(), None);
    }
}
