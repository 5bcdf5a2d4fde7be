//! Which exclusive ors of few drawn bits are not fair, in how short a stretch, and what sees them.

use std::collections::{HashMap, HashSet};

use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_model::random::{ENCODER, LANES, LaneSpec, LaneWord, NEURON};
use yuragi_testbench::oracle::threshold;
use yuragi_testbench::statistics::binomial;
use yuragi_testbench::statistics::gf2::functionals;

/// x^0, x^1, ... modulo a polynomial, which is given without its highest term.
fn powers(tail: &[u32], degree: u32, count: usize) -> Vec<u128> {
    let tail = tail
        .iter()
        .fold(0_u128, |sum, exponent| sum | 1 << exponent);
    let mut power = 1_u128;
    (0..count)
        .map(|_| {
            let current = power;
            power <<= 1;
            if power >> degree & 1 == 1 {
                power ^= 1 << degree | tail;
            }
            current
        })
        .collect()
}

/// A filter in front of a look-up: the values' low 22 bits.
struct Filter(Vec<u64>);

impl Filter {
    fn of(values: impl Iterator<Item = u128>) -> Self {
        let mut bits = vec![0; 1 << 16];
        for value in values {
            bits[value as usize >> 6 & 0xffff] |= 1 << (value & 63);
        }
        Self(bits)
    }

    fn may_have(&self, value: u128) -> bool {
        self.0[value as usize >> 6 & 0xffff] >> (value & 63) & 1 == 1
    }
}

/// Multiples 1 + x^a + x^b of a polynomial: exponents with a < b < so many powers.
fn of_three_terms(powers: &[u128]) -> Vec<[usize; 3]> {
    let places: HashMap<u128, usize> = powers
        .iter()
        .enumerate()
        .map(|(n, &power)| (power, n))
        .collect();
    let filter = Filter::of(powers.iter().copied());
    let sums = powers
        .iter()
        .enumerate()
        .skip(1)
        .map(|(a, power)| (a, power ^ 1));
    sums.filter(|(_, sum)| filter.may_have(*sum))
        .filter_map(|(a, sum)| places.get(&sum).map(|&b| [0, a, b]))
        .filter(|[_, a, b]| a < b)
        .collect()
}

/// Multiples 1 + x^a + x^b + x^c, a < b < c.
fn of_four_terms(powers: &[u128]) -> Vec<[usize; 4]> {
    let places: HashMap<u128, usize> = powers
        .iter()
        .enumerate()
        .skip(1)
        .map(|(n, &power)| (power ^ 1, n))
        .collect();
    let filter = Filter::of(places.keys().copied());
    let mut found = Vec::new();
    for b in 2..powers.len() {
        for c in b + 1..powers.len() {
            let sum = powers[b] ^ powers[c];
            if filter.may_have(sum)
                && let Some(&a) = places.get(&sum)
                && a < b
            {
                found.push([0, a, b, c]);
            }
        }
    }
    found
}

/// Multiples 1 + x^a + x^b + x^c + x^d, a < b < c < d.
fn of_five_terms(powers: &[u128]) -> Vec<[usize; 5]> {
    let pairs = |from: usize| {
        (from..powers.len()).flat_map(move |a| (a + 1..powers.len()).map(move |b| (a, b)))
    };
    let mut sums: Vec<(u128, u16, u16)> = pairs(1)
        .map(|(a, b)| (powers[a] ^ powers[b] ^ 1, a as u16, b as u16))
        .collect();
    sums.sort_unstable();
    let filter = Filter::of(sums.iter().map(|(sum, _, _)| *sum));
    let mut found = Vec::new();
    for (c, d) in pairs(3) {
        let sum = powers[c] ^ powers[d];
        if !filter.may_have(sum) {
            continue;
        }
        let first = sums.partition_point(|(other, _, _)| *other < sum);
        for (_, a, b) in sums[first..]
            .iter()
            .take_while(|(other, _, _)| *other == sum)
        {
            if usize::from(*b) < c {
                found.push([0, usize::from(*a), usize::from(*b), c, d]);
            }
        }
    }
    found.sort_unstable_by_key(|exponents| exponents[4]);
    found
}

