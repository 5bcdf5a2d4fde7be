//! Series of bits side by side, and what is known exactly of fair ones.
//!
//! The exclusive or of fair independent bits at fixed distances is again a series of fair independent bits (each brings one that
//! the others have not), so correlations, parities and transitions are binomial counts, and run lengths are geometric.

use crate::statistics::suite::{FALSE_ALARM, GROUPS, Suite, binomial, multinomial, poisson};

/// A series of bits, one a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Bit t is bit t % 64 of word t / 64; zeros beyond the end.
    words: Vec<u64>,
    len: usize,
}

impl FromIterator<bool> for Series {
    fn from_iter<T: IntoIterator<Item = bool>>(bits: T) -> Self {
        let (mut words, mut len) = (Vec::new(), 0_usize);
        for bit in bits {
            if len.is_multiple_of(64) {
                words.push(0);
            }
            *words.last_mut().expect("a word") |= u64::from(bit) << (len % 64);
            len += 1;
        }
        Self { words, len }
    }
}

impl Series {
    /// Number of bits.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Ones among them.
    pub fn ones(&self) -> u64 {
        self.words
            .iter()
            .map(|word| u64::from(word.count_ones()))
            .sum()
    }

    /// Bit t.
    pub fn bit(&self, t: usize) -> bool {
        self.words[t / 64] >> (t % 64) & 1 == 1
    }

    /// The bits from `lag` on.
    pub fn after(&self, lag: usize) -> Self {
        let (words, bits) = ((lag / 64).min(self.words.len()), lag % 64);
        let from = &self.words[words..];
        let word = |n: usize| {
            let high = from.get(n + 1).copied().unwrap_or(0);
            if bits == 0 {
                from[n]
            } else {
                from[n] >> bits | high << (64 - bits)
            }
        };
        let len = self.len.saturating_sub(lag);
        Self {
            words: (0..len.div_ceil(64)).map(word).collect(),
            len,
        }
    }

    /// The first bits.
    pub fn first(&self, len: usize) -> Self {
        let len = len.min(self.len);
        let mut words = self.words[..len.div_ceil(64)].to_vec();
        if let Some(last) = words.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last &= (1 << (len % 64)) - 1;
        }
        Self { words, len }
    }

    /// Bit t the exclusive or of the bits t + lag of several series, as long as all have some.
    ///
    /// # Panics
    /// If there is no term.
    pub fn parity(terms: &[(&Self, usize)]) -> Self {
        let mut terms = terms.iter().map(|(series, lag)| series.after(*lag));
        let mut sum = terms.next().expect("a term");
        for term in terms {
            sum = sum.first(term.len);
            for (own, other) in sum.words.iter_mut().zip(&term.words) {
                *own ^= other;
            }
        }
        sum.first(sum.len)
    }
}

/// A series for each bit of draws of so many bytes.
///
/// # Panics
/// If the bytes are no whole number of draws.
pub fn slices(draws: &[u8], bytes: usize) -> Vec<Series> {
    assert_eq!(draws.len() % bytes, 0, "whole draws");
    let len = draws.len() / bytes;
    let mut series = vec![
        Series {
            words: Vec::with_capacity(len.div_ceil(64)),
            len
        };
        8 * bytes
    ];
    for block in draws.chunks(64 * bytes) {
        for (n, series) in series.iter_mut().enumerate() {
            let bits = block.iter().skip(n / 8).step_by(bytes).enumerate();
            let word = bits.fold(0, |word, (t, byte)| {
                word | u64::from(byte >> (n % 8) & 1) << t
            });
            series.words.push(word);
        }
    }
    series
}

/// Bits in which words differ.
#[allow(unsafe_code, reason = "a function compiled for wider registers")]
fn differing(a: &[u64], b: &[u64]) -> u64 {
    #[inline(always)]
    fn count(a: &[u64], b: &[u64]) -> u64 {
        a.iter()
            .zip(b)
            .map(|(a, b)| u64::from((a ^ b).count_ones()))
            .sum()
    }
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx2")]
        fn compiled(a: &[u64], b: &[u64]) -> u64 {
            count(a, b)
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2, as detected.
            return unsafe { compiled(a, b) };
        }
    }
    count(a, b)
}

