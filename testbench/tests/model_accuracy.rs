//! How well the model learns, as `yuragi learn` measures it.
//!
//! `make accuracy` runs the long test, which prints the table that the README quotes: a minute or two a row.

use yuragi::data::DataSet;
use yuragi::design::Design;
use yuragi::model::Model;
use yuragi::training::{Origin, Session};

/// A network that learns digits.
#[derive(Clone, Copy)]
struct Learner {
    name: &'static str,
    preset: &'static str,
    presentations: u64,
    make: fn(&Design) -> Model,
}

const WITH: fn(&Design) -> Model = |design| Model::new(design).expect("a design");
const WITHOUT: fn(&Design) -> Model = |design| Model::without_retrograde(design).expect("a design");

/// The accuracy on the test images of one split: what `yuragi learn --seed S --split-seed N` reports.
fn accuracy(learner: Learner, seed: u64, split_seed: u64) -> f64 {
    let design = Design::preset(learner.preset).expect("a preset");
    let origin = Origin {
        stored: false,
        seed,
        split_seed,
        path: None,
        target: learner.presentations,
    };
    let engine = Box::new((learner.make)(&design));
    let data = DataSet::digits().expect("digits");
    let mut session = Session::new(engine, &design, data, origin).expect("a run");
    session.advance(learner.presentations).expect("learned");
    session.test(&mut |_| ()).expect("tested").accuracy()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Standard error of the mean.
fn error(values: &[f64]) -> f64 {
    let (n, mean) = (values.len() as f64, mean(values));
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (n - 1.0) / n).sqrt()
}

/// The hypothesis is that the retrograde signal does nothing for learning. Five pairs of networks, with and without, each
/// pair of a seed and a split of its own: were the hypothesis true, Student's t of the differences would exceed
/// its 0.9995 quantile for four degrees of freedom once in 2,000 times.
#[test]
fn hidden_neurons_learn_from_the_retrograde_signal() {
    const QUANTILE: f64 = 8.610;
    let with = Learner {
        name: "with",
        preset: "digits",
        presentations: 20_000,
        make: WITH,
    };
    let without = Learner {
        make: WITHOUT,
        ..with
    };
    let pairs = (1..=5).map(|seed| [with, without].map(|learner| accuracy(learner, seed, seed)));
    let pairs: Vec<[f64; 2]> = pairs.collect();
    let differences: Vec<f64> = pairs.iter().map(|[with, without]| with - without).collect();
    let t = mean(&differences) / error(&differences);
    println!("{pairs:.3?}, t = {t:.1}");
    assert!(t > QUANTILE, "t = {t}, {pairs:?}");
}

/// Splits that a row's mean is over. Five splits tell a mean to about 0.006, sixty to 0.002.
const SPLITS: u64 = 60;

#[test]
#[ignore = "minutes: make accuracy"]
fn table() {
    let learner = |name, preset, presentations, make| Learner {
        name,
        preset,
        presentations,
        make,
    };
    // what is asked for, and whether as a least or as a greatest accuracy
    let rows = [
        (
            learner("digits, 64-64-10, B = 10", "digits", 400_000, WITH),
            0.945..1.0,
        ),
        (
            learner("digits-8bit, 64-64-10, B = 8", "digits-8bit", 400_000, WITH),
            0.93..1.0,
        ),
        (
            learner("generative, 0-32-74", "generative", 100_000, WITH),
            0.85..1.0,
        ),
        (
            learner("digits, fewer presentations", "digits", 100_000, WITH),
            0.85..1.0,
        ),
        (
            learner(
                "digits without retrograde signal",
                "digits",
                100_000,
                WITHOUT,
            ),
            0.0..0.5,
        ),
    ];
    println!(
        "\n{:<34} {:>13}  {:>11}  {:>19}  {:>14}",
        "test accuracy, seed 1", "presentations", "splits 1..5", "splits 1..60", "least, most"
    );
    let mut missed = Vec::new();
    for (learner, asked) in rows {
        let scores: Vec<f64> = (1..=SPLITS)
            .map(|split| accuracy(learner, 1, split))
            .collect();
        let (low, high) = scores.iter().fold((1.0_f64, 0.0_f64), |(low, high), &s| {
            (low.min(s), high.max(s))
        });
        println!(
            "{:<34} {:>13}  {:>11.4}  {:>10.4} ± {:.4}  {low:>6.3}, {high:>6.3}",
            learner.name,
            learner.presentations,
            mean(&scores[..5]),
            mean(&scores),
            error(&scores)
        );
        if !asked.contains(&mean(&scores)) {
            missed.push(format!(
                "{}: {:.4}, asked for {asked:?}",
                learner.name,
                mean(&scores)
            ));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
