//! The panels of the figure, each with its table.

use yuragi_figures::{Axis, Mark, Panel, Plot, Point, Scale, Series};

use super::super::statistics::{Estimate, Scores, reliability};
use super::predictor::{Predictor, SHARPENED, Score, probabilities};
use super::task::{Chain, Counts, KINDS, LEVELS, LeftOut, Outcome, SAMPLES, SPIKES, Task};
use crate::findings::{Findings, Reading, Table};
use crate::setup::Setup;

/// Bins of the reliability curve.
const BINS: usize = 10;

/// The reliability curves.
pub(super) fn calibration(
    predictors: &[Predictor],
    labels: &[Vec<u16>],
    findings: &mut Findings,
) -> Panel {
    let mut table = Table::new(
        "reliability",
        &[
            "predictor",
            "bin",
            "predictions",
            "confidence",
            "accuracy",
            "low",
            "high",
        ],
    );
    let diagonal = [Point::new(0.0, 0.0), Point::new(1.0, 1.0)];
    let mut series = vec![Series::new("", 6, Mark::Dashed, diagonal)];
    for (colour, which) in [SHARPENED, 6, 5].into_iter().enumerate() {
        let predictor = &predictors[which];
        let curves: Vec<_> = (predictor.splits.iter().zip(labels))
            .map(|(predictions, labels)| reliability(predictions, labels, BINS))
            .collect();
        let mut points = Vec::new();
        for bin in 0..BINS {
            let filled: Vec<_> = curves
                .iter()
                .map(|curve| curve[bin])
                .filter(|bin| bin.n > 0)
                .collect();
            let n: usize = filled.iter().map(|bin| bin.n).sum();
            // a mean of few predictions says nothing
            if n < 20 || filled.len() < 2 {
                continue;
            }
            let confidence = filled
                .iter()
                .map(|bin| bin.n as f64 * bin.confidence)
                .sum::<f64>()
                / n as f64;
            let e = Estimate::of_shares(&filled.iter().map(|bin| bin.accuracy).collect::<Vec<_>>());
            table.row(&[
                &predictor.name,
                &bin,
                &n,
                &confidence,
                &e.mean,
                &e.low,
                &e.high,
            ]);
            points.push(e.at(confidence));
        }
        let name = ["32 weight samples", "the same, sharpened", "perceptron"][colour];
        series.push(Series::new(name, colour, Mark::LineDots, points));
    }
    findings.tables.push(table);
    Panel::Plot(Plot {
        title: "Reliability of the predicted probabilities".into(),
        x: Axis::percent("probability of the predicted class").from_to(0.0, 1.0),
        y: Axis::percent("share classified correctly").from_to(0.0, 1.0),
        series,
        ..Plot::default()
    })
}

/// The range of an entropy.
const ENTROPY: (f64, f64) = (0.0, f64::INFINITY);

