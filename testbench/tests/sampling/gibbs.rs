//! Hidden neurons, given the clamped outputs: the law of all hidden spikes after a few sweeps, from one state to the next while a
//! stimulus dwells, and in the long run.

mod rule;

use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_testbench::oracle::Network;
use yuragi_testbench::oracle::chain::{Kernel, followed, mixing, mixture, thinned};
use yuragi_testbench::oracle::coupling::{of_hidden, of_neuron};
use yuragi_testbench::oracle::sampling::{Chip, Effort, Seen, Shown, random_design, small};
use yuragi_testbench::statistics::{LikelihoodRatio, Suite, multinomial, multinomials, score};

use rule::FAULTS;
pub use rule::Rule;

/// Draws in a table of `rows` by `columns`.
fn table(
    pairs: impl Iterator<Item = (usize, usize)>,
    rows: usize,
    columns: usize,
) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; columns]; rows];
    pairs.for_each(|(row, column)| counts[row][column] += 1);
    counts
}

/// Each row of counts against its law.
fn rows<'a>(counts: &'a [Vec<u64>], laws: impl IntoIterator<Item = &'a Vec<f64>>) -> f64 {
    let pairs = counts.iter().zip(laws);
    multinomials(pairs.map(|(counts, law)| (&counts[..], &law[..])))
}

fn histogram(states: impl Iterator<Item = usize>, cells: usize) -> Vec<u64> {
    table(states.map(|s| (0, s)), 1, cells).remove(0)
}

struct Given {
    number: usize,
    probability: f64,
    v: Vec<i64>,
    x: Vec<bool>,
    y: Vec<Option<bool>>,
}

/// Counts of pairs of h and ĥ by the state before, and of ŷ by h, and the laws of both.
type Tables = [Vec<Vec<u64>>; 2];
type Laws = [Kernel; 2];

/// What a run at one stimulus was like.
pub struct Dwelling {
    /// Of the histogram over all hidden states.
    pub score: f64,
    /// Presentations from one independent state to the next.
    pub steps: usize,
}

/// A network, what it is shown and the law by which that is judged.
struct Trial<'a> {
    name: String,
    network: &'a Network,
    shown: Shown,
    rule: Rule,
    /// Of each way the spikes of inputs and clamped outputs can come: its number, its probability, v and a sweep.
    given: Vec<Given>,
    seed: u64,
}

impl<'a> Trial<'a> {
    fn new(name: String, network: &'a Network, shown: Shown, rule: Rule, seed: u64) -> Self {
        let given = shown.spikes().into_iter().enumerate();
        let given = given.filter(|(_, (p, ..))| *p > 0.0);
        let given = given.map(|(number, (probability, x, y))| Given {
            number,
            probability,
            v: rule.potentials(network, &x),
            x,
            y,
        });
        let given = given.collect();
        Self {
            name,
            network,
            shown,
            rule,
            given,
            seed,
        }
    }

    fn run(&self, chip: &mut Chip, sweeps: u8, dwell: u16, draws: usize) -> Vec<Seen> {
        chip.begin(self.seed, self.network, sweeps, dwell);
        chip.show(&self.shown);
        let free = self.shown.outputs.iter().enumerate();
        let free = free.filter(|(_, q)| q.is_none()).map(|(k, _)| 1 << k);
        let free: usize = free.sum();
        let run: Vec<Seen> = (0..draws).map(|_| chip.present()).collect();
        for seen in &run {
            assert_eq!(seen.outputs & free, seen.readout & free, "free outputs");
        }
        run
    }

    /// Which of `given` came.
    fn which(&self, seen: &Seen) -> usize {
        let number = self.shown.which(seen);
        let place = self.given.iter().position(|given| given.number == number);
        place.expect("spikes of inputs and clamped outputs that can come")
    }

    fn states(&self) -> usize {
        1 << self.network.hidden()
    }

    /// The number of h and ĥ together.
    fn pair(&self, seen: &Seen) -> usize {
        seen.hidden | seen.predicted << self.network.hidden()
    }

    /// What every presentation must do, whatever went before: spikes as intensities say, read-out by h. Gives the counts of ŷ by h.
    fn check_each(&self, suite: &mut Suite, run: &[Seen], about: &str) -> Vec<Vec<u64>> {
        let (states, outputs) = (self.states(), 1 << self.network.outputs());
        let shares: Vec<f64> = self.given.iter().map(|g| g.probability).collect();
        let which = histogram(run.iter().map(|s| self.which(s)), self.given.len());
        suite.check(format!("{about}, x and y"), multinomial(&which, &shares));
        let readout = table(run.iter().map(|s| (s.hidden, s.readout)), states, outputs);
        let laws = self.rule.readouts(self.network);
        suite.check(format!("{about}, ŷ given h"), rows(&readout, &laws));
        readout
    }

