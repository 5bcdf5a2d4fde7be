//! What the tables cost: how far the law that the chip samples is from the posterior with real-valued σ and f.

use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_testbench::oracle::Network;
use yuragi_testbench::oracle::sampling::{Chip, Shown, design};
use yuragi_testbench::statistics::{self, Suite, total_variation};

use crate::gibbs::{Rule, claims};

/// The promise, for each design.
const MOST: f64 = 0.01;

const DESIGNS: usize = 20;

/// Random designs with H = 6 and quanta of 2^-8 nats, and weights from their whole range of ±2 nats.
fn designs() -> Vec<(Design, Network)> {
    let mut chance = SplitMix64::new(0x9_0a47);
    let mut one = || {
        let neurons = [
            chance.within(0, 3) as usize,
            6,
            chance.within(2, 4) as usize,
        ];
        let design = design(neurons, 10, 8, [4, 2]);
        let network = Network::random(&design, &mut chance);
        (design, network)
    };
    (0..DESIGNS).map(|_| one()).collect()
}

/// Distances of what resampling ends in from the ideal posterior, for all inputs and all values of the outputs, all clamped.
fn distances(design: &Design, network: &Network) -> Vec<f64> {
    // intensities at which everything can come
    let shown = Shown {
        inputs: vec![128; design.network.inputs()],
        outputs: vec![Some(128); design.network.outputs()],
    };
    let distance = |(_, x, y): (f64, Vec<bool>, Vec<Option<bool>>)| {
        let v = network.potentials(&x);
        total_variation(
            &network.stationary(&v, &y),
            &network.ideal_posterior(&v, &y),
        )
    };
    shown.spikes().into_iter().map(distance).collect()
}

fn greatest(distances: &[f64]) -> f64 {
    distances.iter().copied().fold(0.0, f64::max)
}

#[test]
fn quantisation_costs_less_than_one_per_cent() {
    for (i, (design, network)) in designs().iter().enumerate() {
        let distances = distances(design, network);
        let most = greatest(&distances);
        println!(
            "design {i}: {:.3} % at most of {}",
            100.0 * most,
            distances.len()
        );
        assert!(most < MOST, "design {i}: {most}");
    }
}

/// The promise is one of the tables' resolution: with bins four times as wide it would be broken.
#[test]
fn coarser_quanta_cost_more() {
    let broken = designs().into_iter().filter(|(design, network)| {
        let mut coarse = network.clone();
        let weights = coarse.fan_in.iter_mut().chain(&mut coarse.fan_out);
        weights
            .flatten()
            .for_each(|w| *w = (*w as f64 / 64.0).round() as i64);
        coarse.quantum_log2 = 2;
        greatest(&distances(design, &coarse)) > MOST
    });
    let broken = broken.count();
    println!("quanta of 2^-2 nats: {broken} of {DESIGNS} above one per cent");
    assert!(broken > 0);
}

/// The table of docs/results/sampling.md: what each design's tables cost, and whether its chip samples what they say.
#[test]
#[ignore = "long"]
fn long_table() {
    let mut suite = Suite::of("gibbs on the model");
    let mut table = String::from(
        "design,inputs,outputs,mean_tv,greatest_tv,checks,smallest_p,score_clamped,score_partly,score_drawn\n",
    );
    println!("design  I  O  TV mean %  TV most %  checks  smallest p  scores");
    for (i, (design, network)) in designs().iter().enumerate() {
        let distances = distances(design, network);
        let mean = distances.iter().sum::<f64>() / distances.len() as f64;
        let most = greatest(&distances);
        assert!(most < MOST, "design {i}: {most}");
        let before = suite.checks().len();
        let mut chip = Chip::new("model", design);
        let (subject, seed) = ((design, network), 1_000 + i as u64);
        let runs = claims(&mut suite, &mut chip, subject, Rule::Right, 1_000_000, seed);
        let checks = &suite.checks()[before..];
        let least = checks.iter().map(|check| check.p).fold(1.0, f64::min);
        let scores: Vec<String> = runs.iter().map(|run| format!("{:.2}", run.score)).collect();
        let (inputs, outputs) = (design.network.inputs(), design.network.outputs());
        println!(
            "{i:6} {inputs:2} {outputs:2} {:10.3} {:10.3} {:7} {least:11.2e}  {}",
            100.0 * mean,
            100.0 * most,
            checks.len(),
            scores.join(" ")
        );
        table += &format!(
            "{i},{inputs},{outputs},{mean},{most},{},{least:e},{}\n",
            checks.len(),
            scores.join(",")
        );
    }
    statistics::save("designs.csv", &table);
    suite.save();
    suite.hold();
}
