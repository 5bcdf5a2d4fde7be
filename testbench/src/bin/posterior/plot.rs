//! Plots of lines and points, each with its data.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plotters::prelude::*;

/// Told apart in every common form of colour blindness, after Okabe and Ito.
const COLOURS: [RGBColor; 5] = [
    RGBColor(0, 104, 168),
    RGBColor(207, 86, 0),
    RGBColor(0, 158, 115),
    RGBColor(120, 120, 120),
    RGBColor(204, 121, 167),
];

/// A line, or points, with a name.
pub struct Series {
    name: String,
    points: Vec<(f64, f64)>,
    dots: bool,
}

/// A series of points.
pub fn series(
    name: impl Into<String>,
    dots: bool,
    points: impl IntoIterator<Item = (f64, f64)>,
) -> Series {
    Series {
        name: name.into(),
        points: points.into_iter().collect(),
        dots,
    }
}

/// Writes NAME.csv and NAME.svg.
pub fn plot(
    folder: &Path,
    name: &str,
    [title, x_name, y_name]: [&str; 3],
    log_x: bool,
    all: &[Series],
) -> anyhow::Result<()> {
    let mut csv = format!("series,{x_name},{y_name}\n");
    for series in all {
        for (x, y) in &series.points {
            writeln!(csv, "\"{}\",{x},{y}", series.name)?;
        }
    }
    fs::write(folder.join(format!("{name}.csv")), csv)?;
    let points = || all.iter().flat_map(|series| &series.points);
    let range = |value: fn(&(f64, f64)) -> f64| {
        let low = points().map(value).fold(f64::INFINITY, f64::min);
        low..points().map(value).fold(f64::NEG_INFINITY, f64::max)
    };
    let (x, y) = (range(|p| p.0), range(|p| p.1));
    let top = y.end + 0.05 * (y.end - y.start);
    let path = folder.join(format!("{name}.svg"));
    let root = SVGBackend::new(&path, (720, 440)).into_drawing_area();
    root.fill(&WHITE)?;
    let mut builder = ChartBuilder::on(&root);
    builder
        .caption(title, ("sans-serif", 18))
        .margin(14)
        .x_label_area_size(44)
        .y_label_area_size(60);
    // where the curves leave room
    let legend = if log_x {
        SeriesLabelPosition::UpperMiddle
    } else {
        SeriesLabelPosition::UpperLeft
    };
    // the two kinds of axis are different types
    macro_rules! draw {
        ($x:expr) => {{
            let mut chart = builder.build_cartesian_2d($x, y.start.min(0.0)..top)?;
            chart
                .configure_mesh()
                .light_line_style(TRANSPARENT)
                .bold_line_style(BLACK.mix(0.1))
                .x_desc(x_name)
                .y_desc(y_name)
                .draw()?;
            for (series, colour) in all.iter().zip(COLOURS.iter().cycle()) {
                let points = series.points.iter().copied();
                let drawn = if series.dots {
                    chart.draw_series(points.map(|p| Circle::new(p, 3, colour.filled())))?
                } else {
                    chart.draw_series(LineSeries::new(points, colour.stroke_width(2)))?
                };
                drawn.label(&series.name).legend(move |(x, y)| {
                    Rectangle::new([(x, y - 2), (x + 14, y + 2)], colour.filled())
                });
            }
            chart
                .configure_series_labels()
                .position(legend.clone())
                .border_style(BLACK.mix(0.2))
                .background_style(WHITE.mix(0.8))
                .label_font(("sans-serif", 14))
                .draw()?;
        }};
    }
    if log_x {
        draw!((x.start..x.end).log_scale());
    } else {
        draw!(x.start..x.end);
    }
    root.present()?;
    println!("{}", path.display());
    Ok(())
}
