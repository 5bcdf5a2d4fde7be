//! The report page: well formed, self-contained, and complete.

use std::fs;
use std::path::Path;

use crate::sample::sample;
use crate::sound::{assert_sound, drawings};
use yuragi_figures::{
    Account, Comparison, Completed, Confusion, CurvePoint, Generated, Image, KeyFigure,
    LockstepRun, Measurement, NeuronWeights, Other, Raster, Report, Sheet, SpikeGroup, Weights,
    percent, thousands,
};

#[test]
fn a_full_report_is_well_formed_and_complete() {
    let report = sample();
    let page = assert_sound(&report);
    for part in [
        "<h1>Yuragi <span lang=\"ja\">揺らぎ</span></h1>",
        "test accuracy",
        "<h2>Made up &lt;28×28&gt; &amp; more</h2>",
        "Accuracy while learning",
        "Synapses opened and closed per presentation",
        "Confusion matrix",
        "Weights of the hidden neurons",
        "Generated images",
        "Completed images",
        "Spikes while one stimulus is presented",
        "1,204,480,000",
        "✓ all equal",
        "<code>yuragi bench designs/digits.toml --engine rtl</code>",
        "<dt>seed</dt><dd>1</dd>",
        "CC BY 4.0",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("<figcaption>").count(), 10);
    // The page to look at when its design is changed.
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.html");
    fs::write(path, page).unwrap();
}

#[test]
fn a_page_loads_nothing() {
    let page = sample().html();
    for loader in [
        "http:", "https:", "//", "src=", "href=", "url(", "@import", "<script", "<link", "<img",
        "<object", "<iframe", "base64",
    ] {
        assert!(!page.contains(loader), "{loader}");
    }
}

