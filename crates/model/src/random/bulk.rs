//! Many draws of a 16-bit generator at once.
//!
//! Over GF(2), squaring a polynomial squares each of its terms. So a sequence of bits with the recurrence
//! b\[n+89\] = b\[n\] ^ b\[n+a\] ^ b\[n+b\] ^ b\[n+c\] obeys, after three squarings, the same recurrence with
//! all distances eightfold: in *bytes*, B\[m+89\] = B\[m\] ^ B\[m+a\] ^ B\[m+b\] ^ B\[m+c\]. Draws are successive
//! pairs of bytes of that sequence. Three squarings more, and it holds for words of eight bytes, of which 50
//! or more follow from words already known: a few wide loads and XORs give many draws.

use super::{Recurrence, RecurrenceSpec};

/// Bytes before the next draw that hold the rest of the state, 73 bits.
const HISTORY: usize = 10;

/// Distance of the recurrence in bytes: as many as the state has bits.
const DISTANCE: usize = RecurrenceSpec::WIDTH as usize;

/// Bytes of a word.
const WORD: usize = 8;

/// Bytes that follow at once from those known; a multiple of this follows for words.
const BLOCK: usize = 32;

/// Bytes of the buffer.
const CAPACITY: usize = 8192;

/// The most bytes that [`Bulk::take`] gives at once.
pub const MAX_TAKE: usize = 4096;

/// A generator that computes its draws ahead; otherwise equal to [`Recurrence`].
#[derive(Clone, Debug)]
pub struct Bulk {
    spec: RecurrenceSpec,
    bytes: Box<[u8; CAPACITY]>,
    /// The next byte to be taken; always even bytes after the first.
    next: usize,
    /// Bytes computed so far; always at least a draw more than taken.
    filled: usize,
}

impl Bulk {
    /// Goes on from the state of a generator.
    pub fn new(mut generator: Recurrence) -> Self {
        let mut bytes = Box::new([0; CAPACITY]);
        // The low 73 bits of the state end where the first draw begins; the seven bits before them are
        // unknown and nobody asks for them.
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

    /// The generator as it stands before the next draw.
    pub fn generator(&self) -> Recurrence {
        let mut window = [0; 16];
        let known = &self.bytes[self.next - HISTORY..self.next + 2];
        window[..HISTORY + 2].copy_from_slice(known);
        let mut generator = Recurrence::new(self.spec);
        generator.set_state(u128::from_le_bytes(window) >> 7);
        generator
    }

    /// The bytes of the next `draws` draws, low byte first; at most [`MAX_TAKE`] / 2 draws.
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
        // The recurrence of bytes, until that of words has enough to look back on.
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

    /// Computes a block, by the recurrence of words of so many bytes.
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

// A block only follows from what is known, and a refill leaves room for the longest take.
const _: () = assert!(BLOCK <= DISTANCE - 39);
const _: () = assert!(CAPACITY >= WORD * DISTANCE + HISTORY + 2 * BLOCK + MAX_TAKE);
