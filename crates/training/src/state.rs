//! The state of a learning run, from which it continues bit for bit.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::data::{DataSet, Kind};
use yuragi_model::Snapshot;
use yuragi_model::network::Weights;

use super::division::Division;
use super::error::{Result, TrainingError};

/// The format that is written and read.
pub(super) const FORMAT: &str = "yuragi learning state, version 5";

/// The formats of the older core, which had one hidden layer and another order of weights and draws.
pub(super) const OLDER: [&str; 3] = [
    "yuragi learning state, version 2",
    "yuragi learning state, version 3",
    "yuragi learning state, version 4",
];

/// The content of `state.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The format and its version.
    pub format: String,
    /// The seed of the random streams, the initial weights and the order of the images.
    pub seed: u64,
    /// How the images are divided into training set and test set; without effect if there is a separate test set.
    pub division: Division,
    /// The seed of the division; none with a separate test set.
    pub split_seed: Option<u64>,
    /// The data that the run learns from.
    pub data: DataIdentity,
    /// The number of presentations after which the run is complete.
    pub target: u64,
    /// Whether the engine stores the images.
    #[serde(default)]
    pub stored: bool,
    /// The number of presentations so far.
    pub presentations: u64,
    /// The number of presentations that are left for the current stimulus, below `dwell`.
    pub remaining: u16,
    /// The weights that evidence has moved so far.
    pub flips: Flips,
    /// The seconds spent on learning, over all machines.
    pub seconds: f64,
    /// The learning curve so far.
    pub curve: Vec<Point>,
    /// The state of the network: weights, registers, stimulus, spikes, counters and random streams.
    pub snapshot: Snapshot,
}

/// The identity of the data that a run learns from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataIdentity {
    /// How values became intensities, and labels classes; it has the name of the data set.
    pub kind: Kind,
    /// The absolute path; none for built-in data, which are known by their name.
    pub path: Option<String>,
    /// The number of images to learn from, without a separate test set.
    pub images: usize,
    /// The 64-bit hash FNV-1a of all intensities and labels, in hexadecimal.
    pub fingerprint: String,
    /// The separate test set; none if a part of the images is the test set.
    pub test: Option<TestIdentity>,
}

/// The identity of a separate test set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestIdentity {
    /// The name of the test set.
    pub name: String,
    /// The absolute path; none for built-in data, which are known by their name.
    pub path: Option<String>,
    /// The number of images.
    pub images: usize,
    /// The 64-bit hash FNV-1a of all intensities and labels, in hexadecimal.
    pub fingerprint: String,
}

/// How often evidence has moved a weight by one quantum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flips {
    /// Upwards: synapses that were opened.
    pub up: u64,
    /// Downwards: synapses that were closed.
    pub down: u64,
}

/// A point of the learning curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The number of presentations at this point.
    pub presentations: u64,
    /// The accuracy on a sample of the training images, 0 to 1.
    pub train_accuracy: f64,
    /// The number of images in this sample.
    pub train_images: u64,
    /// The accuracy on a sample of the test images, 0 to 1.
    pub test_accuracy: f64,
    /// The number of images in this sample.
    pub test_images: u64,
    /// The weights that evidence had moved by then.
    pub flips: Flips,
}

impl DataIdentity {
    /// The identity of a data set that was read from `path`, and of its separate test set if it has one.
    pub fn new(data: &DataSet, path: Option<String>) -> Self {
        let test = data.own_test().map(|test| TestIdentity {
            name: test.name.clone(),
            path: test.path.clone(),
            images: test.images,
            fingerprint: hash(data.only_test()),
        });
        Self {
            kind: data.kind(),
            path,
            images: data.without_test().len(),
            fingerprint: hash(data.without_test()),
            test,
        }
    }

    /// Whether a data set has exactly these images to learn from, whatever its file is called.
    pub fn is(&self, data: &DataSet) -> bool {
        self.images == data.without_test().len()
            && self.kind.pixels == data.pixels()
            && self.fingerprint == hash(data.without_test())
    }

    /// Checks that a data set has exactly these images to learn from.
    ///
    /// # Errors
    /// If it has other images; the text describes both.
    pub fn check(&self, data: &DataSet) -> Result<()> {
        if self.is(data) {
            return Ok(());
        }
        let found = Self::new(data, None).to_string();
        let what = "data of the checkpoint";
        Err(TrainingError::mismatch(what, found, self.to_string()))
    }
}

impl TestIdentity {
    /// The identity of a test set that was read from `path`.
    pub fn new(data: &DataSet, path: Option<String>) -> Self {
        Self {
            name: data.name().to_owned(),
            path,
            images: data.len(),
            fingerprint: fingerprint(data),
        }
    }

    /// Whether images are exactly these, whatever their file is called.
    pub fn is<'a>(&self, images: impl ExactSizeIterator<Item = (&'a [u8], u16)>) -> bool {
        self.images == images.len() && self.fingerprint == hash(images)
    }
}

impl fmt::Display for DataIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            images,
            fingerprint,
            ..
        } = self;
        let (name, pixels) = (&kind.name, kind.pixels);
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

/// A 64-bit hash of all intensities and labels, in hexadecimal. It tells data sets apart, but does not protect against
/// forgery.
pub fn fingerprint(data: &DataSet) -> String {
    hash(data.iter())
}

/// A 64-bit hash of all that the images of any split depend on, in hexadecimal: of the images themselves or, if their
/// scale comes from those that are learned from, of the values and labels of the file and of how it is read.
pub fn fingerprint_of_any_split(data: &DataSet) -> String {
    match data.unscaled_bytes() {
        Some(bytes) => format!("{:016x}", fnv(bytes)),
        None => fingerprint(data),
    }
}

/// A 64-bit hash of all weights in the order of the row memory, in hexadecimal.
pub fn weights_fingerprint(weights: &Weights) -> String {
    let bytes = weights
        .values
        .iter()
        .flat_map(|weight| weight.to_le_bytes());
    format!("{:016x}", fnv(bytes))
}

/// The 64-bit hash FNV-1a (Fowler, Noll and Vo; RFC 9923) of bytes.
pub(super) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash
}

fn hash<'a>(images: impl Iterator<Item = (&'a [u8], u16)>) -> String {
    let bytes = images.flat_map(|(image, label)| image.iter().copied().chain(label.to_le_bytes()));
    format!("{:016x}", fnv(bytes))
}
