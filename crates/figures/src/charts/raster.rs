//! SVG into PNG, with a font of our own: no font of the system is looked for, so every machine draws the same.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use thiserror::Error;

/// Pixels of the PNG to one of the SVG.
const SCALE: f32 = 2.0;

const FONT: &[u8] = include_bytes!("../../fonts/Roboto-Regular.ttf");

/// Markup that cannot be drawn.
#[derive(Debug, Error)]
#[error("the figure cannot be drawn: {0}")]
pub struct RasterError(String);

/// An SVG file as a PNG file, two pixels to one.
///
/// # Errors
/// If the markup is no SVG of a size that fits the memory.
pub fn png(svg: &str) -> Result<Vec<u8>, RasterError> {
    let error = |error: &dyn std::fmt::Display| RasterError(error.to_string());
    let mut options = Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("Roboto");
    let tree = Tree::from_str(svg, &options).map_err(|e| error(&e))?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.ok_or_else(|| error(&"no size"))?;
    let pixels = Pixmap::new(size.width(), size.height());
    let mut pixels = pixels.ok_or_else(|| error(&"no memory"))?;
    let scale = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    pixels.encode_png().map_err(|e| error(&e))
}
