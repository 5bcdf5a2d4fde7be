//! Relations of few bits in the number of ones in a block, where dieharder's dab_monobit2 sees them.

use super::streams::{CONTROL, STREAMS, portions};

/// Words of 32 bits that are read of each stream.
const WORDS: u64 = 1 << 26;

/// Blocks of 2^0 to 2^6 words.
const SIZES: usize = 7;

/// How many bits a relation may have.
const ORDERS: std::ops::RangeInclusive<usize> = 2..=5;

/// Fair bits give a score beyond it once in 5·10^8, as far as a sum of so many blocks is normal.
const SEEN: f64 = 6.0;

/// How many blocks of each size have so many ones.
struct Ones {
    blocks: [Vec<u64>; SIZES],
    /// Ones of the first of two blocks, by size.
    first: [usize; SIZES],
    bytes: u64,
    /// Ones of the word that is not complete.
    word: usize,
}

impl Ones {
    fn new() -> Self {
        Self {
            blocks: std::array::from_fn(|size| vec![0; (32 << size) + 1]),
            first: [0; SIZES],
            bytes: 0,
            word: 0,
        }
    }

    fn words(&self) -> u64 {
        self.bytes / 4
    }

    fn add(&mut self, byte: u8) {
        self.word += byte.count_ones() as usize;
        self.bytes += 1;
        if !self.bytes.is_multiple_of(4) {
            return;
        }
        let mut ones = std::mem::take(&mut self.word);
        for size in 0..SIZES {
            self.blocks[size][ones] += 1;
            if self.words() >> size & 1 == 1 {
                self.first[size] = ones;
                break;
            }
            ones += self.first[size];
        }
    }

    /// The sum over all sets of `order` bits of a block of the product of their signs, summed over the blocks, in standard deviations.
    /// For fair bits its mean is 0 and its variance the number of sets; a relation of so many bits adds or takes 1 in every block.
    fn score(&self, size: usize, order: usize) -> f64 {
        let bits = (32 << size) as f64;
        let blocks = (self.words() >> size) as f64;
        let counted = self.blocks[size].iter().enumerate();
        let sum: f64 = counted
            .map(|(ones, &count)| count as f64 * krawtchouk(order, bits, ones as f64))
            .sum();
        let sets: f64 = (0..order)
            .map(|n| (bits - n as f64) / (n as f64 + 1.0))
            .product();
        sum / (blocks * sets).sqrt()
    }
}

/// Krawtchouk's polynomial: the sum over all sets of `order` of `bits` signs, `ones` of them negative, of their product.
fn krawtchouk(order: usize, bits: f64, ones: f64) -> f64 {
    let (mut before, mut now) = (0.0, 1.0);
    for n in 0..order {
        let n = n as f64;
        let next = ((bits - 2.0 * ones) * now - (bits - n + 1.0) * before) / (n + 1.0);
        (before, now) = (now, next);
    }
    now
}

/// Prints the scores of every stream. Whether every stream shows a relation, and the one that is not linear none.
///
/// # Errors
/// If a stream cannot be made.
pub fn table() -> anyhow::Result<bool> {
    println!(
        "{WORDS} words of 32 bits; relations of some bits in blocks of some words, in standard deviations"
    );
    print!("{:<11} {:>4}", "stream", "bits");
    (0..SIZES).for_each(|size| print!(" {:>8}", 1 << size));
    println!();
    let mut as_expected = true;
    for name in STREAMS.into_iter().chain([CONTROL]) {
        let mut ones = Ones::new();
        portions(name, 1, |bytes| {
            bytes.iter().for_each(|&byte| ones.add(byte));
            ones.words() < WORDS
        })?;
        let mut seen = false;
        for order in ORDERS {
            print!("{name:<11} {order:>4}");
            for size in 0..SIZES {
                let score = ones.score(size, order);
                seen |= score.abs() > SEEN;
                print!(" {score:>8.2}");
            }
            println!();
        }
        as_expected &= seen == (name != CONTROL);
    }
    Ok(as_expected)
}
