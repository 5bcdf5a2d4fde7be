//! The text of a file: lines for messages, and the character that separates columns.

use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder, Trim};

use crate::data::error::DataError;
use crate::data::raw::Places;

/// A CSV file that is being read.
pub(super) struct Text<'a> {
    pub path: &'a Path,
    bytes: &'a [u8],
    pub separator: u8,
}

impl<'a> Text<'a> {
    /// Checks that it is text, and finds the separator.
    pub fn new(path: &'a Path, bytes: &'a [u8]) -> Result<Self, DataError> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(DataError::content(
                path,
                "line 1",
                "the byte order mark of UTF-16",
                "text in UTF-8",
            ));
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let separator = separator(bytes);
        Ok(Self {
            path,
            bytes,
            separator,
        })
    }

    /// A reader of all records.
    pub fn reader(&self) -> Reader<&'a [u8]> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator)
            .trim(Trim::All)
            .from_reader(self.bytes)
    }

    /// Reads the next record; false at the end.
    pub fn next(
        &self,
        reader: &mut Reader<&[u8]>,
        record: &mut ByteRecord,
    ) -> Result<bool, DataError> {
        reader
            .read_byte_record(record)
            .map_err(|error| DataError::io(self.path, error.into()))
    }

    /// The line on which a record begins, counted from 1.
    pub fn line_of(&self, record: &ByteRecord) -> usize {
        self.line_from(start(record))
    }

    /// The first line from byte `start` on that is not blank, counted from 1.
    ///
    /// The position that the reader gives is before blank lines that it skipped, and between CR and LF of a CRLF, so
    /// the line is counted here, and only if there is an error.
    pub fn line_from(&self, start: usize) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|b| b"\r\n".contains(b)).count();
        self.line_at(start + blank)
    }

    /// The last line.
    pub fn last_line(&self) -> usize {
        self.line_at(self.bytes.len())
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

/// The byte from which the reader read a record.
pub(super) fn start(record: &ByteRecord) -> usize {
    record.position().map_or(0, |p| p.byte()) as usize
}

/// The separator of the first line that is not blank: a tab if there is one, a semicolon if there are enough of them to
/// separate numbers with decimal commas, or else a comma.
fn separator(bytes: &[u8]) -> u8 {
    let mut quoted = false;
    let [mut tabs, mut semicolons, mut commas] = [0; 3];
    let begin = bytes.iter().take_while(|b| b"\r\n".contains(b)).count();
    for &byte in &bytes[begin..] {
        match byte {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'\n' | b'\r' => break,
            b'\t' => tabs += 1,
            b';' => semicolons += 1,
            b',' => commas += 1,
            _ => {}
        }
    }
    if tabs > 0 {
        b'\t'
    } else if semicolons > 0 && commas <= semicolons + 1 {
        b';'
    } else {
        b','
    }
}

/// Where the rows and columns of a file are.
pub(super) struct Table<'a> {
    pub text: Text<'a>,
    /// The names of all columns, if there is a header.
    pub names: Vec<String>,
    /// The place of the column of labels.
    pub label: Option<usize>,
    /// The byte from which each row was read.
    pub starts: Vec<usize>,
}

impl Table<'_> {
    /// A column of the file, counted from 0.
    pub fn column_of_file(&self, column: usize) -> String {
        match self.names.get(column) {
            Some(name) => format!("column {} '{name}'", column + 1),
            None => format!("column {}", column + 1),
        }
    }

    fn line(&self, image: usize) -> usize {
        self.text
            .line_from(self.starts.get(image).copied().unwrap_or(0))
    }
}

impl Places for Table<'_> {
    fn value(&self, image: usize, column: usize) -> String {
        format!(
            "line {}, {}",
            self.line(image),
            Places::column(self, column)
        )
    }

    fn label(&self, image: usize) -> String {
        let line = self.line(image);
        match self.label {
            Some(column) => format!("line {line}, {}", self.column_of_file(column)),
            None => format!("line {line}"),
        }
    }

    fn column(&self, feature: usize) -> String {
        let skip = self.label.is_some_and(|label| label <= feature);
        self.column_of_file(feature + usize::from(skip))
    }
}

/// A field for a message: in quotes and shortened, or its first byte that is no UTF-8.
pub(super) fn shown(field: &[u8]) -> String {
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
