//! What trained weights keep of the images that they were learned from.

use std::collections::BTreeSet;

use crate::data::{DataSet, Kind};

use super::state::fnv;

/// How images become stimuli for trained weights, and which images they were learned from.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// How the values of a file become intensities, and its labels classes.
    pub kind: Kind,
    /// The 64-bit hash FNV-1a of the intensities of each training image.
    images: BTreeSet<u64>,
}

impl Learned {
    /// What weights keep that were learned from these images of a data set.
    pub fn new(data: &DataSet, images: impl IntoIterator<Item = usize>) -> Self {
        let hashes = images.into_iter().map(|image| hash(data.image(image)));
        Self {
            kind: data.kind(),
            images: hashes.collect(),
        }
    }

    /// The same from hashes that were [kept](Self::hashes).
    pub fn from_hashes(kind: Kind, hashes: impl IntoIterator<Item = u64>) -> Self {
        Self {
            kind,
            images: hashes.into_iter().collect(),
        }
    }

    /// The hashes of the training images, in ascending order.
    pub fn hashes(&self) -> impl ExactSizeIterator<Item = u64> {
        self.images.iter().copied()
    }

    /// Whether all training images are among those of a data set.
    pub fn is_of(&self, data: &DataSet) -> bool {
        let there: BTreeSet<u64> = data.iter().map(|(image, _)| hash(image)).collect();
        self.images.is_subset(&there)
    }

    /// Whether an image with exactly these intensities was learned, whatever its label and its file.
    ///
    /// An image that was never learned has the hash of one that was with a probability of about n/2^64 for n training
    /// images.
    pub fn contains(&self, intensities: &[u8]) -> bool {
        self.images.contains(&hash(intensities))
    }
}

fn hash(intensities: &[u8]) -> u64 {
    fnv(intensities.iter().copied())
}
