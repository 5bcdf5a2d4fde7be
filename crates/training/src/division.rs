//! How a run divides its images into a training set and a test set.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::data::{DataSet, Split};

use super::error::{Result, TrainingError};

/// The share of the images that become the test set.
pub const TEST_FRACTION: f64 = 0.2;

/// How images are divided into a training set and a test set. A separate test set leaves nothing to divide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Division {
    /// A random fifth of the images is the test set.
    #[default]
    Random,
    /// A random fifth is the test set, with the same share of each class.
    Stratified,
    /// The images are divided into `of` parts with the same shares of all classes, and part `fold` is the test set.
    Fold {
        /// Which part, from 1.
        fold: usize,
        /// The number of parts, 2 or more.
        of: usize,
    },
}

impl Division {
    /// The indices of training images and test images for a seed.
    ///
    /// # Errors
    /// If there are too few images, or no labels.
    pub fn split(self, data: &DataSet, seed: u64) -> Result<Split> {
        match self {
            Self::Random => Ok(data.split(TEST_FRACTION, seed)?),
            Self::Stratified => Ok(data.split_stratified(TEST_FRACTION, seed)?),
            Self::Fold { fold, of } => {
                let mut folds = data.folds(of, seed)?;
                if fold == 0 || fold > folds.len() {
                    let expected = format!("1 to {of}");
                    return Err(TrainingError::mismatch("fold", fold.to_string(), expected));
                }
                Ok(folds.swap_remove(fold - 1))
            }
        }
    }
}

impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random => f.write_str("random"),
            Self::Stratified => f.write_str("stratified"),
            Self::Fold { fold, of } => write!(f, "fold:{fold}/{of}"),
        }
    }
}

impl FromStr for Division {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let fold = || {
            let (fold, of) = text.strip_prefix("fold:")?.split_once('/')?;
            let (fold, of): (usize, usize) = (fold.parse().ok()?, of.parse().ok()?);
            (of >= 2 && (1..=of).contains(&fold)).then_some(Self::Fold { fold, of })
        };
        match text {
            "random" => Ok(Self::Random),
            "stratified" => Ok(Self::Stratified),
            _ => fold().ok_or_else(|| {
                "expected random, stratified, or fold:N/K with N from 1 to K".to_owned()
            }),
        }
    }
}
