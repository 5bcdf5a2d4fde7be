//! What an experiment found, and the files it is written to.

use anyhow::Result;
use npyz::WriterBuilder;
use serde::Serialize;

use yuragi_figures::Figure;

use super::statistics::Estimate;

/// All that an experiment found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The result in numbers.
    pub readings: Vec<Reading>,
    /// What they say, a sentence each.
    pub remarks: Vec<String>,
    /// CSV files.
    pub tables: Vec<Table>,
    /// NPY files.
    pub arrays: Vec<Array>,
    /// SVG and PNG files: names and figures.
    pub figures: Vec<(String, Figure)>,
}

/// A number of the result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    pub name: String,
    /// Empty for a number without one.
    pub unit: &'static str,
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// Rows under a header.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Of the file, without `.csv`.
    pub name: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Numbers in C order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Array {
    /// Of the file, without `.npy`.
    pub name: String,
    pub shape: Vec<u64>,
    pub values: Vec<f64>,
}

impl Reading {
    pub fn new(name: impl Into<String>, unit: &'static str, estimate: Estimate) -> Self {
        Self {
            name: name.into(),
            unit,
            estimate,
        }
    }
}

impl Table {
    pub fn new(name: impl Into<String>, header: &[&str]) -> Self {
        Self {
            name: name.into(),
            header: header.iter().map(|&column| column.into()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; numbers as Rust prints them, which is as short as the same number reads back.
    pub fn row(&mut self, cells: &[&dyn std::fmt::Display]) {
        self.rows
            .push(cells.iter().map(ToString::to_string).collect());
    }

    /// The file's bytes.
    pub(crate) fn csv(&self) -> Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row)?;
        }
        Ok(writer.into_inner()?)
    }
}

impl Array {
    pub fn new(name: impl Into<String>, shape: &[usize], values: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            shape: shape.iter().map(|&n| n as u64).collect(),
            values,
        }
    }

    pub(super) fn npy(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut writer = npyz::WriteOptions::new()
            .default_dtype()
            .shape(&self.shape)
            .writer(&mut bytes)
            .begin_nd()?;
        writer.extend(&self.values)?;
        writer.finish()?;
        Ok(bytes)
    }
}
