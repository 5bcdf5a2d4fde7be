//! Labelled images.

use std::sync::Arc;

use super::error::DataError;
use super::finding::Finding;
use super::kind::{Encoding, Kind, MAX_LABEL, MAX_PIXELS, UNLABELLED};
use super::labels::numbered;
use super::split::{self, Split};
use super::unscaled::Unscaled;

/// Labelled images, with intensities as an engine takes them.
///
/// A data set may have a separate test set, whose images come after those to learn from.
#[derive(Debug, Clone)]
pub struct DataSet {
    pub(super) kind: Kind,
    pub(super) intensities: Vec<u8>,
    pub(super) labels: Vec<u16>,
    findings: Vec<Finding>,
    clipped: u64,
    pub(super) test: Option<OwnTest>,
    /// What was read, if the scale comes from it and it is not yet known which images are learned from.
    pub(super) unscaled: Option<Arc<Unscaled>>,
}

/// Data sets are equal if they have the same name and the same images, whatever the unit in their files.
impl PartialEq for DataSet {
    fn eq(&self, other: &Self) -> bool {
        let parts = |data: &Self| (data.pixels(), data.shape(), data.test.clone());
        self.name() == other.name()
            && parts(self) == parts(other)
            && self.kind.labels == other.kind.labels
            && self.labels == other.labels
            && self.intensities == other.intensities
    }
}

