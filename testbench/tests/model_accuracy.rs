//! What the model learns, against the figures that the README states.
//!
//! The tests take minutes, so they run on request: `cargo test --release --test model_accuracy -- --ignored --nocapture`.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use yuragi::data::{DataSet, Split};
use yuragi::design::Design;
use yuragi::model::Model;
use yuragi::network::{Registers, Stimulus};

const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/digits.csv");

/// Presentations over which output spikes are counted to name a digit.
const COUNTED: u16 = 64;

/// What a network sees in learning and in a test.
trait Show {
    /// All outputs clamped.
    fn lesson(&self, data: &DataSet, image: usize) -> Stimulus;
    /// The label's outputs free.
    fn question(&self, data: &DataSet, image: usize) -> Stimulus;
    /// The label's outputs.
    fn labels(&self) -> std::ops::Range<usize>;
}

/// Pixels are inputs, labels are outputs.
struct Classifier;

impl Show for Classifier {
    fn lesson(&self, data: &DataSet, image: usize) -> Stimulus {
        Stimulus {
            intensities: [data.image(image), &data.class_target(image, 10)].concat(),
            clamped: vec![true; 10],
        }
    }

    fn question(&self, data: &DataSet, image: usize) -> Stimulus {
        Stimulus {
            clamped: vec![false; 10],
            ..self.lesson(data, image)
        }
    }

    fn labels(&self) -> std::ops::Range<usize> {
        0..10
    }
}

/// Pixels and labels are outputs.
struct Generator;

impl Show for Generator {
    fn lesson(&self, data: &DataSet, image: usize) -> Stimulus {
        Stimulus {
            intensities: data.generative_target(image),
            clamped: vec![true; 74],
        }
    }

    fn question(&self, data: &DataSet, image: usize) -> Stimulus {
        let mut stimulus = self.lesson(data, image);
        stimulus.clamped[64..].fill(false);
        stimulus
    }

    fn labels(&self) -> std::ops::Range<usize> {
        64..74
    }
}

fn learn(
    model: &mut Model,
    show: &dyn Show,
    data: &DataSet,
    split: &Split,
    lessons: usize,
    seed: u64,
) {
    let stimuli: Vec<_> = split
        .train
        .iter()
        .map(|&image| show.lesson(data, image))
        .collect();
    let learning = Registers {
        learn: true,
        ..model.registers()
    };
    model.set_registers(learning).expect("registers");
    let mut chance = StdRng::seed_from_u64(seed);
    for _ in 0..lessons {
        let stimulus = &stimuli[chance.random_range(0..stimuli.len())];
        model.set_stimulus(stimulus).expect("stimulus");
        model.present(1).expect("presentation");
    }
}

/// Share of the test images whose label spikes most.
fn accuracy(model: &mut Model, show: &dyn Show, data: &DataSet, split: &Split) -> f64 {
    let right = split.test.iter().filter(|&&image| {
        model
            .set_stimulus(&show.question(data, image))
            .expect("stimulus");
        model.present(COUNTED).expect("presentations");
        let counts = &model.counts()[show.labels()];
        // The first of the greatest counts.
        let best = (0..counts.len()).rev().max_by_key(|&label| counts[label]);
        best == Some(data.label(image).into())
    });
    right.count() as f64 / split.test.len() as f64
}

fn measure(
    name: &str,
    design: &Design,
    show: &dyn Show,
    make: fn(&Design) -> Model,
    lessons: usize,
    splits: u64,
    test: Registers,
) -> f64 {
    let data = DataSet::load(DIGITS).expect("digits");
    let scores: Vec<f64> = (1..=splits)
        .map(|seed| {
            let split = data.split(0.2, seed).expect("split");
            let mut model = make(design);
            model.reset_seed(seed);
            learn(&mut model, show, &data, &split, lessons, seed);
            model.set_registers(test).expect("registers");
            accuracy(&mut model, show, &data, &split)
        })
        .collect();
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("{name}: mean {mean:.4} of {scores:.3?}");
    mean
}

fn preset(name: &str) -> Design {
    Design::preset(name).expect("preset")
}

fn model(design: &Design) -> Model {
    Model::new(design).expect("design")
}

fn ablated(design: &Design) -> Model {
    Model::without_retrograde(design).expect("design")
}

#[test]
#[ignore = "takes seconds to minutes"]
fn digits_of_ten_bits() {
    let design = preset("digits");
    let mean = measure(
        "64-64-10, B = 10",
        &design,
        &Classifier,
        model,
        400_000,
        5,
        Registers::new(&design),
    );
    assert!(mean >= 0.945, "{mean}");
}

#[test]
#[ignore = "takes seconds to minutes"]
fn digits_of_eight_bits() {
    let design = preset("digits-8bit");
    let mean = measure(
        "64-64-10, B = 8",
        &design,
        &Classifier,
        model,
        400_000,
        5,
        Registers::new(&design),
    );
    assert!(mean >= 0.93, "{mean}");
}

#[test]
#[ignore = "takes seconds to minutes"]
fn without_the_retrograde_signal_it_hardly_learns() {
    let design = preset("digits");
    let with = measure(
        "with retrograde signal",
        &design,
        &Classifier,
        model,
        100_000,
        5,
        Registers::new(&design),
    );
    let without = measure(
        "without",
        &design,
        &Classifier,
        ablated,
        100_000,
        5,
        Registers::new(&design),
    );
    assert!(with >= 0.85 && without <= 0.5, "{with} {without}");
}

#[test]
#[ignore = "takes seconds to minutes"]
fn generative_network_names_digits() {
    let design = preset("generative");
    // The hidden state must follow the pixels from one presentation to the next.
    let test = Registers {
        dwell: u16::MAX,
        ..Registers::new(&design)
    };
    let mean = measure("0-32-74", &design, &Generator, model, 100_000, 5, test);
    assert!(mean >= 0.85, "{mean}");
}
