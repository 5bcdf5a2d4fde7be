//! What a learning run remembers beside its design: enough to go on bit for bit.

use serde::{Deserialize, Serialize};

use crate::data::DataSet;
use crate::model::Snapshot;
use crate::report::CurvePoint;

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
    /// The seed of the split into training and test images.
    pub split_seed: u64,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataIdentity {
    pub name: String,
    /// The file as it was given; none for the built-in digits.
    pub path: Option<String>,
    pub images: usize,
    pub pixels: usize,
    pub classes: usize,
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

impl From<Point> for CurvePoint {
    fn from(point: Point) -> Self {
        Self {
            presentations: point.presentations,
            train: point.train_accuracy,
            test: point.test_accuracy,
            flips_up: point.flips.up,
            flips_down: point.flips.down,
        }
    }
}

impl DataIdentity {
    /// The identity of a data set that was read from `path`.
    pub fn new(data: &DataSet, path: Option<String>) -> Self {
        Self {
            name: data.name().to_owned(),
            path,
            images: data.len(),
            pixels: data.pixels(),
            classes: data.classes(),
            fingerprint: fingerprint(data),
        }
    }

    /// Whether a data set has these very images, whatever its file is called.
    pub fn is(&self, data: &DataSet) -> bool {
        self.images == data.len()
            && self.pixels == data.pixels()
            && self.fingerprint == fingerprint(data)
    }
}

/// A 64-bit hash of all intensities and labels: it tells data sets apart, it does not protect from malice.
pub fn fingerprint(data: &DataSet) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    for (image, label) in data.iter() {
        image.iter().copied().for_each(&mut add);
        label.to_le_bytes().into_iter().for_each(&mut add);
    }
    format!("{hash:016x}")
}
