//! A chart: where its parts have room, and its axes, key and series drawn there.

use crate::axis::{Ruler, Tick};
use crate::marks::{SAMPLE, sample};
use crate::plot::{Key, Mark, Plot, Point, Series};
use crate::strokes::{Frame, Stroke};
use crate::svg::{Drawing, Letters, TEXT};
use crate::text::{width, wrapped};
use crate::theme::Tone;

impl Plot {
    /// The chart as a drawing, `width` by about `height` pixels. The plot's title is seen only if it is not empty.
    pub fn drawing(&self, name: &str, width: f64, height: f64) -> Drawing {
        let sheet = Sheet::new(self, width, height - 100.0, TEXT);
        let (head, foot) = (sheet.head, sheet.foot);
        let mut drawing = Drawing::new(width, head + sheet.inner[1] + foot, name);
        sheet.draw(&mut drawing, [0.0, 0.0], head);
        drawing
    }
}

/// Part of the distance between two names that bars fill together.
const BARS: f64 = 0.8;

/// Space between two texts that belong to different things, in pixels.
const GAP: f64 = 10.0;

/// A chart of which everything is measured: what remains is to draw it somewhere.
pub(crate) struct Sheet<'p> {
    plot: &'p Plot,
    x: Ruler,
    y: Ruler,
    text: f64,
    title: Vec<String>,
    /// Series of the key, row by row.
    key: Vec<Vec<usize>>,
    x_ticks: Vec<(f64, Vec<String>)>,
    /// Levels on which the names at the horizontal axis are in turn.
    levels: usize,
    y_ticks: Vec<Tick>,
    x_label: Vec<String>,
    y_label: Vec<String>,
    left: f64,
    /// Width and height of the plot within the axes.
    pub inner: [f64; 2],
    /// Height above the plot and below it.
    pub head: f64,
    pub foot: f64,
}

impl<'p> Sheet<'p> {
    /// Measures a chart that is `width` pixels wide in all and whose plot within the axes is `height` pixels high.
    pub fn new(plot: &'p Plot, whole: f64, height: f64, text: f64) -> Self {
        let points = || plot.series.iter().flat_map(|series| &series.points);
        let bars = plot.series.iter().any(|series| series.mark == Mark::Bars);
        let x = Ruler::new(&plot.x, points().map(|point| point.x), false);
        let y_values = points().flat_map(|point| [point.y, point.low, point.high]);
        let y = Ruler::new(&plot.y, y_values, bars);
        let line = line_height(text);
        let y_ticks = y.ticks(|ticks| {
            let places = ticks.iter().map(|tick| y.fraction(tick.0) * height);
            let places: Vec<f64> = places.collect();
            places.windows(2).all(|pair| pair[1] - pair[0] >= line)
        });
        let y_widths = y_ticks.iter().map(|tick| width(&tick.1, text));
        let y_label = wrapped(&plot.y.label, text, height + 40.0);
        let left = 6.0 + y_label.len() as f64 * line + 6.0 + y_widths.fold(0.0, f64::max) + 8.0;
        let ends = plot.key == Key::Ends;
        let names = plot.series.iter().map(|series| width(&series.name, text));
        let right = match ends {
            // they may be bold, and stand in a page whose reader lacks the font: DejaVu Sans is a sixth wider
            true => 8.0 + 1.25 * names.fold(0.0, f64::max),
            false => 18.0,
        };
        let mut inner = [(whole - left - right).max(40.0), height];
        let (mut x_ticks, mut levels) = fitting(&x, inner[0], text);
        // The last text of the horizontal axis may reach beyond the chart.
        if let Some((value, lines)) = x_ticks.last() {
            let widest = lines.iter().map(|line| width(line, text));
            let half = widest.fold(0.0, f64::max) / 2.0;
            let missing = half - (1.0 - x.fraction(*value)) * inner[0] - right;
            if missing > 0.0 {
                inner[0] -= missing;
                (x_ticks, levels) = fitting(&x, inner[0], text);
            }
        }
        let deep = x_ticks.iter().map(|tick| tick.1.len()).max().unwrap_or(0);
        let x_label = wrapped(&plot.x.label, text, inner[0]);
        let title = wrapped(&plot.title, text + 0.5, whole - 2.0 * GAP);
        let key = match ends {
            true => Vec::new(),
            false => rows(&plot.series, whole - GAP, text),
        };
        let mut head = 10.0 + (title.len() + key.len()) as f64 * line;
        head += if title.is_empty() || key.is_empty() {
            0.0
        } else {
            6.0
        };
        // The uppermost tick has its text half above the plot.
        head += if head > 10.0 { 0.5 * line + 2.0 } else { 0.0 };
        let foot = 10.0 + (deep * levels) as f64 * line + 4.0 + x_label.len() as f64 * line + 6.0;
        Self {
            plot,
            x,
            y,
            text,
            title,
            key,
            x_ticks,
            levels,
            y_ticks,
            x_label,
            y_label,
            left,
            inner,
            head,
            foot,
        }
    }

