//! Where an axis reaches, where its ticks are and how they read.

/// An axis. Where it reaches follows from the points if it is not given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// The quantity, with its unit: "time (s)".
    pub label: String,
    /// The values at the two ends of the axis, the lower first.
    pub range: Option<(f64, f64)>,
    /// How values are laid out.
    pub scale: Scale,
}

/// How values are laid out along an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Scale {
    /// Equal differences have equal lengths.
    #[default]
    Linear,
    /// Decades have equal lengths; values that are not above 0 are left out.
    Log,
    /// As [`Scale::Log`], with 0 a decade below the least value.
    LogOrZero,
    /// As [`Scale::Linear`], with fractions of 1 written in per cent.
    Percent,
    /// As [`Scale::Linear`], with numbers below 0 written without their sign: two quantities, one up and one down.
    Mirrored,
    /// Names at 0, 1, 2, ...
    Names(Vec<String>),
}

impl Axis {
    /// A linear axis that reaches as far as the points.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// A logarithmic axis that reaches as far as the points.
    pub fn log(label: impl Into<String>) -> Self {
        Self::new(label).scaled(Scale::Log)
    }

    /// An axis of fractions, written in per cent, that reaches as far as the points.
    pub fn percent(label: impl Into<String>) -> Self {
        Self::new(label).scaled(Scale::Percent)
    }

    /// The same axis with another scale.
    pub fn scaled(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// The same axis from `low` to `high`.
    pub fn from_to(self, low: f64, high: f64) -> Self {
        Self {
            range: Some((low, high)),
            ..self
        }
    }
}

/// A tick: its value and its text.
pub(crate) type Tick = (f64, String);

/// An axis of known reach.
#[derive(Clone, Debug)]
pub(crate) struct Ruler {
    scale: Scale,
    /// The ends, as values; logarithms of values on a logarithmic scale.
    low: f64,
    high: f64,
}

/// The most ticks of an axis. Only odd data would give more.
const MOST: i64 = 30;

impl Ruler {
    /// Ruler of an axis for these values. `zero`: an axis that reaches as far as its values shows 0 too.
    pub fn new(axis: &Axis, values: impl Iterator<Item = f64>, zero: bool) -> Self {
        let scale = axis.scale.clone();
        let log = matches!(scale, Scale::Log | Scale::LogOrZero);
        let shown = values.filter(|&value| value.is_finite() && (!log || value > 0.0));
        let reach = shown.fold(None, |reach: Option<(f64, f64)>, value| {
            let (low, high) = reach.unwrap_or((value, value));
            Some((low.min(value), high.max(value)))
        });
        let (low, high) = reach.unwrap_or((1.0, 2.0));
        let (low, high) = match (&scale, axis.range) {
            (Scale::Log | Scale::LogOrZero, Some((low, high))) => (low.log10(), high.log10()),
            (_, Some(range)) => range,
            (Scale::Names(names), None) => (-0.6, names.len() as f64 - 0.4),
            (Scale::Log, None) => ((low / 1.15).log10(), (high * 1.15).log10()),
            (Scale::LogOrZero, None) => (low.log10().floor() - 1.1, high.log10().ceil() + 0.1),
            (Scale::Mirrored, None) => {
                let reach = low.abs().max(high.abs()) * 1.1;
                let reach = if reach > 0.0 { reach } else { 1.0 };
                (-reach, reach)
            }
            (Scale::Linear | Scale::Percent, None) => {
                let (low, high) = if zero {
                    (low.min(0.0), high.max(0.0))
                } else {
                    (low, high)
                };
                let margin = if high > low { (high - low) * 0.05 } else { 0.5 };
                let low = if zero && low == 0.0 {
                    0.0
                } else {
                    low - margin
                };
                (low, high + margin)
            }
        };
        // Numbers so large that the margin is lost in them, or that their difference is no number.
        let (low, high) = if high > low && (high - low).is_finite() {
            (low, high)
        } else {
            (low / 2.0 - 0.5, low / 2.0 + low.abs() + 0.5)
        };
        Self { scale, low, high }
    }

    fn is_log(&self) -> bool {
        matches!(self.scale, Scale::Log | Scale::LogOrZero)
    }

