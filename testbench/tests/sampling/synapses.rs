//! Synapses: the transition matrix of the weights of tiny networks that learn a cyclic data set, in the short and in the long run.

mod cases;
mod run;

use std::time::Instant;

use yuragi_testbench::oracle::coupling::Draws;
use yuragi_testbench::oracle::learning::chip::Chip;
use yuragi_testbench::oracle::learning::kernel::transients;
use yuragi_testbench::oracle::learning::{Chain, Fault};
use yuragi_testbench::statistics::Suite;

use cases::{Case, certain, dwelling, generative, noisy, seldom};
use run::{Run, SEED, marginal, pooled, together};

/// The smallest first.
const FAULTS: [Fault; 19] = [
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
    Fault::Draws(Draws::Two),
    Fault::Draws(Draws::Fresh),
    Fault::Draws(Draws::PassBefore),
    Fault::Draws(Draws::Neighbour),
    Fault::Draws(Draws::Antithetic),
    Fault::Draws(Draws::Logit),
];

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

/// What an engine did with all cases.
struct Observed {
    restarts: Vec<(Case, Restarts)>,
    runs: Vec<(Case, Run)>,
}

impl Observed {
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
    let draws = Observed::of(engine, effort);
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