/// Many claims of one kind, reported as one: the smallest p-value times their number (Bonferroni's bound).
#[derive(Clone, Debug)]
pub struct Family {
    name: String,
    claims: u64,
    least: f64,
    worst: String,
}

impl Family {
    /// A family without claims.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            claims: 0,
            least: f64::INFINITY,
            worst: String::new(),
        }
    }

    /// Adds a claim's p-value.
    pub fn claim(&mut self, p: f64, label: impl FnOnce() -> String) {
        self.claims += 1;
        if p < self.least {
            (self.least, self.worst) = (p, label());
        }
    }

    /// Adds the claim that a number of bits is fair.
    pub fn fair(&mut self, ones: u64, draws: usize, label: impl FnOnce() -> String) {
        self.claim(binomial(ones, draws as u64, 0.5), label);
    }

    /// Puts the family into a suite, unless it is empty.
    pub fn close(self, suite: &mut Suite) {
        if self.claims > 0 {
            let p = (self.least * self.claims as f64).min(1.0);
            suite.check(
                format!(
                    "{}; the worst of {}: {}",
                    self.name, self.claims, self.worst
                ),
                p,
            );
        }
    }
}

/// The deviation from 1/2 of one bit's probability that so many draws reject, if that bit is the worst of several in a group of 40 checks
/// and its count is the mean.
pub fn smallest_bias(draws: usize, bits: usize) -> f64 {
    let level = FALSE_ALARM / GROUPS.len() as f64 / (40.0 * bits as f64);
    let rejected = |bias: &f64| {
        let ones = (draws as f64 * (0.5 + bias)).round() as u64;
        binomial(ones, draws as u64, 0.5) <= level
    };
    (1..)
        .map(|n| f64::from(n) * 1e-5)
        .find(rejected)
        .unwrap_or(0.5)
}

/// Words of a series that are held against those of all others before the next: two times 128 series of so many words stay in the cache.
const CHUNK: usize = 256;

/// Claims that no bit of `early` is correlated with one of `late` a number of draws later, for all pairs. `same`: the
/// series are the same, so none is held against itself, and the order does not matter, at lag 0.
pub fn uncorrelated(
    family: &mut Family,
    early: &[Series],
    late: &[Series],
    lags: impl IntoIterator<Item = usize>,
    same: bool,
) {
    for lag in lags {
        let late: Vec<Series> = late.iter().map(|series| series.after(lag)).collect();
        let Some(len) = early.iter().chain(&late).map(|series| series.len).min() else {
            return;
        };
        let (whole, rest) = (len / 64, len % 64);
        let columns = late.len();
        let mut counts = vec![0; early.len() * columns];
        let skipped = |a: usize, b: usize| same && lag == 0 && a <= b;
        for from in (0..whole).step_by(CHUNK) {
            let chunk = from..(from + CHUNK).min(whole);
            for (a, early) in early.iter().enumerate() {
                for (b, late) in late.iter().enumerate().filter(|(b, _)| !skipped(a, *b)) {
                    counts[a * columns + b] +=
                        differing(&early.words[chunk.clone()], &late.words[chunk.clone()]);
                }
            }
        }
        let mask = (1_u64 << rest) - 1;
        for (a, early) in early.iter().enumerate() {
            for (b, other) in late.iter().enumerate().filter(|(b, _)| !skipped(a, *b)) {
                let mut ones = counts[a * columns + b];
                if rest > 0 {
                    ones +=
                        u64::from(((early.words[whole] ^ other.words[whole]) & mask).count_ones());
                }
                family.fair(ones, len, || format!("bits {a} and {b}, lag {lag}"));
            }
        }
    }
}