    /// Counts of h and ĥ against their laws, row by row: in full, ĥ alone, and the two spikes of each neuron.
    fn check_pairs(
        &self,
        suite: &mut Suite,
        counts: &[Vec<u64>],
        laws: &[Vec<f64>],
        about: [&str; 2],
    ) {
        let hidden = self.network.hidden();
        let [about, given] = about;
        suite.check(
            format!("{about}, h and ĥ given {given}"),
            rows(counts, laws),
        );
        let predicted = |row: &Vec<u64>| {
            let mut counts = vec![0; self.states()];
            let pairs = row.iter().enumerate();
            pairs.for_each(|(pair, n)| counts[pair >> hidden] += n);
            counts
        };
        let law = |row: &Vec<f64>| {
            let swapped = |pair: usize| pair >> hidden | (pair & ((1 << hidden) - 1)) << hidden;
            let swapped: Vec<f64> = (0..row.len()).map(|pair| row[swapped(pair)]).collect();
            of_hidden(&swapped, hidden)
        };
        let found: Vec<Vec<u64>> = counts.iter().map(predicted).collect();
        let laws_of: Vec<Vec<f64>> = laws.iter().map(law).collect();
        suite.check(format!("{about}, ĥ given {given}"), rows(&found, &laws_of));
        for j in 0..hidden {
            let spikes = |row: &Vec<u64>| {
                let mut counts = vec![0; 4];
                let pairs = row.iter().enumerate();
                pairs.for_each(|(pair, n)| {
                    counts[2 * (pair >> j & 1) + (pair >> (hidden + j) & 1)] += n;
                });
                counts
            };
            let found: Vec<Vec<u64>> = counts.iter().map(spikes).collect();
            let law = |row: &Vec<f64>| of_neuron(row, hidden, j).p.as_flattened().to_vec();
            let laws_of: Vec<Vec<f64>> = laws.iter().map(law).collect();
            suite.check(
                format!("{about}, h_{j} and ĥ_{j} given {given}"),
                rows(&found, &laws_of),
            );
        }
    }

    /// Draws of a run at given spikes, afresh or from state to state, rather by this law than by others.
    fn compare(
        &self,
        ratios: &mut [(Rule, LikelihoodRatio)],
        (sweeps, fresh): (u8, bool),
        (seen, own): (&Tables, &Laws),
    ) {
        let [given] = &self.given[..] else { return };
        for (other, ratio) in ratios {
            let v = other.potentials(self.network, &given.x);
            let (afresh, on) = other.pairs(self.network, &v, &given.y, sweeps.into());
            let pairs = if fresh { vec![afresh] } else { on };
            let others = [pairs, other.readouts(self.network)];
            for (counts, (law, other)) in seen.iter().zip(own.iter().zip(others)) {
                for (counts, (law, other)) in counts.iter().zip(law.iter().zip(other)) {
                    ratio.add(counts, law, &other);
                }
            }
        }
    }

    /// The laws of pairs for each way that spikes can come: afresh, and going on from each hidden state.
    fn laws(&self, sweeps: u8) -> Vec<(Vec<f64>, Kernel)> {
        let given = self.given.iter();
        let pairs = given.map(|g| self.rule.pairs(self.network, &g.v, &g.y, sweeps.into()));
        pairs.collect()
    }

    /// Every presentation starts afresh: h and ĥ have the law of so many sweeps from a prediction.
    fn fresh(
        &self,
        (suite, ratios): (&mut Suite, &mut [(Rule, LikelihoodRatio)]),
        chip: &mut Chip,
        sweeps: u8,
        draws: usize,
    ) {
        let (states, given) = (self.states(), self.given.len());
        let run = self.run(chip, sweeps, 1, draws);
        let about = format!("{}, {sweeps} sweeps", self.name);
        let readout = self.check_each(suite, &run, &about);
        let laws: Vec<Vec<f64>> = self.laws(sweeps).into_iter().map(|law| law.0).collect();
        let pairs = run.iter().map(|s| (self.which(s), self.pair(s)));
        let pairs = table(pairs, given, states * states);
        self.check_pairs(suite, &pairs, &laws, [&about, "x and y"]);
        let own = [laws, self.rule.readouts(self.network)];
        self.compare(ratios, (sweeps, true), (&[pairs, readout], &own));
    }

