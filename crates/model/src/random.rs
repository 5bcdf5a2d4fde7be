//! The random streams: three generators that are linear over GF(2), the same in software and in hardware.
//!
//! Their parameters ([`ENCODER`], [`NEURON`], [`LANES`]) are written in this module only. [`Streams`] computes with
//! them, and the exporter puts them into the circuit. A draw reads the current word and then steps the generator once,
//! so a stream depends only on the number of draws, and not on a clock.
//!
//! **Why two streams never repeat each other.** The three characteristic polynomials of a design are primitive and
//! differ, so any two of them are coprime. Suppose that a sequence of bits with polynomial p of degree m and another
//! one with polynomial q of degree n agree on m + n consecutive bits. Their difference satisfies the recurrence of
//! p·q, which has degree m + n, and it is 0 on m + n consecutive bits; so it is 0 for ever. The two are then one
//! sequence, which satisfies both p and q and therefore also their greatest common divisor, 1. Only the sequence of
//! zeros does that, but no state is zero. So two streams share at most m + n − 1 consecutive bits, wherever they
//! start. This holds for every bit of a draw, read from draw to draw, because each bit of a linear generator satisfies
//! the characteristic polynomial.
//!
//! The tests prove that each polynomial is primitive, that the draws of 64 steps have no bit in common, and that no
//! seed of 64 bits leads to the state zero.

pub mod bulk;

use serde::{Deserialize, Serialize};

/// The parameters of a generator of 16-bit draws.
///
/// Its state s has 89 bits. Each step computes 16 new ones by the recurrence of the polynomial
/// x^89 + x^c + x^b + x^a + 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecurrenceSpec {
    /// a < b < c, the exponents of the polynomial: new\[i\] = s\[i\] ^ s\[i+a\] ^ s\[i+b\] ^ s\[i+c\].
    pub taps: [u32; 3],
    /// The state from which a reset begins, in the low 89 bits.
    pub start: u128,
}

impl RecurrenceSpec {
    /// The number of bits of the state.
    pub const WIDTH: u32 = 89;
    /// The number of bits of a draw, which is also the number of new bits in a step.
    pub const DRAW: u32 = 16;
    /// The lowest bit of the state that belongs to a draw, which is s\[88:73\].
    pub const DRAW_LOW: u32 = Self::WIDTH - Self::DRAW;
}

/// The parameters of a generator of wide draws, with a byte for every lane.
///
/// A step computes t = s ^ (s << left); the new state is t ^ (t >> right), rotated to the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneSpec {
    /// The number of bits of the state and of a draw: 128, 256 or 512.
    pub width: u32,
    /// The distance of the first shift, towards the high bits.
    pub left: u32,
    /// The distance of the second shift, towards the low bits.
    pub right: u32,
    /// The distance of the rotation towards the high bits, in words of 64 bits.
    pub rotate_words: u32,
}

/// The encoder stream, which turns intensities into spikes.
pub const ENCODER: RecurrenceSpec = RecurrenceSpec {
    taps: [20, 29, 39],
    start: 1 << 88,
};

/// The neuron stream, which gives initial weights and decides the spikes of hidden neurons and outputs.
pub const NEURON: RecurrenceSpec = RecurrenceSpec {
    taps: [13, 19, 38],
    start: 1 << 88,
};

/// The lanes stream, which decides flips, for each width.
///
/// Among the parameters whose polynomial is primitive, these were chosen so that a p-bit does not notice any
/// dependence: no three bits that depend on each other, in draws up to 64 apart, have equal places in their bytes, or
/// are all among the upper three bits of their bytes.
pub const LANES: [LaneSpec; 3] = [
    LaneSpec {
        width: 128,
        left: 19,
        right: 45,
        rotate_words: 1,
    },
    LaneSpec {
        width: 256,
        left: 43,
        right: 59,
        rotate_words: 1,
    },
    LaneSpec {
        width: 512,
        left: 61,
        right: 45,
        rotate_words: 4,
    },
];

/// The number of steps in a reset after the last byte of the seed.
pub const RESET_STEPS: usize = 512;

impl LaneSpec {
    /// The parameters for a number of lanes, 1..=64: the narrowest generator that has a byte for each lane.
    pub fn for_lanes(lanes: usize) -> &'static Self {
        LANES
            .iter()
            .find(|spec| lanes <= spec.width as usize / 8)
            .unwrap_or(&LANES[2])
    }

    /// The state from which a reset begins, in [`LaneSpec::words`] words and zeros after them.
    ///
    /// Only its highest bit is 1. Flip-flops of the hardware start at 0, so this state costs a single inverter.
    pub fn start(&self) -> [u64; 8] {
        let mut state = [0; 8];
        state[self.words() - 1] = 1 << 63;
        state
    }

    /// The number of 64-bit words of the state: 2, 4 or 8.
    pub const fn words(&self) -> usize {
        self.width as usize / 64
    }

    /// Computes one step of a state of N = [`LaneSpec::words`] words, least significant word first.
    #[inline(always)]
    pub fn step<const N: usize>(&self, state: [u64; N]) -> [u64; N] {
        let t = xor(state, shift_left(state, self.left));
        let folded = xor(t, shift_right(t, self.right));
        std::array::from_fn(|n| folded[(n + N - self.rotate_words as usize) % N])
    }
}

