//! Labelled images.

use std::collections::BTreeSet;

use super::error::DataError;
use super::split::{self, Split};

/// The most pixels that a data set may have: the most input neurons that a design may have.
pub const MAX_PIXELS: usize = 2047;

/// The highest label: the most outputs that a design may have is 1023, and labels count from 0.
pub const MAX_LABEL: u16 = 1022;

/// Labelled images, with intensities as an engine takes them.
///
/// The test set of its own that a data set may have comes behind the images to learn from.
#[derive(Debug, Clone)]
pub struct DataSet {
    pub(super) name: String,
    pub(super) pixels: usize,
    pub(super) shape: Option<(usize, usize)>,
    pub(super) intensities: Vec<u8>,
    pub(super) labels: Vec<u16>,
    pub(super) classes: usize,
    /// The value that meant "always" where they were read.
    pub(super) full: f64,
    pub(super) test: Option<OwnTest>,
}

/// Equal are the same images under the same name, whatever unit they were read in.
impl PartialEq for DataSet {
    fn eq(&self, other: &Self) -> bool {
        let parts = |data: &Self| (data.pixels, data.shape, data.classes, data.test.clone());
        self.name == other.name
            && parts(self) == parts(other)
            && self.labels == other.labels
            && self.intensities == other.intensities
    }
}

impl Eq for DataSet {}

/// What other images must have in common with those that were learned from, so that a network can be asked about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// What the data are called that were learned from.
    pub name: String,
    /// Pixels of an image.
    pub pixels: usize,
    /// The number of classes.
    pub classes: usize,
    /// The labels that occur.
    pub labels: BTreeSet<u16>,
    /// The value that means "always" in their file.
    pub full: f64,
}

/// A test set that was joined to training data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTest {
    /// What it is called.
    pub name: String,
    /// The file as it was given; none for data that ship.
    pub path: Option<String>,
    /// Its images: the last ones of the joined data.
    pub images: usize,
    /// Of how many of its images the training data have the very pixels, too.
    pub also_learned: usize,
}

/// What a network of given size does with a data set, as [`DataSet::task`] finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Pixels are the inputs, classes the first outputs.
    Classify,
    /// No inputs: the outputs are the pixels, then the classes.
    Generate,
}

impl DataSet {
    /// A data set from its parts: `intensities` holds `pixels` values for each of the `labels`.
    ///
    /// The number of classes is the highest label + 1. Where the number of pixels is a square, images
    /// are taken to be square, see [`shape`](Self::shape).
    pub fn new(
        name: impl Into<String>,
        pixels: usize,
        intensities: Vec<u8>,
        labels: Vec<u16>,
    ) -> Result<Self, DataError> {
        let name = name.into();
        let bad = |found: String, expected: String| {
            Err(DataError::Shape {
                name: name.clone(),
                found,
                expected,
            })
        };
        if pixels == 0 || pixels > MAX_PIXELS {
            return bad(
                format!("images of {pixels} pixels"),
                format!("1 to {MAX_PIXELS} pixels"),
            );
        }
        let Some(&highest) = labels.iter().max() else {
            return bad("no image".into(), "at least one".into());
        };
        if highest > MAX_LABEL {
            return bad(
                format!("label {highest}"),
                format!("labels 0 to {MAX_LABEL}"),
            );
        }
        if labels.len().checked_mul(pixels) != Some(intensities.len()) {
            return bad(
                format!("{} intensities", intensities.len()),
                format!("{pixels} for each of the {} labels", labels.len()),
            );
        }
        let side = pixels.isqrt();
        Ok(Self {
            name,
            pixels,
            shape: (side * side == pixels).then_some((side, side)),
            intensities,
            labels,
            classes: usize::from(highest) + 1,
            full: u8::MAX.into(),
            test: None,
        })
    }

    /// What the data set is called: its file's name without the extension.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no image. Only an empty [`subset`](Self::subset) has none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The pixels of one image.
    pub fn pixels(&self) -> usize {
        self.pixels
    }

    /// Width and height, if known: given by IDX files, else a square if the pixels make one.
    pub fn shape(&self) -> Option<(usize, usize)> {
        self.shape
    }