    /// The stimulus dwells: h is a Markov chain.
    fn dwelling(
        &self,
        (suite, ratios): (&mut Suite, &mut [(Rule, LikelihoodRatio)]),
        chip: &mut Chip,
        sweeps: u8,
        draws: usize,
    ) -> Dwelling {
        let hidden = self.network.hidden();
        // spikes of inputs and clamped outputs are drawn anew at every presentation
        let laws = self.given.iter().zip(self.laws(sweeps));
        let laws = laws.map(|(g, (_, on))| (g.probability, on));
        let pairs = mixture(&laws.collect::<Vec<_>>());
        let kernel: Kernel = pairs.iter().map(|row| of_hidden(row, hidden)).collect();
        let mixing = mixing(&kernel);
        let run = self.run(chip, sweeps, u16::MAX, draws);
        let about = format!("{}, dwelling, {sweeps} sweeps", self.name);
        let readout = self.check_each(suite, &run, &about);
        // after so many presentations the hidden state starts afresh, however long a stimulus dwells
        let stretches = || run.chunks(usize::from(u16::MAX));
        let steps = stretches().flat_map(|stretch| stretch.windows(2));
        let steps: Vec<_> = steps.map(|s| (s[0].hidden, self.pair(&s[1]))).collect();
        let next = followed(&steps, &pairs, &mixing.stationary, self.seed);
        self.check_pairs(suite, &next, &pairs, [&about, "h before"]);
        let own = [pairs, self.rule.readouts(self.network)];
        self.compare(ratios, (sweeps, false), (&[next, readout], &own));
        let mut counts = vec![0; 1 << hidden];
        for stretch in stretches() {
            let states: Vec<usize> = stretch.iter().map(|s| s.hidden).collect();
            let thinned = thinned(&states, mixing.steps, 1 << hidden);
            counts.iter_mut().zip(thinned).for_each(|(n, m)| *n += m);
        }
        let far = mixing.distance * counts.iter().sum::<u64>() as f64;
        let p = (multinomial(&counts, &mixing.stationary) + far).min(1.0);
        suite.check(format!("{about}, h every {}", mixing.steps), p);
        Dwelling {
            score: score(&counts, &mixing.stationary),
            steps: mixing.steps,
        }
    }
}

/// All that is claimed of one network.
pub fn claims(
    suite: &mut Suite,
    chip: &mut Chip,
    (design, network): (&Design, &Network),
    rule: Rule,
    draws: usize,
    seed: u64,
) -> Vec<Dwelling> {
    let mut chance = SplitMix64::new(seed);
    let outputs = design.network.outputs();
    let mut trial = |about: &str, clamps, certain| {
        let shown = Shown::random(design, clamps, certain, &mut chance);
        let name = format!("network {seed}, {about}");
        Trial::new(name, network, shown, rule, chance.word())
    };
    let all = trial("all clamped", outputs, true);
    let partly = trial("partly clamped", outputs - 1, true);
    let redrawn = trial("clamps drawn", outputs - 1, false);
    let others = rule.alternatives().into_iter();
    let mut ratios: Vec<_> = others.map(|o| (o, LikelihoodRatio::default())).collect();
    for (trial, sweeps) in [(&all, 1), (&partly, 2), (&all, 5), (&redrawn, 1)] {
        trial.fresh((suite, &mut ratios), chip, sweeps, draws);
    }
    let dwelling = [(&all, 1), (&partly, 2), (&redrawn, 1)];
    let dwelling =
        dwelling.map(|(trial, sweeps)| trial.dwelling((suite, &mut ratios), chip, sweeps, draws));
    for (other, ratio) in ratios {
        suite.check(format!("network {seed}, rather {other:?}"), ratio.p());
    }
    dwelling.into()
}

/// Random networks, the first of them of the design `small`, on an engine.
fn suite(name: &str, rule: Rule, effort: Effort) -> Suite {
    let mut suite = Suite::of(if name == "rtl" {
        "gibbs on the rtl"
    } else {
        "gibbs on the model"
    });
    let mut chance = SplitMix64::new(0x61bb5);
    // a core in Verilog takes long to build, so it is one for all networks
    let mut chip = Chip::new(name, &small());
    for i in 0..effort.networks {
        let mut design = small();
        if i > 0 && name == "model" {
            design = random_design(&mut chance);
            chip = Chip::new(name, &design);
        }
        let network = Network::random(&design, &mut chance);
        let seed = chance.below(1 << 32);
        let subject = (&design, &network);
        let dwelling = claims(&mut suite, &mut chip, subject, rule, effort.draws, seed);
        if rule == Rule::Right {
            let steps: Vec<usize> = dwelling.iter().map(|d| d.steps).collect();
            println!("{name}, network {seed}: independent after {steps:?} presentations");
        }
    }
    suite
}

const MODEL: Effort = Effort {
    networks: 6,
    draws: 200_000,
};
const RTL: Effort = Effort {
    networks: 1,
    draws: 10_000,
};

#[test]
fn model_samples_hidden_states() {
    suite("model", Rule::Right, MODEL).hold();
}

#[test]
fn rtl_samples_hidden_states() {
    suite("rtl", Rule::Right, RTL).hold();
}

/// Each faulty law is rejected with as few draws as the Verilog's test has.
#[test]
fn faulty_laws_are_rejected() {
    for fault in FAULTS {
        suite("model", fault, RTL).must_reject(fault);
    }
}

#[test]
#[ignore = "long"]
fn long_rtl_samples_hidden_states() {
    let suite = suite(
        "rtl",
        Rule::Right,
        Effort {
            networks: 2,
            draws: 10 * RTL.draws,
        },
    );
    suite.save();
    suite.hold();
}