/// Bits of one position in draws so far apart, and bits anywhere in a sixteenth of that: no three and no four of them depend on
/// each other, and the only five are those of the recurrence, at 1, 2, 4, ... times its distances.
///
/// Three terms are searched up to a degree of 2^20, four up to 2^14, five up to 2^11.
#[test]
fn five_bits_of_encoder_and_neuron_depend_on_each_other_and_no_fewer() {
    for spec in [ENCODER, NEURON] {
        let [a, b, c] = spec.taps;
        let powers = powers(&[0, a, b, c], 89, 1 << 20);
        assert_eq!(of_three_terms(&powers), Vec::<[usize; 3]>::new());
        assert_eq!(of_four_terms(&powers[..1 << 14]), Vec::<[usize; 4]>::new());
        let own = [0, a, b, c, 89].map(|exponent| exponent as usize);
        let scaled = [1, 2, 4, 8, 16].map(|scale| own.map(|exponent| exponent * scale));
        assert_eq!(of_five_terms(&powers[..1 << 11]), scaled);
    }
}

/// The searches find what is there: in a polynomial of three terms, and in one of degree 31 that must have multiples of few terms.
#[test]
fn relations_of_few_bits_are_found() {
    let trinomial = powers(&[0, 38], 89, 1 << 12);
    assert_eq!(of_three_terms(&trinomial)[..2], [[0, 38, 89], [0, 76, 178]]);
    let small = powers(&[0, 1, 2, 3], 31, 1 << 17);
    let (three, four) = (of_three_terms(&small), of_four_terms(&small[..1 << 12]));
    let five = of_five_terms(&small[..200]);
    assert!(!three.is_empty() && !four.is_empty() && five.contains(&[0, 1, 2, 3, 31]));
    let sum = |exponents: &[usize]| exponents.iter().fold(0, |sum, &n| sum ^ small[n]);
    assert!(three.iter().all(|found| sum(found) == 0));
    assert!(four.iter().all(|found| sum(found) == 0));
    assert!(five.iter().all(|found| sum(found) == 0));
}

/// A drawn bit: its place in the word, and how many draws later.
type Bit = (usize, usize);

/// Bits of draws up to `lag` apart, each as a sum of bits of the first state.
fn drawn_bits<const N: usize>(spec: &LaneSpec, lag: usize) -> HashMap<[u64; N], Bit> {
    let rows = functionals(spec.width as usize, lag, |state| spec.step(state));
    let rows = rows.into_iter().enumerate();
    rows.flat_map(|(time, rows)| {
        rows.into_iter()
            .enumerate()
            .map(move |(bit, row)| (row, (bit, time)))
    })
    .collect()
}

/// All threes of bits that always add up to 0, in draws up to `lag` apart, the first of them in draw 0; steps are invertible, so
/// they are those of every draw.
fn triples<const N: usize>(spec: &LaneSpec, lag: usize) -> HashSet<Vec<Bit>> {
    let all = drawn_bits::<N>(spec, lag);
    let mut found = HashSet::new();
    for (first, &start) in all.iter().filter(|(_, bit)| bit.1 == 0) {
        for (second, &other) in &all {
            let sum: [u64; N] = std::array::from_fn(|n| first[n] ^ second[n]);
            if let Some(&third) = all.get(&sum) {
                let mut triple = vec![start, other, third];
                triple.sort_unstable_by_key(|&(bit, time)| (time, bit));
                found.insert(triple);
            }
        }
    }
    found
}

/// Whether p-bits can see a three: the bits stand at equal places of their bytes, which are lanes, or all among the upper three.
/// A flip with p = 2^-k looks at the k upper bits of a byte; what depends on a three below them is fair to it.
fn is_seen(triple: &[Bit]) -> bool {
    let mut places = triple.iter().map(|(bit, _)| bit % 8);
    triple.iter().all(|(bit, _)| bit % 8 >= 5) || places.all(|place| place == triple[0].0 % 8)
}

/// Three bits of lanes' draws up to 64 apart depend on each other, so many times, where nothing is shifted in; p-bits see none of
/// them.
#[test]
fn no_three_bits_that_depend_on_each_other_are_seen_by_synapses() {
    let [narrow, wide, widest] = &LANES;
    for (spec, triples, count) in [
        (narrow, triples::<2>(narrow, 64), 45),
        (wide, triples::<4>(wide, 64), 59),
        (widest, triples::<8>(widest, 64), 61),
    ] {
        assert_eq!(triples.len(), count, "{} bits", spec.width);
        let seen: Vec<_> = triples.iter().filter(|triple| is_seen(triple)).collect();
        assert!(seen.is_empty(), "{} bits: {seen:?}", spec.width);
    }
}

