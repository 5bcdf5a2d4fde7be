//! The two functions that the hardware looks up in tables: the logistic function and the tail of softplus.
//!
//! Model and circuit use the same [`Tables`], so values are rounded in one place only.

/// The number of entries of each table. They cover potentials from 0 to 8 nats in bins of 1/32 nat.
pub const ENTRIES: usize = 256;

/// The threshold of a potential beyond the table. It is below 2^16, so that no p-bit is ever certain.
pub const SIGMOID_BEYOND: u16 = 65_535;

/// Both tables, for one quantum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    /// G, 0..=12. A quantum is 2^-G nats.
    pub quantum_log2: u32,
    /// T_n = round(65536·σ(a_n)) for each bin n, where a_n is the middle of the bin; [`ENTRIES`] values.
    pub sigmoid: Vec<u16>,
    /// S_n = round(ln(1 + e^-a_n)·2^G) for each bin n, in quanta; [`ENTRIES`] values.
    pub softplus: Vec<u16>,
}

impl Tables {
    /// The tables for a quantum of 2^-`quantum_log2` nats. `quantum_log2` is in 0..=12.
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

    /// The threshold, 1..=65535, of a p-bit whose potential is `v` quanta. The p-bit spikes if its 16-bit draw is
    /// below.
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

    /// S(|u|), the tail of softplus, in quanta; `u` is in quanta, too. Softplus is max(u, 0) + S(|u|).
    pub fn softplus_tail(&self, u: i32) -> i32 {
        match table_index(u.unsigned_abs(), self.quantum_log2) {
            Some(index) => self.softplus[index].into(),
            None => 0,
        }
    }
}

/// The bin of a potential, or `None` beyond the table. `magnitude` is the potential without its sign, in quanta, and
/// must be below 2^26.
pub fn table_index(magnitude: u32, quantum_log2: u32) -> Option<usize> {
    // There are 32 bins in a nat, so the bin is the magnitude times 2^(5-G), rounded down.
    let bin = if quantum_log2 >= 5 {
        magnitude >> (quantum_log2 - 5)
    } else {
        magnitude << (5 - quantum_log2)
    };
    let bin = bin as usize;
    (bin < ENTRIES).then_some(bin)
}
