//! Plots of lines and points, each with its data.

use std::fmt::Write as _;
use std::path::Path;

use yuragi_figures::{Axis, Mark, Plot, Point, Series};

/// A line, or dots, through points.
pub fn series(
    name: impl Into<String>,
    dots: bool,
    points: impl IntoIterator<Item = (f64, f64)>,
) -> Series {
    let mark = if dots { Mark::Dots } else { Mark::Line };
    let points = points.into_iter().map(|(x, y)| Point::new(x, y));
    Series::new(name, 0, mark, points)
}

/// Writes NAME.csv and NAME.svg.
pub fn plot(
    folder: &Path,
    name: &str,
    [title, x_name, y_name]: [&str; 3],
    log_x: bool,
    all: &[Series],
) -> anyhow::Result<()> {
    let mut csv = format!("series,\"{x_name}\",\"{y_name}\"\n");
    for series in all {
        for point in &series.points {
            writeln!(csv, "\"{}\",{},{}", series.name, point.x, point.y)?;
        }
    }
    yuragi_files::write(&folder.join(format!("{name}.csv")), csv.as_bytes())?;
    let coloured = all.iter().enumerate().map(|(colour, series)| Series {
        colour,
        ..series.clone()
    });
    let plot = Plot {
        title: title.into(),
        x: if log_x {
            Axis::log(x_name)
        } else {
            Axis::new(x_name)
        },
        y: Axis::new(y_name),
        series: coloured.collect(),
        ..Plot::default()
    };
    let path = folder.join(format!("{name}.svg"));
    let drawing = plot.drawing(title, 720.0, 440.0);
    yuragi_files::write(&path, drawing.svg().as_bytes())?;
    println!("{}", path.display());
    Ok(())
}
