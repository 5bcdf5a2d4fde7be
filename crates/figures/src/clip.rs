//! What of a series lies within the axes, and where it goes on beyond them.
//!
//! Places are fractions of the axes: `[0, 0]` is the lower left corner and `[1, 1]` the upper right one.

/// A place as fractions of the two axes.
pub(crate) type Place = [f64; 2];

/// Beyond which end of an axis something lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
    Below,
    Above,
}

/// Beginning and end of the horizontal axis, and of the vertical one.
const SIDES: [[Side; 2]; 2] = [[Side::Left, Side::Right], [Side::Below, Side::Above]];

/// The parts of a line that are within the axes, and the places on the border where it leaves them or comes back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clipped {
    pub pieces: Vec<Vec<Place>>,
    pub exits: Vec<(Place, Side)>,
}

/// The place on the border that is nearest to a place beyond it, and on which side it is; none for a place within the axes.
pub(crate) fn beyond(place: Place) -> Option<(Place, Side)> {
    for (axis, sides) in SIDES.iter().enumerate() {
        let side = match place[axis] {
            at if at < 0.0 => sides[0],
            at if at > 1.0 => sides[1],
            _ => continue,
        };
        return Some((place.map(|at| at.clamp(0.0, 1.0)), side));
    }
    None
}

/// Clips a line (Liang and Barsky). A line of which nothing is within the axes has one exit, where its middle is nearest.
pub(crate) fn clip_line(points: &[Place]) -> Clipped {
    let mut clipped = Clipped::default();
    let mut open = false;
    for pair in points.windows(2) {
        let Some((part, [enters, leaves])) = clip_pair(pair[0], pair[1]) else {
            open = false;
            continue;
        };
        match clipped.pieces.last_mut() {
            Some(piece) if open && enters.is_none() => piece.push(part[1]),
            _ => clipped.pieces.push(part.to_vec()),
        }
        clipped.exits.extend(enters.map(|side| (part[0], side)));
        clipped.exits.extend(leaves.map(|side| (part[1], side)));
        open = leaves.is_none();
    }
    if clipped.pieces.is_empty() {
        clipped.exits.extend(
            points
                .get(points.len() / 2)
                .and_then(|&middle| beyond(middle)),
        );
    }
    clipped
}

/// The part of a straight line within the axes, and on which sides it was cut; none if nothing is.
fn clip_pair(from: Place, to: Place) -> Option<([Place; 2], [Option<Side>; 2])> {
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    let (mut enters, mut leaves) = (None, None);
    for axis in 0..2 {
        let step = to[axis] - from[axis];
        // How far along the line the axis begins and ends.
        let mut crossings = [
            (-from[axis] / step, SIDES[axis][0]),
            ((1.0 - from[axis]) / step, SIDES[axis][1]),
        ];
        if step == 0.0 {
            if !(0.0..=1.0).contains(&from[axis]) {
                return None;
            }
            continue;
        }
        if step < 0.0 {
            crossings.swap(0, 1);
        }
        let [(begin, begin_side), (end, end_side)] = crossings;
        if begin > first {
            (first, enters) = (begin, Some(begin_side));
        }
        if end < last {
            (last, leaves) = (end, Some(end_side));
        }
    }
    let at = |t: f64| [0, 1].map(|axis| from[axis] + t * (to[axis] - from[axis]));
    (first <= last).then(|| ([at(first), at(last)], [enters, leaves]))
}

/// Clips an area within a closed line (Sutherland and Hodgman).
pub(crate) fn clip_area(points: &[Place]) -> Vec<Place> {
    let mut points = points.to_vec();
    for axis in 0..2 {
        for (border, sign) in [(0.0, 1.0), (1.0, -1.0)] {
            let room = |point: Place| sign * (point[axis] - border);
            let mut kept = Vec::with_capacity(points.len());
            for (index, &to) in points.iter().enumerate() {
                let from = points[(index + points.len() - 1) % points.len()];
                if (room(from) < 0.0) != (room(to) < 0.0) {
                    let t = room(from) / (room(from) - room(to));
                    kept.push([0, 1].map(|n| from[n] + t * (to[n] - from[n])));
                }
                if room(to) >= 0.0 {
                    kept.push(to);
                }
            }
            points = kept;
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::{Place, Side, beyond, clip_area, clip_line};

    fn near(found: &[Place], expected: &[Place]) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (a, b) in found.iter().zip(expected) {
            let apart = (a[0] - b[0]).abs().max((a[1] - b[1]).abs());
            assert!(apart < 1e-9, "{found:?}");
        }
    }

    #[test]
    fn a_line_ends_where_it_leaves_the_axes() {
        let points = [[0.0, 0.5], [0.2, 0.5], [0.4, 1.5], [0.6, 0.5], [1.2, 0.5]];
        let clipped = clip_line(&points);
        assert_eq!(clipped.pieces.len(), 2);
        near(&clipped.pieces[0], &[[0.0, 0.5], [0.2, 0.5], [0.3, 1.0]]);
        near(&clipped.pieces[1], &[[0.5, 1.0], [0.6, 0.5], [1.0, 0.5]]);
        let places: Vec<Place> = clipped.exits.iter().map(|exit| exit.0).collect();
        near(&places, &[[0.3, 1.0], [0.5, 1.0], [1.0, 0.5]]);
        let sides: Vec<Side> = clipped.exits.iter().map(|exit| exit.1).collect();
        assert_eq!(sides, [Side::Above, Side::Above, Side::Right]);
        // Across a corner nothing is seen.
        assert!(clip_line(&[[0.9, 2.0], [1.4, 0.5]]).pieces.is_empty());
    }

    #[test]
    fn a_line_that_is_beyond_as_a_whole_is_marked() {
        let clipped = clip_line(&[[0.1, -2.0], [0.5, -3.0], [0.9, -1.0]]);
        assert!(clipped.pieces.is_empty());
        assert_eq!(clipped.exits, [([0.5, 0.0], Side::Below)]);
        assert_eq!(clip_line(&[[0.5, 1.5]]).exits, [([0.5, 1.0], Side::Above)]);
        assert_eq!(clip_line(&[]).exits, []);
    }

    #[test]
    fn points_beyond_are_known_by_their_side() {
        assert_eq!(beyond([0.4, 1.5]), Some(([0.4, 1.0], Side::Above)));
        assert_eq!(beyond([0.4, -0.1]), Some(([0.4, 0.0], Side::Below)));
        assert_eq!(beyond([1.2, 0.5]), Some(([1.0, 0.5], Side::Right)));
        assert_eq!(beyond([1.0, 0.0]), None);
    }

    #[test]
    fn an_area_is_cut_at_the_border() {
        let area = clip_area(&[[0.0, 0.5], [1.0, 0.5], [1.0, 1.5]]);
        near(&area, &[[0.5, 1.0], [0.0, 0.5], [1.0, 0.5], [1.0, 1.0]]);
        assert!(clip_area(&[[0.0, 2.0], [1.0, 2.0], [1.0, 3.0]]).is_empty());
    }
}
