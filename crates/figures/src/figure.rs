//! Figures for papers: panels with axes, units and bands, under a title and above a caption.

use crate::chart::{Sheet, line_height};
use crate::marks::{SAMPLE, sample};
use crate::mosaic::Mosaic;
use crate::plot::{Plot, Series};
use crate::svg::{Drawing, Letters};
use crate::text::wrapped;
use crate::theme::Tone;

/// Width of a panel and height of a plot within its axes, in pixels.
const PANEL: [f64; 2] = [420.0, 236.0];

/// Sizes of text in pixels. 14.5 pixels are 11 points, so that a figure can be made a fifth smaller and its text stays above 9 points.
const TEXT: f64 = 14.5;
const TITLE: f64 = 17.0;

/// Space around texts and images.
const MARGIN: f64 = 10.0;

/// Panels side by side, `columns` in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What is seen.
    pub title: String,
    /// Panels in a row.
    pub columns: usize,
    /// The panels, row by row.
    pub panels: Vec<Panel>,
    /// What bars and bands are, and over what; a sentence or two below the panels.
    pub caption: String,
}

/// A part of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    /// Series against two axes.
    Plot(Plot),
    /// Small images in rows.
    Mosaic(Mosaic),
    /// The key of series that other panels share: their points do not matter.
    Names(Vec<Series>),
}

impl Figure {
    /// A figure of one row of panels.
    pub fn row(title: impl Into<String>, panels: Vec<Panel>, caption: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            columns: panels.len(),
            panels,
            caption: caption.into(),
        }
    }

    /// Whether a point of a panel has an interval, so that the caption must say what bars and bands are.
    pub fn has_intervals(&self) -> bool {
        self.panels.iter().any(|panel| match panel {
            Panel::Plot(plot) => plot.has_intervals(),
            Panel::Mosaic(_) | Panel::Names(_) => false,
        })
    }

    /// The figure as a drawing.
    pub fn drawing(&self) -> Drawing {
        let columns = self.columns.max(1);
        let width = columns as f64 * PANEL[0];
        let room = width - 2.0 * MARGIN;
        let title = wrapped(&self.title, TITLE, room);
        let rows: Vec<Row> = self.panels.chunks(columns).map(Row::new).collect();
        let (line, title_line) = (line_height(TEXT), line_height(TITLE));
        let head = title.len() as f64 * title_line + 8.0;
        let body: f64 = rows.iter().map(Row::height).sum();
        let mut drawing = Drawing::new(width, head + body, &self.title);
        let letters = Letters::new(Tone::Ink, TITLE).bold(true);
        for (row, text) in title.iter().enumerate() {
            let y = (row + 1) as f64 * title_line - 5.0;
            drawing.text(MARGIN, y, letters, text);
        }
        let mut top = head;
        for row in &rows {
            row.draw(&mut drawing, top);
            top += row.height();
        }
        let arrows = "An arrow at a border marks what lies beyond the axis.";
        let mut caption = self.caption.clone();
        if drawing.marks_beyond() {
            caption = format!("{caption} {arrows}");
        }
        let caption = wrapped(&caption, TEXT, room);
        if !caption.is_empty() {
            drawing.grow(8.0 + caption.len() as f64 * line);
        }
        let letters = Letters::new(Tone::Muted, TEXT);
        for (row, text) in caption.iter().enumerate() {
            let y = top + 8.0 + (row + 1) as f64 * line - 5.0;
            drawing.text(MARGIN, y, letters, text);
        }
        drawing
    }
}

/// Panels side by side, whose plots begin and end at the same heights.
struct Row<'f> {
    cells: Vec<Cell<'f>>,
    head: f64,
    foot: f64,
}

enum Cell<'f> {
    Plot(Box<Sheet<'f>>),
    Mosaic(&'f Mosaic, Vec<String>),
    Names(Vec<(usize, &'f Series, Vec<String>)>),
}

impl<'f> Row<'f> {
    fn new(panels: &'f [Panel]) -> Self {
        let room = PANEL[0] - 2.0 * MARGIN;
        let cells = panels.iter().map(|panel| match panel {
            Panel::Plot(plot) => Cell::Plot(Box::new(Sheet::new(plot, PANEL[0], PANEL[1], TEXT))),
            Panel::Mosaic(mosaic) => Cell::Mosaic(mosaic, wrapped(&mosaic.title, TEXT + 0.5, room)),
            Panel::Names(series) => {
                let named = series.iter().enumerate();
                let named = named.filter(|(_, series)| !series.name.is_empty());
                let lines = named.map(|(index, series)| {
                    let lines = wrapped(&series.name, TEXT, room - SAMPLE - MARGIN);
                    (index, series, lines)
                });
                Cell::Names(lines.collect())
            }
        });
        let cells: Vec<Cell> = cells.collect();
        let greatest = |of: fn(&Sheet) -> f64| {
            let heights = cells.iter().map(|cell| match cell {
                Cell::Plot(sheet) => of(sheet),
                Cell::Mosaic(..) | Cell::Names(_) => 0.0,
            });
            heights.fold(0.0, f64::max)
        };
        let (head, foot) = (greatest(|sheet| sheet.head), greatest(|sheet| sheet.foot));
        Self { cells, head, foot }
    }

    fn height(&self) -> f64 {
        let names = self.cells.iter().map(|cell| match cell {
            Cell::Names(names) => {
                let lines: usize = names.iter().map(|(_, _, lines)| lines.len()).sum();
                lines as f64 * (line_height(TEXT) + 3.0) + 2.0 * MARGIN
            }
            Cell::Plot(_) | Cell::Mosaic(..) => 0.0,
        });
        names.fold(self.head + PANEL[1] + self.foot + 8.0, f64::max)
    }

    fn draw(&self, drawing: &mut Drawing, top: f64) {
        let line = line_height(TEXT);
        for (column, cell) in self.cells.iter().enumerate() {
            let left = column as f64 * PANEL[0];
            match cell {
                Cell::Plot(sheet) => sheet.draw(drawing, [left, top], self.head),
                Cell::Mosaic(mosaic, title) => {
                    let letters = Letters::new(Tone::Ink, TEXT + 0.5).bold(true);
                    let mut y = top + MARGIN;
                    for text in title {
                        y += line;
                        drawing.text(left + MARGIN, y - 4.0, letters, text);
                    }
                    y += 6.0;
                    let room = [PANEL[0] - 2.0 * MARGIN, top + self.height() - MARGIN - y];
                    mosaic.draw(drawing, [left + MARGIN, y, room[0], room[1]]);
                }
                Cell::Names(names) => {
                    let letters = Letters::new(Tone::Ink, TEXT);
                    let mut y = top + 2.0 * MARGIN;
                    for (index, series, lines) in names {
                        let place = [left + 2.0 * MARGIN, y + line / 2.0];
                        sample(drawing, place, series.mark, *index, series.colour);
                        for text in lines {
                            y += line;
                            drawing.text(place[0] + SAMPLE, y - 5.0, letters, text);
                        }
                        y += 3.0;
                    }
                }
            }
        }
    }
}
