//! Labelled images.

use std::collections::BTreeSet;

use super::error::DataError;
use super::split::{self, Split};

/// The largest number of pixels of an image, which is the largest number of inputs of a design.
pub const MAX_PIXELS: usize = 2047;

/// The highest label. Labels count from 0, and a design has at most 1023 outputs.
pub const MAX_LABEL: u16 = 1022;

/// Labelled images, with intensities as an engine takes them.
///
/// A data set may have a separate test set, whose images come after those to learn from.
#[derive(Debug, Clone)]
pub struct DataSet {
    pub(super) name: String,
    pub(super) pixels: usize,
    pub(super) shape: Option<(usize, usize)>,
    pub(super) intensities: Vec<u8>,
    pub(super) labels: Vec<u16>,
    pub(super) classes: usize,
    /// The value in the file that became the intensity 255 (always).
    pub(super) full: f64,
    pub(super) test: Option<OwnTest>,
}

/// Data sets are equal if they have the same name and the same images, whatever the unit in their files.
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

/// The properties that other images must share with the training data so that the network can classify them.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The name of the training data.
    pub name: String,
    /// The number of pixels of an image.
    pub pixels: usize,
    /// The number of classes.
    pub classes: usize,
    /// The labels that occur.
    pub labels: BTreeSet<u16>,
    /// The value in the file that becomes the intensity 255 (always), above 0.
    pub full: f64,
}

/// A separate test set that was joined to training data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTest {
    /// Its name.
    pub name: String,
    /// The path as it was given; none for built-in data.
    pub path: Option<String>,
    /// The number of its images, the last ones of the joined data.
    pub images: usize,
    /// The number of its images that are also among the training images, pixel for pixel.
    pub also_learned: usize,
}

/// What a network of a given size does with a data set; see [`DataSet::task`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// The pixels are the inputs, and the classes are the first outputs.
    Classify,
    /// There are no inputs; the outputs are the pixels, then the classes.
    Generate,
}

impl DataSet {
    /// A data set from its parts: `intensities` has `pixels` values (1 to [`MAX_PIXELS`]) for each of the `labels` (at
    /// least one).
    ///
    /// The number of classes is the highest label + 1. If the number of pixels is a square number, the images count as
    /// square, see [`shape`](Self::shape).
    ///
    /// # Errors
    /// If the parts do not fit each other, or are outside these limits.
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

    /// The name of the data set: that of its file without the extension.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are no images, which only an empty [`subset`](Self::subset) can be.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The number of pixels of an image.
    pub fn pixels(&self) -> usize {
        self.pixels
    }

    /// Width and height, if they are known: from IDX files, or because the number of pixels is a square number.
    pub fn shape(&self) -> Option<(usize, usize)> {
        self.shape
    }

    /// The number of classes: the highest label + 1. A subset keeps it even if it lacks that label.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The intensities of image `index`, row by row.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
    pub fn image(&self, index: usize) -> &[u8] {
        &self.intensities[index * self.pixels..][..self.pixels]
    }

    /// The label of image `index`.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
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

    /// The images at `indices`, in that order, without a separate test set. The number of classes and the shape stay
    /// the same.
    ///
    /// # Panics
    /// If an index is not below [`len`](Self::len).
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

    /// Divides the images into a training set and a test set.
    ///
    /// With a [separate test set](Self::with_test), fraction and seed have no effect. Otherwise the split is random:
    /// the test set has round(len·`test_fraction`) images, and each part has at least one. The same number of images,
    /// fraction and seed always give the same split, see [`Split`].
    ///
    /// # Errors
    /// If `test_fraction` is not between 0 and 1, or there are fewer than 2 images.
    pub fn split(&self, test_fraction: f64, seed: u64) -> Result<Split, DataError> {
        match &self.test {
            Some(test) => Ok(split::apart(self.len() - test.images, test.images)),
            None => split::split(self.len(), test_fraction, seed),
        }
    }

    /// What a network with these numbers of inputs and outputs does with this data set.
    ///
    /// If there is an input for each pixel and at least an output for each class, it [classifies](Task::Classify). If
    /// there are no inputs, and an output for each pixel and each class, it [generates](Task::Generate).
    ///
    /// # Errors
    /// If the data set does not fit the network; the text says which network it would fit.
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

    /// The outputs of image `index` in a network that classifies: its label as [`one_hot`] over `outputs` neurons.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
    pub fn class_target(&self, index: usize, outputs: usize) -> Vec<u8> {
        one_hot(self.label(index), outputs)
    }

    /// The outputs of image `index` in a generative network: its pixels, then its label as [`one_hot`].
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
    pub fn generative_target(&self, index: usize) -> Vec<u8> {
        let mut target = self.image(index).to_vec();
        target.extend(one_hot(self.label(index), self.classes));
        target
    }
}

/// A label as the intensities of `neurons` neurons: 255 (always) at its place and 0 (never) elsewhere.
///
/// If the label is not below `neurons`, all are 0.
pub fn one_hot(label: u16, neurons: usize) -> Vec<u8> {
    let mut hot = vec![0; neurons];
    if let Some(place) = hot.get_mut(usize::from(label)) {
        *place = u8::MAX;
    }
    hot
}

/// The intensity of `value` on a scale from 0 to `max`: min(255, round(256·`value`/`max`)).
///
/// The scale is 256 because an engine takes q as the probability q/256; 255 is certainty. Values outside the range are
/// clamped to it, and NaN gives 0.
pub fn quantise(value: f64, max: f64) -> u8 {
    // `as` saturates at both ends and turns NaN into 0
    (256.0 * (value / max)).round() as u8
}