    /// Draws the chart with its corner at a place and its plot `head` pixels below it.
    pub fn draw(&self, drawing: &mut Drawing, [left, top]: [f64; 2], head: f64) {
        let line = line_height(self.text);
        let ink = Letters::new(Tone::Ink, self.text);
        let mut y = top + 10.0;
        for text in &self.title {
            y += line;
            let letters = Letters::new(Tone::Ink, self.text + 0.5).bold(true);
            drawing.text(left + GAP, y - 4.0, letters, text);
        }
        y += if self.title.is_empty() { 0.0 } else { 6.0 };
        for row in &self.key {
            let mut x = left + GAP;
            for &index in row {
                let series = &self.plot.series[index];
                sample(
                    drawing,
                    [x, y + line / 2.0],
                    series.mark,
                    index,
                    series.colour,
                );
                drawing.text(x + SAMPLE, y + line - 5.0, ink, &series.name);
                x += entry(&series.name, self.text);
            }
            y += line;
        }
        let corner = [left + self.left, top + head];
        let frame = Frame {
            x: &self.x,
            y: &self.y,
            corner,
            inner: self.inner,
        };
        self.axes(drawing, &frame);
        let ends = self.draw_series(drawing, &frame);
        if self.plot.key == Key::Ends {
            self.name_ends(drawing, &frame, ends);
        }
    }

    fn axes(&self, drawing: &mut Drawing, frame: &Frame) {
        let line = line_height(self.text);
        let ink = Letters::new(Tone::Ink, self.text);
        for (value, text) in &self.y_ticks {
            let [x, y] = frame.at([0.0, self.y.fraction(*value)]);
            drawing.line(&[[x, y], [x + self.inner[0], y]], Tone::Rule, 1.0, "");
            drawing.line(&[[x - 4.0, y], [x, y]], Tone::Ink, 1.0, "");
            drawing.text(x - 8.0, y + 0.35 * self.text, ink.end(), text);
        }
        let [left, bottom] = frame.at([0.0, 0.0]);
        let [right, top] = frame.at([1.0, 1.0]);
        let lines = [[left, top], [left, bottom], [right, bottom]];
        drawing.line(&lines, Tone::Ink, 1.0, "");
        if self.y.crosses_zero() {
            let zero = frame.at([0.0, self.y.fraction(0.0)])[1];
            drawing.line(&[[left, zero], [right, zero]], Tone::Muted, 1.0, "");
        }
        let deep = self.x_ticks.iter().map(|tick| tick.1.len()).max();
        let deep = deep.unwrap_or(0) as f64 * line;
        for (index, (value, lines)) in self.x_ticks.iter().enumerate() {
            let [x, y] = frame.at([self.x.fraction(*value), 0.0]);
            let down = (index % self.levels) as f64 * deep;
            drawing.line(&[[x, y], [x, y + 4.0 + down]], Tone::Ink, 1.0, "");
            for (row, text) in lines.iter().enumerate() {
                let y = y + 8.0 + down + (row + 1) as f64 * line - 4.0;
                drawing.text(x, y, ink.middle(), text);
            }
        }
        let levels = self.levels as f64 * deep;
        for (row, text) in self.x_label.iter().enumerate() {
            let y = bottom + 10.0 + levels + 4.0 + (row + 1) as f64 * line - 5.0;
            drawing.text((left + right) / 2.0, y, ink.middle(), text);
        }
        for (row, text) in self.y_label.iter().enumerate() {
            let x = left - self.left + 6.0 + (row + 1) as f64 * line - 5.0;
            drawing.upright(x, (top + bottom) / 2.0, ink.middle(), text);
        }
    }

