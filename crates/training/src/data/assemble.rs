//! From the values and labels of a file to a data set: gaps are filled, values scaled and encoded, labels become classes.

use std::sync::Arc;

use super::error::DataError;
use super::finding::Finding;
use super::kind::{Encoding, Kind, MAX_PIXELS, Scale};
use super::labels::{self, Classes};
use super::raw::{Raw, Values};
use super::reading::{Manner, Reading};
use super::scale;
use super::set::{DataSet, quantise};
use super::unscaled::Unscaled;

/// The highest value of images for a trained network must be at least this share of the value that means "always". If
/// it is smaller, the file probably has another unit.
const LEAST: f64 = 1.0 / 8.0;

/// The data set that a file holds.
pub(super) fn data_set(mut raw: Raw, manner: Manner) -> Result<DataSet, DataError> {
    if let Some(like) = manner.like {
        fits(&raw, like)?;
    }
    let divisible = Unscaled::is(&raw, manner);
    // what fills a gap depends on the images to learn from, like the scale
    let with_gaps = (divisible && manner.gaps()).then(|| raw.values.clone());
    let kept = manner.like.and_then(|like| like.gaps.clone());
    let gaps = fill(&mut raw, manner, kept)?;
    let (kind, labels, findings) = match manner.like {
        Some(like) => {
            if let Scale::Full(full) = like.scale {
                same_unit(&raw, like, full)?;
            }
            let kind = Kind {
                name: raw.name.clone(),
                shape: raw.shape.or(like.shape),
                ..like.clone()
            };
            (kind, labels::like(&raw, like)?, Vec::new())
        }
        None => own(&raw, manner, gaps)?,
    };
    let data = encoded(&raw, kind, labels, findings);
    let unscaled = divisible.then(|| {
        let values = with_gaps
            .unwrap_or_else(|| std::mem::replace(&mut raw.values, Values::Bytes(Vec::new())));
        Arc::new(Unscaled::new(&raw, values.owned(), manner.reading))
    });
    Ok(data.with_unscaled(unscaled))
}

/// The data set of a table in memory, whose images have the labels.
pub(super) fn of_table(
    raw: &Raw,
    reading: &Reading,
    names: Vec<String>,
    labels: Vec<u16>,
) -> Result<DataSet, DataError> {
    finite(raw, false)?;
    let classes = Classes {
        names,
        unseen: Vec::new(),
        labels,
    };
    let (kind, labels, findings) = described(raw, reading, None, classes)?;
    Ok(encoded(raw, kind, labels, findings))
}

/// A table in memory as images of a kind.
pub(super) fn like_table(raw: &Raw, kind: &Kind, labels: Vec<u16>) -> Result<DataSet, DataError> {
    fits(raw, kind)?;
    finite(raw, false)?;
    let findings = match kind.scale {
        Scale::Full(full) => same_unit(raw, kind, full)
            .err()
            .map(|_| Finding::Dark { full }),
        Scale::Columns { .. } => None,
    };
    Ok(encoded(
        raw,
        kind.clone(),
        labels,
        findings.into_iter().collect(),
    ))
}

fn encoded(raw: &Raw, kind: Kind, labels: Vec<u16>, findings: Vec<Finding>) -> DataSet {
    let (intensities, clipped) = encode(raw, &kind);
    DataSet::of(kind, intensities, labels).finding(findings, clipped, raw.values.len())
}

/// Checks that images have the numbers of values that a network learned from.
fn fits(raw: &Raw, like: &Kind) -> Result<(), DataError> {
    let bad = |found: String, expected: String| {
        Err(DataError::content(&raw.path, "images", found, expected))
    };
    if raw.features != like.features {
        return bad(
            format!("{} pixels", raw.features),
            format!("{}, as in {}", like.features, like.name),
        );
    }
    match raw.shape.zip(like.shape) {
        Some(((width, height), (w, h))) if (width, height) != (w, h) => bad(
            format!("{width}×{height} pixels"),
            format!("{w}×{h}, as in {}", like.name),
        ),
        _ => Ok(()),
    }
}

/// Refuses images that are far too dark for the scale.
fn same_unit(raw: &Raw, like: &Kind, full: f64) -> Result<(), DataError> {
    let highest = raw.values.iter().fold(0.0, f64::max);
    if highest >= full * LEAST {
        return Ok(());
    }
    Err(DataError::content(
        &raw.path,
        "intensities",
        format!("{highest} as the highest"),
        format!(
            "at least {}, because in {} the value {full} is full intensity, and the units must be the same",
            full * LEAST,
            like.name
        ),
    ))
}

/// Scale, classes and encoding of a file that sets them itself.
fn own(
    raw: &Raw,
    manner: Manner,
    gaps: Option<Vec<f64>>,
) -> Result<(Kind, Vec<u16>, Vec<Finding>), DataError> {
    let classes = labels::own(raw)?;
    described(raw, manner.reading, gaps, classes)
}

