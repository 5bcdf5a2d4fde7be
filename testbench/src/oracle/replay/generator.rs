//! The three generators of `docs/reference/spec.md`, one bit after another.

/// Bits of a generator, bit 0 first, and how it steps.
#[derive(Clone, Debug)]
pub(super) struct Generator {
    bits: Vec<bool>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Distances of the taps.
    Recurrence([usize; 3]),
    /// Left shift, right shift, rotation.
    Shifts(usize, usize, usize),
}

impl Generator {
    pub(super) fn encoder() -> Self {
        Self::recurrence([20, 29, 39])
    }

    pub(super) fn neuron() -> Self {
        Self::recurrence([13, 19, 38])
    }

    fn recurrence(taps: [usize; 3]) -> Self {
        Self {
            bits: highest(89),
            kind: Kind::Recurrence(taps),
        }
    }

    pub(super) fn lanes(lanes: usize) -> Self {
        let (n, a, b, c) = match lanes {
            1..=16 => (128, 19, 45, 64),
            17..=32 => (256, 43, 59, 64),
            _ => (512, 61, 45, 256),
        };
        Self {
            bits: highest(n),
            kind: Kind::Shifts(a, b, c),
        }
    }

    fn step(&mut self) {
        let s = &self.bits;
        let n = s.len();
        self.bits = match self.kind {
            Kind::Recurrence([a, b, c]) => {
                let new = (0..16).map(|i| s[i] ^ s[i + a] ^ s[i + b] ^ s[i + c]);
                s[16..].iter().copied().chain(new).collect()
            }
            Kind::Shifts(a, b, c) => {
                let t: Vec<bool> = (0..n).map(|i| s[i] ^ (i >= a && s[i - a])).collect();
                let u: Vec<bool> = (0..n).map(|i| t[i] ^ (i + b < n && t[i + b])).collect();
                (0..n).map(|i| u[(i + n - c) % n]).collect()
            }
        };
    }

    /// The bits of a draw, bit 0 first; then the generator has stepped.
    pub(super) fn draw(&mut self) -> Vec<bool> {
        let drawn = self.bits[self.draws_from()..].to_vec();
        self.step();
        drawn
    }

    /// A draw of 16 bits as a number.
    pub(super) fn number(&mut self) -> u32 {
        number(&self.draw())
    }

    /// Where a draw begins: the upper 16 bits of a recurrence, all bits of the lanes.
    fn draws_from(&self) -> usize {
        match self.kind {
            Kind::Recurrence(_) => 73,
            Kind::Shifts(..) => 0,
        }
    }

    pub(super) fn seeded(mut self, seed: u64) -> Self {
        let low = self.draws_from();
        for byte in 0..8 {
            self.step();
            for i in 0..8 {
                self.bits[low + i] ^= seed >> (8 * byte + i) & 1 == 1;
            }
        }
        for _ in 0..512 {
            self.step();
        }
        self
    }

    /// In words of 64 bits, as a snapshot has them.
    pub(super) fn words(&self) -> Vec<u64> {
        let words = self.bits.chunks(64);
        words
            .map(|word| (0..).zip(word).map(|(i, &bit)| u64::from(bit) << i).sum())
            .collect()
    }

    pub(super) fn holding(mut self, words: &[u64]) -> Self {
        for (i, bit) in self.bits.iter_mut().enumerate() {
            *bit = words[i / 64] >> (i % 64) & 1 == 1;
        }
        self
    }
}

/// The start state of n bits.
fn highest(n: usize) -> Vec<bool> {
    (0..n).map(|i| i == n - 1).collect()
}

pub(super) fn number(bits: &[bool]) -> u32 {
    (0..).zip(bits).map(|(i, &bit)| u32::from(bit) << i).sum()
}
