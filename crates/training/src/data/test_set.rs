//! Separate test sets that are joined to training data.

use std::collections::HashSet;

use super::error::DataError;
use super::set::{DataSet, OwnTest};
use super::split;

impl DataSet {
    /// Joins a separate test set, read from `path`, to these images, which are then all training images.
    /// [`split`](Self::split) tells the two apart.
    ///
    /// # Errors
    /// If the test set is of another kind, or consists of exactly these images.
    pub fn with_test(mut self, test: Self, path: Option<String>) -> Result<Self, DataError> {
        let bad = |found: String, expected: String| {
            Err(DataError::Shape {
                name: format!("{} as test set", test.name()),
                found,
                expected,
            })
        };
        if !test.is_labelled() {
            return bad("images without labels".into(), "labels".into());
        }
        let size = |data: &Self| match data.kind.shape {
            Some((width, height)) => format!("images of {width}×{height} pixels"),
            None => format!("images of {} pixels", data.pixels()),
        };
        let shapes = self.kind.shape.zip(test.kind.shape);
        if self.pixels() != test.pixels() || shapes.is_some_and(|(own, other)| own != other) {
            return bad(
                size(&test),
                format!("{}, as in {}", size(&self), self.name()),
            );
        }
        if test.classes() > self.classes() {
            return bad(
                format!("{} classes", test.classes()),
                format!("{} at most, as in {}", self.classes(), self.name()),
            );
        }
        if !self.class_names().starts_with(test.class_names()) {
            return bad(
                format!("the classes {}", test.kind.known()),
                format!("those of {}: {}", self.name(), self.kind.known()),
            );
        }
        if self.labels == test.labels && self.intensities == test.intensities {
            return bad(
                format!("exactly the images of {}", self.name()),
                "images that are not the training images".into(),
            );
        }
        let learned: HashSet<&[u8]> = self.iter().map(|(image, _)| image).collect();
        let also_learned = test
            .iter()
            .filter(|(image, _)| learned.contains(image))
            .count();
        // all images of the data are learned from, so they have set the scale
        self.unscaled = None;
        self.test = Some(OwnTest {
            name: test.name().to_owned(),
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
