//! Every bundle has exactly one place in the row memory, the one that the specification gives.

use std::collections::HashMap;

use proptest::prelude::*;
use yuragi_model::design::Design;
use yuragi_model::layout::{Bundle, Layout, Place};

fn layout(inputs: usize, hidden: usize, outputs: usize, lanes: usize) -> Layout {
    let mut design = Design::preset("tiny").expect("preset");
    design.network.inputs = inputs;
    design.network.hidden = hidden;
    design.network.outputs = outputs;
    design.hardware.lanes = lanes;
    design.hardware.retrograde_lanes = 1;
    design.validate().expect("a design");
    design.layout()
}

#[test]
fn digits_by_hand() {
    let layout = layout(64, 64, 10, 16);
    assert_eq!(
        (layout.words_out, layout.words_in, layout.words_per_row),
        (1, 5, 6)
    );
    assert_eq!(layout.depth, 64 * 6 + 1);
    // The last pixel of neuron 3, the bias of neuron 3, the bias of output 9.
    for (bundle, row, word, lane) in [
        (
            Bundle::In {
                hidden: 3,
                input: 63,
            },
            3,
            4,
            15,
        ),
        (
            Bundle::In {
                hidden: 3,
                input: 64,
            },
            3,
            5,
            0,
        ),
        (
            Bundle::Out {
                hidden: 64,
                output: 9,
            },
            64,
            0,
            9,
        ),
    ] {
        let place = Place { row, word, lane };
        assert_eq!(layout.place(bundle), Some(place));
        assert_eq!(layout.index(place), (row * 6 + word) * 16 + lane);
    }
}

proptest! {
    #[test]
    fn places_and_bundles_are_paired(
        inputs in 0_usize..40, hidden in 1_usize..9, outputs in 1_usize..40, lanes in 1_usize..=64,
    ) {
        let layout = layout(inputs, hidden, outputs, lanes);
        let mut bundles = HashMap::new();
        for address in 0..layout.depth {
            let (row, word) = layout.row_and_word(address);
            prop_assert_eq!(layout.address(row, word), address);
            prop_assert!(word < layout.words_in_row(row));
            for lane in 0..lanes {
                let place = Place { row, word, lane };
                prop_assert_eq!(layout.index(place), address * lanes + lane);
                if let Some(bundle) = layout.bundle(place) {
                    prop_assert_eq!(layout.place(bundle), Some(place));
                    prop_assert_eq!(bundles.insert(bundle, place), None);
                }
            }
        }
        // These are all bundles: the fan-in with the bias neuron, and the fan-out of the hidden neurons and the bias
        // neuron.
        prop_assert_eq!(bundles.len(), hidden * (inputs + 1) + (hidden + 1) * outputs);
    }

    #[test]
    fn there_is_nothing_outside(
        inputs in 0_usize..9, hidden in 1_usize..9, outputs in 1_usize..9, lanes in 1_usize..=5,
        row in 0_usize..12, word in 0_usize..12, lane in 0_usize..8,
    ) {
        let layout = layout(inputs, hidden, outputs, lanes);
        let place = Place { row, word, lane };
        if row > hidden || word >= layout.words_in_row(row) || lane >= lanes {
            prop_assert_eq!(layout.bundle(place), None);
        }
        prop_assert_eq!(layout.place(Bundle::In { hidden, input: 0 }), None);
        prop_assert_eq!(layout.place(Bundle::In { hidden: 0, input: inputs + 1 }), None);
        prop_assert_eq!(layout.place(Bundle::Out { hidden: hidden + 1, output: 0 }), None);
        prop_assert_eq!(layout.place(Bundle::Out { hidden: 0, output: outputs }), None);
    }
}
