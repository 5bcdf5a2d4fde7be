//! Tests that a generator linear over GF(2) must fail: linear complexity and the rank of big binary matrices.

use yuragi_model::chance::SplitMix64;
use yuragi_model::random::{LaneSpec, Streams, seed_bytes};

use crate::statistics::gf2::{Polynomial, rank, shortest_recurrence};

/// P-value of a linear complexity of at most `complexity` in so many fair bits, complexity ≤ bits / 2: (2^(2L+1) + 1) / 3 of the 2^n
/// sequences have it (R. A. Rueppel, "Analysis and Design of Stream Ciphers", 1986).
pub fn complexity_p(complexity: usize, bits: usize) -> f64 {
    if 2 * complexity > bits {
        return 1.0;
    }
    let (complexity, bits) = (complexity as f64, bits as f64);
    (2.0 * complexity + 1.0 - bits).exp2() / 3.0 + (-bits).exp2() / 3.0
}

/// P-value of a square matrix of fair bits that lacks so many of its full rank: kernels of dimension c are expected less
/// than 3.5·2^(−c²) times.
pub fn rank_p(lacking: usize) -> f64 {
    (3.5 * (-((lacking * lacking) as f64)).exp2()).min(1.0)
}

/// Rank of a matrix, each row the first `side` bits of so many bytes, little-endian.
pub fn matrix_rank<'a>(rows: impl IntoIterator<Item = &'a [u8]>, side: usize) -> usize {
    let rows = rows.into_iter().take(side).map(|row| {
        let words: Vec<u64> = row[..side.div_ceil(8)]
            .chunks(8)
            .map(|bytes| {
                bytes
                    .iter()
                    .rev()
                    .fold(0, |word, &byte| word << 8 | u64::from(byte))
            })
            .enumerate()
            .map(|(n, word)| match side - 64 * n {
                bits @ 0..64 => word & ((1 << bits) - 1),
                _ => word,
            })
            .collect();
        Polynomial::from_words(&words)
    });
    rank(rows)
}

/// What the tests say of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linearity {
    /// Linear complexity of one bit of 4,096 draws.
    pub complexity: usize,
    /// The least number of draws of which that bit fails at p < 10^-9.
    pub fails_from: Option<usize>,
    /// Rank of a matrix of 1,024 × 1,024 bits.
    pub rank: usize,
    /// The least side of a matrix that fails at p < 10^-9.
    pub fails_at_side: Option<usize>,
}

/// A p-value that no right generator has.
const LEVEL: f64 = 1e-9;

/// Side of the biggest matrix.
const SIDE: usize = 1024;

/// Tests a stream of bytes in draws of so many; rows of a matrix begin with a draw.
///
/// # Panics
/// If there are fewer than 4,096 draws or 2^17 bytes and a draw for every row.
pub fn test(bytes: &[u8], draw: usize) -> Linearity {
    let bits: Vec<bool> = bytes
        .chunks(draw)
        .take(4096)
        .map(|draw| draw[0] & 1 == 1)
        .collect();
    let complexity = |bits: &[bool]| shortest_recurrence(bits).degree().unwrap_or(0);
    let fails = |draws: usize| complexity_p(complexity(&bits[..draws]), draws) < LEVEL;
    let lacks = |side: usize| {
        let row = side.div_ceil(8).next_multiple_of(draw);
        side - matrix_rank(bytes.chunks_exact(row), side)
    };
    Linearity {
        complexity: complexity(&bits),
        fails_from: (32..=2048).step_by(8).find(|&draws| fails(draws)),
        rank: SIDE - lacks(SIDE),
        fails_at_side: (32..=SIDE)
            .step_by(8)
            .find(|&side| rank_p(lacks(side)) < LEVEL),
    }
}

/// The streams by name, with bits of state and bytes of a draw, and SplitMix64 for comparison.
pub fn streams(seed: u64) -> Vec<(String, Option<usize>, usize, Vec<u8>)> {
    const BYTES: usize = 1 << 19;
    let mut chance = SplitMix64::new(seed);
    let Streams {
        mut encoder,
        mut neuron,
        ..
    } = Streams::new(16, &seed_bytes(seed));
    let words = (0..BYTES / 8)
        .flat_map(|_| chance.word().to_le_bytes())
        .collect();
    let mut all = vec![
        (
            "encoder".into(),
            Some(89),
            2,
            (0..BYTES / 2)
                .flat_map(|_| encoder.draw().to_le_bytes())
                .collect(),
        ),
        (
            "neuron".into(),
            Some(89),
            2,
            (0..BYTES / 2)
                .flat_map(|_| neuron.draw().to_le_bytes())
                .collect(),
        ),
    ];
    for lanes in [16, 32, 64] {
        let bytes = LaneSpec::for_lanes(lanes).width as usize / 8;
        let mut stream = Streams::new(lanes, &seed_bytes(seed)).lanes;
        let draws = (0..BYTES / bytes)
            .flat_map(|_| stream.draw().into_iter().take(bytes))
            .collect();
        all.push((
            format!("lanes, {} bits", 8 * bytes),
            Some(8 * bytes),
            bytes,
            draws,
        ));
    }
    all.push(("SplitMix64, for comparison".into(), None, 8, words));
    all
}
