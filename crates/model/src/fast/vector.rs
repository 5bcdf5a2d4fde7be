//! Operations on sixteen lanes at once.
//!
//! The fast path is written once, in terms of [`Vector`], and compiled twice: with [`Portable`] for any processor, and
//! with `Avx2` for processors that have it. If plain loops were left to the compiler, it would vectorise only half of
//! them. Both implementations give the same bits.

/// The number of lanes of a vector.
pub(crate) const LANES: usize = 16;

/// Sixteen 16-bit numbers in two's complement. All sums wrap.
pub(crate) trait Vector: Copy {
    /// Sixteen 32-bit numbers.
    type Wide: Wide<Narrow = Self, Pairs = Self::Pairs>;
    /// Eight 32-bit sums.
    type Pairs: Pairs;

    fn splat(value: i16) -> Self;
    fn load(lanes: &[i16; LANES]) -> Self;
    fn store(self, lanes: &mut [i16; LANES]);
    /// Sixteen bytes as numbers from 0 to 255.
    fn from_bytes(bytes: [u64; 2]) -> Self;
    /// Thirty-two bytes, two to a lane, the first one low.
    fn load_bytes(bytes: &[u8; 2 * LANES]) -> Self;
    /// The upper byte of each lane as a number from 0 to 255.
    fn upper_bytes(self) -> Self;
    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    /// The low 16 bits of the products.
    fn mul(self, other: Self) -> Self;
    fn and(self, other: Self) -> Self;
    fn abs(self) -> Self;
    fn min(self, other: Self) -> Self;
    fn max(self, other: Self) -> Self;
    /// −1 (all bits set) in the lanes where `self` is greater, 0 in the others.
    fn greater(self, other: Self) -> Self;
    /// One bit for each lane, set if the lane is negative.
    fn negative(self) -> u16;
    /// The 32-bit products of all lanes, added in pairs.
    fn multiply_pairs(self, other: Self) -> Self::Pairs;
}

/// Eight 32-bit numbers in two's complement, as partial sums of one sum.
pub(crate) trait Pairs: Copy {
    fn zero() -> Self;
    fn add(self, other: Self) -> Self;
    /// The sum of all lanes, for four vectors at once.
    fn sums(four: [Self; 4]) -> [i32; 4];
}

/// Sixteen 32-bit numbers in two's complement. All sums wrap.
pub(crate) trait Wide: Copy {
    type Narrow;
    type Pairs;

    fn zero() -> Self;
    fn load(lanes: &[i32; LANES]) -> Self;
    fn store(self, lanes: &mut [i32; LANES]);
    fn add(self, other: Self) -> Self;
    fn add_narrow(self, other: Self::Narrow) -> Self;
    /// The vector with 0 in place of negative numbers.
    fn positive(self) -> Self;
    /// min(|lane| >> shift, most) for each lane.
    fn bins(self, shift: u32, most: i32) -> Self;
    /// The same, but with all bits inverted (−1 − bin) in the lanes that are negative.
    fn signed_bins(self, shift: u32, most: i32) -> Self;
    /// One bit for each lane, set if the lane is at most `limit`.
    fn at_most(self, limit: i32) -> u16;
    /// The low half of the lanes plus the high half.
    fn halves(self) -> Self::Pairs;
    /// The sum of all lanes.
    fn sum(self) -> i32;
}

/// Vectors in code that any processor runs.
#[derive(Clone, Copy)]
pub(crate) struct Portable([i16; LANES]);

#[derive(Clone, Copy)]
pub(crate) struct PortablePairs([i32; LANES / 2]);

#[derive(Clone, Copy)]
pub(crate) struct PortableWide([i32; LANES]);

impl Portable {
    #[inline(always)]
    fn zip(self, other: Self, operation: impl Fn(i16, i16) -> i16) -> Self {
        Self(std::array::from_fn(|n| operation(self.0[n], other.0[n])))
    }
}

impl Vector for Portable {
    type Wide = PortableWide;
    type Pairs = PortablePairs;

