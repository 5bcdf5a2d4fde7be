//! The two paths of the layered model on random networks, and what of its layout and law can be checked by hand.

use std::collections::HashSet;

use proptest::prelude::*;
use yuragi_model::chance::SplitMix64;
use yuragi_model::layered::{Design, Layered, Shape, Source};
use yuragi_model::{Ablation, Options, Path, Registers, Stimulus, Weights};

/// A random network of up to six layers with skips, whose groups mostly do not fill.
pub fn design() -> impl Strategy<Value = Design> {
    let layers = prop::collection::vec(1..40_usize, 2..=6);
    let lanes = prop_oneof![Just(16), Just(64), 1..=64_usize];
    (
        layers,
        any::<u64>(),
        0..3_usize,
        lanes,
        2..=12_u32,
        0..=12_u32,
    )
        .prop_map(|(mut layers, chance, inputs, lanes, bits, quantum_log2)| {
            let mut chance = SplitMix64::new(chance);
            // no inputs, many or a few
            layers[0] = [0, 70, layers[0]][inputs];
            let skips = (0..layers.len())
                .flat_map(|from| (from + 2..layers.len()).map(move |to| [from, to]))
                .filter(|_| chance.one_in(2))
                .collect();
            Design {
                layers,
                skips,
                bits,
                quantum_log2,
                initial: chance.within(0, bits.into()) as u32,
                flip: 256,
                noise: 0,
                sweeps: 1,
                dwell: 1,
                lanes,
            }
        })
}

/// What a model is told before it presents.
#[derive(Clone, Debug)]
pub struct Lesson {
    pub registers: Registers,
    /// The seed of the stimulus; without one the old stimulus stays.
    pub stimulus: Option<u64>,
    pub presentations: u16,
}

pub fn lessons() -> impl Strategy<Value = Vec<Lesson>> {
    let flip = prop_oneof![Just(256_u16), 0_u16..=256];
    let noise = prop_oneof![Just(0_u8), Just(0), 0_u8..=128];
    let registers = (any::<bool>(), 1_u8..4, 1_u16..5, flip, noise);
    let lesson = (
        registers,
        prop::option::weighted(0.7, any::<u64>()),
        1_u16..5,
    );
    let lesson = lesson.prop_map(
        |((learn, sweeps, dwell, flip, noise), stimulus, presentations)| Lesson {
            registers: Registers {
                learn,
                sweeps,
                dwell,
                flip,
                noise,
            },
            stimulus,
            presentations,
        },
    );
    prop::collection::vec(lesson, 4..16)
}

/// Random intensities, many of them 0 or 255; all outputs are clamped, none, or some.
pub fn stimulus(shape: &Shape, seed: u64) -> Stimulus {
    let mut chance = SplitMix64::new(seed);
    let (inputs, outputs) = (shape.neurons(0), shape.neurons(shape.last()));
    let dark = chance.below(4);
    let intensities = (0..inputs + outputs)
        .map(|_| match chance.below(4) {
            0 => 255,
            kind if kind <= dark => 0,
            _ => chance.word() as u8,
        })
        .collect();
    let of_8 = [0, 8, 8, 4][chance.below(4) as usize];
    Stimulus {
        intensities,
        clamped: (0..outputs).map(|_| chance.below(8) < of_8).collect(),
    }
}

/// Weights that fill the whole range, or only a part of it.
fn weights(model: &Layered, seed: u64) -> Weights {
    let mut chance = SplitMix64::new(seed);
    let (min, max) = model.design().range();
    let part = 1 << chance.below(4);
    let values = model.row_memory().iter();
    let (low, high) = (i64::from(min / part), i64::from(max / part));
    Weights {
        lanes: model.design().lanes,
        values: values.map(|_| chance.within(low, high) as i16).collect(),
    }
}

