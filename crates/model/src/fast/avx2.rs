//! Vectors of x86-64 processors with AVX2.
//!
//! SAFETY, for every unsafe block of this file: the intrinsics need AVX2, and these types are used only in those
//! presentations that run if the processor was found to have AVX2. The pointers come from references to arrays of
//! sixteen lanes, and the loads and stores need no alignment.

use std::arch::x86_64::*;

use super::vector::{LANES, Pairs, Vector, Wide};

/// Sixteen lanes of 16 bits in one register.
#[derive(Clone, Copy)]
pub(crate) struct Avx2(__m256i);

/// Eight lanes of 32 bits.
#[derive(Clone, Copy)]
pub(crate) struct Avx2Pairs(__m256i);

/// Sixteen lanes of 32 bits: the low eight and the high eight.
#[derive(Clone, Copy)]
pub(crate) struct Avx2Wide(__m256i, __m256i);

impl Vector for Avx2 {
    type Wide = Avx2Wide;
    type Pairs = Avx2Pairs;

    #[inline(always)]
    fn splat(value: i16) -> Self {
        Self(unsafe { _mm256_set1_epi16(value) })
    }

    #[inline(always)]
    fn load(lanes: &[i16; LANES]) -> Self {
        Self(unsafe { _mm256_loadu_si256(lanes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn store(self, lanes: &mut [i16; LANES]) {
        unsafe { _mm256_storeu_si256(lanes.as_mut_ptr().cast(), self.0) }
    }

    #[inline(always)]
    fn from_bytes([low, high]: [u64; 2]) -> Self {
        Self(unsafe { _mm256_cvtepu8_epi16(_mm_set_epi64x(high as i64, low as i64)) })
    }

    #[inline(always)]
    fn load_bytes(bytes: &[u8; 2 * LANES]) -> Self {
        Self(unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) })
    }

    #[inline(always)]
    fn upper_bytes(self) -> Self {
        Self(unsafe { _mm256_srli_epi16::<8>(self.0) })
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm256_add_epi16(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(unsafe { _mm256_sub_epi16(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(unsafe { _mm256_mullo_epi16(self.0, other.0) })
    }

    #[inline(always)]
    fn and(self, other: Self) -> Self {
        Self(unsafe { _mm256_and_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Self(unsafe { _mm256_abs_epi16(self.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(unsafe { _mm256_min_epi16(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(unsafe { _mm256_max_epi16(self.0, other.0) })
    }

    #[inline(always)]
    fn greater(self, other: Self) -> Self {
        Self(unsafe { _mm256_cmpgt_epi16(self.0, other.0) })
    }

    #[inline(always)]
    fn negative(self) -> u16 {
        unsafe {
            let low = _mm256_castsi256_si128(self.0);
            let high = _mm256_extracti128_si256::<1>(self.0);
            _mm_movemask_epi8(_mm_packs_epi16(low, high)) as u16
        }
    }

    #[inline(always)]
    fn multiply_pairs(self, other: Self) -> Avx2Pairs {
        Avx2Pairs(unsafe { _mm256_madd_epi16(self.0, other.0) })
    }
}

impl Pairs for Avx2Pairs {
    #[inline(always)]
    fn zero() -> Self {
        Self(unsafe { _mm256_setzero_si256() })
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(unsafe { _mm256_add_epi32(self.0, other.0) })
    }

    #[inline(always)]
    fn sums([a, b, c, d]: [Self; 4]) -> [i32; 4] {
        unsafe {
            // Each half now holds the sums of that half of a, b, c and d.
            let halves =
                _mm256_hadd_epi32(_mm256_hadd_epi32(a.0, b.0), _mm256_hadd_epi32(c.0, d.0));
            let sums = _mm_add_epi32(
                _mm256_castsi256_si128(halves),
                _mm256_extracti128_si256::<1>(halves),
            );
            std::mem::transmute::<__m128i, [i32; 4]>(sums)
        }
    }
}

impl Wide for Avx2Wide {
    type Narrow = Avx2;
    type Pairs = Avx2Pairs;

    #[inline(always)]
    fn zero() -> Self {
        unsafe { Self(_mm256_setzero_si256(), _mm256_setzero_si256()) }
    }

    #[inline(always)]
    fn load(lanes: &[i32; LANES]) -> Self {
        let low = lanes.as_ptr().cast::<__m256i>();
        unsafe { Self(_mm256_loadu_si256(low), _mm256_loadu_si256(low.add(1))) }
    }

    #[inline(always)]
    fn store(self, lanes: &mut [i32; LANES]) {
        let low = lanes.as_mut_ptr().cast::<__m256i>();
        unsafe {
            _mm256_storeu_si256(low, self.0);
            _mm256_storeu_si256(low.add(1), self.1);
        }
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        unsafe {
            Self(
                _mm256_add_epi32(self.0, other.0),
                _mm256_add_epi32(self.1, other.1),
            )
        }
    }

    #[inline(always)]
    fn add_narrow(self, other: Avx2) -> Self {
        unsafe {
            let low = _mm256_cvtepi16_epi32(_mm256_castsi256_si128(other.0));
            let high = _mm256_cvtepi16_epi32(_mm256_extracti128_si256::<1>(other.0));
            self.add(Self(low, high))
        }
    }

    #[inline(always)]
    fn positive(self) -> Self {
        unsafe {
            let zero = _mm256_setzero_si256();
            Self(
                _mm256_max_epi32(self.0, zero),
                _mm256_max_epi32(self.1, zero),
            )
        }
    }

    #[inline(always)]
    fn bins(self, shift: u32, most: i32) -> Self {
        unsafe {
            let shift = _mm_cvtsi32_si128(shift as i32);
            let most = _mm256_set1_epi32(most);
            let bin =
                |lanes| _mm256_min_epi32(_mm256_srl_epi32(_mm256_abs_epi32(lanes), shift), most);
            Self(bin(self.0), bin(self.1))
        }
    }

    #[inline(always)]
    fn signed_bins(self, shift: u32, most: i32) -> Self {
        unsafe {
            let bins = self.bins(shift, most);
            Self(
                _mm256_xor_si256(bins.0, _mm256_srai_epi32::<31>(self.0)),
                _mm256_xor_si256(bins.1, _mm256_srai_epi32::<31>(self.1)),
            )
        }
    }

    #[inline(always)]
    fn at_most(self, limit: i32) -> u16 {
        unsafe {
            let limit = _mm256_set1_epi32(limit);
            let above = |lanes| {
                let above = _mm256_cmpgt_epi32(lanes, limit);
                _mm256_movemask_ps(_mm256_castsi256_ps(above)) as u16
            };
            !(above(self.0) | above(self.1) << 8)
        }
    }

    #[inline(always)]
    fn halves(self) -> Avx2Pairs {
        Avx2Pairs(unsafe { _mm256_add_epi32(self.0, self.1) })
    }

    #[inline(always)]
    fn sum(self) -> i32 {
        unsafe {
            let eight = _mm256_add_epi32(self.0, self.1);
            let four = _mm_add_epi32(
                _mm256_castsi256_si128(eight),
                _mm256_extracti128_si256::<1>(eight),
            );
            let two = _mm_add_epi32(four, _mm_shuffle_epi32::<0b01_00_11_10>(four));
            let one = _mm_add_epi32(two, _mm_shuffle_epi32::<0b10_11_00_01>(two));
            _mm_cvtsi128_si32(one)
        }
    }
}
