//! The drawings of Yuragi: charts, matrices, images and spikes, and the page that reports a run.
//!
//! Data go in; a [`Drawing`] comes out, which is written as an SVG file that follows the reader's preference for light or dark, or as a PNG
//! file. All drawings have the same colours, text and axes. What lies beyond an axis is not drawn: an arrow at the border marks it.
//!
//! ```
//! use yuragi_figures::{Axis, Figure, Mark, Panel, Plot, Point, Series, Theme};
//!
//! let point = |x: f64, y: f64| Point { low: y - 0.01, high: y + 0.01, ..Point::new(x, y) };
//! let plot = Plot {
//!     title: "Test accuracy while learning".into(),
//!     x: Axis::log("presentations"),
//!     y: Axis::percent("test accuracy").from_to(0.5, 1.0),
//!     series: vec![Series::new("digits", 0, Mark::LineDots, [point(1e3, 0.8), point(1e4, 0.93)])],
//!     ..Plot::default()
//! };
//! let caption = "Bars: 95 % intervals of the mean over 60 splits.";
//! let drawing = Figure::row("Learning", vec![Panel::Plot(plot)], caption).drawing();
//! assert!(drawing.svg().starts_with("<svg"));
//! assert_eq!(&drawing.png(Theme::Light)?[1..4], b"PNG");
//! # Ok::<(), yuragi_figures::DrawError>(())
//! ```
//!
//! A [`Report`] holds all that its page shows; [`Report::html`] writes the page, which loads nothing from anywhere.

#![warn(missing_docs)]

mod axis;
mod chart;
mod clip;
mod confusion;
mod curves;
mod figure;
mod images;
mod marks;
mod mosaic;
mod page;
mod plot;
mod png;
mod raster;
mod report;
mod sections;
mod strokes;
mod svg;
mod text;
mod theme;

pub use axis::{Axis, Scale};
pub use confusion::Confusion;
pub use curves::{CurvePoint, accuracy_curve, accuracy_curves, flips_curve};
pub use figure::{Figure, Panel};
pub use images::{Completed, Generated, Image, NeuronWeights, Weights, completed, generated};
pub use mosaic::Mosaic;
pub use plot::{Key, Mark, Plot, Point, Series};
pub use png::{DrawError, TextBox};
pub use raster::{Raster, SpikeGroup};
pub use report::{Account, Comparison, KeyFigure, LockstepRun, Measurement, Other, Report, Sheet};
pub use svg::Drawing;
pub use text::{percent, thousands};
pub use theme::Theme;
