//! The charts of the report: they show their data, and odd data too.

use crate::sample::sample;
use crate::sound::assert_sound;
use yuragi_figures::{
    Completed, Confusion, CurvePoint, Generated, Image, NeuronWeights, Raster, Report, SpikeGroup,
    Weights, accuracy_curve, flips_curve,
};

#[test]
fn odd_curves_are_drawn() {
    let point = |presentations, train, test, flips| CurvePoint {
        presentations,
        train,
        test,
        flips_up: flips,
        flips_down: flips / 2,
    };
    let nan = f64::NAN;
    for curve in [
        vec![point(0, 0.1, 0.1, 0)],
        vec![point(5, nan, nan, 0)],
        vec![point(5, nan, 0.5, 9), point(9, 0.5, nan, 3)],
        vec![
            point(0, f64::INFINITY, f64::NEG_INFINITY, 0),
            point(1, 0.2, 0.3, 1),
        ],
        vec![
            point(7, 1.0, 1.0, 7),
            point(7, 1.0, 1.0, 7),
            point(3, 0.0, 0.0, 9),
        ],
        vec![point(0, -3.0, 8.0, 0), point(u64::MAX, 1.0, 1.0, u64::MAX)],
        vec![
            point(u64::MAX, 0.5, 0.5, 0),
            point(u64::MAX - 1, 0.5, 0.5, 1),
        ],
        (0..5000).map(|n| point(n, 0.5, 0.6, n)).collect(),
    ] {
        assert_sound(&Report {
            curve,
            ..Report::default()
        });
    }
}

#[test]
fn a_curve_shows_its_last_values_and_skips_what_was_not_measured() {
    let measured = CurvePoint {
        presentations: 1000,
        train: f64::NAN,
        test: 0.875,
        flips_up: 5000,
        flips_down: 2000,
    };
    let later = CurvePoint {
        presentations: 3000,
        train: 0.9375,
        test: f64::NAN,
        flips_up: 6000,
        flips_down: 2500,
    };
    let accuracy = accuracy_curve(&[measured, later]).svg();
    assert!(accuracy.contains(">test 87.5 %<") && accuracy.contains(">train 93.8 %<"));
    let flips = flips_curve(&[measured, later]).svg();
    assert!(
        flips.contains(">opened 0.5<") && flips.contains(">closed 0.2<"),
        "{flips}"
    );
}

#[test]
fn every_colour_is_a_class() {
    let curve = sample().curve;
    for svg in [accuracy_curve(&curve).svg(), flips_curve(&curve).svg()] {
        let body = svg.split_once("</style>").unwrap().1;
        assert!(
            !body.contains('#'),
            "a literal colour would not follow dark mode"
        );
        assert!(!body.contains("font-family"));
    }
}

#[test]
fn odd_confusions_are_drawn() {
    let square = |classes: usize| vec![vec![1; classes]; classes];
    for counts in [
        square(1),
        square(74),
        square(1023)[..2].to_vec(),
        vec![vec![]],
        vec![vec![1], vec![], vec![1, 2, 3]],
        vec![vec![0, 0], vec![0, 0]],
        vec![vec![u64::MAX, u64::MAX], vec![u64::MAX, 1]],
    ] {
        let confusion = Some(Confusion {
            counts,
            labels: vec!["only".into()],
        });
        assert_sound(&Report {
            confusion,
            ..Report::default()
        });
    }
}

#[test]
fn a_confusion_matrix_shows_counts_and_recall() {
    let counts = vec![vec![30, 10], vec![0, 0]];
    let confusion = Confusion {
        counts,
        labels: vec!["cat".into()],
    };
    let svg = confusion.drawing().svg();
    for text in [">30<", ">10<", ">75 %<", ">–<", ">cat<", ">1<"] {
        assert!(svg.contains(text), "{text}");
    }
    let report = Report {
        confusion: Some(confusion),
        ..Report::default()
    };
    assert!(
        report
            .html()
            .contains("30 of 40 images lie on the diagonal (75.0 %)")
    );
}

#[test]
fn odd_images_are_drawn() {
    let odd = [
        Image::default(),
        Image {
            width: 0,
            pixels: vec![0.5; 7],
        },
        Image {
            width: usize::MAX,
            pixels: vec![0.5; 7],
        },
        Image {
            width: 3,
            pixels: vec![f32::NAN, f32::INFINITY, -1.0, 2.0],
        },
        Image {
            width: 1,
            pixels: vec![1.0; 300],
        },
    ];
    for image in odd {
        let generated = Generated {
            label: "0".into(),
            samples: vec![image.clone()],
        };
        let report = Report {
            generated: vec![generated.clone(), Generated::default(), generated],
            completed: vec![
                Completed {
                    original: image.clone(),
                    given: vec![false; 2],
                    ..Completed::default()
                },
                Completed {
                    completed: image.clone(),
                    given: vec![true; 400],
                    ..Completed::default()
                },
            ],
            raster: Some(Raster {
                stimulus: Some((image, "odd".into())),
                groups: vec![SpikeGroup {
                    spikes: vec![vec![true]],
                    ..SpikeGroup::default()
                }],
            }),
            ..Report::default()
        };
        assert_sound(&report);
    }
}

#[test]
fn odd_weights_are_drawn() {
    let neuron = |weights| NeuronWeights {
        neuron: 0,
        weights,
        strongest: None,
    };
    for (width, neurons) in [
        (8, vec![neuron(vec![0; 64])]),
        (0, vec![neuron(vec![i32::MIN, i32::MAX])]),
        (
            usize::MAX,
            vec![neuron(vec![1]), neuron(vec![]), neuron(vec![1, 2, 3])],
        ),
        (28, vec![neuron((0..784).collect()); 100]),
    ] {
        let weights = Some(Weights {
            width,
            of: "the hidden neurons".into(),
            neurons,
        });
        assert_sound(&Report {
            weights,
            ..Report::default()
        });
    }
}

#[test]
fn odd_rasters_are_drawn() {
    let group = |spikes, labels: usize| SpikeGroup {
        name: "group".into(),
        spikes,
        labels: vec!["n".into(); labels],
    };
    for groups in [
        vec![group(vec![], 0), group(vec![vec![]], 3)],
        vec![group(vec![vec![false; 74]; 64], 0)],
        vec![group(vec![vec![true; 74]; 64], 74)],
        vec![
            group(vec![vec![true], vec![], vec![true; 3]], 1),
            group(vec![vec![true]], 9),
        ],
        vec![group(vec![vec![true; 2]; 70_000], 0)],
    ] {
        let raster = Some(Raster {
            stimulus: None,
            groups,
        });
        assert_sound(&Report {
            raster,
            ..Report::default()
        });
    }
}

#[test]
fn a_raster_counts_the_spikes_of_named_neurons() {
    let spikes = (0..20).map(|n| vec![n < 13, n < 4]).collect();
    let labels = vec!["zero".into(), "one".into()];
    let group = SpikeGroup {
        name: "outputs".into(),
        spikes,
        labels,
    };
    let svg = Raster {
        stimulus: None,
        groups: vec![group],
    };
    let svg = svg.drawing().svg();
    for text in [
        ">13<",
        "yu-f-ink\">4<",
        "yu-f-accent yu-e yu-b\">zero<",
        "yu-f-ink yu-e\">one<",
    ] {
        assert!(svg.contains(text), "{text}");
    }
}
