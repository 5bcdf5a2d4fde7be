//! What generators linear over GF(2) must fail, they fail.

use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_testbench::statistics::draws::Recording;
use yuragi_testbench::statistics::linear::{self, Linearity};

/// A bit is known after twice as many draws as there are bits of state, a matrix lacks rank as soon as it has more rows than that.
#[test]
fn complexity_and_rank_are_those_of_the_state() {
    for (name, state, draw, bytes) in linear::streams(1) {
        let found = linear::test(&bytes, draw);
        println!("{name}: {found:?}");
        match state {
            Some(state) => {
                let Linearity {
                    complexity,
                    fails_from,
                    rank,
                    fails_at_side,
                } = found;
                assert_eq!((complexity, rank), (state, state), "{name}");
                // 2L + 29 bits for a p-value of 10^-9, six rows too many
                let (draws, side) = (2 * state + 29, state + 6);
                assert_eq!(fails_from, Some(draws.next_multiple_of(8)), "{name}");
                assert_eq!(fails_at_side, Some(side.next_multiple_of(8)), "{name}");
            }
            None => {
                assert!(
                    found.complexity.abs_diff(2048) < 20 && found.rank > 1024 - 6,
                    "{name}"
                );
                assert_eq!(
                    (found.fails_from, found.fails_at_side),
                    (None, None),
                    "{name}"
                );
            }
        }
    }
}

/// A row for each presentation of a network that learns, with the draws of units and neurons in their order.
#[test]
fn presentations_show_no_more_than_the_states() {
    let design = Design::preset("digits").expect("a preset");
    let mut model = Model::new(&design).expect("a model");
    let drawn = Recording::of(&mut model, &design, 1, 1024);
    let units = drawn.encoder.chunks(drawn.encoder.len() / 1024);
    let neurons = drawn.neuron.chunks(drawn.neuron.len() / 1024);
    let rows: Vec<Vec<u8>> = units
        .zip(neurons)
        .map(|(units, neurons)| [units, neurons].concat())
        .collect();
    let rank = |side: usize| linear::matrix_rank(rows.iter().map(Vec::as_slice), side);
    assert_eq!((rank(1024), rank(592)), (89 + 89, 89));
    assert!(rank(64) > 64 - 6 && linear::rank_p(6) < 1e-9);
}
