//! Tests whose false-alarm rate is proved, not approximated.
//!
//! Every p-value here is an upper bound of the true one, for any number of draws, so a right sampler is rejected at most as often as
//! stated. The price is power: a bound is about the square of the asymptotic p-value's root away, which longer runs make good.
//! Draws must be independent; a Markov chain is cut into such pieces by its oracle (fresh starts, or the visits of one state).

use std::fs;
use std::path::Path;

/// The most often that a right sampler may fail the whole suite, all groups together.
pub const FALSE_ALARM: f64 = 1e-6;

/// The groups of the suite: each gets an equal share of [`FALSE_ALARM`], and Holm's correction within it.
pub const GROUPS: &[&str] = &[
    "random bits of the model",
    "random bits of the rtl",
    "neuron on the model",
    "neuron on the rtl",
    "gibbs on the model",
    "gibbs on the rtl",
    "forward on the model",
    "forward on the rtl",
    "synapses on the model",
    "synapses on the rtl",
    "joint distribution",
    "bayes",
    "ablations",
    "depth",
    "geweke",
];

/// Two-sided p-value of `successes` among independent draws with one probability: Chernoff's bound,
/// 2·e^(−n·D(k/n ‖ p)) with the relative entropy D in nats.
pub fn binomial(successes: u64, draws: u64, probability: f64) -> f64 {
    let failures = draws - successes;
    let g = surprise(&[
        (successes, draws as f64 * probability),
        (failures, draws as f64 * (1.0 - probability)),
    ]);
    (2.0 * (-g).exp()).min(1.0)
}

/// Two-sided p-value of a number of events that is a sum of independent rare ones, expected `mean`: Chernoff's bound of Poisson's tail.
pub fn poisson(events: u64, mean: f64) -> f64 {
    let k = events as f64;
    let term = if events == 0 {
        0.0
    } else {
        k * (k / mean).ln()
    };
    (2.0 * (k - mean - term).exp()).min(1.0)
}

/// P-value of two counts of successes, each among `draws` independent draws, if their probabilities differ by `tolerance` at most:
/// Hoeffding's inequality for the difference of two means, 2·e^(−n·t²).
pub fn differ(successes: [u64; 2], draws: u64, tolerance: f64) -> f64 {
    let n = draws as f64;
    let apart = successes[0].abs_diff(successes[1]) as f64 / n - tolerance;
    (2.0 * (-n * apart.max(0.0).powi(2)).exp()).min(1.0)
}

/// P-value of a histogram of independent draws against its probabilities, see [`multinomials`].
///
/// # Panics
/// If there are not as many counts as probabilities.
pub fn multinomial(counts: &[u64], probabilities: &[f64]) -> f64 {
    multinomials([(counts, probabilities)])
}

/// P-value of several independent histograms together: the G-test with a bound in the place of χ².
///
/// With g = Σ O·ln(O/E) over all cells and d the degrees of freedom, P(g ≥ t) ≤ e^(−t)·(e·t/d)^d for t > d (R. Agrawal, "Finite-sample
/// concentration of the multinomial in relative entropy", IEEE Trans. Inf. Theory 66, 2020), for any number of draws.
///
/// # Panics
/// If a histogram has not as many counts as probabilities.
pub fn multinomials<'a>(histograms: impl IntoIterator<Item = (&'a [u64], &'a [f64])>) -> f64 {
    let (mut g, mut freedom) = (0.0, 0.0);
    for (counts, probabilities) in histograms {
        assert_eq!(counts.len(), probabilities.len(), "cells of a histogram");
        let draws = counts.iter().sum::<u64>() as f64;
        let cells: Vec<(u64, f64)> = counts
            .iter()
            .zip(probabilities)
            .map(|(&count, &probability)| (count, draws * probability))
            .collect();
        g += surprise(&cells);
        let possible = probabilities.iter().filter(|&&p| p > 0.0).count();
        freedom += possible.saturating_sub(1) as f64;
    }
    // what cannot happen did: the bound below would be infinity less infinity
    if g == f64::INFINITY {
        return 0.0;
    }
    if freedom == 0.0 {
        return 1.0;
    }
    if g <= freedom {
        return 1.0;
    }
    (freedom * (1.0 + (g / freedom).ln()) - g).exp().min(1.0)
}

/// P-value of independent draws against their law, aimed at one alternative: the ratio of the likelihoods, since by Markov's
/// inequality P(alternative/null ≥ 1/p) ≤ p. It sees that alternative, and what lies in its direction, with far fewer draws than
/// [`multinomials`], which is aimed at nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct LikelihoodRatio {
    /// ln(null/alternative).
    log: f64,
    /// What the null law rules out did happen.
    impossible: bool,
}

impl LikelihoodRatio {
    /// Takes more draws into account: their histogram, the law that is tested, the alternative.
    ///
    /// # Panics
    /// If there are not as many counts as probabilities.
    pub fn add(&mut self, counts: &[u64], null: &[f64], alternative: &[f64]) {
        assert!(counts.len() == null.len() && counts.len() == alternative.len());
        let laws = null.iter().zip(alternative);
        for (&count, (&null, &alternative)) in counts.iter().zip(laws) {
            if count > 0 {
                self.impossible |= null <= 0.0;
                self.log += count as f64 * (null / alternative).ln();
            }
        }
    }

