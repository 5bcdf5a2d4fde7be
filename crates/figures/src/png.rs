//! SVG into pixels, with the shipped font.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Group, Node, Options, Tree};
use thiserror::Error;

use crate::text::FONT;

/// Pixels of the PNG file for one of the SVG file.
const SCALE: f32 = 2.0;

/// Markup that cannot be drawn.
#[derive(Debug, Error)]
#[error("the figure cannot be drawn: {0}")]
pub struct DrawError(String);

/// A text of a drawing and the rectangle that it fills, in pixels of the drawing at its natural size.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    /// The text.
    pub text: String,
    /// The least x.
    pub left: f64,
    /// The least y, which is the upper edge.
    pub top: f64,
    /// The greatest x.
    pub right: f64,
    /// The greatest y.
    pub bottom: f64,
}

impl TextBox {
    /// Whether the two rectangles have more than an edge in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("Roboto");
    Arc::new(fonts)
});

fn parse(svg: &str) -> Result<Tree, DrawError> {
    let options = Options {
        fontdb: FONTS.clone(),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| DrawError(error.to_string()))
}

/// An SVG file as a PNG file, two pixels for one.
pub(crate) fn png(svg: &str) -> Result<Vec<u8>, DrawError> {
    let tree = parse(svg)?;
    let size = tree.size().to_int_size().scale_by(SCALE);
    let size = size.ok_or_else(|| DrawError("it has no size".into()))?;
    let pixels = Pixmap::new(size.width(), size.height());
    let mut pixels = pixels.ok_or_else(|| DrawError("it does not fit the memory".into()))?;
    let scale = Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    let encoded = pixels.encode_png();
    encoded.map_err(|error| DrawError(error.to_string()))
}

/// The texts of an SVG file as they are rendered.
pub(crate) fn texts(svg: &str) -> Result<Vec<TextBox>, DrawError> {
    let tree = parse(svg)?;
    let mut found = Vec::new();
    collect(tree.root(), &mut found);
    Ok(found)
}

fn collect(group: &Group, found: &mut Vec<TextBox>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, found),
            Node::Text(text) => {
                let area = text.abs_bounding_box();
                let chunks = text.chunks().iter().map(|chunk| chunk.text());
                found.push(TextBox {
                    text: chunks.collect(),
                    left: area.left().into(),
                    top: area.top().into(),
                    right: area.right().into(),
                    bottom: area.bottom().into(),
                });
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{png, texts};

    #[test]
    fn markup_that_is_no_svg_is_refused() {
        assert!(png("<svg").is_err());
        assert!(texts("text").is_err());
    }

    #[test]
    fn texts_are_found_where_they_are_drawn() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\" font-family=\"Roboto\" \
                   font-size=\"10\"><g transform=\"translate(50 20)\"><text>abc</text></g>\
                   <text transform=\"translate(150 50) rotate(-90)\">up</text></svg>";
        let found = texts(svg).expect("an SVG file");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].text.as_str(), found[0].left), ("abc", 50.0));
        assert!(found[0].right - found[0].left < 20.0 && found[0].top < 20.0);
        assert!(
            found[1].bottom <= 50.1 && found[1].right <= 155.0,
            "{found:?}"
        );
        assert!(!found[0].overlaps(&found[1]) && found[0].overlaps(&found[0]));
    }
}
