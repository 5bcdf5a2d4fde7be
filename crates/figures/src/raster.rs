//! The spike raster: every spike of every neuron while one stimulus is presented.

use std::fmt::Write;

use crate::images::{Image, draw_image};
use crate::svg::{Drawing, Letters, TEXT, short};
use crate::text::{clipped, thousands, width};
use crate::theme::Tone;

/// The spikes of one stimulus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Raster {
    /// What was presented, with its true label.
    pub stimulus: Option<(Image, String)>,
    /// Inputs, hidden neurons, outputs.
    pub groups: Vec<SpikeGroup>,
}

/// The spikes of one kind of neurons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SpikeGroup {
    /// What the neurons are called together: "inputs".
    pub name: String,
    /// `spikes[presentation][neuron]`.
    pub spikes: Vec<Vec<bool>>,
    /// The neurons' names, where each is worth a line and a spike count of its own; else empty.
    pub labels: Vec<String>,
}

const WIDTH: f64 = 1120.0;
/// Where the raster begins, after the stimulus and the groups' names, and where it ends, before the spike counts.
const LEFT: f64 = 250.0;
const RIGHT: f64 = 960.0;
const TOP: f64 = 30.0;
/// The side of the stimulus's image.
const STIMULUS: f64 = 128.0;
const GAP: f64 = 16.0;
/// Height of a neuron's row with a name, and the least and greatest without.
const NAMED: f64 = 17.0;
const PLAIN: [f64; 2] = [1.5, 6.0];
/// The height a group without names is given if the rows' limits allow it.
const GROUP: f64 = 256.0;
/// The room for a neuron's name.
const NAME: f64 = 60.0;
/// The least height of a group, which has its name and its number of neurons on two lines.
const LEAST: f64 = 34.0;

const INK: Letters = Letters::new(Tone::Ink, TEXT);
const MUTED: Letters = Letters::new(Tone::Muted, TEXT);

/// A group with its number of neurons, the height of a row, and the height of the group.
struct Block<'r> {
    group: &'r SpikeGroup,
    neurons: usize,
    row: f64,
    height: f64,
}

impl<'r> Block<'r> {
    fn new(group: &'r SpikeGroup) -> Self {
        let neurons = group.spikes.iter().map(Vec::len).max().unwrap_or(0);
        let row = if group.labels.is_empty() {
            (GROUP / neurons.max(1) as f64).clamp(PLAIN[0], PLAIN[1])
        } else {
            NAMED
        };
        let height = neurons as f64 * row;
        Self {
            group,
            neurons,
            row,
            height,
        }
    }

    /// The height with the texts on the left.
    fn room(&self) -> f64 {
        self.height.max(LEAST)
    }
}

impl Raster {
    /// The raster with the stimulus on its left and, for neurons with names, spike counts on its right.
    pub fn drawing(&self) -> Drawing {
        let title = "Spikes while one stimulus is presented";
        let presentations = self.groups.iter().map(|group| group.spikes.len()).max();
        let presentations = presentations.unwrap_or(0);
        let blocks = self.groups.iter().map(Block::new);
        let blocks: Vec<Block> = blocks.filter(|block| block.neurons > 0).collect();
        if blocks.is_empty() {
            return Drawing::nothing(title);
        }
        let heights: f64 = blocks.iter().map(Block::room).sum();
        let bottom = TOP + heights + GAP * (blocks.len() - 1) as f64;
        let mut drawing = Drawing::new(WIDTH, (bottom + 50.0).max(220.0), title);

        if let Some((image, label)) = &self.stimulus {
            drawing.text(0.0, 18.0, MUTED, "stimulus");
            let height = draw_image(&mut drawing, image, &[], [0.0, TOP, STIMULUS]);
            let label = clipped(label, TEXT, STIMULUS);
            drawing.text(0.0, TOP + height + 22.0, INK.bold(true), &label);
        }
        let mut y = TOP;
        for block in &blocks {
            draw_group(&mut drawing, block, presentations as f64, y);
            y += block.room() + GAP;
        }
        axis(&mut drawing, presentations, bottom + 6.0);
        drawing
    }
}