impl Eq for DataSet {}

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
        let classes = numbered(labels);
        let mut kind = Kind::numbered(name, pixels, classes.names.len(), u8::MAX.into());
        kind.unseen = classes.unseen;
        Ok(Self::of(kind, intensities, classes.labels))
    }

    /// A data set whose parts fit each other.
    pub(super) fn of(kind: Kind, intensities: Vec<u8>, labels: Vec<u16>) -> Self {
        Self {
            kind,
            intensities,
            labels,
            findings: Vec::new(),
            clipped: 0,
            test: None,
            unscaled: None,
        }
    }

    /// The same with what was read.
    pub(super) fn with_unscaled(self, unscaled: Option<Arc<Unscaled>>) -> Self {
        Self { unscaled, ..self }
    }

    /// The same findings for a new scale, and the number of values, of all there are, that were clipped to it.
    pub(super) fn replace_findings(&mut self, findings: Vec<Finding>, clipped: u64, of: usize) {
        let kept = |finding: &Finding| matches!(finding, Finding::Counter { .. });
        self.findings.retain(kept);
        self.findings.extend(findings);
        self.clipped = clipped;
        if clipped > 0 {
            let (values, of) = (clipped, of as u64);
            self.findings.push(Finding::Clipped { values, of });
        }
    }

    /// Adds the number of values of other images that were clipped to the scale.
    pub(super) fn add_beyond(&mut self, values: u64, of: u64) {
        self.clipped += values;
        if values > 0 {
            self.findings.push(Finding::Beyond { values, of });
        }
    }

    /// The same with what a user should know about it, and the number of values, of all there are, that were clipped.
    pub(super) fn finding(mut self, findings: Vec<Finding>, clipped: u64, of: usize) -> Self {
        self.replace_findings(findings, clipped, of);
        self
    }

    /// The name of the data set: that of its file without the extension.
    pub fn name(&self) -> &str {
        &self.kind.name
    }

    /// How the values of the file became intensities and its labels classes. Other images must be read in the same way
    /// so that a network that learned from these can classify them.
    pub fn kind(&self) -> Kind {
        self.kind.clone()
    }

    /// What a user should know about the data: a scale that was chosen, an outlier, values that were clipped.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The number of values that lie beyond the scale and were clipped to it.
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    /// Whether the images have labels. Only images for a network that has learned can be without.
    pub fn is_labelled(&self) -> bool {
        self.labels.first() != Some(&UNLABELLED)
    }

    /// The class of image `index`, if it has a label.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
    pub fn known_label(&self, index: usize) -> Option<u16> {
        Some(self.labels[index]).filter(|&label| label != UNLABELLED)
    }

    /// The names of the classes, in the order of their numbers.
    pub fn class_names(&self) -> &[String] {
        &self.kind.labels
    }

    /// The number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there are no images, which only an empty [`subset`](Self::subset) can be.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// The number of pixels of an image, which are the inputs of a network. A value of a file is one pixel, or several
    /// with a [thermometer code](Encoding::Thermometer).
    pub fn pixels(&self) -> usize {
        self.kind.pixels
    }

    /// Width and height, if they are known: from the file, or because the number of pixels is a square number. The
    /// inputs of a thermometer code have none.
    pub fn shape(&self) -> Option<(usize, usize)> {
        self.kind
            .shape
            .filter(|_| self.kind.encoding == Encoding::Rate)
    }

    /// The number of classes. If the labels are numbers, it is the highest one + 1. A subset keeps it even if it lacks
    /// a class.
    pub fn classes(&self) -> usize {
        self.kind.classes()
    }

    /// The intensities of image `index`, row by row.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
    pub fn image(&self, index: usize) -> &[u8] {
        &self.intensities[index * self.pixels()..][..self.pixels()]
    }

    /// The intensities of all images, one after the other.
    pub fn intensities(&self) -> &[u8] {
        &self.intensities
    }

    /// The label of image `index`, which is the number of its class; [`UNLABELLED`] if it has none.
    ///
    /// # Panics
    /// If `index` is not below [`len`](Self::len).
    pub fn label(&self, index: usize) -> u16 {
        self.labels[index]
    }

    /// The labels of all images; [`UNLABELLED`] where there is none.
    pub fn labels(&self) -> &[u16] {
        &self.labels
    }

    /// All images in order, each with its label.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&[u8], u16)> {
        self.intensities
            .chunks_exact(self.pixels())
            .zip(self.labels.iter().copied())
    }

    /// The images at `indices`, in that order, without a separate test set. The number of classes and the shape stay
    /// the same.
    ///
    /// # Panics
    /// If an index is not below [`len`](Self::len).
    pub fn subset(&self, indices: &[usize]) -> Self {
        let mut intensities = Vec::with_capacity(indices.len() * self.pixels());
        for &index in indices {
            intensities.extend_from_slice(self.image(index));
        }
        let labels = indices.iter().map(|&index| self.labels[index]).collect();
        let unscaled = self.unscaled.as_ref();
        let unscaled = unscaled.map(|unscaled| Arc::new(unscaled.subset(indices)));
        Self::of(self.kind.clone(), intensities, labels).with_unscaled(unscaled)
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

    /// Divides the images into a training set and a test set that have the same shares of all classes.
    ///
    /// It is like [`split`](Self::split), but the number of test images of each class is its share of the test set,
    /// rounded up or down.
    ///
    /// # Errors
    /// Those of [`split`](Self::split), and if the images have no labels.
    pub fn split_stratified(&self, test_fraction: f64, seed: u64) -> Result<Split, DataError> {
        match &self.test {
            Some(test) => Ok(split::apart(self.len() - test.images, test.images)),
            None => split::stratified(self.labelled()?, test_fraction, seed),
        }
    }

    /// Divides the images `k` times into a training set and a test set, so that each image is in one test set. All test
    /// sets have the same shares of all classes, up to one image. The same images, k and seed always give the same folds.
    ///
    /// # Errors
    /// If there are fewer than 2 folds or fewer images than folds, if there is a separate test set, or if the images have
    /// no labels.
    pub fn folds(&self, k: usize, seed: u64) -> Result<Vec<Split>, DataError> {
        let bad = |found: String, expected: &str| {
            Err(DataError::Shape {
                name: self.name().to_owned(),
                found,
                expected: expected.into(),
            })
        };
        if let Some(test) = &self.test {
            let found = format!("the separate test set {}", test.name);
            return bad(found, "no test set, because folds make their own");
        }
        if k < 2 || k > self.len() {
            let found = format!("{k} folds of {} images", self.len());
            return bad(found, "at least 2 folds, and an image for each");
        }
        Ok(split::folds(self.labelled()?, k, seed))
    }

    /// The labels, if there are labels.
    fn labelled(&self) -> Result<&[u16], DataError> {
        if self.is_labelled() {
            return Ok(&self.labels);
        }
        Err(DataError::Shape {
            name: self.name().to_owned(),
            found: "images without labels".into(),
            expected: "labels".into(),
        })
    }

    /// What a network with these numbers of inputs and outputs does with this data set.
    ///
    /// If there is an input for each pixel and at least an output for each class, it [classifies](Task::Classify). If
    /// there are no inputs, and an output for each pixel and each class, it [generates](Task::Generate).
    ///
    /// # Errors
    /// If the data set does not fit the network; the text says which network it would fit.
    pub fn task(&self, inputs: usize, outputs: usize) -> Result<Task, DataError> {
        if inputs == self.pixels() && outputs >= self.classes() {
            Ok(Task::Classify)
        } else if inputs == 0 && outputs == self.pixels() + self.classes() {
            Ok(Task::Generate)
        } else {
            Err(DataError::Fit {
                name: self.name().to_owned(),
                pixels: self.pixels(),
                classes: self.classes(),
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
        target.extend(one_hot(self.label(index), self.classes()));
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