pub fn teach(model: &mut Layered, lesson: &Lesson) {
    model.set_registers(lesson.registers).expect("registers");
    if let Some(seed) = lesson.stimulus {
        let stimulus = stimulus(model.shape(), seed);
        model.set_stimulus(&stimulus).expect("a stimulus");
    }
    model.present(lesson.presentations).expect("presentations");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn all_paths_compute_the_same_bits(
        design in design(),
        seed: u64,
        own_weights in prop::option::of(any::<u64>()),
        retrograde in prop::bool::weighted(0.85),
        one_draw in prop::bool::weighted(0.85),
        lessons in lessons(),
    ) {
        let paths = [Path::Plain, Path::Portable, Path::Vector];
        let mut models = paths.map(|path| {
            let options = Options::on(path)
                .without((!retrograde).then_some(Ablation::Retrograde))
                .without((!one_draw).then_some(Ablation::OneDraw));
            Layered::with_options(&design, seed, options).expect("a valid design")
        });
        if let Some(seed) = own_weights {
            let weights = weights(&models[0], seed);
            for model in &mut models {
                model.load_weights(&weights).expect("weights");
            }
        }
        for lesson in &lessons {
            models.iter_mut().for_each(|model| teach(model, lesson));
            let [plain, others @ ..] = &models;
            for other in others {
                prop_assert_eq!(plain.snapshot(), other.snapshot());
            }
        }
    }

    #[test]
    fn every_bundle_has_a_place_of_its_own(design in design()) {
        let shape = Shape::new(&design.layers, &design.skips, design.lanes).expect("a valid design");
        let mut places = HashSet::new();
        for target in 1..shape.len() {
            for source in shape.sources(target) {
                for from in 0..shape.of(source) {
                    for to in 0..shape.neurons(target) {
                        let index = shape.index(source, from, target, to).expect("they are connected");
                        prop_assert!(index < shape.depth() * shape.lanes());
                        prop_assert!(places.insert(index));
                    }
                }
            }
        }
        // the rows follow each other and fill the memory
        let mut next = 0;
        for row in 0..shape.row_count() {
            let (first, words) = shape.row(row);
            prop_assert_eq!(first, next);
            next += words;
        }
        prop_assert_eq!(next, shape.depth());
    }
}

#[test]
fn rows_are_those_of_presynaptic_neurons() {
    let shape = Shape::new(&[5, 6, 4], &[[0, 2]], 4).expect("a network");
    // an input reaches 6 neurons in 2 words and 4 outputs in 1, a hidden neuron the outputs, the bias neuron all
    assert_eq!(shape.depth(), 5 * 3 + 6 + 3);
    assert_eq!(
        shape.index(Source::Layer(0), 2, 1, 5),
        Some((2 * 3 + 1) * 4 + 1)
    );
    assert_eq!(
        shape.index(Source::Layer(0), 2, 2, 3),
        Some((2 * 3 + 2) * 4 + 3)
    );
    assert_eq!(shape.index(Source::Layer(1), 0, 2, 0), Some(15 * 4));
    assert_eq!(shape.index(Source::Bias, 0, 1, 0), Some(21 * 4));
    assert_eq!(shape.index(Source::Layer(0), 5, 1, 0), None);
    assert_eq!(shape.index(Source::Layer(1), 0, 1, 0), None);
}

#[test]
fn wrong_networks_are_refused() {
    for (layers, skips, text) in [
        (&[4][..], &[][..], "layers: found 1 layers, expected 2 to 8"),
        (&[1; 9], &[], "layers: found 9 layers"),
        (&[4, 0, 2], &[], "layers: found no neuron in layer 1"),
        (
            &[4000, 90, 10],
            &[],
            "layers: found 4100 neurons, expected at most 4095",
        ),
        (
            &[2000, 2000, 10],
            &[],
            "words of row memory, expected at most 65536",
        ),
        (&[4, 4, 2], &[[0, 1]], "skips: found [0, 1]"),
        (&[4, 4, 2], &[[0, 3]], "skips: found [0, 3]"),
        (
            &[4, 4, 2],
            &[[0, 2], [0, 2]],
            "skips: found [0, 2], expected each skip once",
        ),
    ] {
        let error = Design::new(layers, skips)
            .expect_err("a wrong network")
            .to_string();
        assert!(error.contains(text), "{error}");
    }
}

/// The run is long enough to refill the buffers of draws many times, and for weights to reach their rails.
#[test]
fn all_paths_compute_the_same_bits_for_long() {
    for (layers, skips, lanes, presentations) in [
        (&[8, 12, 6, 2][..], &[[0, 2]][..], 4, 10_000),
        (&[64, 64, 10], &[], 16, 2_000),
        (&[64, 64, 64, 10], &[[0, 2], [1, 3]], 16, 1_000),
        (&[784, 128, 10], &[], 64, 60),
        // more draws than are taken at once, and more children than a vector has lanes
        (&[20, 1_500, 3], &[[0, 2]], 32, 20),
        (&[5, 4, 600], &[], 16, 40),
    ] {
        let mut design = Design::new(layers, skips).expect("a network");
        design.lanes = lanes;
        let mut models = [Path::Plain, Path::Portable, Path::Vector]
            .map(|path| Layered::on(&design, 5, path).expect("a network"));
        for model in &mut models {
            let registers = Registers {
                learn: true,
                noise: 3,
                dwell: 3,
                ..model.registers()
            };
            model.set_registers(registers).expect("registers");
            for seed in 0..4 {
                let mut stimulus = stimulus(model.shape(), seed);
                stimulus.clamped.fill(true);
                model.set_stimulus(&stimulus).expect("a stimulus");
                model.present(presentations / 4).expect("presentations");
            }
        }
        let [plain, others @ ..] = &models;
        for other in others {
            assert!(plain.snapshot() == other.snapshot(), "{layers:?}");
        }
        assert!(plain.counters().flips_up > 0, "{layers:?}");
    }
}
