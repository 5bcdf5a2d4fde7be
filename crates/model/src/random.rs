//! The random streams: three generators linear over GF(2), the same in software and hardware.
//!
//! The parameters ([`ENCODER`], [`NEURON`], [`LANES`]) are written here once; the circuit is handed them
//! by the exporter, and [`Streams`] computes with them. A draw reads the current word and then steps the
//! generator once, so a stream depends only on how many draws were consumed, never on a clock.
//!
//! **Why the streams never repeat each other.** The three characteristic polynomials of a design are
//! primitive and pairwise distinct, hence pairwise coprime. Suppose two sequences of bits, one with a
//! polynomial p of degree m, one with q of degree n, agree on m + n consecutive bits. Their difference
//! satisfies the recurrence of p·q, of degree m + n, and is 0 on m + n consecutive bits, hence 0 for ever.
//! Then they are one sequence that satisfies both p and q, hence their common divisor 1, hence it is all
//! zeros: but no state is zero. So two streams share at most m + n − 1 consecutive bits, wherever they
//! start; a distance along one common cycle would promise less. It holds for every bit of a draw, read
//! draw after draw, since each bit of a linear generator satisfies its characteristic polynomial.
//!
//! The tests prove what is claimed here: that each polynomial is primitive, that the draws of 64 steps
//! have no bit in common, and that no seed of 64 bits leads to the state zero.

pub mod bulk;

use serde::{Deserialize, Serialize};

/// A generator of 16-bit draws: 89 bits, of which a step replaces 16 by the recurrence of a polynomial
/// with five terms, x^89 + x^c + x^b + x^a + 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecurrenceSpec {
    /// a < b < c: new\[i\] = s\[i\] ^ s\[i+a\] ^ s\[i+b\] ^ s\[i+c\].
    pub taps: [u32; 3],
    /// The state from which a reset begins: the low 89 bits.
    pub start: u128,
}

impl RecurrenceSpec {
    /// Bits of state.
    pub const WIDTH: u32 = 89;
    /// Bits of a draw, and new bits of a step.
    pub const DRAW: u32 = 16;
    /// Lowest bit of a draw: s\[88:73\].
    pub const DRAW_LOW: u32 = Self::WIDTH - Self::DRAW;
}

/// A generator of wide draws, a byte for every lane: t = s ^ (s << left), s becomes t ^ (t >> right), rotated left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneSpec {
    /// Bits of state and of a draw.
    pub width: u32,
    /// First shift, towards the high bits.
    pub left: u32,
    /// Second shift, towards the low bits.
    pub right: u32,
    /// Rotation of the result towards the high bits: whole words of 64 bits.
    pub rotate_words: u32,
}

/// The stream that turns intensities into spikes.
pub const ENCODER: RecurrenceSpec = RecurrenceSpec {
    taps: [20, 29, 39],
    start: 1 << 88,
};

/// The stream of the neuron cell.
pub const NEURON: RecurrenceSpec = RecurrenceSpec {
    taps: [13, 19, 38],
    start: 1 << 88,
};

/// The streams of the lanes, by width. Of the primitive ones these were chosen because no three bits that depend on each other, in draws
/// up to 64 apart, stand at equal places of their bytes or all among the upper three of their bytes: there a p-bit would see them.
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

/// Steps of a reset after the last byte of the seed.
pub const RESET_STEPS: usize = 512;

impl LaneSpec {
    /// The generator for so many lanes: the narrowest with a byte for each.
    pub fn for_lanes(lanes: usize) -> &'static Self {
        LANES
            .iter()
            .find(|spec| lanes <= spec.width as usize / 8)
            .unwrap_or(&LANES[2])
    }

    /// The state from which a reset begins: its highest bit set and no other, so that hardware, whose
    /// flip-flops start at 0, needs one inverter and not one for every second bit.
    pub fn start(&self) -> [u64; 8] {
        let mut state = [0; 8];
        state[self.words() - 1] = 1 << 63;
        state
    }

    /// Words of 64 bits of state.
    pub const fn words(&self) -> usize {
        self.width as usize / 64
    }

    /// One step of a state of N = [`LaneSpec::words`] words, least significant first. The state, and
    /// nothing else about the form of the generator, is known to callers.
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

/// Shift of a wide word towards its high bits; zeros enter.
#[inline(always)]
fn shift_left<const N: usize>(a: [u64; N], by: u32) -> [u64; N] {
    let (words, bits) = (by as usize / 64, by % 64);
    std::array::from_fn(|n| {
        let high = if n >= words { a[n - words] << bits } else { 0 };
        let low = if n > words && bits > 0 {
            a[n - words - 1] >> (64 - bits)
        } else {
            0
        };
        high | low
    })
}

