//! The accuracies of chains and of ensembles of chains, from outcomes that come one after another.
//!
//! The sums of one ensemble of each size are kept, and no outcome is, so the memory that is needed does not depend on
//! the number of tasks.

use yuragi_training::best;

use super::error::SweepError;
use super::task::Outcome;

/// The chains of a split.
pub(super) struct Part {
    /// The labels of the test images, in the order of the split.
    labels: Vec<usize>,
    classes: usize,
    ensembles: Vec<Ensemble>,
}

/// Ensembles of one size: the one that is being added up, and what the earlier ones reached.
struct Ensemble {
    chains: usize,
    added: usize,
    /// The spike counts `[count][image * class]` of the chains so far.
    sums: Vec<Vec<u32>>,
    /// The accuracies of the whole ensembles, `[count][ensemble]`.
    accuracies: Vec<Vec<f64>>,
}

/// The sizes of ensembles among `all` chains: 1, 2, 4, ... and all.
pub(super) fn sizes(all: usize) -> Vec<usize> {
    let powers = (0..usize::BITS).map(|n| 1 << n);
    powers.take_while(|&size| size < all).chain([all]).collect()
}

impl Part {
    /// A split with its labels and the numbers of classes, chains and counts that will come.
    pub fn new(labels: Vec<usize>, classes: usize, chains: usize, counts: usize) -> Self {
        let ensemble = |chains| Ensemble {
            chains,
            added: 0,
            sums: vec![vec![0; labels.len() * classes]; counts],
            accuracies: vec![Vec::new(); counts],
        };
        Self {
            ensembles: sizes(chains).into_iter().map(ensemble).collect(),
            labels,
            classes,
        }
    }

    /// Adds a chain, and returns its accuracy at each number of presentations. Chains that do not fill an ensemble are
    /// left out of it.
    ///
    /// # Errors
    /// If the outcome has other numbers of counts, images or classes than the sweep.
    pub fn add(&mut self, outcome: &Outcome) -> Result<Vec<f64>, SweepError> {
        let counts = self.ensembles[0].sums.len();
        let fits = outcome.spikes.len() == counts
            && outcome.spikes.iter().all(|images| {
                images.len() == self.labels.len()
                    && images.iter().all(|classes| classes.len() == self.classes)
            });
        if !fits {
            return Err(SweepError::Shape {
                images: self.labels.len(),
                classes: self.classes,
                counts,
            });
        }
        for ensemble in &mut self.ensembles {
            for (sums, own) in ensemble.sums.iter_mut().zip(&outcome.spikes) {
                for (sum, own) in sums.iter_mut().zip(own.iter().flatten()) {
                    *sum += own;
                }
            }
            ensemble.added += 1;
            if ensemble.added == ensemble.chains {
                ensemble.added = 0;
                for (sums, reached) in ensemble.sums.iter_mut().zip(&mut ensemble.accuracies) {
                    reached.push(accuracy(sums, self.classes, &self.labels));
                    sums.fill(0);
                }
            }
        }
        let single = &self.ensembles[0].accuracies;
        Ok(single
            .iter()
            .map(|reached| reached[reached.len() - 1])
            .collect())
    }

    /// The accuracies of disjoint ensembles of `chains` chains, which must be one of the [`sizes`].
    pub fn accuracies(&self, chains: usize, count: usize) -> &[f64] {
        let own = self.ensembles.iter().find(|own| own.chains == chains);
        own.map_or(&[], |ensemble| &ensemble.accuracies[count])
    }

    /// The accuracy of each ensemble minus the mean accuracy of its chains alone, whose spikes are counted up to
    /// `alone`.
    pub fn gains(&self, chains: usize, count: usize, alone: usize) -> Vec<f64> {
        let single = self.accuracies(1, alone).chunks_exact(chains);
        let means = single.map(|accuracies| accuracies.iter().sum::<f64>() / chains as f64);
        let together = self.accuracies(chains, count).iter();
        together
            .zip(means)
            .map(|(together, mean)| together - mean)
            .collect()
    }
}

/// The share of the images for which the true class has the largest count.
fn accuracy(counts: &[u32], classes: usize, labels: &[usize]) -> f64 {
    let right = (counts.chunks_exact(classes).zip(labels))
        .filter(|(counts, label)| best(counts) == **label);
    right.count() as f64 / labels.len() as f64
}