    /// The number of classes: the highest label + 1, also in a subset that lacks it.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The intensities of image `index`, row by row.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len), as for a slice.
    pub fn image(&self, index: usize) -> &[u8] {
        &self.intensities[index * self.pixels..][..self.pixels]
    }

    /// The label of image `index`.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len), as for a slice.
    pub fn label(&self, index: usize) -> u16 {
        self.labels[index]
    }

    /// The labels of all images.
    pub fn labels(&self) -> &[u16] {
        &self.labels
    }

    /// All images in order, each with its label.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&[u8], u16)> {
        self.intensities
            .chunks_exact(self.pixels)
            .zip(self.labels.iter().copied())
    }

    /// The images at `indices`, in that order, without a test set; classes and shape stay those of the whole.
    ///
    /// # Panics
    /// If an index is not below [`len`](Self::len), as for a slice.
    pub fn subset(&self, indices: &[usize]) -> Self {
        let mut intensities = Vec::with_capacity(indices.len() * self.pixels);
        for &index in indices {
            intensities.extend_from_slice(self.image(index));
        }
        Self {
            name: self.name.clone(),
            pixels: self.pixels,
            shape: self.shape,
            intensities,
            labels: indices.iter().map(|&index| self.labels[index]).collect(),
            classes: self.classes,
            full: self.full,
            test: None,
        }
    }

    /// Divides the images into a training and a test part: at random, unless there is a test set of its own.
    ///
    /// With [such a set](Self::with_test) fraction and seed have no effect.
    ///
    /// The test part has round(len·`test_fraction`) images, and each part has at least one. The same images,
    /// fraction and seed give the same split for ever: see [`Split`].
    pub fn split(&self, test_fraction: f64, seed: u64) -> Result<Split, DataError> {
        match &self.test {
            Some(test) => Ok(split::apart(self.len() - test.images, test.images)),
            None => split::split(self.len(), test_fraction, seed),
        }
    }

    /// What a network with these numbers of inputs and outputs does with this data set.
    ///
    /// With as many inputs as pixels and at least as many outputs as classes, it [classifies](Task::Classify);
    /// with no inputs and as many outputs as pixels and classes together, it [generates](Task::Generate);
    /// otherwise the data set does not fit, and the error says what would.
    pub fn task(&self, inputs: usize, outputs: usize) -> Result<Task, DataError> {
        if inputs == self.pixels && outputs >= self.classes {
            Ok(Task::Classify)
        } else if inputs == 0 && outputs == self.pixels + self.classes {
            Ok(Task::Generate)
        } else {
            Err(DataError::Fit {
                name: self.name.clone(),
                pixels: self.pixels,
                classes: self.classes,
                inputs,
                outputs,
            })
        }
    }

    /// The outputs of image `index` for a network that classifies: [`one_hot`] over `outputs` neurons.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len), as for a slice.
    pub fn class_target(&self, index: usize, outputs: usize) -> Vec<u8> {
        one_hot(self.label(index), outputs)
    }

    /// The outputs of image `index` for a network that generates: its pixels, then its label as [`one_hot`].
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len), as for a slice.
    pub fn generative_target(&self, index: usize) -> Vec<u8> {
        let mut target = self.image(index).to_vec();
        target.extend(one_hot(self.label(index), self.classes));
        target
    }
}

/// A label as intensities of `neurons` neurons: 255 (always) at its place, 0 (never) elsewhere.
///
/// A label that is not below `neurons` gives zeros only.
pub fn one_hot(label: u16, neurons: usize) -> Vec<u8> {
    let mut hot = vec![0; neurons];
    if let Some(place) = hot.get_mut(usize::from(label)) {
        *place = u8::MAX;
    }
    hot
}

/// The intensity of `value` on a scale from 0 to `max`: min(255, round(256·`value`/`max`)).
///
/// An engine reads q as the probability q/256 and 255 as certainty, so the scale is 256 and only its end is
/// cut off. Values beyond the scale are clamped to it, and what is not a number gives 0.
pub fn quantise(value: f64, max: f64) -> u8 {
    // `as` saturates: it is the clamp at both ends, and takes NaN to 0.
    (256.0 * (value / max)).round() as u8
}
