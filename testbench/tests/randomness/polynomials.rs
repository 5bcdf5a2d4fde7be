//! The random streams have the polynomials that `docs/spec.md` states, with the longest period there is, and share no bits.

use std::collections::HashSet;

use num_bigint::BigUint;
use yuragi_model::random::{
    ENCODER, LANES, LaneSpec, LaneWord, NEURON, Recurrence, RecurrenceSpec, StreamStates, Streams,
    seed_bytes,
};
use yuragi_testbench::statistics::gf2::{Polynomial, functionals, rank, shortest_recurrence};

use super::primes::{mersenne, prime_factors};

fn bits_of(n: &BigUint) -> Vec<bool> {
    (0..n.bits()).map(|bit| n.bit(bit)).collect()
}

/// Whether x has order 2^n − 1 modulo the polynomial of degree n: then its powers are all the residues
/// but 0, each of them is a unit, and the polynomial is irreducible as well.
fn is_primitive(polynomial: &Polynomial) -> bool {
    let n = polynomial.degree().expect("a degree");
    let order = mersenne(n as u64);
    let power =
        |exponent: &BigUint| Polynomial::power_of_x(bits_of(exponent).into_iter(), polynomial);
    let unit = Polynomial::from_exponents(&[0]);
    power(&order) == unit
        && prime_factors(n)
            .iter()
            .all(|prime| power(&(&order / prime)) != unit)
}

fn recurrence_polynomial(spec: &RecurrenceSpec) -> Polynomial {
    let [a, b, c] = spec.taps.map(|tap| tap as usize);
    Polynomial::from_exponents(&[89, c, b, a, 0])
}

/// Draws of 16-bit words, as bits of one of them.
fn recurrence_bits(spec: &RecurrenceSpec, bit: u32, draws: usize) -> Vec<bool> {
    let mut generator = Recurrence::new(*spec);
    (0..draws)
        .map(|_| generator.draw() >> bit & 1 == 1)
        .collect()
}

fn lane_bits(spec: &LaneSpec, bit: usize, draws: usize) -> Vec<bool> {
    let mut generator = LaneWord::new(*spec);
    (0..draws)
        .map(|_| generator.draw()[bit / 8] >> (bit % 8) & 1 == 1)
        .collect()
}

fn lane_polynomial(spec: &LaneSpec) -> Polynomial {
    shortest_recurrence(&lane_bits(spec, 0, 2 * spec.width as usize))
}

#[test]
fn sixteen_bits_at_a_time_keep_the_stated_polynomial() {
    for spec in [ENCODER, NEURON] {
        for bit in 0..16 {
            let found = shortest_recurrence(&recurrence_bits(&spec, bit, 178));
            assert_eq!(found, recurrence_polynomial(&spec), "bit {bit} of {spec:?}");
        }
    }
}

#[test]
fn polynomials_of_encoder_and_neuron_are_primitive() {
    for spec in [ENCODER, NEURON] {
        assert!(is_primitive(&recurrence_polynomial(&spec)), "{spec:?}");
    }
    // The test of primitivity can fail: neighbours of the encoder's polynomial.
    let neighbours = (30..39).map(|c| Polynomial::from_exponents(&[89, c, 29, 20, 0]));
    assert!(
        neighbours
            .into_iter()
            .any(|polynomial| !is_primitive(&polynomial))
    );
}

fn check_lanes(spec: &LaneSpec) {
    let polynomial = lane_polynomial(spec);
    assert_eq!(polynomial.degree(), Some(spec.width as usize), "{spec:?}");
    assert!(is_primitive(&polynomial), "{spec:?}");
}

#[test]
fn polynomial_of_128_lane_bits_is_primitive() {
    check_lanes(&LANES[0]);
}

#[test]
fn polynomial_of_256_lane_bits_is_primitive() {
    check_lanes(&LANES[1]);
}

#[test]
fn polynomial_of_512_lane_bits_is_primitive() {
    check_lanes(&LANES[2]);
}

#[test]
fn no_two_streams_have_a_factor_in_common() {
    let mut polynomials = vec![
        recurrence_polynomial(&ENCODER),
        recurrence_polynomial(&NEURON),
    ];
    polynomials.extend(LANES.iter().map(lane_polynomial));
    for (n, p) in polynomials.iter().enumerate() {
        for q in &polynomials[..n] {
            assert_eq!(p.clone().gcd(q.clone()), Polynomial::from_exponents(&[0]));
        }
    }
}

/// No drawn bit is a copy of any bit of the first state or of a draw since.
fn check_fresh<const N: usize>(
    width: usize,
    drawn: std::ops::Range<usize>,
    step: impl Fn([u64; N]) -> [u64; N],
) {
    let rows = functionals(width, 64, step);
    let mut seen: HashSet<[u64; N]> = rows[0].iter().copied().collect();
    assert_eq!(seen.len(), width);
    for (time, rows) in rows.iter().enumerate().skip(1) {
        for bit in drawn.clone() {
            assert!(seen.insert(rows[bit]), "bit {bit} of draw {time} is a copy");
        }
    }
}

