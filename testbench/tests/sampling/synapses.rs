//! Synapses: the transition matrix of the weights of tiny networks that learn a cyclic data set, in the short and in the long run.

use std::collections::BTreeMap;
use std::time::Instant;

use yuragi::chance::SplitMix64;
use yuragi::design::Design;
use yuragi::network::{Registers, Stimulus};
use yuragi_testbench::chain::draw;
use yuragi_testbench::learning::chip::Chip;
use yuragi_testbench::learning::kernel::{Kernel, mixing_periods, stationary, transients};
use yuragi_testbench::learning::{Chain, Fault};
use yuragi_testbench::sampling::design;
use yuragi_testbench::statistics::{Suite, binomial, multinomial, multinomials};

const SEED: u64 = 0x5a11;

/// The smallest first.
const FAULTS: [Fault; 13] = [
    Fault::FlipMore,
    Fault::FanOutReversed,
    Fault::FanInBiasForgotten,
    Fault::FanOutBiasForgotten,
    Fault::InputIgnored,
    Fault::PredictionGates,
    Fault::FreeOutputLearns,
    Fault::RailsWrap,
    Fault::StaleReadout,
    Fault::NoiseOneSided,
    Fault::NoiseRowSkipped,
    Fault::NoiseRowLate,
    Fault::NoRetrograde,
];

/// A network and how it learns.
struct Case {
    name: &'static str,
    design: Design,
    chain: Chain,
    /// Where restarts begin.
    start: Vec<i64>,
}

/// A design of I-H-O neurons, B, G and P, and a data set: intensities, and which outputs are clamped.
fn case(
    name: &'static str,
    neurons: [usize; 3],
    [bits, quantum, lanes]: [u32; 3],
    registers: Registers,
    data: &[(&[u8], &[bool])],
    start: &[i64],
) -> Case {
    let design = design(neurons, bits, quantum, [lanes as usize, 1]);
    let stimulus = |&(intensities, clamped): &(&[u8], &[bool])| Stimulus {
        intensities: intensities.to_vec(),
        clamped: clamped.to_vec(),
    };
    let chain = Chain::new(&design, registers, data.iter().map(stimulus).collect());
    Case {
        name,
        design,
        chain,
        start: start.to_vec(),
    }
}

fn registers(sweeps: u8, dwell: u16, flip: u16, noise: u8) -> Registers {
    Registers {
        learn: true,
        sweeps,
        dwell,
        flip,
        noise,
    }
}

/// Every flip is certain, no background fluctuation: evidence alone, and rails.
fn certain() -> Case {
    let data: [(&[u8], &[bool]); 3] = [
        (&[255, 255], &[true]),
        (&[0, 0], &[true]),
        (&[128, 64], &[true]),
    ];
    case(
        "certain flips",
        [1, 1, 1],
        [2, 1, 2],
        registers(1, 1, 256, 0),
        &data,
        &[0, 1, -1, 0],
    )
}

/// Flips seldom, background fluctuation, two sweeps.
fn noisy() -> Case {
    let data: [(&[u8], &[bool]); 3] = [
        (&[255, 255], &[true]),
        (&[0, 40], &[true]),
        (&[160, 0], &[true]),
    ];
    case(
        "flips by chance and noise",
        [1, 1, 1],
        [2, 1, 2],
        registers(2, 1, 100, 40),
        &data,
        &[1, -2, 0, -1],
    )
}

/// Flips are rare, so that a probability of 1/256 more or less shows.
fn seldom() -> Case {
    let Case {
        design,
        chain,
        start,
        ..
    } = certain();
    let chain = Chain::new(&design, registers(1, 1, 12, 0), chain.data().to_vec());
    Case {
        name: "seldom flips",
        design,
        chain,
        start,
    }
}

