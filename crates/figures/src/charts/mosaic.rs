//! A panel of small images.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::{INK, Mosaic, TEXT};

const MARGIN: i32 = 14;
const HEAD: i32 = 28;

pub(super) fn draw(
    mosaic: &Mosaic,
    area: &DrawingArea<SVGBackend, Shift>,
) -> Result<(), Box<dyn std::error::Error>> {
    let style = ("sans-serif", TEXT).into_font().color(&INK);
    area.draw_text(&mosaic.title, &style, (MARGIN, 6))?;
    let Some(first) = mosaic.images.first() else {
        return Ok(());
    };
    let width = mosaic.width.max(1);
    let height = first.len().div_ceil(width);
    let (room_x, room_y) = area.dim_in_pixel();
    let room = (
        f64::from(room_x as i32 - 2 * MARGIN),
        f64::from(room_y as i32 - HEAD - MARGIN),
    );
    // the number of columns that makes the pixels largest; a pixel's width stands between images
    let count = mosaic.images.len();
    let pixel = |columns: usize| {
        let rows = count.div_ceil(columns);
        let across = room.0 / (columns * (width + 1)) as f64;
        across.min(room.1 / (rows * (height + 1)) as f64)
    };
    let columns = (1..=count).max_by(|&a, &b| pixel(a).total_cmp(&pixel(b)).then(b.cmp(&a)));
    let columns = columns.unwrap_or(1);
    let pixel = pixel(columns);
    for (place, image) in mosaic.images.iter().enumerate() {
        let own = image
            .iter()
            .fold(0.0, |reach: f64, value| reach.max(value.abs()));
        let reach = mosaic.reach.unwrap_or(own);
        let corner = (
            (place % columns * (width + 1)) as f64,
            (place / columns * (height + 1)) as f64,
        );
        for (index, &value) in image.iter().enumerate() {
            let at = |x: f64, y: f64| {
                (
                    MARGIN + ((corner.0 + x) * pixel).round() as i32,
                    HEAD + ((corner.1 + y) * pixel).round() as i32,
                )
            };
            let (x, y) = ((index % width) as f64, (index / width) as f64);
            let colour = diverging(if reach > 0.0 { value / reach } else { 0.0 });
            let square = [at(x, y), at(x + 1.0, y + 1.0)];
            area.draw(&Rectangle::new(square, colour.filled()))?;
        }
    }
    Ok(())
}

/// From vermilion at −1 over near white at 0 to blue at 1.
fn diverging(value: f64) -> RGBColor {
    let middle = [0xf6, 0xf4, 0xef].map(f64::from);
    let far = if value < 0.0 {
        [0xb3, 0x45, 0x00]
    } else {
        [0x00, 0x4f, 0x86]
    };
    let part = value.abs().min(1.0);
    let mix = |n: usize| (middle[n] + part * (f64::from(far[n]) - middle[n])).round() as u8;
    RGBColor(mix(0), mix(1), mix(2))
}
