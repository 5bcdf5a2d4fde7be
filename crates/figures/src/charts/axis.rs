//! Where an axis reaches, where its ticks stand and how they read.

use plotters::coord::ranged1d::{
    KeyPointHint, NoDefaultFormatting, Ranged, ReversibleRanged, ValueFormatter,
};

use super::{Axis, Scale};

/// An axis of known reach: what plotters maps values with.
#[derive(Clone, Debug)]
pub(super) struct Ruler {
    low: f64,
    high: f64,
    scale: Scale,
    ticks: Vec<f64>,
}

impl Ruler {
    /// Ruler of an axis for these values. `zero`: an axis that reaches as far as its values shows 0 too.
    pub fn new(axis: &Axis, values: impl Iterator<Item = f64>, zero: bool) -> Self {
        let log = axis.scale == Scale::Log;
        let shown = values.filter(|&value| value.is_finite() && (!log || value > 0.0));
        let reach = shown.fold(None, |reach: Option<(f64, f64)>, value| {
            let (low, high) = reach.unwrap_or((value, value));
            Some((low.min(value), high.max(value)))
        });
        let (low, high) = axis.range.unwrap_or_else(|| {
            let (low, high) = reach.unwrap_or((1.0, 2.0));
            match &axis.scale {
                Scale::Names(names) => (-0.6, names.len() as f64 - 0.4),
                Scale::Log => (low / 1.15, high * 1.15),
                _ => {
                    let (low, high) = if zero {
                        (low.min(0.0), high.max(0.0))
                    } else {
                        (low, high)
                    };
                    let margin = if high > low { (high - low) * 0.05 } else { 0.5 };
                    (
                        if zero && low == 0.0 {
                            0.0
                        } else {
                            low - margin
                        },
                        high + margin,
                    )
                }
            }
        });
        let ticks = match &axis.scale {
            Scale::Names(names) => (0..names.len()).map(|name| name as f64).collect(),
            Scale::Log => decades(low, high),
            _ => steps(low, high),
        };
        Self {
            low,
            high,
            scale: axis.scale.clone(),
            ticks,
        }
    }

    /// Whether a value can be shown at all.
    pub fn shows(&self, value: f64) -> bool {
        value.is_finite() && (self.scale != Scale::Log || value > 0.0)
    }

    /// Where a value stands along the axis: 0 at its beginning, 1 at its end.
    pub fn fraction(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Log => (value / self.low).ln() / (self.high / self.low).ln(),
            _ => (value - self.low) / (self.high - self.low),
        }
    }

    /// The value that stands there.
    pub fn value(&self, fraction: f64) -> f64 {
        match self.scale {
            Scale::Log => self.low * (self.high / self.low).powf(fraction),
            _ => self.low + fraction * (self.high - self.low),
        }
    }

    /// The value, or the end of the axis that is nearer.
    pub fn clamp(&self, value: f64) -> f64 {
        value.clamp(self.low, self.high)
    }

    /// The value at which bars begin.
    pub fn base(&self) -> f64 {
        self.clamp(0.0)
    }
}

/// About five round numbers.
fn steps(low: f64, high: f64) -> Vec<f64> {
    let rough = (high - low) / 5.0;
    let unit = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * unit)
        .into_iter()
        .find(|&step| step >= rough)
        .unwrap_or(rough);
    let (first, last) = (
        (low / step - 1e-9).ceil() as i64,
        (high / step + 1e-9).floor() as i64,
    );
    (first..=last).map(|n| n as f64 * step).collect()
}

/// The powers of ten; if they are few, twice and five times them too.
fn decades(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let factors: &[f64] = match (high / low).log10() {
        decades if decades < 1.0 => &[1.0, 2.0, 3.0, 5.0, 7.0],
        decades if decades < 2.5 => &[1.0, 2.0, 5.0],
        _ => &[1.0],
    };
    (first..=last)
        .flat_map(|power| {
            factors
                .iter()
                .map(move |factor| factor * 10_f64.powi(power))
        })
        .filter(|tick| (low..=high).contains(tick))
        .collect()
}

impl Ranged for Ruler {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        from + (self.fraction(*value) * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        self.ticks.clone()
    }

    fn range(&self) -> std::ops::Range<f64> {
        self.low..self.high
    }
}

impl ReversibleRanged for Ruler {
    fn unmap(&self, place: i32, (from, to): (i32, i32)) -> Option<f64> {
        Some(self.value(f64::from(place - from) / f64::from(to - from)))
    }
}

impl ValueFormatter<f64> for Ruler {
    fn format_ext(&self, value: &f64) -> String {
        match &self.scale {
            Scale::Names(names) => names
                .get(value.round() as usize)
                .cloned()
                .unwrap_or_default(),
            Scale::Percent => format!("{} %", number(value * 100.0)),
            _ => number(*value),
        }
    }
}

/// A number for an axis: "0.05", "400 k", "1.5 M"; a power of ten where decimals would be many.
fn number(value: f64) -> String {
    let (scaled, unit) = match value.abs() {
        m if m >= 1e9 => (value / 1e9, " G"),
        m if m >= 1e6 => (value / 1e6, " M"),
        m if m >= 1e4 => (value / 1e3, " k"),
        m if m != 0.0 && m < 0.999e-3 => return format!("{value:.0e}").replace('-', "−"),
        _ => (value, ""),
    };
    // ten significant digits hide what rounding left
    let text = format!("{scaled:.8}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{}{unit}", if text == "-0" { "0" } else { text }).replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::{decades, number, steps};

    #[test]
    fn ticks_are_round() {
        let near = |found: Vec<f64>, expected: &[f64]| {
            assert_eq!(found.len(), expected.len(), "{found:?}");
            for (a, b) in found.iter().zip(expected) {
                assert!((a - b).abs() < 1e-9, "{found:?}");
            }
        };
        near(steps(0.0, 1.0), &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        near(steps(-3.0, 11.0), &[0.0, 5.0, 10.0]);
        near(decades(900.0, 2e6), &[1e3, 1e4, 1e5, 1e6]);
        near(decades(3.0, 40.0), &[5.0, 10.0, 20.0]);
        assert_eq!(
            [number(0.30000000000000004), number(-4e5), number(0.0)],
            ["0.3", "−400 k", "0"]
        );
    }
}
