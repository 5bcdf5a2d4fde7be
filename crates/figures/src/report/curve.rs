//! Learning over time: accuracy, and synapses opened and closed.
//!
//! The charts are made by plotters, which writes colours as literals. They must be classes to follow the reader's light or dark
//! preference, so each tone is drawn in a stand-in colour that nothing else uses, and replaced afterwards.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;

use super::svg::Svg;
use super::{CurvePoint, SharePoint, Shares, percent};

const WIDTH: u32 = 560;
const HEIGHT: u32 = 340;
/// Room on the right for the lines' names, which stand beside their ends instead of in a legend.
const RIGHT: u32 = 112;

const INK: RGBColor = RGBColor(1, 0, 0);
const MUTED: RGBColor = RGBColor(2, 0, 0);
const RULE: RGBColor = RGBColor(3, 0, 0);
const ACCENT: RGBColor = RGBColor(4, 0, 0);
const WARM: RGBColor = RGBColor(5, 0, 0);
const STAND_INS: [(RGBColor, &str); 5] = [
    (INK, "ink"),
    (MUTED, "muted"),
    (RULE, "rule"),
    (ACCENT, "accent"),
    (WARM, "warm"),
];

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Drawn = Result<Vec<Label>, Box<dyn std::error::Error>>;

/// A line's name, at the place where the line ends.
struct Label {
    y: f64,
    class: &'static str,
    text: String,
}

/// Training and test accuracy.
pub(super) fn accuracy(curve: &[CurvePoint]) -> Svg {
    let title = "Accuracy while learning";
    let line = |value: fn(&CurvePoint) -> f64| -> Vec<(f64, f64)> {
        let mut points: Vec<_> = curve
            .iter()
            .map(|point| (point.presentations as f64, value(point)))
            .filter(|(_, accuracy)| accuracy.is_finite())
            .collect();
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        points
    };
    let train = line(|point| point.train);
    let test = line(|point| point.test);
    let all = || train.iter().chain(&test);
    let Some(lowest) = all().map(|point| point.1).reduce(f64::min) else {
        return Svg::nothing(title);
    };
    let end = all().map(|point| point.0).fold(1.0, f64::max);
    // The axis begins at a round tenth below the lowest point, and shows at least a fifth of the scale.
    let low = ((lowest - 0.02) * 10.0).floor().clamp(0.0, 8.0) / 10.0;
    chart(title, |root| {
        let mut chart = axes(root, 0.0..end, low..1.0, "accuracy", |value| {
            format!("{:.0} %", value * 100.0)
        })?;
        let mut labels = Vec::new();
        for (points, colour, width, class, name) in [
            (&train, MUTED, 1, "yu-f-muted", "train"),
            (&test, ACCENT, 2, "yu-f-accent yu-b", "test"),
        ] {
            let Some(&(x, y)) = points.last() else {
                continue;
            };
            let clamped = || points.iter().map(|&(x, y)| (x, y.clamp(low, 1.0)));
            chart.draw_series(LineSeries::new(clamped(), colour.stroke_width(width)))?;
            if points.len() <= 40 {
                let dot = |point| Circle::new(point, width + 1, colour.filled());
                chart.draw_series(clamped().map(dot))?;
            }
            labels.push(Label {
                y: chart.backend_coord(&(x, y.clamp(low, 1.0))).1.into(),
                class,
                text: format!("{name} {}", percent(y)),
            });
        }
        Ok(labels)
    })
}

