//! That the retrograde signal matters for learning. How well networks learn is measured by `make accuracy`.

use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::options::{Ablation, Options};
use yuragi_training::data::DataSet;
use yuragi_training::{Division, Origin, Session};

/// Presentations of a run.
const PRESENTATIONS: u64 = 20_000;

const WITH: fn(&Design) -> Model = |design| Model::new(design).expect("a design");
const WITHOUT: fn(&Design) -> Model = |design| {
    let options = Options::default().without([Ablation::Retrograde]);
    Model::with_options(design, options).expect("a design")
};

/// The accuracy on the test images of one split: what `yuragi learn --seed S --split-seed N` reports.
fn accuracy(make: fn(&Design) -> Model, seed: u64, split_seed: u64) -> f64 {
    let design = Design::preset("digits").expect("a preset");
    let origin = Origin {
        stored: false,
        seed,
        split_seed,
        path: None,
        target: PRESENTATIONS,
        division: Division::Random,
    };
    let engine = Box::new(make(&design));
    let data = DataSet::digits().expect("digits");
    let mut session = Session::new(engine, &design, data, origin).expect("a run");
    session.advance(PRESENTATIONS).expect("learned");
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

/// The hypothesis is that the retrograde signal does nothing for learning: that hidden neurons which learn serve no
/// better than hidden neurons which keep their initial weights, which is what they do where no signal ever makes or
/// takes away a spike. Five pairs of networks, with and without, each pair of a seed and a split of its own: were the
/// hypothesis true, Student's t of the differences would exceed its 0.9995 quantile for four degrees of freedom once in
/// 2,000 times.
#[test]
fn hidden_neurons_learn_from_the_retrograde_signal() {
    const QUANTILE: f64 = 8.610;
    let pairs = (1..=5).map(|seed| [WITH, WITHOUT].map(|make| accuracy(make, seed, seed)));
    let pairs: Vec<[f64; 2]> = pairs.collect();
    let differences: Vec<f64> = pairs.iter().map(|[with, without]| with - without).collect();
    let t = mean(&differences) / error(&differences);
    println!("{pairs:.3?}, t = {t:.1}");
    assert!(t > QUANTILE, "t = {t}, {pairs:?}");
}
