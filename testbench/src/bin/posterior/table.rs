//! Tables of laws, enumerated, beside the posterior that is closest to each.

use yuragi_testbench::oracle::coupling::Draws;
use yuragi_testbench::oracle::learning::cases::{
    bundle, data, design, hidden_bundle, registers, unit,
};
use yuragi_testbench::oracle::learning::kernel::{Kernel, stationary};
use yuragi_testbench::oracle::learning::scatter::{HiddenUnit, covariance, mean_squares};
use yuragi_testbench::oracle::learning::{Chain, Fault, Moment};
use yuragi_testbench::oracle::posterior::{closest, landscape, posterior};

/// The observations that theory gives each bundle of a chain, 2·p_flip/(δ·D), D the mean square move in a presentation: least and most.
fn predicted(chain: &Chain, cycle: &[Kernel], law: &[f64], flip: f64) -> (f64, f64) {
    let squares = mean_squares(chain, cycle, law).into_iter();
    let each = squares.map(|d| 2.0 * flip / (chain.quantum() * d));
    (
        each.clone().fold(f64::INFINITY, f64::min),
        each.fold(0.0, f64::max),
    )
}

/// A line of the table: the law of the weights, enumerated, and the posterior that is closest to it.
fn row(name: &str, chain: &Chain, moments: &[Moment], flip: u16) {
    let cycle = Kernel::cycle(chain, moments);
    let law = stationary(&cycle);
    let (least, most) = predicted(chain, &cycle, &law, f64::from(flip) / 256.0);
    let (observations, distance) = closest(&landscape(chain), &law);
    let theory = if most > 1e6 {
        "no limit".to_owned()
    } else if most / least < 1.05 {
        format!("{least:.1}")
    } else {
        format!("{least:.1} to {most:.1}")
    };
    println!("| {name} | {theory} | {observations:.1} | {distance:.3} |");
}

const HEAD: &str = "| network, data, registers | N by theory | N of the closest posterior | TV to it |\n|---|---|---|---|";

/// Lines for outputs that learn alone, which have two draws: what is shown, and what is read out.
pub fn outputs() {
    println!("\n{HEAD}");
    for (quantum, bits, q) in [(1, 6, 192), (3, 8, 192), (5, 10, 192), (3, 8, 240)] {
        let chain = bundle(quantum, bits, registers(256, 0), &[&[q]]);
        row(
            &format!("one bundle, G = {quantum}, y = 1 in {q}/256"),
            &chain,
            &chain.random_period(),
            256,
        );
    }
    let listed: [&[u8]; 4] = [&[255], &[255], &[255], &[0]];
    let chain = bundle(3, 8, registers(256, 0), &listed);
    row(
        "one bundle, G = 3, four observations 1, 1, 1, 0 at random",
        &chain,
        &chain.random_period(),
        256,
    );
    row("the same, in turn", &chain, &chain.period(), 256);
    let chain = bundle(3, 5, registers(256, 0), &[&[255]]);
    row(
        "one bundle, G = 3, B = 5, y = 1 always",
        &chain,
        &chain.random_period(),
        256,
    );
    let stimuli: [&[u8]; 2] = [&[255, 160], &[0, 110]];
    for (quantum, bits, flip, noise) in [
        (3, 6, 256, 0),
        (3, 6, 64, 0),
        (3, 6, 8, 0),
        (3, 6, 128, 32),
        (3, 6, 64, 64),
    ] {
        let chain = unit(quantum, bits, registers(flip, noise), &stimuli);
        row(
            &format!("unit with an input and a bias, G = {quantum}, flip {flip}, noise {noise}"),
            &chain,
            &chain.random_period(),
            flip,
        );
    }
}

/// The chain with a draw for each spike of a hidden neuron, the law before this one.
fn two_draws(chain: &Chain) -> Chain {
    chain.with_fault(Fault::Draws(Draws::Two))
}

