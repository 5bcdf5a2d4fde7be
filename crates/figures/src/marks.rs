//! Small signs: markers of points, samples of series in a key, and arrows at the border of a chart.

use crate::clip::Side;
use crate::plot::Mark;
use crate::svg::Drawing;
use crate::theme::Tone;

/// Width of a sample in a key, with the space after it.
pub(crate) const SAMPLE: f64 = 34.0;

/// A marker: circle, square, diamond, triangle in turn, so that series differ in more than their colour.
pub(crate) fn marker(drawing: &mut Drawing, [x, y]: [f64; 2], index: usize, tone: Tone) {
    match index % 4 {
        0 => drawing.circle([x, y], 4.0, tone),
        1 => drawing.rectangle([x - 4.0, y - 4.0, 8.0, 8.0], tone, 1.0),
        2 => {
            let corners = [[x - 5.0, y], [x, y - 5.0], [x + 5.0, y], [x, y + 5.0]];
            drawing.area(&corners, tone, 1.0);
        }
        _ => {
            let corners = [[x - 5.0, y + 4.0], [x, y - 5.0], [x + 5.0, y + 4.0]];
            drawing.area(&corners, tone, 1.0);
        }
    }
}

/// An open arrow head within the border, of which `at` is a place: something lies beyond it.
pub(crate) fn arrow(drawing: &mut Drawing, [x, y]: [f64; 2], side: Side, tone: Tone) {
    let head = |along: f64, across: f64| match side {
        Side::Left => [x + along, y + across],
        Side::Right => [x - along, y + across],
        Side::Above => [x + across, y + along],
        Side::Below => [x + across, y - along],
    };
    let head = [head(9.0, -4.0), head(2.0, 0.0), head(9.0, 4.0)];
    drawing.line(&head, tone, 2.0, "");
    drawing.mark_beyond();
}

/// A sample of a series, which begins at `x` and whose middle is at `y`.
pub(crate) fn sample(
    drawing: &mut Drawing,
    [x, y]: [f64; 2],
    mark: Mark,
    index: usize,
    colour: usize,
) {
    let tone = Tone::Series(colour);
    let line = [[x, y], [x + 28.0, y]];
    match mark {
        Mark::Bars => drawing.rectangle([x + 6.0, y - 6.0, 16.0, 12.0], tone, 0.75),
        Mark::Steps => drawing.rectangle([x + 6.0, y - 6.0, 16.0, 12.0], tone, 0.3),
        Mark::Dashed => drawing.line(&line, tone, 2.0, "6 5"),
        Mark::Line | Mark::LineDots => drawing.line(&line, tone, 2.0, ""),
        Mark::Dots => {}
    }
    if matches!(mark, Mark::Dots | Mark::LineDots) {
        marker(drawing, [x + 14.0, y], index, tone);
    }
}
