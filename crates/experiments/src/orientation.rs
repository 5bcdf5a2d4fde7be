//! Orientation tuning, as it is measured in visual cortex.

use std::f64::consts::PI;

/// The orientation selectivity, 1 − circular variance (Ringach, Shapley and Hawken, 2002): |Σ r e^(2iθ)|/Σ r over
/// orientations θ evenly spaced in 0..π. It is 0 for equal responses to all orientations, 1 for a response to a single
/// one, and NaN without any response.
pub fn selectivity(rates: &[f64]) -> f64 {
    let (x, y) = resultant(rates);
    x.hypot(y) / rates.iter().sum::<f64>()
}

/// The preferred orientation in 0..π, which is half the angle of the sum in [`selectivity`].
pub fn preferred(rates: &[f64]) -> f64 {
    let (x, y) = resultant(rates);
    (y.atan2(x) / 2.0).rem_euclid(PI)
}

/// The amplitude of the response at the frequency of the grating (F1), from rates at phases evenly spaced over a cycle.
pub fn modulation(rates: &[f64]) -> f64 {
    let (x, y) = resultant(rates);
    2.0 * x.hypot(y) / rates.len() as f64
}

fn resultant(rates: &[f64]) -> (f64, f64) {
    let step = 2.0 * PI / rates.len() as f64;
    let angles = rates
        .iter()
        .enumerate()
        .map(|(n, rate)| (n as f64 * step, rate));
    angles.fold((0.0, 0.0), |(x, y), (angle, rate)| {
        (x + rate * angle.cos(), y + rate * angle.sin())
    })
}

/// The half width at half height in radians: the distance from the largest rate to where the tuning curve, with
/// straight lines between the points, falls to the middle between the largest and the smallest rate. It is the mean of
/// both sides, and NaN if all rates are equal.
pub fn half_width(rates: &[f64]) -> f64 {
    let n = rates.len();
    let peak = (0..n)
        .max_by(|&a, &b| rates[a].total_cmp(&rates[b]))
        .unwrap_or(0);
    let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
    if rates[peak] <= least {
        return f64::NAN;
    }
    let half = (rates[peak] + least) / 2.0;
    let side = |next: &dyn Fn(usize) -> usize| {
        let steps = (1..n)
            .find(|&step| rates[next(step)] <= half)
            .unwrap_or(n - 1);
        let (before, after) = (rates[next(steps - 1)], rates[next(steps)]);
        (steps - 1) as f64 + (before - half) / (before - after)
    };
    let up = side(&|step| (peak + step) % n);
    let down = side(&|step| (peak + n - step) % n);
    (up + down) / 2.0 * PI / n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A von Mises curve, the standard model of orientation tuning.
    fn curve(n: usize, preferred: f64, sharpness: f64) -> Vec<f64> {
        let angle = |k: usize| k as f64 * PI / n as f64 - preferred;
        (0..n)
            .map(|k| (sharpness * (2.0 * angle(k)).cos()).exp())
            .collect()
    }

    /// Modified Bessel functions by their series.
    fn bessel(order: i32, x: f64) -> f64 {
        let (mut term, mut sum) = ((x / 2.0).powi(order), 0.0);
        for k in 1..60 {
            sum += term;
            term *= (x / 2.0).powi(2) / f64::from(k) / f64::from(k + order);
        }
        sum
    }

    #[test]
    fn von_mises_curves_have_known_tuning() {
        for sharpness in [0.3, 1.0, 3.0] {
            let rates = curve(36, 1.1, sharpness);
            let expected = bessel(1, sharpness) / bessel(0, sharpness);
            assert!((selectivity(&rates) - expected).abs() < 1e-9);
            assert!((preferred(&rates) - 1.1).abs() < 1e-9);
            // e^(κ cos 2θ) = cosh κ, the middle between the largest and the smallest value
            let half = (sharpness.cosh().ln() / sharpness).acos() / 2.0;
            let found = half_width(&rates);
            assert!(
                (found - half).abs() < 0.03,
                "κ {sharpness}: {found}, expected {half}"
            );
        }
        let wave = |phase: i32| 0.4 + 0.1 * (f64::from(phase) * PI / 4.0 + 0.7).sin();
        assert!((modulation(&(0..8).map(wave).collect::<Vec<_>>()) - 0.1).abs() < 1e-12);
        assert!(selectivity(&[2.0; 12]) < 1e-12 && half_width(&[2.0; 12]).is_nan());
        let mut one = [0.0; 12];
        one[7] = 1.0;
        assert!((selectivity(&one) - 1.0).abs() < 1e-12);
    }
}