/// The stimulus dwells, one of two outputs is free at times.
fn dwelling() -> Case {
    let data: [(&[u8], &[bool]); 2] = [
        (&[255, 255, 0], &[true, true]),
        (&[64, 0, 255], &[false, true]),
    ];
    case(
        "dwelling, an output free",
        [1, 1, 2],
        [2, 1, 4],
        registers(1, 2, 180, 20),
        &data,
        &[1, 0, -1, 1, 0, -2],
    )
}

/// Two hidden neurons, resampled in order, and no input: the generative form.
fn generative() -> Case {
    let data: [(&[u8], &[bool]); 2] = [(&[255], &[true]), (&[30], &[true])];
    case(
        "two hidden neurons, B = 3",
        [0, 2, 1],
        [3, 1, 2],
        registers(1, 1, 256, 9),
        &data,
        &[3, -2, -4, 2, 1],
    )
}

/// Presentations after which restarts are looked at.
const AFTER: [usize; 3] = [1, 2, 7];

/// How much is done.
struct Effort {
    restarts: usize,
    presentations: usize,
}

const MODEL: Effort = Effort {
    restarts: 100_000,
    presentations: 1_500_000,
};
const RTL: Effort = Effort {
    restarts: 2_000,
    presentations: 20_000,
};

/// States of the weights after 1, 2 and 7 presentations from the start, for each restart, and the noise row that it began with.
struct Restarts(Vec<(usize, [usize; 3])>);

impl Restarts {
    fn of(case: &Case, chip: &mut Chip, restarts: usize) -> Self {
        let start = case.chain.state_of(&case.start);
        let last = AFTER[AFTER.len() - 1];
        let restart = |n: usize| {
            chip.load(start);
            let states: Vec<usize> = (0..last).map(|t| chip.present(t)).collect();
            // the noise row goes on from restart to restart
            (
                case.chain.moment(n * last, 0).noise_row,
                AFTER.map(|after| states[after - 1]),
            )
        };
        Self((0..restarts).map(restart).collect())
    }

    /// The histograms of all weights together and of each bundle, against a chain.
    fn check(&self, suite: &mut Suite, name: &str, chain: &Chain, start: &[i64]) {
        let rows = 1 + self.0.iter().map(|(row, _)| *row).max().unwrap_or(0);
        let laws: Vec<Vec<Vec<f64>>> = (0..rows)
            .map(|row| transients(chain, chain.state_of(start), row, AFTER[AFTER.len() - 1]))
            .collect();
        for (which, after) in AFTER.into_iter().enumerate() {
            let mut joint = Vec::new();
            let mut single = vec![Vec::new(); chain.bundles()];
            for (row, laws) in laws.iter().enumerate() {
                let law = &laws[after - 1];
                let mut counts = vec![0; law.len()];
                self.0
                    .iter()
                    .filter(|restart| restart.0 == row)
                    .for_each(|(_, states)| counts[states[which]] += 1);
                for (bundle, pairs) in single.iter_mut().enumerate() {
                    pairs.push(marginal(chain, bundle, &counts, law));
                }
                joint.push(pooled(&counts, law));
            }
            suite.check(
                format!("{name}, all weights after {after}"),
                together(&joint),
            );
            for (bundle, pairs) in single.iter().enumerate() {
                suite.check(
                    format!("{name}, bundle {bundle} after {after}"),
                    together(pairs),
                );
            }
        }
    }
}

