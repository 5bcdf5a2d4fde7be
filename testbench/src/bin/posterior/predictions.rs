//! A network too large to enumerate: what it predicts while it learns, beside Gibbs sampling of the posterior.

use std::path::Path;

use yuragi_model::Model;
use yuragi_model::chance::SplitMix64;
use yuragi_model::options::{Ablation, Options};
use yuragi_testbench::oracle::Network;
use yuragi_testbench::oracle::learning::Chain;
use yuragi_testbench::oracle::learning::cases::{data, design, registers};
use yuragi_testbench::oracle::learning::chip::Chip;
use yuragi_testbench::oracle::posterior::{Gibbs, log_likelihood};

use super::networks::{SEED, random_network};
use super::plot::{plot, series};

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
pub fn against_gibbs(folder: &Path) -> anyhow::Result<()> {
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
    println!(
        "\n| registers | draws | evidence's share of the moves | differs by | its halves by |\n|---|---|---|---|---|"
    );
    for (flip, noise, one_draw, drawn) in [
        (32, 64, true, true),
        (32, 64, false, false),
        (64, 128, true, false),
        (64, 128, false, false),
        (32, 0, true, false),
        (32, 0, false, false),
        (256, 0, true, true),
        (256, 0, false, false),
    ] {
        let design = design(size, bits, quantum);
        let chain = Chain::new(&design, registers(flip, noise), stimuli.clone());
        let options = Options::default().without((!one_draw).then_some(Ablation::OneDraw));
        let model = Model::with_options(&design, options)?;
        let mut chip = Chip::of(Box::new(model), &design, &chain, SEED);
        chip.present_random(200_000, &mut chance);
        let before = chip.flips();
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
        // moves of a bundle in a presentation
        let evidence = f64::from(chip.flips().wrapping_sub(before)) / 8e6 / chain.bundles() as f64;
        let background = f64::from(noise) / 128.0 / 4.0;
        let found = mean(&draws);
        let (first, second) = draws.split_at(draws.len() / 2);
        println!(
            "| flip {flip}, noise {noise} | {} | {:.2} | {:.4} | {:.4} |",
            if one_draw { "one" } else { "two" },
            evidence / (evidence + background),
            apart(&found, &ideal),
            apart(&mean(first), &mean(second))
        );
        if drawn {
            let name = format!("flip {flip}, noise {noise}");
            all.push(series(name, true, ideal.iter().copied().zip(found)));
        }
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