#[inline(always)]
fn xor<const N: usize>(a: [u64; N], b: [u64; N]) -> [u64; N] {
    std::array::from_fn(|n| a[n] ^ b[n])
}

/// Shifts a wide word towards its high bits and fills it with zeros.
// Loops, because closures of this size are not always inlined.
#[inline(always)]
fn shift_left<const N: usize>(a: [u64; N], by: u32) -> [u64; N] {
    let (words, bits) = (by as usize / 64, by % 64);
    let mut shifted = [0; N];
    for n in words..N {
        shifted[n] = a[n - words] << bits;
        if n > words && bits > 0 {
            shifted[n] |= a[n - words - 1] >> (64 - bits);
        }
    }
    shifted
}

/// Shifts a wide word towards its low bits and fills it with zeros.
#[inline(always)]
fn shift_right<const N: usize>(a: [u64; N], by: u32) -> [u64; N] {
    let (words, bits) = (by as usize / 64, by % 64);
    let mut shifted = [0; N];
    for n in 0..N.saturating_sub(words) {
        shifted[n] = a[n + words] >> bits;
        if n + words + 1 < N && bits > 0 {
            shifted[n] |= a[n + words + 1] << (64 - bits);
        }
    }
    shifted
}

/// A running generator of 16-bit draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    spec: RecurrenceSpec,
    state: u128,
}

impl Recurrence {
    const MASK: u128 = (1 << RecurrenceSpec::WIDTH) - 1;

    /// A generator in its start state, before a seed.
    pub fn new(spec: RecurrenceSpec) -> Self {
        Self {
            spec,
            state: spec.start & Self::MASK,
        }
    }

    /// The state s, in the low 89 bits.
    pub fn state(&self) -> u128 {
        self.state
    }

    /// Sets the state to the low 89 bits of a number.
    pub fn set_state(&mut self, state: u128) {
        self.state = state & Self::MASK;
    }

    /// The parameters.
    pub fn spec(&self) -> &RecurrenceSpec {
        &self.spec
    }

    /// Makes one step. Sixteen new bits enter at the top.
    pub fn step(&mut self) {
        let s = self.state;
        let [a, b, c] = self.spec.taps;
        let new = (s ^ s >> a ^ s >> b ^ s >> c) & ((1 << RecurrenceSpec::DRAW) - 1);
        self.state = s >> RecurrenceSpec::DRAW | new << RecurrenceSpec::DRAW_LOW;
    }

    /// Returns the current word s\[88:73\], then makes a step.
    pub fn draw(&mut self) -> u16 {
        let word = (self.state >> RecurrenceSpec::DRAW_LOW) as u16;
        self.step();
        word
    }

    /// Takes in a byte of a seed: makes a step, then XORs the byte into the low half of the word.
    fn absorb(&mut self, byte: u8) {
        self.step();
        self.state ^= u128::from(byte) << RecurrenceSpec::DRAW_LOW;
    }
}

/// A running generator of wide draws, with a byte for every lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneWord {
    spec: LaneSpec,
    state: [u64; 8],
}

impl LaneWord {
    /// A generator in its start state, before a seed.
    pub fn new(spec: LaneSpec) -> Self {
        Self {
            spec,
            state: spec.start(),
        }
    }

    /// The state s, least significant word first.
    pub fn state(&self) -> &[u64] {
        &self.state[..self.spec.words()]
    }

    /// Sets the state, [`LaneSpec::words`] words, least significant first.
    ///
    /// # Panics
    /// If the number of words is different.
    pub fn set_state(&mut self, state: &[u64]) {
        self.state[..self.spec.words()].copy_from_slice(state);
    }

    /// The first N words of the state, as an array that the compiler can keep in registers.
    #[inline(always)]
    pub(crate) fn words<const N: usize>(&self) -> [u64; N] {
        std::array::from_fn(|n| self.state[n])
    }

    /// Sets the first N words of the state.
    #[inline(always)]
    pub(crate) fn set_words<const N: usize>(&mut self, words: [u64; N]) {
        for (own, word) in self.state.iter_mut().zip(words) {
            *own = word;
        }
    }

    /// The parameters.
    pub fn spec(&self) -> &LaneSpec {
        &self.spec
    }

