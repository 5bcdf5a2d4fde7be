//! The images that a network that has learned is asked to classify: never one that it learned from, where that is
//! known.

use std::fmt::Display;

use crate::data::{DataSet, Source};

use super::error::{Result, TrainingError};
use super::session::TEST_FRACTION;
use super::state::{DataIdentity, State, TestIdentity};

/// Images of a data set that a network is asked to classify.
#[derive(Clone, Debug)]
pub struct Questions {
    /// The data set.
    pub data: DataSet,
    /// The places of the images in it.
    pub images: Vec<usize>,
    /// Whether they are the test images of the run that learned, none of which it has seen.
    pub test: bool,
}

impl Questions {
    /// All images of a data set. `test` says whether they are the test set of the run that learned: they are then in
    /// the order in which the run classifies them, so that the accuracy is the same.
    pub fn all(data: DataSet, test: bool) -> Self {
        Self {
            images: if test {
                data.as_test()
            } else {
                (0..data.len()).collect()
            },
            data,
            test,
        }
    }

    /// The images of a data set that a run did not learn from; all of them if nothing is known of the run. `argument`
    /// is the option that gave the data, for errors.
    ///
    /// # Errors
    /// If the run learned from all of them.
    pub fn of(argument: &str, data: DataSet, state: Option<&State>) -> Result<Self> {
        let Some(state) = state else {
            return Ok(Self::all(data, false));
        };
        let separate = state.data.test.as_ref();
        if !state.data.is(&data) {
            let test = separate.is_some_and(|test| test.is(data.iter()));
            return Ok(Self::all(data, test));
        }
        let learned = "the images that the network learned from";
        if let Some(test) = separate {
            let expected = format!(
                "other images; without --data and --test-data, the test set is taken: {test}"
            );
            return Err(TrainingError::mismatch(argument, learned, expected));
        }
        if argument == "--test-data" {
            let expected = "other images; with --data, the test images among these are taken";
            return Err(TrainingError::mismatch(argument, learned, expected));
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

    /// The test images of a run, read again from where it had them.
    ///
    /// # Errors
    /// If they cannot be read, or are no longer the same images.
    pub fn of_run(state: &State) -> Result<Self> {
        let changed = |what: &str, found: &dyn Display, expected: &dyn Display| {
            let expected =
                format!("{expected}; to classify other images, give --data or --test-data");
            Err(TrainingError::mismatch(what, found.to_string(), expected))
        };
        let learned = &state.data;
        let Some(test) = &learned.test else {
            let data = Source::remembered(&learned.name, learned.path.as_deref())?.load()?;
            if learned.is(&data) {
                return Self::split(data, state);
            }
            let found = DataIdentity::new(&data, None);
            return changed("data of the checkpoint", &found, learned);
        };
        let source = Source::remembered(&test.name, test.path.as_deref())?;
        let data = source.load_test(Some(&learned.kind()))?;
        if test.is(data.iter()) {
            return Ok(Self::all(data, true));
        }
        let found = TestIdentity::new(&data, None);
        changed("test set of the checkpoint", &found, test)
    }

    /// What results call the images: `test` or `all`.
    pub fn part(&self) -> &'static str {
        if self.test { "test" } else { "all" }
    }
}
