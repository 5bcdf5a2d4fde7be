//! A line below the surprise of a neuron, which tells how much the surprise of many children can fall at most.
//!
//! The surprise c(x) = S(|x|) + max(x, 0) of a child is convex but for rounding. For each bin of the table there is a slope g and
//! a slack e such that c(y) ≥ c(x) − e + g·(y − x) for every x in the bin and every y. If a neuron changes the potentials of
//! its children from x_k to y_k, their surprise falls by at most Σ e_k − Σ g_k·(y_k − x_k). This is a sum of products with the
//! weights of the neuron, without a look-up for each child.

use crate::tables::{ENTRIES, Tables};

/// The logarithm to base 2 of the steps of a slope, and of the parts of a quantum in which a slack is counted.
pub(super) const SLOPE_LOG2: u32 = 6;

/// The number of bins of one sign, including the one beyond the table.
const MIDDLE: usize = ENTRIES + 1;

/// Slopes and slacks for each bin.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    /// The slack times 256, plus the slope, 0..=64. From the middle on, bin n of positive potentials is at n, and bin n of
    /// negative ones at −1 − n.
    lines: Box<[i32; 2 * MIDDLE]>,
}

impl Bound {
    pub fn new(tables: &Tables) -> Self {
        let shift = tables.quantum_log2.saturating_sub(5);
        let beyond = (ENTRIES >> 5_u32.saturating_sub(tables.quantum_log2)) as i64;
        let one = 1_i64 << SLOPE_LOG2;
        let quanta = f64::from(1_u32 << tables.quantum_log2);
        // S of a bin, in parts of a quantum
        let tail = |bin: i64| match bin < beyond {
            true => i64::from(tables.softplus_tail((bin << shift) as i32)) * one,
            false => 0,
        };
        // max over y of g·y − c(y): at the upper end of each bin of negative y, and at the lower end of the others
        let ends = |g: i64| {
            let of_bin = |bin: i64| {
                let end = bin << shift;
                (-g * end - tail(bin)).max((g - one) * end - tail(bin))
            };
            (0..=beyond).map(of_bin).max().unwrap_or(0)
        };
        let ends: Vec<i64> = (0..=one).map(ends).collect();
        let mut lines = Box::new([0; 2 * MIDDLE]);
        for bin in 0..=beyond {
            // the slope of the logistic function in the middle of the bin
            let middle = ((bin as f64 + 0.5) * f64::from(1_u32 << shift)) / quanta;
            let g = match bin < beyond {
                true => (one as f64 / (1.0 + middle.exp())).round() as i64,
                false => 0,
            };
            // max over x in the bin of c(x) − g·x, at its outer end
            let last = match bin < beyond {
                true => ((bin + 1) << shift) - 1,
                false => 0,
            };
            let outer = tail(bin) + g * last;
            // with the other sign of x, c(x) − x takes the place of c(x), and the slope is 1 − g
            for (index, g) in [(MIDDLE as i64 - 1 - bin, g), (MIDDLE as i64 + bin, one - g)] {
                let slack = (outer + ends[g as usize]).max(0);
                lines[index as usize] = (slack << 8 | g) as i32;
            }
        }
        Self { lines }
    }

    /// The slope, in steps of 1/64, and the slack, in parts of 1/64 quantum, of a bin. Bin n of negative potentials is
    /// −1 − n.
    #[inline(always)]
    pub fn line(&self, bin: i32) -> (i32, i32) {
        let index = (bin + MIDDLE as i32) as usize;
        let line = self.lines[index.min(2 * MIDDLE - 1)];
        (line & 0xff, line >> 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_below_the_surprise() {
        for quantum_log2 in [0, 3, 5, 6, 8, 12] {
            let tables = Tables::new(quantum_log2);
            let bound = Bound::new(&tables);
            let shift = quantum_log2.saturating_sub(5);
            let beyond = ENTRIES as i32 >> 5_u32.saturating_sub(quantum_log2);
            let c = |x: i32| i64::from(tables.softplus_tail(x) + x.max(0)) << SLOPE_LOG2;
            let end = 10_i32 << quantum_log2;
            let step = (end / 700).max(1) as usize;
            let (mut slacks, mut all) = (0.0, 0);
            for x in (-end..=end).step_by(step) {
                let bin = (x.abs() >> shift).min(beyond);
                let (g, slack) = bound.line(if x < 0 { -1 - bin } else { bin });
                for y in (-end..=end).step_by(step) {
                    let line = c(x) - i64::from(slack) + i64::from(g) * i64::from(y - x);
                    assert!(c(y) >= line, "G = {quantum_log2}, x = {x}, y = {y}");
                }
                slacks += f64::from(slack) / f64::from(1 << (quantum_log2 + SLOPE_LOG2));
                all += 1;
            }
            // a slack is about what rounding needs: half a quantum, or half a bin
            let most = (1.5 / f64::from(1 << quantum_log2)).max(1.5 / 32.0);
            assert!(slacks / f64::from(all) < most, "G = {quantum_log2}");
        }
    }
}
