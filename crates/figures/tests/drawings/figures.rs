//! Figures of panels: odd data, texts that have room, and what lies beyond an axis.

use crate::sound::assert_texts_apart;
use yuragi_figures::{Axis, Figure, Key, Mark, Mosaic, Panel, Plot, Point, Scale, Series, Theme};

const MARKS: [Mark; 6] = [
    Mark::Line,
    Mark::Dashed,
    Mark::Dots,
    Mark::LineDots,
    Mark::Bars,
    Mark::Steps,
];

fn with_interval(x: f64, y: f64) -> Point {
    Point {
        x,
        y,
        low: y - 1.0,
        high: y + 1.0,
    }
}

#[test]
fn figures_are_drawn_of_odd_data_too() {
    let odd = [
        f64::NAN,
        f64::INFINITY,
        -1.0,
        0.0,
        1e-9,
        5.0,
        1e12,
        f64::MAX,
        f64::MIN,
    ];
    let points: Vec<Point> = odd.iter().map(|&y| with_interval(y, y)).collect();
    let mut panels = vec![
        Panel::Mosaic(Mosaic::default()),
        Panel::Mosaic(Mosaic {
            title: "m".into(),
            width: 2,
            images: vec![odd[1..7].to_vec(); 5],
            reach: None,
        }),
    ];
    for mark in MARKS {
        for scale in [
            Scale::Linear,
            Scale::Log,
            Scale::LogOrZero,
            Scale::Percent,
            Scale::Mirrored,
            Scale::Names(vec!["a".into()]),
        ] {
            for some in [&points[..], &points[..7], &points[5..6], &[]] {
                panels.push(Panel::Plot(Plot {
                    title: "<&>".into(),
                    x: Axis::new("x (nats)").scaled(scale.clone()),
                    y: Axis::log("y"),
                    series: vec![Series::new("s", 3, mark, some.iter().copied())],
                    ..Plot::default()
                }));
            }
        }
    }
    let figure = Figure {
        title: "odd".into(),
        columns: 8,
        panels,
        caption: "what it is".into(),
    };
    let drawing = figure.drawing();
    let svg = drawing.svg();
    assert!(svg.contains("&lt;&amp;&gt;") && svg.contains("x (nats)"));
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
    assert_texts_apart("odd", &drawing);
}

#[test]
fn a_png_file_has_letters_and_follows_the_theme() {
    let figure = Figure::row("title", vec![Panel::Plot(Plot::default())], "caption");
    let light = figure.drawing().png(Theme::Light).expect("a picture");
    assert_eq!(&light[1..4], b"PNG");
    // Without a font the letters would be missing, and the two pictures equal.
    let other = Figure {
        title: "other".into(),
        ..figure.clone()
    };
    assert_ne!(light, other.drawing().png(Theme::Light).expect("a picture"));
    assert_ne!(light, figure.drawing().png(Theme::Dark).expect("a picture"));
}

