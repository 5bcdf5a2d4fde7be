//! The scale of data that set it themselves and are then divided: it comes from the images to learn from alone.

use std::sync::Arc;

use super::assemble::{encode, fill};
use super::error::DataError;
use super::reading::Manner;
use super::scale;
use super::set::DataSet;

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
        let reading = unscaled.reading().clone();
        let manner = Manner::own(&reading);
        let mut learned = unscaled.learned(train);
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
        let (scale, findings) = scale::choose(&learned, reading.scale).map_err(of_part)?;
        self.kind.scale = scale;
        self.kind.gaps = gaps;
        let (_, clipped) = encode(&learned, &self.kind);
        self.replace_findings(findings, clipped, learned.values.len());
        let own = learned.values.len();
        drop(learned);
        // large files are not copied if nobody else needs their values
        let mut all = match Arc::try_unwrap(unscaled) {
            Ok(unscaled) => unscaled.into_all(),
            Err(shared) => shared.all(),
        };
        fill(&mut all, manner, self.kind.gaps.clone())?;
        let (intensities, clipped_of_all) = encode(&all, &self.kind);
        self.intensities = intensities;
        let others = all.values.len() - own;
        self.add_beyond(clipped_of_all - clipped, others as u64);
        Ok(self)
    }

    /// Everything that the images of any split depend on, as bytes that a hash can be made of; none if these are just
    /// the images themselves.
    pub fn unscaled_bytes(&self) -> Option<impl Iterator<Item = u8>> {
        let values = self.unscaled.as_ref()?.bytes();
        let labels = self.labels().iter().flat_map(|label| label.to_le_bytes());
        Some(values.chain(labels))
    }
}
