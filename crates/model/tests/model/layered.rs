//! The two paths of the layered model on random networks, and what of its layout and law can be checked by hand.

use std::collections::HashSet;

use proptest::prelude::*;
use yuragi_model::Path;
use yuragi_model::chance::SplitMix64;
use yuragi_model::layered::{Design, Layered, Shape, Source};

/// A random network of up to six layers with skips, whose groups mostly do not fill.
fn design() -> impl Strategy<Value = Design> {
    let layers = prop::collection::vec(1..40_usize, 2..=6);
    let lanes = prop_oneof![
        Just(1),
        Just(3),
        Just(8),
        Just(16),
        Just(17),
        Just(32),
        Just(64)
    ];
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
                flip: [256, 256, 100, 0][chance.below(4) as usize],
                noise: [0, 0, 5, 128][chance.below(4) as usize],
                sweeps: chance.within(1, 3) as u8,
                dwell: chance.within(1, 4) as u16,
                lanes,
            }
        })
}

fn stimulus(model: &mut Layered, chance: &mut SplitMix64) {
    let shape = model.shape();
    let (inputs, outputs) = (shape.neurons(0), shape.neurons(shape.last()));
    let mut intensities = |n: usize| -> Vec<u8> {
        (0..n)
            .map(|_| match chance.below(4) {
                0 => 0,
                1 => 255,
                _ => chance.word() as u8,
            })
            .collect()
    };
    let (x, y) = (intensities(inputs), intensities(outputs));
    let of_8 = [0, 8, 8, 4][chance.below(4) as usize];
    let clamped: Vec<bool> = (0..outputs).map(|_| chance.below(8) < of_8).collect();
    model.show(&x, &y, &clamped);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn all_paths_compute_the_same_bits(design in design(), seed: u64) {
        let paths = [Path::Plain, Path::Portable, Path::Vector];
        let mut models = paths.map(|path| Layered::on(&design, seed, path).expect("a valid design"));
        for step in 0..25_u64 {
            for model in &mut models {
                let mut chance = SplitMix64::new(seed ^ step);
                model.learning(!chance.one_in(4));
                if !chance.one_in(3) {
                    stimulus(model, &mut chance);
                }
                model.present(chance.within(1, 3) as u16);
            }
            let [plain, others @ ..] = &models;
            for other in others {
                prop_assert_eq!(plain.weights(), other.weights());
                prop_assert_eq!(plain.streams(), other.streams());
                prop_assert_eq!(plain.counts(), other.counts());
                prop_assert_eq!(plain.counters(), other.counters());
                for layer in 1..design.layers.len() {
                    prop_assert_eq!(plain.spikes(layer), other.spikes(layer));
                    prop_assert_eq!(plain.evidence(layer), other.evidence(layer));
                    prop_assert_eq!(plain.potentials(layer), other.potentials(layer));
                }
            }
        }
        prop_assert!(models[0].counters().presentations >= 25);
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