    /// The p-value.
    pub fn p(&self) -> f64 {
        if self.impossible {
            0.0
        } else {
            self.log.exp().min(1.0)
        }
    }
}

/// Σ O·ln(O/E) in nats; infinite if what cannot happen did.
fn surprise(cells: &[(u64, f64)]) -> f64 {
    cells
        .iter()
        .filter(|(observed, _)| *observed > 0)
        .map(|&(observed, expected)| {
            let observed = observed as f64;
            if expected > 0.0 {
                observed * (observed / expected).ln()
            } else {
                f64::INFINITY
            }
        })
        .sum::<f64>()
        .max(0.0)
}

/// Half the sum of absolute differences of two distributions.
pub fn total_variation(p: &[f64], q: &[f64]) -> f64 {
    p.iter().zip(q).map(|(p, q)| (p - q).abs()).sum::<f64>() / 2.0
}

/// Pearson's X² less its mean, in its standard deviations: for reading only, since nothing is proved of it.
pub fn score(counts: &[u64], probabilities: &[f64]) -> f64 {
    let draws = counts.iter().sum::<u64>() as f64;
    let cells = counts.iter().zip(probabilities).filter(|(_, p)| **p > 0.0);
    let (mut square, mut variance, mut freedom) = (0.0, 0.0, -1.0);
    for (&count, p) in cells {
        square += (count as f64 - draws * p).powi(2) / (draws * p);
        variance += 1.0 / p;
        freedom += 1.0;
    }
    // of a multinomial, exactly
    let variance = 2.0 * freedom + (variance - freedom * (freedom + 4.0) - 1.0) / draws;
    (square - freedom) / variance.sqrt()
}

/// Writes a file into `out/sampling`.
///
/// # Panics
/// If it cannot be written.
pub fn save(name: &str, text: &str) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/sampling");
    fs::create_dir_all(&directory).expect("out/sampling");
    fs::write(directory.join(name), text).expect("a file in out/sampling");
}

/// One claim that was tested.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub name: String,
    pub p: f64,
}

/// The checks of one group.
#[derive(Debug)]
pub struct Suite {
    group: &'static str,
    level: f64,
    checks: Vec<Check>,
}

impl Suite {
    /// An empty suite of one of [`GROUPS`].
    ///
    /// # Panics
    /// If there is no such group.
    pub fn of(group: &str) -> Self {
        let group = GROUPS.iter().find(|&&known| known == group);
        Self {
            group: group.expect("one of GROUPS"),
            level: FALSE_ALARM / GROUPS.len() as f64,
            checks: Vec::new(),
        }
    }

    /// Adds a claim's p-value. The name says design and seed.
    pub fn check(&mut self, name: impl Into<String>, p: f64) {
        let name = name.into();
        assert!((0.0..=1.0).contains(&p), "{name}: p = {p}");
        self.checks.push(Check { name, p });
    }

    /// The checks that Holm's step-down procedure rejects at the level of the group, the smallest p-value first.
    pub fn rejected(&self) -> Vec<&Check> {
        let mut ordered: Vec<&Check> = self.checks.iter().collect();
        ordered.sort_by(|a, b| a.p.total_cmp(&b.p));
        let all = ordered.len();
        let kept = ordered
            .iter()
            .enumerate()
            .position(|(rank, check)| check.p > self.level / (all - rank) as f64);
        ordered.truncate(kept.unwrap_or(all));
        ordered
    }

    /// All checks so far.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// Writes all checks to `out/sampling/<group>.csv`.
    ///
    /// # Panics
    /// If the file cannot be written.
    pub fn save(&self) {
        let mut text = String::from("check,p\n");
        for check in &self.checks {
            text += &format!("\"{}\",{:e}\n", check.name, check.p);
        }
        save(&format!("{}.csv", self.group.replace(' ', "-")), &text);
    }

    /// For a law with a fault: prints how many checks reject it, and the worst.
    ///
    /// # Panics
    /// If none does.
    pub fn must_reject(&self, fault: impl std::fmt::Debug) {
        let rejected = self.rejected();
        let worst = rejected.first().map(|check| (&check.name, check.p));
        println!("{fault:?}: {} rejected, {worst:?}", rejected.len());
        assert!(!rejected.is_empty(), "{fault:?} passes");
    }

