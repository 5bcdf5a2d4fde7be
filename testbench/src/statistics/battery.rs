//! Statistics on draws as they are consumed: by units of the encoder, by neurons, by lanes and bundles.

use yuragi_model::random::LaneSpec;

use crate::statistics::bits::{
    Family, Series, birthday_spacings, gaps, runs, slices, uncorrelated,
};
use crate::statistics::draws::{Recording, Visit};
use crate::statistics::suite::{Suite, multinomial};

/// Correlations are looked for at this distance and less.
pub const LAGS: usize = 64;

/// How often each number of so many bits was seen.
fn histogram(bits: u32, numbers: impl IntoIterator<Item = usize>) -> Vec<u64> {
    let mut counts = vec![0; 1 << bits];
    for number in numbers {
        counts[number] += 1;
    }
    counts
}

/// The claims that numbers are uniform, of a histogram: that the parity of the bits under every mask is fair. All of them are
/// just if all numbers are equally likely; each is an exact count however few draws there are for a number.
fn uniform(family: &mut Family, counts: &[u64], label: impl Fn() -> String) {
    let draws: u64 = counts.iter().sum();
    // Walsh and Hadamard's transform: even parities minus odd ones, by mask
    let mut sums: Vec<i64> = counts.iter().map(|&count| count as i64).collect();
    let mut half = 1;
    while half < sums.len() {
        for pair in sums.chunks_mut(2 * half) {
            let (low, high) = pair.split_at_mut(half);
            for (a, b) in low.iter_mut().zip(high) {
                (*a, *b) = (*a + *b, *a - *b);
            }
        }
        half *= 2;
    }
    for (mask, sum) in sums.iter().enumerate().skip(1) {
        let odd = (draws as i64 - sum) / 2;
        family.fair(odd as u64, draws as usize, || {
            format!("{}, parity of bits {mask:#x}", label())
        });
    }
}

/// The claims for bytes in several places, and for every place's histogram as a whole.
fn uniform_bytes(suite: &mut Suite, name: &str, places: &[Vec<u64>]) {
    let mut family = Family::new(format!("bytes of {name}, all parities"));
    let mut cells = Family::new(format!("bytes of {name}, 256 cells"));
    for (n, place) in places.iter().enumerate() {
        uniform(&mut family, place, || format!("place {n}"));
        cells.claim(multinomial(place, &[1.0 / 256.0; 256]), || {
            format!("place {n}")
        });
    }
    family.close(suite);
    cells.close(suite);
}

/// Every field is uniform, for each unit, neuron, lane and bundle that sees it.
pub fn equidistribution(suite: &mut Suite, recording: &Recording) {
    let byte = |&byte: &u8| usize::from(byte);
    let every = |bytes: &[u8], from: usize, place: usize| {
        histogram(8, bytes.iter().skip(from).step_by(place).map(byte))
    };
    for (name, _, bytes, place) in recording.streams() {
        let places: Vec<_> = (0..place).map(|from| every(bytes, from, place)).collect();
        uniform_bytes(suite, &format!("{name}, by place"), &places);
        let halves: Vec<_> = (0..2).map(|from| every(bytes, from, 2)).collect();
        uniform_bytes(suite, name, &halves);
        let draws = bytes
            .chunks(2)
            .map(|draw| byte(&draw[0]) | byte(&draw[1]) << 8);
        let mut family = Family::new(format!("draws of {name}, all parities"));
        uniform(&mut family, &histogram(16, draws), String::new);
        family.close(suite);
    }
    let lanes = recording.lanes;
    let places: Vec<_> = (0..lanes)
        .map(|lane| every(&recording.words, lane, lanes))
        .collect();
    uniform_bytes(suite, "lanes", &places);
    let mut family = Family::new("bytes of bundles, at the visits of evidence, all parities");
    for (address, visits) in recording.by_address() {
        for lane in 0..lanes {
            let bytes = visits.iter().map(|&at| byte(&recording.word(at)[lane]));
            uniform(&mut family, &histogram(8, bytes), || {
                format!("address {address}, lane {lane}")
            });
        }
    }
    family.close(suite);
    let mut family = Family::new("direction of the fluctuation where it happens");
    for lane in 0..lanes {
        let visits = recording.visits.iter().enumerate();
        let noise = visits.filter(|(_, visit)| matches!(visit, Visit::Noise(_)));
        let moved = noise
            .map(|(at, _)| recording.word(at)[lane])
            .filter(|byte| byte >> 1 < 8);
        let direction: Series = moved.map(|byte| byte & 1 == 1).collect();
        family.fair(direction.ones(), direction.len(), || format!("lane {lane}"));
    }
    family.close(suite);
}

