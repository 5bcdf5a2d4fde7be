//! Figures for papers: panels with axes, units and bands, as SVG and as PNG.
//!
//! A [`Figure`] is plain data; [`Figure::svg`] and [`Figure::png`] draw it. Text is 11 points at natural size (96 pixels an inch), so that a
//! figure can be made a fifth smaller and stays above 9. Colours are those of Okabe and Ito (*Color Universal Design*, 2008), and every
//! series has a marker of its own besides.

mod axis;
mod clip;
mod mosaic;
mod plot;
mod raster;

use plotters::prelude::*;

pub use raster::png;

/// Width and height of a panel in pixels.
const PANEL: (u32, u32) = (420, 330);

/// Height of the figure's title.
const HEAD: u32 = 34;

/// Sizes of text: of axes and names, and of titles. Plotters rounds down to whole numbers and divides by 1.24 to make pixels: 14.5 and 16.
const TEXT: f64 = 18.0;
const TITLE: f64 = 20.0;

const INK: RGBColor = RGBColor(0x1b, 0x20, 0x26);
const RULE: RGBColor = RGBColor(0xdd, 0xdd, 0xdd);

/// Okabe and Ito's colours, the darkest and best told apart first; yellow is too light for lines.
const COLOURS: [RGBColor; 7] = [
    RGBColor(0x00, 0x72, 0xb2),
    RGBColor(0xd5, 0x5e, 0x00),
    RGBColor(0x00, 0x9e, 0x73),
    RGBColor(0xcc, 0x79, 0xa7),
    RGBColor(0xe6, 0x9f, 0x00),
    RGBColor(0x56, 0xb4, 0xe9),
    RGBColor(0x00, 0x00, 0x00),
];

/// Panels side by side, `columns` in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    pub title: String,
    pub columns: usize,
    pub panels: Vec<Panel>,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    Plot(Plot),
    Mosaic(Mosaic),
    /// The names of series that other panels share: their points do not matter.
    Names(Vec<Series>),
}

/// Series against two axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub series: Vec<Series>,
    /// Where the names of the series stand; they stand nowhere if there is one without a name.
    pub legend: Corner,
}

/// A corner of a plot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Corner {
    TopLeft,
    TopRight,
    BottomLeft,
    #[default]
    BottomRight,
}

/// An axis. Where it reaches follows from the points if it is not given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Axis {
    /// The quantity, with its unit: "time (s)".
    pub label: String,
    pub range: Option<(f64, f64)>,
    pub scale: Scale,
}

/// How values are laid out along an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Scale {
    #[default]
    Linear,
    /// Decades; what is not above 0 is left out.
    Log,
    /// Fractions of 1 written in per cent.
    Percent,
    /// Names at 0, 1, 2, ...
    Names(Vec<String>),
}

/// Points that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub name: String,
    /// Index into the palette; series with one colour belong together.
    pub colour: usize,
    pub mark: Mark,
    pub points: Vec<Point>,
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A line in a band from low to high.
    Line,
    /// A dashed line without a band: a reference.
    Dashed,
    /// Markers with whiskers.
    Dots,
    /// A line with markers and whiskers.
    LineDots,
    /// Bars from 0 with whiskers, side by side with those of other series.
    Bars,
}

/// A point with its interval; `low` = `high` = `y` if there is none. What is not finite is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub low: f64,
    pub high: f64,
}

/// Small images in rows, each on the same diverging scale around 0, from −`reach` (vermilion) to `reach` (blue).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mosaic {
    pub title: String,
    /// Pixels in a row of an image.
    pub width: usize,
    pub images: Vec<Vec<f64>>,
    /// None: every image has its own, its greatest magnitude.
    pub reach: Option<f64>,
}

impl Point {
    /// A point without an interval.
    pub fn new(x: f64, y: f64) -> Self {
        Self {
            x,
            y,
            low: y,
            high: y,
        }
    }
}

impl Axis {
    /// A linear axis that reaches as far as the points.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    pub fn log(label: impl Into<String>) -> Self {
        Self::new(label).scaled(Scale::Log)
    }

    pub fn percent(label: impl Into<String>) -> Self {
        Self::new(label).scaled(Scale::Percent)
    }

    /// The same axis with another scale.
    pub fn scaled(self, scale: Scale) -> Self {
        Self { scale, ..self }
    }

    /// The same axis from `low` to `high`.
    pub fn from_to(self, low: f64, high: f64) -> Self {
        Self {
            range: Some((low, high)),
            ..self
        }
    }
}

impl Series {
    pub fn new(
        name: impl Into<String>,
        colour: usize,
        mark: Mark,
        points: impl IntoIterator<Item = Point>,
    ) -> Self {
        Self {
            name: name.into(),
            colour,
            mark,
            points: points.into_iter().collect(),
        }
    }
}

impl Figure {
    /// A figure of one row of panels.
    pub fn row(title: impl Into<String>, panels: Vec<Panel>) -> Self {
        Self {
            title: title.into(),
            columns: panels.len(),
            panels,
        }
    }

    /// Width and height at natural size, in pixels.
    fn size(&self) -> (u32, u32) {
        let columns = self.columns.max(1);
        let rows = self.panels.len().div_ceil(columns) as u32;
        (columns as u32 * PANEL.0, HEAD + rows * PANEL.1)
    }

    /// The figure as an SVG file.
    pub fn svg(&self) -> String {
        let mut markup = String::new();
        // Writing into a string cannot fail, and the ranges are never empty.
        let drawn = self.draw(&mut markup);
        debug_assert!(drawn.is_ok(), "{drawn:?}");
        markup
    }

    fn draw(&self, markup: &mut String) -> Result<(), Box<dyn std::error::Error>> {
        let root = SVGBackend::with_string(markup, self.size()).into_drawing_area();
        root.fill(&WHITE)?;
        let style = ("sans-serif", TITLE).into_font().color(&INK);
        root.draw_text(&self.title, &style, (14, 12))?;
        let (_, body) = root.split_vertically(HEAD);
        let columns = self.columns.max(1);
        let rows = self.panels.len().div_ceil(columns);
        for (area, panel) in body
            .split_evenly((rows.max(1), columns))
            .iter()
            .zip(&self.panels)
        {
            match panel {
                Panel::Plot(plot) => plot::draw(plot, area)?,
                Panel::Mosaic(mosaic) => mosaic::draw(mosaic, area)?,
                Panel::Names(series) => plot::draw_names(series, area)?,
            }
        }
        root.present()?;
        Ok(())
    }
}
