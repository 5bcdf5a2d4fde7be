//! One long run against the transition matrix: what followed each state, and how often each state came.

use std::collections::BTreeMap;

use yuragi_model::chance::SplitMix64;
use yuragi_testbench::oracle::chain::draw;
use yuragi_testbench::oracle::learning::Chain;
use yuragi_testbench::oracle::learning::chip::Chip;
use yuragi_testbench::oracle::learning::kernel::{Kernel, mixing_periods, stationary};
use yuragi_testbench::statistics::{Suite, binomial, multinomial, multinomials};

use super::cases::Case;

/// Of all chains of this test.
pub const SEED: u64 = 0x5a11;

/// Counts and probabilities of the weights of one bundle.
pub fn marginal(chain: &Chain, bundle: usize, counts: &[u64], law: &[f64]) -> (Vec<u64>, Vec<f64>) {
    let values = 1 << chain.bits();
    let (mut n, mut p) = (vec![0; values], vec![0.0; values]);
    for (weights, (&count, &probability)) in counts.iter().zip(law).enumerate() {
        let value = (chain.weight(weights, bundle) + (values / 2) as i64) as usize;
        n[value] += count;
        p[value] += probability;
    }
    (n, p)
}

/// Joins the possible cells that expect less than five counts: which those are, the law and the number of draws say.
pub fn pooled(counts: &[u64], law: &[f64]) -> (Vec<u64>, Vec<f64>) {
    let draws = counts.iter().sum::<u64>() as f64;
    let (mut n, mut p) = (vec![0], vec![0.0]);
    for (&count, &probability) in counts.iter().zip(law) {
        if probability > 0.0 && probability * draws < 5.0 {
            n[0] += count;
            p[0] += probability;
        } else {
            n.push(count);
            p.push(probability);
        }
    }
    (n, p)
}

/// One long run: the states of the weights, before the first presentation and after each.
pub struct Run(Vec<usize>);

impl Run {
    pub fn of(case: &Case, chip: &mut Chip, presentations: usize) -> Self {
        let start = case.chain.state_of(&case.start);
        chip.load(start);
        let states = (0..presentations).map(|t| chip.present(t));
        Self(std::iter::once(start).chain(states).collect())
    }

    /// What followed each state, and how often each state came; false if the chain does not mix, as one with a fault may.
    pub fn check(&self, suite: &mut Suite, name: &str, chain: &Chain) -> bool {
        let cycle = Kernel::cycle(chain, &chain.period());
        let law = stationary(&cycle);
        self.check_transitions(suite, name, chain, &cycle, &law);
        // far enough apart, n draws differ from independent ones by n times the distance at most, in total variation
        const FAR: f64 = 1e-13;
        let Some(apart) = mixing_periods(&cycle, FAR) else {
            return false;
        };
        let apart = apart * cycle.len();
        let mut counts = vec![0; law.len()];
        self.0
            .iter()
            .skip(apart)
            .step_by(apart)
            .for_each(|&weights| counts[weights] += 1);
        let (n, p) = pooled(&counts, &law);
        let slack = FAR * counts.iter().sum::<u64>() as f64;
        suite.check(
            format!("{name}, every {apart}"),
            (multinomial(&n, &p) + slack).min(1.0),
        );
        for bundle in 0..chain.bundles() {
            let (n, p) = marginal(chain, bundle, &counts, &law);
            suite.check(
                format!("{name}, bundle {bundle} every {apart}"),
                (multinomial(&n, &p) + slack).min(1.0),
            );
        }
        true
    }

