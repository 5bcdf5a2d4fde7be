//! Presentations a second of the reference model while it learns.
//!
//! Every presentation is a stimulus of its own, drawn at random from the data set, with all outputs clamped:
//! what `yuragi learn` does.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus};
use yuragi_training::data::DataSet;

const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/digits.csv");

/// Presentations before the measurement: the network has learnt most, as during most of a run.
const WARM_UP: usize = 100_000;

/// Presentations of one iteration.
const BATCH: usize = 1_000;

/// The 8×8 images enlarged to so many pixels a side, black around: the pixels of MNIST.
fn enlarge(image: &[u8], side: usize) -> Vec<u8> {
    let scale = side / 8;
    let margin = (side - 8 * scale) / 2;
    let mut large = vec![0; side * side];
    for y in 0..8 * scale {
        for x in 0..8 * scale {
            large[(y + margin) * side + x + margin] = image[y / scale * 8 + x / scale];
        }
    }
    large
}

fn lessons(design: &Design) -> Vec<Stimulus> {
    let data = DataSet::load(DIGITS).expect("digits");
    let network = &design.network;
    (0..data.len())
        .map(|image| {
            let intensities = match network.inputs() {
                0 => data.generative_target(image),
                64 => [data.image(image), &data.class_target(image, 10)].concat(),
                784 => [enlarge(data.image(image), 28), data.class_target(image, 10)].concat(),
                inputs => panic!("no images of {inputs} pixels"),
            };
            Stimulus {
                intensities,
                clamped: vec![true; network.outputs()],
            }
        })
        .collect()
}

fn learn(model: &mut Model, lessons: &[Stimulus], chance: &mut StdRng, presentations: usize) {
    for _ in 0..presentations {
        let lesson = &lessons[chance.random_range(0..lessons.len())];
        model.set_stimulus(lesson).expect("stimulus");
        model.present(1).expect("presentation");
    }
}

fn learning(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("learn");
    group.throughput(Throughput::Elements(BATCH as u64));
    let preset = |name| Design::preset(name).expect("preset");
    let mut wide = preset("digits");
    wide.network.set_hidden(&[128]);
    for (name, design) in [
        ("64-64-10", preset("digits")),
        ("64-128-10", wide),
        ("0-32-74", preset("generative")),
        ("784-128-10", preset("mnist")),
    ] {
        let lessons = lessons(&design);
        let mut model = Model::new(&design).expect("design");
        let registers = Registers {
            learn: true,
            ..model.registers()
        };
        model.set_registers(registers).expect("registers");
        let mut chance = StdRng::seed_from_u64(1);
        learn(&mut model, &lessons, &mut chance, WARM_UP);
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                learn(&mut model, &lessons, &mut chance, BATCH);
                black_box(model.counters())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, learning);
criterion_main!(benches);