/// Shift of a wide word towards its low bits; zeros enter.
#[inline(always)]
fn shift_right<const N: usize>(a: [u64; N], by: u32) -> [u64; N] {
    let (words, bits) = (by as usize / 64, by % 64);
    std::array::from_fn(|n| {
        let low = if n + words < N {
            a[n + words] >> bits
        } else {
            0
        };
        let high = if n + words + 1 < N && bits > 0 {
            a[n + words + 1] << (64 - bits)
        } else {
            0
        };
        low | high
    })
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

    /// The state s, 89 bits.
    pub fn state(&self) -> u128 {
        self.state
    }

    /// Takes the low 89 bits as the state.
    pub fn set_state(&mut self, state: u128) {
        self.state = state & Self::MASK;
    }

    /// The parameters.
    pub fn spec(&self) -> &RecurrenceSpec {
        &self.spec
    }

    /// One step: sixteen new bits enter at the top.
    pub fn step(&mut self) {
        let s = self.state;
        let [a, b, c] = self.spec.taps;
        let new = (s ^ s >> a ^ s >> b ^ s >> c) & ((1 << RecurrenceSpec::DRAW) - 1);
        self.state = s >> RecurrenceSpec::DRAW | new << RecurrenceSpec::DRAW_LOW;
    }

    /// The current word s\[88:73\]; then a step.
    pub fn draw(&mut self) -> u16 {
        let word = (self.state >> RecurrenceSpec::DRAW_LOW) as u16;
        self.step();
        word
    }

    /// A byte of a seed: a step, then the byte goes into the low half of the word.
    fn absorb(&mut self, byte: u8) {
        self.step();
        self.state ^= u128::from(byte) << RecurrenceSpec::DRAW_LOW;
    }
}

/// A running generator of the lanes.
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

    /// Takes a state of [`LaneSpec::words`] words.
    ///
    /// # Panics
    /// If the number of words is another.
    pub fn set_state(&mut self, state: &[u64]) {
        self.state[..self.spec.words()].copy_from_slice(state);
    }

    /// The first N words of the state, one by one: an array that may live in registers.
    #[inline(always)]
    pub(crate) fn words<const N: usize>(&self) -> [u64; N] {
        std::array::from_fn(|n| self.state[n])
    }

    /// Takes the first N words of the state.
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

    /// One step.
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

    /// The current word, byte l for lane l; then a step. Bytes beyond the width are 0.
    pub fn draw(&mut self) -> [u8; 64] {
        let mut bytes = [0; 64];
        for (bytes, word) in bytes.chunks_exact_mut(8).zip(self.state) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        self.step();
        bytes
    }

    /// A byte of a seed: a step, then the byte goes into the lowest lane.
    fn absorb(&mut self, byte: u8) {
        self.step();
        self.state[0] ^= u64::from(byte);
    }
}

/// The three generators of an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streams {
    /// Intensities become spikes.
    pub encoder: Recurrence,
    /// Hidden and output neurons spike.
    pub neuron: Recurrence,
    /// Weights begin, and synapses flip.
    pub lanes: LaneWord,
}

/// The states of the three generators in words of 64 bits, least significant first: to compare engines,
/// and for checkpoints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamStates {
    /// 89 bits in two words.
    pub encoder: Vec<u64>,
    /// 89 bits in two words.
    pub neuron: Vec<u64>,
    /// 2, 4 or 8 words.
    pub lanes: Vec<u64>,
}

impl Streams {
    /// The generators for so many lanes, reset from the bytes of a seed. Any bytes will do; up to eight
    /// can never lead to the state zero.
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

    /// Lets all generators go on, and gives bits of them: `items` times sixteen steps, bit i of an item the exclusive or of the
    /// lowest bits of the three words before its step i.
    ///
    /// The three polynomials are irreducible and differ, so the sum of three sequences is zero for ever only if all three are,
    /// and after as many steps as there are bits of state, see [`Streams::showing`], equal bits mean equal states.
    pub fn mixed(&mut self, items: usize) -> Vec<u16> {
        let bit = |streams: &mut Self| {
            u16::from(streams.lanes.draw()[0]) ^ streams.encoder.draw() ^ streams.neuron.draw()
        };
        (0..items)
            .map(|_| (0..16).fold(0, |item, i| item | (bit(self) & 1) << i))
            .collect()
    }

    /// Items of [`Streams::mixed`] that show every bit of the states of generators for so many lanes.
    pub fn showing(lanes: usize) -> usize {
        let bits = 2 * RecurrenceSpec::WIDTH + LaneSpec::for_lanes(lanes).width;
        bits.div_ceil(16) as usize
    }

    /// All states.
    pub fn states(&self) -> StreamStates {
        let words = |state: u128| vec![state as u64, (state >> 64) as u64];
        StreamStates {
            encoder: words(self.encoder.state()),
            neuron: words(self.neuron.state()),
            lanes: self.lanes.state().to_vec(),
        }
    }

    /// Takes all states, or returns false and takes none if their sizes are not those of these
    /// generators or a state is zero.
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

/// The bytes of a seed given as a number, least significant first.
pub fn seed_bytes(seed: u64) -> [u8; 8] {
    seed.to_le_bytes()
}
