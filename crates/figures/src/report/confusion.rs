//! The confusion matrix: what images of each class were taken for.

use super::svg::Svg;
use super::{Confusion, thousands};

const WIDTH: f64 = 560.0;
const LEFT: f64 = 62.0;
const TOP: f64 = 54.0;
/// Room on the right for the recall of each class.
const RIGHT: f64 = 66.0;
/// The share of a class at which an error's colour is full: errors are rare, and on the scale of right answers
/// they would not be seen.
const FULL_ERROR: f64 = 0.1;
/// About the width of a letter.
const LETTER: f64 = 7.5;
/// The longest name that the margin on the left holds.
const LONGEST_NAME: usize = 6;

pub(super) fn draw(confusion: &Confusion) -> Svg {
    let title = "Confusion matrix";
    let counts = &confusion.counts;
    let classes = counts.iter().map(Vec::len).fold(counts.len(), usize::max);
    if classes == 0 {
        return Svg::nothing(title);
    }
    let cell = ((WIDTH - LEFT - RIGHT) / classes as f64).min(64.0);
    let side = cell * classes as f64;
    let mut svg = Svg::new(WIDTH, TOP + side + 50.0, title);
    let name = |class: usize| {
        let given = confusion.labels.get(class).map(|label| clipped(label));
        given.unwrap_or_else(|| class.to_string())
    };

    svg.text(LEFT + side / 2.0, 18.0, "yu-f-muted yu-m", "predicted");
    svg.text(LEFT + side + 58.0, TOP - 12.0, "yu-f-muted yu-e", "recall");
    let middle = TOP + side / 2.0;
    svg.raw(&format!(
        "<text transform=\"translate(16 {middle:.1}) rotate(-90)\" class=\"yu-f-muted yu-m\">true</text>"
    ));
    let ground = "class=\"yu-f-rule\" fill-opacity=\"0.45\"";
    svg.rectangle([LEFT, TOP, side, side], ground);
    // Where names would run into one another, only every so many classes are named.
    let longest = (0..classes).map(|class| name(class).chars().count()).max();
    let name_width = LETTER * longest.unwrap_or(0) as f64 + 6.0;
    let every = |needed: f64| (needed / cell).ceil().max(1.0) as usize;
    let (every_row, every_column) = (every(16.0), every(name_width));
    for class in 0..classes {
        let row = counts.get(class).map_or(&[][..], Vec::as_slice);
        let total = row
            .iter()
            .fold(0_u64, |sum, &count| sum.saturating_add(count));
        let y = TOP + cell * class as f64;
        for (predicted, &count) in row.iter().enumerate().filter(|&(_, &count)| count > 0) {
            let x = LEFT + cell * predicted as f64;
            draw_cell(&mut svg, [x, y, cell], count, total, class == predicted);
        }
        let centre = cell * (class as f64 + 0.5);
        if class.is_multiple_of(every_column) {
            svg.text(LEFT + centre, TOP - 12.0, "yu-f-ink yu-m", &name(class));
        }
        if class.is_multiple_of(every_row) {
            svg.text(
                LEFT - 12.0,
                TOP + centre + 4.5,
                "yu-f-ink yu-e",
                &name(class),
            );
            let right = row.get(class).copied().unwrap_or(0);
            let recall = if total == 0 {
                "–".into()
            } else {
                format!("{:.0} %", 100.0 * right as f64 / total as f64)
            };
            svg.text(
                LEFT + side + 58.0,
                TOP + centre + 4.5,
                "yu-f-ink yu-e",
                &recall,
            );
        }
    }
    grid(&mut svg, classes, cell);
    legend(&mut svg, TOP + side + 22.0);
    svg
}

fn clipped(name: &str) -> String {
    match name.char_indices().nth(LONGEST_NAME) {
        None => name.into(),
        Some(_) => name.chars().take(LONGEST_NAME - 1).chain(['…']).collect(),
    }
}

fn draw_cell(svg: &mut Svg, [x, y, cell]: [f64; 3], count: u64, total: u64, right: bool) {
    let share = if total == 0 {
        0.0
    } else {
        count as f64 / total as f64
    };
    svg.rectangle([x, y, cell, cell], &fill(share, right));
    let text = thousands(count);
    // Small cells show colour only.
    if cell >= 18.0 && text.len() as f64 * LETTER < cell {
        let colour = if right && share > 0.5 { "on" } else { "ink" };
        let (centre, baseline) = (x + cell / 2.0, y + cell / 2.0 + 4.5);
        svg.text(centre, baseline, &format!("yu-f-{colour} yu-m"), &text);
    }
}

/// Lines of the paper's colour between the cells, unless the cells are so small that the lines would hide them.
fn grid(svg: &mut Svg, classes: usize, cell: f64) {
    if cell < 3.0 {
        return;
    }
    let width = (cell / 20.0).min(2.0);
    let side = cell * classes as f64;
    for line in 0..=classes {
        let at = cell * line as f64;
        for place in [
            [LEFT + at - width / 2.0, TOP, width, side],
            [LEFT, TOP + at - width / 2.0, side, width],
        ] {
            svg.rectangle(place, "class=\"yu-f-paper\"");
        }
    }
}

fn fill(share: f64, right: bool) -> String {
    if right {
        format!(
            "class=\"yu-f-accent\" fill-opacity=\"{:.2}\"",
            share.max(0.1)
        )
    } else {
        let opacity = 0.15 + 0.55 * (share / FULL_ERROR).min(1.0);
        format!("class=\"yu-f-warm\" fill-opacity=\"{opacity:.2}\"")
    }
}

/// What the colours mean: the share of the row's images, for right and for wrong answers.
fn legend(svg: &mut Svg, y: f64) {
    let mut scale = |x: f64, name: &str, right: bool, full: f64, end: &str| {
        svg.text(x + 72.0, y + 11.0, "yu-f-muted yu-s yu-e", name);
        for step in 1..=5 {
            let place = [x + 60.0 + 18.0 * f64::from(step), y, 17.0, 13.0];
            svg.rectangle(place, &fill(f64::from(step) / 5.0 * full, right));
        }
        svg.text(x + 174.0, y + 11.0, "yu-f-muted yu-s", end);
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
