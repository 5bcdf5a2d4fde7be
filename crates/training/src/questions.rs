//! The images that a network that has learned is asked to classify: never one that it learned from, where that is
//! known.

use std::fmt::Display;

use crate::data::{DataSet, Source};

use super::checkpoint::Checkpoint;
use super::error::{Result, TrainingError};
use super::learned::Learned;
use super::state::{DataIdentity, State, TestIdentity};

/// Images of a data set that a network is asked to classify.
#[derive(Clone, Debug)]
pub struct Questions {
    /// The data set.
    pub data: DataSet,
    /// The path of the data; none for built-in ones.
    pub path: Option<String>,
    /// The places of the images in it.
    pub images: Vec<usize>,
    /// What is known of them.
    part: Part,
}

/// What is known of the images that are classified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// They are the test images of the run that learned.
    Test,
    /// The network learned from none of them; this number of images was left out, because it did from these.
    New { left_out: usize },
    /// They are all images or chosen ones, and the network learned from this number of them.
    Learned(usize),
    /// It is not known from which images the network learned.
    Unknown,
}

impl Questions {
    /// All images of a data set of which it is not known whether a network learned from them.
    pub fn unknown(data: DataSet) -> Self {
        Self {
            images: (0..data.len()).collect(),
            data,
            path: None,
            part: Part::Unknown,
        }
    }

    /// All images of the test set of a run, in the order in which the run classifies them, so that the accuracy is the
    /// same.
    fn test_set(data: DataSet) -> Self {
        Self {
            images: data.as_test(),
            data,
            path: None,
            part: Part::Test,
        }
    }

    /// The images of a data set that the weights of a checkpoint were not learned from; all of them if nothing is known
    /// of the training images. `argument` is the option that gave the data, for errors.
    ///
    /// # Errors
    /// If the run learned from all of them.
    pub fn of(argument: &str, data: DataSet, checkpoint: &Checkpoint) -> Result<Self> {
        let Some(state) = &checkpoint.state else {
            return Self::new(argument, data, checkpoint.learned.as_ref());
        };
        let separate = state.data.test.as_ref();
        if !state.data.is(&data) {
            if separate.is_some_and(|test| test.is(data.iter())) {
                return Ok(Self::test_set(data));
            }
            return Self::new(argument, data, checkpoint.learned.as_ref());
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

    /// The images that are not among the training images.
    fn new(argument: &str, data: DataSet, learned: Option<&Learned>) -> Result<Self> {
        let Some(learned) = learned else {
            return Ok(Self::unknown(data));
        };
        let images: Vec<usize> = (0..data.len())
            .filter(|&image| !learned.contains(data.image(image)))
            .collect();
        if images.is_empty() {
            let found = format!(
                "{} images, all of which the network learned from",
                data.len()
            );
            let expected = "an image that it did not learn from, or --all";
            return Err(TrainingError::mismatch(argument, found, expected));
        }
        let left_out = data.len() - images.len();
        Ok(Self {
            data,
            path: None,
            images,
            part: Part::New { left_out },
        })
    }

    fn split(data: DataSet, state: &State) -> Result<Self> {
        let split = state
            .division
            .split(&data, state.split_seed.unwrap_or_default())?;
        Ok(Self {
            images: split.test,
            data,
            path: None,
            part: Part::Test,
        })
    }

    /// Images of the same data at these places instead, whether the network learned from them or not.
    pub fn choose(self, images: Vec<usize>, learned: Option<&Learned>) -> Self {
        let count = |learned: &Learned| {
            let image = |image: &&usize| learned.contains(self.data.image(**image));
            Part::Learned(images.iter().filter(image).count())
        };
        let part = learned.map_or(Part::Unknown, count);
        Self {
            images,
            part,
            ..self
        }
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
            let source = Source::remembered(&learned.kind.name, learned.path.as_deref())?;
            let data = source.load_like(&learned.kind)?;
            if learned.is(&data) {
                return Ok(Self {
                    path: learned.path.clone(),
                    ..Self::split(data, state)?
                });
            }
            let found = DataIdentity::new(&data, None);
            return changed("data of the checkpoint", &found, learned);
        };
        let source = Source::remembered(&test.name, test.path.as_deref())?;
        let data = source.load_test(Some(&learned.kind))?;
        if test.is(data.iter()) {
            return Ok(Self {
                path: test.path.clone(),
                ..Self::test_set(data)
            });
        }
        let found = TestIdentity::new(&data, None);
        changed("test set of the checkpoint", &found, test)
    }

    /// What results call the images.
    pub fn part(&self) -> String {
        let images = match self.images.len() {
            1 => "1 image".to_owned(),
            images => format!("{images} images"),
        };
        match self.part {
            Part::Test => format!("{} test images of the run", self.images.len()),
            Part::New { left_out: 0 } | Part::Learned(0) => {
                format!("{images}, none of them learned")
            }
            Part::New { left_out } => {
                format!("{images} that were not learned, without {left_out} that were")
            }
            Part::Learned(learned) => format!("{images}, {learned} of them learned"),
            Part::Unknown => format!("{images}; training images may be among them"),
        }
    }
}