/// The same for classes that are known.
fn described(
    raw: &Raw,
    reading: &Reading,
    gaps: Option<Vec<f64>>,
    classes: Classes,
) -> Result<(Kind, Vec<u16>, Vec<Finding>), DataError> {
    let encoding = reading.encoding;
    let levels = encoding.levels();
    let pixels = raw.features.saturating_mul(levels);
    if levels == 0 || pixels > MAX_PIXELS {
        return Err(DataError::content(
            &raw.path,
            format!("columns 1 to {}", raw.features),
            format!("{} values with {levels} inputs each", raw.features),
            format!("1 to {MAX_PIXELS} inputs"),
        ));
    }
    let (scale, mut findings) = scale::choose(raw, reading.scale)?;
    findings.extend(counter(raw));
    let side = raw.features.isqrt();
    let square = (side * side == raw.features).then_some((side, side));
    let kind = Kind {
        name: raw.name.clone(),
        features: raw.features,
        pixels,
        shape: raw.shape.or(square),
        labels: classes.names,
        unseen: classes.unseen,
        scale,
        encoding,
        label_column: raw.label_column.clone(),
        gaps,
    };
    Ok((kind, classes.labels, findings))
}

/// A column that only counts the rows: 0, 1, 2, … or 1, 2, 3, …
fn counter(raw: &Raw) -> Option<Finding> {
    const FEW: usize = 10;
    if raw.images() < FEW || raw.full.is_some() {
        return None;
    }
    let counts = |column: &usize| {
        let first = raw.values.get(*column);
        [0.0, 1.0].contains(&first)
            && (raw.column(*column).enumerate()).all(|(row, value)| value == first + row as f64)
    };
    (0..raw.features)
        .find(counts)
        .map(|column| Finding::Counter {
            column: raw.places.column(column),
        })
}

/// Puts the mean of a column, or what was kept of other images, into its gaps; returns what was put there.
///
/// All other values must be finite.
pub(super) fn fill(
    raw: &mut Raw,
    manner: Manner,
    kept: Option<Vec<f64>>,
) -> Result<Option<Vec<f64>>, DataError> {
    let features = raw.features;
    finite(raw, manner.gaps())?;
    if !manner.gaps() {
        return Ok(None);
    }
    let means: Vec<f64> = match kept {
        Some(kept) => kept,
        None => (0..features)
            .map(|column| mean(raw.column(column)))
            .collect(),
    };
    if let Some(column) = means.iter().position(|mean| !mean.is_finite()) {
        return Err(DataError::content(
            &raw.path,
            raw.places.column(column),
            "no value at all",
            "at least one, from which the gaps can be filled",
        ));
    }
    if let Values::Floats(values) = &mut raw.values {
        for (index, value) in values.iter_mut().enumerate() {
            if value.is_nan() {
                *value = means[index % features];
            }
        }
    }
    Ok(Some(means))
}

/// Checks that all values are finite, apart from gaps if there may be some.
fn finite(raw: &Raw, gaps: bool) -> Result<(), DataError> {
    if matches!(raw.values, Values::Bytes(_)) {
        return Ok(());
    }
    let bad = |value: f64| !(value.is_finite() || (value.is_nan() && gaps));
    let Some(index) = raw.values.iter().position(bad) else {
        return Ok(());
    };
    let value = raw.values.get(index);
    Err(DataError::content(
        &raw.path,
        raw.places.value(index / raw.features, index % raw.features),
        value.to_string(),
        match value.is_nan() {
            true => "a finite number; --gaps mean fills a gap with the mean of its column",
            false => "a finite number",
        },
    ))
}

/// The mean of the values that are there; NaN if there are none.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for value in values.filter(|value| !value.is_nan()) {
        sum += value;
        n += 1.0;
    }
    sum / n
}

/// The intensities of all inputs, and the number of values that lie beyond the scale.
pub(super) fn encode(raw: &Raw, kind: &Kind) -> (Vec<u8>, u64) {
    let mut intensities = Vec::with_capacity(raw.images() * kind.pixels);
    let mut clipped = 0;
    for image in 0..raw.images() {
        for column in 0..raw.features {
            let place = kind
                .scale
                .place(column, raw.values.at(image, column, raw.features));
            clipped += u64::from(!(0.0..=1.0).contains(&place));
            match kind.encoding {
                Encoding::Rate => intensities.push(quantise(place, 1.0)),
                Encoding::Thermometer(levels) => {
                    let filled = place.clamp(0.0, 1.0) * levels as f64;
                    let level = |level| quantise(filled - level as f64, 1.0);
                    intensities.extend((0..levels).map(level));
                }
            }
        }
    }
    (intensities, clipped)
}
