//! Every bundle has exactly one place in the row memory, the one that the specification gives.

use std::collections::HashSet;

use proptest::prelude::*;
use yuragi_model::chance::SplitMix64;
use yuragi_model::{Shape, Source};

/// Layers, skips and lanes of a random network.
fn networks() -> impl Strategy<Value = (Vec<usize>, Vec<[usize; 2]>, usize)> {
    let layers = prop::collection::vec(1..40_usize, 2..=6);
    (layers, any::<u64>(), any::<bool>(), 1..=64_usize).prop_map(
        |(mut layers, chance, inputs, lanes)| {
            let mut chance = SplitMix64::new(chance);
            layers[0] *= usize::from(inputs);
            let skips = (0..layers.len())
                .flat_map(|from| (from + 2..layers.len()).map(move |to| [from, to]))
                .filter(|_| chance.one_in(2))
                .collect();
            (layers, skips, lanes)
        },
    )
}

proptest! {
    #[test]
    fn every_bundle_has_a_place_of_its_own((layers, skips, lanes) in networks()) {
        let shape = Shape::new(&layers, &skips, lanes).expect("a valid network");
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
        let mut listed = 0;
        for index in shape.bundles() {
            prop_assert!(places.contains(&index));
            listed += 1;
        }
        prop_assert_eq!(listed, places.len());
        // the rows follow each other and fill the memory
        let mut next = 0;
        for row in 0..shape.row_count() {
            let (first, words) = shape.row(row);
            prop_assert_eq!(first, next);
            next += words;
        }
        prop_assert_eq!(next, shape.depth());
        let hidden = &layers[1..layers.len() - 1];
        prop_assert_eq!(shape.hidden(), hidden.iter().sum::<usize>());
        prop_assert_eq!((shape.inputs(), shape.outputs()), (layers[0], layers[layers.len() - 1]));
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
        (
            &[4][..],
            &[][..],
            "layers = [4] is not allowed: there must be from 2 to 8 layers",
        ),
        (&[1; 9], &[], "from 2 to 8 layers"),
        (&[4, 0, 2], &[], "layer 1 must have at least one neuron"),
        (
            &[4000, 90, 10],
            &[],
            "these are 4100 neurons, and there may be at most 4095",
        ),
        (
            &[2000, 2000, 10],
            &[],
            "words of row memory, of which there are 65536",
        ),
        (
            &[4, 4, 2],
            &[[0, 1]],
            "skips = [0, 1] is not allowed: a skip goes",
        ),
        (
            &[4, 4, 2],
            &[[0, 3]],
            "skips = [0, 3] is not allowed: a skip goes",
        ),
        (
            &[4, 4, 2],
            &[[0, 2], [0, 2]],
            "skips = [0, 2] is not allowed: it must be there only once",
        ),
    ] {
        let error = Shape::new(layers, skips, 16).expect_err("a wrong network");
        assert!(error.to_string().contains(text), "{error}");
    }
}
