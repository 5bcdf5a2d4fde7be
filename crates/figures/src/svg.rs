//! A drawing under construction: the few SVG elements that charts need.

use std::fmt::Write;

use crate::png::{self, DrawError, TextBox};
use crate::text::escape;
use crate::theme::{Theme, Tone, style_sheet};

/// Size of text if nothing else is asked for, in pixels; the style sheet says the same.
pub(crate) const TEXT: f64 = 13.0;

/// Size of small text, in pixels.
pub(crate) const SMALL: f64 = 11.0;

/// The paper around a drawing that is a file by itself, in pixels.
const MARGIN: f64 = 16.0;

/// A finished drawing, to be written as an SVG or a PNG file.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    width: f64,
    height: f64,
    title: String,
    body: String,
    /// Whether something beyond an axis is marked.
    beyond: bool,
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letters {
    pub tone: Tone,
    pub size: f64,
    pub bold: bool,
    pub anchor: Anchor,
}

/// Which part of a text stands at its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Letters {
    /// Text that begins at its x.
    pub const fn new(tone: Tone, size: f64) -> Self {
        Self {
            tone,
            size,
            bold: false,
            anchor: Anchor::Start,
        }
    }

    pub const fn middle(self) -> Self {
        Self {
            anchor: Anchor::Middle,
            ..self
        }
    }

    pub const fn end(self) -> Self {
        Self {
            anchor: Anchor::End,
            ..self
        }
    }

    pub const fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    fn attributes(self) -> String {
        let mut class = self.tone.fill();
        class += match self.anchor {
            Anchor::Start => "",
            Anchor::Middle => " yu-m",
            Anchor::End => " yu-e",
        };
        if self.bold {
            class += " yu-b";
        }
        let size = if self.size == TEXT {
            String::new()
        } else {
            format!(" font-size=\"{}\"", short(self.size))
        };
        format!("class=\"{class}\"{size}")
    }
}

impl Drawing {
    /// An empty drawing; coordinates are pixels at its natural size. The title is what a screen reader says.
    pub(crate) fn new(width: f64, height: f64, title: &str) -> Self {
        Self {
            // A part of a pixel would show the ground behind the paper.
            width: width.ceil(),
            height: height.ceil(),
            title: escape(title),
            body: String::new(),
            beyond: false,
        }
    }

    /// A drawing that says that there is nothing to draw.
    pub(crate) fn nothing(title: &str) -> Self {
        let mut drawing = Self::new(560.0, 80.0, title);
        let letters = Letters::new(Tone::Muted, TEXT).middle();
        drawing.text(280.0, 44.0, letters, "no data");
        drawing
    }

    /// Makes the drawing higher by so many pixels.
    pub(crate) fn grow(&mut self, by: f64) {
        self.height += by.ceil();
    }

    /// Remembers that something beyond an axis is marked.
    pub(crate) fn mark_beyond(&mut self) {
        self.beyond = true;
    }

    /// Whether something beyond an axis is marked.
    pub(crate) fn marks_beyond(&self) -> bool {
        self.beyond
    }

