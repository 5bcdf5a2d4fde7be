//! What learning samples beside the Bayesian posterior: tables, and plots with their data in a folder, by default `out/sampling`.

use std::fs;
use std::path::Path;

mod plot;

use anyhow::Context;
use yuragi::chance::SplitMix64;
use yuragi_testbench::learning::cases::{bundle, data, design, registers, unit};
use yuragi_testbench::learning::chip::Chip;
use yuragi_testbench::learning::kernel::{Kernel, stationary};
use yuragi_testbench::learning::{Chain, Moment};
use yuragi_testbench::oracle::Network;
use yuragi_testbench::posterior::{
    Gibbs, closest, landscape, log_likelihood, mean_log_likelihood, posterior,
};
use yuragi_testbench::statistics::total_variation;

use plot::{plot, series};

const SEED: u64 = 1;

/// The observations that theory gives each bundle of a chain, 2·p_flip/(δ·D), D the mean square move in a presentation: least and most.
fn predicted(chain: &Chain, cycle: &[Kernel], law: &[f64], flip: f64) -> (f64, f64) {
    let mut squares = vec![0.0; chain.bundles()];
    let mut here = law.to_vec();
    for kernel in cycle {
        for (weights, p) in here.iter().enumerate() {
            let (to, q) = kernel.row(weights);
            for (&to, q) in to.iter().zip(q) {
                for (bundle, square) in squares.iter_mut().enumerate() {
                    let moved = chain.weight(to as usize, bundle) - chain.weight(weights, bundle);
                    *square += p * q * (moved * moved) as f64 / cycle.len() as f64;
                }
            }
        }
        here = kernel.apply(&here);
    }
    let each = squares.iter().map(|d| 2.0 * flip / (chain.quantum() * d));
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

fn table() {
    println!(
        "| network, data, registers | N by theory | N of the closest posterior | TV to it |\n|---|---|---|---|"
    );
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
    let stimuli: [&[u8]; 2] = [&[255, 224], &[0, 32]];
    for (quantum, bits, flip, noise) in [
        (0, 3, 256, 0),
        (1, 3, 256, 0),
        (1, 3, 64, 0),
        (1, 3, 128, 64),
    ] {
        let chain = Chain::new(
            &design([1, 1, 1], bits, quantum),
            registers(flip, noise),
            data(&stimuli, 1),
        );
        row(
            &format!("1-1-1, B = {bits}, G = {quantum}, flip {flip}, noise {noise}"),
            &chain,
            &chain.random_period(),
            flip,
        );
    }
}

/// How far the mean move is from the gradient of the log-likelihood, for one hidden neuron and for two.
fn gradients() {
    println!(
        "\n| network | sweeps | largest gradient | mean move off by, root of mean square |\n|---|---|---|---|"
    );
    for hidden in [1, 2, 3] {
        for sweeps in [1, 2, 5] {
            let registers = yuragi::network::Registers {
                sweeps,
                ..registers(256, 0)
            };
            let stimuli: [&[u8]; 2] = [&[255, 200, 30], &[0, 60, 255]];
            let chain = Chain::new(&design([1, hidden, 2], 4, 8), registers, data(&stimuli, 2));
            let mut chance = SplitMix64::new(SEED);
            let (mut squares, mut largest, mut n) = (0.0_f64, 0.0_f64, 0.0);
            for _ in 0..60 {
                // weights of ±2 nats, more than the bits of the chain hold: so by the network's own evidence
                let network = random_network([1, hidden, 2], 8, 512, &mut chance);
                let moves = chain.mean_move(&network, chain.random_period()[0]);
                for (bundle, mean) in moves.into_iter().enumerate() {
                    let gradient = gradient(&chain, &network, bundle);
                    squares += (mean - gradient).powi(2);
                    largest = largest.max(gradient.abs());
                    n += 1.0;
                }
            }
            println!(
                "| 1-{hidden}-2 | {sweeps} | {largest:.3} | {:.4} |",
                (squares / n).sqrt()
            );
        }
    }
}

fn random_network(
    [inputs, hidden, outputs]: [usize; 3],
    quantum_log2: u32,
    reach: i64,
    chance: &mut SplitMix64,
) -> Network {
    let mut rows = |rows: usize, n: usize| -> Vec<Vec<i64>> {
        (0..rows)
            .map(|_| (0..n).map(|_| chance.within(-reach, reach)).collect())
            .collect()
    };
    Network {
        quantum_log2,
        fan_in: rows(hidden, inputs + 1),
        fan_out: rows(hidden + 1, outputs),
    }
}

/// ∂/∂w of the mean log-likelihood, per nat: by quanta 2^12 times as fine.
fn gradient(chain: &Chain, network: &Network, bundle: usize) -> f64 {
    let at = |step: i64| {
        let mut fine = network.clone();
        fine.quantum_log2 += 12;
        let places = fine.fan_in.iter_mut().chain(&mut fine.fan_out).flatten();
        places
            .enumerate()
            .for_each(|(n, w)| *w = (*w << 12) + if n == bundle { step } else { 0 });
        mean_log_likelihood(chain, &fine)
    };
    (at(256) - at(-256)) / 512.0 * f64::from(1 << (network.quantum_log2 + 12))
}

/// The law of one bundle: enumerated, on the model and on the Verilog, and the closest posterior.
fn one_bundle(folder: &Path) -> anyhow::Result<()> {
    let (quantum, q) = (2, 192);
    let chain = bundle(quantum, 7, registers(256, 0), &[&[q]]);
    let law = stationary(&Kernel::cycle(&chain, &chain.random_period()));
    let landscape = landscape(&chain);
    let (observations, distance) = closest(&landscape, &law);
    let nats = |w: usize| chain.weight(w, 0) as f64 * chain.quantum();
    let shown = |p: &[f64]| {
        p.iter()
            .copied()
            .enumerate()
            .map(|(w, p)| (nats(w), p))
            .filter(|(a, _)| (-2.5..=5.0).contains(a))
            .collect::<Vec<_>>()
    };
    let mut all = vec![
        series("the chain, enumerated", false, shown(&law)),
        series(
            format!("posterior of {observations:.1} observations"),
            false,
            shown(&posterior(&landscape, observations)),
        ),
    ];
    // a hidden neuron whose bias is at its rail spikes once in 65,536 times
    let on_chip = design([0, 1, 1], 7, quantum);
    let copy = Chain::new(&on_chip, registers(256, 0), data(&[&[q]], 1))
        .with_frozen_fan_in(vec![vec![-64]]);
    for (engine, presentations) in [("model", 2_000_000), ("rtl", 60_000)] {
        let mut chip = Chip::new(engine, &on_chip, &copy, SEED);
        chip.load_with_fan_in(&on_chip, copy.state_of(&[0, 0]));
        let mut counts = vec![0.0; law.len()];
        (0..presentations).for_each(|t| {
            counts[(copy.weight(chip.present(t), 1) + 64) as usize] += 1.0 / presentations as f64
        });
        println!(
            "{engine}, {presentations} presentations: TV to the enumerated law {:.4}",
            total_variation(&counts, &law)
        );
        all.push(series(
            format!("{engine}, {presentations} presentations"),
            true,
            shown(&counts),
        ));
    }
    println!("closest posterior: {observations:.1} observations, TV {distance:.4}");
    plot(
        folder,
        "bundle",
        [
            "One bundle, G = 2, y = 1 in 3 of 4 presentations",
            "weight, nats",
            "probability",
        ],
        false,
        &all,
    )
}

/// Total variation between the law of one bundle and posteriors of more and more observations.
fn observations(folder: &Path) -> anyhow::Result<()> {
    let all = [1, 2, 3, 4, 5].map(|quantum| {
        let chain = bundle(quantum, quantum + 5, registers(256, 0), &[&[192]]);
        let law = stationary(&Kernel::cycle(&chain, &chain.random_period()));
        let landscape = landscape(&chain);
        let grid = (0..80).map(|i| 2.0 * (f64::from(i) / 79.0 * 400_f64.ln()).exp());
        series(
            format!("G = {quantum}"),
            false,
            grid.map(|n| (n, total_variation(&posterior(&landscape, n), &law))),
        )
    });
    plot(
        folder,
        "observations",
        [
            "One bundle: which posterior it samples",
            "observations",
            "total variation",
        ],
        true,
        &all,
    )
}

/// P(y_k = 1 | x) of each input and output.
fn predictions(network: &Network, inputs: usize) -> Vec<f64> {
    let outputs = network.outputs();
    let each = (0..1_usize << inputs).flat_map(|x| {
        let x: Vec<bool> = (0..inputs).map(|i| x >> i & 1 == 1).collect();
        (0..outputs).map(move |k| {
            let y: Vec<Option<bool>> = (0..outputs)
                .map(|other| (other == k).then_some(true))
                .collect();
            log_likelihood(network, &x, &y).exp()
        })
    });
    each.collect()
}

/// A network too large to enumerate: mean predictions while it learns, beside those of Gibbs sampling of the posterior.
fn against_gibbs(folder: &Path) -> anyhow::Result<()> {
    const N: usize = 64;
    let (size, bits, quantum) = ([4, 3, 2], 8, 5);
    let mut chance = SplitMix64::new(SEED);
    let seen: Vec<(Vec<bool>, Vec<bool>)> = (0..N)
        .map(|_| {
            let x: Vec<bool> = (0..4).map(|_| chance.one_in(2)).collect();
            let y = vec![
                (x[0] != x[1]) != chance.one_in(10),
                (x[2] || x[3]) != chance.one_in(10),
            ];
            (x, y)
        })
        .collect();
    let intensities: Vec<Vec<u8>> = seen
        .iter()
        .map(|(x, y)| x.iter().chain(y).map(|&s| 255 * u8::from(s)).collect())
        .collect();
    let stimuli = data(
        &intensities.iter().map(Vec::as_slice).collect::<Vec<_>>(),
        2,
    );
    let mean = |draws: &[Vec<f64>]| -> Vec<f64> {
        (0..draws[0].len())
            .map(|n| draws.iter().map(|d| d[n]).sum::<f64>() / draws.len() as f64)
            .collect()
    };
    let zero = random_network(size, quantum, 0, &mut chance);
    let mut gibbs = Gibbs::new(zero, bits, seen, SEED);
    let mut draws: Vec<Vec<f64>> = Vec::new();
    for sweep in 0..6_200 {
        gibbs.sweep();
        if sweep >= 200 {
            draws.push(predictions(gibbs.network(), size[0]));
        }
    }
    let ideal = mean(&draws);
    let (first, second) = draws.split_at(draws.len() / 2);
    let apart = |a: &[f64], b: &[f64]| {
        (a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>() / a.len() as f64).sqrt()
    };
    println!(
        "\nGibbs sampler of the posterior, 4-3-2, {N} observations: halves of the run differ by {:.4} (root of mean square)",
        apart(&mean(first), &mean(second))
    );
    let mut all = vec![series("equal", false, [(0.0, 0.0), (1.0, 1.0)])];
    for (name, flip, noise) in [("flip 32, noise 64", 32, 64), ("flip 256, noise 0", 256, 0)] {
        let design = design(size, bits, quantum);
        let chain = Chain::new(&design, registers(flip, noise), stimuli.clone());
        let mut chip = Chip::new("model", &design, &chain, SEED);
        chip.present_random(200_000, &mut chance);
        let draws: Vec<Vec<f64>> = (0..8_000)
            .map(|_| {
                chip.present_random(1_000, &mut chance);
                let bundles = chip.bundles();
                let rows = |first: usize, rows: usize, n: usize| {
                    (0..rows)
                        .map(|r| bundles[first + r * n..][..n].to_vec())
                        .collect()
                };
                let network = Network {
                    quantum_log2: quantum,
                    fan_in: rows(0, 3, 5),
                    fan_out: rows(15, 4, 2),
                };
                predictions(&network, size[0])
            })
            .collect();
        let found = mean(&draws);
        let (first, second) = draws.split_at(draws.len() / 2);
        println!(
            "model, {name}: differs by {:.4}; its halves by {:.4}",
            apart(&found, &ideal),
            apart(&mean(first), &mean(second))
        );
        all.push(series(name, true, ideal.iter().copied().zip(found)));
    }
    plot(
        folder,
        "predictions",
        [
            "4-3-2 after 64 observations: mean predictions",
            "posterior (Gibbs sampling)",
            "learning chain",
        ],
        false,
        &all,
    )
}

fn main() -> anyhow::Result<()> {
    let folder = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "out/sampling".into());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    gradients();
    one_bundle(folder)?;
    observations(folder)?;
    against_gibbs(folder)?;
    println!();
    table();
    Ok(())
}
