//! One series drawn within the axes.

use crate::axis::Ruler;
use crate::clip::{Place, beyond, clip_area, clip_line};
use crate::marks::{arrow, marker};
use crate::plot::{Mark, Point};
use crate::svg::Drawing;
use crate::theme::Tone;

/// The axes and the pixels between them.
pub(crate) struct Frame<'r> {
    pub x: &'r Ruler,
    pub y: &'r Ruler,
    /// The upper left corner.
    pub corner: [f64; 2],
    /// Width and height.
    pub inner: [f64; 2],
}

impl Frame<'_> {
    /// A place in pixels.
    pub fn at(&self, place: Place) -> [f64; 2] {
        [
            self.corner[0] + place[0] * self.inner[0],
            self.corner[1] + (1.0 - place[1]) * self.inner[1],
        ]
    }
}

/// How one series is drawn.
pub(crate) struct Stroke<'f> {
    pub frame: &'f Frame<'f>,
    /// Which series it is: it decides the marker.
    pub index: usize,
    pub tone: Tone,
    /// Of the middle of a bar from its name, and its width, in units of the axis.
    pub offset: f64,
    pub width: f64,
}

/// A fraction, moved to the border if only rounding separates the two: a mean of shares that are all 1 is not beyond 100 %.
fn snapped(fraction: f64) -> f64 {
    [0.0, 1.0]
        .into_iter()
        .find(|border| (fraction - border).abs() < 1e-9)
        .unwrap_or(fraction)
}

impl Stroke<'_> {
    fn place(&self, x: f64, y: f64) -> Place {
        [self.frame.x.fraction(x), self.frame.y.fraction(y)].map(snapped)
    }

    fn at(&self, place: Place) -> [f64; 2] {
        self.frame.at(place)
    }

    /// Draws a series. What is beyond the axes is not drawn: an arrow at the border says that there is something.
    pub fn draw(&self, drawing: &mut Drawing, mark: Mark, points: &[Point]) {
        match mark {
            Mark::Line => {
                self.band(drawing, points);
                self.line(drawing, points, "");
                if let [point] = points {
                    self.dot(drawing, point);
                }
            }
            Mark::Dashed => self.line(drawing, points, "6 5"),
            Mark::LineDots | Mark::Dots => {
                if mark == Mark::LineDots {
                    self.line(drawing, points, "");
                }
                for point in points {
                    self.whisker(drawing, point, self.tone);
                    self.dot(drawing, point);
                }
            }
            Mark::Bars => {
                for point in points {
                    self.bar(drawing, point);
                    self.whisker(drawing, point, Tone::Ink);
                }
            }
            Mark::Steps => self.steps(drawing, points),
        }
    }

    /// Arrows only where a line leaves the axes, and not where its points have arrows anyway.
    fn line(&self, drawing: &mut Drawing, points: &[Point], dashes: &str) {
        let places = points.iter().map(|point| self.place(point.x, point.y));
        let clipped = clip_line(&places.collect::<Vec<_>>());
        for piece in clipped.pieces {
            let piece: Vec<[f64; 2]> = piece.into_iter().map(|place| self.at(place)).collect();
            drawing.line(&piece, self.tone, 2.0, dashes);
        }
        // A reference may end where it likes, and a single point is drawn as one.
        if dashes.is_empty() && points.len() > 1 {
            for (place, side) in clipped.exits {
                arrow(drawing, self.at(place), side, self.tone);
            }
        }
    }

    /// The area between low and high.
    fn band(&self, drawing: &mut Drawing, points: &[Point]) {
        if points.iter().any(|point| point.low < point.high) {
            let up = points.iter().map(|point| self.place(point.x, point.high));
            let down = points.iter().rev();
            let down = down.map(|point| self.place(point.x, point.low));
            self.fill(drawing, &up.chain(down).collect::<Vec<_>>(), 0.22);
        }
    }

    fn fill(&self, drawing: &mut Drawing, places: &[Place], opacity: f64) {
        let area = clip_area(places).into_iter().map(|place| self.at(place));
        let area: Vec<[f64; 2]> = area.collect();
        if !area.is_empty() {
            drawing.area(&area, self.tone, opacity);
        }
    }

    fn steps(&self, drawing: &mut Drawing, points: &[Point]) {
        let base = self.frame.y.base();
        let mut outline: Vec<Point> = Vec::new();
        for point in points {
            if let Some(before) = outline.last() {
                outline.push(Point::new(before.x, point.y));
            }
            outline.push(Point::new(point.x, point.y));
        }
        let places = outline.iter().map(|point| self.place(point.x, point.y));
        let mut area: Vec<Place> = places.collect();
        if let [first, .., last] = area[..] {
            area.extend([[last[0], base], [first[0], base]]);
            self.fill(drawing, &area, 0.3);
        }
        self.line(drawing, &outline, "");
    }

    fn bar(&self, drawing: &mut Drawing, point: &Point) {
        let base = self.frame.y.base();
        let [left, right] = [-0.5, 0.5].map(|side| point.x + self.offset + side * self.width);
        let [left, right] = [left, right].map(|x| self.place(x, point.y));
        self.fill(
            drawing,
            &[left, right, [right[0], base], [left[0], base]],
            0.75,
        );
        if let Some((place, side)) = beyond(self.place(point.x + self.offset, point.y)) {
            arrow(drawing, self.at(place), side, Tone::Ink);
        }
    }

    /// The interval as a vertical line; an arrow where it goes on beyond the axis.
    fn whisker(&self, drawing: &mut Drawing, point: &Point, tone: Tone) {
        let x = point.x + self.offset;
        // A point beyond the axes has an arrow instead.
        if point.low >= point.high || beyond(self.place(x, point.y)).is_some() {
            return;
        }
        let ends = [point.low, point.high].map(|y| self.place(x, y));
        let clipped = clip_line(&ends);
        for piece in clipped.pieces {
            let piece: Vec<[f64; 2]> = piece.into_iter().map(|place| self.at(place)).collect();
            drawing.line(&piece, tone, 2.0, "");
        }
        for (place, side) in clipped.exits {
            arrow(drawing, self.at(place), side, tone);
        }
    }

    fn dot(&self, drawing: &mut Drawing, point: &Point) {
        let place = self.place(point.x, point.y);
        match beyond(place) {
            None => marker(drawing, self.at(place), self.index, self.tone),
            Some((place, side)) => arrow(drawing, self.at(place), side, self.tone),
        }
    }
}