fn draw_group(drawing: &mut Drawing, block: &Block, presentations: f64, top: f64) {
    let &Block { group, row, .. } = block;
    let place = [LEFT, top, RIGHT - LEFT, block.height];
    drawing.rectangle(place, Tone::Tile, 1.0);
    let named = !group.labels.is_empty();
    let names = group.labels.iter().map(|name| width(name, TEXT).min(NAME));
    let names = names.fold(0.0, f64::max);
    let x = LEFT - 12.0 - if named { names + 14.0 } else { 0.0 };
    let middle = top + block.room() / 2.0;
    let name = clipped(&group.name, TEXT, x - STIMULUS - 8.0);
    drawing.text(x, middle - 3.0, INK.end().bold(true), &name);
    let neurons = thousands(block.neurons as u64);
    drawing.text(x, middle + 13.0, MUTED.end(), &neurons);

    let counts = counts(group, block.neurons);
    let highest = counts.iter().copied().max().unwrap_or(0);
    let step = (RIGHT - LEFT) / presentations;
    for (loud, tone) in [(false, Tone::Ink), (true, Tone::Accent)] {
        let shown = |neuron: usize| {
            let most = counts.get(neuron).is_some_and(|&count| count == highest);
            loud == (named && most)
        };
        let path = spikes(group, shown, [top, row, step]);
        if !path.is_empty() {
            let opacity = if named { "1" } else { "0.75" };
            let class = tone.fill();
            drawing.raw(&format!(
                "<path class=\"{class}\" fill-opacity=\"{opacity}\" d=\"{path}\"/>"
            ));
        }
    }
    if named {
        count_bars(drawing, block, &counts, [presentations, top]);
    }
}

fn counts(group: &SpikeGroup, neurons: usize) -> Vec<u64> {
    let mut counts = vec![0; neurons];
    for spikes in &group.spikes {
        for (count, &spike) in counts.iter_mut().zip(spikes) {
            *count += u64::from(spike);
        }
    }
    counts
}

/// The spikes of the neurons for which `shown` holds, each a small upright rectangle.
fn spikes(group: &SpikeGroup, shown: impl Fn(usize) -> bool, [top, row, step]: [f64; 3]) -> String {
    let (width, height) = (short((step * 0.5).max(0.8)), short(row * 0.78));
    let mut path = String::new();
    for (presentation, spikes) in group.spikes.iter().enumerate() {
        for (neuron, _) in spikes
            .iter()
            .enumerate()
            .filter(|&(n, &spike)| spike && shown(n))
        {
            let x = short(LEFT + (presentation as f64 + 0.25) * step);
            let y = short(top + (neuron as f64 + 0.11) * row);
            // Writing to a String cannot fail.
            let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
        }
    }
    path
}

/// Names on the left, and on the right a bar and a number for each neuron's spikes.
fn count_bars(drawing: &mut Drawing, block: &Block, counts: &[u64], [all, top]: [f64; 2]) {
    let highest = counts.iter().copied().max().unwrap_or(0);
    let x = RIGHT + 14.0;
    drawing.text(x, top - 8.0, MUTED, "spikes");
    for (neuron, &count) in counts.iter().enumerate() {
        let y = top + neuron as f64 * block.row;
        let most = count == highest;
        let (tone, text) = if most {
            (Tone::Accent, Tone::Accent)
        } else {
            (Tone::Muted, Tone::Ink)
        };
        let letters = Letters::new(text, TEXT).bold(most);
        let name = block.group.labels.get(neuron).map_or("", String::as_str);
        let name = clipped(name, TEXT, NAME);
        let baseline = y + block.row / 2.0 + 4.5;
        drawing.text(LEFT - 12.0, baseline, letters.end(), &name);
        let length = 100.0 * count as f64 / all;
        let place = [x, y + block.row * 0.2, length, block.row * 0.6];
        drawing.rectangle(place, tone, 1.0);
        drawing.text(x + length + 6.0, baseline, letters, &thousands(count));
    }
}

/// Numbers of presentations below the raster.
fn axis(drawing: &mut Drawing, presentations: usize, y: f64) {
    let fitting = [
        1, 2, 4, 8, 10, 16, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000,
    ];
    let every = fitting
        .into_iter()
        .find(|&every| presentations / every <= 10)
        .unwrap_or(presentations);
    let step = (RIGHT - LEFT) / presentations as f64;
    for presentation in (0..=presentations).step_by(every.max(1)) {
        let x = LEFT + step * presentation as f64;
        drawing.line(&[[x, y], [x, y + 5.0]], Tone::Muted, 1.0, "");
        let number = thousands(presentation as u64);
        drawing.text(x, y + 19.0, MUTED.middle(), &number);
    }
    let middle = (LEFT + RIGHT) / 2.0;
    drawing.text(middle, y + 37.0, MUTED.middle(), "presentation");
}
