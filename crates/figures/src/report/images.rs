//! Small images in rows: weights, generated digits, completed digits.

use super::palette::{STEPS, diverging_class};
use super::svg::{Svg, escape, pixel_paths, scaled, short};
use super::{Completed, Generated, Image, NeuronWeights, Weights};

const WIDTH: f64 = 560.0;
/// Images of more pixels in a row than this have the width of the page, so that their pixels can be seen.
const SMALL: usize = 16;
/// Grey levels: finer differences cannot be told apart in a small image, and fewer levels make fewer paths.
const GREYS: f32 = 16.0;

impl Image {
    /// Columns and rows; a width beyond the pixels there are means a single row.
    pub(super) fn size(&self) -> (usize, usize) {
        let pixels = self.pixels.len().max(1);
        let width = self.width.clamp(1, pixels);
        (width, pixels.div_ceil(width))
    }

    /// The width of a pixel with which the image fills a square tile.
    pub(super) fn scale(&self, tile: f64) -> f64 {
        let (width, height) = self.size();
        tile / width.max(height) as f64
    }

    fn grey(&self, index: usize) -> Option<i32> {
        // `as` takes NaN to 0.
        let level = (self.pixels.get(index)?.clamp(0.0, 1.0) * GREYS).round() as i32;
        (level > 0).then_some(level)
    }
}

/// Draws an image in a square tile `[x, y, side]`, without the pixels whose `mask` is false; an empty mask hides none.
pub(super) fn draw_image(svg: &mut Svg, image: &Image, mask: &[bool], [x, y, tile]: [f64; 3]) {
    const HIDDEN: i32 = -1;
    let scale = image.scale(tile);
    let (width, height) = image.size();
    let size = [x, y, width as f64 * scale, height as f64 * scale];
    svg.rectangle(size, "class=\"yu-f-tile\"");
    let paths = pixel_paths(width, height, |column, row| {
        let index = row * width + column;
        match mask.get(index) {
            Some(false) => Some(HIDDEN),
            _ => image.grey(index),
        }
    });
    let paths: Vec<_> = paths
        .into_iter()
        .map(|(level, path)| {
            let attributes = if level == HIDDEN {
                "class=\"yu-f-rule\"".into()
            } else {
                let opacity = short(f64::from(level) / f64::from(GREYS));
                format!("class=\"yu-f-ink\" fill-opacity=\"{opacity}\"")
            };
            (attributes, path)
        })
        .collect();
    svg.raw(&scaled(x, y, scale, &paths));
    svg.rectangle(size, "class=\"yu-l-rule\"");
}

/// Whether the weights are images so large that their figure takes the whole width of the page.
pub(super) fn is_wide(weights: &Weights) -> bool {
    weights.width > SMALL
}

/// Every neuron's weights as an image on a diverging scale that is the same for all.
pub(super) fn weights(weights: &Weights) -> Svg {
    let title = "Weights of the hidden neurons";
    let most = weights.neurons.iter().map(|n| n.weights.len()).max();
    let pixels = most.unwrap_or(0);
    if pixels == 0 {
        return Svg::nothing(title);
    }
    let width = weights.width.clamp(1, pixels);
    let height = pixels.div_ceil(width);
    let mut neurons: Vec<&NeuronWeights> = weights.neurons.iter().collect();
    neurons.sort_by(|a, b| (&a.strongest, a.neuron).cmp(&(&b.strongest, b.neuron)));

    let (page, most) = if is_wide(weights) {
        (2.0 * WIDTH, 16.0)
    } else {
        (WIDTH, (neurons.len() as f64).sqrt().ceil().clamp(8.0, 16.0))
    };
    let columns = most as usize;
    let gap = 8.0;
    let tile = (page + gap) / most - gap;
    let scale = tile / width as f64;
    let pitch = scale * height as f64 + 24.0;
    let rows = neurons.len().div_ceil(columns);
    let end = scale_end(&neurons);
    let mut svg = Svg::new(page, rows as f64 * pitch + 34.0, title);
    for (place, neuron) in neurons.into_iter().enumerate() {
        let x = (place % columns) as f64 * (tile + gap);
        let y = (place / columns) as f64 * pitch;
        let paths = pixel_paths(width, height, |column, row| {
            let weight = *neuron.weights.get(row * width + column)?;
            let step = f64::from(weight) / f64::from(end) * f64::from(STEPS);
            Some((step.round() as i32).clamp(-STEPS, STEPS))
        });
        let paths: Vec<_> = paths
            .into_iter()
            .map(|(step, path)| (format!("class=\"{}\"", diverging_class(step)), path))
            .collect();
        let strongest = escape(&neuron.strongest);
        svg.raw(&format!(
            "<g><title>hidden neuron {}, strongest output {strongest}</title>{}</g>",
            neuron.neuron,
            scaled(x, y, scale, &paths)
        ));
        let (centre, below) = (x + tile / 2.0, y + scale * height as f64 + 14.0);
        svg.text(centre, below, "yu-f-ink yu-m yu-s", &neuron.strongest);
    }
    legend(&mut svg, end, [page, rows as f64 * pitch + 12.0]);
    svg
}

