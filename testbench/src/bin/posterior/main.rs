//! What learning samples beside the Bayesian posterior: tables, and plots with their data in a folder, by default `out/sampling`.

use std::fs;
use std::path::Path;

mod digits;
mod networks;
mod plot;
mod predictions;
mod table;

use anyhow::Context;
use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::Network;
use yuragi_testbench::oracle::learning::Chain;
use yuragi_testbench::oracle::learning::cases::{bundle, data, design, registers};
use yuragi_testbench::oracle::learning::chip::Chip;
use yuragi_testbench::oracle::learning::kernel::{Kernel, stationary};
use yuragi_testbench::oracle::posterior::{closest, landscape, mean_log_likelihood, posterior};
use yuragi_testbench::statistics::total_variation;

use networks::{SEED, random_network};
use plot::{plot, series};

/// How far the mean move is from the gradient of the log-likelihood, for one hidden neuron and for two.
fn gradients() {
    println!(
        "\n| network | sweeps | largest gradient | mean move off by, root of mean square |\n|---|---|---|---|"
    );
    for hidden in [1, 2, 3] {
        for sweeps in [1, 2, 5] {
            let registers = yuragi_model::network::Registers {
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

/// All parts of the page, or those named: `posterior [FOLDER] [PART...]`.
fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().unwrap_or_else(|| "out/sampling".into());
    let folder = Path::new(&folder);
    let named: Vec<String> = words.collect();
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    type Part = fn(&Path) -> anyhow::Result<()>;
    let parts: [(&str, Part); 9] = [
        ("gradients", |_| {
            gradients();
            Ok(())
        }),
        ("bundle", one_bundle),
        ("observations", observations),
        ("outputs", |_| {
            table::outputs();
            Ok(())
        }),
        ("hidden", |_| {
            table::hidden();
            Ok(())
        }),
        ("scatter", |_| {
            table::scatter();
            Ok(())
        }),
        ("deaf", |_| {
            table::deaf();
            Ok(())
        }),
        ("predictions", predictions::against_gibbs),
        ("digits", |_| digits::digits()),
    ];
    for name in &named {
        let known = parts.iter().any(|(part, _)| part == name);
        let all = parts.map(|(part, _)| part).join(", ");
        anyhow::ensure!(known, "no part is named {name}: expected {all}");
    }
    for (name, part) in parts {
        if named.is_empty() || named.iter().any(|one| one == name) {
            part(folder)?;
        }
    }
    Ok(())
}
