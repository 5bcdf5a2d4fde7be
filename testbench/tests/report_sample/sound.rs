//! What holds of every report, whatever its data.

use yuragi_figures::report::{self, Report};

use super::xml;

/// Every plot of a report as a file of its own.
pub fn plots(report: &Report) -> Vec<(&'static str, String)> {
    let confusion = report.confusion.clone().unwrap_or_default();
    let weights = report.weights.clone().unwrap_or_default();
    let raster = report.raster.clone().unwrap_or_default();
    vec![
        ("accuracy", report::accuracy_curve(&report.curve)),
        ("flips", report::flips_curve(&report.curve)),
        ("confusion", report::confusion(&confusion)),
        ("weights", report::weights(&weights)),
        ("generated", report::generated(&report.generated)),
        ("completed", report::completed(&report.completed)),
        ("raster", report::raster(&raster)),
    ]
}

/// Asserts that page and plots are well formed and hold no number that is none; returns the page.
pub fn assert_sound(report: &Report) -> String {
    let page = report.html();
    let tags = xml::tags(&page).unwrap_or_else(|error| panic!("page: {error}"));
    assert_eq!(tags[0], "html");
    for (name, svg) in plots(report) {
        let tags = xml::tags(&svg).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(tags[0], "svg", "{name}");
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""),
            "{name}"
        );
        for bad in ["NaN", "inf ", "inf\"", "\"inf"] {
            assert!(!svg.contains(bad), "{name} contains {bad}");
        }
    }
    page
}
