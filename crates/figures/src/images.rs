//! Small images in rows: weights, generated images, completed images.

use crate::mosaic::shaded;
use crate::svg::{Drawing, Letters, SMALL, TEXT, pixel_paths, scaled, short};
use crate::text::{clipped, escape};
use crate::theme::{STEPS, Tone};

/// The fan-in weights of hidden neurons, as images.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// Pixels in a row of an image.
    pub width: usize,
    /// Whose weights they are, for example "the hidden neurons".
    pub of: String,
    /// The neurons; they are shown grouped by their strongest output.
    pub neurons: Vec<NeuronWeights>,
}

/// One hidden neuron's weights from the pixels.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeuronWeights {
    /// The neuron's number.
    pub neuron: usize,
    /// Its weight from each pixel, in quanta, row by row; without the bias.
    pub weights: Vec<i32>,
    /// The name of the output to which its weight is highest.
    pub strongest: Option<String>,
}

/// An image: probabilities or intensities from 0 to 1, row by row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Image {
    /// Pixels in a row.
    pub width: usize,
    /// The pixels; the last row may be incomplete.
    pub pixels: Vec<f32>,
}

/// What the network draws when a label is clamped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Generated {
    /// The clamped label.
    pub label: String,
    /// Images, each the average of the pixels' spikes over some presentations.
    pub samples: Vec<Image>,
}

/// A test image of which a part was clamped and the rest left to the network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Completed {
    /// The true label.
    pub label: String,
    /// The whole image, of which the network saw the given pixels only.
    pub original: Image,
    /// Whether each pixel was given.
    pub given: Vec<bool>,
    /// The given pixels and the network's average for the others.
    pub completed: Image,
}

/// Width of a drawing; one of large images is as wide as the page.
const WIDTH: f64 = 560.0;
/// Images of more pixels in a row than this have the width of the page, so that their pixels can be seen.
const SMALL_IMAGE: usize = 16;
/// Grey levels: finer differences cannot be told apart in a small image, and fewer levels make fewer paths.
const GREYS: f32 = 16.0;

const INK: Letters = Letters::new(Tone::Ink, TEXT);
const SMALL_INK: Letters = Letters::new(Tone::Ink, SMALL);
const SMALL_MUTED: Letters = Letters::new(Tone::Muted, SMALL);

impl Image {
    /// Columns and rows; a width beyond the pixels there are means a single row.
    fn size(&self) -> (usize, usize) {
        let pixels = self.pixels.len().max(1);
        let width = self.width.clamp(1, pixels);
        (width, pixels.div_ceil(width))
    }

    /// The width of a pixel with which the image fills a square tile.
    fn scale(&self, tile: f64) -> f64 {
        let (width, height) = self.size();
        tile / width.max(height) as f64
    }

    fn grey(&self, index: usize) -> Option<i32> {
        // `as` takes NaN to 0.
        let level = (self.pixels.get(index)?.clamp(0.0, 1.0) * GREYS).round() as i32;
        (level > 0).then_some(level)
    }
}

/// Draws an image in a square tile `[x, y, side]`, without the pixels whose `mask` is false; an empty mask hides none. Returns the height.
pub(crate) fn draw_image(
    drawing: &mut Drawing,
    image: &Image,
    mask: &[bool],
    [x, y, tile]: [f64; 3],
) -> f64 {
    const HIDDEN: i32 = -1;
    let (width, height) = image.size();
    let scale = image.scale(tile);
    let place = [x, y, width as f64 * scale, height as f64 * scale];
    drawing.rectangle(place, Tone::Tile, 1.0);
    let paths = pixel_paths(width, height, |column, row| {
        let index = row * width + column;
        match mask.get(index) {
            Some(false) => Some(HIDDEN),
            _ => image.grey(index),
        }
    });
    let paths = paths.into_iter().map(|(level, path)| {
        let attributes = if level == HIDDEN {
            format!("class=\"{}\"", Tone::Rule.fill())
        } else {
            let opacity = short(f64::from(level) / f64::from(GREYS));
            format!("class=\"{}\" fill-opacity=\"{opacity}\"", Tone::Ink.fill())
        };
        (attributes, path)
    });
    drawing.raw(&scaled(x, y, scale, &paths.collect::<Vec<_>>()));
    drawing.outline(place, Tone::Rule);
    place[3]
}

impl Weights {
    /// Whether the images are so large that their figure takes the whole width of the page.
    pub(crate) fn is_wide(&self) -> bool {
        self.width > SMALL_IMAGE
    }