    /// Whether a value has a place on the scale, within the axis or beyond it.
    pub fn shows(&self, value: f64) -> bool {
        let positive = match self.scale {
            Scale::Log => value > 0.0,
            Scale::LogOrZero => value >= 0.0,
            _ => true,
        };
        value.is_finite() && positive
    }

    /// The place of a value along the axis: 0 at its beginning, 1 at its end. A value that the scale does not show is far below.
    pub fn fraction(&self, value: f64) -> f64 {
        const FAR: f64 = -1e3;
        let place = match self.scale {
            Scale::LogOrZero if value == 0.0 => self.low + 0.1,
            Scale::Log | Scale::LogOrZero if value > 0.0 => value.log10(),
            Scale::Log | Scale::LogOrZero => return FAR,
            _ => value,
        };
        (place - self.low) / (self.high - self.low)
    }

    /// The place at which bars begin.
    pub fn base(&self) -> f64 {
        self.fraction(0.0).clamp(0.0, 1.0)
    }

    /// The names of an axis of names.
    pub fn names(&self) -> Option<&[String]> {
        match &self.scale {
            Scale::Names(names) => Some(names),
            _ => None,
        }
    }

    /// The most ticks whose texts have room, as `fit` says of a list of them.
    pub fn ticks(&self, fit: impl Fn(&[Tick]) -> bool) -> Vec<Tick> {
        let mut last = Vec::new();
        for values in self.candidates() {
            let ticks = values.into_iter().map(|value| (value, self.text(value)));
            let ticks: Vec<Tick> = ticks.collect();
            if fit(&ticks) {
                return ticks;
            }
            last = ticks;
        }
        // Even the fewest are too many: those that fit from the first on.
        let mut some: Vec<Tick> = Vec::new();
        for tick in last {
            some.push(tick);
            if !fit(&some) {
                some.pop();
            }
        }
        some
    }

    /// Lists of ticks, those with most ticks first.
    fn candidates(&self) -> Vec<Vec<f64>> {
        match &self.scale {
            Scale::Names(names) => vec![(0..names.len()).map(|name| name as f64).collect()],
            Scale::Log | Scale::LogOrZero => {
                let zero = matches!(self.scale, Scale::LogOrZero).then_some(0.0);
                let low = if zero.is_some() {
                    self.low + 1.0
                } else {
                    self.low
                };
                let with_zero = |ticks: Vec<f64>| zero.into_iter().chain(ticks).collect();
                let ticks = decades(low, self.high);
                ticks.into_iter().map(with_zero).collect()
            }
            _ => [5.0, 4.0, 3.0, 2.0, 1.0]
                .map(|count| steps(self.low, self.high, count))
                .to_vec(),
        }
    }

    fn text(&self, value: f64) -> String {
        match &self.scale {
            Scale::Names(names) => names
                .get(value.round() as usize)
                .cloned()
                .unwrap_or_default(),
            Scale::Percent => format!("{} %", number(value * 100.0)),
            Scale::Mirrored => number(value.abs()),
            _ => number(value),
        }
    }

    /// Whether 0 is within the axis and not at its beginning.
    pub fn crosses_zero(&self) -> bool {
        !self.is_log() && self.low < 0.0 && self.high > 0.0
    }
}

/// About so many round numbers.
fn steps(low: f64, high: f64, count: f64) -> Vec<f64> {
    let rough = (high - low) / count;
    let unit = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * unit)
        .into_iter()
        .find(|&step| step >= rough)
        .unwrap_or(rough);
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor().min(first + MOST as f64);
    if !(first.abs() < 1e15 && last >= first) {
        return Vec::new();
    }
    (first as i64..=last as i64)
        .map(|n| n as f64 * step)
        .collect()
}

/// The powers of ten between two logarithms, every one or every few; if they are few, numbers between them too.
fn decades(low: f64, high: f64) -> Vec<Vec<f64>> {
    let (first, last) = (low.floor() as i32, high.ceil() as i32);
    let of = |factors: &[f64], every: i32| -> Vec<f64> {
        (first..=last)
            .filter(|power| power % every == 0)
            .flat_map(|power| {
                factors
                    .iter()
                    .map(move |factor| factor * 10_f64.powi(power))
            })
            .filter(|tick| (low - 1e-9..=high + 1e-9).contains(&tick.log10()))
            .collect()
    };
    let mut lists = Vec::new();
    if high - low < 1.0 {
        lists.push(of(&[1.0, 2.0, 3.0, 5.0, 7.0], 1));
    }
    if high - low < 2.5 {
        lists.push(of(&[1.0, 2.0, 5.0], 1));
        lists.push(of(&[1.0, 3.0], 1));
    }
    lists.extend([1, 2, 3, 5, 10].map(|every| of(&[1.0], every)));
    lists
}

