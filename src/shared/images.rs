//! Options of data sets, and the images that verbs learn from and test with.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::{DataSet, SHIPPED, Source};
use yuragi_training::{Checkpoint, Questions, Session, State, TestIdentity};

use super::console::Console;
use super::failure::bad_argument;
use super::reading::ReadingOption;
use super::record::{Images, TestSet};

/// The images.
#[derive(Args, Clone, Debug)]
pub struct DataOption {
    /// The images: a CSV, NPZ, NPY or IDX file, a folder of PNG images, or built-in data: digits or mnist [default: the
    /// data of the run that is used or continued, or else the built-in data that fit the design].
    ///
    /// A CSV file has columns of numbers and a column of labels, with or without a header. An NPZ file has the arrays X
    /// and y. NPY and IDX files come in pairs: give the file of images (X.npy, train-images-idx3-ubyte), with the file of
    /// labels (y.npy, train-labels-idx1-ubyte) in the same directory. A directory holds IDX files, or a folder of PNG
    /// images for each class. Files may be compressed with gzip. Built-in are digits (1,797 images of 8x8 pixels) and
    /// mnist (10,000 images of 28x28 pixels); a file or directory of the same name has priority.
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
}

/// Tells what a user should know about data that were read.
pub fn tell(data: &DataSet, console: &Console) {
    for finding in data.findings() {
        console.note(format_args!("{}: {finding}", data.name()));
    }
}

/// A separate test set.
#[derive(Args, Clone, Debug)]
pub struct TestOption {
    /// A separate test set, in any form that --data takes.
    ///
    /// A network that learns with it learns from all images of --data. Of a directory of IDX files, those whose names
    /// begin with t10k or test are read; of an NPZ file, the arrays X_test and y_test; of folders of PNG images, the
    /// folder test. Values are read on the scale of the training data; those beyond it are clipped. All labels must
    /// occur there.
    #[arg(long, value_name = "FILE")]
    pub test_data: Option<PathBuf>,
}

/// Finds the data that an option gives, and the absolute path that results keep; built-in data have no path.
fn find(argument: &str, path: &Path, console: &Console) -> Result<(Source, Option<String>)> {
    let source = Source::find(path, Path::new(""))?;
    if source.path().is_none() {
        return Ok((source, None));
    }
    if path.to_str().is_some_and(|text| SHIPPED.contains(&text)) {
        console.note(format_args!(
            "{argument} {}: using the file or directory of that name, not the built-in data",
            path.display()
        ));
    }
    Ok((source, Some(absolute(argument, path)?)))
}

/// An absolute path as text, which still means the same in another working directory.
pub fn absolute(argument: &str, path: &Path) -> Result<String> {
    let whole = std::path::absolute(path)
        .map_err(|error| bad_argument(argument, format!("{path:?}: {error}"), "a path"))?;
    let text = whole.to_str().map(str::to_owned);
    text.ok_or_else(|| bad_argument(argument, path.display(), "a path in UTF-8"))
}

impl DataOption {
    /// The images given, and the path that a checkpoint keeps; none if none were given. What a user should know about
    /// them is not told yet, because their scale is another one once they are divided.
    pub fn given(
        &self,
        reading: &ReadingOption,
        console: &Console,
    ) -> Result<Option<(DataSet, Option<String>)>> {
        let Some(path) = &self.data else {
            return match reading.given() {
                None => Ok(None),
                Some(option) => {
                    let expected =
                        "also --data FILE, because built-in data are read in one way only";
                    Err(bad_argument(option, "given without --data", expected))
                }
            };
        };
        let (source, path) = find("--data", path, console)?;
        Ok(Some((source.load_with(&reading.reading())?, path)))
    }

    /// The images given or, if none were, the built-in data that fit the design; and the path that a checkpoint keeps.
    pub fn load(&self, design: &Design, console: &Console) -> Result<(DataSet, Option<String>)> {
        match self.given(&ReadingOption::default(), console)? {
            Some(given) => Ok(given),
            None => {
                let network = &design.network;
                Ok((DataSet::fitting(network.inputs(), network.outputs())?, None))
            }
        }
    }

    /// The images given, or those that a checkpoint learned from, without a separate test set.
    pub fn load_for(
        &self,
        checkpoint: &Checkpoint,
        console: &Console,
    ) -> Result<(DataSet, Option<String>)> {
        match (&self.data, &checkpoint.state) {
            (None, Some(State { data, .. })) => {
                let source = Source::remembered(&data.kind.name, data.path.as_deref())?;
                Ok((source.load_like(&data.kind)?, data.path.clone()))
            }
            (Some(path), Some(State { data, .. })) => {
                let (source, path) = find("--data", path, console)?;
                Ok((source.load_like(&data.kind)?, path))
            }
            _ => self.load(&checkpoint.design, console),
        }
    }
}

