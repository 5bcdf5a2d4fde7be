//! Stimuli as points: the number of their dimensions, and projections to fewer dimensions.

use nalgebra::{DMatrix, RowDVector};

use super::cvpca;

/// The share of the ratios of distances that the estimate uses. The largest are left out, as by its authors.
const NEAREST: f64 = 0.9;

/// The principal components of images.
#[derive(Clone, Debug)]
pub struct Components {
    mean: RowDVector<f64>,
    /// One column for each component, that of the largest variance first.
    axes: DMatrix<f64>,
    variances: Vec<f64>,
}

impl Components {
    /// The components of the rows.
    ///
    /// # Panics
    /// If there are fewer than two rows.
    pub fn of(images: &DMatrix<f64>) -> Self {
        let (variances, axes) = cvpca::components(images);
        Self {
            mean: images.row_mean(),
            axes,
            variances,
        }
    }

    /// The smallest number of components that have the given share of the variance.
    pub fn holding(&self, share: f64) -> usize {
        let total: f64 = self.variances.iter().sum();
        let mut sum = 0.0;
        let fewer = self.variances.iter().take_while(|&&variance| {
            sum += variance;
            sum < share * total
        });
        (fewer.count() + 1).min(self.variances.len())
    }

    /// The images with only their first `dimensions` components. With `white`, each of these has the same variance, and
    /// the sum of the variances stays the same.
    pub fn project(&self, images: &DMatrix<f64>, dimensions: usize, white: bool) -> DMatrix<f64> {
        let dimensions = dimensions.min(self.variances.len());
        let axes = self.axes.columns(0, dimensions);
        let mut places = images.clone();
        for mut row in places.row_iter_mut() {
            row -= &self.mean;
        }
        let mut places = places * axes;
        if white {
            let all: f64 = self.variances[..dimensions].iter().sum();
            for (mut column, variance) in places.column_iter_mut().zip(&self.variances) {
                column *= (all / dimensions as f64 / variance.max(f64::MIN_POSITIVE)).sqrt();
            }
        }
        let mut images = places * axes.transpose();
        for mut row in images.row_iter_mut() {
            row += &self.mean;
        }
        images
    }
}

/// The dimension of the manifold on which points lie, from the ratio of the distances of each point to its second and
/// its first neighbour (Facco, d'Errico, Rodriguez and Laio, *Scientific Reports* 7, 12140, 2017). It is the dimension
/// at the smallest scale that the number of points allows. Points that coincide with another one are left out. NaN if
/// too few remain.
pub fn two_nearest(points: &DMatrix<f64>) -> f64 {
    let columns = points.transpose();
    let products = points * &columns;
    let n = points.nrows();
    let mut logs: Vec<f64> = (0..n)
        .filter_map(|a| {
            let mut near = [f64::INFINITY; 2];
            for b in (0..n).filter(|&b| b != a) {
                let square = products[(a, a)] + products[(b, b)] - 2.0 * products[(a, b)];
                if square < near[0] {
                    near = [square, near[0]];
                } else if square < near[1] {
                    near[1] = square;
                }
            }
            // different images are at least hundredths apart; smaller distances are rounding errors
            (near[0] > 1e-9 && near[1].is_finite()).then(|| 0.5 * (near[1] / near[0]).ln())
        })
        .collect();
    logs.sort_by(f64::total_cmp);
    let all = logs.len() as f64;
    let used = (all * NEAREST) as usize;
    // a line through 0 of −ln(1 − F) over ln μ
    let (mut xy, mut xx) = (0.0, 0.0);
    for (place, x) in logs[..used].iter().enumerate() {
        let y = -(1.0 - (place as f64 + 1.0) / all).ln();
        xy += x * y;
        xx += x * x;
    }
    xy / xx
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuragi_model::chance::SplitMix64;

    /// Points of a cube of some number of dimensions in a space of 30, rotated and bent.
    fn cube(dimensions: usize, number: usize) -> DMatrix<f64> {
        let mut chance = SplitMix64::new(5);
        let mut uniform = || chance.unit();
        let turn = DMatrix::from_fn(dimensions, 30, |_, _| uniform() - 0.5);
        let places = DMatrix::from_fn(number, dimensions, |_, _| uniform());
        (places * turn).map(|v| v + 0.2 * (2.0 * v).sin())
    }

    #[test]
    fn dimensions_of_known_manifolds() {
        for (dimensions, least, most) in
            [(1, 0.9, 1.1), (2, 1.8, 2.2), (4, 3.5, 4.4), (8, 6.3, 8.5)]
        {
            let found = two_nearest(&cube(dimensions, 1500));
            assert!((least..most).contains(&found), "{dimensions}: {found}");
        }
        // a duplicate point changes little
        let mut points = cube(2, 800);
        let before = two_nearest(&points);
        let first = points.row(0).into_owned();
        points.set_row(1, &first);
        let after = two_nearest(&points);
        assert!((after - before).abs() < 0.03, "{before} to {after}");
    }

    #[test]
    fn a_projection_keeps_its_components_and_whitens_them() {
        let points = cube(6, 400);
        let components = Components::of(&points);
        let whole = components.project(&points, 30, false);
        assert!((&whole - &points).abs().max() < 1e-9);
        let before = cvpca::plain_spectrum(&points);
        let reduced = cvpca::plain_spectrum(&components.project(&points, 3, false));
        let white = cvpca::plain_spectrum(&components.project(&points, 3, true));
        let mean = before[..3].iter().sum::<f64>() / 3.0;
        for n in 0..3 {
            assert!((reduced[n] - before[n]).abs() < 1e-9 * before[0]);
            assert!((white[n] - mean).abs() < 1e-9 * before[0]);
        }
        assert!(
            reduced[3..]
                .iter()
                .chain(&white[3..])
                .all(|v| v.abs() < 1e-9 * before[0])
        );
        let held = components.holding(0.9);
        let share = |n: usize| before[..n].iter().sum::<f64>() / before.iter().sum::<f64>();
        assert!(share(held) >= 0.9 && share(held - 1) < 0.9);
    }
}
