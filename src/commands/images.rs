//! The images that verbs learn from and test with: which files, and which of their images.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};
use yuragi_figures::thousands;
use yuragi_model::design::Design;
use yuragi_training::data::{DataSet, SHIPPED, Source};
use yuragi_training::{Checkpoint, DataIdentity, Session, State, TEST_FRACTION, TestIdentity};

use super::console::Console;
use super::failure::bad_argument;

/// Where the images are.
#[derive(Args, Clone, Debug)]
pub struct DataOption {
    /// Images: a CSV file (header; intensities; last column `label`), or MNIST's IDX files: the images' file, beside which the labels are
    /// found, or their directory. Either may be compressed with gzip. Or the name of data that ship with the program: digits (1,797 images of
    /// 8x8 pixels) or mnist (10,000 of 28x28); a file or directory of that name goes before them. If not given: the data that the run at
    /// hand learned from, else those of the data that ship that fit the design.
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
}

/// Where the images to test with are, if they are not a part of the data.
#[derive(Args, Clone, Debug)]
pub struct TestOption {
    /// A test set of its own, in the forms of --data; of a directory of MNIST's files, those that begin with t10k or test. All of --data is then
    /// learned from. Its intensities are read on the scale of --data, and its labels must occur there.
    #[arg(long, value_name = "FILE")]
    pub test_data: Option<PathBuf>,
}

/// Where data come from that an argument names, and the path that checkpoints keep; none for data that ship.
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
            "{argument} {text}: what is here under that name, not the data that ship"
        ));
    }
    Ok((source, Some(text.to_owned())))
}

impl DataOption {
    /// The images given or, if none are, those of the data that ship that fit the design; and the path that a checkpoint keeps.
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

    /// The images given, or those that a checkpoint learned from, without a test set of their own.
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
    /// The data with the test set given, or with that of an earlier run; as they are if there is neither.
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
                "{} of the {} images to test with are learned from, too: they say nothing of new images",
                thousands(test.also_learned as u64),
                thousands(test.images as u64)
            ));
        }
        Ok(joined)
    }
}

/// Images to ask a learned network about.
pub struct Questions {
    pub data: DataSet,
    /// Which of the data.
    pub images: Vec<usize>,
    /// Whether they are the test images of the run that learned, of which it has seen none.
    pub test: bool,
}

impl Questions {
    /// The images to ask about: all of --test-data; of the data that were learned from the test images, of other data all; without
    /// either, the test images of the run.
    ///
    /// Where it is known what was learned from, other images are read on its scale.
    pub fn load(
        data: &DataOption,
        test: &TestOption,
        checkpoint: &Checkpoint,
        console: &Console,
    ) -> Result<Self> {
        let state = checkpoint.state.as_ref();
        let kind = state.map(|state| state.data.kind());
        let questions = match (&data.data, &test.test_data) {
            (Some(data), Some(test)) => {
                let found = format!("{} beside --data {}", test.display(), data.display());
                let expected = "one of them: the images to ask about";
                return Err(bad_argument("--test-data", found, expected));
            }
            (None, Some(path)) => {
                let (source, _) = find("--test-data", path, console)?;
                Self::of("--test-data", source.load_test(kind.as_ref())?, state)?
            }
            (Some(path), None) => {
                let (source, _) = find("--data", path, console)?;
                let data = match &kind {
                    Some(kind) => source.load_like(kind)?,
                    None => source.load()?,
                };
                Self::of("--data", data, state)?
            }
            (None, None) => match state {
                Some(state) => Self::of_run(state)?,
                None => Self::all(data.load(&checkpoint.design, console)?.0, false),
            },
        };
        Ok(questions)
    }

    fn all(data: DataSet, test: bool) -> Self {
        Self {
            // as while learning, so that the accuracy is the same
            images: if test {
                data.as_test()
            } else {
                (0..data.len()).collect()
            },
            data,
            test,
        }
    }

    /// Of images that an argument gives, those that were not learned from.
    fn of(argument: &str, data: DataSet, state: Option<&State>) -> Result<Self> {
        let Some(state) = state else {
            return Ok(Self::all(data, false));
        };
        let own = state.data.test.as_ref();
        if !state.data.is(&data) {
            let test = own.is_some_and(|own| own.is(data.iter()));
            return Ok(Self::all(data, test));
        }
        if let Some(own) = own {
            let expected = format!("others, or neither --data nor --test-data for {own}");
            return Err(bad_argument(
                argument,
                "the images that were learned from",
                expected,
            ));
        }
        if argument == "--test-data" {
            let expected = "others, or --data with them for the test images among them";
            return Err(bad_argument(
                argument,
                "the images that were learned from",
                expected,
            ));
        }
        Self::split(data, state)
    }

    fn split(data: DataSet, state: &State) -> Result<Self> {
        let split = data.split(TEST_FRACTION, state.split_seed.unwrap_or_default())?;
        Ok(Self {
            images: split.test,
            data,
            test: true,
        })
    }

    /// The test images of a run, which must still be those that it had.
    fn of_run(state: &State) -> Result<Self> {
        let changed = |what: &str, found: &dyn Display, expected: &dyn Display| {
            let expected = format!("{expected}; --data or --test-data would ask about others");
            Err(bad_argument(what, found, expected))
        };
        let learned = &state.data;
        let Some(own) = &learned.test else {
            let data = Source::remembered(&learned.name, learned.path.as_deref())?.load()?;
            if learned.is(&data) {
                return Self::split(data, state);
            }
            let found = DataIdentity::new(&data, None);
            return changed("data of the checkpoint", &found, learned);
        };
        let source = Source::remembered(&own.name, own.path.as_deref())?;
        let data = source.load_test(Some(&learned.kind()))?;
        if own.is(data.iter()) {
            return Ok(Self::all(data, true));
        }
        let found = TestIdentity::new(&data, None);
        changed("test set of the checkpoint", &found, own)
    }

    /// What the images are called in results.
    pub fn part(&self) -> &'static str {
        if self.test { "test" } else { "all" }
    }

    /// The images for programs.
    pub fn json(&self) -> Value {
        let identity = TestIdentity::new(&self.data, None);
        json!({
            "name": identity.name,
            "images": self.images.len(),
            "of": identity.images,
            "fingerprint": identity.fingerprint,
        })
    }
}

/// What a run is tested with, for people.
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

/// The data of a run for programs: what it learns from and what it is tested with.
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