    /// Makes one step.
    pub fn step(&mut self) {
        match self.spec.words() {
            2 => self.step_words::<2>(),
            4 => self.step_words::<4>(),
            _ => self.step_words::<8>(),
        }
    }

    fn step_words<const N: usize>(&mut self) {
        let mut words = [0; N];
        words.copy_from_slice(&self.state[..N]);
        self.state[..N].copy_from_slice(&self.spec.step(words));
    }

    /// Returns the current word, byte l for lane l, then makes a step. Bytes beyond the width are 0.
    pub fn draw(&mut self) -> [u8; 64] {
        let mut bytes = [0; 64];
        for (bytes, word) in bytes.chunks_exact_mut(8).zip(self.state) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        self.step();
        bytes
    }

    /// Takes in a byte of a seed: makes a step, then XORs the byte into the lowest lane.
    fn absorb(&mut self, byte: u8) {
        self.step();
        self.state[0] ^= u64::from(byte);
    }
}

/// The three random streams of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streams {
    /// Decides which intensities become spikes.
    pub encoder: Recurrence,
    /// Gives the initial weights, and decides the spikes of hidden neurons and outputs.
    pub neuron: Recurrence,
    /// Decides which synapses flip.
    pub lanes: LaneWord,
}

/// The states of the three generators in words of 64 bits, least significant word first. They serve to compare engines
/// and go into checkpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamStates {
    /// The state of the encoder stream, 89 bits in two words.
    pub encoder: Vec<u64>,
    /// The state of the neuron stream, 89 bits in two words.
    pub neuron: Vec<u64>,
    /// The state of the lanes stream: 2, 4 or 8 words.
    pub lanes: Vec<u64>,
}

impl Streams {
    /// The generators for a number of lanes, 1..=64, after a reset from the bytes of a seed.
    ///
    /// All seeds are allowed. A seed of at most eight bytes never leads to the state zero.
    pub fn new(lanes: usize, seed: &[u8]) -> Self {
        let mut streams = Self {
            encoder: Recurrence::new(ENCODER),
            neuron: Recurrence::new(NEURON),
            lanes: LaneWord::new(*LaneSpec::for_lanes(lanes)),
        };
        for &byte in seed {
            streams.encoder.absorb(byte);
            streams.neuron.absorb(byte);
            streams.lanes.absorb(byte);
        }
        for _ in 0..RESET_STEPS {
            streams.encoder.step();
            streams.neuron.step();
            streams.lanes.step();
        }
        streams
    }

    /// Advances all three generators and returns bits that show their states.
    ///
    /// Each of the `items` takes sixteen steps. Bit i of an item is the exclusive or of the lowest bits of the three
    /// words before its step i.
    ///
    /// The three polynomials are irreducible and differ, so the sum of the three sequences is zero for ever only if
    /// all three are. If two engines give equal bits for [`Streams::showing`] items, their states are therefore equal.
    pub fn mixed(&mut self, items: usize) -> Vec<u16> {
        let bit = |streams: &mut Self| {
            u16::from(streams.lanes.draw()[0]) ^ streams.encoder.draw() ^ streams.neuron.draw()
        };
        (0..items)
            .map(|_| (0..16).fold(0, |item, i| item | (bit(self) & 1) << i))
            .collect()
    }

    /// The number of items of [`Streams::mixed`] that together show every bit of the states, for a number of lanes.
    pub fn showing(lanes: usize) -> usize {
        let bits = 2 * RecurrenceSpec::WIDTH + LaneSpec::for_lanes(lanes).width;
        bits.div_ceil(16) as usize
    }

    /// The states of all three generators.
    pub fn states(&self) -> StreamStates {
        let words = |state: u128| vec![state as u64, (state >> 64) as u64];
        StreamStates {
            encoder: words(self.encoder.state()),
            neuron: words(self.neuron.state()),
            lanes: self.lanes.state().to_vec(),
        }
    }

    /// Sets all states. If a size differs from that of these generators, or a state is zero, returns false and sets
    /// none.
    #[must_use]
    pub fn set_states(&mut self, states: &StreamStates) -> bool {
        let join = |words: &[u64]| match *words {
            [low, high] => Some((u128::from(high) << 64 | u128::from(low)) & Recurrence::MASK)
                .filter(|&state| state != 0),
            _ => None,
        };
        let (Some(encoder), Some(neuron)) = (join(&states.encoder), join(&states.neuron)) else {
            return false;
        };
        if states.lanes.len() != self.lanes.state().len() || states.lanes.iter().all(|&w| w == 0) {
            return false;
        }
        self.encoder.set_state(encoder);
        self.neuron.set_state(neuron);
        self.lanes.set_state(&states.lanes);
        true
    }
}

/// The bytes of a seed of 64 bits, least significant byte first.
pub fn seed_bytes(seed: u64) -> [u8; 8] {
    seed.to_le_bytes()
}
