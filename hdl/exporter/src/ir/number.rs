//! Non-negative numbers of any width, as wide as a signal may be.

use std::fmt;

/// A non-negative number: its bits, lowest first, without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Number(Vec<bool>);

impl Number {
    pub fn from_u128(value: u128) -> Self {
        Self::trimmed((0..128).map(|i| value >> i & 1 == 1).collect())
    }

    /// A number from its bits, lowest first.
    pub fn from_bits(bits: Vec<bool>) -> Self {
        Self::trimmed(bits)
    }

    fn trimmed(mut bits: Vec<bool>) -> Self {
        let length = bits.iter().rposition(|b| *b).map_or(0, |i| i + 1);
        bits.truncate(length);
        Self(bits)
    }

    /// Bits needed to write it.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub fn bit(&self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }

    /// `width` bits from `low` on.
    pub fn slice(&self, low: usize, width: usize) -> Self {
        Self::trimmed((low..low + width).map(|i| self.bit(i)).collect())
    }

    /// 2^width − self, modulo 2^width.
    pub fn negated(&self, width: usize) -> Self {
        let mut carry = true;
        let bits = (0..width).map(|i| {
            let inverted = !self.bit(i);
            let sum = inverted ^ carry;
            carry &= inverted;
            sum
        });
        Self::trimmed(bits.collect())
    }

    pub fn to_u128(&self) -> Option<u128> {
        (self.0.len() <= 128).then(|| {
            self.0
                .iter()
                .rev()
                .fold(0, |value, bit| value << 1 | u128::from(*bit))
        })
    }

    /// Small numbers read best in decimal, large ones in hexadecimal, four digits a group.
    pub fn verilog(&self, width: usize, signed: bool) -> String {
        let sign = if signed { "s" } else { "" };
        if width == 1 && !signed {
            return format!("1'b{}", u8::from(self.bit(0)));
        }
        match self.to_u128() {
            Some(value) if value < 10_000 => format!("{width}'{sign}d{value}"),
            _ => format!("{width}'{sign}h{self}"),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.len().div_ceil(4).max(1);
        for i in (0..digits).rev() {
            let digit = (0..4).fold(0, |d, b| d | u32::from(self.bit(4 * i + b)) << b);
            write!(f, "{digit:x}")?;
            if i % 4 == 0 && i > 0 && digits > 4 {
                f.write_str("_")?;
            }
        }
        Ok(())
    }
}