/// Every bit is 1 half of the time.
pub fn fair_bits(suite: &mut Suite, name: &str, bits: &[Series]) {
    let mut family = Family::new(format!("bits of {name} are fair"));
    for (n, bit) in bits.iter().enumerate() {
        family.fair(bit.ones(), bit.len(), || format!("bit {n}"));
    }
    family.close(suite);
}

/// The bits of a stream are not correlated among themselves, for all pairs of bits at lags 0 to [`LAGS`].
pub fn correlations_of(suite: &mut Suite, name: &str, bits: &[Series]) {
    let mut family = Family::new(format!("correlations of {name}, all pairs of bits"));
    uncorrelated(&mut family, bits, bits, 0..=LAGS, true);
    family.close(suite);
}

/// The bits of two streams are not correlated, draw by draw, either of them up to [`LAGS`] draws later.
pub fn correlations_between(suite: &mut Suite, names: [&str; 2], a: &[Series], b: &[Series]) {
    let mut family = Family::new(format!(
        "correlations of {} with {}, all pairs of bits",
        names[0], names[1]
    ));
    uncorrelated(&mut family, a, b, 0..=LAGS, false);
    uncorrelated(&mut family, b, a, 1..=LAGS, false);
    family.close(suite);
}

/// Serial and cross correlations: of the streams draw by draw, and as neurons, units and bundles see them.
pub fn correlations(suite: &mut Suite, recording: &Recording) {
    let lanes = slices(&recording.words, recording.lanes);
    correlations_of(suite, "lanes", &lanes);
    for (name, _, bytes, place) in recording.streams() {
        let bits = slices(bytes, 2);
        correlations_of(suite, name, &bits);
        correlations_between(suite, ["lanes", name], &lanes, &bits);
        let mut family = Family::new(format!(
            "correlations of {name} at one place, presentation by presentation, all pairs of bits"
        ));
        let bits = slices(bytes, place);
        for bits in bits.chunks(16) {
            uncorrelated(&mut family, bits, bits, 0..=LAGS, true);
        }
        family.close(suite);
        // the first word of the fluctuation, whose place in its stream depends on what was flipped
        let noise: Vec<u8> = recording
            .noise
            .iter()
            .flat_map(|&at| recording.word(at))
            .copied()
            .collect();
        let mut family = Family::new(format!(
            "correlations of {name} with the fluctuation of the same presentation and the next"
        ));
        uncorrelated(
            &mut family,
            &bits,
            &slices(&noise, recording.lanes),
            0..=1,
            false,
        );
        family.close(suite);
    }
    let [encoder, neuron] = recording.streams().map(|(_, _, bytes, _)| slices(bytes, 2));
    correlations_between(suite, ["encoder", "neuron"], &encoder, &neuron);
    correlations_of(suite, "bundles, visit by visit", &by_visit(recording));
}

/// The bits of the lanes, the visits of one address in order, one address after the other: as many visits of each as the address
/// that is visited least often has. Where a draw goes is decided before it is drawn, so this is fair, too
/// (but for that number of visits, which the run decides).
fn by_visit(recording: &Recording) -> Vec<Series> {
    let visits = recording.by_address();
    let least = visits.values().map(Vec::len).min().unwrap_or(0);
    let bytes = visits.values().flat_map(|visits| &visits[..least]);
    let bytes: Vec<u8> = bytes.flat_map(|&at| recording.word(at)).copied().collect();
    slices(&bytes, recording.lanes)
}

