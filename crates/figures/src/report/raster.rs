//! The spike raster: every spike of every neuron while one stimulus is presented.

use std::fmt::Write;

use super::images::draw_image;
use super::svg::{Svg, short};
use super::{Raster, SpikeGroup, thousands};

const WIDTH: f64 = 1120.0;
/// Where the raster begins, after the stimulus and the groups' names, and where it ends, before the spike counts.
const LEFT: f64 = 250.0;
const RIGHT: f64 = 960.0;
const TOP: f64 = 30.0;
/// The side of the stimulus's image.
const STIMULUS: f64 = 128.0;
const GAP: f64 = 16.0;
/// Height of a neuron's row with a name of its own, and the least and greatest without.
const NAMED: f64 = 17.0;
const PLAIN: [f64; 2] = [1.5, 6.0];
/// The height a group without names is given if the rows' limits allow it.
const GROUP: f64 = 256.0;

pub(super) fn draw(raster: &Raster) -> Svg {
    let title = "Spikes while one stimulus is presented";
    let presentations = raster.groups.iter().map(|group| group.spikes.len()).max();
    let presentations = presentations.unwrap_or(0);
    let groups: Vec<(&SpikeGroup, usize, f64)> = raster
        .groups
        .iter()
        .map(|group| {
            let neurons = group.spikes.iter().map(Vec::len).max().unwrap_or(0);
            let row = if group.labels.is_empty() {
                (GROUP / neurons.max(1) as f64).clamp(PLAIN[0], PLAIN[1])
            } else {
                NAMED
            };
            (group, neurons, row)
        })
        .filter(|&(_, neurons, _)| neurons > 0)
        .collect();
    if groups.is_empty() {
        return Svg::nothing(title);
    }
    let heights = groups.iter().map(|&(_, neurons, row)| neurons as f64 * row);
    let bottom = TOP + heights.sum::<f64>() + GAP * (groups.len() - 1) as f64;
    let mut svg = Svg::new(WIDTH, (bottom + 50.0).max(220.0), title);

    if let Some((image, label)) = &raster.stimulus {
        svg.text(0.0, 18.0, "yu-f-muted", "stimulus");
        draw_image(&mut svg, image, &[], [0.0, TOP, STIMULUS]);
        let below = TOP + image.scale(STIMULUS) * image.size().1 as f64 + 22.0;
        svg.text(0.0, below, "yu-f-ink yu-b", label);
    }
    let mut y = TOP;
    for &(group, neurons, row) in &groups {
        draw_group(
            &mut svg,
            group,
            [neurons as f64, presentations as f64, y, row],
        );
        y += neurons as f64 * row + GAP;
    }
    axis(&mut svg, presentations, bottom + 6.0);
    svg
}

/// Draws one group; the numbers are its neurons, the presentations, its top and the height of a row.
fn draw_group(svg: &mut Svg, group: &SpikeGroup, [neurons, presentations, top, row]: [f64; 4]) {
    let height = neurons * row;
    svg.rectangle([LEFT, top, RIGHT - LEFT, height], "class=\"yu-f-tile\"");
    let named = !group.labels.is_empty();
    let name_x = LEFT - if named { 40.0 } else { 12.0 };
    let middle = top + height / 2.0;
    svg.text(name_x, middle - 3.0, "yu-f-ink yu-e yu-b", &group.name);
    svg.text(
        name_x,
        middle + 13.0,
        "yu-f-muted yu-e",
        &thousands(neurons as u64),
    );

    let counts = counts(group, neurons as usize);
    let highest = counts.iter().copied().max().unwrap_or(0);
    let step = (RIGHT - LEFT) / presentations;
    for (loud, class) in [(false, "yu-f-ink"), (true, "yu-f-accent")] {
        let shown = |neuron: usize| {
            let most = counts.get(neuron).is_some_and(|&count| count == highest);
            loud == (named && most)
        };
        let path = spikes(group, shown, [top, row, step]);
        if !path.is_empty() {
            let opacity = if named { "1" } else { "0.75" };
            svg.raw(&format!(
                "<path class=\"{class}\" fill-opacity=\"{opacity}\" d=\"{path}\"/>"
            ));
        }
    }
    if named {
        count_bars(svg, group, &counts, [presentations, top, row]);
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
fn count_bars(svg: &mut Svg, group: &SpikeGroup, counts: &[u64], [all, top, row]: [f64; 3]) {
    let highest = counts.iter().copied().max().unwrap_or(0);
    let x = RIGHT + 14.0;
    svg.text(x, top - 8.0, "yu-f-muted", "spikes");
    for (neuron, &count) in counts.iter().enumerate() {
        let y = top + neuron as f64 * row;
        let (tone, weight) = if count == highest {
            ("accent", " yu-b")
        } else {
            ("muted", "")
        };
        let text = if tone == "accent" { tone } else { "ink" };
        let name = group.labels.get(neuron).map_or("", String::as_str);
        let baseline = y + row / 2.0 + 4.5;
        svg.text(
            LEFT - 12.0,
            baseline,
            &format!("yu-f-{text} yu-e{weight}"),
            name,
        );
        let length = 100.0 * count as f64 / all;
        let place = [x, y + row * 0.2, length, row * 0.6];
        svg.rectangle(place, &format!("class=\"yu-f-{tone}\""));
        let number = x + length + 6.0;
        svg.text(
            number,
            baseline,
            &format!("yu-f-{text}{weight}"),
            &thousands(count),
        );
    }
}

/// Numbers of presentations below the raster.
fn axis(svg: &mut Svg, presentations: usize, y: f64) {
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
        svg.line([x, y, x, y + 5.0], "yu-l-muted");
        svg.text(
            x,
            y + 19.0,
            "yu-f-muted yu-m",
            &thousands(presentation as u64),
        );
    }
    let middle = (LEFT + RIGHT) / 2.0;
    svg.text(middle, y + 37.0, "yu-f-muted yu-m", "presentation");
}