/// Counts and probabilities of the weights of one bundle.
fn marginal(chain: &Chain, bundle: usize, counts: &[u64], law: &[f64]) -> (Vec<u64>, Vec<f64>) {
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
fn pooled(counts: &[u64], law: &[f64]) -> (Vec<u64>, Vec<f64>) {
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
struct Run(Vec<usize>);

impl Run {
    fn of(case: &Case, chip: &mut Chip, presentations: usize) -> Self {
        let start = case.chain.state_of(&case.start);
        chip.load(start);
        let states = (0..presentations).map(|t| chip.present(t));
        Self(std::iter::once(start).chain(states).collect())
    }

    /// What followed each state, and how often each state came; false if the chain does not mix, as one with a fault may.
    fn check(&self, suite: &mut Suite, name: &str, chain: &Chain) -> bool {
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

/// How often bundles moved, over all rows. Each number is a sum of independent draws whose probabilities differ from row to row: Chernoff's
/// bound holds with their mean (W. Hoeffding, "Probability inequalities for sums of bounded random variables", 1963).
#[derive(Default)]
struct Tally {
    /// Of moves of all bundles together, and of a bundle from a weight: how often, and how often expected.
    moves: BTreeMap<(Option<(usize, i64)>, Vec<i64>), (u64, f64)>,
    /// Draws of either.
    draws: BTreeMap<Option<(usize, i64)>, u64>,
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

fn together(histograms: &[(Vec<u64>, Vec<f64>)]) -> f64 {
    multinomials(
        histograms
            .iter()
            .map(|(counts, law)| (&counts[..], &law[..])),
    )
}

/// What an engine did with all cases.
struct Draws {
    restarts: Vec<(Case, Restarts)>,
    runs: Vec<(Case, Run)>,
}

impl Draws {
    fn of(engine: &str, effort: &Effort) -> Self {
        let chip = |case: &Case| Chip::new(engine, &case.design, &case.chain, SEED);
        let restart = |case: Case| {
            let restarts = Restarts::of(&case, &mut chip(&case), effort.restarts);
            (case, restarts)
        };
        let run = |case: Case| {
            let run = Run::of(&case, &mut chip(&case), effort.presentations);
            (case, run)
        };
        Self {
            restarts: [certain(), noisy(), dwelling(), generative()]
                .map(restart)
                .into(),
            runs: [certain(), noisy(), seldom()].map(run).into(),
        }
    }

    /// Held against the exact chain, or against one with a fault.
    fn suite(&self, group: &str, fault: Option<Fault>) -> Suite {
        let mut suite = Suite::of(group);
        let believed =
            |case: &Case| fault.map_or(case.chain.clone(), |fault| case.chain.with_fault(fault));
        // a fault this clear is rejected among any number of checks
        let enough = |suite: &Suite| {
            fault.is_some()
                && suite
                    .rejected()
                    .first()
                    .is_some_and(|check| check.p < 1e-20)
        };
        for (case, restarts) in &self.restarts {
            let name = format!("{}, seed {SEED:#x}", case.name);
            restarts.check(&mut suite, &name, &believed(case), &case.start);
            if enough(&suite) {
                return suite;
            }
        }
        for (case, run) in &self.runs {
            let name = format!("{}, seed {SEED:#x}, long run", case.name);
            let mixes = run.check(&mut suite, &name, &believed(case));
            assert!(mixes || fault.is_some(), "{name} does not mix");
            if enough(&suite) {
                return suite;
            }
        }
        suite
    }
}

/// Every mistake, and whether so many draws show it.
fn hold(engine: &str, effort: &Effort, faults: &[Fault]) {
    let group = format!("synapses on the {engine}");
    let start = Instant::now();
    let draws = Draws::of(engine, effort);
    println!("{engine}: {:.1} s", start.elapsed().as_secs_f64());
    draws.suite(&group, None).hold();
    let mut seen = true;
    for &fault in faults {
        let suite = draws.suite(&group, Some(fault));
        let rejected = suite.rejected();
        let first = rejected.first().map(|check| (check.name.as_str(), check.p));
        println!("{fault:?}: {} checks rejected, {first:?}", rejected.len());
        seen &= !rejected.is_empty();
    }
    println!(
        "{engine}: {:.1} s with the checks",
        start.elapsed().as_secs_f64()
    );
    assert!(seen, "a fault is not seen on the {engine}");
}

#[test]
fn model_flips_synapses() {
    hold("model", &MODEL, &FAULTS);
}

/// With a hundredth of the model's draws all faults are seen but the smallest, [`Fault::FlipMore`], the first.
#[test]
fn rtl_flips_synapses() {
    hold("rtl", &RTL, &FAULTS[1..]);
}