/// A number for an axis: "0.05", "400 k", "1.5 M"; a power of ten where decimals would be many.
pub(crate) fn number(value: f64) -> String {
    let (scaled, unit) = match value.abs() {
        m if m >= 1e15 => return format!("{value:.0e}").replace('-', "−"),
        m if m >= 1e9 => (value / 1e9, " G"),
        m if m >= 1e6 => (value / 1e6, " M"),
        m if m >= 1e4 => (value / 1e3, " k"),
        m if m != 0.0 && m < 0.999e-3 => return format!("{value:.0e}").replace('-', "−"),
        _ => (value, ""),
    };
    // Eight decimals hide what rounding left.
    let text = format!("{scaled:.8}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{}{unit}", if text == "-0" { "0" } else { text }).replace('-', "−")
}

/// A measured number in a few digits: "0.5", "25", "45.7 k".
pub(crate) fn rounded(value: f64) -> String {
    let (scaled, unit) = match value.abs() {
        m if m >= 1e9 => (value / 1e9, " G"),
        m if m >= 1e6 => (value / 1e6, " M"),
        m if m >= 1e4 => (value / 1e3, " k"),
        _ => (value, ""),
    };
    let text = if scaled.abs() >= 100.0 {
        format!("{scaled:.0}")
    } else {
        format!("{scaled:.1}")
    };
    format!("{}{unit}", text.trim_end_matches(".0"))
}

#[cfg(test)]
mod tests {
    use super::{Axis, Ruler, Scale, decades, number, rounded, steps};

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (a, b) in found.iter().zip(expected) {
            assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{found:?}");
        }
    }

    #[test]
    fn ticks_are_round() {
        near(&steps(0.0, 1.0, 5.0), &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        near(&steps(-3.0, 11.0, 5.0), &[0.0, 5.0, 10.0]);
        let log = |low: f64, high: f64| decades(low.log10(), high.log10()).remove(0);
        near(&log(900.0, 2e6), &[1e3, 1e4, 1e5, 1e6]);
        near(&log(3.0, 40.0), &[5.0, 10.0, 20.0]);
        assert_eq!(
            [number(0.30000000000000004), number(-4e5), number(0.0)],
            ["0.3", "−400 k", "0"]
        );
        assert_eq!(
            [
                rounded(0.512),
                rounded(123.4),
                rounded(0.0),
                rounded(45_678.0)
            ],
            ["0.5", "123", "0", "45.7 k"]
        );
    }

    #[test]
    fn ticks_without_room_are_left_out() {
        let ruler = Ruler::new(&Axis::new("x").from_to(0.0, 1.0), std::iter::empty(), false);
        let at_most = |count: usize| ruler.ticks(|ticks| ticks.len() <= count).len();
        assert_eq!([6, 3, 2, 1].map(at_most), [6, 3, 2, 1]);
        let log = Ruler::new(
            &Axis::log("x").from_to(1e-9, 1.0),
            std::iter::empty(),
            false,
        );
        assert!(log.ticks(|ticks| ticks.len() <= 4).len() >= 3);
    }

    #[test]
    fn zero_has_a_place_on_a_scale_of_decades() {
        let axis = Axis::new("x").scaled(Scale::LogOrZero);
        let ruler = Ruler::new(&axis, [0.0, 0.01, 10.0].into_iter(), false);
        assert!(ruler.shows(0.0) && !ruler.shows(-1.0));
        let [zero, least, most] = [0.0, 0.01, 10.0].map(|value| ruler.fraction(value));
        assert!(0.0 < zero && zero < least && least < most && most < 1.0);
        let texts: Vec<String> = ruler
            .ticks(|_| true)
            .into_iter()
            .map(|tick| tick.1)
            .collect();
        assert_eq!(texts, ["0", "0.01", "0.1", "1", "10"]);
    }
}
