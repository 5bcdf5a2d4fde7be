//! A panel of small images on the diverging scale.

use crate::svg::{Drawing, pixel_paths, scaled};
use crate::theme::{STEPS, Tone};

/// Small images in rows, each on the same diverging scale around 0, from −`reach` (vermilion) to `reach` (blue).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mosaic {
    /// What is seen.
    pub title: String,
    /// Pixels in a row of an image.
    pub width: usize,
    /// The images, all of one size: values row by row.
    pub images: Vec<Vec<f64>>,
    /// Where the scale ends. If it is `None`, the scale of every image ends at its greatest magnitude.
    pub reach: Option<f64>,
}

/// The class of a value; `end` is where the scale ends.
pub(crate) fn shade(value: f64, end: f64) -> Tone {
    let share = if end > 0.0 { value / end } else { 0.0 };
    // `as` takes NaN to 0.
    Tone::Step(
        (share * f64::from(STEPS))
            .round()
            .clamp(-f64::from(STEPS), f64::from(STEPS)) as i32,
    )
}

/// One image in shades from −`end` to `end`, its pixels `scale` wide; pixels without a value stay empty.
pub(crate) fn shaded(values: &[f64], width: usize, end: f64, [x, y, scale]: [f64; 3]) -> String {
    let width = width.clamp(1, values.len().max(1));
    let height = values.len().div_ceil(width);
    let paths = pixel_paths(width, height, |column, row| {
        let value = *values.get(row * width + column)?;
        match shade(value, end) {
            Tone::Step(step) => Some(step),
            _ => None,
        }
    });
    let paths = paths.into_iter();
    let paths = paths.map(|(step, path)| (format!("class=\"{}\"", Tone::Step(step).fill()), path));
    scaled(x, y, scale, &paths.collect::<Vec<_>>())
}

impl Mosaic {
    /// Draws the images in a place `[x, y, width, height]`, as large as they fit.
    pub(crate) fn draw(&self, drawing: &mut Drawing, [left, top, across, down]: [f64; 4]) {
        let Some(first) = self.images.first() else {
            return;
        };
        let width = self.width.max(1);
        let height = first.len().div_ceil(width);
        // The number of columns that makes the pixels largest; between images there is the width of a pixel.
        let count = self.images.len();
        let pixel = |columns: usize| {
            let rows = count.div_ceil(columns);
            let across = across / (columns * (width + 1)) as f64;
            across.min(down / (rows * (height + 1)) as f64)
        };
        let columns = (1..=count).max_by(|&a, &b| pixel(a).total_cmp(&pixel(b)).then(b.cmp(&a)));
        let columns = columns.unwrap_or(1);
        let pixel = pixel(columns);
        for (place, image) in self.images.iter().enumerate() {
            let own = image.iter().filter(|value| value.is_finite());
            let own = own.fold(0.0, |reach: f64, value| reach.max(value.abs()));
            let x = left + (place % columns * (width + 1)) as f64 * pixel;
            let y = top + (place / columns * (height + 1)) as f64 * pixel;
            drawing.raw(&shaded(
                image,
                width,
                self.reach.unwrap_or(own),
                [x, y, pixel],
            ));
        }
    }
}
