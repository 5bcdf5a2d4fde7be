//! Separate test sets: read on the scale of the training data, and joined to them.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use super::error::DataError;
use super::set::{DataSet, Kind, OwnTest};
use super::split;

/// How a file is read.
#[derive(Clone, Copy)]
pub(super) struct Manner<'a> {
    /// The kind of images that it must be, which also gives the scale; none if the file sets its scale itself.
    pub like: Option<&'a Kind>,
    /// Whether the test images of a directory of IDX files are meant, not the training images.
    pub test: bool,
}

impl Manner<'static> {
    /// Data that set their scale themselves.
    pub const OWN: Self = Self {
        like: None,
        test: false,
    };
}

/// The highest value of a file must be at least this share of the value that means "always". If it is smaller, the file
/// probably has another unit.
const LEAST: f64 = 1.0 / 8.0;

impl Manner<'_> {
    /// The value that becomes the intensity 255 (always) in a file whose highest value is `highest`; `own` if the file
    /// sets its scale itself.
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
                "{expected}, because in {} the value {full} is full intensity, and the units must be the same",
                like.name
            ),
        ))
    }

    /// Checks that images are of the right kind, and gives them its number of classes. Images and labels may come from
    /// two files.
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
                format!(
                    "a label that occurs in {}: {}",
                    like.name,
                    ranges(&like.labels)
                ),
            ));
        }
        data.classes = like.classes;
        Ok(data)
    }
}

/// Numbers for people: "0 to 4, 7".
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
    /// The properties that other images must share with these.
    pub fn kind(&self) -> Kind {
        Kind {
            name: self.name.clone(),
            pixels: self.pixels,
            classes: self.classes,
            labels: self.labels.iter().copied().collect(),
            full: self.full,
        }
    }

    /// Joins a separate test set, read from `path`, to these images, which are then all training images.
    /// [`split`](Self::split) tells the two apart.
    ///
    /// # Errors
    /// If the test set is of another kind, or consists of exactly these images.
    pub fn with_test(mut self, test: Self, path: Option<String>) -> Result<Self, DataError> {
        let bad = |found: String, expected: String| {
            Err(DataError::Shape {
                name: format!("{} as test set", test.name),
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
                format!("exactly the images of {}", self.name),
                "images that are not the training images".into(),
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

    /// The separate test set, if there is one.
    pub fn own_test(&self) -> Option<&OwnTest> {
        self.test.as_ref()
    }

    /// The indices of all images, in the order in which a run classifies them if they are its separate test set. The
    /// same order gives the same spikes.
    pub fn as_test(&self) -> Vec<usize> {
        split::apart(0, self.len()).test
    }

    /// The images without those of a separate test set.
    pub fn without_test(&self) -> impl ExactSizeIterator<Item = (&[u8], u16)> {
        let test = self.test.as_ref().map_or(0, |test| test.images);
        self.iter().take(self.len() - test)
    }

    /// The images of the separate test set; empty if there is none.
    pub fn only_test(&self) -> impl ExactSizeIterator<Item = (&[u8], u16)> {
        self.iter().skip(self.without_test().len())
    }
}
