//! Many draws of a 16-bit generator at once.
//!
//! Over GF(2), squaring a polynomial squares each of its terms. A sequence of bits with the recurrence b\[n+89\] =
//! b\[n\] ^ b\[n+a\] ^ b\[n+b\] ^ b\[n+c\] therefore also satisfies, after three squarings, the recurrence with
//! distances eight times as large. For *bytes* this is B\[m+89\] = B\[m\] ^ B\[m+a\] ^ B\[m+b\] ^ B\[m+c\]. Draws are
//! successive pairs of bytes of this sequence. After three more squarings the recurrence holds for words of eight
//! bytes. At least 50 such words follow from words that are already known, so a few wide loads and XORs give many
//! draws.

use super::{Recurrence, RecurrenceSpec};

/// The number of bytes before the next draw. They hold the other 73 bits of the state.
const HISTORY: usize = 10;

/// The distance of the recurrence in bytes. It equals the number of bits of the state.
const DISTANCE: usize = RecurrenceSpec::WIDTH as usize;

/// The number of bytes of a word.
const WORD: usize = 8;

/// The number of bytes that are computed at once from known ones.
const BLOCK: usize = 32;

/// The number of bytes of the buffer.
const CAPACITY: usize = 8192;

/// The largest number of bytes that [`Bulk::take`] returns at once.
pub const MAX_TAKE: usize = 4096;

/// A generator that computes its draws in advance. It gives the same draws as [`Recurrence`].
#[derive(Clone, Debug)]
pub struct Bulk {
    spec: RecurrenceSpec,
    bytes: Box<[u8; CAPACITY]>,
    /// The index of the next byte to be taken. Bytes are taken in pairs, so it is an even distance from the first one.
    next: usize,
    /// The number of bytes computed so far. It is always at least one draw ahead of `next`.
    filled: usize,
}

impl Bulk {
    /// Continues from the state of a generator.
    pub fn new(mut generator: Recurrence) -> Self {
        let mut bytes = Box::new([0; CAPACITY]);
        // The low 73 bits of the state end where the first draw begins. The seven bits before them are unknown, and
        // nothing depends on them.
        let history = (generator.state() << 7).to_le_bytes();
        bytes[..HISTORY].copy_from_slice(&history[..HISTORY]);
        let mut filled = HISTORY;
        while filled < HISTORY + DISTANCE {
            bytes[filled..filled + 2].copy_from_slice(&generator.draw().to_le_bytes());
            filled += 2;
        }
        Self {
            spec: *generator.spec(),
            bytes,
            next: HISTORY,
            filled,
        }
    }

    /// The generator in its state before the next draw.
    pub fn generator(&self) -> Recurrence {
        let mut window = [0; 16];
        let known = &self.bytes[self.next - HISTORY..self.next + 2];
        window[..HISTORY + 2].copy_from_slice(known);
        let mut generator = Recurrence::new(self.spec);
        generator.set_state(u128::from_le_bytes(window) >> 7);
        generator
    }

    /// The bytes of the next `draws` draws, low byte first. `draws` is at most [`MAX_TAKE`] / 2.
    #[inline(always)]
    pub fn take(&mut self, draws: usize) -> &[u8] {
        debug_assert!(2 * draws <= MAX_TAKE);
        if self.next + 2 * draws + 2 > self.filled {
            self.refill();
        }
        let first = self.next;
        self.next += 2 * draws;
        &self.bytes[first..self.next]
    }

    #[inline(never)]
    fn refill(&mut self) {
        // The recurrence of bytes goes first, until there are enough bytes for the recurrence of words.
        while self.filled < HISTORY + WORD * DISTANCE + BLOCK {
            self.extend::<1>();
        }
        let kept = (self.next - HISTORY).min(self.filled - WORD * DISTANCE);
        self.bytes.copy_within(kept..self.filled, 0);
        self.next -= kept;
        self.filled -= kept;
        while self.filled + BLOCK <= CAPACITY {
            self.extend::<WORD>();
        }
    }

    /// Computes a block by the recurrence of words of `SCALE` bytes.
    #[inline(always)]
    fn extend<const SCALE: usize>(&mut self) {
        let [a, b, c] = self.spec.taps.map(|tap| tap as usize * SCALE);
        let (known, new) = self.bytes.split_at_mut(self.filled);
        let known = &known[known.len() - SCALE * DISTANCE..];
        let term = |first: usize| &known[first..first + BLOCK];
        let terms = term(0).iter().zip(term(a)).zip(term(b)).zip(term(c));
        for (new, (((&n, &a), &b), &c)) in new[..BLOCK].iter_mut().zip(terms) {
            *new = n ^ a ^ b ^ c;
        }
        self.filled += BLOCK;
    }
}

// A block depends only on known bytes, and a refill leaves room for the longest take.
const _: () = assert!(BLOCK <= DISTANCE - 39);
const _: () = assert!(CAPACITY >= WORD * DISTANCE + HISTORY + 2 * BLOCK + MAX_TAKE);
