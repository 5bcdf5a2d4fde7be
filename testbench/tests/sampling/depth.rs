//! Networks with several hidden layers and skips: what the model samples, against all hidden states counted one by one.
//!
//! The exact laws are computed here from the design alone: thresholds and softplus of the tables, and the weights by their
//! connections. Nothing of the model's own arithmetic is used.

use yuragi_model::chance::SplitMix64;
use yuragi_model::tables::Tables;
use yuragi_model::{Design, Model, Source, Stimulus};
use yuragi_testbench::oracle::chain::{Kernel, mixing, step, thinned, transitions};
use yuragi_testbench::statistics::{Suite, multinomial, multinomials, total_variation};

/// The number of presentations of each run. If one draw in ten is independent, a shift of a probability from 0.10 to 0.13 is
/// found with a probability of 0.9 at the level of a single check of 300 (10^-9), and each fault of this file is found.
const DRAWS: usize = 60_000;

/// What may be wrong with a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    /// Hidden children say nothing; only clamped outputs do.
    NoHiddenChildren,
    /// Connections that skip a layer are left out.
    NoSkips,
    /// The layers are resampled from the top down.
    TopDown,
    /// The prediction spike has a draw of its own.
    TwoDraws,
}

/// A network and what it is shown, as plain numbers.
struct Exact {
    design: Design,
    tables: Tables,
    /// w\[source\]\[target\], by neurons counted over all layers; the bias neuron is the last source.
    weights: Vec<Vec<i32>>,
    connected: Vec<Vec<bool>>,
    /// The first neuron of each layer.
    firsts: Vec<usize>,
    inputs: Vec<bool>,
    /// The value of each clamped output.
    outputs: Vec<Option<bool>>,
    fault: Fault,
}

impl Exact {
    fn new(model: &Model, inputs: &[bool], outputs: &[Option<bool>], fault: Fault) -> Self {
        let design = model.design().clone();
        let shape = model.shape();
        let all = shape.first(shape.len());
        let mut exact = Self {
            tables: Tables::new(design.synapse.quantum_log2),
            weights: vec![vec![0; all]; all + 1],
            connected: vec![vec![false; all]; all + 1],
            firsts: (0..=shape.len()).map(|layer| shape.first(layer)).collect(),
            inputs: inputs.to_vec(),
            outputs: outputs.to_vec(),
            design,
            fault,
        };
        for target in 1..shape.len() {
            for source in shape.sources(target) {
                let (first, skips) = match source {
                    Source::Layer(layer) => (shape.first(layer), layer + 1 < target),
                    Source::Bias => (all, false),
                };
                for from in 0..shape.of(source) {
                    for to in 0..shape.neurons(target) {
                        let index = shape.index(source, from, target, to).expect("a bundle");
                        let place = (first + from, shape.first(target) + to);
                        exact.weights[place.0][place.1] = model.row_memory()[index].into();
                        exact.connected[place.0][place.1] = !(skips && fault == Fault::NoSkips);
                    }
                }
            }
        }
        exact
    }

    fn hidden(&self) -> usize {
        self.firsts[self.design.network.layers.len() - 1] - self.firsts[1]
    }

    fn states(&self) -> usize {
        1 << self.hidden()
    }

    /// The spikes of all neurons in a hidden state: bit n is hidden neuron n.
    fn spikes(&self, state: usize) -> Vec<bool> {
        let hidden = (0..self.hidden()).map(|n| state >> n & 1 == 1);
        let outputs = self.outputs.iter().map(|y| y.unwrap_or(false));
        self.inputs
            .iter()
            .copied()
            .chain(hidden)
            .chain(outputs)
            .collect()
    }

    fn potential(&self, spikes: &[bool], neuron: usize) -> i32 {
        let all = spikes.len();
        (0..=all)
            .filter(|&from| self.connected[from][neuron] && (from == all || spikes[from]))
            .map(|from| self.weights[from][neuron])
            .sum()
    }

    fn probability(&self, potential: i32) -> f64 {
        f64::from(self.tables.threshold(potential)) / 65_536.0
    }

    /// ln P(s | u) in quanta as the tables have it, without the sign: f(u) − s·u.
    fn surprise(&self, spike: bool, u: i32) -> i32 {
        u.max(0) + self.tables.softplus_tail(u) - if spike { u } else { 0 }
    }

    /// The probabilities that hidden neuron n spikes, with the signal from above and without it.
    fn conditional(&self, state: usize, n: usize) -> [f64; 2] {
        let (own, outputs) = (
            self.firsts[1] + n,
            self.firsts[self.design.network.layers.len() - 1],
        );
        let [off, on] = [state & !(1 << n), state | 1 << n].map(|state| self.spikes(state));
        let v = self.potential(&off, own);
        let mut logit = v;
        for child in own + 1..on.len() {
            let counts = match child.checked_sub(outputs) {
                None => self.fault != Fault::NoHiddenChildren,
                Some(k) => self.outputs[k].is_some(),
            };
            if counts && self.connected[own][child] {
                let [without, with] = [&off, &on].map(|spikes| self.potential(spikes, child));
                logit += self.surprise(on[child], without) - self.surprise(on[child], with);
            }
        }
        [self.probability(logit), self.probability(v)]
    }

