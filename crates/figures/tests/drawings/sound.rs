//! What holds of every report, whatever its data.

use yuragi_figures::{Drawing, Report, accuracy_curve, completed, flips_curve, generated};

use crate::xml;

/// Every drawing of a report.
pub fn drawings(report: &Report) -> Vec<(&'static str, Drawing)> {
    let confusion = report.confusion.clone().unwrap_or_default();
    let weights = report.weights.clone().unwrap_or_default();
    let raster = report.raster.clone().unwrap_or_default();
    vec![
        ("accuracy", accuracy_curve(&report.curve)),
        ("flips", flips_curve(&report.curve)),
        ("confusion", confusion.drawing()),
        ("weights", weights.drawing()),
        ("generated", generated(&report.generated)),
        ("completed", completed(&report.completed)),
        ("raster", raster.drawing()),
    ]
}

/// Asserts that page and drawings are well formed, that they hold no number that is none, and that no texts overlap; returns the page.
pub fn assert_sound(report: &Report) -> String {
    let page = report.html();
    let tags = xml::tags(&page).unwrap_or_else(|error| panic!("page: {error}"));
    assert_eq!(tags[0], "html");
    for (name, drawing) in drawings(report) {
        let svg = drawing.svg();
        let tags = xml::tags(&svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(tags[0], "svg", "{name}");
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""),
            "{name}"
        );
        for bad in ["NaN", "inf ", "inf\"", "\"inf"] {
            assert!(!svg.contains(bad), "{name} contains {bad}");
        }
        assert_texts_apart(name, &drawing);
    }
    page
}

/// Asserts that every text is within the drawing and that no two overlap.
pub fn assert_texts_apart(name: &str, drawing: &Drawing) {
    let misplaced = drawing.misplaced_texts().unwrap();
    assert!(misplaced.is_empty(), "{name}: {misplaced:?}");
}