/// Where the colour scale ends: the magnitude that 98 of 100 weights do not exceed, so that a few large ones do not
/// leave all others pale.
fn scale_end(neurons: &[&NeuronWeights]) -> i32 {
    let mut magnitudes: Vec<u32> = neurons
        .iter()
        .flat_map(|neuron| neuron.weights.iter().map(|weight| weight.unsigned_abs()))
        .collect();
    magnitudes.sort_unstable();
    let place = magnitudes.len().saturating_sub(1) * 98 / 100;
    let end = magnitudes.get(place).copied().unwrap_or(1).max(1);
    i32::try_from(end).unwrap_or(i32::MAX)
}

fn legend(svg: &mut Svg, end: i32, [page, y]: [f64; 2]) {
    let step_width = 12.0;
    let left = page / 2.0 - step_width * (f64::from(STEPS) + 0.5);
    for step in -STEPS..=STEPS {
        let x = left + step_width * f64::from(step + STEPS);
        let class = diverging_class(step);
        svg.rectangle(
            [x, y, step_width, 12.0],
            &format!("class=\"{class}\" shape-rendering=\"crispEdges\""),
        );
    }
    let right = page - left;
    let baseline = y + 10.0;
    let (low, high) = (format!("−{end} or less"), format!("+{end} quanta or more"));
    svg.text(left - 8.0, baseline, "yu-f-muted yu-s yu-e", &low);
    svg.text(right + 8.0, baseline, "yu-f-muted yu-s", &high);
}

/// A column for each label, with its samples below one another.
pub(super) fn generated(generated: &[Generated]) -> Svg {
    let title = "Generated images";
    let rows = generated.iter().map(|g| g.samples.len()).max().unwrap_or(0);
    if rows == 0 {
        return Svg::nothing(title);
    }
    let gap = 8.0;
    let columns = generated.len().min(10);
    // A single label must not fill the page.
    let tile = ((WIDTH + gap) / columns as f64 - gap).min(96.0);
    let pitch = tile + gap;
    let block = 24.0 + rows as f64 * pitch + 8.0;
    let blocks = generated.len().div_ceil(columns);
    let mut svg = Svg::new(WIDTH, blocks as f64 * block - 8.0, title);
    for (place, column) in generated.iter().enumerate() {
        let x = (place % columns) as f64 * (tile + gap);
        let y = (place / columns) as f64 * block;
        svg.text(
            x + tile / 2.0,
            y + 15.0,
            "yu-f-ink yu-m yu-b",
            &column.label,
        );
        for (row, image) in column.samples.iter().enumerate() {
            let top = y + 24.0 + row as f64 * pitch;
            draw_image(&mut svg, image, &[], [x, top, tile]);
        }
    }
    svg
}

/// A column for each image: its label, the original, what was given of it, and what the network made of that.
pub(super) fn completed(completed: &[Completed]) -> Svg {
    const MOST_COLUMNS: usize = 12;
    /// Room on the left for the rows' names.
    const LEFT: f64 = 72.0;
    let title = "Completed images";
    if completed.is_empty() {
        return Svg::nothing(title);
    }
    let gap = 8.0;
    let columns = completed.len().min(MOST_COLUMNS);
    // A single image must not fill the page.
    let tile = ((WIDTH - LEFT + gap) / columns as f64 - gap).min(72.0);
    let pitch = tile + gap;
    let block = 24.0 + 3.0 * pitch + 8.0;
    let blocks = completed.len().div_ceil(columns);
    let mut svg = Svg::new(WIDTH, blocks as f64 * block - 8.0, title);
    for block_number in 0..blocks {
        for (row, name) in ["original", "given", "completed"].into_iter().enumerate() {
            let y = block_number as f64 * block + 24.0 + row as f64 * pitch + tile / 2.0 + 4.0;
            svg.text(0.0, y, "yu-f-muted yu-s", name);
        }
    }
    for (place, image) in completed.iter().enumerate() {
        let x = LEFT + (place % columns) as f64 * pitch;
        let y = (place / columns) as f64 * block;
        svg.text(x + tile / 2.0, y + 15.0, "yu-f-ink yu-m yu-b", &image.label);
        let parts = [
            (&image.original, &[][..]),
            (&image.original, &image.given),
            (&image.completed, &[]),
        ];
        for (row, (pixels, mask)) in parts.into_iter().enumerate() {
            let top = y + 24.0 + row as f64 * pitch;
            draw_image(&mut svg, pixels, mask, [x, top, tile]);
        }
    }
    svg
}
