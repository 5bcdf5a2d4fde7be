//! The findings of an experiment, and the formats of their files.

use anyhow::Result;
use npyz::WriterBuilder;
use serde::Serialize;

use yuragi_figures::Figure;

use super::statistics::Estimate;

/// All findings of an experiment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// The result in numbers.
    pub readings: Vec<Reading>,
    /// Remarks on them, one sentence each.
    pub remarks: Vec<String>,
    /// CSV files.
    pub tables: Vec<Table>,
    /// NPY files.
    pub arrays: Vec<Array>,
    /// Figures with the names of their files, without `.svg` and `.png`.
    pub figures: Vec<(String, Figure)>,
}

/// A number of the result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// What was measured.
    pub name: String,
    /// The unit; empty for a number without unit.
    pub unit: &'static str,
    /// The value with its interval.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// A table that becomes a CSV file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The name of the file, without `.csv`.
    pub name: String,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, with one cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// An array that becomes a NPY file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Array {
    /// The name of the file, without `.npy`.
    pub name: String,
    /// The size of each dimension.
    pub shape: Vec<u64>,
    /// The values in C order, the last dimension fastest.
    pub values: Vec<f64>,
}

impl Reading {
    /// A number with its name and unit.
    pub fn new(name: impl Into<String>, unit: &'static str, estimate: Estimate) -> Self {
        Self {
            name: name.into(),
            unit,
            estimate,
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(name: impl Into<String>, header: &[&str]) -> Self {
        Self {
            name: name.into(),
            header: header.iter().map(|&column| column.into()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. Numbers are printed with the fewest digits that give the same number when read. The cell of a number
    /// that is not known (NaN) stays empty, as programs that read CSV expect.
    pub fn row(&mut self, cells: &[&dyn std::fmt::Display]) {
        let cell = |cell: &&dyn std::fmt::Display| match cell.to_string() {
            text if text == "NaN" => String::new(),
            text => text,
        };
        self.rows.push(cells.iter().map(cell).collect());
    }

    /// The bytes of the CSV file.
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
    /// An array; `shape` must hold as many values as are given.
    pub fn new(name: impl Into<String>, shape: &[usize], values: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            shape: shape.iter().map(|&n| n as u64).collect(),
            values,
        }
    }

    /// The bytes of the NPY file.
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

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_cell_of_what_is_not_known_is_empty() {
        let mut table = Table::new("t", &["name", "low", "high"]);
        table.row(&[&"a", &f64::NAN, &0.25]);
        assert_eq!(table.csv().expect("CSV"), b"name,low,high\na,,0.25\n");
    }
}
