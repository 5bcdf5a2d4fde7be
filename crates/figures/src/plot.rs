//! What a chart shows: series of points against two axes.

use crate::axis::Axis;

/// Series against two axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// What is seen; it may be empty.
    pub title: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The series, in the order in which they are drawn.
    pub series: Vec<Series>,
    /// Where the names of the series are.
    pub key: Key,
}

/// Where the names of the series are. A series without a name is not named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Key {
    /// Between the title and the plot, each behind a sample of its line.
    #[default]
    Above,
    /// At the last points of the series, in their colours.
    Ends,
}

/// Points that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name in the key; it may be empty.
    pub name: String,
    /// Index into the palette of seven colours; 6 is that of the text. Series with one colour belong together.
    pub colour: usize,
    /// How the points are drawn.
    pub mark: Mark,
    /// The points, in the order in which a line joins them.
    pub points: Vec<Point>,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A line in a band from low to high.
    Line,
    /// A dashed line without a band: a reference.
    Dashed,
    /// Markers with error bars.
    Dots,
    /// A line with markers and error bars.
    LineDots,
    /// Bars from 0 with error bars, side by side with those of other series.
    Bars,
    /// An area from 0 in steps: each value holds from the x of the point before.
    Steps,
}

/// A point with its interval; `low` = `high` = `y` if there is none. What is not finite is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The value on the horizontal axis.
    pub x: f64,
    /// The value on the vertical axis.
    pub y: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Point {
    /// A point without an interval.
    pub fn new(x: f64, y: f64) -> Self {
        Self {
            x,
            y,
            low: y,
            high: y,
        }
    }
}

impl Series {
    /// A series of points.
    pub fn new(
        name: impl Into<String>,
        colour: usize,
        mark: Mark,
        points: impl IntoIterator<Item = Point>,
    ) -> Self {
        Self {
            name: name.into(),
            colour,
            mark,
            points: points.into_iter().collect(),
        }
    }
}

impl Plot {
    /// Whether a point has an interval, so that a caption must say what bars and bands are.
    pub fn has_intervals(&self) -> bool {
        let points = self.series.iter().flat_map(|series| &series.points);
        points.into_iter().any(|point| point.low < point.high)
    }
}