/// A generator of as long a period whose shifts are eleven and 23 bits, of which eight times the first are eleven lanes: the search
/// sees the threes, and so do synapses. Where lanes 3 and 14 both flip with p 1/4, lane 14 flips for certain eight draws later,
/// and a right generator's in a quarter of the cases.
#[test]
fn a_generator_whose_flips_foretell_others_is_found() {
    let bad = LaneSpec {
        left: 11,
        right: 23,
        rotate_words: 0,
        ..LANES[0]
    };
    let seen = triples::<2>(&bad, 64);
    assert!(seen.contains(&vec![(31, 0), (119, 0), (119, 8)]));
    assert!(seen.iter().any(|triple| is_seen(triple)));
    for (spec, foretells) in [(bad, true), (LANES[0], false)] {
        let mut lanes = LaneWord::new(spec);
        (0..512).for_each(|_| lanes.step());
        let draws: Vec<[u8; 64]> = (0..1 << 16).map(|_| lanes.draw()).collect();
        let flips = |draw: &[u8; 64], lane: usize| draw[lane] < 64;
        let pairs = draws.windows(9).map(|pair| (&pair[0], &pair[8]));
        let (mut both, mut all) = (0, 0);
        for (_, later) in pairs.filter(|(now, _)| flips(now, 3) && flips(now, 14)) {
            both += 1;
            all += u64::from(flips(later, 14));
        }
        assert!(both > 3_000);
        assert_eq!(all == both, foretells);
        assert_eq!(binomial(all, both, 0.25) < 1e-9, foretells);
    }
}

/// What five spikes at the distances of the recurrence have in common, exactly: Σ over masks ≠ 0 of the fifth power of the Walsh
/// coefficients of a spike, over its standard deviation to the fifth power.
fn fifth_correlation(threshold: u32) -> f64 {
    let mut walsh: Vec<f64> = (0..1 << 16)
        .map(|draw| f64::from(u8::from(draw < threshold)))
        .collect();
    let mut half = 1;
    while half < walsh.len() {
        for pair in walsh.chunks_mut(2 * half) {
            let (low, high) = pair.split_at_mut(half);
            for (a, b) in low.iter_mut().zip(high) {
                (*a, *b) = ((*a + *b) / 2.0, (*a - *b) / 2.0);
            }
        }
        half *= 2;
    }
    let p = walsh[0];
    walsh[1..].iter().map(|w| w.powi(5)).sum::<f64>() / (p * (1.0 - p)).powf(2.5)
}

/// The relation of five is seen by neurons whose potential is 0, where a spike is almost the highest bit of the draw; the
/// further the potential is from 0, the less. Measured on a network of zero weights that infers: five spikes of two
/// presentations.
#[test]
fn five_spikes_of_a_network_without_weights_depend_on_each_other() {
    let design = Design::preset("digits").expect("a preset");
    let mut model = Model::new(&design).expect("a model");
    let mut weights = model.weights();
    weights.values.fill(0);
    model.load_weights(&weights).expect("weights");
    let mut spikes = Vec::new();
    for _ in 0..2_000 {
        model.present(1).expect("a presentation");
        let of_one = model.spikes();
        spikes.extend(of_one.predicted.into_iter().chain(of_one.readout));
    }
    let product = |t: usize| {
        [0, 13, 19, 38, 89]
            .iter()
            .fold(false, |sum, lag| sum ^ spikes[t + lag])
    };
    let presentations = (0..spikes.len() - 89).filter(|t| t % 74 + 38 < 64);
    let sums: Vec<bool> = presentations.map(product).collect();
    let odd = sums.iter().filter(|&&sum| sum).count() as u64;
    println!("five spikes, potential 0: {odd} of {} odd", sums.len());
    assert!(binomial(odd, sums.len() as u64, 0.5) < 1e-300);
    // T = 33,024 = 2^15 + 2^8 at potential 0
    assert_eq!(threshold(0, 8), 33_024);
    let exact = [0, 64, 128, 256, 512, 1024].map(|v| fifth_correlation(threshold(v, 8) as u32));
    println!("of spikes at 0, 1/4, 1/2, 1, 2, 4 nats: {exact:.4?}");
    let agree = 2.0 * odd.max(sums.len() as u64 - odd) as f64 / sums.len() as f64 - 1.0;
    assert!((agree - exact[0].abs()).abs() < 0.02, "{agree} {exact:?}");
    assert!(
        exact[1..]
            .iter()
            .zip(&exact)
            .all(|(next, last)| next.abs() < last.abs())
    );
}
