//! Options of data sets, and the images that verbs learn from and test with.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::{DataSet, SHIPPED, Source};
use yuragi_training::{Checkpoint, Questions, Session, State, TestIdentity};

use super::console::Console;
use super::failure::bad_argument;

/// The images.
#[derive(Args, Clone, Debug)]
pub struct DataOption {
    /// The images: a CSV file, IDX files as those of MNIST, or built-in data: digits or mnist [default: the data of the
    /// run that is used or continued, or else the built-in data that fit the design].
    ///
    /// A CSV file has a header, columns of intensities, and the last column `label`. IDX files come in pairs: give the
    /// file of images, with the file of labels in the same directory, or the directory of both. Files may be compressed
    /// with gzip. Built-in are digits (1,797 images of 8x8 pixels) and mnist (10,000 images of 28x28 pixels); a file or
    /// directory of the same name has priority.
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
}

/// A separate test set.
#[derive(Args, Clone, Debug)]
pub struct TestOption {
    /// A separate test set, in any form that --data takes.
    ///
    /// A network that learns with it learns from all images of --data. Of a directory of IDX files, those whose names
    /// begin with t10k or test are read. Intensities are read on the scale of the training data, and all labels must
    /// occur there.
    #[arg(long, value_name = "FILE")]
    pub test_data: Option<PathBuf>,
}

/// Finds the data that an option gives, and the path that checkpoints keep; built-in data have no path.
fn find(argument: &str, path: &Path, console: &Console) -> Result<(Source, Option<String>)> {
    let source = Source::find(path, Path::new(""))?;
    if source.path().is_none() {
        return Ok((source, None));
    }
    let text = path
        .to_str()
        .ok_or_else(|| bad_argument(argument, path.display(), "a path in UTF-8"))?;
    if SHIPPED.contains(&text) {
        console.note(format_args!(
            "{argument} {text}: using the file or directory of that name, not the built-in data"
        ));
    }
    Ok((source, Some(text.to_owned())))
}

impl DataOption {
    /// The images given or, if none were, the built-in data that fit the design; and the path that a checkpoint keeps.
    pub fn load(&self, design: &Design, console: &Console) -> Result<(DataSet, Option<String>)> {
        match &self.data {
            Some(path) => {
                let (source, path) = find("--data", path, console)?;
                Ok((source.load()?, path))
            }
            None => {
                let network = &design.network;
                Ok((DataSet::fitting(network.inputs, network.outputs)?, None))
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
                let source = Source::remembered(&data.name, data.path.as_deref())?;
                Ok((source.load()?, data.path.clone()))
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

/// The images that a verb asks a network about: all of --test-data; of the data that it learned from only the test
/// images, of other data all; without either option, the test images of the run.
///
/// If it is known what the network learned from, other images are read on the scale of those.
pub fn questions(
    data: &DataOption,
    test: &TestOption,
    checkpoint: &Checkpoint,
    console: &Console,
) -> Result<Questions> {
    let state = checkpoint.state.as_ref();
    let kind = state.map(|state| state.data.kind());
    let questions = match (&data.data, &test.test_data) {
        (Some(data), Some(test)) => {
            let found = format!("{} together with --data {}", test.display(), data.display());
            let expected = "only one of the two options";
            return Err(bad_argument("--test-data", found, expected));
        }
        (None, Some(path)) => {
            let (source, _) = find("--test-data", path, console)?;
            Questions::of("--test-data", source.load_test(kind.as_ref())?, state)?
        }
        (Some(path), None) => {
            let (source, _) = find("--data", path, console)?;
            let data = match &kind {
                Some(kind) => source.load_like(kind)?,
                None => source.load()?,
            };
            Questions::of("--data", data, state)?
        }
        (None, None) => match state {
            Some(state) => Questions::of_run(state)?,
            None => Questions::all(data.load(&checkpoint.design, console)?.0, false),
        },
    };
    Ok(questions)
}

/// The images of a question as JSON.
pub fn questions_json(questions: &Questions) -> Value {
    let identity = TestIdentity::new(&questions.data, None);
    json!({
        "name": identity.name,
        "images": questions.images.len(),
        "of": identity.images,
        "fingerprint": identity.fingerprint,
    })
}

/// The test set of a run, for people.
pub fn tested_with(session: &Session) -> String {
    match (&session.identity().test, session.split_seed()) {
        (Some(test), _) => format!("all {} of {}", thousands(test.images as u64), test.name),
        (None, seed) => format!(
            "{} of them, split seed {}",
            thousands(session.split().test.len() as u64),
            seed.unwrap_or_default()
        ),
    }
}

/// The training data and the test set of a run as JSON.
pub fn data_json(session: &Session) -> [Value; 2] {
    let identity = session.identity();
    let data = json!({
        "name": identity.name,
        "path": identity.path,
        "images": identity.images,
        "fingerprint": identity.fingerprint,
    });
    let images = session.split().test.len();
    let test = match (&identity.test, session.data().own_test()) {
        (Some(test), Some(own)) => json!({
            "own": true,
            "name": test.name,
            "path": test.path,
            "images": images,
            "fingerprint": test.fingerprint,
            "also_learned": own.also_learned,
            "split_seed": null,
        }),
        _ => json!({
            "own": false,
            "name": identity.name,
            "path": identity.path,
            "images": images,
            "fingerprint": null,
            "also_learned": null,
            "split_seed": session.split_seed(),
        }),
    };
    [data, test]
}