/// Synapses opened (above the axis) and closed (below it) per presentation.
pub(super) fn flips(curve: &[CurvePoint]) -> Svg {
    let title = "Synapses opened and closed per presentation";
    let mut points = curve.to_vec();
    points.sort_by_key(|point| point.presentations);
    let mut steps = Vec::new();
    let mut before = CurvePoint::default();
    for point in points {
        if point.presentations > before.presentations {
            let from = before.presentations as f64;
            let to = point.presentations as f64;
            let between = (point.presentations - before.presentations) as f64;
            let up = point.flips_up.saturating_sub(before.flips_up) as f64 / between;
            let down = point.flips_down.saturating_sub(before.flips_down) as f64 / between;
            steps.extend([(from, up, down), (to, up, down)]);
        }
        before = point;
    }
    let Some(&(end, last_up, last_down)) = steps.last() else {
        return Svg::nothing(title);
    };
    let highest = steps
        .iter()
        .map(|&(_, up, down)| up.max(down))
        .fold(0.0, f64::max);
    let reach = if highest > 0.0 { highest * 1.1 } else { 1.0 };
    chart(title, |root| {
        let mut chart = axes(
            root,
            0.0..end,
            -reach..reach,
            "flips per presentation",
            |value| short_number(value.abs()),
        )?;
        let up = steps.iter().map(|&(x, up, _)| (x, up));
        let down = steps.iter().map(|&(x, _, down)| (x, -down));
        chart.draw_series(AreaSeries::new(up, 0.0, ACCENT.mix(0.3)).border_style(ACCENT))?;
        chart.draw_series(AreaSeries::new(down, 0.0, WARM.mix(0.3)).border_style(WARM))?;
        chart.draw_series(LineSeries::new([(0.0, 0.0), (end, 0.0)], MUTED))?;
        let label = |value: f64, class, name: &str| Label {
            y: chart.backend_coord(&(end, value)).1.into(),
            class,
            text: format!("{name} {}", short_number(value.abs())),
        };
        Ok(vec![
            label(last_up, "yu-f-accent yu-b", "opened"),
            label(-last_down, "yu-f-warm yu-b", "closed"),
        ])
    })
}

/// Shares over decades of something; zero stands a decade below the least.
pub(super) fn shares(shares: &Shares) -> Svg {
    let points = || shares.lines.iter().flat_map(|line| &line.points);
    let decades = || points().filter(|p| p.x > 0.0).map(|p| p.x.log10());
    let (Some(least), Some(most)) = (
        decades().reduce(f64::min).map(f64::floor),
        decades().reduce(f64::max).map(f64::ceil),
    ) else {
        return Svg::nothing(&shares.title);
    };
    let place = |x: f64| if x > 0.0 { x.log10() } else { least - 1.0 };
    let decade = |value: f64| match value.round() {
        value if value < least => "0".to_owned(),
        value if value < 0.0 => format!("{:.*}", -value as usize, 10_f64.powf(value)),
        value => short_number(10_f64.powf(value)),
    };
    chart(&shares.title, |root| {
        let mut chart = axes_of(
            root,
            (least - 1.1..most + 0.1, &shares.x_name, 10, &decade),
            (0.0..1.0, &shares.y_name, 6, &|value| {
                format!("{:.0} %", value * 100.0)
            }),
        )?;
        let mut labels = Vec::new();
        let tones = [
            (ACCENT, "yu-f-accent yu-b"),
            (WARM, "yu-f-warm yu-b"),
            (INK, "yu-f-ink"),
            (MUTED, "yu-f-muted"),
        ];
        for (line, (colour, class)) in shares.lines.iter().zip(tones) {
            let at = |point: &SharePoint| (place(point.x), point.y);
            chart.draw_series(LineSeries::new(
                line.points.iter().map(at),
                colour.stroke_width(2),
            ))?;
            let dot = |point| Circle::new(at(point), 3, colour.filled());
            chart.draw_series(line.points.iter().map(dot))?;
            let bar = |p: &SharePoint| {
                let ends = [p.y - p.error, p.y + p.error].map(|y| (place(p.x), y.clamp(0.0, 1.0)));
                PathElement::new(ends.to_vec(), colour.stroke_width(1))
            };
            chart.draw_series(line.points.iter().map(bar))?;
            if let Some(last) = line.points.last() {
                labels.push(Label {
                    y: chart.backend_coord(&at(last)).1.into(),
                    class,
                    text: line.name.clone(),
                });
            }
        }
        Ok(labels)
    })
}

