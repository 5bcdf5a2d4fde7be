//! The scale of data that set it themselves.

use super::error::DataError;
use super::finding::{Finding, Why};
use super::kind::Scale;
use super::raw::{Raw, Values};
use super::reading::Scaling;

/// With fewer images than this, the ranges of columns depend on chance.
const FEW: usize = 10;

/// Data with at least this number of columns, all of whose values are bytes, are images.
const IMAGE: usize = 64;

/// The share of values at either end of a column that quantile scaling leaves out.
const TAIL: f64 = 0.01;

/// A highest value that is this many times the usual ones is an outlier.
const OUTLIER: f64 = 4.0;

/// The most values of a table in memory that are looked at to find what values are usual.
const LOOK: usize = 1 << 20;

/// The lowest and the highest value of each column.
struct Ranges {
    low: Vec<f64>,
    high: Vec<f64>,
}

impl Ranges {
    fn of(raw: &Raw) -> Self {
        let mut low = vec![f64::INFINITY; raw.features];
        let mut high = vec![f64::NEG_INFINITY; raw.features];
        for (index, value) in raw.values.iter().enumerate() {
            let column = index % raw.features;
            low[column] = low[column].min(value);
            high[column] = high[column].max(value);
        }
        Self { low, high }
    }

    fn lowest(&self) -> f64 {
        self.low.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn highest(&self) -> f64 {
        self.high.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// Why a common scale would serve the network badly, if it would.
    fn differ(&self, raw: &Raw) -> Option<Why> {
        if self.lowest() < 0.0 {
            return Some(Why::Negative);
        }
        let bytes = |value: f64| value.fract() == 0.0 && value <= 255.0;
        if raw.images() < FEW || (raw.features >= IMAGE && raw.values.iter().all(bytes)) {
            return None;
        }
        let highest = self.highest();
        let mut shares: Vec<f64> = (self.low.iter().zip(&self.high))
            .filter(|(low, high)| high > low)
            .map(|(low, high)| (high - low) / highest)
            .collect();
        shares.sort_by(f64::total_cmp);
        let middle = shares.get(shares.len() / 2)?;
        (*middle < 0.5).then_some(Why::Ranges)
    }
}

/// The scale that was asked for or, if none was, one that suits the values; and what a user should know about it.
pub(super) fn choose(
    raw: &Raw,
    asked: Option<Scaling>,
) -> Result<(Scale, Vec<Finding>), DataError> {
    let mut findings = Vec::new();
    let scale = match (asked, raw.full) {
        (Some(Scaling::Full(full)), _) => {
            refuse_negative(raw, full)?;
            Scale::Full(full)
        }
        (None, Some(full)) => Scale::Full(full),
        (Some(Scaling::Quantile), _) => quantiles(raw, Ranges::of(raw)),
        (asked, _) => {
            let ranges = Ranges::of(raw);
            let why = match asked {
                None => ranges.differ(raw),
                Some(_) => None,
            };
            findings.extend(why.map(Finding::MinMax));
            if asked.is_some() || why.is_some() {
                min_max(ranges)
            } else {
                Scale::Full(ranges.highest())
            }
        }
    };
    check(raw, &scale)?;
    let own = !matches!(asked, Some(Scaling::Full(_))) && (asked.is_some() || raw.full.is_none());
    if own {
        findings.extend(outlier(raw, &scale));
    }
    Ok((scale, findings))
}

fn min_max(ranges: Ranges) -> Scale {
    Scale::Columns {
        low: ranges.low,
        high: ranges.high,
    }
}

/// From the quantile of 1 % to that of 99 %. A column whose quantiles are equal has its whole range, because its few
/// other values would be lost.
fn quantiles(raw: &Raw, ranges: Ranges) -> Scale {
    let Ranges { mut low, mut high } = ranges;
    for column in 0..raw.features {
        let mut values: Vec<f64> = raw.column(column).collect();
        values.sort_by(f64::total_cmp);
        let tail = (TAIL * (values.len() - 1) as f64).round() as usize;
        let (from, to) = (values[tail], values[values.len() - 1 - tail]);
        if from < to {
            (low[column], high[column]) = (from, to);
        }
    }
    Scale::Columns { low, high }
}

fn refuse_negative(raw: &Raw, full: f64) -> Result<(), DataError> {
    match raw.values.iter().position(|value| value < 0.0) {
        Some(index) => Err(DataError::content(
            &raw.path,
            raw.places.value(index / raw.features, index % raw.features),
            raw.values.get(index).to_string(),
            format!("0 or more on a scale from 0 to {full}; --scale min-max takes any sign"),
        )),
        None => Ok(()),
    }
}

/// Checks that some input can spike, and that the ranges can be computed with.
fn check(raw: &Raw, scale: &Scale) -> Result<(), DataError> {
    let bad = |found: &str, expected: &str| {
        let columns = format!("columns 1 to {}", raw.features);
        Err(DataError::content(&raw.path, columns, found, expected))
    };
    match scale {
        Scale::Full(full) if *full > 0.0 => Ok(()),
        Scale::Full(_) => bad("only zeros", "at least one intensity above 0"),
        Scale::Columns { low, high } => {
            let ranges = || low.iter().zip(high).map(|(low, high)| high - low);
            if !ranges().all(f64::is_finite) {
                return bad("a range that is too large", "values below 10^307");
            }
            if !ranges().any(|range| range > 0.0) {
                return bad(
                    "the same values in every row",
                    "a column with different values",
                );
            }
            Ok(())
        }
    }
}

/// A highest value that makes nearly all others small.
fn outlier(raw: &Raw, scale: &Scale) -> Option<Finding> {
    match scale {
        Scale::Full(full) => {
            let usual = match &raw.values {
                Values::Floats(values) => usual(values.clone())?,
                Values::Bytes(_) => usual(raw.values.iter().collect())?,
                // a large table is not copied to look at it
                Values::Lent(_) => {
                    let step = raw.values.len().div_ceil(LOOK);
                    usual(raw.values.iter().step_by(step.max(1)).collect())?
                }
            };
            (*full > OUTLIER * usual).then_some(Finding::Outlier {
                column: None,
                highest: *full,
                usual,
            })
        }
        Scale::Columns { low, high } => (0..raw.features).find_map(|column| {
            let highest = high[column] - low[column];
            let usual = usual(
                raw.column(column)
                    .map(|value| value - low[column])
                    .collect(),
            )?;
            (highest > OUTLIER * usual).then(|| Finding::Outlier {
                column: Some(raw.places.column(column)),
                highest,
                usual,
            })
        }),
    }
}

/// What 99.9 % of the values above 0 do not exceed, and at least one of them does; none if there are few values.
fn usual(mut values: Vec<f64>) -> Option<f64> {
    values.retain(|&value| value > 0.0);
    if values.len() < FEW {
        return None;
    }
    let place = (0.999 * values.len() as f64) as usize;
    let place = place.min(values.len() - 2);
    Some(*values.select_nth_unstable_by(place, f64::total_cmp).1)
}