    /// Prints the number of checks and the smallest p-value.
    ///
    /// # Panics
    /// If a claim is rejected, or none was tested.
    pub fn hold(&self) {
        let least = self.checks.iter().min_by(|a, b| a.p.total_cmp(&b.p));
        let least = least.unwrap_or_else(|| panic!("{}: nothing was tested", self.group));
        println!(
            "{}: {} checks, smallest p {:.2e} ({}), rejected below {:.2e}",
            self.group,
            self.checks.len(),
            least.p,
            least.name,
            self.level / self.checks.len() as f64
        );
        let rejected = self.rejected();
        assert!(
            rejected.is_empty(),
            "{}: {} of {} checks rejected, a false alarm once in {:.0e} suites: {rejected:#?}",
            self.group,
            rejected.len(),
            self.checks.len(),
            1.0 / self.level
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuragi_model::chance::SplitMix64;

    /// Every histogram of `draws` draws in three cells with its probability.
    fn histograms(draws: u64, p: [f64; 3]) -> Vec<([u64; 3], f64)> {
        let factorial = |n: u64| (1..=n).map(|i| i as f64).product::<f64>();
        let mut all = Vec::new();
        for a in 0..=draws {
            for b in 0..=draws - a {
                let counts = [a, b, draws - a - b];
                let chance = counts
                    .iter()
                    .zip(p)
                    .fold(factorial(draws), |chance, (&n, p)| {
                        chance * p.powi(n as i32) / factorial(n)
                    });
                all.push((counts, chance));
            }
        }
        all
    }

    /// The bound holds at every level that can occur, by enumeration.
    fn check_bound(all: &[([u64; 3], f64)], p_value: impl Fn(&[u64; 3]) -> f64) {
        for (counts, _) in all {
            let level = p_value(counts);
            let alarms: f64 = all
                .iter()
                .filter(|(other, _)| p_value(other) <= level)
                .map(|(_, chance)| chance)
                .sum();
            assert!(
                alarms <= level * (1.0 + 1e-9),
                "{counts:?}: {alarms} {level}"
            );
        }
    }

    #[test]
    fn p_values_are_bounds() {
        for p in [[0.2, 0.3, 0.5], [0.01, 0.04, 0.95], [1.0 / 3.0; 3]] {
            let all = histograms(25, p);
            check_bound(&all, |counts| multinomial(counts, &p));
            check_bound(&all, |counts| binomial(counts[0], 25, p[0]));
            let other = [0.25, 0.25, 0.5];
            check_bound(&all, |counts| {
                let mut ratio = LikelihoodRatio::default();
                ratio.add(counts, &p, &other);
                ratio.p()
            });
        }
        let mean: f64 = 3.0;
        let chance = |k: u64| (1..=k).fold((-mean).exp(), |p, i| p * mean / i as f64);
        for level in (0..40).map(|k| poisson(k, mean)) {
            let alarms: f64 = (0..100)
                .filter(|&k| poisson(k, mean) <= level)
                .map(chance)
                .sum();
            assert!(alarms <= level * (1.0 + 1e-9), "{alarms} {level}");
        }
    }

    #[test]
    fn scores_have_mean_0_and_variance_1() {
        let p = [0.1, 0.3, 0.6];
        let moment = |n: i32| -> f64 {
            let all = histograms(25, p).into_iter();
            all.map(|(counts, chance)| chance * score(&counts, &p).powi(n))
                .sum()
        };
        assert!(moment(1).abs() < 1e-9 && (moment(2) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_cannot_happen_is_rejected_and_what_must_is_not() {
        assert_eq!(multinomial(&[3, 1], &[1.0, 0.0]), 0.0);
        assert_eq!(multinomial(&[3, 0], &[1.0, 0.0]), 1.0);
        assert_eq!(multinomial(&[3, 3, 1], &[0.5, 0.5, 0.0]), 0.0);
        assert_eq!(multinomial(&[3, 3, 0], &[0.5, 0.5, 0.0]), 1.0);
        assert_eq!(binomial(1, 10, 0.0), 0.0);
        assert_eq!(binomial(10, 10, 1.0), 1.0);
    }

    /// A deviation of one per cent in one of four cells shows in a million draws, and no deviation does not.
    #[test]
    fn small_deviations_are_seen() {
        let mut chance = SplitMix64::new(7);
        let mut counts = [0; 4];
        for _ in 0..1_000_000 {
            counts[chance.below(4) as usize] += 1;
        }
        let p = multinomial(&counts, &[0.25; 4]);
        assert!(p > FALSE_ALARM, "{counts:?}: {p}");
        let p = multinomial(&counts, &[0.26, 0.25, 0.245, 0.245]);
        assert!(p < FALSE_ALARM, "{counts:?}: {p}");
    }

    #[test]
    fn holm_steps_down() {
        let suite = |ps: &[f64]| {
            let mut suite = Suite::of(GROUPS[0]);
            let level = suite.level;
            ps.iter().for_each(|p| suite.check("a claim", p * level));
            suite.rejected().len()
        };
        assert_eq!(suite(&[0.2, 0.3, 0.9]), 3);
        assert_eq!(suite(&[0.2, 0.6, 0.9]), 1);
        assert_eq!(suite(&[0.4, 0.1, 0.2]), 3);
        assert_eq!(suite(&[0.34, 0.35, 0.36]), 0);
    }

    #[test]
    #[should_panic(expected = "rejected")]
    fn a_rejected_claim_fails() {
        let mut suite = Suite::of(GROUPS[0]);
        suite.check("a loaded coin", binomial(600, 1000, 0.5));
        suite.hold();
    }
}
