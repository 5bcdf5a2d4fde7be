//! Polynomials and linear maps over GF(2), to prove what the generators promise.

use std::collections::HashMap;

/// A polynomial, or a vector of bits: coefficient n is bit n % 64 of word n / 64. No leading zero words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Polynomial(Vec<u64>);

impl Polynomial {
    pub fn zero() -> Self {
        Self(Vec::new())
    }

    pub fn from_exponents(exponents: &[usize]) -> Self {
        let mut polynomial = Self::zero();
        for &exponent in exponents {
            polynomial.add_shifted(&Self(vec![1]), exponent);
        }
        polynomial
    }

    pub fn from_words(words: &[u64]) -> Self {
        let mut polynomial = Self(words.to_vec());
        polynomial.trim();
        polynomial
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    pub fn bit(&self, n: usize) -> bool {
        self.0
            .get(n / 64)
            .is_some_and(|word| word >> (n % 64) & 1 == 1)
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub fn degree(&self) -> Option<usize> {
        let last = self.0.last()?;
        Some(self.0.len() * 64 - 1 - last.leading_zeros() as usize)
    }

    /// Adds other·x^shift.
    pub fn add_shifted(&mut self, other: &Self, shift: usize) {
        let (words, bits) = (shift / 64, shift % 64);
        let needed = other.0.len() + words + 1;
        if self.0.len() < needed {
            self.0.resize(needed, 0);
        }
        for (n, &word) in other.0.iter().enumerate() {
            self.0[n + words] ^= word << bits;
            if bits > 0 {
                self.0[n + words + 1] ^= word >> (64 - bits);
            }
        }
        self.trim();
    }

    /// The remainder of a division.
    pub fn reduce(mut self, modulus: &Self) -> Self {
        let degree = modulus.degree().expect("a modulus is not zero");
        while let Some(own) = self.degree().filter(|&own| own >= degree) {
            self.add_shifted(modulus, own - degree);
        }
        self
    }

    pub fn multiply(&self, other: &Self, modulus: &Self) -> Self {
        let mut product = Self::zero();
        for n in 0..=other.degree().unwrap_or(0) {
            if other.bit(n) {
                product.add_shifted(self, n);
            }
        }
        product.reduce(modulus)
    }

    /// x to a power given in little-endian bits, modulo a polynomial.
    pub fn power_of_x(exponent: impl DoubleEndedIterator<Item = bool>, modulus: &Self) -> Self {
        let mut power = Self::from_exponents(&[0]).reduce(modulus);
        for bit in exponent.rev() {
            power = power.multiply(&power, modulus);
            if bit {
                let mut shifted = Self::zero();
                shifted.add_shifted(&power, 1);
                power = shifted.reduce(modulus);
            }
        }
        power
    }

    pub fn gcd(mut self, mut other: Self) -> Self {
        while !other.is_zero() {
            (self, other) = (other.clone(), self.reduce(&other));
        }
        self
    }
}

/// The polynomial of the shortest linear recurrence that gives the bits (Berlekamp and Massey):
/// x^L + ... with s\[n+L\] = Σ c_i·s\[n+i\]. Determined if there are at least 2L bits.
pub fn shortest_recurrence(bits: &[bool]) -> Polynomial {
    // Connection polynomials: s[n] = Σ_{i≥1} c_i·s[n-i].
    let mut current = Polynomial::from_exponents(&[0]);
    let mut previous = current.clone();
    let (mut length, mut gap) = (0, 1);
    for n in 0..bits.len() {
        let discrepancy = (0..=length).fold(false, |sum, i| sum ^ (current.bit(i) & bits[n - i]));
        if !discrepancy {
            gap += 1;
        } else {
            let before = current.clone();
            current.add_shifted(&previous, gap);
            if 2 * length <= n {
                length = n + 1 - length;
                previous = before;
                gap = 1;
            } else {
                gap += 1;
            }
        }
    }
    // The characteristic polynomial is the connection polynomial read backwards.
    let exponents: Vec<usize> = (0..=length)
        .filter(|&i| current.bit(i))
        .map(|i| length - i)
        .collect();
    Polynomial::from_exponents(&exponents)
}

/// The dimension of the space that vectors span.
pub fn rank(vectors: impl IntoIterator<Item = Polynomial>) -> usize {
    // Every basis vector has a degree of its own.
    let mut basis: HashMap<usize, Polynomial> = HashMap::new();
    for mut vector in vectors {
        while let Some(degree) = vector.degree() {
            match basis.get(&degree) {
                Some(other) => vector.add_shifted(other, 0),
                None => {
                    basis.insert(degree, vector);
                    break;
                }
            }
        }
    }
    basis.len()
}

/// Rows of the matrices T^0 to T^`steps` of a linear step: functional r of time t tells of which bits of
/// the first state bit r of state t is the sum.
pub fn functionals<const N: usize>(
    width: usize,
    steps: usize,
    step: impl Fn([u64; N]) -> [u64; N],
) -> Vec<Vec<[u64; N]>> {
    let mut rows = vec![vec![[0; N]; width]; steps + 1];
    for column in 0..width {
        let mut state = [0; N];
        state[column / 64] = 1 << (column % 64);
        for rows in &mut rows {
            for (r, row) in rows.iter_mut().enumerate() {
                row[column / 64] |= (state[r / 64] >> (r % 64) & 1) << (column % 64);
            }
            state = step(state);
        }
    }
    rows
}
