//! How the values of a file become the inputs and the classes of a network: kept with the weights that were learned.

use std::convert::Infallible;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::DataError;

/// The largest number of pixels of an image, which is the largest number of inputs of a design.
pub const MAX_PIXELS: usize = 2047;

/// The highest label. Labels count from 0, and a design has at most 1023 outputs.
pub const MAX_LABEL: u16 = 1022;

/// What [`DataSet::label`](super::DataSet::label) gives for an image without a label. No class has this number.
pub const UNLABELLED: u16 = u16::MAX;

/// The complete description of how the values of a file become inputs and classes.
///
/// It belongs to a network that has learned: other images are read in the same way, so that an input means the same, and
/// a class is the same output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The name of the training data.
    pub name: String,
    /// The number of values of an image in the file.
    pub features: usize,
    /// The number of inputs of an image after encoding.
    pub pixels: usize,
    /// Width and height of an image in the file, if they are known.
    pub shape: Option<(usize, usize)>,
    /// The names of the classes; the place of a name is the number of the class.
    pub labels: Vec<String>,
    /// The classes that no training image has, which happens if labels are numbers and some number is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unseen: Vec<u16>,
    /// How values become intensities.
    pub scale: Scale,
    /// How a value becomes inputs.
    pub encoding: Encoding,
    /// The column that held the labels; none if it was found without being asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_column: Option<Column>,
    /// What stands for a missing value in each column; none if there may be no gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gaps: Option<Vec<f64>>,
}

/// A column of a CSV file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Column {
    /// By its name in the header.
    Name(String),
    /// By its place, counted from 1.
    Number(usize),
}

impl FromStr for Column {
    type Err = Infallible;

    /// A whole number is a place, anything else a name.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.parse() {
            Ok(number) => Self::Number(number),
            Err(_) => Self::Name(text.to_owned()),
        })
    }
}

/// Which values become intensity 0 (never) and intensity 255 (always).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scale {
    /// From 0 to this value, which is above 0, in all columns.
    Full(f64),
    /// From a value to another one in each column.
    Columns {
        /// The values of intensity 0.
        low: Vec<f64>,
        /// The values of intensity 255. If one is equal to its `low`, the column is always 0.
        high: Vec<f64>,
    },
}

/// How a value becomes inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Encoding {
    /// One input, whose intensity is proportional to the value.
    #[default]
    Rate,
    /// This number of inputs, of which more are on, the higher the value is.
    ///
    /// The scaled value f, from 0 to 1, fills L inputs one after another: input k (from 0) has the share f·L − k of
    /// full intensity, limited to 0 to 1. So one input at most is between off and on, and the sum of the shares is
    /// f·L. The inputs of one value are neighbours.
    Thermometer(usize),
}

impl Encoding {
    /// The number of inputs of a value.
    pub fn levels(self) -> usize {
        match self {
            Self::Rate => 1,
            Self::Thermometer(levels) => levels,
        }
    }
}

impl Scale {
    /// The place of a value of a column on the scale: 0 is never, 1 is always, and values beyond lie outside.
    ///
    /// # Panics
    /// If the scale has columns, but not this one.
    pub fn place(&self, column: usize, value: f64) -> f64 {
        match self {
            Self::Full(full) => value / full,
            Self::Columns { low, high } => {
                let (low, high) = (low[column], high[column]);
                if high > low {
                    (value - low) / (high - low)
                } else if value == low {
                    0.0
                } else {
                    // beyond a scale that has a single value
                    (value - low).signum() * f64::INFINITY
                }
            }
        }
    }

    /// The value of intensity 255 if it is the same in all columns and intensity 0 is the value 0.
    pub fn full(&self) -> Option<f64> {
        match self {
            Self::Full(full) => Some(*full),
            Self::Columns { .. } => None,
        }
    }
}