    /// Adds markup, which must be well formed.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
        self.body.push('\n');
    }

    /// Adds text with its baseline at `y`.
    pub(crate) fn text(&mut self, x: f64, y: f64, letters: Letters, text: &str) {
        let (x, y, text) = (short(x), short(y), escape(text));
        let attributes = letters.attributes();
        self.raw(&format!(
            "<text x=\"{x}\" y=\"{y}\" {attributes}>{text}</text>"
        ));
    }

    /// Adds text that is read upwards, with its baseline at `x`.
    pub(crate) fn upright(&mut self, x: f64, y: f64, letters: Letters, text: &str) {
        let (x, y, text) = (short(x), short(y), escape(text));
        let attributes = letters.attributes();
        self.raw(&format!(
            "<text transform=\"translate({x} {y}) rotate(-90)\" {attributes}>{text}</text>"
        ));
    }

    /// Adds a rectangle `[x, y, width, height]`; `opacity` from 0 to 1.
    pub(crate) fn rectangle(&mut self, place: [f64; 4], tone: Tone, opacity: f64) {
        let [x, y, width, height] = place.map(short);
        let (class, opacity) = (tone.fill(), opaque(opacity));
        self.raw(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"{opacity}/>"
        ));
    }

    /// Adds the outline of a rectangle `[x, y, width, height]`.
    pub(crate) fn outline(&mut self, place: [f64; 4], tone: Tone) {
        let [x, y, width, height] = place.map(short);
        let class = tone.line();
        self.raw(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>"
        ));
    }

    /// Adds a line through points, `width` pixels wide; `dashes` as SVG writes them, empty for a line without gaps.
    pub(crate) fn line(&mut self, points: &[[f64; 2]], tone: Tone, width: f64, dashes: &str) {
        let (path, class) = (path(points), tone.line());
        let width = if width == 1.0 {
            String::new()
        } else {
            format!(" stroke-width=\"{}\"", short(width))
        };
        let dashes = if dashes.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dashes}\"")
        };
        self.raw(&format!(
            "<path d=\"{path}\" class=\"{class}\"{width}{dashes}/>"
        ));
    }

    /// Adds the area within points; `opacity` from 0 to 1.
    pub(crate) fn area(&mut self, points: &[[f64; 2]], tone: Tone, opacity: f64) {
        let (path, class, opacity) = (path(points), tone.fill(), opaque(opacity));
        self.raw(&format!("<path d=\"{path}z\" class=\"{class}\"{opacity}/>"));
    }

    /// Adds a filled circle.
    pub(crate) fn circle(&mut self, [x, y]: [f64; 2], radius: f64, tone: Tone) {
        let (x, y, radius, class) = (short(x), short(y), short(radius), tone.fill());
        self.raw(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>"
        ));
    }

    /// The element for an HTML page that has the [style sheet](style_sheet) already.
    pub(crate) fn inline(&self) -> String {
        self.element("", 0.0, "")
    }

    /// The drawing as an SVG file that follows the reader's preference for light or dark.
    pub fn svg(&self) -> String {
        self.svg_in(Theme::Auto)
    }

    /// The drawing as an SVG file.
    pub fn svg_in(&self, theme: Theme) -> String {
        let corner = short(-MARGIN);
        let (style, class) = (style_sheet(theme), Tone::Paper.fill());
        let paper = format!(
            "<style>{style}</style>\n\
             <rect x=\"{corner}\" y=\"{corner}\" width=\"100%\" height=\"100%\" class=\"{class}\"/>\n"
        );
        self.element(" xmlns=\"http://www.w3.org/2000/svg\"", MARGIN, &paper)
    }

    /// The drawing as a PNG file of twice its natural size, on light paper unless `theme` is dark.
    ///
    /// # Errors
    /// If the picture does not fit the memory.
    pub fn png(&self, theme: Theme) -> Result<Vec<u8>, DrawError> {
        png::png(&self.svg_in(theme))
    }

    /// The texts of the drawing with the rectangles that they fill in the SVG file, as they are rendered in the shipped font.
    ///
    /// # Errors
    /// If the drawing cannot be rendered.
    pub fn texts(&self) -> Result<Vec<TextBox>, DrawError> {
        png::texts(&self.svg_in(Theme::Light))
    }

    /// A sentence about every text that reaches beyond the drawing or overlaps another one: none if all can be read.
    ///
    /// # Errors
    /// If it cannot be drawn.
    pub fn misplaced_texts(&self) -> Result<Vec<String>, DrawError> {
        let texts = self.texts()?;
        let [width, height] = self.size();
        let mut misplaced = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let inside = text.left >= 0.0 && text.top >= 0.0;
            if !(inside && text.right <= width && text.bottom <= height) {
                misplaced.push(format!("{text:?} reaches beyond the drawing"));
            }
            let over = texts[..index].iter().filter(|other| text.overlaps(other));
            misplaced.extend(over.map(|other| format!("{text:?} overlaps {other:?}")));
        }
        Ok(misplaced)
    }

    /// Width and height of the SVG file in pixels.
    pub fn size(&self) -> [f64; 2] {
        [self.width + 2.0 * MARGIN, self.height + 2.0 * MARGIN]
    }

    fn element(&self, attributes: &str, margin: f64, before: &str) -> String {
        let corner = short(-margin);
        let (width, height) = (
            short(self.width + 2.0 * margin),
            short(self.height + 2.0 * margin),
        );
        let (title, body) = (&self.title, &self.body);
        format!(
            "<svg{attributes} viewBox=\"{corner} {corner} {width} {height}\" width=\"{width}\" height=\"{height}\" \
             class=\"yu\" role=\"img\">\n<title>{title}</title>\n{before}{body}</svg>\n"
        )
    }
}

/// Pixels of an image as one path for each level, in units of a pixel: `level` gives what pixel (column, row) shows, or
/// `None` for nothing. Neighbours in a row are joined, so that a page with thousands of pixels stays small.
pub(crate) fn pixel_paths(
    width: usize,
    height: usize,
    level: impl Fn(usize, usize) -> Option<i32>,
) -> Vec<(i32, String)> {
    let mut paths: Vec<(i32, String)> = Vec::new();
    for row in 0..height {
        let mut column = 0;
        while column < width {
            let start = column;
            let here = level(column, row);
            while column < width && level(column, row) == here {
                column += 1;
            }
            let Some(here) = here else { continue };
            let run = column - start;
            let piece = format!("M{start} {row}h{run}v1h-{run}z");
            match paths.iter_mut().find(|(other, _)| *other == here) {
                Some((_, path)) => path.push_str(&piece),
                None => paths.push((here, piece)),
            }
        }
    }
    paths
}

/// Wraps paths in units of a pixel: the image's corner at (`x`, `y`), a pixel `scale` wide. Each path has its attributes before it.
pub(crate) fn scaled(x: f64, y: f64, scale: f64, paths: &[(String, String)]) -> String {
    let mut group = format!(
        "<g transform=\"translate({} {}) scale({})\" shape-rendering=\"crispEdges\">",
        short(x),
        short(y),
        short(scale)
    );
    for (attributes, path) in paths {
        // Writing to a String cannot fail.
        let _ = write!(group, "<path {attributes} d=\"{path}\"/>");
    }
    group + "</g>"
}

/// A coordinate with at most two decimals; what is not finite becomes 0, so that no reader stumbles over it.
pub(crate) fn short(value: f64) -> String {
    if !value.is_finite() {
        return "0".into();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.into()
}

/// The attribute of an opacity; nothing for full ink.
fn opaque(opacity: f64) -> String {
    if opacity >= 1.0 {
        String::new()
    } else {
        format!(" fill-opacity=\"{}\"", short(opacity.max(0.0)))
    }
}

fn path(points: &[[f64; 2]]) -> String {
    let mut path = String::new();
    for (index, &[x, y]) in points.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        // Writing to a String cannot fail.
        let _ = write!(path, "{letter}{} {}", short(x), short(y));
    }
    path
}
