//! Data sets as comma-separated values: a header, columns of intensities, and the label in the last column.

use std::path::Path;

use csv::{ByteRecord, ReaderBuilder, Trim};

use super::error::DataError;
use super::file::stem;
use super::set::{DataSet, MAX_LABEL, MAX_PIXELS, quantise};
use super::test_set::Manner;

const HEADER: &str = "a header row whose last column is named 'label'";

/// A file that is being read, for error messages with line and column.
struct Source<'a> {
    path: &'a Path,
    bytes: &'a [u8],
    header: Vec<String>,
}

/// Parses CSV text; `path` is the file in error messages.
pub(super) fn parse(path: &Path, bytes: &[u8], manner: Manner) -> Result<DataSet, DataError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(DataError::content(
            path,
            "line 1",
            "the byte order mark of UTF-16",
            "text in UTF-8",
        ));
    }
    let mut source = Source {
        path,
        bytes: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
        header: Vec::new(),
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(source.bytes);
    let mut record = ByteRecord::new();
    let mut next = |record: &mut ByteRecord| {
        reader
            .read_byte_record(record)
            .map_err(|error| DataError::io(path, error.into()))
    };

    if !next(&mut record)? {
        return Err(DataError::content(path, "line 1", "an empty file", HEADER));
    }
    source.header = source.read_header(&record)?;
    let pixels = source.header.len() - 1;

    let mut values = Vec::new();
    let mut labels = Vec::new();
    while next(&mut record)? {
        source.read_row(&record, &mut values, &mut labels)?;
    }
    if labels.is_empty() {
        let place = format!("line {}", source.line_at(source.bytes.len()));
        return Err(DataError::content(
            path,
            place,
            "the end of the file",
            "at least one row below the header",
        ));
    }
    let max = values.iter().copied().fold(0.0, f64::max);
    if max == 0.0 {
        return Err(DataError::content(
            path,
            format!("columns 1 to {pixels}"),
            "only zeros",
            "at least one intensity above 0",
        ));
    }
    let full = manner.full(path, max, max)?;
    let intensities = values.iter().map(|&value| quantise(value, full)).collect();
    let mut data = DataSet::new(stem(path), pixels, intensities, labels)?;
    data.full = full;
    manner.check([path, path], data)
}

impl Source<'_> {
    /// Checks the header and returns the names of the columns.
    fn read_header(&self, record: &ByteRecord) -> Result<Vec<String>, DataError> {
        let place = format!("line {}", self.line_of(record));
        let bad = |place: String, found: String, expected: &str| {
            Err(DataError::content(self.path, place, found, expected))
        };
        let mut names = Vec::with_capacity(record.len());
        for (index, field) in record.iter().enumerate() {
            match str::from_utf8(field) {
                Ok(name) => names.push(name.to_owned()),
                Err(_) => {
                    let place = format!("{place}, column {}", index + 1);
                    return bad(place, shown(field), "text in UTF-8");
                }
            }
        }
        let last = names.last().map_or("", String::as_str);
        if names.iter().all(|name| name.parse::<f64>().is_ok()) {
            return bad(place, format!("numbers, the last of them {last}"), HEADER);
        }
        if last != "label" {
            let separator = [';', '\t', '|']
                .into_iter()
                .find(|&c| names.len() == 1 && last.contains(c));
            if let Some(separator) = separator {
                return bad(
                    place,
                    format!("columns separated by {separator:?}"),
                    "commas",
                );
            }
            let place = format!("{place}, column {}", names.len());
            let found = shown(last.as_bytes());
            return match names.iter().position(|name| name == "label") {
                Some(index) => bad(
                    place,
                    format!("{found}, and 'label' as column {}", index + 1),
                    "'label' as the last column",
                ),
                None => bad(place, found, "'label' as the last column"),
            };
        }
        if names.len() < 2 || names.len() > MAX_PIXELS + 1 {
            return bad(
                place,
                format!("{} columns before 'label'", names.len() - 1),
                &format!("1 to {MAX_PIXELS} columns of intensities"),
            );
        }
        Ok(names)
    }

    fn read_row(
        &self,
        record: &ByteRecord,
        values: &mut Vec<f64>,
        labels: &mut Vec<u16>,
    ) -> Result<(), DataError> {
        let columns = self.header.len();
        if record.len() != columns {
            // a quote without its closing quote swallows all lines up to the next quote
            let swallowed = record.iter().any(|field| field.contains(&b'\n'));
            return Err(DataError::content(
                self.path,
                format!("line {}", self.line_of(record)),
                format!(
                    "{} columns{}",
                    record.len(),
                    if swallowed {
                        ", one of which is in quotes and has several lines"
                    } else {
                        ""
                    }
                ),
                format!("{columns} columns, as in the header"),
            ));
        }
        for (index, field) in record.iter().enumerate() {
            let text = str::from_utf8(field)
                .map_err(|_| self.bad_field(record, index, "text in UTF-8"))?;
            if index + 1 < columns {
                let value = text.parse().ok().filter(|v: &f64| v.is_finite());
                match value {
                    Some(value) if value >= 0.0 => values.push(value),
                    _ => return Err(self.bad_field(record, index, "a finite number, 0 or more")),
                }
            } else {
                let label = text.parse().ok().filter(|&label| label <= MAX_LABEL);
                let expected = format!("a whole number from 0 to {MAX_LABEL}");
                labels.push(label.ok_or_else(|| self.bad_field(record, index, &expected))?);
            }
        }
        Ok(())
    }

    fn bad_field(&self, record: &ByteRecord, index: usize, expected: &str) -> DataError {
        let name = self.header.get(index).map_or("", String::as_str);
        DataError::content(
            self.path,
            format!(
                "line {}, column {} '{name}'",
                self.line_of(record),
                index + 1
            ),
            shown(record.get(index).unwrap_or_default()),
            expected,
        )
    }

    /// The line on which a record begins, counted from 1.
    ///
    /// The position that the reader gives is before blank lines that it skipped, and between CR and LF of a CRLF, so
    /// the line is counted here, and only if there is an error.
    fn line_of(&self, record: &ByteRecord) -> usize {
        let start = record.position().map_or(0, |p| p.byte()) as usize;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| b"\r\n".contains(b)).count();
        self.line_at(start + blank)
    }

    /// The line of byte `end`, counted from 1; lines end with LF, CRLF or CR.
    fn line_at(&self, end: usize) -> usize {
        let before = &self.bytes[..end.min(self.bytes.len())];
        let ends = before.iter().enumerate().filter(|&(i, &byte)| {
            byte == b'\n' || (byte == b'\r' && self.bytes.get(i + 1) != Some(&b'\n'))
        });
        ends.count() + 1
    }
}

/// A field for a message: in quotes and shortened, or its first byte that is no UTF-8.
fn shown(field: &[u8]) -> String {
    const LONGEST: usize = 40;
    if field.is_empty() {
        return "nothing".into();
    }
    match str::from_utf8(field) {
        Ok(text) if text.chars().count() <= LONGEST => format!("'{}'", text.escape_debug()),
        Ok(text) => {
            let start: String = text.chars().take(LONGEST).collect();
            format!("'{}…'", start.escape_debug())
        }
        Err(error) => {
            let byte = field.get(error.valid_up_to()).copied().unwrap_or_default();
            format!("the byte {byte:02x}, which is not UTF-8")
        }
    }
}
