//! The comparison of the chains with the optimisers.

use anyhow::Result;

use yuragi_figures::Figure;

use super::super::statistics::{Estimate, Scores, best_exponent, sharpened};
use super::panels::{against_spikes, calibration, curves, noises, unseen};
use super::predictor::{Predictor, SHARPENED, Score, probabilities};
use super::task::{CHAINS, Chain, Counts, LEVELS, Outcome, SAMPLES, SPIKES, Task, total};
use crate::findings::{Array, Findings, Reading, Table};
use crate::setup::Setup;

/// The scores in the table of predictors, each with its largest possible value; the smallest is 0.
const SCORES: [(&str, f64, Score); 4] = [
    ("accuracy", 1.0, |scores| scores.accuracy),
    ("calibration_error", 1.0, |scores| scores.calibration_error),
    ("surprise_bits", f64::INFINITY, |scores| scores.surprise),
    ("brier", 2.0, |scores| scores.brier),
];

pub(super) fn conclude(setup: &Setup, outcomes: &[(Task, Outcome)]) -> Result<Findings> {
    let splits: Vec<u64> = (1..=setup.seeds).collect();
    let labels = splits.iter().map(|&split| {
        let test = setup.split(split)?.test;
        Ok(test.iter().map(|&image| setup.data.label(image)).collect())
    });
    let labels: Vec<Vec<u16>> = labels.collect::<Result<_>>()?;
    let chains: Vec<Vec<&Chain>> = splits
        .iter()
        .map(|&split| chains_of(outcomes, split))
        .collect();
    let mut findings = Findings::default();

    let mut predictors = predictors(outcomes, &splits, &chains);
    let (sharp, exponents) = sharpen(&predictors[SHARPENED], &labels);
    predictors.push(sharp);
    let scores: Vec<Vec<Scores>> = (predictors.iter())
        .map(|p| {
            p.splits
                .iter()
                .zip(&labels)
                .map(|(p, labels)| Scores::of(p, labels))
                .collect()
        })
        .collect();
    tell(&predictors, &scores, &mut findings);
    findings.readings.push(Reading::new(
        "exponent that sharpens best",
        "",
        Estimate::of(&exponents),
    ));

    let (spikes, panel_accuracy) = against_spikes(
        &chains,
        &labels,
        ["Accuracy against presentations", "test accuracy"],
        (1.0, |s| s.accuracy),
    );
    let (surprise, panel_surprise) = against_spikes(
        &chains,
        &labels,
        [
            "Surprise against presentations",
            "surprise of the true class (bits)",
        ],
        (f64::INFINITY, |s| s.surprise),
    );
    findings.tables.push(curves(spikes, surprise));
    let (noise, panel_noise) = noises(setup, &chains);
    findings.readings.extend(noise);
    let left_out = |outcome: &(Task, Outcome)| matches!(outcome.1, Outcome::LeftOut(_));
    let mut panels = vec![
        calibration(&predictors, &labels, &mut findings),
        panel_accuracy,
        panel_surprise,
        panel_noise,
    ];
    if outcomes.iter().any(left_out) {
        panels.extend(unseen(setup, outcomes, &mut findings));
    }
    keep(&predictors, &mut findings);
    let figure = Figure {
        title: format!(
            "What averages over samples of weights and spikes gain, {}",
            setup.what_is_learned()
        ),
        columns: 2,
        panels,
        caption: setup.intervals("Error bars and bands"),
    };
    findings.figures.push(("posterior".into(), figure));
    Ok(findings)
}

fn chains_of(outcomes: &[(Task, Outcome)], wanted: u64) -> Vec<&Chain> {
    let chains = outcomes.iter().filter_map(|outcome| match outcome {
        (Task::Chain { split, .. }, Outcome::Chain(chain)) if *split == wanted => Some(chain),
        _ => None,
    });
    chains.collect()
}