/// Draws with plotters, then sets the lines' names.
fn chart(title: &str, draw: impl FnOnce(&Area) -> Drawn) -> Svg {
    let mut markup = String::new();
    let drawn = {
        let root = SVGBackend::with_string(&mut markup, (WIDTH, HEIGHT)).into_drawing_area();
        draw(&root).and_then(|labels| Ok(root.present().map(|()| labels)?))
    };
    // Writing into a string cannot fail, and the ranges are never empty; what would be left is a plot without lines.
    let mut labels = drawn.unwrap_or_default();
    let mut svg = Svg::new(WIDTH.into(), HEIGHT.into(), title);
    svg.raw(&with_classes(inside(&markup)));

    labels.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut free_from = f64::MIN;
    for label in labels {
        let y = label.y.max(free_from);
        free_from = y + 17.0;
        svg.text(
            f64::from(WIDTH - RIGHT) + 8.0,
            y + 4.5,
            label.class,
            &label.text,
        );
    }
    svg
}

/// Axes with a few horizontal rules and names in small type.
fn axes<'a, 'b>(
    root: &'a Area<'b>,
    x: std::ops::Range<f64>,
    y: std::ops::Range<f64>,
    y_name: &str,
    y_format: impl Fn(f64) -> String,
) -> Result<Chart<'a, 'b>, Box<dyn std::error::Error>>
where
    'b: 'a,
{
    axes_of(
        root,
        (x, "presentations", 5, &short_number),
        (y, y_name, 6, &y_format),
    )
}

/// An axis: its range, its name, about how many numbers stand at it, and how they are written.
type Axis<'f> = (
    std::ops::Range<f64>,
    &'f str,
    usize,
    &'f dyn Fn(f64) -> String,
);

fn axes_of<'a, 'b>(
    root: &'a Area<'b>,
    (x, x_name, x_labels, x_format): Axis,
    (y, y_name, y_labels, y_format): Axis,
) -> Result<Chart<'a, 'b>, Box<dyn std::error::Error>>
where
    'b: 'a,
{
    let mut chart = ChartBuilder::on(root)
        .margin_top(14)
        .margin_right(RIGHT)
        .x_label_area_size(46)
        .y_label_area_size(60)
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(x_labels)
        .y_labels(y_labels)
        .x_desc(x_name)
        .y_desc(y_name)
        .x_label_formatter(&|value| x_format(*value))
        .y_label_formatter(&|value| y_format(*value))
        .axis_style(RULE)
        .bold_line_style(RULE)
        .light_line_style(TRANSPARENT)
        .label_style(("sans-serif", 15, &MUTED))
        .axis_desc_style(("sans-serif", 15, &MUTED))
        .draw()?;
    Ok(chart)
}

/// What stands between plotters' `<svg ...>` and `</svg>`.
fn inside(markup: &str) -> &str {
    let start = markup
        .find("<svg")
        .and_then(|svg| Some(svg + markup.get(svg..)?.find('>')? + 1));
    let end = markup.rfind("</svg>");
    match (start, end) {
        (Some(start), Some(end)) => markup.get(start..end).unwrap_or_default(),
        _ => "",
    }
}

/// Replaces stand-in colours by classes, and plotters' font by that of the page.
fn with_classes(markup: &str) -> String {
    let mut markup = markup.replace(" font-family=\"sans-serif\"", "");
    for (RGBColor(red, green, blue), name) in STAND_INS {
        let code = format!("#{red:02X}{green:02X}{blue:02X}");
        markup = markup
            .replace(
                &format!("fill=\"none\" opacity=\"1\" stroke=\"{code}\""),
                &format!("class=\"yu-l-{name}\""),
            )
            .replace(
                &format!("stroke=\"{code}\""),
                &format!("class=\"yu-l-{name}\""),
            )
            .replace(
                &format!("fill=\"{code}\""),
                &format!("class=\"yu-f-{name}\""),
            );
    }
    markup
}

/// A number for an axis: "0", "25", "400 k", "1.5 M".
fn short_number(value: f64) -> String {
    let (scaled, unit) = match value.abs() {
        magnitude if magnitude >= 1e9 => (value / 1e9, " G"),
        magnitude if magnitude >= 1e6 => (value / 1e6, " M"),
        magnitude if magnitude >= 1e4 => (value / 1e3, " k"),
        _ => (value, ""),
    };
    let text = if scaled.abs() >= 100.0 {
        format!("{scaled:.0}")
    } else {
        format!("{scaled:.1}")
    };
    format!("{}{unit}", text.trim_end_matches(".0"))
}
