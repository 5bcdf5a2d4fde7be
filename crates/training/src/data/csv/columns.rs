//! What the first row of a file says: whether it is a header, and which column holds the labels.

use csv::ByteRecord;

use super::text::{Text, shown};
use crate::data::error::DataError;
use crate::data::kind::{Column, MAX_PIXELS};
use crate::data::reading::Manner;

/// The names of a column of labels, the first of which wins.
const NAMES: [&str; 5] = ["label", "class", "target", "species", "y"];

/// What stands for a missing value.
const GAPS: [&str; 9] = ["", "?", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null"];

/// The columns of a file.
pub(super) struct Columns {
    /// The names of all columns, if there is a header.
    pub names: Vec<String>,
    /// The number of columns.
    pub count: usize,
    /// The place of the column of labels, counted from 0; none if there are no labels.
    pub label: Option<usize>,
}

/// Whether a field is a gap.
pub(super) fn is_gap(text: &str) -> bool {
    GAPS.contains(&text)
}

/// The number in a field; numbers in columns that semicolons separate may have decimal commas.
pub(super) fn number(text: &str, separator: u8) -> Option<f64> {
    let number = match separator {
        b';' if text.matches(',').count() == 1 && !text.contains('.') => {
            text.replace(',', ".").parse()
        }
        _ => text.parse(),
    };
    // the words that stand for infinity and for no number are no values
    number.ok().filter(|value: &f64| value.is_finite())
}

/// Finds out about the columns from the first row.
pub(super) fn find(text: &Text, record: &ByteRecord, manner: Manner) -> Result<Columns, DataError> {
    let line = text.line_of(record);
    let bad = |place: String, found: String, expected: String| {
        Err(DataError::content(text.path, place, found, expected))
    };
    let mut cells = Vec::with_capacity(record.len());
    for (index, field) in record.iter().enumerate() {
        match str::from_utf8(field) {
            Ok(name) => cells.push(name.to_owned()),
            Err(_) => {
                let place = format!("line {line}, column {}", index + 1);
                return bad(place, shown(field), "text in UTF-8".into());
            }
        }
    }
    let count = cells.len();
    let label = label_column(text, &cells, manner, line)?;
    let features = count - usize::from(label.is_some());
    if features == 0 || features > MAX_PIXELS {
        return bad(
            format!("line {line}"),
            format!("{count} columns"),
            format!(
                "1 to {MAX_PIXELS} columns of numbers and one of labels, separated by commas, semicolons or tabs"
            ),
        );
    }
    let header = !manner.reading.no_header && is_header(text, &cells, label, manner)?;
    if !header && let Some(Column::Name(name)) = &manner.reading.label {
        return bad(
            format!("line {line}"),
            "no header".into(),
            format!("a header with the column '{name}', or the number of the column of labels"),
        );
    }
    Ok(Columns {
        names: if header { cells } else { Vec::new() },
        count,
        label,
    })
}

/// The place of the column of labels, counted from 0.
fn label_column(
    text: &Text,
    cells: &[String],
    manner: Manner,
    line: usize,
) -> Result<Option<usize>, DataError> {
    let bad = |found: String, expected: String| {
        Err(DataError::content(
            text.path,
            format!("line {line}"),
            found,
            expected,
        ))
    };
    let asked = manner.reading.label.as_ref();
    if let Some(like) = manner.like
        && asked.is_none()
    {
        // a column of this name always holds labels, so one column of values is missing beside it
        let labels = manner.label().is_none()
            && (cells.iter()).any(|cell| cell.eq_ignore_ascii_case(NAMES[0]));
        if cells.len() == like.features && !labels {
            return Ok(None);
        }
        if cells.len() != like.features + 1 {
            let which = if labels { ", one of them 'label'" } else { "" };
            return bad(
                format!("{} columns{which}", cells.len()),
                format!(
                    "{} pixels, as in {}, with or without a column of labels",
                    like.features, like.name
                ),
            );
        }
    }
    let named = |name: &str| {
        let mut places = (0..cells.len()).filter(|&place| cells[place] == name);
        (places.next(), places.next())
    };
    match manner.label() {
        Some(Column::Number(number)) if (1..=cells.len()).contains(number) => {
            return Ok(Some(number - 1));
        }
        Some(Column::Number(number)) if asked.is_some() => {
            return bad(
                format!("{} columns", cells.len()),
                format!("a column {number}, in which the labels are; columns count from 1"),
            );
        }
        Some(Column::Name(name)) => match named(name) {
            (Some(_), Some(_)) => {
                return bad(
                    format!("two columns '{name}'"),
                    "one, in which the labels are".into(),
                );
            }
            (Some(place), None) => return Ok(Some(place)),
            (None, _) if asked.is_some() => {
                let names: Vec<String> = (cells.iter().take(8))
                    .map(|cell| shown(cell.as_bytes()))
                    .collect();
                let more = if cells.len() > 8 { ", …" } else { "" };
                return bad(
                    format!("the columns {}{more}", names.join(", ")),
                    format!("a column '{name}', in which the labels are"),
                );
            }
            (None, _) => {}
        },
        _ => {}
    }
    let usual = NAMES.iter().find_map(|name| {
        let is = |cell: &String| cell.eq_ignore_ascii_case(name);
        cells.iter().rposition(is)
    });
    Ok(Some(usual.unwrap_or(cells.len() - 1)))
}

/// Whether the first row is a header: some column of values has no number in it.
///
/// If only the label is no number, it is a header if all other labels are numbers, or if it is a usual name of the
/// column of labels and no row has that label.
fn is_header(
    text: &Text,
    cells: &[String],
    label: Option<usize>,
    manner: Manner,
) -> Result<bool, DataError> {
    let value = |cell: &str| number(cell, text.separator).is_some() || is_gap(cell);
    let name = (cells.iter().enumerate()).any(|(place, cell)| Some(place) != label && !value(cell));
    let Some(place) = label else {
        return Ok(name);
    };
    let first = cells[place].as_str();
    if name || matches!(manner.label(), Some(Column::Name(asked)) if asked == first) {
        return Ok(true);
    }
    if first.parse::<f64>().is_ok() {
        return Ok(false);
    }
    let (mut numbers, mut again) = (true, false);
    let mut reader = text.reader();
    let mut record = ByteRecord::new();
    let mut rows = 0;
    text.next(&mut reader, &mut record)?;
    while text.next(&mut reader, &mut record)? {
        let field = record.get(place).unwrap_or_default();
        again |= field == first.as_bytes();
        numbers &= str::from_utf8(field).is_ok_and(|text| text.parse::<f64>().is_ok());
        rows += 1;
    }
    let usual = NAMES.iter().any(|name| first.eq_ignore_ascii_case(name));
    Ok((numbers && rows > 0) || (usual && !again))
}
