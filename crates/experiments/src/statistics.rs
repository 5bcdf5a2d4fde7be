//! Statistics: means with confidence intervals, and the calibration of predictions.

mod calibration;

pub use calibration::{
    Bin, Scores, auroc, best_exponent, calibration_error, entropy, reliability, sharpened,
};

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};

use yuragi_figures::Point;

/// A mean with its 95 % confidence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// The lower end of the interval; the mean itself if there is only one value.
    pub low: f64,
    /// The upper end of the interval; the mean itself if there is only one value.
    pub high: f64,
    /// The number of values.
    pub n: usize,
}

impl Estimate {
    /// The mean of independent values with Student's 95 % interval. NaN without values.
    pub fn of(values: &[f64]) -> Self {
        let n = values.len();
        let mean = values.iter().sum::<f64>() / n as f64;
        let half = if n < 2 {
            0.0
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
        }
    }

    /// The mean of the differences a − b of pairs, with its interval.
    ///
    /// # Panics
    /// If the numbers of values differ.
    pub fn of_differences(a: &[f64], b: &[f64]) -> Self {
        assert_eq!(a.len(), b.len(), "pairs");
        let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
        Self::of(&differences)
    }

    /// The mean with four decimals, and the interval if there is more than one value. `signed` shows a plus, too.
    pub fn shown(&self, signed: bool) -> String {
        let show = |value: f64| match signed {
            true => format!("{value:+.4}"),
            false => format!("{value:.4}"),
        };
        let Self { mean, low, high, n } = *self;
        match n {
            0 | 1 => show(mean),
            _ => format!("{} ({} to {})", show(mean), show(low), show(high)),
        }
    }

    /// The estimate as a point of a figure, with the interval as its error bar.
    pub fn at(&self, x: f64) -> Point {
        Point {
            x,
            y: self.mean,
            low: self.low,
            high: self.high,
        }
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
        let one = Estimate::of(&[7.0]);
        assert_eq!((one.low, one.mean, one.high), (7.0, 7.0, 7.0));
    }
}
