//! Statistics: means with confidence intervals, and the calibration of predictions.

mod calibration;

pub use calibration::{
    Bin, Scores, auroc, best_exponent, calibration_error, entropy, reliability, sharpened,
};

use serde::{Deserialize, Serialize};
use serde_with::serde_as;
use statrs::distribution::{ContinuousCDF, StudentsT};

use yuragi_figures::Point;

use crate::tasks::Real;

/// A mean with its 95 % confidence interval. What is not known is NaN here and null in JSON.
#[serde_as]
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean. It is not known without values, or if one of them is not known.
    #[serde_as(as = "Real")]
    pub mean: f64,
    /// The lower end of the interval. It is not known with fewer than two values.
    #[serde_as(as = "Real")]
    pub low: f64,
    /// The upper end of the interval. It is not known with fewer than two values.
    #[serde_as(as = "Real")]
    pub high: f64,
    /// The number of values.
    pub n: usize,
    /// Whether the interval was cut at the ends of the range of possible values, see [`Estimate::within`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// What a text says instead of a number that is not known.
pub const NOT_KNOWN: &str = "not known";

impl Estimate {
    /// The mean of independent values with Student's 95 % interval.
    pub fn of(values: &[f64]) -> Self {
        let n = values.len();
        let mean = values.iter().sum::<f64>() / n as f64;
        let half = if n < 2 {
            f64::NAN
        } else {
            let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
            let error = (squares / (n - 1) as f64 / n as f64).sqrt();
            student(n - 1) * error
        };
        Self {
            mean,
            low: mean - half,
            high: mean + half,
            n,
            cut: false,
        }
    }

    /// The same for values that can only be in a range, such as correlations, which are from −1 to 1. Student's interval
    /// is cut at the ends of the range, and [`cut`](Self::cut) says so.
    ///
    /// The mean of the distribution is in the range, too, so the part that is cut off never holds it: the interval has
    /// the same coverage as before (Mandelkern, Statistical Science, 2002, on intervals of bounded parameters).
    pub fn within(values: &[f64], (least, most): (f64, f64)) -> Self {
        let whole = Self::of(values);
        let (below, above) = (whole.low < least, whole.high > most);
        Self {
            low: if below { least } else { whole.low },
            high: if above { most } else { whole.high },
            cut: below || above,
            ..whole
        }
    }

    /// The same for shares, such as accuracies, which are from 0 to 1.
    pub fn of_shares(values: &[f64]) -> Self {
        Self::within(values, (0.0, 1.0))
    }

    /// The mean of the differences a − b of pairs, with its interval.
    ///
    /// # Panics
    /// If the numbers of values differ.
    pub fn of_differences(a: &[f64], b: &[f64]) -> Self {
        Self::of(&differences(a, b))
    }

    /// The same for pairs of shares, whose differences are from −1 to 1.
    ///
    /// # Panics
    /// If the numbers of values differ.
    pub fn of_differences_of_shares(a: &[f64], b: &[f64]) -> Self {
        Self::within(&differences(a, b), (-1.0, 1.0))
    }

    /// The mean with four decimals, and the interval if it is known. `signed` shows a plus, too.
    pub fn shown(&self, signed: bool) -> String {
        let mean = number(self.mean, signed);
        if self.low.is_nan() {
            return mean;
        }
        let (low, high) = (number(self.low, signed), number(self.high, signed));
        let cut = if self.cut {
            ", cut at the possible values"
        } else {
            ""
        };
        format!("{mean} ({low} to {high}{cut})")
    }

    /// The interval with four decimals.
    pub fn interval(&self, signed: bool) -> String {
        if self.low.is_nan() {
            return NOT_KNOWN.into();
        }
        format!(
            "{} to {}",
            number(self.low, signed),
            number(self.high, signed)
        )
    }

    /// The estimate as a point of a figure, with the interval as its error bar. If it is not known there is no bar.
    pub fn at(&self, x: f64) -> Point {
        let known = |end: f64| if end.is_nan() { self.mean } else { end };
        Point {
            x,
            y: self.mean,
            low: known(self.low),
            high: known(self.high),
        }
    }
}

fn differences(a: &[f64], b: &[f64]) -> Vec<f64> {
    assert_eq!(a.len(), b.len(), "pairs");
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn number(value: f64, signed: bool) -> String {
    match (value.is_nan(), signed) {
        (true, _) => NOT_KNOWN.into(),
        (false, true) => format!("{value:+.4}"),
        (false, false) => format!("{value:.4}"),
    }
}

/// The 0.975 quantile of Student's t distribution with `freedom` degrees of freedom.
fn student(freedom: usize) -> f64 {
    StudentsT::new(0.0, 1.0, freedom as f64).map_or(f64::NAN, |t| t.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use super::Estimate;

    #[test]
    fn interval_of_a_known_sample() {
        // the mean is 3, the standard error sqrt(2.5/5), and t(0.975; 4) = 2.776445
        let estimate = Estimate::of(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!((estimate.mean, estimate.n), (3.0, 5));
        assert!((estimate.high - (3.0 + 2.776445 * 0.5_f64.sqrt())).abs() < 1e-5);
        assert!((estimate.low + estimate.high - 6.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_is_known_of_the_spread_of_one_value() {
        for values in [&[7.0][..], &[]] {
            let few = Estimate::of(values);
            assert!(few.low.is_nan() && few.high.is_nan());
            let json = serde_json::to_value(few).expect("JSON");
            assert!(json["low"].is_null() && json["high"].is_null(), "{json}");
            let again: Estimate = serde_json::from_value(json).expect("an estimate");
            assert!(again.low.is_nan() && again.n == values.len());
            assert_eq!(few.interval(false), "not known");
        }
        assert_eq!(Estimate::of(&[7.0]).shown(false), "7.0000");
        assert_eq!(Estimate::of(&[]).shown(true), "not known");
        let point = Estimate::of(&[7.0]).at(1.0);
        assert_eq!((point.low, point.y, point.high), (7.0, 7.0, 7.0));
    }

    #[test]
    fn the_interval_of_an_accuracy_stays_in_its_range() {
        // the mean is 0.92, the standard error 0.01, and t(0.975; 1) = 12.7062, so Student's interval ends at 1.047
        let two = [0.91, 0.93];
        assert!((Estimate::of(&two).high - 1.047062).abs() < 1e-5);
        let share = Estimate::of_shares(&two);
        assert!((share.low - 0.792938).abs() < 1e-5 && share.high == 1.0 && share.cut);
        assert_eq!((share.mean, share.n), (Estimate::of(&two).mean, 2));
        let shown = "0.9200 (0.7929 to 1.0000, cut at the possible values)";
        assert_eq!(share.shown(false), shown);
        let low = Estimate::of_shares(&[0.01, 0.03]);
        assert!(low.low == 0.0 && low.cut);
        // an interval that does not reach the ends is Student's
        let five = [0.91, 0.92, 0.93, 0.94, 0.95];
        assert_eq!(Estimate::of_shares(&five), Estimate::of(&five));
        assert!(!Estimate::of_shares(&five).cut);
        let gap = Estimate::of_differences_of_shares(&[0.9, 0.1], &[0.1, 0.1]);
        assert_eq!((gap.low, gap.high), (-1.0, 1.0));
    }
}
