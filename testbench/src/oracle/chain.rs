//! Finite Markov chains with a known kernel: exact laws, and samples cut into independent pieces.

use yuragi_model::chance::SplitMix64;

use crate::statistics::total_variation;

/// Row s: the distribution of the next state after state s.
pub type Kernel = Vec<Vec<f64>>;

/// The distribution one step later.
pub fn step(distribution: &[f64], kernel: &Kernel) -> Vec<f64> {
    let mut next = vec![0.0; kernel[0].len()];
    for (p, row) in distribution.iter().zip(kernel) {
        for (next, q) in next.iter_mut().zip(row) {
            *next += p * q;
        }
    }
    next
}

/// n ≥ 1 steps as one.
pub fn power(kernel: &Kernel, n: u32) -> Kernel {
    let mut result = kernel.clone();
    for _ in 1..n {
        result = result.iter().map(|row| step(row, kernel)).collect();
    }
    result
}

/// One kernel or another, each with its probability.
pub fn mixture(parts: &[(f64, Kernel)]) -> Kernel {
    let mut mixed: Kernel = vec![vec![0.0; parts[0].1[0].len()]; parts[0].1.len()];
    for (probability, kernel) in parts {
        for (sum, row) in mixed.iter_mut().zip(kernel) {
            for (sum, p) in sum.iter_mut().zip(row) {
                *sum += probability * p;
            }
        }
    }
    mixed
}

/// How far apart visits must be to count as independent.
#[derive(Clone, Debug)]
pub struct Mixing {
    /// What the chain ends in.
    pub stationary: Vec<f64>,
    /// Steps from one draw to the next.
    pub steps: usize,
    /// The greatest distance of the law of that next draw from the stationary one, over all states before it.
    pub distance: f64,
}

/// Steps until all rows are within 10^-13 of the stationary law. By coupling, n draws so far apart differ from independent ones by
/// n times the distance at most, in total variation: added to a p-value it stays a bound.
pub fn mixing(kernel: &Kernel) -> Mixing {
    let mut far = kernel.clone();
    for steps in 1_usize.. {
        let stationary = far[0].clone();
        let distances = far.iter().map(|row| total_variation(row, &stationary));
        // the stationary law is a mixture of all rows, and so no farther from the first than the farthest row
        let distance = 2.0 * distances.fold(0.0, f64::max);
        if distance < 1e-13 {
            return Mixing {
                stationary,
                steps,
                distance,
            };
        }
        far = far.iter().map(|row| step(row, kernel)).collect();
    }
    unreachable!("a chain that does not mix")
}

/// Every n-th state of a run, counted; the first of them is left out, since a run may begin in another way than it goes on.
pub fn thinned(run: &[usize], steps: usize, states: usize) -> Vec<u64> {
    let mut counts = vec![0; states];
    for &state in run.iter().skip(2 * steps - 1).step_by(steps) {
        counts[state] += 1;
    }
    counts
}

/// What followed each state of a run, see [`followed`].
pub fn transitions(run: &[usize], kernel: &Kernel, stationary: &[f64], seed: u64) -> Vec<Vec<u64>> {
    let pairs: Vec<(usize, usize)> = run.windows(2).map(|pair| (pair[0], pair[1])).collect();
    followed(&pairs, kernel, stationary, seed)
}

/// What followed each state: row s counts what came after the first m_s visits of s, which are independent draws of row s of the
/// kernel. What came may say more than the next state, as long as it says that. m_s is nine tenths of what the stationary law expects, fixed before the run; what the run did not reach is drawn
/// from the kernel itself, so that the numbers of visits tell nothing.
pub fn followed(
    run: &[(usize, usize)],
    kernel: &Kernel,
    stationary: &[f64],
    seed: u64,
) -> Vec<Vec<u64>> {
    let mut chance = SplitMix64::new(seed);
    let visits = |p: &f64| (0.9 * p * run.len() as f64) as u64;
    let mut left: Vec<u64> = stationary.iter().map(visits).collect();
    let mut rows: Vec<Vec<u64>> = kernel.iter().map(|row| vec![0; row.len()]).collect();
    for &(state, after) in run {
        if left[state] > 0 {
            left[state] -= 1;
            rows[state][after] += 1;
        }
    }
    for ((counts, &left), row) in rows.iter_mut().zip(&left).zip(kernel) {
        for _ in 0..left {
            counts[draw(row, &mut chance)] += 1;
        }
    }
    rows
}

/// A state drawn from a distribution.
pub fn draw(distribution: &[f64], chance: &mut SplitMix64) -> usize {
    // 53 bits, what a double holds
    let mut rest = chance.unit();
    for (state, p) in distribution.iter().enumerate() {
        if rest < *p {
            return state;
        }
        rest -= p;
    }
    // the sum fell short of 1 by rounding
    let possible = distribution.iter().rposition(|p| *p > 0.0);
    possible.expect("a distribution")
}

/// The distribution over the states of independent bits, bit j with probability p_j.
pub fn product(p: &[f64]) -> Vec<f64> {
    (0..1_usize << p.len())
        .map(|state| {
            let bits = p.iter().enumerate();
            bits.map(|(j, p)| if state >> j & 1 == 1 { *p } else { 1.0 - p })
                .product()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::multinomials;

    fn kernel() -> Kernel {
        vec![
            vec![0.5, 0.4, 0.1],
            vec![0.2, 0.2, 0.6],
            vec![0.3, 0.3, 0.4],
        ]
    }

    #[test]
    fn a_chain_ends_where_it_must() {
        let found = mixing(&kernel());
        // π·K = π, solved by hand: 30, 27 and 32 parts of 89
        for (found, parts) in found.stationary.iter().zip([30.0, 27.0, 32.0]) {
            assert!((found - parts / 89.0).abs() < 1e-12, "{found}");
        }
        assert!(found.steps > 5 && found.distance < 1e-13);
        let twice = power(&kernel(), 2);
        assert!((twice[0][0] - (0.25 + 0.08 + 0.03)).abs() < 1e-12);
        let half = mixture(&[(0.5, kernel()), (0.5, twice)]);
        assert!((half[0][0] - 0.43).abs() < 1e-12);
    }

    /// A run of the chain passes against its own kernel and fails against another.
    #[test]
    fn transitions_are_those_of_the_kernel() {
        let (kernel, mut chance, mut run) = (kernel(), SplitMix64::new(3), vec![0]);
        for _ in 0..20_000 {
            run.push(draw(&kernel[run[run.len() - 1]], &mut chance));
        }
        let stationary = mixing(&kernel).stationary;
        let rows = transitions(&run, &kernel, &stationary, 4);
        for (row, p) in rows.iter().zip(&stationary) {
            assert_eq!(row.iter().sum::<u64>(), (0.9 * p * 20_000.0) as u64);
        }
        let p = |kernel: &Kernel| {
            let pairs = rows.iter().zip(kernel);
            multinomials(pairs.map(|(counts, row)| (&counts[..], &row[..])))
        };
        assert!(p(&kernel) > 1e-6);
        assert!(
            p(&vec![
                vec![0.5, 0.35, 0.15],
                kernel[1].clone(),
                kernel[2].clone()
            ]) < 1e-9
        );
        let counts = thinned(&run, 10, 3);
        assert_eq!(counts.iter().sum::<u64>(), 1_999);
    }
}
