//! The random streams do what `crates/model/src/random.rs` says. Their algebra is tested in
//! `testbench/tests/randomness`.

use yuragi_model::random::bulk::{Bulk, MAX_TAKE};
use yuragi_model::random::{
    ENCODER, LANES, LaneWord, NEURON, Recurrence, StreamStates, Streams, seed_bytes,
};

#[test]
fn states_are_taken_back() {
    let mut streams = Streams::new(20, b"yuragi");
    let states = streams.states();
    let drawn = (
        streams.encoder.draw(),
        streams.neuron.draw(),
        streams.lanes.draw(),
    );
    assert!(streams.set_states(&states));
    assert_eq!(streams.states(), states);
    let again = (
        streams.encoder.draw(),
        streams.neuron.draw(),
        streams.lanes.draw(),
    );
    assert_eq!(drawn, again);
}

#[test]
fn states_of_other_generators_are_refused() {
    let mut streams = Streams::new(16, b"");
    let states = streams.states();
    let bad = [
        StreamStates {
            encoder: vec![1],
            ..states.clone()
        },
        StreamStates {
            neuron: vec![0, 0],
            ..states.clone()
        },
        // Bits beyond the 89 have no effect.
        StreamStates {
            neuron: vec![0, 1 << 25],
            ..states.clone()
        },
        StreamStates {
            lanes: vec![1; 4],
            ..states.clone()
        },
        StreamStates {
            lanes: vec![0; 2],
            ..states.clone()
        },
    ];
    for bad in bad {
        assert!(!streams.set_states(&bad), "{bad:?}");
        assert_eq!(streams.states(), states);
    }
}

/// The specification computed a second time from its text, bit by bit.
#[test]
fn a_step_is_that_of_the_specification() {
    for (spec, [a, b, c]) in [(ENCODER, [20, 29, 39]), (NEURON, [13, 19, 38])] {
        let mut generator = Recurrence::new(spec);
        for _ in 0..100 {
            let s = generator.state();
            let bit = |i: usize| s >> i & 1;
            let mut next = 0;
            for i in 0..73 {
                next |= bit(i + 16) << i;
            }
            for i in 0..16 {
                next |= (bit(i) ^ bit(i + a) ^ bit(i + b) ^ bit(i + c)) << (i + 73);
            }
            assert_eq!(u128::from(generator.draw()), s >> 73);
            assert_eq!(generator.state(), next);
        }
    }
    for spec in LANES {
        let mut generator = LaneWord::new(spec);
        let width = spec.width as usize;
        for _ in 0..20 {
            let s: Vec<bool> = (0..width)
                .map(|i| generator.state()[i / 64] >> (i % 64) & 1 == 1)
                .collect();
            let bit = |bits: &[bool], i: Option<usize>| {
                i.and_then(|i| bits.get(i).copied()).unwrap_or(false)
            };
            let t: Vec<bool> = (0..width)
                .map(|i| s[i] ^ bit(&s, i.checked_sub(spec.left as usize)))
                .collect();
            let mut next: Vec<bool> = (0..width)
                .map(|i| t[i] ^ bit(&t, Some(i + spec.right as usize)))
                .collect();
            next.rotate_right(64 * spec.rotate_words as usize); // towards the high bits
            let draw = generator.draw();
            for i in 0..width {
                assert_eq!(draw[i / 8] >> (i % 8) & 1 == 1, s[i]);
                assert_eq!(
                    generator.state()[i / 64] >> (i % 64) & 1 == 1,
                    next[i],
                    "bit {i}"
                );
            }
        }
    }
}

/// Draws that are computed many at once are the same, whatever portions they are taken in.
#[test]
fn bulk_draws_are_the_same() {
    for spec in [ENCODER, NEURON] {
        let mut one = Recurrence::new(spec);
        let mut many = Bulk::new(one);
        let portions = [1, 2, 0, 138, 37, MAX_TAKE / 2, 64, 1000];
        for (round, &draws) in portions.iter().cycle().take(200).enumerate() {
            assert_eq!(many.generator(), one, "before portion {round}");
            let taken: Vec<u8> = many.take(draws).to_vec();
            let expected: Vec<u8> = (0..draws).flat_map(|_| one.draw().to_le_bytes()).collect();
            assert_eq!(taken, expected, "portion {round}");
            if round % 50 == 7 {
                many = Bulk::new(one);
            }
        }
    }
}

/// The states after a reset have about as many ones as zeros.
fn check_mixed(lanes: usize) {
    for seed in (0..200).chain((0..64).map(|bit| 1 << bit)) {
        let StreamStates {
            encoder,
            neuron,
            lanes,
        } = Streams::new(lanes, &seed_bytes(seed)).states();
        for (words, width) in [(&encoder, 89), (&neuron, 89), (&lanes, 64 * lanes.len())] {
            let ones: u32 = words.iter().map(|word| word.count_ones()).sum();
            // The limit is six standard deviations of a fair coin.
            let (mean, deviation) = (width as f64 / 2.0, (width as f64).sqrt() / 2.0);
            let off = (f64::from(ones) - mean).abs() / deviation;
            assert!(off < 6.0, "seed {seed}: {ones} of {width} bits are set");
        }
    }
}

/// Only one bit of a start state is 1. The steps of a reset spread it over the whole state.
#[test]
fn a_reset_mixes() {
    check_mixed(16);
    check_mixed(32);
    check_mixed(64);
}
