//! Test sets of their own: read in the way of the data that were learned from, and joined to them.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use super::error::DataError;
use super::set::{DataSet, Kind, OwnTest};
use super::split;

/// How a file is read.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    /// What it must be like, and whose scale it has; none for a scale of its own.
    pub like: Option<&'a Kind>,
    /// Whether of MNIST's files in a directory those to test with are meant.
    pub test: bool,
}

impl Manner<'static> {
    /// Data that stand for themselves.
    pub const OWN: Self = Self {
        like: None,
        test: false,
    };
}

/// The least that the highest intensity of images can be, as a part of what means "always", to be of the same unit.
const LEAST: f64 = 1.0 / 8.0;

impl Manner<'_> {
    /// The value that means "always", for a file whose highest is `highest`; `own` if it stands for itself.
    pub fn full(self, path: &Path, highest: f64, own: f64) -> Result<f64, DataError> {
        let Some(like) = self.like else {
            return Ok(own);
        };
        let full = like.full;
        let expected = if highest > full {
            format!("at most {full}")
        } else if highest < full * LEAST {
            format!("at least {}", full * LEAST)
        } else {
            return Ok(full);
        };
        Err(DataError::content(
            path,
            "intensities",
            format!("{highest} as the highest"),
            format!(
                "{expected}: the same unit as in {}, where {full} means full ink",
                like.name
            ),
        ))
    }

    /// Checks that images are like those they must be like, and gives them as many classes; images and labels may stand in two files.
    pub fn check(
        self,
        [images, labels]: [&Path; 2],
        mut data: DataSet,
    ) -> Result<DataSet, DataError> {
        let Some(like) = self.like else {
            return Ok(data);
        };
        if data.pixels != like.pixels {
            return Err(DataError::content(
                images,
                "images",
                format!("{} pixels", data.pixels),
                format!("{}, as in {}", like.pixels, like.name),
            ));
        }
        let unknown = data
            .labels
            .iter()
            .position(|label| !like.labels.contains(label));
        if let Some(image) = unknown {
            return Err(DataError::content(
                labels,
                format!("image {}", image + 1),
                format!("label {}", data.labels[image]),
                format!("a label that {} has: {}", like.name, ranges(&like.labels)),
            ));
        }
        data.classes = like.classes;
        Ok(data)
    }
}

/// Numbers as one reads them: "0 to 4, 7".
fn ranges(numbers: &BTreeSet<u16>) -> String {
    let mut parts: Vec<(u16, u16)> = Vec::new();
    for &number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => parts.push((number, number)),
        }
    }
    let part = |(first, last): (u16, u16)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first} to {last}")
        }
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join(", ")
}

impl DataSet {
    /// What other images must have in common with these.
    pub fn kind(&self) -> Kind {
        Kind {
            name: self.name.clone(),
            pixels: self.pixels,
            classes: self.classes,
            labels: self.labels.iter().copied().collect(),
            full: self.full,
        }
    }

    /// These images to learn from, all of them, and others to test with; [`split`](Self::split) then tells them apart.
    ///
    /// # Errors
    /// If the test set is of another kind, or is these very images.
    pub fn with_test(mut self, test: Self, path: Option<String>) -> Result<Self, DataError> {
        let bad = |found: String, expected: String| {
            Err(DataError::Shape {
                name: format!("{} to test with", test.name),
                found,
                expected,
            })
        };
        let size = |data: &Self| match data.shape {
            Some((width, height)) => format!("images of {width}×{height} pixels"),
            None => format!("images of {} pixels", data.pixels),
        };
        let shapes = self.shape.zip(test.shape);
        if self.pixels != test.pixels || shapes.is_some_and(|(own, other)| own != other) {
            return bad(size(&test), format!("{}, as in {}", size(&self), self.name));
        }
        if test.classes > self.classes {
            return bad(
                format!("{} classes", test.classes),
                format!("{} at most, as in {}", self.classes, self.name),
            );
        }
        if self.labels == test.labels && self.intensities == test.intensities {
            return bad(
                format!("the very images of {}", self.name),
                "images that are not learned from".into(),
            );
        }
        let learned: HashSet<&[u8]> = self.iter().map(|(image, _)| image).collect();
        let also_learned = test
            .iter()
            .filter(|(image, _)| learned.contains(image))
            .count();
        self.test = Some(OwnTest {
            name: test.name,
            path,
            images: test.labels.len(),
            also_learned,
        });
        self.intensities.extend(test.intensities);
        self.labels.extend(test.labels);
        Ok(self)
    }

    /// The test set that was joined to these images, if there is one.
    pub fn own_test(&self) -> Option<&OwnTest> {
        self.test.as_ref()
    }

    /// All images, in the order in which those of a test set of its own are asked about: the same spikes are then drawn for each.
    pub fn as_test(&self) -> Vec<usize> {
        split::apart(0, self.len()).test
    }

    /// The images without those of a test set of their own.
    pub fn without_test(&self) -> impl ExactSizeIterator<Item = (&[u8], u16)> {
        let test = self.test.as_ref().map_or(0, |test| test.images);
        self.iter().take(self.len() - test)
    }

    /// The images of the test set of its own; none if there is no such set.
    pub fn only_test(&self) -> impl ExactSizeIterator<Item = (&[u8], u16)> {
        self.iter().skip(self.without_test().len())
    }
}