impl TestOption {
    /// The data with the test set given, or with that of an earlier run; unchanged if there is neither.
    pub fn join(
        &self,
        data: DataSet,
        earlier: Option<&TestIdentity>,
        console: &Console,
    ) -> Result<DataSet> {
        let (source, path) = match (&self.test_data, earlier) {
            (Some(path), _) => find("--test-data", path, console)?,
            (None, Some(test)) => (
                Source::remembered(&test.name, test.path.as_deref())?,
                test.path.clone(),
            ),
            (None, None) => return Ok(data),
        };
        let test = source.load_test(Some(&data.kind()))?;
        tell(&test, console);
        let joined = data.with_test(test, path)?;
        if let Some(test) = joined.own_test()
            && test.also_learned > 0
        {
            console.note(format_args!(
                "{} of the {} test images are also in the training set: they do not show how well new images are classified",
                thousands(test.also_learned as u64),
                thousands(test.images as u64)
            ));
        }
        Ok(joined)
    }
}

/// Which images of the data are asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Those that the network did not learn from.
    New,
    /// All.
    All,
    /// Those at these places, from 0.
    Places(Vec<usize>),
}

/// The images that a verb asks a network about: those of --test-data or --data that it did not learn from, as far as
/// that is known; without either option, the test images of the run. A choice can take other ones.
///
/// If it is known how the training images were read, others are read in the same way.
pub fn questions(
    data: &DataOption,
    test: &TestOption,
    choice: Choice,
    checkpoint: &Checkpoint,
    console: &Console,
) -> Result<Questions> {
    let kind = checkpoint.kind();
    let (argument, path, data) = match (&data.data, &test.test_data) {
        (Some(data), Some(test)) => {
            let found = format!("{} together with --data {}", test.display(), data.display());
            let expected = "only one of the two options";
            return Err(bad_argument("--test-data", found, expected));
        }
        (None, Some(path)) => {
            let (source, path) = find("--test-data", path, console)?;
            ("--test-data", path, source.load_test(kind)?)
        }
        (Some(path), None) => {
            let (source, path) = find("--data", path, console)?;
            let data = match kind {
                Some(kind) => source.load_like(kind)?,
                None => source.load()?,
            };
            ("--data", path, data)
        }
        (None, None) => match &checkpoint.state {
            Some(state) => return chosen(Questions::of_run(state)?, choice, checkpoint),
            None => ("--data", None, built_in(checkpoint)?),
        },
    };
    tell(&data, console);
    let mut questions = match choice {
        Choice::New => Questions::of(argument, data, checkpoint)?,
        _ => Questions::unknown(data),
    };
    questions.path = path;
    chosen(questions, choice, checkpoint)
}

/// The images that a choice takes of those that may be asked about.
fn chosen(questions: Questions, choice: Choice, checkpoint: &Checkpoint) -> Result<Questions> {
    let images = questions.data.len();
    let places = match choice {
        Choice::New => return Ok(questions),
        Choice::All => (0..images).collect(),
        Choice::Places(places) => places,
    };
    if let Some(place) = places.iter().find(|&&place| place >= images) {
        let name = questions.data.name();
        let expected = format!("0 to {}, because {name} has {images} images", images - 1);
        return Err(bad_argument("--image", place, expected));
    }
    Ok(questions.choose(places, checkpoint.learned.as_ref()))
}

/// The built-in data that weights were learned from, where nothing else says where their data are. Weights of older
/// programs do not tell, and get those that fit their design.
fn built_in(checkpoint: &Checkpoint) -> Result<DataSet> {
    let Some(learned) = &checkpoint.learned else {
        let network = &checkpoint.design.network;
        return Ok(DataSet::fitting(network.inputs(), network.outputs())?);
    };
    let name = &learned.kind.name;
    // a file of the user may have the name of built-in data
    let data = match Source::remembered(name, None) {
        Ok(source) => Some(source.load_like(&learned.kind)?),
        Err(_) => None,
    };
    data.filter(|data| learned.is_of(data))
        .ok_or_else(|| without_data(name))
}

/// The error if images are needed, and nothing says where they are.
fn without_data(name: &str) -> anyhow::Error {
    let found = format!("no option, and weights that were learned from {name}");
    let expected = "--data FILE, because a file of weights does not say where its data are";
    bad_argument("--data", found, expected)
}

/// The test set of a run, for people.
pub fn tested_with(session: &Session) -> String {
    match (&session.identity().test, session.split_seed()) {
        (Some(test), _) => format!("all {} of {}", thousands(test.images as u64), test.name),
        (None, seed) => format!(
            "{} of them, split {}, split seed {}",
            thousands(session.split().test.len() as u64),
            session.division(),
            seed.unwrap_or_default()
        ),
    }
}

/// The training data and the test set of a run, for results.
pub fn sources(session: &Session) -> (Images, TestSet) {
    let identity = session.identity();
    let data = Images {
        name: identity.kind.name.clone(),
        path: identity.path.clone(),
        images: identity.images,
        fingerprint: identity.fingerprint.clone(),
    };
    let images = session.split().test.len();
    let test = match (&identity.test, session.data().own_test()) {
        (Some(test), Some(own)) => TestSet {
            own: true,
            name: test.name.clone(),
            path: test.path.clone(),
            images,
            fingerprint: Some(test.fingerprint.clone()),
            also_learned: Some(own.also_learned),
            split: None,
            split_seed: None,
        },
        _ => TestSet {
            own: false,
            name: data.name.clone(),
            path: data.path.clone(),
            images,
            fingerprint: None,
            also_learned: None,
            split: Some(session.division()),
            split_seed: session.split_seed(),
        },
    };
    (data, test)
}
