//! The values of data that set their own scale, kept until it is known which images are learned from.

use std::path::PathBuf;

use super::raw::{Places, Raw, Values};
use super::reading::{Manner, Reading, Scaling};

/// The values of a file as they were read, with their gaps.
#[derive(Debug)]
pub(super) struct Unscaled {
    path: PathBuf,
    features: usize,
    values: Values<'static>,
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
    pub fn new(raw: &Raw, values: Values<'static>, reading: &Reading) -> Self {
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

    /// The values of the images at `indices`, as if a file had these images alone.
    pub fn learned(&self, indices: &[usize]) -> Raw<'static> {
        self.raw(self.values.rows(self.features, indices))
    }

    /// The values of all images.
    pub fn all(&self) -> Raw<'static> {
        self.raw(self.values.clone())
    }

    /// The same without a copy.
    pub fn into_all(mut self) -> Raw<'static> {
        let values = std::mem::replace(&mut self.values, Values::Bytes(Vec::new()));
        self.raw(values)
    }

    /// The same of the images at `indices`.
    pub fn subset(&self, indices: &[usize]) -> Self {
        Self {
            path: self.path.clone(),
            features: self.features,
            values: self.values.rows(self.features, indices),
            full: self.full,
            columns: self.columns.clone(),
            reading: self.reading.clone(),
        }
    }

    /// How the file is read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// Everything that scale and gaps of any part depend on, as bytes that a hash can be made of.
    pub fn bytes(&self) -> impl Iterator<Item = u8> {
        let Reading {
            scale,
            gaps,
            encoding,
            ..
        } = &self.reading;
        let head = format!(
            "{} {} {:?} {scale:?} {gaps:?} {encoding:?}",
            self.features,
            self.values.len(),
            self.full
        );
        let values = self.values.iter().flat_map(f64::to_le_bytes);
        head.into_bytes().into_iter().chain(values)
    }

    fn raw(&self, values: Values<'static>) -> Raw<'static> {
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
