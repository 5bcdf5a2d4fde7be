//! All outputs free: what the network says of its own accord, jointly and counted over many presentations.

use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::chain::step;
use yuragi_testbench::oracle::sampling::{Chip, Effort, Shown, random_design, small};
use yuragi_testbench::oracle::{Network, intensity, product};
use yuragi_testbench::statistics::{Suite, binomial, multinomial, multinomials};

/// What is held to be the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Right,
    /// 254 spikes with 254/255.
    IntensityBy255,
    /// The hidden layer has no bias neuron.
    BiasForgotten,
    /// Every output hears its neighbour's weights.
    OutputsSwapped,
}

const FAULTS: [Rule; 3] = [
    Rule::IntensityBy255,
    Rule::BiasForgotten,
    Rule::OutputsSwapped,
];

/// P(count) of n independent spikes.
fn counts_of(n: u16, p: f64) -> Vec<f64> {
    let mut law = vec![1.0];
    for _ in 0..n {
        let silent = law.iter().copied().chain([0.0]);
        let spiking = [0.0].into_iter().chain(law.iter().copied());
        let more = silent.zip(spiking);
        law = more.map(|(q, r)| q * (1.0 - p) + r * p).collect();
    }
    law
}

/// Presentations that are counted together.
const TOGETHER: u16 = 8;

fn claims(
    suite: &mut Suite,
    chip: &mut Chip,
    network: &Network,
    rule: Rule,
    shown: &Shown,
    draws: usize,
    seed: u64,
) {
    let design = format!("network {seed}");
    let (hidden, outputs) = (network.hidden(), network.outputs());
    let mut believed = network.clone();
    match rule {
        Rule::BiasForgotten => believed.fan_out[hidden].fill(0),
        Rule::OutputsSwapped => believed.fan_out.iter_mut().for_each(|row| row.swap(0, 1)),
        _ => (),
    }
    let spike = |q: &u8| match rule {
        Rule::IntensityBy255 => f64::from(*q) / 255.0,
        _ => intensity(*q),
    };
    let of_inputs = product(&shown.inputs.iter().map(spike).collect::<Vec<_>>());
    let of_hidden: Vec<Vec<f64>> = (0..of_inputs.len())
        .map(|x| {
            let x: Vec<bool> = (0..shown.inputs.len()).map(|i| x >> i & 1 == 1).collect();
            believed.prediction(&believed.potentials(&x))
        })
        .collect();
    let of_outputs = believed.readouts();
    let outputs_law = step(&step(&of_inputs, &of_hidden), &of_outputs);
    let mut x = vec![0; of_inputs.len()];
    let mut h = vec![vec![0; 1 << hidden]; of_inputs.len()];
    let mut y_by_h = vec![vec![0; 1 << outputs]; 1 << hidden];
    let mut y = vec![0; 1 << outputs];
    // a dwell says nothing where nothing is clamped
    chip.begin(seed, network, 3, 5);
    chip.show(shown);
    for _ in 0..draws {
        let seen = chip.present();
        assert_eq!(
            (seen.hidden, seen.outputs),
            (seen.predicted, seen.readout),
            "{design}: all free"
        );
        x[seen.inputs] += 1;
        h[seen.inputs][seen.hidden] += 1;
        y_by_h[seen.hidden][seen.outputs] += 1;
        y[seen.outputs] += 1;
    }
    let rows = |counts: &[Vec<u64>], laws: &[Vec<f64>]| {
        let pairs = counts.iter().zip(laws);
        multinomials(pairs.map(|(counts, law)| (&counts[..], &law[..])))
    };
    suite.check(format!("{design}, x"), multinomial(&x, &of_inputs));
    for (i, q) in shown.inputs.iter().enumerate() {
        let states = x.iter().enumerate().filter(|(x, _)| x >> i & 1 == 1);
        let spikes = states.map(|(_, count)| count).sum();
        let p = binomial(spikes, draws as u64, spike(q));
        suite.check(format!("{design}, input {i}"), p);
    }
    suite.check(format!("{design}, h given x"), rows(&h, &of_hidden));
    suite.check(format!("{design}, y given h"), rows(&y_by_h, &of_outputs));
    suite.check(format!("{design}, y"), multinomial(&y, &outputs_law));
    let marginal = |k: usize| -> f64 {
        let states = outputs_law.iter().enumerate();
        states
            .filter(|(y, _)| y >> k & 1 == 1)
            .map(|(_, p)| p)
            .sum()
    };
    let mut counts = vec![vec![0; usize::from(TOGETHER) + 1]; outputs];
    for _ in 0..draws / 4 {
        for (counts, count) in counts.iter_mut().zip(chip.counts(TOGETHER)) {
            counts[usize::from(count)] += 1;
        }
    }
    for (k, counts) in counts.iter().enumerate() {
        let law = counts_of(TOGETHER, marginal(k));
        suite.check(
            format!("{design}, spikes of output {k} in {TOGETHER}"),
            multinomial(counts, &law),
        );
    }
    let many = draws.min(65_535) as u16;
    for (k, count) in chip.counts(many).into_iter().enumerate() {
        let p = binomial(count.into(), many.into(), marginal(k));
        suite.check(format!("{design}, spikes of output {k} in {many}"), p);
    }
}

/// Random networks, the first of them of the design `small`, on an engine.
fn suite(name: &str, rule: Rule, effort: Effort) -> Suite {
    let mut suite = Suite::of(if name == "rtl" {
        "forward on the rtl"
    } else {
        "forward on the model"
    });
    let mut chance = SplitMix64::new(0xf0e5);
    let mut chip = Chip::new(name, &small());
    for i in 0..effort.networks {
        let mut design = small();
        if i > 0 && name == "model" {
            design = random_design(&mut chance);
            chip = Chip::new(name, &design);
        }
        let network = Network::random(&design, &mut chance);
        let mut shown = Shown::random(&design, 0, false, &mut chance);
        if let Some(first) = shown.inputs.first_mut() {
            *first = 254;
        }
        let seed = chance.word();
        claims(
            &mut suite,
            &mut chip,
            &network,
            rule,
            &shown,
            effort.draws,
            seed,
        );
    }
    suite
}

const MODEL: Effort = Effort {
    networks: 6,
    draws: 200_000,
};
const RTL: Effort = Effort {
    networks: 2,
    draws: 20_000,
};

#[test]
fn model_runs_free() {
    suite("model", Rule::Right, MODEL).hold();
}

#[test]
fn rtl_runs_free() {
    suite("rtl", Rule::Right, RTL).hold();
}

/// Each faulty law is rejected with as few draws as the Verilog's test has.
#[test]
fn faulty_laws_are_rejected() {
    for fault in FAULTS {
        suite("model", fault, RTL).must_reject(fault);
    }
}

#[test]
#[ignore = "long"]
fn long_free_runs() {
    for (name, networks, effort) in [("model", 20, MODEL), ("rtl", 2, RTL)] {
        let draws = 10 * effort.draws;
        let effort = Effort { networks, draws };
        let suite = suite(name, Rule::Right, effort);
        suite.save();
        suite.hold();
    }
}
