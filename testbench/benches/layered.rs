//! Presentations a second of one chain, of four chains side by side, and of eight on one thread and on two, while they learn.
//!
//! Every presentation is a stimulus of its own, drawn at random from the data set, with all outputs clamped: what
//! `yuragi learn` does. All contestants take their turns in each round, so that whatever else the machine does falls on
//! all of them. The first table has the medians of the rounds; each ratio is the median of the ratios within a round.

use std::time::Instant;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_model::parallel::on_threads;
use yuragi_training::data::DataSet;

const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/digits.csv");

/// Presentations before the measurement: the network has learnt most, as during most of a run.
const WARM_UP: usize = 100_000;

/// The number of rounds.
const ROUNDS: usize = 41;

/// The presentations of each contestant in a round.
const BATCH: usize = 2_000;

/// The number of chains side by side on one core.
const TOGETHER: usize = 4;

/// Layers, skips and lanes.
type Network = (&'static [usize], &'static [[usize; 2]], usize);

/// The networks.
const NETWORKS: [Network; 6] = [
    (&[64, 64, 10], &[], 16),
    (&[64, 128, 10], &[], 16),
    (&[784, 128, 10], &[], 64),
    (&[64, 64, 64, 10], &[], 16),
    (&[64, 64, 64, 10], &[[0, 2], [1, 3]], 16),
    (&[64, 64, 64, 64, 10], &[[0, 2], [1, 3], [2, 4]], 16),
];

/// The 8×8 images enlarged to 28 pixels a side, black around: the pixels of MNIST.
fn enlarge(image: &[u8]) -> Vec<u8> {
    let mut large = vec![0; 28 * 28];
    for (y, x) in (0..24).flat_map(|y| (0..24).map(move |x| (y, x))) {
        large[(y + 2) * 28 + x + 2] = image[y / 3 * 8 + x / 3];
    }
    large
}

fn lessons(inputs: usize) -> Vec<Stimulus> {
    let data = DataSet::load(DIGITS).expect("digits");
    let stimulus = |image| {
        let pixels = match inputs {
            64 => data.image(image).to_vec(),
            _ => enlarge(data.image(image)),
        };
        Stimulus {
            intensities: [pixels, data.class_target(image, 10)].concat(),
            clamped: vec![true; 10],
        }
    };
    (0..data.len()).map(stimulus).collect()
}

/// Chooses lessons.
struct Teacher<'a> {
    lessons: &'a [Stimulus],
    chance: StdRng,
}

impl<'a> Teacher<'a> {
    fn new(lessons: &'a [Stimulus]) -> Self {
        let chance = StdRng::seed_from_u64(1);
        Self { lessons, chance }
    }

    fn next(&mut self) -> &'a Stimulus {
        &self.lessons[self.chance.random_range(0..self.lessons.len())]
    }

    fn teach(&mut self, chains: &mut [Model], presentations: usize) {
        for _ in 0..presentations {
            for chain in chains.iter_mut() {
                chain.set_stimulus(self.next()).expect("stimulus");
            }
            Model::present_together(chains, 1).expect("presentation");
        }
    }
}

fn learning(registers: Registers) -> Registers {
    Registers {
        learn: true,
        ..registers
    }
}

fn chains(design: &Design, seeds: &[u64]) -> Vec<Model> {
    let mut chains = Model::chains(design, seeds).expect("design");
    for chain in &mut chains {
        chain
            .set_registers(learning(chain.registers()))
            .expect("registers");
    }
    chains
}

/// Presentations a second.
fn speed(presentations: usize, work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    presentations as f64 / begun.elapsed().as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Measures one network. Returns the speeds of each round: of one chain, of four chains together, and of two groups of four
/// chains on one thread and on two.
fn measure((layers, skips, lanes): Network) -> Vec<[f64; 4]> {
    let lessons = lessons(layers[0]);
    let mut design = Design::preset("digits").expect("preset");
    design.network.layers = layers.to_vec();
    design.network.skips = skips.to_vec();
    design.hardware.lanes = lanes;
    let mut alone = chains(&design, &[1]);
    let mut four = chains(&design, &[1, 2, 3, 4]);
    let mut groups = [
        chains(&design, &[1, 2, 3, 4]),
        chains(&design, &[5, 6, 7, 8]),
    ];

    let mut teachers: [Teacher; 2] = std::array::from_fn(|_| Teacher::new(&lessons));
    let [of_alone, of_four] = &mut teachers;
    let on = |threads: usize, groups: &mut [Vec<Model>], presentations: usize| {
        on_threads(groups, threads, |_, group| {
            Teacher::new(&lessons).teach(group, presentations);
        });
    };
    of_alone.teach(&mut alone, WARM_UP);
    of_four.teach(&mut four, WARM_UP);
    on(2, &mut groups, WARM_UP);
    let eight = 2 * TOGETHER;
    (0..ROUNDS)
        .map(|_| {
            [
                speed(BATCH, || of_alone.teach(&mut alone, BATCH)),
                speed(BATCH, || of_four.teach(&mut four, BATCH / TOGETHER)),
                speed(4 * BATCH, || on(1, &mut groups, 4 * BATCH / eight)),
                speed(4 * BATCH, || on(2, &mut groups, 4 * BATCH / eight)),
            ]
        })
        .collect()
}

fn main() {
    println!("Thousands of presentations a second, all chains together; x: ratio\n");
    println!("| network | one chain | four chains | x | eight, one thread | two threads | x |");
    println!("|---|---|---|---|---|---|---|");
    for network in NETWORKS {
        let rounds = measure(network);
        let speed = |n: usize| format!("{:.0}", median(rounds.iter().map(|r| r[n])) / 1000.0);
        let ratio =
            |n: usize, m: usize| format!("{:.2}", median(rounds.iter().map(|r| r[n] / r[m])));
        let sizes: Vec<String> = network.0.iter().map(usize::to_string).collect();
        let skips = if network.1.is_empty() { "" } else { ", skips" };
        println!(
            "| {}{skips} | {} | {} | {} | {} | {} | {} |",
            sizes.join("-"),
            speed(0),
            speed(1),
            ratio(1, 0),
            speed(2),
            speed(3),
            ratio(3, 2),
        );
    }
}