    /// By the strong Markov property the first m next states of a state are independent draws of its row. m is nine tenths of what the
    /// stationary distribution expects, fixed before the run; what the run did not reach is drawn from the row itself.
    fn check_transitions(
        &self,
        suite: &mut Suite,
        name: &str,
        chain: &Chain,
        cycle: &[Kernel],
        law: &[f64],
    ) {
        let mut chance = SplitMix64::new(SEED);
        let periods = (self.0.len() - 1) as f64 / cycle.len() as f64;
        let mut here = law.to_vec();
        let (mut rows, mut tally) = (Vec::new(), Tally::default());
        for (phase, kernel) in cycle.iter().enumerate() {
            let visits: Vec<u64> = here.iter().map(|p| (0.9 * p * periods) as u64).collect();
            let mut left = visits.clone();
            let mut seen = vec![BTreeMap::new(); law.len()];
            for pair in self.0[phase..].windows(2).step_by(cycle.len()) {
                if left[pair[0]] > 0 {
                    left[pair[0]] -= 1;
                    *seen[pair[0]].entry(pair[1]).or_insert(0) += 1;
                }
            }
            for (weights, mut seen) in seen.into_iter().enumerate() {
                let (to, p) = kernel.row(weights);
                for _ in 0..left[weights] {
                    *seen.entry(to[draw(p, &mut chance)] as usize).or_insert(0) += 1;
                }
                let expected = to.iter().zip(p).map(|(&next, &p)| (next as usize, p));
                let mut row: BTreeMap<usize, (u64, f64)> =
                    expected.map(|(next, p)| (next, (0, p))).collect();
                // what the row says cannot follow may have followed
                seen.into_iter()
                    .for_each(|(next, n)| row.entry(next).or_insert((0, 0.0)).0 = n);
                tally.add(chain, weights, visits[weights], &row);
                rows.push(row.into_values().unzip::<u64, f64, Vec<_>, Vec<_>>());
            }
            here = kernel.apply(&here);
        }
        suite.check(format!("{name}, all rows"), together(&rows));
        tally.check(suite, name);
    }
}

/// A bundle and its weight; none for all bundles.
type Moved = Option<(usize, i64)>;

/// How often bundles moved, over all rows. Each number is a sum of independent draws whose probabilities differ from row to row: Chernoff's
/// bound holds with their mean (W. Hoeffding, "Probability inequalities for sums of bounded random variables", 1963).
#[derive(Default)]
struct Tally {
    /// Of moves of all bundles together, and of a bundle from a weight: how often, and how often expected.
    moves: BTreeMap<(Moved, Vec<i64>), (u64, f64)>,
    /// Draws of either.
    draws: BTreeMap<Moved, u64>,
}

impl Tally {
    fn add(
        &mut self,
        chain: &Chain,
        weights: usize,
        visits: u64,
        row: &BTreeMap<usize, (u64, f64)>,
    ) {
        let bundles =
            |weights: usize| (0..chain.bundles()).map(move |bundle| chain.weight(weights, bundle));
        let whose = |bundle: usize| Some((bundle, chain.weight(weights, bundle)));
        for from in (0..chain.bundles()).map(whose).chain([None]) {
            *self.draws.entry(from).or_insert(0) += visits;
        }
        for (&next, &(n, p)) in row {
            let step: Vec<i64> = bundles(next)
                .zip(bundles(weights))
                .map(|(to, from)| to - from)
                .collect();
            let single = step
                .iter()
                .enumerate()
                .map(|(bundle, &step)| (whose(bundle), vec![step]));
            for key in single.chain([(None, step.clone())]) {
                let cell = self.moves.entry(key).or_insert((0, 0.0));
                *cell = (cell.0 + n, cell.1 + p * visits as f64);
            }
        }
    }

    fn check(&self, suite: &mut Suite, name: &str) {
        for ((from, step), &(n, expected)) in &self.moves {
            let draws = self.draws[from];
            if draws > 0 {
                let p = binomial(n, draws, (expected / draws as f64).min(1.0));
                suite.check(format!("{name}, {from:?} moves by {step:?}"), p);
            }
        }
    }
}

pub fn together(histograms: &[(Vec<u64>, Vec<f64>)]) -> f64 {
    multinomials(
        histograms
            .iter()
            .map(|(counts, law)| (&counts[..], &law[..])),
    )
}