    /// Draws all series; returns each one's last place within the vertical axis, in pixels.
    fn draw_series(&self, drawing: &mut Drawing, frame: &Frame) -> Vec<(usize, f64)> {
        let bars = self.plot.series.iter().filter(|s| s.mark == Mark::Bars);
        let bars = bars.count().max(1) as f64;
        let mut bar = 0.0;
        let mut ends = Vec::new();
        for (index, series) in self.plot.series.iter().enumerate() {
            let shown = |point: &&Point| self.x.shows(point.x) && self.y.shows(point.y);
            let points: Vec<Point> = series.points.iter().filter(shown).copied().collect();
            let mut offset = 0.0;
            if series.mark == Mark::Bars {
                offset = (bar + 0.5) * BARS / bars - BARS / 2.0;
                bar += 1.0;
            }
            let stroke = Stroke {
                frame,
                index,
                tone: Tone::Series(series.colour),
                offset,
                width: BARS / bars,
            };
            stroke.draw(drawing, series.mark, &points);
            if let Some(last) = points.last() {
                let end = self.y.fraction(last.y).clamp(0.0, 1.0);
                ends.push((index, frame.at([1.0, end])[1]));
            }
        }
        ends
    }

    /// Writes names of series at their ends, moved apart where they would overlap.
    fn name_ends(&self, drawing: &mut Drawing, frame: &Frame, mut ends: Vec<(usize, f64)>) {
        let line = line_height(self.text);
        ends.retain(|end| !self.plot.series[end.0].name.is_empty());
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut free = f64::MIN;
        for end in &mut ends {
            end.1 = end.1.max(free);
            free = end.1 + line;
        }
        let mut free = frame.at([0.0, 0.0])[1];
        for end in ends.iter_mut().rev() {
            end.1 = end.1.min(free);
            free = end.1 - line;
        }
        let x = frame.at([1.0, 0.0])[0] + 8.0;
        for (index, y) in ends {
            let series = &self.plot.series[index];
            let letters = Letters::new(Tone::Series(series.colour), self.text).bold(true);
            drawing.text(x, y + 0.35 * self.text, letters, &series.name);
        }
    }
}

/// Height of a line of text of that size.
pub(crate) fn line_height(text: f64) -> f64 {
    (1.38 * text).round()
}

/// Width of a name in the key, with its sample and the space after it.
fn entry(name: &str, text: f64) -> f64 {
    SAMPLE + width(name, text) + 16.0
}

/// The named series of a key in rows that fit the room.
fn rows(series: &[Series], room: f64, text: f64) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut used = 0.0;
    for (index, series) in series.iter().enumerate() {
        if series.name.is_empty() {
            continue;
        }
        let needed = entry(&series.name, text);
        match rows.last_mut() {
            Some(row) if used + needed <= room + 16.0 => row.push(index),
            _ => {
                used = 0.0;
                rows.push(vec![index]);
            }
        }
        used += needed;
    }
    rows
}

/// The ticks of a horizontal axis with their texts in lines, and on how many levels in turn these are.
///
/// There are as many numbers as do not touch. Names are broken between words and, if that is not enough, are on several levels.
fn fitting(x: &Ruler, room: f64, text: f64) -> (Vec<(f64, Vec<String>)>, usize) {
    let Some(names) = x.names() else {
        let ticks = x.ticks(|ticks| {
            let ends = ticks.iter().map(|(value, name)| {
                let (middle, half) = (x.fraction(*value) * room, width(name, text) / 2.0);
                [middle - half, middle + half]
            });
            let ends: Vec<[f64; 2]> = ends.collect();
            ends.windows(2).all(|pair| pair[1][0] - pair[0][1] >= GAP)
        });
        let ticks = ticks.into_iter().map(|(value, name)| (value, vec![name]));
        return (ticks.collect(), 1);
    };
    let slot = (x.fraction(1.0) - x.fraction(0.0)) * room;
    let words = names.iter().flat_map(|name| name.split_whitespace());
    let widest = words.map(|word| width(word, text)).fold(0.0, f64::max);
    let levels = ((widest + 6.0) / slot).ceil().clamp(1.0, 8.0);
    let lines = names.iter().enumerate();
    let lines = lines.map(|(at, name)| (at as f64, wrapped(name, text, levels * slot - 6.0)));
    (lines.collect(), levels as usize)
}
