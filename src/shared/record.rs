//! Results that say all that is needed to repeat them: what `--json` prints, and the files beside the results.

use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use yuragi_experiments::statistics::Estimate;
use yuragi_model::design::Design;
use yuragi_training::data::{DataSet, Kind};
use yuragi_training::{Division, Evaluation, Flips, fingerprint};

use super::failure::bad_argument;

/// The format that is written and read.
const FORMAT: &str = "yuragi result, version 1";

/// How the intervals of accuracies are computed.
const INTERVAL: &str = "95 %, score interval of Wilson (1927)";

/// What every result begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The format and its version.
    pub format: String,
    /// The version of the program that wrote it.
    pub version: String,
    /// The commit that the program was built from, with "-modified" if there were changes; none if it is not known.
    pub commit: Option<String>,
    /// The verb that wrote it.
    pub command: String,
}

impl Head {
    /// A result of this program.
    pub fn of(command: &str) -> Self {
        let commit = env!("YURAGI_COMMIT");
        Self {
            format: FORMAT.into(),
            version: env!("CARGO_PKG_VERSION").into(),
            commit: (!commit.is_empty()).then(|| commit.into()),
            command: command.into(),
        }
    }
}

/// A file of images, or built-in ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Images {
    /// The name of the data set.
    pub name: String,
    /// The absolute path; none for built-in data.
    pub path: Option<String>,
    /// The number of images in it.
    pub images: usize,
    /// The 64-bit hash FNV-1a of all intensities and labels, in hexadecimal.
    pub fingerprint: String,
}

impl Images {
    /// All images of a data set that was read from `path`.
    pub fn new(data: &DataSet, path: Option<String>) -> Self {
        Self {
            name: data.name().into(),
            path,
            images: data.len(),
            fingerprint: fingerprint(data),
        }
    }
}

/// The test set of a learning run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestSet {
    /// Whether it was given separately, and is not a part of the data.
    pub own: bool,
    /// The name of the data set.
    pub name: String,
    /// The absolute path; none for built-in data.
    pub path: Option<String>,
    /// The number of test images.
    pub images: usize,
    /// The hash of a separate test set; none if it is a part of the data.
    pub fingerprint: Option<String>,
    /// The number of images of a separate test set that are also among the training images.
    pub also_learned: Option<usize>,
    /// How the data were divided into training set and test set; none with a separate test set.
    pub split: Option<Division>,
    /// The seed of the division; none with a separate test set.
    pub split_seed: Option<u64>,
}

/// How images were classified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The number of images.
    pub images: u64,
    /// The number of images whose predicted class is their label.
    pub right: u64,
    /// Their share, 0 to 1; none without images.
    pub accuracy: Option<f64>,
    /// The 95 % interval of the accuracy; none without images.
    pub interval: Option<[f64; 2]>,
    /// The method of the interval.
    pub interval_method: String,
    /// The number of images for each pair of classes, `[true class][predicted class]`.
    pub confusion: Vec<Vec<u64>>,
}

impl Score {
    /// The score of an evaluation.
    pub fn new(evaluation: &Evaluation) -> Self {
        let images = evaluation.images();
        Self {
            images,
            right: evaluation.right(),
            accuracy: (images > 0).then(|| evaluation.accuracy()),
            interval: evaluation.interval(),
            interval_method: INTERVAL.into(),
            confusion: evaluation.confusion.clone(),
        }
    }
}

/// The result of `yuragi learn`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Learning {
    #[serde(flatten)]
    pub head: Head,
    /// The design of the network, whole.
    pub design: Design,
    /// The images to learn from, without a separate test set.
    pub data: Images,
    /// The test set.
    pub test_set: TestSet,
    /// How values became intensities, and labels classes.
    pub kind: Kind,
    /// The seed of the random streams, the initial weights and the order of the images.
    pub seed: u64,
    /// Whether the engine stored the images.
    pub stored: bool,
    /// The engine that learned.
    pub engine: String,
    /// The number of presentations in all.
    pub presentations: u64,
    /// The number of presentations at which this command began.
    pub presentations_before: u64,
    /// The number of presentations after which the run is complete.
    pub target: u64,
    /// Whether a signal stopped the run.
    pub stopped: bool,
    /// The number of presentations for which an image was shown to classify it.
    pub spikes: u16,
    /// The 64-bit hash FNV-1a of the weights, in hexadecimal.
    pub weights_fingerprint: String,
    /// The weights that evidence has moved.
    pub flips: Flips,
    /// The accuracy on the test set.
    pub test_accuracy: Option<f64>,
    /// The number of test images.
    pub test_images: u64,
    /// The accuracy on the training images, or on 2,000 of them.
    pub train_accuracy: Option<f64>,
    /// The number of these.
    pub train_images: u64,
    /// How the test images were classified.
    pub test: Score,
    /// How the training images were classified.
    pub train: Score,
    /// The seconds spent on learning, over all machines, without measurements and files.
    pub seconds: f64,
    /// The seconds of this command from its start to the end of its work, with measurements and files.
    pub wall_seconds: f64,
    /// The number of presentations in a second of learning, without measurements and files.
    pub presentations_per_second: f64,
    /// The output directory.
    pub out: String,
}

