//! The two functions that hardware looks up: the logistic function and the tail of softplus.
//!
//! Model and circuit are handed the same [`Tables`], so a rounding is done once, here.

/// Entries of each table; they cover potentials of 0 to 8 nats in bins of 1/32 nat.
pub const ENTRIES: usize = 256;

/// Threshold of a potential beyond the table, at most one below 2^16: no p-bit is ever certain.
pub const SIGMOID_BEYOND: u16 = 65_535;

/// Both tables for one quantum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// G: a quantum is 2^-G nats.
    pub quantum_log2: u32,
    /// T_n = round(65536·σ(a_n)), a_n the middle of bin n.
    pub sigmoid: Vec<u16>,
    /// S_n = round(ln(1 + e^-a_n)·2^G), in quanta.
    pub softplus: Vec<u16>,
}

impl Tables {
    /// The tables for a quantum of 2^-`quantum_log2` nats, 0..=12.
    pub fn new(quantum_log2: u32) -> Self {
        // The middle of a bin, in nats.
        let middle = |n: usize| (n as f64 + 0.5) / 32.0;
        let quanta = f64::from(1_u32 << quantum_log2);
        Self {
            quantum_log2,
            sigmoid: (0..ENTRIES)
                .map(|n| (65_536.0 / (1.0 + (-middle(n)).exp())).round() as u16)
                .collect(),
            softplus: (0..ENTRIES)
                .map(|n| ((-middle(n)).exp().ln_1p() * quanta).round() as u16)
                .collect(),
        }
    }

    /// The threshold of a p-bit with potential `v`, 1..=65535: it spikes if a 16-bit draw is below.
    pub fn threshold(&self, v: i32) -> u16 {
        let positive = match table_index(v.unsigned_abs(), self.quantum_log2) {
            Some(index) => self.sigmoid[index],
            None => SIGMOID_BEYOND,
        };
        if v < 0 {
            positive.wrapping_neg() // 65536 − T
        } else {
            positive
        }
    }

    /// S(|u|), the tail of softplus in quanta: f(u) = max(u, 0) + S(|u|).
    pub fn softplus_tail(&self, u: i32) -> i32 {
        match table_index(u.unsigned_abs(), self.quantum_log2) {
            Some(index) => self.softplus[index].into(),
            None => 0,
        }
    }
}

/// The bin of a potential's magnitude (below 2^26), `None` beyond the table.
pub fn table_index(magnitude: u32, quantum_log2: u32) -> Option<usize> {
    // 32 bins a nat: the magnitude times 2^(5-G), rounded down.
    let bin = if quantum_log2 >= 5 {
        magnitude >> (quantum_log2 - 5)
    } else {
        magnitude << (5 - quantum_log2)
    };
    let bin = bin as usize;
    (bin < ENTRIES).then_some(bin)
}
