//! A drawing under construction: the few SVG elements that the plots need.

use std::fmt::Write;

use super::palette;

/// An SVG drawing; coordinates are pixels at its natural size.
pub(super) struct Svg {
    width: f64,
    height: f64,
    title: String,
    body: String,
}

impl Svg {
    /// An empty drawing. The title is what a screen reader says.
    pub(super) fn new(width: f64, height: f64, title: &str) -> Self {
        Self {
            width,
            height,
            title: escape(title),
            body: String::new(),
        }
    }

    /// A drawing that says that there is nothing to draw.
    pub(super) fn nothing(title: &str) -> Self {
        let mut svg = Self::new(560.0, 80.0, title);
        svg.text(280.0, 44.0, "yu-f-muted yu-m", "no data");
        svg
    }

    /// Adds markup, which must be well formed.
    pub(super) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
        self.body.push('\n');
    }

    /// Adds text with its baseline at `y`; the classes say colour, size and anchor.
    pub(super) fn text(&mut self, x: f64, y: f64, classes: &str, text: &str) {
        let (x, y, text) = (short(x), short(y), escape(text));
        self.raw(&format!(
            "<text x=\"{x}\" y=\"{y}\" class=\"{classes}\">{text}</text>"
        ));
    }

    /// Adds a rectangle `[x, y, width, height]` with further attributes, written out.
    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f64; 4], attributes: &str) {
        let (x, y) = (short(x), short(y));
        let (width, height) = (short(width), short(height));
        self.raw(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {attributes}/>"
        ));
    }

    /// Adds a line `[x1, y1, x2, y2]` of the given class.
    pub(super) fn line(&mut self, [x1, y1, x2, y2]: [f64; 4], class: &str) {
        let (x1, y1, x2, y2) = (short(x1), short(y1), short(x2), short(y2));
        self.raw(&format!(
            "<path d=\"M{x1} {y1}L{x2} {y2}\" class=\"{class}\"/>"
        ));
    }

    /// The element for an HTML page that has the [style sheet](palette::style_sheet) already.
    pub(super) fn inline(&self) -> String {
        self.element("", 0.0, "")
    }

    /// A file of its own, with namespace, style sheet, and paper that leaves a margin.
    pub(super) fn standalone(&self) -> String {
        const MARGIN: f64 = 16.0;
        let style = palette::style_sheet();
        let corner = short(-MARGIN);
        let paper = format!(
            "<style>{style}</style>\n\
             <rect x=\"{corner}\" y=\"{corner}\" width=\"100%\" height=\"100%\" class=\"yu-f-paper\"/>\n"
        );
        self.element(" xmlns=\"http://www.w3.org/2000/svg\"", MARGIN, &paper)
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
pub(super) fn pixel_paths(
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

/// Wraps paths in units of a pixel: the image's corner at (`x`, `y`), a pixel `scale` wide.
pub(super) fn scaled(x: f64, y: f64, scale: f64, paths: &[(String, String)]) -> String {
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
pub(super) fn short(value: f64) -> String {
    if !value.is_finite() {
        return "0".into();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.into()
}

/// Text as content or attribute value of HTML and XML; characters that XML forbids become U+FFFD.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
