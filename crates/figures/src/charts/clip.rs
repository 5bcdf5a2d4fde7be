//! What of a series lies within the axes, and where it goes on beyond them.

use super::Point;
use super::axis::Ruler;

/// Beyond which end of the vertical axis something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    Below,
    Above,
}

/// The parts of a line that are within the axes, and the places where it leaves them upwards or downwards, or comes back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Clipped {
    pub pieces: Vec<Vec<(f64, f64)>>,
    pub exits: Vec<(f64, Beyond)>,
}

/// Where a point lies that the vertical axis does not reach; none if it does, or if the point is beside the horizontal one.
pub(super) fn beyond(x: &Ruler, y: &Ruler, point: &Point) -> Option<Beyond> {
    let inside = (0.0..=1.0).contains(&x.fraction(point.x));
    match y.fraction(point.y) {
        place if place < 0.0 && inside => Some(Beyond::Below),
        place if place > 1.0 && inside => Some(Beyond::Above),
        _ => None,
    }
}

/// Whether a point lies within both axes.
pub(super) fn within(x: &Ruler, y: &Ruler, point: &Point) -> bool {
    let unit = 0.0..=1.0;
    unit.contains(&x.fraction(point.x)) && unit.contains(&y.fraction(point.y))
}

/// Clips a line, straight on the axes' scales (Liang and Barsky).
pub(super) fn clip(x: &Ruler, y: &Ruler, points: &[Point]) -> Clipped {
    let mut clipped = Clipped::default();
    let mut open = false;
    for pair in points.windows(2) {
        let [from, to] = [&pair[0], &pair[1]].map(|p| [x.fraction(p.x), y.fraction(p.y)]);
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        let (mut enters, mut leaves) = (None, None);
        let mut hidden = false;
        for axis in 0..2 {
            let step = to[axis] - from[axis];
            for (room, inwards, side) in [
                (from[axis], step > 0.0, Beyond::Below),
                (1.0 - from[axis], step < 0.0, Beyond::Above),
            ] {
                // how far along the pair this border is crossed
                let at = if side == Beyond::Below {
                    -room / step
                } else {
                    room / step
                };
                let side = (axis == 1).then_some(side);
                if step == 0.0 {
                    hidden |= room < 0.0;
                } else if inwards && at > first {
                    (first, enters) = (at, side);
                } else if !inwards && at < last {
                    (last, leaves) = (at, side);
                }
            }
        }
        if hidden || first > last {
            open = false;
            continue;
        }
        let at = |t: f64| {
            let place = [0, 1].map(|axis| from[axis] + t * (to[axis] - from[axis]));
            (x.value(place[0]), y.value(place[1]))
        };
        match clipped.pieces.last_mut() {
            Some(piece) if open && first == 0.0 => piece.push(at(last)),
            _ => clipped.pieces.push(vec![at(first), at(last)]),
        }
        clipped.exits.extend(enters.map(|side| (at(first).0, side)));
        clipped.exits.extend(leaves.map(|side| (at(last).0, side)));
        open = last == 1.0;
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::super::Axis;
    use super::*;

    fn near(found: &[(f64, f64)], expected: &[(f64, f64)]) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (a, b) in found.iter().zip(expected) {
            assert!(
                (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9,
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_line_ends_where_it_leaves_the_axes() {
        let none = std::iter::empty;
        let x = Ruler::new(&Axis::new("x").from_to(0.0, 10.0), none(), false);
        let y = Ruler::new(&Axis::new("y").from_to(0.0, 1.0), none(), false);
        let points = [(0.0, 0.5), (2.0, 0.5), (4.0, 1.5), (6.0, 0.5), (12.0, 0.5)];
        let points = points.map(|(x, y)| Point::new(x, y));
        let clipped = clip(&x, &y, &points);
        assert_eq!(clipped.pieces.len(), 2);
        near(&clipped.pieces[0], &[(0.0, 0.5), (2.0, 0.5), (3.0, 1.0)]);
        near(&clipped.pieces[1], &[(5.0, 1.0), (6.0, 0.5), (10.0, 0.5)]);
        let places: Vec<(f64, f64)> = clipped.exits.iter().map(|exit| (exit.0, 1.0)).collect();
        near(&places, &[(3.0, 1.0), (5.0, 1.0)]);
        assert!(clipped.exits.iter().all(|exit| exit.1 == Beyond::Above));
        assert_eq!(beyond(&x, &y, &points[2]), Some(Beyond::Above));
        assert_eq!(beyond(&x, &y, &points[4]), None);
        assert!(within(&x, &y, &points[3]) && !within(&x, &y, &points[4]));
        // all of it beyond, and across a corner
        assert!(
            clip(&x, &y, &[Point::new(1.0, 2.0), Point::new(3.0, 2.0)])
                .pieces
                .is_empty()
        );
        assert!(
            clip(&x, &y, &[Point::new(9.0, 2.0), Point::new(14.0, 0.5)])
                .pieces
                .is_empty()
        );
    }

    #[test]
    fn on_decades_a_power_law_stays_straight() {
        let none = std::iter::empty;
        let axis = || Axis::log("a").from_to(1.0, 100.0);
        let (x, y) = (
            Ruler::new(&axis(), none(), false),
            Ruler::new(&axis(), none(), false),
        );
        let clipped = clip(&x, &y, &[Point::new(1.0, 10.0), Point::new(1000.0, 0.01)]);
        assert_eq!(clipped.pieces.len(), 1);
        near(&clipped.pieces[0], &[(1.0, 10.0), (10.0, 1.0)]);
        assert_eq!(clipped.exits.len(), 1);
        assert_eq!(clipped.exits[0].1, Beyond::Below);
    }
}