/// Lines of a panel against spikes counted: names, spikes and estimates.
pub(super) type Lines = Vec<(&'static str, Vec<(f64, Estimate)>)>;

/// A score against spikes counted: with one weight sample, and with one more sample for every 64 spikes.
pub(super) fn against_spikes(
    chains: &[Vec<&Chain>],
    labels: &[Vec<u16>],
    [title, what]: [&str; 2],
    (most, score): (f64, Score),
) -> (Lines, Panel) {
    let estimate = |counts: &dyn Fn(&Chain) -> Counts| {
        let of = |(chains, labels): (&Vec<&Chain>, &Vec<u16>)| {
            score(&Scores::of(&probabilities(&counts(chains[0])), labels))
        };
        let values: Vec<f64> = chains.iter().zip(labels).map(of).collect();
        Estimate::within(&values, (0.0, most))
    };
    let one = (0..LEVELS).map(|level| {
        (
            f64::from(1 << level),
            estimate(&|chain| chain.one[level].clone()),
        )
    });
    let many = (0..=SAMPLES.ilog2() as usize).map(|level| {
        let spikes = f64::from(SPIKES) * f64::from(1 << level);
        (spikes, estimate(&|chain| chain.many[level].clone()))
    });
    let lines: Lines = vec![
        ("one weight sample", one.collect()),
        ("64 spikes a sample", many.collect()),
    ];
    let names = [
        "one weight sample",
        "a new weight sample every 64 presentations",
    ];
    let series = lines.iter().enumerate().map(|(colour, (_, points))| {
        let points = points.iter().map(|(x, estimate)| estimate.at(*x));
        Series::new(names[colour], colour, Mark::Line, points)
    });
    let y = if what.contains("accuracy") {
        Axis::percent(what)
    } else {
        Axis::new(what)
    };
    let panel = Panel::Plot(Plot {
        title: title.into(),
        x: Axis::log("presentations counted"),
        y,
        series: series.collect(),
        ..Plot::default()
    });
    (lines, panel)
}

pub(super) fn curves(accuracy: Lines, surprise: Lines) -> Table {
    let mut table = Table::new(
        "spikes",
        &["weights", "score", "presentations", "mean", "low", "high"],
    );
    for (score, lines) in [("accuracy", accuracy), ("surprise_bits", surprise)] {
        for (name, points) in lines {
            for (spikes, e) in points {
                table.row(&[&name, &score, &spikes, &e.mean, &e.low, &e.high]);
            }
        }
    }
    table
}

/// Entropy on test images and on noise.
pub(super) fn noises(setup: &Setup, chains: &[Vec<&Chain>]) -> (Vec<Reading>, Panel) {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let mut readings = Vec::new();
    let mut series = Vec::new();
    for (colour, (which, weights)) in [(1, "one weight sample"), (0, "32 weight samples")]
        .into_iter()
        .enumerate()
    {
        let estimates: Vec<Estimate> = (0..KINDS.len())
            .map(|kind| {
                let values = chains.iter().map(|c| mean(&c[0].noise[kind][which]));
                Estimate::within(&values.collect::<Vec<_>>(), ENTROPY)
            })
            .collect();
        for (kind, estimate) in KINDS.iter().zip(&estimates) {
            readings.push(Reading::new(
                format!("entropy on {kind}, {weights}"),
                "bits",
                *estimate,
            ));
        }
        let points = estimates
            .iter()
            .enumerate()
            .map(|(kind, e)| e.at(kind as f64));
        series.push(Series::new(weights, colour, Mark::Bars, points));
    }
    let names = ["test images", "shuffled", "uniform"]
        .map(String::from)
        .to_vec();
    let panel = Panel::Plot(Plot {
        title: "Uncertainty on test images and on noise".into(),
        x: Axis::new("images").scaled(Scale::Names(names)),
        y: Axis::new("entropy of the classes (bits)").from_to(0.0, most_entropy(setup)),
        series,
        ..Plot::default()
    });
    (readings, panel)
}

/// The entropy of the uniform distribution over the classes, in bits.
fn most_entropy(setup: &Setup) -> f64 {
    (setup.data.classes().max(2) as f64).log2()
}

/// How well unseen classes stand out.
pub(super) fn unseen(
    setup: &Setup,
    outcomes: &[(Task, Outcome)],
    findings: &mut Findings,
) -> [Panel; 2] {
    let mut table = Table::new(
        "left_out",
        &[
            "class",
            "seed",
            "entropy_known",
            "entropy_unseen",
            "auroc_one",
            "auroc_many",
        ],
    );
    let found: Vec<(u16, u64, &LeftOut)> = (outcomes.iter())
        .filter_map(|outcome| match outcome {
            (Task::LeftOut { class, seed }, Outcome::LeftOut(left)) => Some((*class, *seed, left)),
            _ => None,
        })
        .collect();
    for (class, seed, left) in &found {
        table.row(&[
            class,
            seed,
            &left.known,
            &left.unseen,
            &left.one,
            &left.many,
        ]);
    }
    findings.tables.push(table);
    let found = &found;
    let classes = setup.data.classes();
    // a mean over the classes for each seed: seeds are what is independent
    let by_seed = |of: fn(&LeftOut) -> f64| -> Vec<f64> {
        let mean = |seed: u64| {
            let own = found.iter().filter(|(_, s, _)| *s == seed);
            own.map(|(_, _, left)| of(left)).sum::<f64>() / classes as f64
        };
        (1..=setup.seeds).map(mean).collect()
    };
    let by_class = |range: (f64, f64), of: fn(&LeftOut) -> f64| {
        let points = (0..classes as u16).map(move |class| {
            let own = found.iter().filter(|(c, _, _)| *c == class);
            let values: Vec<f64> = own.map(|(_, _, left)| of(left)).collect();
            Estimate::within(&values, range).at(f64::from(class))
        });
        points.collect::<Vec<_>>()
    };
    let (one, many) = (by_seed(|left| left.one), by_seed(|left| left.many));
    for (what, unit, estimate) in [
        (
            "entropy on known classes, the unseen class left out",
            "bits",
            Estimate::within(&by_seed(|left| left.known), ENTROPY),
        ),
        (
            "entropy on the unseen class",
            "bits",
            Estimate::within(&by_seed(|left| left.unseen), ENTROPY),
        ),
        (
            "unseen classes stand out, area, one weight sample",
            "",
            Estimate::of_shares(&one),
        ),
        (
            "unseen classes stand out, area, 8 weight samples",
            "",
            Estimate::of_shares(&many),
        ),
        (
            "area: many weight samples minus one, same spikes",
            "",
            Estimate::of_differences_of_shares(&many, &one),
        ),
    ] {
        findings.readings.push(Reading::new(what, unit, estimate));
    }
    let names: Vec<String> = (0..classes).map(|class| class.to_string()).collect();
    let panel = |title: &str, y: Axis, lines: [(&str, Vec<Point>); 2]| {
        let series = lines.into_iter().enumerate();
        let series = series.map(|(colour, (name, points))| {
            // side by side
            let points = points.into_iter().map(|point: Point| Point {
                x: point.x + 0.24 * colour as f64 - 0.12,
                ..point
            });
            Series::new(name, colour, Mark::Dots, points)
        });
        Panel::Plot(Plot {
            title: title.into(),
            x: Axis::new("class left out of learning").scaled(Scale::Names(names.clone())),
            y,
            series: series.collect(),
            ..Plot::default()
        })
    };
    [
        panel(
            "Uncertainty on classes known and not known",
            Axis::new("mean entropy (bits)").from_to(0.0, most_entropy(setup)),
            [
                ("known classes", by_class(ENTROPY, |left| left.known)),
                ("unseen class", by_class(ENTROPY, |left| left.unseen)),
            ],
        ),
        panel(
            "How well entropy tells the unknown class",
            Axis::new("area under the ROC curve").from_to(0.5, 1.0),
            [
                ("one weight sample", by_class((0.0, 1.0), |left| left.one)),
                ("8 weight samples", by_class((0.0, 1.0), |left| left.many)),
            ],
        ),
    ]
}