/// P-value of the gaps between events that happen with a probability, independently: the first so many, a number that is fixed
/// beforehand and that a right series reaches but for once in e^50 times. Cells by length, the longest together.
pub fn gaps(events: impl IntoIterator<Item = bool>, draws: usize, probability: f64) -> f64 {
    let mean = draws as f64 * probability;
    let wanted = mean - 10.0 * mean.sqrt();
    if wanted < 1.0 {
        return 1.0;
    }
    let wanted = wanted as usize;
    // as many cells as expect five gaps or more
    let tail = |length: usize| (1.0 - probability).powi(length as i32);
    let cells = (1..200)
        .take_while(|&n| wanted as f64 * tail(n) >= 5.0)
        .count()
        + 1;
    let mut counts = vec![0_u64; cells];
    let (mut gap, mut seen) = (0, 0);
    for event in events {
        if event {
            counts[gap.min(cells - 1)] += 1;
            (gap, seen) = (0, seen + 1);
            if seen == wanted {
                let mut law: Vec<f64> = (0..cells).map(|n| tail(n) * probability).collect();
                law[cells - 1] = tail(cells - 1);
                return multinomial(&counts, &law);
            }
        } else {
            gap += 1;
        }
    }
    0.0
}

/// P-value of the lengths of runs of equal bits: gaps between changes.
pub fn runs(series: &Series) -> f64 {
    let changes = Series::parity(&[(series, 0), (series, 1)]);
    gaps(
        (0..changes.len()).map(|t| changes.bit(t)),
        changes.len(),
        0.5,
    )
}

/// Repeated spacings of birthdays in a year of 2^`bits` days, and how many are expected: m³/(4·2^bits).
///
/// Their law is Poisson's only for long years. P. L'Ecuyer and R. Simard (Mathematics and Computers in Simulation 55, 2001) found it
/// close enough for m ≤ 2^(5·bits/12) birthdays: more are left out.
pub fn birthdays(mut days: Vec<u64>, bits: u32) -> (u64, f64) {
    days.truncate((f64::from(bits) * 5.0 / 12.0).exp2() as usize);
    let m = days.len() as f64;
    days.sort_unstable();
    let mut spacings: Vec<u64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
    spacings.sort_unstable();
    let repeats = spacings
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .count();
    (repeats as u64, m.powi(3) / f64::from(bits + 2).exp2())
}

/// P-value of birthdays in years of the same length.
pub fn birthday_spacings(years: impl IntoIterator<Item = Vec<u64>>, bits: u32) -> f64 {
    let (mut repeats, mut mean) = (0, 0.0);
    for days in years {
        let (more, expected) = birthdays(days, bits);
        repeats += more;
        mean += expected;
    }
    poisson(repeats, mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counted bit by bit.
    #[test]
    fn words_count_what_bits_do() {
        let mut chance = yuragi_model::chance::SplitMix64::new(3);
        let bytes: Vec<u8> = (0..2 * 1000).map(|_| chance.word() as u8).collect();
        let all = slices(&bytes, 2);
        assert_eq!(all.len(), 16);
        let bit = |n: usize, t: usize| bytes[2 * t + n / 8] >> (n % 8) & 1 == 1;
        for (n, series) in all.iter().enumerate() {
            assert_eq!(*series, (0..1000).map(|t| bit(n, t)).collect());
        }
        for lag in [0, 1, 63, 64, 65, 999, 1000] {
            let parity = Series::parity(&[(&all[0], 2.min(lag)), (&all[9], lag), (&all[3], 0)]);
            let expected =
                (0..1000 - lag).map(|t| bit(0, t + 2.min(lag)) ^ bit(9, t + lag) ^ bit(3, t));
            assert_eq!(parity, expected.collect());
            let mut family = Family::new("");
            uncorrelated(&mut family, &all[..3], &all[5..7], [lag], false);
            let least = (0..3)
                .flat_map(|a| (5..7).map(move |b| (a, b)))
                .map(|(a, b)| {
                    let ones = (0..1000 - lag)
                        .filter(|&t| bit(a, t) ^ bit(b, t + lag))
                        .count();
                    binomial(ones as u64, 1000 - lag as u64, 0.5)
                });
            assert_eq!(family.claims, 6);
            assert_eq!(family.least, least.fold(1.0, f64::min));
        }
    }
}
