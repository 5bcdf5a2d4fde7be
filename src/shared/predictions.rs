//! Files of predictions: one row for each image, as CSV or as arrays of NumPy.

use std::fmt;
use std::io::{Cursor, Write};
use std::path::Path;

use anyhow::Result;
use npyz::WriterBuilder;
use yuragi_training::Prediction;
use yuragi_training::data::DataSet;
use zip::write::SimpleFileOptions;

use super::failure::bad_argument;

/// The format of a file of predictions, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values with a header row.
    Csv,
    /// A ZIP file of arrays in NumPy's format NPY.
    Npz,
}

impl Format {
    /// The format that the ending of a path names.
    pub fn of(argument: &str, path: &Path) -> Result<Self> {
        let ending = path.extension().unwrap_or_default();
        match ending.to_str().map(str::to_ascii_lowercase).as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("npz") => Ok(Self::Npz),
            _ => Err(bad_argument(
                argument,
                path.display(),
                "a file that ends with .csv or .npz",
            )),
        }
    }

    /// The predictions of images of a data set in this format; `top` classes are ranked.
    pub fn bytes(self, data: &DataSet, predictions: &[Prediction], top: usize) -> Result<Vec<u8>> {
        match self {
            Self::Csv => csv(data, predictions, top),
            Self::Npz => npz(data, predictions),
        }
    }
}

/// A number, or nothing if it is not known.
fn number(value: Option<impl fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn csv(data: &DataSet, predictions: &[Prediction], top: usize) -> Result<Vec<u8>> {
    let classes = data.class_names();
    let mut header = vec!["image".to_owned(), "label".into(), "predicted".into()];
    header.extend((2..=top).map(|place| format!("predicted_{place}")));
    header.push("entropy_bits".into());
    for column in ["spikes", "share", "standard_error", "posterior_mean"] {
        header.extend(classes.iter().map(|class| format!("{column}_{class}")));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header)?;
    for prediction in predictions {
        let label = data.known_label(prediction.image);
        let mut row = vec![
            prediction.image.to_string(),
            number(label.map(|label| &classes[usize::from(label)])),
        ];
        let ranking = prediction.ranking(top.max(1));
        row.extend(ranking.iter().map(|&class| classes[class].clone()));
        row.push(prediction.entropy().to_string());
        row.extend(prediction.spikes().iter().map(u32::to_string));
        for values in [prediction.shares(), prediction.standard_errors()] {
            let values: Vec<Option<f64>> = match values {
                Some(values) => values.into_iter().map(Some).collect(),
                None => vec![None; classes.len()],
            };
            row.extend(values.into_iter().map(number));
        }
        row.extend(prediction.posterior_mean().iter().map(f64::to_string));
        writer.write_record(&row)?;
    }
    Ok(writer.into_inner()?)
}

/// Numbers of all predictions, each of which gives `width` of them, or NaN for all where they are not known.
fn table(
    predictions: &[Prediction],
    width: usize,
    values: fn(&Prediction) -> Option<Vec<f64>>,
) -> Vec<f64> {
    let row = |prediction| values(prediction).unwrap_or_else(|| vec![f64::NAN; width]);
    predictions.iter().flat_map(row).collect()
}

/// The bytes of an array in the format NPY; its elements follow each other row by row.
fn array<T: npyz::AutoSerialize>(
    shape: &[u64],
    values: impl IntoIterator<Item = T>,
) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let options = npyz::WriteOptions::new().default_dtype().shape(shape);
    let mut writer = options.writer(&mut bytes).begin_nd()?;
    writer.extend(values)?;
    writer.finish()?;
    Ok(bytes)
}

/// The bytes of an array of texts, in UTF-8.
fn texts(values: &[String]) -> Result<Vec<u8>> {
    let longest = values.iter().map(String::len).max().unwrap_or(0).max(1);
    let mut bytes = Vec::new();
    let dtype = npyz::DType::Plain(format!("|S{longest}").parse()?);
    let options = npyz::WriteOptions::new()
        .dtype(dtype)
        .shape(&[values.len() as u64]);
    let mut writer = options.writer(&mut bytes).begin_nd()?;
    for value in values {
        writer.push(value.as_bytes())?;
    }
    writer.finish()?;
    Ok(bytes)
}

fn npz(data: &DataSet, predictions: &[Prediction]) -> Result<Vec<u8>> {
    let classes = data.class_names();
    let list = [predictions.len() as u64];
    let matrix = [predictions.len() as u64, classes.len() as u64];
    let label = |p: &Prediction| data.known_label(p.image).map_or(-1, i64::from);
    let each = || predictions.iter();
    let wide = |values| table(predictions, classes.len(), values);
    let arrays = [
        ("image", array(&list, each().map(|p| p.image as i64))?),
        ("label", array(&list, each().map(label))?),
        ("predicted", array(&list, each().map(|p| p.class() as i64))?),
        (
            "entropy_bits",
            array(&list, each().map(Prediction::entropy))?,
        ),
        (
            "spikes",
            array(&matrix, each().flat_map(Prediction::spikes))?,
        ),
        ("share", array(&matrix, wide(Prediction::shares))?),
        (
            "standard_error",
            array(&matrix, wide(Prediction::standard_errors))?,
        ),
        (
            "posterior_mean",
            array(&matrix, wide(|p| Some(p.posterior_mean())))?,
        ),
        ("classes", texts(classes)?),
    ];
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // without the time of the day, the same predictions always give the same bytes
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in arrays {
        file.start_file(format!("{name}.npy"), options)?;
        file.write_all(&bytes)?;
    }
    Ok(file.finish()?.into_inner())
}
