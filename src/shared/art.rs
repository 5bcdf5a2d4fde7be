//! Pictures made of characters.

use yuragi_figures::{percent, thousands};
use yuragi_training::Point;

/// The test accuracy over time in one line: a character for each point, then the last value.
pub fn sparkline(curve: &[Point]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const MOST: usize = 40;
    let Some(last) = curve.last() else {
        return String::new();
    };
    let step = curve.len().div_ceil(MOST);
    let shown: Vec<f64> = curve
        .iter()
        .step_by(step)
        .map(|point| point.test_accuracy)
        .collect();
    // the scale ends at 100 %; 0.99 keeps it from being empty if all points are perfect
    let lowest = shown.iter().copied().fold(0.99, f64::min);
    let bar = |accuracy: &f64| {
        let height = (accuracy - lowest) / (1.0 - lowest) * (BARS.len() - 1) as f64;
        BARS[(height.round().max(0.0) as usize).min(BARS.len() - 1)]
    };
    let bars: String = shown.iter().map(bar).collect();
    format!("{bars} {}", percent(last.test_accuracy))
}

/// The test accuracy against presentations, as a chart of several lines that fills from the left up to the target.
pub fn chart(curve: &[Point], target: u64) -> String {
    const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const COLUMNS: u64 = 64;
    const ROWS: usize = 6;
    /// Marks a measurement that is lower than the scale reaches.
    const BELOW: char = '↓';
    let Some(last) = curve.last() else {
        return String::new();
    };
    // the network has hardly learned at the first points, so the scale is chosen for the others
    let settled = curve.iter().filter(|point| point.presentations >= 10_000);
    let lowest = settled.map(|point| point.test_accuracy).fold(0.9, f64::min);
    let low = ((lowest - 0.02) * 10.0).floor().clamp(0.0, 8.0) / 10.0;
    let end = target.max(last.presentations).max(1);
    // a column shows the last measurement up to its end; it is empty if learning has not come that far
    let column = |column: u64| -> Option<f64> {
        let [from, to] = [column, column + 1].map(|edge| edge as f64 / COLUMNS as f64 * end as f64);
        if from >= last.presentations as f64 {
            return None;
        }
        let until = |point: &&Point| point.presentations as f64 <= to;
        let point = curve.iter().take_while(until).last();
        Some(point.unwrap_or(&curve[0]).test_accuracy)
    };
    let columns: Vec<Option<f64>> = (0..COLUMNS).map(column).collect();
    let block = |accuracy: Option<f64>, row: usize| match accuracy {
        None => ' ',
        Some(accuracy) if accuracy < low => [BELOW, ' '][row.min(1)],
        Some(accuracy) => {
            let eighths = (accuracy - low) / (1.0 - low) * (8 * ROWS) as f64;
            let height = eighths.round().max(1.0) as usize;
            BLOCKS[height.saturating_sub(8 * row).min(8)]
        }
    };
    let mut text = String::new();
    for row in (0..ROWS).rev() {
        let label = match row {
            0 => format!("{:.0} %", low * 100.0),
            row if row + 1 == ROWS => "100 %".to_owned(),
            _ => String::new(),
        };
        let blocks: String = columns.iter().map(|&at| block(at, row)).collect();
        text += &format!("{label:>6} │{blocks}│\n");
    }
    let presentations = thousands(end);
    text += &format!("{:>8}0{presentations:>63} presentations\n", "");
    text + &format!("{:>8}test accuracy {}", "", percent(last.test_accuracy))
}

/// Images in a row, each with a title; a pixel (0 to 1) takes two characters, and `width` pixels make a row of an
/// image.
pub fn images(images: &[(String, &[f32])], width: usize) -> String {
    const INK: [&str; 5] = ["  ", "░░", "▒▒", "▓▓", "██"];
    let width = width.max(1);
    let height = images
        .iter()
        .map(|(_, pixels)| pixels.len().div_ceil(width))
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for (title, _) in images {
        text += &format!("{title:<columns$} ", columns = 2 * width);
    }
    for row in 0..height {
        text = text.trim_end().to_owned() + "\n";
        for (_, pixels) in images {
            for column in 0..width {
                let ink = pixels.get(row * width + column).copied().unwrap_or(0.0);
                let tone = (ink.clamp(0.0, 1.0) * (INK.len() - 1) as f32).round() as usize;
                text += INK[tone.min(INK.len() - 1)];
            }
            text.push(' ');
        }
    }
    text.trim_end().to_owned()
}

/// A confusion matrix: rows are the true classes, columns the predicted ones. Long names of classes are cut short.
pub fn confusion(counts: &[Vec<u64>], classes: &[String]) -> String {
    const LONGEST: usize = 16;
    let short = |class: &String, most: usize| class.chars().take(most).collect::<String>();
    let longest = classes.iter().map(|class| class.chars().count()).max();
    let left = longest.unwrap_or(0).clamp(6, LONGEST);
    let highest = counts.iter().flatten().max().unwrap_or(&0);
    let width = longest
        .unwrap_or(0)
        .clamp(4, 8)
        .max(highest.to_string().len())
        + 1;
    let mut text = format!("{:>left$} |", "true");
    for class in classes {
        text += &format!("{:>width$}", short(class, width - 1));
    }
    text += "   predicted\n";
    for (class, row) in classes.iter().zip(counts) {
        text += &format!("{:>left$} |", short(class, left));
        for &count in row {
            text += &if count == 0 {
                format!("{:>width$}", ".")
            } else {
                format!("{count:>width$}")
            };
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}
