//! The random streams do what `crates/model/src/random.rs` promises.

use std::collections::HashSet;

use num_bigint::BigUint;
use yuragi_model::random::bulk::{Bulk, MAX_TAKE};
use yuragi_model::random::{
    ENCODER, LANES, LaneSpec, LaneWord, NEURON, Recurrence, RecurrenceSpec, StreamStates, Streams,
    seed_bytes,
};
use yuragi_testbench::statistics::gf2::{Polynomial, functionals, rank, shortest_recurrence};

/// The prime factors of the Fermat numbers F_0 to F_8, F_n = 2^(2^n) + 1.
const FERMAT_FACTORS: [&[&str]; 9] = [
    &["3"],
    &["5"],
    &["17"],
    &["257"],
    &["65537"],
    &["641", "6700417"],
    &["274177", "67280421310721"],
    &["59649589127497217", "5704689200685129054721"],
    &[
        "1238926361552897",
        "93461639715357977769163558199606896584051237541638188580280321",
    ],
];

fn number(digits: &str) -> BigUint {
    digits.parse().expect("digits")
}

fn one() -> BigUint {
    BigUint::from(1_u32)
}

/// 2^n − 1.
fn mersenne(n: u64) -> BigUint {
    (one() << n) - one()
}

/// For primes above [`twelve_bases_prove`]: prime factors of n − 1 whose product is above √n, the larger ones listed themselves.
const FACTORS_BELOW: [(&str, &[&str]); 3] = [
    (
        "618970019642690137449562111",
        &["683", "2113", "2931542417"],
    ),
    (
        "93461639715357977769163558199606896584051237541638188580280321",
        &["1057372046781162536274034354686893329625329"],
    ),
    (
        "1057372046781162536274034354686893329625329",
        &["9243081088796207", "25353082741699"],
    ),
];

/// Below this number Miller and Rabin's test with the first twelve primes as bases is a proof (J. Sorenson and J. Webster, Strong
/// pseudoprimes to twelve prime bases, Math. Comp. 86, 2017).
fn twelve_bases_prove() -> BigUint {
    number("318665857834031151167461")
}

/// Miller and Rabin's test with the first twelve primes as bases.
fn passes_twelve_bases(n: &BigUint) -> bool {
    let bases = [2_u32, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].map(BigUint::from);
    if bases.contains(n) {
        return true;
    }
    let minus_one = n - one();
    let Some(twos) = minus_one.trailing_zeros().filter(|&twos| twos > 0) else {
        return false;
    };
    let odd = &minus_one >> twos;
    bases.iter().all(|base| {
        let mut power = base.modpow(&odd, n);
        let mut passes = power == one() || power == minus_one;
        for _ in 1..twos {
            power = &power * &power % n;
            passes |= power == minus_one;
        }
        passes
    })
}

fn greatest_common_divisor(mut a: BigUint, mut b: BigUint) -> BigUint {
    while b != BigUint::ZERO {
        (a, b) = (b.clone(), a % b);
    }
    a
}

/// Pocklington's theorem: n is prime if primes q divide n − 1, their product is above √n, and for each there is an a with
/// a^(n−1) = 1 modulo n and a^((n−1)/q) − 1 without a factor in common with n.
fn passes_pocklington(n: &BigUint, primes: &[BigUint]) -> bool {
    let minus_one = n - one();
    let product: BigUint = primes.iter().product();
    let distinct: HashSet<&BigUint> = primes.iter().collect();
    &product * &product > *n
        && distinct.len() == primes.len()
        && primes.iter().all(|q| {
            &minus_one % q == BigUint::ZERO
                && (2_u32..100).map(BigUint::from).any(|a| {
                    let power = a.modpow(&(&minus_one / q), n);
                    a.modpow(&minus_one, n) == one()
                        && power != BigUint::ZERO
                        && greatest_common_divisor(power - one(), n.clone()) == one()
                })
        })
}

/// Whether n is prime, proved; false where no proof is at hand.
fn is_proved_prime(n: &BigUint) -> bool {
    if *n < twelve_bases_prove() {
        return passes_twelve_bases(n);
    }
    let found = FACTORS_BELOW.iter().find(|(prime, _)| number(prime) == *n);
    found.is_some_and(|(_, factors)| {
        let primes: Vec<BigUint> = factors.iter().map(|factor| number(factor)).collect();
        primes.iter().all(is_proved_prime) && passes_pocklington(n, &primes)
    })
}

/// The prime factors of 2^n − 1 for n = 89, 128, 256, 512.
fn prime_factors(n: usize) -> Vec<BigUint> {
    if n == 89 {
        return vec![mersenne(89)];
    }
    (0..n.ilog2() as usize)
        .flat_map(|f| FERMAT_FACTORS[f])
        .map(|factor| number(factor))
        .collect()
}

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
fn the_factors_are_prime_and_complete() {
    for (n, factors) in FERMAT_FACTORS.iter().enumerate() {
        let product: BigUint = factors.iter().map(|factor| number(factor)).product();
        assert_eq!(product, (one() << (1_u64 << n)) + one(), "F_{n}");
        for factor in *factors {
            assert!(is_proved_prime(&number(factor)), "{factor}");
        }
    }
    for n in [128, 256, 512] {
        let product: BigUint = prime_factors(n).iter().product();
        assert_eq!(product, mersenne(n as u64), "2^{n} − 1");
    }
    assert!(is_proved_prime(&mersenne(89)));
    // the proofs can fail
    for composite in [mersenne(67), (one() << 64_u32) + one(), number("561")] {
        assert!(!is_proved_prime(&composite), "{composite}");
        assert!(!passes_twelve_bases(&composite), "{composite}");
    }
    // enough factors, but 2^67 − 1 = 193707721 · 761838257287
    let enough = ["20857", "599479"].map(number);
    assert!(!passes_pocklington(&mersenne(67), &enough));
    // factors that are too few, twice there, and one that does not divide
    for wrong in [
        &["2113", "2931542417"][..],
        &["2931542417", "2931542417"],
        &["683", "2113", "2931542419"],
    ] {
        let wrong: Vec<BigUint> = wrong.iter().map(|factor| number(factor)).collect();
        assert!(!passes_pocklington(&mersenne(89), &wrong));
    }
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
        // Bits beyond the 89 do not count.
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

/// Many draws at once are the same draws, in whatever portions they are taken.
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
            // Six standard deviations of a fair coin.
            let (mean, deviation) = (width as f64 / 2.0, (width as f64).sqrt() / 2.0);
            let off = (f64::from(ones) - mean).abs() / deviation;
            assert!(off < 6.0, "seed {seed}: {ones} of {width} bits are set");
        }
    }
}

/// The start states have a single bit: the steps of a reset spread it over the whole state.
#[test]
fn a_reset_mixes() {
    check_mixed(16);
    check_mixed(32);
    check_mixed(64);
}
