//! A panel of series against two axes.

use plotters::chart::ChartContext;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::axis::Ruler;
use super::clip::{self, Beyond};
use super::{COLOURS, Corner, INK, Mark, Plot, Point, RULE, Series, TEXT};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<Ruler, Ruler>>;
type Drawn = Result<(), Box<dyn std::error::Error>>;

/// Height of a name.
const LINE: i32 = 20;

/// Part of the distance between two names that bars fill together.
const BARS: f64 = 0.8;

pub(super) fn draw<'b>(plot: &Plot, area: &Area<'b>) -> Drawn {
    let points = || plot.series.iter().flat_map(|series| &series.points);
    let bars = plot.series.iter().filter(|s| s.mark == Mark::Bars).count();
    let x = Ruler::new(&plot.x, points().map(|point| point.x), false);
    let y = Ruler::new(
        &plot.y,
        points().flat_map(|point| [point.y, point.low, point.high]),
        bars > 0,
    );
    let mut builder = ChartBuilder::on(area);
    if !plot.title.is_empty() {
        builder.caption(&plot.title, ("sans-serif", TEXT, &INK));
    }
    let mut chart = builder
        .margin(10)
        .margin_right(18)
        .x_label_area_size(50)
        .y_label_area_size(66)
        .build_cartesian_2d(x.clone(), y.clone())?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_desc(&plot.x.label)
        .y_desc(&plot.y.label)
        .axis_style(INK)
        .bold_line_style(RULE)
        .light_line_style(TRANSPARENT)
        .label_style(("sans-serif", TEXT, &INK))
        .axis_desc_style(("sans-serif", TEXT, &INK))
        .draw()?;
    let mut bar = 0;
    for (index, series) in plot.series.iter().enumerate() {
        let shown = |point: &&Point| x.shows(point.x) && y.shows(point.y);
        let shown: Vec<Point> = series.points.iter().filter(shown).copied().collect();
        let offset = (f64::from(bar) + 0.5) * BARS / bars.max(1) as f64 - BARS / 2.0;
        bar += i32::from(series.mark == Mark::Bars);
        let width = BARS / bars.max(1) as f64;
        let place = Place {
            index,
            offset,
            width,
        };
        one(&mut chart, (&x, &y), series, &shown, place)?;
    }
    if plot.series.iter().any(|series| !series.name.is_empty()) {
        legend(&chart, plot)?;
    }
    Ok(())
}

/// Which series it is, and how its bars stand.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    /// Of the middle of a bar from its name.
    offset: f64,
    width: f64,
}

/// Draws one series. What is beyond the axes is not drawn: an arrow at the border says that there is something.
fn one<'b>(
    chart: &mut Chart<'_, 'b>,
    (x, y): (&Ruler, &Ruler),
    series: &Series,
    points: &[Point],
    Place {
        index,
        offset,
        width,
    }: Place,
) -> Drawn {
    let colour = COLOURS[series.colour % COLOURS.len()];
    let bars = series.mark == Mark::Bars;
    let dots = matches!(series.mark, Mark::Dots | Mark::LineDots);
    let mut arrows: Vec<(f64, Beyond)> = Vec::new();
    if matches!(series.mark, Mark::Line | Mark::Dashed | Mark::LineDots) {
        let clipped = clip::clip(x, y, points);
        if series.mark == Mark::Line {
            band(chart, (x, y), points, colour)?;
            arrows.extend(clipped.exits);
        }
        for piece in clipped.pieces {
            if series.mark == Mark::Dashed {
                let dashes = DashedLineSeries::new(piece, 6, 5, colour.stroke_width(2));
                chart.draw_series(dashes)?;
            } else {
                chart.draw_series([PathElement::new(piece, colour.stroke_width(2))])?;
            }
        }
    }
    if dots || bars {
        let far = points.iter();
        arrows.extend(far.filter_map(|point| Some((point.x, clip::beyond(x, y, point)?))));
    }
    let whole = points.iter().filter(|point| clip::within(x, y, point));
    if bars {
        let bars = points.iter().map(|point| {
            let (left, right) = (
                point.x + offset - width / 2.0,
                point.x + offset + width / 2.0,
            );
            let corners = [(left, y.base()), (right, y.clamp(point.y))];
            Rectangle::new(corners, colour.mix(0.75).filled())
        });
        chart.draw_series(bars)?;
        whiskers(chart, y, whole.clone(), INK, offset)?;
    }
    if dots {
        whiskers(chart, y, whole.clone(), colour, 0.0)?;
        for point in whole {
            let at = chart.backend_coord(&(point.x, point.y));
            marker(chart.plotting_area(), at, index, colour)?;
        }
    }
    let ink = if bars { INK } else { colour };
    let offset = if bars { offset } else { 0.0 };
    for (at, side) in arrows {
        let border = match side {
            Beyond::Below => y.value(0.0),
            Beyond::Above => y.value(1.0),
        };
        let at = chart.backend_coord(&(at + offset, border));
        arrow(chart.plotting_area(), at, side, ink)?;
    }
    Ok(())
}

/// What lies between low and high.
fn band(
    chart: &mut Chart<'_, '_>,
    (x, y): (&Ruler, &Ruler),
    points: &[Point],
    colour: RGBColor,
) -> Drawn {
    let beside = |point: &&Point| (0.0..=1.0).contains(&x.fraction(point.x));
    let points: Vec<&Point> = points.iter().filter(beside).collect();
    if points.iter().any(|point| point.low < point.high) {
        let up = points.iter().map(|point| (point.x, y.clamp(point.high)));
        let low = |point: &Point| {
            if y.shows(point.low) {
                y.clamp(point.low)
            } else {
                y.value(0.0)
            }
        };
        let down = points.iter().rev().map(|point| (point.x, low(point)));
        let band: Vec<(f64, f64)> = up.chain(down).collect();
        chart.draw_series([Polygon::new(band, colour.mix(0.22).filled())])?;
    }
    Ok(())
}