/// Run lengths of every bit, and gaps between what draws decide: spikes and flips.
pub fn run_lengths(suite: &mut Suite, recording: &Recording) {
    let lanes = recording.lanes;
    let mut family = Family::new("run lengths of lanes");
    for (n, bit) in slices(&recording.words, lanes).iter().enumerate() {
        family.claim(runs(bit), || format!("bit {n}"));
    }
    family.close(suite);
    let mut family =
        Family::new("gaps between flips (p 1/4) and between fluctuations (p 1/16), by lane");
    for lane in 0..lanes {
        let bytes: Vec<u8> = recording
            .words
            .iter()
            .skip(lane)
            .step_by(lanes)
            .copied()
            .collect();
        let flips = bytes.iter().map(|&byte| byte < 64);
        family.claim(gaps(flips, bytes.len(), 0.25), || {
            format!("flips, lane {lane}")
        });
        let noise = bytes.iter().map(|&byte| byte >> 1 < 8);
        family.claim(gaps(noise, bytes.len(), 0.0625), || {
            format!("fluctuation, lane {lane}")
        });
    }
    family.close(suite);
    for (name, _, bytes, place) in recording.streams() {
        let mut family = Family::new(format!("run lengths of {name}, in the stream and by place"));
        for (n, bit) in slices(bytes, 2)
            .iter()
            .chain(&slices(bytes, place))
            .enumerate()
        {
            family.claim(runs(bit), || format!("series {n}"));
        }
        family.close(suite);
        let mut family = Family::new(format!("gaps between spikes of {name}"));
        let draws: Vec<u16> = bytes
            .chunks(2)
            .map(|draw| u16::from_le_bytes([draw[0], draw[1]]))
            .collect();
        for threshold in [655_u16, 4_096, 16_384, 33_024, 49_152] {
            let p = f64::from(threshold) / 65536.0;
            let spikes = draws.iter().map(|&draw| draw < threshold);
            family.claim(gaps(spikes, draws.len(), p), || {
                format!("threshold {threshold}")
            });
        }
        family.close(suite);
    }
}

/// Numbers of so many bytes each, one after the other.
fn numbers(bytes: impl Iterator<Item = u8>, size: usize) -> Vec<u64> {
    let bytes: Vec<u8> = bytes.collect();
    let whole = bytes.chunks_exact(size);
    whole
        .map(|bytes| {
            bytes
                .iter()
                .rev()
                .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
        })
        .collect()
}

/// Birthday spacings: of 48 successive bits of a stream, of a lane, of two successive draws of a neuron or unit.
pub fn birthdays(suite: &mut Suite, recording: &Recording) {
    let lanes = recording.lanes;
    let mut family = Family::new("birthday spacings of lanes, 48 bits");
    for lane in 0..lanes {
        let bytes = recording.words.iter().skip(lane).step_by(lanes).copied();
        family.claim(birthday_spacings([numbers(bytes, 6)], 48), || {
            format!("lane {lane}, six draws")
        });
        if lane + 6 <= lanes {
            let words = recording.words.chunks(lanes);
            let bytes = words.flat_map(|word| word[lane..lane + 6].iter().copied());
            family.claim(birthday_spacings([numbers(bytes, 6)], 48), || {
                format!("six lanes from {lane}")
            });
        }
    }
    family.close(suite);
    for (name, _, bytes, place) in recording.streams() {
        let mut family = Family::new(format!("birthday spacings of {name}"));
        let three = numbers(bytes.iter().copied(), 6);
        family.claim(birthday_spacings([three], 48), || "three draws".into());
        let places = (0..place / 2).map(|m| {
            let draws = bytes
                .chunks(place)
                .flat_map(move |all| &all[2 * m..2 * m + 2]);
            numbers(draws.copied(), 4)
        });
        family.claim(birthday_spacings(places, 32), || {
            "two draws at each place".into()
        });
        family.close(suite);
    }
}

/// Squaring a polynomial squares its terms: a relation holds at all these multiples of its distances.
const SCALES: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];

/// The bits of bytes one after the other, the lowest first: for draws of 16 bits, the sequence that obeys the recurrence.
pub fn serial(bytes: &[u8]) -> Series {
    let bits = |byte: &u8| {
        let byte = *byte;
        (0..8).map(move |n| byte >> n & 1 == 1)
    };
    bytes.iter().flat_map(bits).collect()
}