/// Lines for networks whose hidden neurons learn: with one draw, and with two.
pub fn hidden() {
    println!("\n{HEAD}");
    let both = |name: &str, chain: &Chain, flip: u16| {
        for (draws, chain) in [("one draw", chain.clone()), ("two draws", two_draws(chain))] {
            row(
                &format!("{name}, {draws}"),
                &chain,
                &chain.random_period(),
                flip,
            );
        }
    };
    for quantum in [2, 3, 4] {
        let output = [4 << quantum, -(2 << quantum)];
        let chain = hidden_bundle(quantum, quantum + 4, registers(256, 0), output, &[&[160]]);
        both(
            &format!("one bundle of a hidden neuron, G = {quantum}"),
            &chain,
            256,
        );
    }
    let weak = hidden_bundle(3, 7, registers(256, 0), [8, -4], &[&[140]]);
    both("the same, G = 3, weak weight to the output", &weak, 256);
    for (flip, noise) in [(256, 0), (64, 0), (64, 4), (64, 16), (64, 64)] {
        let chain = UNIT.chain(4, 6, registers(flip, noise));
        both(
            &format!("hidden unit, G = 4, flip {flip}, noise {noise}"),
            &chain,
            flip,
        );
    }
    let stimuli: [&[u8]; 2] = [&[255, 224], &[0, 32]];
    for (quantum, bits, flip, noise) in [
        (1, 3, 256, 0),
        (1, 3, 64, 0),
        (1, 3, 64, 8),
        (1, 3, 128, 64),
    ] {
        let chain = Chain::new(
            &design([1, 1, 1], bits, quantum),
            registers(flip, noise),
            data(&stimuli, 1),
        );
        both(
            &format!("1-1-1, B = {bits}, G = {quantum}, flip {flip}, noise {noise}"),
            &chain,
            flip,
        );
    }
}

/// The hidden unit of the tables.
const UNIT: HiddenUnit = HiddenUnit {
    output: [4.0, -2.0],
    shown: [150, 105],
};

/// How wide the law is about the maximum of the likelihood: enumerated, by theory, and the posterior that is closest.
pub fn scatter() {
    println!(
        "\nHidden unit with an input and a bias, G = 4, weights to the output {:?} nats, evidence in {:.3} of presentations with one draw, {:.3} with two:\n\n| registers | draws | variances, correlation | by theory | of the closest posterior | N by theory |\n|---|---|---|---|---|---|",
        UNIT.output,
        UNIT.evidence(true),
        UNIT.evidence(false)
    );
    let shown = |[x, xy, y]: [f64; 3]| format!("{x:.3}, {y:.3}, {:.2}", xy / (x * y).sqrt());
    for (flip, noise) in [(256, 0), (64, 0), (64, 4), (64, 16), (64, 64)] {
        let registers = registers(flip, noise);
        for (one, draws) in [(true, "one"), (false, "two")] {
            let chain = UNIT.chain(4, 6, registers);
            let chain = if one { chain } else { two_draws(&chain) };
            let law = stationary(&Kernel::cycle(&chain, &chain.random_period()));
            let landscape = landscape(&chain);
            let (observations, _) = closest(&landscape, &law);
            let ideal = covariance(&chain, &posterior(&landscape, observations));
            let [a, b] = UNIT.observations(chain.quantum(), registers, one);
            println!(
                "| flip {flip}, noise {noise} | {draws} | {} | {} | {} | {:.1} to {:.1} |",
                shown(covariance(&chain, &law)),
                shown(UNIT.scatter(chain.quantum(), registers, one)),
                shown(ideal),
                a.min(b),
                a.max(b)
            );
        }
    }
}

/// Whether weights linger where evidence is rare: how often the weight from the hidden neuron to the output is 0, where the neuron hears
/// nothing.
pub fn deaf() {
    println!(
        "\nP(weight from the hidden neuron to the output is 0) in 1-1-1, B = 3, G = 1, flip 256:\n\n| noise | one draw | two draws | closest posterior to one draw |\n|---|---|---|---|"
    );
    let stimuli: [&[u8]; 2] = [&[255, 224], &[0, 32]];
    for noise in [0, 8, 32, 128] {
        let chain = Chain::new(
            &design([1, 1, 1], 3, 1),
            registers(256, noise),
            data(&stimuli, 1),
        );
        let zero = |law: &[f64]| -> f64 {
            let states = law.iter().enumerate();
            states
                .filter(|(w, _)| chain.weight(*w, 2) == 0)
                .map(|(_, p)| p)
                .sum()
        };
        let law = |chain: &Chain| stationary(&Kernel::cycle(chain, &chain.random_period()));
        let one = law(&chain);
        let landscape = landscape(&chain);
        let (observations, _) = closest(&landscape, &one);
        println!(
            "| {noise} | {:.3} | {:.3} | {:.3} |",
            zero(&one),
            zero(&law(&two_draws(&chain))),
            zero(&posterior(&landscape, observations))
        );
    }
}
