//! Learning over time: accuracy, and synapses opened and closed.

use crate::axis::{Axis, Scale, rounded};
use crate::plot::{Key, Mark, Plot, Point, Series};
use crate::svg::Drawing;
use crate::text::percent;

/// One measurement while learning.
///
/// An accuracy that was not measured is NaN; such a point is left out of that line. The counters are totals since learning began.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CurvePoint {
    /// Presentations so far.
    pub presentations: u64,
    /// Accuracy on training images, 0 to 1.
    pub train: f64,
    /// Accuracy on test images, 0 to 1.
    pub test: f64,
    /// Synapses opened by evidence so far.
    pub flips_up: u64,
    /// Synapses closed by evidence so far.
    pub flips_down: u64,
}

/// Width and height of a curve in pixels.
const SIZE: [f64; 2] = [560.0, 340.0];

/// The same for a curve of several runs, whose names are above it.
const WIDE: [f64; 2] = [900.0, 420.0];

/// Lines of more points than this are drawn without a marker at each.
const MARKERS: usize = 40;

/// Training and test accuracy against presentations.
pub fn accuracy_curve(curve: &[CurvePoint]) -> Drawing {
    let title = "Accuracy while learning";
    let line = |value: fn(&CurvePoint) -> f64| -> Vec<Point> {
        let mut points: Vec<_> = curve
            .iter()
            .map(|point| Point::new(point.presentations as f64, value(point)))
            .filter(|point| point.y.is_finite())
            .collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        points
    };
    let (train, test) = (line(|point| point.train), line(|point| point.test));
    let all = || train.iter().chain(&test);
    let Some(lowest) = all().map(|point| point.y).reduce(f64::min) else {
        return Drawing::nothing(title);
    };
    let end = all().map(|point| point.x).fold(1.0, f64::max);
    // The axis begins at a round tenth below the lowest point, and shows at least a fifth of the scale.
    let low = ((lowest - 0.02) * 10.0).floor().clamp(0.0, 8.0) / 10.0;
    let series = [("train", train, 6), ("test", test, 0)];
    let series = series.into_iter().filter_map(|(name, points, colour)| {
        let name = format!("{name} {}", percent(points.last()?.y));
        let mark = match points.len() <= MARKERS {
            true => Mark::LineDots,
            false => Mark::Line,
        };
        Some(Series::new(name, colour, mark, points))
    });
    let plot = Plot {
        x: Axis::new("presentations").from_to(0.0, end),
        y: Axis::percent("accuracy").from_to(low, 1.0),
        series: series.collect(),
        key: Key::Ends,
        ..Plot::default()
    };
    plot.drawing(title, SIZE[0], SIZE[1])
}

/// The test accuracies of several runs against presentations.
pub fn accuracy_curves(runs: &[(String, Vec<CurvePoint>)]) -> Drawing {
    let title = "Test accuracy while learning";
    let line = |curve: &[CurvePoint]| -> Vec<Point> {
        let points = curve.iter();
        let points = points.map(|point| Point::new(point.presentations as f64, point.test));
        let mut points: Vec<Point> = points.filter(|point| point.y.is_finite()).collect();
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        points
    };
    let lines: Vec<Vec<Point>> = runs.iter().map(|(_, curve)| line(curve)).collect();
    let all = || lines.iter().flatten();
    let Some(lowest) = all().map(|point| point.y).reduce(f64::min) else {
        return Drawing::nothing(title);
    };
    let end = all().map(|point| point.x).fold(1.0, f64::max);
    let low = ((lowest - 0.02) * 10.0).floor().clamp(0.0, 8.0) / 10.0;
    let series = runs
        .iter()
        .zip(lines)
        .enumerate()
        .map(|(colour, ((name, _), points))| {
            let mark = if points.len() <= MARKERS {
                Mark::LineDots
            } else {
                Mark::Line
            };
            // the palette has seven colours, and beyond them they come again
            Series::new(name, colour % 7, mark, points)
        });
    let plot = Plot {
        x: Axis::new("presentations").from_to(0.0, end),
        y: Axis::percent("accuracy").from_to(low, 1.0),
        series: series.collect(),
        ..Plot::default()
    };
    plot.drawing(title, WIDE[0], WIDE[1])
}

/// Synapses opened (above the axis) and closed (below it) per presentation, against presentations.
pub fn flips_curve(curve: &[CurvePoint]) -> Drawing {
    let title = "Synapses opened and closed per presentation";
    let mut points = curve.to_vec();
    points.sort_by_key(|point| point.presentations);
    let mut rates: Vec<(f64, f64, f64)> = Vec::new();
    let mut before = CurvePoint::default();
    for point in points {
        if point.presentations > before.presentations {
            let between = (point.presentations - before.presentations) as f64;
            let up = point.flips_up.saturating_sub(before.flips_up) as f64 / between;
            let down = point.flips_down.saturating_sub(before.flips_down) as f64 / between;
            if rates.is_empty() {
                rates.push((before.presentations as f64, up, down));
            }
            rates.push((point.presentations as f64, up, down));
        }
        before = point;
    }
    let Some(&(end, last_up, last_down)) = rates.last() else {
        return Drawing::nothing(title);
    };
    let up = rates.iter().map(|&(x, up, _)| Point::new(x, up));
    let down = rates.iter().map(|&(x, _, down)| Point::new(x, -down));
    let name = |name: &str, rate: f64| format!("{name} {}", rounded(rate));
    let plot = Plot {
        x: Axis::new("presentations").from_to(0.0, end),
        y: Axis::new("flips per presentation").scaled(Scale::Mirrored),
        series: vec![
            Series::new(name("opened", last_up), 0, Mark::Steps, up),
            Series::new(name("closed", last_down), 1, Mark::Steps, down),
        ],
        key: Key::Ends,
        ..Plot::default()
    };
    plot.drawing(title, SIZE[0], SIZE[1])
}
