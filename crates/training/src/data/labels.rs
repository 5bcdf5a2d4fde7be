//! From the labels of a file to classes.

use super::error::DataError;
use super::kind::{Kind, MAX_LABEL, UNLABELLED};
use super::raw::Raw;

/// The classes of a data set, and the class of each image.
pub(super) struct Classes {
    /// The names of the classes, in the order of their numbers.
    pub names: Vec<String>,
    /// The numbers that no image has.
    pub unseen: Vec<u16>,
    /// The class of each image; [`UNLABELLED`] for all if there are no labels.
    pub labels: Vec<u16>,
}

/// A label as a class is called: a whole number loses sign, zeros and point that say nothing, so that 3.0 is 3.
fn canonical(label: &str) -> String {
    match number(label) {
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => (number as i64).to_string(),
        _ => label.to_owned(),
    }
}

/// The number that a label is, if it is one.
fn number(label: &str) -> Option<f64> {
    // words like "nan" and "inf" are words
    let numeric = label.bytes().any(|byte| byte.is_ascii_digit());
    label
        .parse()
        .ok()
        .filter(|n: &f64| numeric && n.is_finite())
}

/// The classes that the labels of a file mean.
///
/// Whole numbers from 0 to [`MAX_LABEL`] are the numbers of the classes. Other whole numbers get classes in ascending
/// order, and words in the order of their characters.
pub(super) fn own(raw: &Raw) -> Result<Classes, DataError> {
    let Some(labels) = &raw.labels else {
        return Err(DataError::content(
            &raw.labels_path,
            "labels",
            "no labels",
            "a label for each image, because a network learns from labelled images",
        ));
    };
    let names: Vec<String> = labels.iter().map(|label| canonical(label)).collect();
    let whole: Option<Vec<i64>> = names.iter().map(|name| name.parse().ok()).collect();
    let distinct: Vec<String> = match whole {
        Some(whole) if (whole.iter()).all(|n| (0..=i64::from(MAX_LABEL)).contains(n)) => {
            return Ok(numbered(whole.into_iter().map(|n| n as u16).collect()));
        }
        Some(mut whole) => {
            whole.sort_unstable();
            whole.dedup();
            whole.iter().map(i64::to_string).collect()
        }
        None => {
            let fraction = |label: &String| number(label).is_some_and(|n| n.fract() != 0.0);
            let first = labels.iter().position(fraction);
            if let Some(image) = first
                && labels.iter().all(|label| number(label).is_some())
            {
                return Err(DataError::content(
                    &raw.labels_path,
                    raw.places.label(image),
                    format!("'{}'", labels[image]),
                    "a class, which is a whole number or a word; is this the column of the labels?",
                ));
            }
            let mut distinct = names.clone();
            distinct.sort_unstable();
            distinct.dedup();
            distinct
        }
    };
    let most = usize::from(MAX_LABEL) + 1;
    if distinct.len() > most {
        return Err(DataError::content(
            &raw.labels_path,
            "labels",
            format!("{} different ones", distinct.len()),
            format!("at most {most} classes; is this the column of the labels?"),
        ));
    }
    let place: std::collections::HashMap<&str, u16> =
        (distinct.iter().map(String::as_str)).zip(0..).collect();
    let labels = names.iter().map(|name| place[name.as_str()]).collect();
    Ok(Classes {
        names: distinct,
        unseen: Vec::new(),
        labels,
    })
}

/// Classes whose labels are their numbers.
pub(super) fn numbered(labels: Vec<u16>) -> Classes {
    let highest = labels.iter().copied().max().unwrap_or(0);
    let mut seen = vec![false; usize::from(highest) + 1];
    for &label in &labels {
        seen[usize::from(label)] = true;
    }
    Classes {
        names: (0..=highest).map(|class| class.to_string()).collect(),
        unseen: (0..=highest)
            .filter(|&class| !seen[usize::from(class)])
            .collect(),
        labels,
    }
}

/// The classes of a network that has learned; images without labels are accepted.
pub(super) fn like(raw: &Raw, kind: &Kind) -> Result<Vec<u16>, DataError> {
    let Some(labels) = &raw.labels else {
        return Ok(vec![UNLABELLED; raw.images()]);
    };
    let class = |(image, label): (usize, &String)| {
        let known = kind.class(label).or_else(|| kind.class(&canonical(label)));
        known.ok_or_else(|| {
            DataError::content(
                &raw.labels_path,
                raw.places.label(image),
                format!("the label {}", shown(label)),
                format!("a label that occurs in {}: {}", kind.name, kind.known()),
            )
        })
    };
    labels.iter().enumerate().map(class).collect()
}

/// A label for messages: a number as it is, a word in quotes.
fn shown(label: &str) -> String {
    match number(label) {
        Some(_) => label.to_owned(),
        None => format!("'{}'", label.escape_debug()),
    }
}