/// Vertical lines from low to high, where there is an interval.
fn whiskers<'p>(
    chart: &mut Chart,
    y: &Ruler,
    points: impl Iterator<Item = &'p Point>,
    colour: RGBColor,
    offset: f64,
) -> Drawn {
    let with = points.filter(|point| point.low < point.high);
    let lines = with.map(|point| {
        let x = point.x + offset;
        let low = if y.shows(point.low) {
            y.clamp(point.low)
        } else {
            y.value(0.0)
        };
        PathElement::new(
            vec![(x, low), (x, y.clamp(point.high))],
            colour.stroke_width(2),
        )
    });
    chart.draw_series(lines)?;
    Ok(())
}

/// An open arrow head within the border, of which `at` is a place in pixels: something lies beyond it.
fn arrow<CT: plotters::coord::CoordTranslate>(
    area: &DrawingArea<SVGBackend, CT>,
    at: (i32, i32),
    side: Beyond,
    colour: RGBColor,
) -> Drawn {
    let area = area.strip_coord_spec();
    let range = area.get_pixel_range();
    let (x, y) = (at.0 - range.0.start, at.1 - range.1.start);
    let inwards = if side == Beyond::Above { 1 } else { -1 };
    let foot = y + inwards * 9;
    let head = vec![(x - 4, foot), (x, y + inwards * 2), (x + 4, foot)];
    area.draw(&PathElement::new(head, colour.stroke_width(2)))?;
    Ok(())
}

/// A marker at a place in pixels: circle, square, diamond, triangle in turn.
fn marker<CT: plotters::coord::CoordTranslate>(
    area: &DrawingArea<SVGBackend, CT>,
    (x, y): (i32, i32),
    index: usize,
    colour: RGBColor,
) -> Drawn {
    let area = area.strip_coord_spec();
    let (left, top) = (
        area.get_pixel_range().0.start,
        area.get_pixel_range().1.start,
    );
    let (x, y) = (x - left, y - top);
    let fill = colour.filled();
    match index % 4 {
        0 => area.draw(&Circle::new((x, y), 4, fill))?,
        1 => area.draw(&Rectangle::new([(x - 4, y - 4), (x + 4, y + 4)], fill))?,
        2 => area.draw(&Polygon::new(
            [(x - 5, y), (x, y - 5), (x + 5, y), (x, y + 5)],
            fill,
        ))?,
        _ => area.draw(&Polygon::new(
            [(x - 5, y + 4), (x, y - 5), (x + 5, y + 4)],
            fill,
        ))?,
    }
    Ok(())
}

/// The names of the series in a corner.
fn legend(chart: &Chart, plot: &Plot) -> Drawn {
    let area = chart.plotting_area().strip_coord_spec();
    let named = plot.series.iter().filter(|series| !series.name.is_empty());
    let longest = named
        .clone()
        .map(|series| series.name.chars().count())
        .max();
    let (width, height) = area.dim_in_pixel();
    let (box_width, box_height) = (
        (longest.unwrap_or(0) as f64 * 6.7) as i32 + 46,
        named.count() as i32 * LINE + 8,
    );
    let right = matches!(plot.legend, Corner::TopRight | Corner::BottomRight);
    let bottom = matches!(plot.legend, Corner::BottomLeft | Corner::BottomRight);
    let left = if right {
        width as i32 - box_width - 4
    } else {
        6
    };
    let top = if bottom {
        height as i32 - box_height - 4
    } else {
        4
    };
    let paper = WHITE.mix(0.85).filled();
    let corners = [(left, top), (left + box_width, top + box_height)];
    area.draw(&Rectangle::new(corners, paper))?;
    names(&area, &plot.series, (left, top))
}

/// The names of series that several panels share, in a panel of their own.
pub(super) fn draw_names(series: &[Series], area: &Area) -> Drawn {
    names(area, series, (66, 40))
}

/// Names of series from a corner on, each behind a sample of its line; those without a name are left out.
fn names(area: &Area, series: &[Series], (left, top): (i32, i32)) -> Drawn {
    let style = ("sans-serif", TEXT)
        .into_font()
        .color(&INK)
        .pos(Pos::new(HPos::Left, VPos::Center));
    let named = series.iter().enumerate();
    let named = named.filter(|(_, series)| !series.name.is_empty());
    for (row, (index, series)) in named.enumerate() {
        let colour = COLOURS[series.colour % COLOURS.len()];
        let y = top + 4 + LINE / 2 + row as i32 * LINE;
        let (from, to) = (left + 6, left + 34);
        match series.mark {
            Mark::Bars => {
                let corners = [(from + 6, y - 6), (to - 6, y + 6)];
                area.draw(&Rectangle::new(corners, colour.mix(0.75).filled()))?;
            }
            Mark::Dashed => {
                for start in [from, from + 11, from + 22] {
                    let dash = vec![(start, y), (start + 6, y)];
                    area.draw(&PathElement::new(dash, colour.stroke_width(2)))?;
                }
            }
            Mark::Line | Mark::LineDots => {
                area.draw(&PathElement::new(
                    vec![(from, y), (to, y)],
                    colour.stroke_width(2),
                ))?;
            }
            Mark::Dots => {}
        }
        if matches!(series.mark, Mark::Dots | Mark::LineDots) {
            let origin = area.get_pixel_range();
            let at = ((from + to) / 2 + origin.0.start, y + origin.1.start);
            marker(area, at, index, colour)?;
        }
        area.draw_text(&series.name, &style, (to + 6, y))?;
    }
    Ok(())
}