#[test]
fn a_page_names_no_machine_path() {
    let page = sample().html();
    assert!(!page.contains(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn text_is_escaped_everywhere() {
    let evil = || "<script>alert('\"&\u{0}\u{1b}]]>".to_owned();
    let image = || Image {
        width: 1,
        pixels: vec![1.0],
    };
    let report = Report {
        subject: evil(),
        key_figures: vec![KeyFigure {
            value: evil(),
            name: evil(),
            detail: evil(),
        }],
        curve: Vec::new(),
        energy: Some(Account {
            table: Sheet {
                header: vec![evil()],
                rows: vec![vec![evil()]],
            },
            notes: vec![evil()],
        }),
        confusion: Some(Confusion {
            counts: vec![vec![1]],
            labels: vec![evil()],
        }),
        weights: Some(Weights {
            width: 1,
            of: evil(),
            neurons: vec![NeuronWeights {
                neuron: 0,
                weights: vec![1],
                strongest: Some(evil()),
            }],
        }),
        comparison: Some(Comparison {
            curves: vec![(evil(), vec![CurvePoint::default()])],
            table: Sheet {
                header: vec![evil(), evil()],
                rows: vec![vec![evil(), evil()]],
            },
            note: evil(),
        }),
        others: vec![Other {
            title: evil(),
            text: evil(),
            curve: vec![CurvePoint::default()],
            ..Other::default()
        }],
        generated: vec![Generated {
            label: evil(),
            samples: vec![image()],
        }],
        completed: vec![Completed {
            label: evil(),
            original: image(),
            given: vec![true],
            completed: image(),
        }],
        raster: Some(Raster {
            stimulus: Some((image(), evil())),
            groups: vec![SpikeGroup {
                name: evil(),
                spikes: vec![vec![true]],
                labels: vec![evil()],
            }],
        }),
        lockstep: vec![LockstepRun {
            design: evil(),
            engines: evil(),
            difference: Some(evil()),
            ..LockstepRun::default()
        }],
        figures: vec![Measurement {
            name: evil(),
            value: evil(),
            command: evil(),
        }],
        parameters: vec![(evil(), evil())],
        credit: evil(),
    };
    let page = assert_sound(&report);
    assert!(!page.contains("<script"));
    // Labels without room for all of it are cut short: the name of the class on two sides of the matrix, and those of images and neurons.
    let whole = page.matches("&lt;script&gt;alert(").count();
    let cut = page.matches("&lt;").count() - whole;
    assert_eq!((whole, cut), (29, 6));
}

#[test]
fn empty_parts_are_left_out() {
    let page = assert_sound(&Report::default());
    assert!(!page.contains("<section"));
    assert!(page.contains("Yuragi"));
    for (name, drawing) in drawings(&Report::default()) {
        assert!(drawing.svg().contains("no data"), "{name}");
    }
}

#[test]
fn a_difference_is_shown() {
    let run = LockstepRun {
        difference: Some("presentation 7: h[3]".into()),
        ..LockstepRun::default()
    };
    let page = Report {
        lockstep: vec![run],
        ..Report::default()
    }
    .html();
    assert!(page.contains("<td class=\"differs\">presentation 7: h[3]</td>"));
    assert!(!page.contains("all equal"));
}

#[test]
fn numbers_are_written_for_readers() {
    for (number, text) in [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (1_437_952, "1,437,952"),
        (u64::MAX, "18,446,744,073,709,551,615"),
    ] {
        assert_eq!(thousands(number), text);
    }
    assert_eq!(percent(0.95218), "95.2 %");
    assert_eq!(percent(f64::NAN), "–");
}

/// Relative luminance and contrast as WCAG 2.2 defines them.
fn contrast(a: &str, b: &str) -> f64 {
    let luminance = |colour: &str| {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    f64::max(a / b, b / a)
}

#[test]
fn text_is_readable_on_light_and_on_dark_paper() {
    let page = Report::default().html();
    let sets: Vec<&str> = page.split(":root{--").skip(1).collect();
    assert_eq!(sets.len(), 2, "light and dark");
    for set in sets {
        let colour = |name: &str| {
            let start = set.find(&format!("{name}:#")).unwrap() + name.len() + 1;
            &set[start..start + 7]
        };
        for (text, ground, least) in [
            ("ink", "paper", 7.0),
            ("muted", "paper", 4.5),
            ("accent", "paper", 4.5),
            // Vermilion is used for large or bold text and for areas.
            ("warm", "paper", 3.0),
            ("on", "accent", 4.5),
        ] {
            let found = contrast(colour(text), colour(ground));
            assert!(found >= least, "{text} on {ground}: {found:.2}");
        }
    }
}

/// More runs than there are colours, one of them without a curve.
#[test]
fn runs_side_by_side() {
    let run = |n: u64| {
        let point = |presentations: u64| CurvePoint {
            presentations,
            test: 0.5 + 0.01 * n as f64,
            ..CurvePoint::default()
        };
        let curve = if n == 3 {
            Vec::new()
        } else {
            vec![point(10), point(20)]
        };
        (format!("run {n}"), curve)
    };
    let page = assert_sound(&Report {
        comparison: Some(Comparison {
            curves: (0..9).map(run).collect(),
            table: Sheet {
                header: vec!["".into(), "run 0".into()],
                rows: vec![vec!["accuracy".into(), "81 %".into()]],
            },
            note: "Intervals are 95 %.".into(),
        }),
        energy: Some(Account {
            table: Sheet {
                header: vec!["".into(), "run 0".into()],
                rows: vec![vec!["learning".into(), "1 to 2 mJ".into()]],
            },
            notes: vec!["Never a measurement.".into()],
        }),
        ..Report::default()
    });
    for part in [
        "<h2>Runs side by side</h2>",
        "Test accuracy while learning",
        "<th scope=\"row\">accuracy</th><td>81 %</td>",
        "Intervals are 95 %.",
        "<h2>Energy, an estimate</h2>",
        "<th scope=\"row\">learning</th><td>1 to 2 mJ</td>",
        "Never a measurement.",
        "run 8",
    ] {
        assert!(page.contains(part), "{part}");
    }
}