#[test]
fn draws_have_no_bit_in_common() {
    for spec in [ENCODER, NEURON] {
        check_fresh(89, 73..89, |[low, high]: [u64; 2]| {
            let mut generator = Recurrence::new(spec);
            generator.set_state(u128::from(high) << 64 | u128::from(low));
            generator.step();
            [generator.state() as u64, (generator.state() >> 64) as u64]
        });
    }
    check_fresh::<2>(128, 0..128, |state| LANES[0].step(state));
    check_fresh::<4>(256, 0..256, |state| LANES[1].step(state));
    check_fresh::<8>(512, 0..512, |state| LANES[2].step(state));
}

#[test]
#[should_panic(expected = "is a copy")]
fn a_shift_register_has_bits_in_common() {
    check_fresh(89, 73..89, |[low, high]: [u64; 2]| {
        let s = u128::from(high) << 64 | u128::from(low);
        let s = s >> 1 | ((s ^ s >> 38) & 1) << 88;
        [s as u64, (s >> 64) as u64]
    });
}

/// The three states after a reset.
fn reset_states(lanes: usize, seed: u64) -> [Polynomial; 3] {
    let StreamStates {
        encoder,
        neuron,
        lanes,
    } = Streams::new(lanes, &seed_bytes(seed)).states();
    [encoder, neuron, lanes].map(|words| Polynomial::from_words(&words))
}

#[test]
fn no_seed_leads_to_zero_and_no_two_to_the_same_state() {
    for lanes in [1, 16, 17, 32, 33, 64] {
        let origin = reset_states(lanes, 0);
        // A reset is affine in the bits of the seed: the origin plus the images of the bits set.
        let images: Vec<_> = (0..64)
            .map(|bit| {
                let mut image = reset_states(lanes, 1 << bit);
                for (image, origin) in image.iter_mut().zip(&origin) {
                    image.add_shifted(origin, 0);
                }
                image
            })
            .collect();
        // Together they differ for every two seeds. (Not each alone: two seeds may share one stream.)
        let whole = images.iter().map(|[encoder, neuron, lanes]| {
            let mut whole = encoder.clone();
            whole.add_shifted(neuron, 89);
            whole.add_shifted(lanes, 178);
            whole
        });
        assert_eq!(rank(whole), 64);
        for stream in 0..3 {
            let images = images.iter().map(|image| image[stream].clone());
            let reached = rank(images.clone());
            let with_origin = rank(images.chain([origin[stream].clone()]));
            assert_eq!(with_origin, reached + 1, "stream {stream} can be zero");
        }
    }
}

#[test]
fn a_reset_is_affine() {
    let [a, b] = [0x0123_4567_89ab_cdef, 0xfeed_5eed_0000_0042];
    let states = [a, b, 0, a ^ b].map(|seed| reset_states(32, seed));
    for stream in 0..3 {
        let mut sum = Polynomial::zero();
        for state in &states {
            sum.add_shifted(&state[stream], 0);
        }
        assert!(sum.is_zero());
    }
}

/// The map from the states to the bits that are shown of them is linear: its rank is that of the images of the unit states.
#[test]
fn mixed_bits_show_every_bit_of_the_states() {
    for lanes in [16, 32, 64] {
        let mut streams = Streams::new(lanes, &[1]);
        let lane_bits = streams.lanes.spec().width as usize;
        let (bits, items) = (2 * 89 + lane_bits, Streams::showing(lanes));
        let mut shown = |bit: Option<usize>, items| {
            let unit = |at: usize| bit.map_or(0, |bit| u128::from(bit == at));
            let state = |from: usize| (0..89).fold(0, |s, i| s | unit(from + i) << i);
            streams.encoder.set_state(state(0));
            streams.neuron.set_state(state(89));
            let words: Vec<u64> = (0..lane_bits / 64)
                .map(|w| (0..64).fold(0, |s, i| s | (unit(178 + 64 * w + i) as u64) << i))
                .collect();
            streams.lanes.set_state(&words);
            let items = streams.mixed(items);
            let ones = (0..16 * items.len()).filter(|at| items[at / 16] >> (at % 16) & 1 == 1);
            Polynomial::from_exponents(&ones.collect::<Vec<_>>())
        };
        assert_eq!(shown(None, items).degree(), None);
        let found = rank((0..bits).map(|bit| shown(Some(bit), items)));
        assert_eq!(found, bits, "{lanes} lanes");
        // with an item less there are fewer bits than bits of state
        assert!(16 * (items - 1) < bits, "{lanes} lanes");
    }
}