    /// The neurons in the order in which they are resampled.
    fn order(&self) -> Vec<usize> {
        let layers = 1..self.design.network.layers.len() - 1;
        let layer = |l: usize| self.firsts[l] - self.firsts[1]..self.firsts[l + 1] - self.firsts[1];
        match self.fault {
            Fault::TopDown => layers.rev().flat_map(layer).collect(),
            _ => layers.flat_map(layer).collect(),
        }
    }

    /// The kernel of resampling one neuron.
    fn site(&self, n: usize) -> Kernel {
        let mut kernel = vec![vec![0.0; self.states()]; self.states()];
        for (state, row) in kernel.iter_mut().enumerate() {
            let [p, _] = self.conditional(state, n);
            row[state | 1 << n] += p;
            row[state & !(1 << n)] += 1.0 - p;
        }
        kernel
    }

    /// The kernel of a presentation.
    fn kernel(&self) -> Kernel {
        let start = |state: usize| {
            (0..self.states())
                .map(|s| f64::from(u8::from(s == state)))
                .collect()
        };
        let mut kernel: Kernel = (0..self.states()).map(start).collect();
        for _ in 0..self.design.sampling.sweeps {
            for n in self.order() {
                let site = self.site(n);
                kernel = kernel.iter().map(|row| step(row, &site)).collect();
            }
        }
        kernel
    }

    /// The probabilities of evidence −1, 0 and 1 of each hidden neuron in the last sweep, if the states before a presentation
    /// have this distribution.
    fn evidence(&self, before: &[f64]) -> Vec<[f64; 3]> {
        let mut law = before.to_vec();
        let mut evidence = vec![[0.0; 3]; self.hidden()];
        for sweep in 1..=self.design.sampling.sweeps {
            for n in self.order() {
                if sweep == self.design.sampling.sweeps {
                    for (state, share) in law.iter().enumerate() {
                        let [p, plain] = self.conditional(state, n);
                        let [down, up] = match self.fault {
                            Fault::TwoDraws => [plain * (1.0 - p), p * (1.0 - plain)],
                            _ => [(plain - p).max(0.0), (p - plain).max(0.0)],
                        };
                        evidence[n][0] += share * down;
                        evidence[n][2] += share * up;
                    }
                    evidence[n][1] = 1.0 - evidence[n][0] - evidence[n][2];
                }
                law = step(&law, &self.site(n));
            }
        }
        evidence
    }

    /// The distribution of a hidden state drawn layer by layer, without a signal from above.
    fn forward(&self) -> Vec<f64> {
        let law = |state: usize| {
            let spikes = self.spikes(state);
            let neuron = |n: usize| {
                let p = self.probability(self.potential(&spikes, self.firsts[1] + n));
                if state >> n & 1 == 1 { p } else { 1.0 - p }
            };
            (0..self.hidden()).map(neuron).product()
        };
        (0..self.states()).map(law).collect()
    }

    /// The posterior of the hidden state given inputs and clamped outputs, by real numbers instead of tables.
    fn posterior(&self) -> Vec<f64> {
        let quantum = 0.5_f64.powi(self.design.synapse.quantum_log2 as i32);
        let ln = |spike: bool, u: i32| {
            let u = f64::from(if spike { u } else { -u }) * quantum;
            -(-u).exp().ln_1p()
        };
        let outputs = self.firsts[self.design.network.layers.len() - 1];
        let weight = |state: usize| {
            let spikes = self.spikes(state);
            let known = |neuron: &usize| match neuron.checked_sub(outputs) {
                None => true,
                Some(k) => self.outputs[k].is_some(),
            };
            let neurons = (self.firsts[1]..spikes.len()).filter(known);
            neurons
                .map(|neuron| ln(spikes[neuron], self.potential(&spikes, neuron)))
                .sum::<f64>()
                .exp()
        };
        let weights: Vec<f64> = (0..self.states()).map(weight).collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / sum).collect()
    }
}

/// A random network with two or three hidden layers and skips, its weights wide enough that the layers feel each other.
fn network(chance: &mut SplitMix64) -> Model {
    let layers: &[usize] = [
        &[3, 3, 2, 3][..],
        &[2, 2, 2, 2, 2],
        &[0, 2, 3, 3],
        &[4, 2, 2, 1, 2],
    ][chance.below(4) as usize];
    let skips: Vec<[usize; 2]> = (0..layers.len())
        .flat_map(|from| (from + 2..layers.len()).map(move |to| [from, to]))
        .filter(|_| chance.one_in(2))
        .collect();
    let mut design = Design::preset("digits").expect("a preset");
    design.network.layers = layers.to_vec();
    design.network.skips = skips;
    design.hardware.lanes = [1, 3, 4, 16][chance.below(4) as usize];
    design.hardware.retrograde_lanes = 1;
    design.synapse.quantum_log2 = 5;
    design.sampling.sweeps = 1 + chance.below(2) as u8;
    design.sampling.dwell = u16::MAX;
    design.random.seed = chance.below(1 << 60);
    let mut model = Model::new(&design).expect("a small network");
    let mut weights = model.weights();
    for weight in &mut weights.values {
        *weight = chance.within(-60, 60) as i16;
    }
    model.load_weights(&weights).expect("weights");
    model
}