/// All parts of a relation of at least three terms and less than all; every one brings its own number.
fn parts(terms: usize) -> impl Iterator<Item = u32> {
    (0_u32..1 << terms).filter(move |part| (3..terms as u32).contains(&part.count_ones()))
}

/// No part of three terms or more of a relation between the bits of a series shows anything, at 1 to 64 times its distances.
///
/// # Panics
/// If the series is no longer than that.
pub fn parts_are_fair(suite: &mut Suite, name: &str, bits: &Series, distances: &[usize]) {
    let mut family = Family::new(format!(
        "parts of a relation of {name}, at 1 to 64 times its distances"
    ));
    for scale in SCALES {
        for part in parts(distances.len()) {
            let terms: Vec<_> = (0..distances.len())
                .filter(|n| part >> n & 1 == 1)
                .map(|n| (bits, distances[n] * scale))
                .collect();
            let sum = Series::parity(&terms);
            assert!(!sum.is_empty(), "{name}: too few bits");
            family.fair(sum.ones(), sum.len(), || {
                format!("{scale} times, terms {part:b}")
            });
        }
    }
    family.close(suite);
}

/// The relations by which generators step hold, and no part of them of three terms or more shows anything: triple correlations
/// and higher ones, just where a linear generator could have them.
///
/// # Panics
/// If a relation does not hold.
pub fn parities(suite: &mut Suite, recording: &Recording) {
    for (name, spec, bytes, _) in recording.streams() {
        let bits = serial(bytes);
        let [a, b, c] = spec.taps.map(|tap| tap as usize);
        let distances = [0, a, b, c, 89];
        for scale in SCALES {
            let whole = Series::parity(&distances.map(|lag| (&bits, lag * scale)));
            assert!(
                whole.ones() == 0 && whole.len() > 20_000,
                "{name}: the relation at {scale} times its distances"
            );
        }
        parts_are_fair(suite, name, &bits, &distances);
    }
    let lanes = slices(&recording.words, recording.lanes);
    let spec = LaneSpec::for_lanes(recording.lanes);
    let mut family = Family::new("parts of the relations by which lanes step");
    for bit in 0..lanes.len() {
        let sources = lane_relation(spec, bit);
        if sources.iter().any(|&source| source >= lanes.len()) {
            continue;
        }
        let terms: Vec<_> = std::iter::once((&lanes[bit], 1))
            .chain(sources.iter().map(|&n| (&lanes[n], 0)))
            .collect();
        assert_eq!(
            Series::parity(&terms).ones(),
            0,
            "bit {bit} of the lanes, relation {sources:?}"
        );
        for part in parts(terms.len()) {
            let part_terms: Vec<_> = (0..terms.len())
                .filter(|n| part >> n & 1 == 1)
                .map(|n| terms[n])
                .collect();
            let sum = Series::parity(&part_terms);
            family.fair(sum.ones(), sum.len(), || {
                format!("bit {bit}, terms {part:b}")
            });
        }
    }
    family.close(suite);
}

/// The bits of a draw whose exclusive or is a bit of the next, from the text of the specification.
fn lane_relation(spec: &LaneSpec, bit: usize) -> Vec<usize> {
    let (width, left, right) = (spec.width as usize, spec.left as usize, spec.right as usize);
    let bit = (bit + width - 64 * spec.rotate_words as usize) % width;
    let t = |i: usize| std::iter::once(i).chain(i.checked_sub(left));
    let mut terms: Vec<usize> = t(bit)
        .chain(
            (bit + right < width)
                .then(|| t(bit + right))
                .into_iter()
                .flatten(),
        )
        .collect();
    terms.sort_unstable();
    // a term that comes twice is none
    let twice: Vec<usize> = terms
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    terms.retain(|term| !twice.contains(term));
    terms
}

/// Everything.
pub fn all(suite: &mut Suite, recording: &Recording) {
    equidistribution(suite, recording);
    correlations(suite, recording);
    run_lengths(suite, recording);
    birthdays(suite, recording);
    parities(suite, recording);
}
