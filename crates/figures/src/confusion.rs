//! The confusion matrix: as what images of each class were classified.

use crate::svg::{Drawing, Letters, SMALL, TEXT};
use crate::text::{clipped, thousands, width};
use crate::theme::Tone;

/// How often an image of one class was classified as another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confusion {
    /// `counts[true class][predicted class]`.
    pub counts: Vec<Vec<u64>>,
    /// The names of the classes; a class without one is called by its number.
    pub labels: Vec<String>,
}

const WIDTH: f64 = 560.0;
/// The least room on the left for the names of the classes.
const LEFT: f64 = 66.0;
/// The room on the left for the title of the axis, and between it, the names and the matrix.
const AXIS: f64 = 34.0;
/// How much wider than here a name may become in a browser that lacks the font.
const WIDER: f64 = 1.25;
const TOP: f64 = 54.0;
/// Room on the right for the recall of each class.
const RIGHT: f64 = 66.0;
/// The share of a class at which an error's colour is full: errors are rare, and on the scale of right answers
/// they would not be seen.
const FULL_ERROR: f64 = 0.1;
/// The most room for a name in the margin on the left.
const NAME: f64 = 66.0;

const INK: Letters = Letters::new(Tone::Ink, TEXT);
const MUTED: Letters = Letters::new(Tone::Muted, TEXT);

impl Confusion {
    /// The matrix with counts, colours for shares, and the recall of each class.
    pub fn drawing(&self) -> Drawing {
        let title = "Confusion matrix";
        let counts = &self.counts;
        let classes = counts.iter().map(Vec::len).fold(counts.len(), usize::max);
        if classes == 0 {
            return Drawing::nothing(title);
        }
        let name = |class: usize| match self.labels.get(class) {
            Some(label) => clipped(label, TEXT, NAME),
            None => class.to_string(),
        };
        let longest = (0..classes).map(|class| width(&name(class), TEXT));
        let longest = longest.fold(0.0, f64::max);
        let left = (AXIS + WIDER * longest).max(LEFT);
        let cell = ((WIDTH - left - RIGHT) / classes as f64).min(64.0);
        let side = cell * classes as f64;
        let mut drawing = Drawing::new(WIDTH, TOP + side + 50.0, title);

        let middle = left + (side / 2.0).max(40.0);
        drawing.text(middle, 18.0, MUTED.middle(), "predicted class");
        let right = left + side.max(40.0) + 62.0;
        drawing.text(right, TOP - 12.0, MUTED.end(), "recall");
        let middle = (TOP + side / 2.0).max(50.0);
        drawing.upright(14.0, middle, MUTED.middle(), "true class");
        drawing.rectangle([left, TOP, side, side], Tone::Rule, 0.45);
        // Where names would run into one another, only some of the classes have one.
        let every = |needed: f64| (needed / cell).ceil().max(1.0) as usize;
        let (every_row, every_column) = (every(18.0), every(WIDER * longest + 8.0));
        for class in 0..classes {
            let row = counts.get(class).map_or(&[][..], Vec::as_slice);
            let total = row
                .iter()
                .fold(0_u64, |sum, &count| sum.saturating_add(count));
            let y = TOP + cell * class as f64;
            for (predicted, &count) in row.iter().enumerate().filter(|&(_, &count)| count > 0) {
                let x = left + cell * predicted as f64;
                draw_cell(&mut drawing, [x, y, cell], count, total, class == predicted);
            }
            let centre = cell * (class as f64 + 0.5);
            if class.is_multiple_of(every_column) {
                drawing.text(left + centre, TOP - 12.0, INK.middle(), &name(class));
            }
            if class.is_multiple_of(every_row) {
                let baseline = TOP + centre + 4.5;
                drawing.text(left - 10.0, baseline, INK.end(), &name(class));
                let hits = row.get(class).copied().unwrap_or(0);
                let recall = if total == 0 {
                    "–".into()
                } else {
                    format!("{:.0} %", 100.0 * hits as f64 / total as f64)
                };
                drawing.text(right, baseline, INK.end(), &recall);
            }
        }
        grid(&mut drawing, left, classes, cell);
        legend(&mut drawing, TOP + side + 22.0);
        drawing
    }
}

fn draw_cell(drawing: &mut Drawing, [x, y, cell]: [f64; 3], count: u64, total: u64, right: bool) {
    let share = if total == 0 {
        0.0
    } else {
        count as f64 / total as f64
    };
    let (tone, opacity) = fill(share, right);
    drawing.rectangle([x, y, cell, cell], tone, opacity);
    let text = thousands(count);
    // Small cells show colour only.
    if cell >= 18.0 && width(&text, TEXT) + 4.0 < cell {
        let tone = if right && share > 0.5 {
            Tone::On
        } else {
            Tone::Ink
        };
        let (centre, baseline) = (x + cell / 2.0, y + cell / 2.0 + 4.5);
        drawing.text(centre, baseline, Letters::new(tone, TEXT).middle(), &text);
    }
}

/// Lines of the paper's colour between the cells, unless the cells are so small that the lines would hide them.
fn grid(drawing: &mut Drawing, left: f64, classes: usize, cell: f64) {
    if cell < 3.0 {
        return;
    }
    let width = (cell / 20.0).min(2.0);
    let side = cell * classes as f64;
    for line in 0..=classes {
        let at = cell * line as f64;
        for place in [
            [left + at - width / 2.0, TOP, width, side],
            [left, TOP + at - width / 2.0, side, width],
        ] {
            drawing.rectangle(place, Tone::Paper, 1.0);
        }
    }
}

fn fill(share: f64, right: bool) -> (Tone, f64) {
    if right {
        (Tone::Accent, share.max(0.1))
    } else {
        (Tone::Warm, 0.15 + 0.55 * (share / FULL_ERROR).min(1.0))
    }
}

/// What the colours mean: the share of the row's images, for right and for wrong answers.
fn legend(drawing: &mut Drawing, y: f64) {
    let small = Letters::new(Tone::Muted, SMALL);
    let mut scale = |x: f64, name: &str, right: bool, full: f64, end: &str| {
        drawing.text(x + 72.0, y + 11.0, small.end(), name);
        for step in 1..=5 {
            let place = [x + 60.0 + 18.0 * f64::from(step), y, 17.0, 13.0];
            let (tone, opacity) = fill(f64::from(step) / 5.0 * full, right);
            drawing.rectangle(place, tone, opacity);
        }
        drawing.text(x + 174.0, y + 11.0, small, end);
    };
    scale(LEFT, "right, up to", true, 1.0, "100 %");
    scale(
        LEFT + 234.0,
        "wrong, up to",
        false,
        FULL_ERROR,
        "10 % or more",
    );
}
