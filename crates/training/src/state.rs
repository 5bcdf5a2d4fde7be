//! What a learning run remembers beside its design: enough to go on bit for bit.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::{DataSet, Kind};
use yuragi_model::model::Snapshot;

use super::error::{Result, TrainingError};

/// What the file says it is.
pub(super) const FORMAT: &str = "yuragi learning state, version 3";

/// What it said under the law of learning before: two draws for what one draw decides now.
pub(super) const TWO_DRAWS: &str = "yuragi learning state, version 2";

/// The content of `state.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Says what the file is, and its version.
    pub format: String,
    /// The seed of the network's streams and initial weights, and of the order of the images.
    pub seed: u64,
    /// The seed of the split into training and test images; none with a test set of its own.
    pub split_seed: Option<u64>,
    pub data: DataIdentity,
    /// Presentations after which the run is complete.
    pub target: u64,
    /// Whether the images stand in the engine's store.
    #[serde(default)]
    pub stored: bool,
    /// Presentations so far.
    pub presentations: u64,
    /// Presentations that the present stimulus still dwells.
    pub remaining: u16,
    pub flips: Flips,
    /// Seconds spent learning, on any machine.
    pub seconds: f64,
    pub curve: Vec<Point>,
    pub snapshot: Snapshot,
}

/// Which data were learned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataIdentity {
    pub name: String,
    /// The file as it was given; none for data that ship, which are known by their name.
    pub path: Option<String>,
    pub images: usize,
    pub pixels: usize,
    pub classes: usize,
    /// The intensity that meant "always" in their file.
    pub full: f64,
    /// FNV-1a of all intensities and labels.
    pub fingerprint: String,
    /// The test set of its own; none if a part of the images serves.
    pub test: Option<TestIdentity>,
}

/// Which test set of its own a run has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestIdentity {
    pub name: String,
    /// The file as it was given; none for data that ship, which are known by their name.
    pub path: Option<String>,
    pub images: usize,
    /// FNV-1a of all intensities and labels.
    pub fingerprint: String,
}

/// Weights that evidence moved, in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flips {
    pub up: u64,
    pub down: u64,
}

/// One measurement while learning.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub presentations: u64,
    pub train_accuracy: f64,
    pub test_accuracy: f64,
    pub flips: Flips,
}

impl DataIdentity {
    /// The identity of a data set that was read from `path`, and of its own test set if it has one.
    pub fn new(data: &DataSet, path: Option<String>) -> Self {
        let kind = data.kind();
        let test = data.own_test().map(|test| TestIdentity {
            name: test.name.clone(),
            path: test.path.clone(),
            images: test.images,
            fingerprint: hash(data.only_test()),
        });
        Self {
            name: kind.name,
            path,
            images: data.without_test().len(),
            pixels: kind.pixels,
            classes: kind.classes,
            full: kind.full,
            fingerprint: hash(data.without_test()),
            test,
        }
    }

    /// Whether a data set has these very images to learn from, whatever its file is called.
    pub fn is(&self, data: &DataSet) -> bool {
        self.images == data.without_test().len()
            && self.pixels == data.pixels()
            && self.fingerprint == hash(data.without_test())
    }

    /// Checks that a data set has these very images to learn from.
    ///
    /// # Errors
    /// If it has others; the text says which.
    pub fn check(&self, data: &DataSet) -> Result<()> {
        if self.is(data) {
            return Ok(());
        }
        let found = Self::new(data, None).to_string();
        let what = "data of the checkpoint";
        Err(TrainingError::mismatch(what, found, self.to_string()))
    }

    /// What images must have in common with these so that the network can be asked about them.
    pub fn kind(&self) -> Kind {
        Kind {
            name: self.name.clone(),
            pixels: self.pixels,
            classes: self.classes,
            labels: (0..self.classes as u16).collect(),
            full: self.full,
        }
    }
}

impl TestIdentity {
    /// The identity of a data set that stands for itself, read from `path`.
    pub fn new(data: &DataSet, path: Option<String>) -> Self {
        Self {
            name: data.name().to_owned(),
            path,
            images: data.len(),
            fingerprint: fingerprint(data),
        }
    }

    /// Whether images are these very ones, whatever their file is called.
    pub fn is<'a>(&self, images: impl ExactSizeIterator<Item = (&'a [u8], u16)>) -> bool {
        self.images == images.len() && self.fingerprint == hash(images)
    }
}

impl fmt::Display for DataIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            images,
            pixels,
            fingerprint,
            ..
        } = self;
        write!(
            f,
            "{name} of {images} images of {pixels} pixels, fingerprint {fingerprint}"
        )
    }
}

impl fmt::Display for TestIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            images,
            fingerprint,
            ..
        } = self;
        write!(f, "{name} of {images} images, fingerprint {fingerprint}")
    }
}

/// A 64-bit hash of all intensities and labels: it tells data sets apart, it does not protect from malice.
pub fn fingerprint(data: &DataSet) -> String {
    hash(data.iter())
}

fn hash<'a>(images: impl Iterator<Item = (&'a [u8], u16)>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    for (image, label) in images {
        image.iter().copied().for_each(&mut add);
        label.to_le_bytes().into_iter().for_each(&mut add);
    }
    format!("{hash:016x}")
}
