//! The row memory as CSV: a line for each word, its row, its place in the row, then its P lanes in quanta.
//!
//! Lanes beyond the last neuron are padding; they are kept, so that a learning chain can go on bit for bit.

use std::path::Path;

use crate::design::Design;
use crate::layout::Layout;
use crate::network::Weights;

use super::error::{Result, TrainingError};

/// The file's text.
pub fn text(layout: &Layout, weights: &Weights) -> String {
    let mut text = String::from("row,word");
    for lane in 0..layout.lanes {
        text += &format!(",lane_{lane}");
    }
    text.push('\n');
    for (address, lanes) in weights.values.chunks(layout.lanes).enumerate() {
        let (row, word) = layout.row_and_word(address);
        text += &format!("{row},{word}");
        for weight in lanes {
            text += &format!(",{weight}");
        }
        text.push('\n');
    }
    text
}

/// Reads the file of a design.
///
/// # Errors
/// If the file cannot be read or is not the row memory of this design; the text names line and column.
pub fn read(file: &Path, design: &Design) -> Result<Weights> {
    let text = std::fs::read_to_string(file).map_err(|source| TrainingError::Read {
        file: file.to_owned(),
        source,
    })?;
    let layout = Layout::new(design);
    let columns = layout.lanes + 2;
    let (min, max) = Weights::range(design.synapse.bits);
    let mut lines = text.lines();
    let bad = |place: String, found: &str, expected: String| {
        let found = if found.is_empty() { "nothing" } else { found };
        Err(TrainingError::content(
            file,
            place,
            shorten(found),
            expected,
        ))
    };
    let header = self::text(&layout, &empty(&layout));
    let header = header.trim_end();
    let first = lines.next().unwrap_or("").trim_end();
    if first != header {
        let expected = format!("the header of {} lanes, {}", layout.lanes, shorten(header));
        return bad("line 1".into(), first, expected);
    }
    let mut values = Vec::with_capacity(layout.depth * layout.lanes);
    for address in 0..layout.depth {
        let line = format!("line {}", address + 2);
        let (row, word) = layout.row_and_word(address);
        let Some(content) = lines.next() else {
            let expected = format!(
                "row {row}, word {word}: the design has {} words",
                layout.depth
            );
            return bad(line, "the end of the file", expected);
        };
        let fields: Vec<&str> = content.split(',').map(str::trim).collect();
        if fields.len() != columns {
            let found = format!("{} columns", fields.len());
            return bad(line, &found, format!("{columns} columns"));
        }
        for (column, expected) in [("row", row), ("word", word)].into_iter().enumerate() {
            if fields[column].parse() != Ok(expected.1) {
                let place = format!("{line}, column {}", expected.0);
                return bad(place, fields[column], expected.1.to_string());
            }
        }
        for (lane, field) in fields[2..].iter().enumerate() {
            match field.parse::<i16>() {
                Ok(weight) if (min..=max).contains(&weight) => values.push(weight),
                _ => {
                    let place = format!("{line}, column lane_{lane}");
                    return bad(place, field, format!("a whole number from {min} to {max}"));
                }
            }
        }
    }
    if let Some(more) = lines.find(|line| !line.trim().is_empty()) {
        let place = format!("line {}", layout.depth + 2);
        return bad(place, more, "the end of the file".into());
    }
    Ok(Weights {
        lanes: layout.lanes,
        values,
    })
}

fn empty(layout: &Layout) -> Weights {
    Weights {
        lanes: layout.lanes,
        values: Vec::new(),
    }
}

/// A line as an error shows it.
fn shorten(text: &str) -> String {
    const MOST: usize = 48;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