/// Many long names, ticks that need much room, wide numbers: nothing overlaps.
#[test]
fn long_texts_are_broken_and_ticks_without_room_left_out() {
    let long = "a title that is so long that it does not fit the width of one panel in any way";
    let names = [
        "back-propagation",
        "no signal",
        "one draw, classified without chance",
        "mean",
    ];
    let series = |mark: Mark| -> Vec<Series> {
        let one = |(colour, name): (usize, &&str)| {
            let points = (0..4).map(|x| with_interval(f64::from(x), 0.25 * f64::from(x)));
            Series::new(*name, colour, mark, points)
        };
        names.iter().enumerate().map(one).collect()
    };
    let plot = |x: Axis, y: Axis, mark: Mark, key: Key| {
        Panel::Plot(Plot {
            title: long.into(),
            x,
            y,
            series: series(mark),
            key,
        })
    };
    let many = (0..9).map(|n| format!("{} {n}", names[n % 4])).collect();
    let unbroken = (0..12).map(|n| format!("class-number-{n}")).collect();
    let figure = Figure {
        title: long.repeat(3),
        columns: 2,
        panels: vec![
            plot(Axis::new(long), Axis::new(long), Mark::Line, Key::Above),
            plot(
                Axis::new("x").from_to(0.0, 123_456_789.0),
                Axis::new("y").from_to(-1e-5, 1e-5),
                Mark::Dots,
                Key::Above,
            ),
            plot(
                Axis::log("x").from_to(1e-12, 1e12),
                Axis::log("y").from_to(1e-30, 1e30),
                Mark::LineDots,
                Key::Ends,
            ),
            plot(
                Axis::log("x").from_to(0.9, 95.0),
                Axis::percent("y").from_to(0.0, 1.0),
                Mark::LineDots,
                Key::Ends,
            ),
            plot(
                Axis::new("x").scaled(Scale::Names(many)),
                Axis::new("y"),
                Mark::Bars,
                Key::Above,
            ),
            plot(
                Axis::new("x").scaled(Scale::Names(unbroken)),
                Axis::new("y"),
                Mark::Bars,
                Key::Above,
            ),
            Panel::Names(series(Mark::Line)),
            Panel::Mosaic(Mosaic {
                title: long.into(),
                width: 2,
                images: vec![vec![1.0; 4]; 3],
                reach: Some(1.0),
            }),
        ],
        caption: long.repeat(4),
    };
    assert_texts_apart("long", &figure.drawing());
    assert!(figure.has_intervals());
}

/// The y of every point of every path of a class, and how many paths there are.
fn heights(svg: &str, class: &str) -> Vec<Vec<f64>> {
    let body = svg.split_once("</style>").expect("a style sheet").1;
    let paths = body.split("<path d=\"").skip(1);
    let of_class = paths.filter(|path| path.contains(&format!("class=\"{class}\"")));
    let points = of_class.map(|path| {
        let path = path.split('"').next().expect("a path");
        let points = path.split(['M', 'L']).skip(1);
        let y = points.map(|point| point.split(' ').nth(1).expect("a y"));
        y.map(|y| y.parse().expect("a number")).collect()
    });
    points.collect()
}

/// An area under the ROC curve of 0.006 was once drawn as 0.5, where the axis begins.
#[test]
fn points_beyond_an_axis_are_marked_and_not_drawn_at_its_edge() {
    let drawn = |mark: Mark, y: &[f64]| {
        let points = y.iter().enumerate();
        let points = points.map(|(x, &y)| Point::new(x as f64, y));
        let plot = Plot {
            x: Axis::new("x").from_to(-1.0, 3.0),
            y: Axis::new("y").from_to(0.5, 1.0),
            series: vec![Series::new("", 0, mark, points)],
            ..Plot::default()
        };
        plot.drawing("a test", 400.0, 300.0).svg()
    };
    let is_arrow =
        |line: &Vec<f64>| line.len() == 3 && line[0] == line[2] && (line[1] - line[0]).abs() == 7.0;
    let arrows = |svg: &str| {
        let lines = heights(svg, "yu-l-accent");
        lines.into_iter().filter(is_arrow).count()
    };
    let within = drawn(Mark::Dots, &[0.75, 0.8, 0.9]);
    assert_eq!((within.matches("<circle").count(), arrows(&within)), (3, 0));
    let one_below = drawn(Mark::Dots, &[0.75, 0.006, 0.9]);
    assert_eq!(
        (one_below.matches("<circle").count(), arrows(&one_below)),
        (2, 1)
    );
    // The arrow points downwards: its tip, the middle of its three points, is lower on the page.
    let lines = heights(&one_below, "yu-l-accent");
    let arrow = lines.iter().find(|line| is_arrow(line)).expect("an arrow");
    assert!(arrow[1] > arrow[0] && arrow[1] > arrow[2], "{arrow:?}");
    // A line is cut where it crosses the axis, and marked there; one that is never within is marked once.
    let line = drawn(Mark::Line, &[0.75, 0.25, 0.75]);
    assert_eq!(arrows(&line), 2);
    assert_eq!(arrows(&drawn(Mark::Line, &[0.1, 0.2, 0.1])), 1);
    assert_eq!(arrows(&drawn(Mark::LineDots, &[0.75, 0.8, 0.9])), 0);
}