/// All ways to predict, in the order of the table.
fn predictors(
    outcomes: &[(Task, Outcome)],
    splits: &[u64],
    chains: &[Vec<&Chain>],
) -> Vec<Predictor> {
    let all = usize::from(SPIKES) * SAMPLES;
    let sampled = |name: String, counts: &dyn Fn(&[&Chain]) -> Counts| Predictor {
        name,
        splits: chains
            .iter()
            .map(|chains| probabilities(&counts(chains)))
            .collect(),
    };
    let level = SPIKES.ilog2() as usize;
    let optimised = |name: &str, is: &dyn Fn(&Task) -> Option<u64>| {
        let of = |wanted: &u64| {
            outcomes.iter().find_map(|(task, outcome)| match outcome {
                Outcome::Probabilities(p) if is(task) == Some(*wanted) => Some(p.clone()),
                _ => None,
            })
        };
        Predictor {
            name: name.into(),
            splits: splits.iter().filter_map(of).collect(),
        }
    };
    vec![
        sampled(format!("one weight sample, {SPIKES} spikes"), &|chains| {
            chains[0].one[level].clone()
        }),
        sampled(format!("one weight sample, {all} spikes"), &|chains| {
            chains[0].one[LEVELS - 1].clone()
        }),
        sampled(
            format!("{SAMPLES} weight samples, {all} spikes"),
            &|chains| chains[0].many.last().cloned().unwrap_or_default(),
        ),
        sampled(format!("{CHAINS} chains, {all} spikes"), &|chains| {
            total(chains.iter().map(|chain| &chain.share))
        }),
        optimised("logistic regression", &|task| match task {
            Task::Logistic { split } => Some(*split),
            _ => None,
        }),
        optimised("perceptron, one hidden layer", &|task| match task {
            Task::Perceptron { split } => Some(*split),
            _ => None,
        }),
    ]
}

/// A predictor with sharpened distributions, and the mean exponent of each split. The exponent for each half of the
/// test images is fitted on the other half.
fn sharpen(predictor: &Predictor, labels: &[Vec<u16>]) -> (Predictor, Vec<f64>) {
    let mut exponents = Vec::new();
    let splits = predictor
        .splits
        .iter()
        .zip(labels)
        .map(|(predictions, labels)| {
            let middle = labels.len() / 2;
            let (first, second) = predictions.split_at(middle);
            let exponent = [
                best_exponent(second, &labels[middle..]),
                best_exponent(first, &labels[..middle]),
            ];
            exponents.push((exponent[0] + exponent[1]) / 2.0);
            let sharp = |half: &[Vec<f64>], exponent: f64| -> Vec<Vec<f64>> {
                half.iter().map(|p| sharpened(p, exponent)).collect()
            };
            [sharp(first, exponent[0]), sharp(second, exponent[1])].concat()
        });
    let splits = splits.collect();
    let name = format!("{}, sharpened", predictor.name);
    (Predictor { name, splits }, exponents)
}

/// Adds the table of all predictors, and its numbers as readings.
fn tell(predictors: &[Predictor], scores: &[Vec<Scores>], findings: &mut Findings) {
    let mut table = Table::new(
        "predictors",
        &["predictor", "score", "splits", "mean", "low", "high"],
    );
    let values = |which: usize, of: fn(&Scores) -> f64| -> Vec<f64> {
        scores[which].iter().map(of).collect()
    };
    for (which, predictor) in predictors.iter().enumerate() {
        for (score, most, of) in SCORES {
            let e = Estimate::within(&values(which, of), (0.0, most));
            table.row(&[&predictor.name, &score, &e.n, &e.mean, &e.low, &e.high]);
            let what = format!("{}: {}", predictor.name, score.replace('_', " "));
            findings.readings.push(Reading::new(what, "", e));
        }
    }
    findings.tables.push(table);
    for (score, most, of) in SCORES {
        let one = values(1, of);
        for (which, than) in [(2, "weight samples"), (3, "chains")] {
            let many = values(which, of);
            let gained = many.iter().zip(&one).map(|(many, one)| many - one);
            let gained: Vec<f64> = gained.collect();
            let gained = Estimate::within(&gained, (-most, most));
            let what = format!(
                "{}: many {than} minus one, same spikes",
                score.replace('_', " ")
            );
            findings.readings.push(Reading::new(what, "", gained));
        }
    }
}

/// Adds the predictions of every image, for other analyses.
fn keep(predictors: &[Predictor], findings: &mut Findings) {
    for (number, predictor) in predictors.iter().enumerate() {
        let shape = [
            predictor.splits.len(),
            predictor.splits.first().map_or(0, Vec::len),
            predictor
                .splits
                .first()
                .and_then(|split| split.first())
                .map_or(0, Vec::len),
        ];
        let values = predictor
            .splits
            .iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        findings
            .arrays
            .push(Array::new(format!("predictions_{number}"), &shape, values));
    }
}
