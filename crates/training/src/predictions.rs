//! The predicted class of every single image, with which two networks can be compared on the same images.

use crate::data::DataSet;
use yuragi_engines::Engine;
use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use super::error::Result;
use super::evaluation::{Evaluation, SEED, best, class_spikes};
use super::lessons::Lessons;

/// The predicted class of each image, in the order of `images`: those that [`evaluate`](super::evaluate) counts.
///
/// # Errors
/// If the weights do not fit or the engine fails.
pub fn predictions(
    engine: &mut dyn Engine,
    network: (&Design, &Weights),
    lessons: &Lessons,
    (data, images): (&DataSet, &[usize]),
    spikes: u16,
) -> Result<Vec<usize>> {
    let counts = class_spikes(engine, network, lessons, (data, images), &[spikes], SEED)?;
    Ok(counts.iter().map(|portions| best(&portions[0])).collect())
}

impl Evaluation {
    /// The evaluation that follows from predictions, with the true classes beside them.
    ///
    /// # Panics
    /// If a class is not below `classes`, or the numbers differ.
    pub fn of(labels: &[usize], predicted: &[usize], classes: usize, spikes: u16) -> Self {
        assert_eq!(labels.len(), predicted.len(), "predictions");
        let mut confusion = vec![vec![0; classes]; classes];
        for (&label, &predicted) in labels.iter().zip(predicted) {
            confusion[label][predicted] += 1;
        }
        Self {
            confusion,
            presentations: labels.len() as u64 * u64::from(spikes),
        }
    }
}