    #[inline(always)]
    fn splat(value: i16) -> Self {
        Self([value; LANES])
    }

    #[inline(always)]
    fn load(lanes: &[i16; LANES]) -> Self {
        Self(*lanes)
    }

    #[inline(always)]
    fn store(self, lanes: &mut [i16; LANES]) {
        *lanes = self.0;
    }

    #[inline(always)]
    fn from_bytes(bytes: [u64; 2]) -> Self {
        Self(std::array::from_fn(|n| {
            i16::from((bytes[n / 8] >> (8 * (n % 8))) as u8)
        }))
    }

    #[inline(always)]
    fn load_bytes(bytes: &[u8; 2 * LANES]) -> Self {
        let pair = |n: usize| i16::from_le_bytes([bytes[2 * n], bytes[2 * n + 1]]);
        Self(std::array::from_fn(pair))
    }

    #[inline(always)]
    fn upper_bytes(self) -> Self {
        Self(self.0.map(|lane| i16::from((lane as u16 >> 8) as u8)))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.zip(other, i16::wrapping_add)
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.zip(other, i16::wrapping_sub)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.zip(other, i16::wrapping_mul)
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.map(i16::wrapping_abs))
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.zip(other, Ord::min)
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.zip(other, Ord::max)
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        self.zip(other, |a, b| -i16::from(a > b))
    }

    #[inline(always)]
    fn negative(self) -> u16 {
        (0..LANES).fold(0, |bits, n| bits | u16::from(self.0[n] < 0) << n)
    }

    #[inline(always)]
    fn multiply_pairs(self, other: Self) -> PortablePairs {
        let product = |n: usize| i32::from(self.0[n]) * i32::from(other.0[n]);
        PortablePairs(std::array::from_fn(|n| {
            product(2 * n).wrapping_add(product(2 * n + 1))
        }))
    }
}

impl Pairs for PortablePairs {
    #[inline(always)]
    fn zero() -> Self {
        Self([0; LANES / 2])
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|n| self.0[n].wrapping_add(other.0[n])))
    }

    #[inline(always)]
    fn sums(four: [Self; 4]) -> [i32; 4] {
        four.map(|pairs| {
            pairs
                .0
                .iter()
                .fold(0_i32, |sum, &lane| sum.wrapping_add(lane))
        })
    }
}

impl Wide for PortableWide {
    type Narrow = Portable;
    type Pairs = PortablePairs;

    #[inline(always)]
    fn zero() -> Self {
        Self([0; LANES])
    }

    #[inline(always)]
    fn load(lanes: &[i32; LANES]) -> Self {
        Self(*lanes)
    }

    #[inline(always)]
    fn store(self, lanes: &mut [i32; LANES]) {
        *lanes = self.0;
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|n| self.0[n].wrapping_add(other.0[n])))
    }

    #[inline(always)]
    fn add_narrow(self, other: Portable) -> Self {
        self.add(Self(other.0.map(i32::from)))
    }

    #[inline(always)]
    fn positive(self) -> Self {
        Self(self.0.map(|lane| lane.max(0)))
    }

    #[inline(always)]
    fn bins(self, shift: u32, most: i32) -> Self {
        Self(self.0.map(|lane| (lane.wrapping_abs() >> shift).min(most)))
    }

    #[inline(always)]
    fn signed_bins(self, shift: u32, most: i32) -> Self {
        let bins = self.bins(shift, most);
        Self(std::array::from_fn(|n| bins.0[n] ^ (self.0[n] >> 31)))
    }

    #[inline(always)]
    fn at_most(self, limit: i32) -> u16 {
        (0..LANES).fold(0, |bits, n| bits | u16::from(self.0[n] <= limit) << n)
    }

    #[inline(always)]
    fn halves(self) -> PortablePairs {
        PortablePairs(std::array::from_fn(|n| {
            self.0[n].wrapping_add(self.0[n + LANES / 2])
        }))
    }

    #[inline(always)]
    fn sum(self) -> i32 {
        self.0.iter().fold(0, |sum, &lane| sum.wrapping_add(lane))
    }
}