/// The result of `yuragi cross-validate`.
#[derive(Clone, Debug, Serialize)]
pub struct Validation {
    #[serde(flatten)]
    pub head: Head,
    /// The design of the networks, whole.
    pub design: Design,
    /// The images. The fingerprint is that of the values of the file if the training images set the scale.
    pub data: Images,
    /// The number of folds.
    pub folds: usize,
    /// The seed of the random streams, the initial weights and the order of the images, for all folds.
    pub seed: u64,
    /// The seed of the division into folds.
    pub split_seed: u64,
    /// Whether the engine stored the images.
    pub stored: bool,
    /// The engine that learned.
    pub engine: String,
    /// The number of presentations of each network.
    pub presentations: u64,
    /// The number of presentations for which each test image was shown.
    pub spikes: u16,
    /// Whether a signal stopped the command; such a result is not written.
    pub stopped: bool,
    /// The mean of the accuracies of the folds, with its interval.
    pub accuracy: Estimate,
    /// The standard deviation of the accuracies of the folds.
    pub standard_deviation: f64,
    /// What the interval of the mean is.
    pub interval_method: String,
    /// All images together, each classified by the network that did not learn from it.
    pub pooled: Score,
    /// The folds.
    pub runs: Vec<FoldResult>,
    /// The seconds of this command from its start to the end of its work.
    pub wall_seconds: f64,
    /// The output directory.
    pub out: String,
}

/// One fold of a cross-validation. Its directory has the whole result of its run.
#[derive(Clone, Debug, Serialize)]
pub struct FoldResult {
    /// Its number, from 1.
    pub fold: usize,
    /// Its directory.
    pub out: String,
    /// How its images, the test images, were classified.
    pub test: Score,
    /// How the training images were classified.
    pub train: Score,
    /// The synapses that evidence opened and closed.
    pub flips: Flips,
    /// The 64-bit hash FNV-1a of the weights, in hexadecimal.
    pub weights_fingerprint: String,
    /// The seconds spent on learning.
    pub seconds: f64,
}

/// The result of `yuragi infer`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Inference {
    #[serde(flatten)]
    pub head: Head,
    /// The design of the network, whole.
    pub design: Design,
    /// The absolute path of the weights.
    pub weights: String,
    /// The 64-bit hash FNV-1a of the weights, in hexadecimal.
    pub weights_fingerprint: String,
    /// The option that gave the images: `--data`, `--test-data`, or none for those of the run.
    pub asked: Option<String>,
    /// The images of which some or all were classified.
    pub data: Images,
    /// How values became intensities, and labels classes.
    pub kind: Kind,
    /// Which of the images were classified, in words.
    pub evaluated_on: String,
    /// The places of the images that --image chose, from 0; none if it was not given.
    pub chosen: Option<Vec<usize>>,
    /// Whether --all was given.
    pub all: bool,
    /// The number of images that were classified.
    pub images: usize,
    /// The number of presentations for which each was shown.
    pub spikes: u16,
    /// The engine that classified.
    pub engine: String,
    /// The accuracy; none if the images have no labels.
    pub accuracy: Option<f64>,
    /// How the images were classified; none if they have no labels.
    pub score: Option<Score>,
    /// With --all, the images that the network learned from and the others apart; none if it is not known which it
    /// learned from.
    #[serde(default)]
    pub groups: Option<Groups>,
    /// The number of classes that --top ranks.
    pub top: usize,
    /// The share of images whose label is among these; none if the images have no labels.
    pub top_accuracy: Option<f64>,
    /// The 64-bit hash FNV-1a of the places of the images and of their spikes, in hexadecimal.
    pub predictions_fingerprint: String,
    /// The number of presentations in all.
    pub presentations: u64,
    /// The seconds that it took.
    pub seconds: f64,
    /// The number of presentations in a second.
    pub presentations_per_second: f64,
    /// The file of predictions; none if none was asked for.
    pub out: Option<String>,
}

/// Images that a network learned from, and images that it did not learn from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// Those that it learned from.
    pub learned: Group,
    /// Those that it did not learn from.
    pub new: Group,
}

/// Some of the images that were classified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Their number.
    pub images: usize,
    /// How they were classified; none if they have no labels or there are none.
    pub score: Option<Score>,
}

/// Writes a result as JSON for people and programs.
pub fn write(path: &Path, result: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(result)? + "\n";
    yuragi_files::write(path, text.as_bytes())
}

/// A result of a file, not yet of a certain verb.
pub struct File<'a> {
    path: &'a Path,
    text: String,
    /// What it begins with.
    pub head: Head,
}

impl<'a> File<'a> {
    /// Reads the beginning of a result.
    ///
    /// # Errors
    /// If it cannot be read, or is no result.
    pub fn read(path: &'a Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| bad_argument("FILE", error, "a file that can be read"))
            .with_context(|| path.display().to_string())?;
        let head: Head = parse(path, &text)?;
        if head.format != FORMAT {
            let place = format!("{}: format", path.display());
            return Err(bad_argument(&place, head.format, FORMAT));
        }
        Ok(Self { path, text, head })
    }

    /// The whole result of a verb.
    ///
    /// # Errors
    /// If some of it is missing or wrong.
    pub fn whole<T: DeserializeOwned>(&self) -> Result<T> {
        parse(self.path, &self.text)
    }
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let place = format!(
            "{}: line {} column {}",
            path.display(),
            error.line(),
            error.column()
        );
        bad_argument(
            &place,
            error,
            "a result that `yuragi learn` or `yuragi infer` wrote",
        )
    })
}
