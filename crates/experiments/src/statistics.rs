//! Statistics of the experiments: means with their intervals, and calibration.

mod calibration;

pub use calibration::{
    Bin, Scores, auroc, best_exponent, calibration_error, entropy, reliability, sharpened,
};

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};

use yuragi_figures::Point;

/// A mean over seeds with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub mean: f64,
    /// The interval's ends; the mean itself if there is one value only.
    pub low: f64,
    pub high: f64,
    /// Values.
    pub n: usize,
}

impl Estimate {
    /// Mean of independent values and Student's 95 % interval of it. NaN if there is no value.
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

    /// A number that is known exactly.
    pub fn exact(value: f64) -> Self {
        Self::of(&[value])
    }

    /// Mean of the differences of pairs, and its interval.
    ///
    /// # Panics
    /// If there are not as many of both.
    pub fn of_differences(a: &[f64], b: &[f64]) -> Self {
        assert_eq!(a.len(), b.len(), "pairs");
        let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
        Self::of(&differences)
    }

    /// The point of a figure.
    pub fn at(&self, x: f64) -> Point {
        Point {
            x,
            y: self.mean,
            low: self.low,
            high: self.high,
        }
    }
}

/// The 0.975 quantile of Student's t.
fn student(freedom: usize) -> f64 {
    StudentsT::new(0.0, 1.0, freedom as f64).map_or(f64::NAN, |t| t.inverse_cdf(0.975))
}

#[cfg(test)]
mod tests {
    use super::Estimate;

    #[test]
    fn interval_of_a_known_sample() {
        // 1, 2, 3, 4, 5: mean 3, standard error sqrt(2.5/5), t(0.975; 4) = 2.776445 from any table
        let estimate = Estimate::of(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!((estimate.mean, estimate.n), (3.0, 5));
        assert!((estimate.high - (3.0 + 2.776445 * 0.5_f64.sqrt())).abs() < 1e-5);
        assert!((estimate.low + estimate.high - 6.0).abs() < 1e-12);
        let one = Estimate::exact(7.0);
        assert_eq!((one.low, one.mean, one.high), (7.0, 7.0, 7.0));
    }
}
