//! All paths on which a model computes a presentation agree in every bit, on random networks.

use proptest::prelude::*;
use yuragi_model::chance::SplitMix64;
use yuragi_model::{Ablation, Design, Model, Options, Path, Registers, Shape, Stimulus, Weights};

/// A design with the usual settings.
pub(crate) fn design(layers: &[usize], skips: Vec<[usize; 2]>) -> Design {
    let mut design = Design::preset("digits").expect("a preset");
    design.network.layers = layers.to_vec();
    design.network.skips = skips;
    design.hardware.retrograde_lanes = 1;
    design
}

/// A random network of up to six layers with skips, whose groups mostly do not fill.
pub(crate) fn designs() -> impl Strategy<Value = Design> {
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
            let mut design = self::design(&layers, skips);
            design.synapse.bits = bits;
            design.synapse.quantum_log2 = quantum_log2;
            design.synapse.initial = Some(chance.within(0, bits.into()) as u32);
            design.hardware.lanes = lanes;
            design.random.seed = chance.below(1 << 40);
            design
        })
}

/// What a model is told before it presents.
#[derive(Clone, Debug)]
pub(crate) struct Lesson {
    pub(crate) registers: Registers,
    /// The seed of the stimulus; without one the old stimulus stays.
    pub(crate) stimulus: Option<u64>,
    pub(crate) presentations: u16,
}

pub(crate) fn lessons() -> impl Strategy<Value = Vec<Lesson>> {
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
pub(crate) fn stimulus(shape: &Shape, seed: u64) -> Stimulus {
    let mut chance = SplitMix64::new(seed);
    let (inputs, outputs) = (shape.inputs(), shape.outputs());
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
fn weights(model: &Model, seed: u64) -> Weights {
    let mut chance = SplitMix64::new(seed);
    let (min, max) = Weights::range(model.design().synapse.bits);
    let part = 1 << chance.below(4);
    let values = model.row_memory().iter();
    let (low, high) = (i64::from(min / part), i64::from(max / part));
    Weights {
        lanes: model.shape().lanes(),
        values: values.map(|_| chance.within(low, high) as i16).collect(),
    }
}

pub(crate) fn teach(model: &mut Model, lesson: &Lesson) {
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
        design in designs(),
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
            Model::with_options(&design, options).expect("a valid design")
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
        let mut design = design(layers, skips.to_vec());
        design.hardware.lanes = lanes;
        let mut models = [Path::Plain, Path::Portable, Path::Vector]
            .map(|path| Model::with_options(&design, Options::on(path)).expect("a network"));
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