impl Kind {
    /// Images of `pixels` values from 0 to `full` that are classified into numbered classes.
    pub fn numbered(name: impl Into<String>, pixels: usize, classes: usize, full: f64) -> Self {
        let side = pixels.isqrt();
        Self {
            name: name.into(),
            features: pixels,
            pixels,
            shape: (side * side == pixels).then_some((side, side)),
            labels: (0..classes).map(|class| class.to_string()).collect(),
            unseen: Vec::new(),
            scale: Scale::Full(full),
            encoding: Encoding::Rate,
            label_column: None,
            gaps: None,
        }
    }

    /// The number of classes.
    pub fn classes(&self) -> usize {
        self.labels.len()
    }

    /// The class of a name, if some training image had it.
    pub fn class(&self, label: &str) -> Option<u16> {
        let class = self.labels.iter().position(|name| name == label)? as u16;
        (!self.unseen.contains(&class)).then_some(class)
    }

    /// The names of the classes that training images had, for people: "0 to 4, 7" or "'cat', 'dog'".
    pub fn known(&self) -> String {
        const MOST: usize = 12;
        let seen: Vec<usize> = (0..self.labels.len())
            .filter(|&class| !self.unseen.contains(&(class as u16)))
            .collect();
        let numbers = seen
            .iter()
            .all(|&class| self.labels[class] == class.to_string());
        if numbers {
            return ranges(&seen);
        }
        let mut names: Vec<String> = seen
            .iter()
            .take(MOST)
            .map(|&class| format!("'{}'", self.labels[class]))
            .collect();
        if seen.len() > MOST {
            names.push(format!("and {} more", seen.len() - MOST));
        }
        names.join(", ")
    }

    /// Checks a description that was read from a file.
    ///
    /// # Errors
    /// If its parts do not fit each other.
    pub fn check(&self) -> Result<(), DataError> {
        let bad = |found: String, expected: String| {
            Err(DataError::Shape {
                name: self.name.clone(),
                found,
                expected,
            })
        };
        let inputs = self.features.checked_mul(self.encoding.levels());
        if self.pixels == 0 || self.pixels > MAX_PIXELS || inputs != Some(self.pixels) {
            return bad(
                format!("{} inputs of {} values", self.pixels, self.features),
                format!(
                    "1 to {MAX_PIXELS} inputs, {} a value",
                    self.encoding.levels()
                ),
            );
        }
        if let Some((width, height)) = self.shape
            && width.checked_mul(height) != Some(self.features)
        {
            return bad(
                format!("images of {width}×{height} pixels"),
                format!("{} pixels", self.features),
            );
        }
        if self.labels.is_empty() || self.labels.len() > usize::from(MAX_LABEL) + 1 {
            let found = format!("{} classes", self.labels.len());
            return bad(found, format!("1 to {} classes", MAX_LABEL + 1));
        }
        for (class, label) in self.labels.iter().enumerate() {
            if self.labels[..class].contains(label) {
                let found = format!("two classes that are called '{label}'");
                return bad(found, "classes of different names".into());
            }
        }
        let columns = |what: &str, values: &[f64]| {
            if values.len() == self.features && values.iter().all(|value| value.is_finite()) {
                return Ok(());
            }
            bad(
                format!("{} values of {what}", values.len()),
                format!("{} finite ones, one a column", self.features),
            )
        };
        if let Some(gaps) = &self.gaps {
            columns("gaps", gaps)?;
        }
        match &self.scale {
            Scale::Full(full) if full.is_finite() && *full > 0.0 => Ok(()),
            Scale::Full(full) => bad(
                format!("the scale 0 to {full}"),
                "a finite number above 0".into(),
            ),
            Scale::Columns { low, high } => {
                columns("scale.low", low)?;
                columns("scale.high", high)?;
                match (0..self.features).find(|&column| low[column] > high[column]) {
                    Some(column) => bad(
                        format!(
                            "the scale {} to {} of column {}",
                            low[column],
                            high[column],
                            column + 1
                        ),
                        "a low end that is not above the high end".into(),
                    ),
                    None => Ok(()),
                }
            }
        }
    }
}

/// Numbers in ascending order for people: "0 to 4, 7".
fn ranges(numbers: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => parts.push((number, number)),
        }
    }
    let part = |(first, last): (usize, usize)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first} to {last}")
        }
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join(", ")
}