/// Runs a network at one stimulus and checks its hidden states and its evidence against the laws.
fn check(suite: &mut Suite, name: &str, seed: u64, clamps: u64, fault: Fault) {
    let mut chance = SplitMix64::new(seed);
    let mut model = network(&mut chance);
    let (inputs, outputs) = (
        model.shape().neurons(0),
        model.shape().neurons(model.shape().last()),
    );
    let bit = |chance: &mut SplitMix64| chance.one_in(2);
    let x: Vec<bool> = (0..inputs).map(|_| bit(&mut chance)).collect();
    let y: Vec<Option<bool>> = (0..outputs)
        .map(|k| (k as u64 * 2 < clamps * outputs as u64).then(|| bit(&mut chance)))
        .collect();
    let exact = Exact::new(&model, &x, &y, fault);
    let intensity = |spike: bool| if spike { 255 } else { 0 };
    let shown: Vec<u8> = x.iter().map(|&s| intensity(s)).collect();
    let target: Vec<u8> = y.iter().map(|y| intensity(y.unwrap_or(false))).collect();
    let clamped: Vec<bool> = y.iter().map(Option::is_some).collect();
    let stimulus = Stimulus {
        intensities: [shown, target].concat(),
        clamped,
    };
    model.set_stimulus(&stimulus).expect("a stimulus");
    let hidden = 1..model.shape().last();
    let mut states = Vec::with_capacity(DRAWS);
    let mut evidence = vec![Vec::with_capacity(DRAWS); exact.hidden()];
    for _ in 0..DRAWS {
        model.present(1).expect("a presentation");
        let spikes = hidden.clone().flat_map(|layer| model.spikes_of(layer));
        states.push(
            spikes
                .enumerate()
                .map(|(n, s)| usize::from(s) << n)
                .sum::<usize>(),
        );
        let now = hidden.clone().flat_map(|layer| model.evidence_of(layer));
        evidence
            .iter_mut()
            .zip(now)
            .for_each(|(all, e)| all.push((e + 1) as usize));
    }
    let counted = |values: &mut dyn Iterator<Item = usize>, cells: usize| {
        let mut counts = vec![0_u64; cells];
        values.for_each(|value| counts[value] += 1);
        counts
    };
    if clamps == 0 {
        let counts = counted(&mut states.into_iter(), exact.states());
        suite.check(
            format!("{name}, free"),
            multinomial(&counts, &exact.forward()),
        );
        return;
    }
    let kernel = exact.kernel();
    let mixing = mixing(&kernel);
    let next = transitions(&states, &kernel, &mixing.stationary, seed);
    let pairs = next
        .iter()
        .zip(&kernel)
        .map(|(counts, law)| (&counts[..], &law[..]));
    suite.check(format!("{name}, transitions"), multinomials(pairs));
    // presentations after which the state starts afresh come only once in 65,535
    let counts = thinned(&states, mixing.steps, exact.states());
    let draws: u64 = counts.iter().sum();
    assert!(draws > 300, "{name}: only {draws} independent draws");
    let far = mixing.distance * draws as f64;
    let p = (multinomial(&counts, &mixing.stationary) + far).min(1.0);
    suite.check(format!("{name}, hidden states"), p);
    for (n, (found, law)) in evidence
        .iter()
        .zip(exact.evidence(&mixing.stationary))
        .enumerate()
    {
        let p = multinomial(&thinned(found, mixing.steps, 3), &law);
        suite.check(
            format!("{name}, evidence of neuron {n}"),
            (p + far).min(1.0),
        );
    }
    if fault == Fault::None {
        let distance = total_variation(&mixing.stationary, &exact.posterior());
        assert!(distance < 0.03, "{name}: the posterior is {distance} away");
    }
}

fn all(fault: Fault) -> Suite {
    let mut suite = Suite::of("depth");
    for seed in 0..12 {
        for clamps in 0..=2 {
            check(
                &mut suite,
                &format!("network {seed}, clamps {clamps}/2"),
                100 + seed,
                clamps,
                fault,
            );
        }
    }
    suite
}

#[test]
fn deep_networks_sample_their_exact_laws() {
    all(Fault::None).hold();
}

#[test]
fn faults_in_the_law_of_deep_networks_are_seen() {
    for fault in [
        Fault::NoHiddenChildren,
        Fault::NoSkips,
        Fault::TopDown,
        Fault::TwoDraws,
    ] {
        all(fault).must_reject(fault);
    }
}
