//! Transition matrices, what they leave as it is, and how soon they forget.

use std::collections::BTreeMap;

use super::chain::{Chain, Moment};
use crate::statistics::total_variation;

/// The transition matrix of the weights in one presentation that starts afresh (dwell = 1), its zeros left out.
pub struct Kernel {
    ends: Vec<usize>,
    to: Vec<u32>,
    p: Vec<f64>,
}

impl Kernel {
    /// The matrix of a chain.
    ///
    /// # Panics
    /// If hidden spikes outlive a presentation: then the weights alone are no Markov chain.
    pub fn of(chain: &Chain, moment: Moment) -> Self {
        let mut kernel = Self {
            ends: Vec::new(),
            to: Vec::new(),
            p: Vec::new(),
        };
        for weights in 0..chain.weight_states() {
            for (next, p) in chain.step(moment, chain.fresh(weights)) {
                let fresh = chain.fresh(chain.weights_of(next));
                assert_eq!(next, fresh, "hidden spikes outlive a presentation");
                kernel.to.push(chain.weights_of(next) as u32);
                kernel.p.push(p);
            }
            kernel.ends.push(kernel.to.len());
        }
        kernel
    }

    /// The matrices of a period.
    pub fn cycle(chain: &Chain, moments: &[Moment]) -> Vec<Self> {
        moments
            .iter()
            .map(|&moment| Self::of(chain, moment))
            .collect()
    }

    /// States.
    pub fn states(&self) -> usize {
        self.ends.len()
    }

    /// Next states and their probabilities.
    pub fn row(&self, weights: usize) -> (&[u32], &[f64]) {
        let start = if weights == 0 {
            0
        } else {
            self.ends[weights - 1]
        };
        let range = start..self.ends[weights];
        (&self.to[range.clone()], &self.p[range])
    }

    /// The greatest probability to move, over all states.
    fn restlessness(&self) -> f64 {
        let moves = |weights: usize| {
            let (to, p) = self.row(weights);
            let pairs = to.iter().zip(p);
            let elsewhere = pairs.filter(|(to, _)| **to as usize != weights);
            elsewhere.map(|(_, p)| p).sum()
        };
        (0..self.states())
            .map(moves)
            .fold(f64::MIN_POSITIVE, f64::max)
    }

    /// The distribution after a presentation.
    pub fn apply(&self, distribution: &[f64]) -> Vec<f64> {
        let mut next = vec![0.0; distribution.len()];
        for (weights, &here) in distribution.iter().enumerate().filter(|(_, p)| **p > 0.0) {
            let (to, p) = self.row(weights);
            for (&to, p) in to.iter().zip(p) {
                next[to as usize] += here * p;
            }
        }
        next
    }
}

/// What a period leaves as it is, at its beginning; to a total variation of 1e-13 a period.
///
/// A chain that seldom moves is hurried first: I + ω(P − I) has the law of P, and with ω the inverse of the greatest probability to
/// move it is still a chain.
pub fn stationary(cycle: &[Kernel]) -> Vec<f64> {
    let states = cycle[0].states();
    let hurry = match cycle {
        [kernel] => (0.9 / kernel.restlessness()).max(1.0),
        _ => 1.0,
    };
    let mut p = vec![1.0 / states as f64; states];
    loop {
        let mut next = cycle.iter().fold(p.clone(), |p, kernel| kernel.apply(&p));
        for (next, p) in next.iter_mut().zip(&p) {
            *next = p + hurry * (*next - p);
        }
        let total: f64 = next.iter().sum();
        next.iter_mut().for_each(|p| *p /= total);
        if total_variation(&p, &next) < 1e-13 {
            return next;
        }
        p = next;
    }
}

/// Periods after which the chain is within a total variation of `tolerance` of its stationary distribution, wherever it started; none
/// if it is not within a million.
///
/// d(t), the largest distance between two rows of the t-th power, is computed until it is below 1/1000; from there on
/// d(s + t) ≤ d(s)·d(t).
pub fn mixing_periods(cycle: &[Kernel], tolerance: f64) -> Option<usize> {
    let states = cycle[0].states();
    let mut rows: Vec<Vec<f64>> = (0..states)
        .map(|start| {
            let mut p = vec![0.0; states];
            p[start] = 1.0;
            cycle.iter().fold(p, |p, kernel| kernel.apply(&p))
        })
        .collect();
    let mut periods = 1;
    loop {
        let apart = |row: &Vec<f64>| total_variation(row, &rows[0]);
        // twice the distance from one row bounds that of any two
        let distance = 2.0 * rows.iter().map(apart).fold(0.0, f64::max);
        if distance < 1e-3 {
            return Some(periods * (tolerance.ln() / distance.ln()).ceil() as usize);
        }
        if periods > 1_000_000 {
            return None;
        }
        let square = |row: &Vec<f64>| {
            let mut product = vec![0.0; states];
            for (&p, other) in row.iter().zip(&rows).filter(|(p, _)| **p > 0.0) {
                product
                    .iter_mut()
                    .zip(other)
                    .for_each(|(sum, q)| *sum += p * q);
            }
            product
        };
        rows = rows.iter().map(square).collect();
        periods *= 2;
    }
}

/// Distributions over the states of the weights after 1, 2, ... `n` presentations of the data set in turn, from a state of the weights.
pub fn transients(
    chain: &Chain,
    weights: usize,
    first_noise_row: usize,
    n: usize,
) -> Vec<Vec<f64>> {
    let mut here = BTreeMap::from([(chain.fresh(weights), 1.0)]);
    (0..n)
        .map(|t| {
            let moment = chain.moment(t, first_noise_row);
            let mut next = BTreeMap::new();
            for (&state, here) in &here {
                for (to, p) in chain.step(moment, state) {
                    *next.entry(to).or_insert(0.0) += here * p;
                }
            }
            here = next;
            let mut distribution = vec![0.0; chain.weight_states()];
            here.iter()
                .for_each(|(&state, p)| distribution[chain.weights_of(state)] += p);
            distribution
        })
        .collect()
}
