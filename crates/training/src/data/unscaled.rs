//! The scale of data that set it themselves and are then divided: it comes from the images to learn from alone.

use std::path::PathBuf;
use std::sync::Arc;

use super::assemble::{encode, fill};
use super::error::DataError;
use super::raw::{Places, Raw, Values};
use super::reading::{Manner, Reading, Scaling};
use super::scale;
use super::set::DataSet;

/// The values of a file as they were read, with their gaps.
#[derive(Debug)]
pub(super) struct Unscaled {
    path: PathBuf,
    features: usize,
    values: Values,
    full: Option<f64>,
    columns: Vec<String>,
    reading: Reading,
}

/// The names of columns, for messages on a part of the images.
struct Columns(Vec<String>);

impl Places for Columns {
    fn value(&self, image: usize, column: usize) -> String {
        format!("training image {}, {}", image + 1, self.column(column))
    }

    fn label(&self, image: usize) -> String {
        format!("training image {}", image + 1)
    }

    fn column(&self, column: usize) -> String {
        self.0[column].clone()
    }
}

impl Unscaled {
    /// Whether scale or gaps would be others if only some of the images were there.
    pub fn is(raw: &Raw, manner: Manner) -> bool {
        let declared = match manner.reading.scale {
            Some(scale) => matches!(scale, Scaling::Full(_)),
            None => raw.full.is_some(),
        };
        manner.like.is_none() && (!declared || manner.gaps())
    }

    /// The values of a file. They are given apart, because the gaps of the file may be filled already.
    pub fn new(raw: &Raw, values: Values, reading: &Reading) -> Self {
        Self {
            path: raw.path.clone(),
            features: raw.features,
            values,
            full: raw.full,
            columns: (0..raw.features)
                .map(|column| raw.places.column(column))
                .collect(),
            reading: reading.clone(),
        }
    }

    fn raw(&self, values: Values) -> Raw<'static> {
        Raw {
            path: self.path.clone(),
            labels_path: self.path.clone(),
            name: String::new(),
            features: self.features,
            shape: None,
            values,
            labels: None,
            label_column: None,
            full: self.full,
            places: Box::new(Columns(self.columns.clone())),
        }
    }
}

impl DataSet {
    /// Whether the scale, or what stands for missing values, comes from the values themselves, so that it is another one
    /// for another set of images to learn from.
    pub fn is_scaled_by_its_values(&self) -> bool {
        self.unscaled.is_some()
    }

    /// The same images on the scale that those at `train` set; so are the means that stand for missing values. Values
    /// of other images that lie beyond are clipped, and [`findings`](Self::findings) tells their number.
    ///
    /// Data whose scale is given (by the user, by the format of the file, by a network that has learned, or because they
    /// are built in) stay as they are. So do those with a separate test set, all of whose images set the scale.
    ///
    /// # Errors
    /// If these images cannot set a scale, for example because they are all alike.
    ///
    /// # Panics
    /// If an index is not below [`len`](Self::len).
    pub fn scaled_by(mut self, train: &[usize]) -> Result<Self, DataError> {
        let Some(unscaled) = self.unscaled.take() else {
            return Ok(self);
        };
        let manner = Manner::own(&unscaled.reading);
        let mut learned = unscaled.raw(unscaled.values.rows(unscaled.features, train));
        let of_part = |error| match error {
            DataError::Content {
                file,
                place,
                found,
                expected,
            } => DataError::Content {
                file,
                place: format!(
                    "{place}, in the {} training images of the split",
                    train.len()
                ),
                found,
                expected,
            },
            other => other,
        };
        let gaps = fill(&mut learned, manner, None).map_err(of_part)?;
        let (scale, findings) = scale::choose(&learned, unscaled.reading.scale).map_err(of_part)?;
        self.kind.scale = scale;
        self.kind.gaps = gaps;
        let (_, clipped) = encode(&learned, &self.kind);
        let mut all = unscaled.raw(unscaled.values.clone());
        fill(&mut all, manner, self.kind.gaps.clone())?;
        let (intensities, clipped_of_all) = encode(&all, &self.kind);
        self.intensities = intensities;
        self.replace_findings(findings, clipped, learned.values.len());
        let others = all.values.len() - learned.values.len();
        self.add_beyond(clipped_of_all - clipped, others as u64);
        Ok(self)
    }

    /// Everything that the images of any split depend on, as bytes that a hash can be made of; none if these are just
    /// the images themselves.
    pub fn unscaled_bytes(&self) -> Option<impl Iterator<Item = u8>> {
        let unscaled = self.unscaled.as_ref()?;
        let Reading {
            scale,
            gaps,
            encoding,
            ..
        } = &unscaled.reading;
        let head = format!(
            "{} {} {:?} {:?} {:?} {:?}",
            unscaled.features,
            self.len(),
            unscaled.full,
            scale,
            gaps,
            encoding
        );
        let values = unscaled.values.iter().flat_map(f64::to_le_bytes);
        let labels = self.labels().iter().flat_map(|label| label.to_le_bytes());
        Some(head.into_bytes().into_iter().chain(values).chain(labels))
    }

    /// The images at `indices` of what was read.
    pub(super) fn unscaled_subset(&self, indices: &[usize]) -> Option<Arc<Unscaled>> {
        let unscaled = self.unscaled.as_ref()?;
        Some(Arc::new(Unscaled {
            path: unscaled.path.clone(),
            features: unscaled.features,
            values: unscaled.values.rows(unscaled.features, indices),
            full: unscaled.full,
            columns: unscaled.columns.clone(),
            reading: unscaled.reading.clone(),
        }))
    }
}