    /// Every neuron's weights as an image on a diverging scale that is the same for all.
    pub fn drawing(&self) -> Drawing {
        let title = &format!("Weights of {}", self.of);
        let most = self.neurons.iter().map(|n| n.weights.len()).max();
        let pixels = most.unwrap_or(0);
        if pixels == 0 {
            return Drawing::nothing(title);
        }
        let width = self.width.clamp(1, pixels);
        let height = pixels.div_ceil(width);
        let mut neurons: Vec<&NeuronWeights> = self.neurons.iter().collect();
        neurons.sort_by(|a, b| (&a.strongest, a.neuron).cmp(&(&b.strongest, b.neuron)));

        let (page, most) = if self.is_wide() {
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
        let mut drawing = Drawing::new(page, rows as f64 * pitch + 34.0, title);
        for (place, neuron) in neurons.into_iter().enumerate() {
            let x = (place % columns) as f64 * (tile + gap);
            let y = (place / columns) as f64 * pitch;
            let values = neuron.weights.iter().map(|&weight| f64::from(weight));
            let values: Vec<f64> = values.collect();
            let strongest = match &neuron.strongest {
                Some(name) => format!(", strongest output {}", escape(name)),
                None => String::new(),
            };
            drawing.raw(&format!(
                "<g><title>hidden neuron {}{}</title>{}</g>",
                neuron.neuron,
                strongest,
                shaded(&values, width, f64::from(end), [x, y, scale])
            ));
            let (centre, below) = (x + tile / 2.0, y + scale * height as f64 + 14.0);
            let name = clipped(neuron.strongest.as_deref().unwrap_or(""), SMALL, tile);
            drawing.text(centre, below, SMALL_INK.middle(), &name);
        }
        legend(&mut drawing, end, [page, rows as f64 * pitch + 12.0]);
        drawing
    }
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

fn legend(drawing: &mut Drawing, end: i32, [page, y]: [f64; 2]) {
    let step_width = 6.0;
    let left = page / 2.0 - step_width * (f64::from(STEPS) + 0.5);
    for step in -STEPS..=STEPS {
        let x = left + step_width * f64::from(step + STEPS);
        drawing.rectangle([x, y, step_width, 12.0], Tone::Step(step), 1.0);
    }
    let right = page - left;
    let baseline = y + 10.0;
    let (low, high) = (format!("−{end} or less"), format!("+{end} quanta or more"));
    drawing.text(left - 8.0, baseline, SMALL_MUTED.end(), &low);
    drawing.text(right + 8.0, baseline, SMALL_MUTED, &high);
}

/// Generated images: a column for each label, with its samples below one another.
pub fn generated(generated: &[Generated]) -> Drawing {
    let title = "Generated images";
    let rows = generated.iter().map(|g| g.samples.len()).max().unwrap_or(0);
    if rows == 0 {
        return Drawing::nothing(title);
    }
    let gap = 8.0;
    let columns = generated.len().min(10);
    // A single label must not fill the page.
    let tile = ((WIDTH + gap) / columns as f64 - gap).min(96.0);
    let pitch = tile + gap;
    let block = 24.0 + rows as f64 * pitch + 8.0;
    let blocks = generated.len().div_ceil(columns);
    let mut drawing = Drawing::new(WIDTH, blocks as f64 * block - 8.0, title);
    for (place, column) in generated.iter().enumerate() {
        let x = (place % columns) as f64 * pitch;
        let y = (place / columns) as f64 * block;
        label(&mut drawing, &column.label, [x, y, tile]);
        for (row, image) in column.samples.iter().enumerate() {
            let top = y + 24.0 + row as f64 * pitch;
            draw_image(&mut drawing, image, &[], [x, top, tile]);
        }
    }
    drawing
}

/// A label above a column of images.
fn label(drawing: &mut Drawing, text: &str, [x, y, tile]: [f64; 3]) {
    let text = clipped(text, TEXT, tile);
    drawing.text(x + tile / 2.0, y + 15.0, INK.middle().bold(true), &text);
}

/// Completed images. Each is a column: its label, the original, what was given of it, and what the network made of that.
pub fn completed(completed: &[Completed]) -> Drawing {
    const MOST_COLUMNS: usize = 12;
    /// Room on the left for the rows' names.
    const LEFT: f64 = 72.0;
    let title = "Completed images";
    if completed.is_empty() {
        return Drawing::nothing(title);
    }
    let gap = 8.0;
    let columns = completed.len().min(MOST_COLUMNS);
    // A single image must not fill the page.
    let tile = ((WIDTH - LEFT + gap) / columns as f64 - gap).min(72.0);
    let pitch = tile + gap;
    let block = 24.0 + 3.0 * pitch + 8.0;
    let blocks = completed.len().div_ceil(columns);
    let mut drawing = Drawing::new(WIDTH, blocks as f64 * block - 8.0, title);
    for block_number in 0..blocks {
        for (row, name) in ["original", "given", "completed"].into_iter().enumerate() {
            let y = block_number as f64 * block + 24.0 + row as f64 * pitch + tile / 2.0 + 4.0;
            drawing.text(0.0, y, SMALL_MUTED, name);
        }
    }
    for (place, image) in completed.iter().enumerate() {
        let x = LEFT + (place % columns) as f64 * pitch;
        let y = (place / columns) as f64 * block;
        label(&mut drawing, &image.label, [x, y, tile]);
        let parts = [
            (&image.original, &[][..]),
            (&image.original, &image.given),
            (&image.completed, &[]),
        ];
        for (row, (pixels, mask)) in parts.into_iter().enumerate() {
            let top = y + 24.0 + row as f64 * pitch;
            draw_image(&mut drawing, pixels, mask, [x, top, tile]);
        }
    }
    drawing
}
