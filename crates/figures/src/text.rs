//! Text: how wide it is in the shipped font, how it breaks into lines, and numbers as readers expect them.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The font of every drawing. No font of the system is looked for, so that every machine makes the same PNG file.
pub(crate) const FONT: &[u8] = include_bytes!("../fonts/Roboto-Regular.ttf");

/// A browser without Roboto shows an SVG file in another font; this much more room is kept for it.
const SLACK: f64 = 1.06;

static SHIPPED: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::new(FONT).ok());

/// The room that a line of text needs, in pixels, if its letters are `size` pixels high.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let Some(font) = SHIPPED.as_ref() else {
        return 0.6 * size * text.chars().count() as f64;
    };
    let metrics = font.glyph_metrics(Size::new(size as f32), LocationRef::default());
    let letters = font.charmap();
    let advance = |letter: char| {
        let glyph = letters.map(letter);
        // A letter that Roboto lacks comes from another font, whose letters may be as wide as high.
        glyph.map_or(size, |glyph| {
            metrics.advance_width(glyph).map_or(size, f64::from)
        })
    };
    text.chars().map(advance).sum::<f64>() * SLACK
}

/// Breaks text between words into lines that fit the room. A word that is wider than the room has a line for itself.
pub(crate) fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines
}

/// The text, or its beginning with an ellipsis if it is wider than the room.
pub(crate) fn clipped(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.into();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if width(&format!("{short}{letter}…"), size) > room {
            break;
        }
        short.push(letter);
    }
    short + "…"
}

/// Text as content or attribute value of HTML and XML; characters that XML forbids become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A whole number with a comma after every three digits: "1,437,952".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A fraction in per cent with one decimal: "95.2 %", or a dash for what is not a number.
pub fn percent(fraction: f64) -> String {
    if fraction.is_finite() {
        format!("{:.1} %", fraction * 100.0)
    } else {
        "–".into()
    }
}

#[cfg(test)]
mod tests {
    use super::{clipped, width, wrapped};

    #[test]
    fn lines_fit_the_room() {
        let text = "Spectra of the hidden population's responses, and of back-propagation's";
        let lines = wrapped(text, 14.5, 150.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| width(line, 14.5) <= 150.0));
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrapped("unbreakable", 14.5, 10.0), ["unbreakable"]);
        assert!(wrapped("", 14.5, 10.0).is_empty());
        assert_eq!(clipped("cat", 13.0, 100.0), "cat");
        let short = clipped("an incredibly long name", 13.0, 50.0);
        assert!(
            short.ends_with('…') && width(&short, 13.0) <= 50.0,
            "{short}"
        );
    }

    #[test]
    fn wide_letters_need_more_room() {
        assert!(width("WWW", 13.0) > 2.0 * width("iii", 13.0));
        assert!((width("abc", 26.0) - 2.0 * width("abc", 13.0)).abs() < 0.5);
    }
}
