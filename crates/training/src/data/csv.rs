//! Data sets as text: rows of numbers in columns, one of which holds the labels; with or without a header.

mod columns;
mod text;

use std::path::Path;

use csv::ByteRecord;

use super::error::DataError;
use super::file::stem;
use super::raw::{Raw, Values};
use super::reading::Manner;
use columns::Columns;
use text::{Table, Text, shown, start};

/// Reads text; `path` is the file in error messages.
pub(super) fn read<'a>(
    path: &'a Path,
    bytes: &'a [u8],
    manner: Manner,
) -> Result<Raw<'a>, DataError> {
    let text = Text::new(path, bytes)?;
    let mut reader = text.reader();
    let mut record = ByteRecord::new();
    if !text.next(&mut reader, &mut record)? {
        let expected = "rows of numbers, each with a label";
        return Err(DataError::content(
            path,
            "line 1",
            "an empty file",
            expected,
        ));
    }
    let Columns {
        names,
        count,
        label,
    } = columns::find(&text, &record, manner)?;
    let header = !names.is_empty();
    let mut rows = Rows {
        table: Table {
            text,
            names,
            label,
            starts: Vec::new(),
        },
        count,
        gaps: manner.gaps(),
        values: Vec::new(),
        labels: Vec::new(),
    };
    if !header {
        rows.add(&record)?;
    }
    while rows.table.text.next(&mut reader, &mut record)? {
        rows.add(&record)?;
    }
    if rows.table.starts.is_empty() {
        return Err(DataError::content(
            path,
            format!("line {}", rows.table.text.last_line()),
            "the end of the file",
            "at least one row below the header",
        ));
    }
    Ok(Raw {
        path: path.to_owned(),
        labels_path: path.to_owned(),
        name: stem(path),
        features: count - usize::from(label.is_some()),
        shape: None,
        values: Values::Floats(rows.values),
        labels: label.map(|_| rows.labels),
        label_column: manner.reading.label.clone(),
        full: None,
        places: Box::new(rows.table),
    })
}

/// The rows that were read.
struct Rows<'a> {
    table: Table<'a>,
    count: usize,
    gaps: bool,
    values: Vec<f64>,
    labels: Vec<String>,
}

impl Rows<'_> {
    fn add(&mut self, record: &ByteRecord) -> Result<(), DataError> {
        if record.len() != self.count {
            return Err(self.ragged(record));
        }
        for (index, field) in record.iter().enumerate() {
            let text = str::from_utf8(field)
                .map_err(|_| self.bad_field(record, index, "text in UTF-8"))?;
            if Some(index) == self.table.label {
                if text.is_empty() {
                    return Err(self.bad_field(record, index, "a label"));
                }
                self.labels.push(text.to_owned());
                continue;
            }
            let value = match columns::number(text, self.table.text.separator) {
                Some(value) => value,
                None if self.gaps && columns::is_gap(text) => f64::NAN,
                None if columns::is_gap(text) => {
                    let expected =
                        "a finite number; --gaps mean fills a gap with the mean of its column";
                    return Err(self.bad_field(record, index, expected));
                }
                None => return Err(self.bad_field(record, index, "a finite number")),
            };
            self.values.push(value);
        }
        self.table.starts.push(start(record));
        Ok(())
    }

    fn ragged(&self, record: &ByteRecord) -> DataError {
        // a quote without its closing quote swallows all lines up to the next quote
        let swallowed = record.iter().any(|field| field.contains(&b'\n'));
        DataError::content(
            self.table.text.path,
            format!("line {}", self.table.text.line_of(record)),
            format!(
                "{} columns{}",
                record.len(),
                if swallowed {
                    ", one of which is in quotes and has several lines"
                } else {
                    ""
                }
            ),
            format!("{} columns, as in the first row", self.count),
        )
    }

    fn bad_field(&self, record: &ByteRecord, index: usize, expected: &str) -> DataError {
        DataError::content(
            self.table.text.path,
            format!(
                "line {}, {}",
                self.table.text.line_of(record),
                self.table.column_of_file(index)
            ),
            shown(record.get(index).unwrap_or_default()),
            expected,
        )
    }
}
