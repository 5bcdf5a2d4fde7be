//! The Bayesian posterior over weights, for what learning does to be compared with.
//!
//! Everything here is real-valued: σ and f are not rounded to tables. The prior is uniform over the weights that a bundle can have.

use yuragi_model::chance::SplitMix64;

use crate::oracle::chain;
use crate::oracle::chain::product;
use crate::oracle::learning::Chain;
use crate::oracle::network::{Network, intensity};
use crate::statistics::total_variation;

/// ln(1 + e^a).
fn softplus(a: f64) -> f64 {
    a.max(0.0) + (-a.abs()).exp().ln_1p()
}

/// ln P(s | a) of a logistic neuron's spike at a potential of `a` nats.
fn log_spike(s: bool, a: f64) -> f64 {
    if s { -softplus(-a) } else { -softplus(a) }
}

/// ln P(h, y | x, w) of clamped outputs, in nats.
fn log_joint(network: &Network, x: &[bool], y: &[Option<bool>], h: usize) -> f64 {
    let nats = |v: i64| v as f64 * (-f64::from(network.quantum_log2)).exp2();
    let v = network.potentials(x);
    let hidden = v.iter().enumerate();
    let hidden: f64 = hidden
        .map(|(j, &v)| log_spike(h >> j & 1 == 1, nats(v)))
        .sum();
    let u = network.output_potentials(h);
    let clamped = u
        .iter()
        .zip(y)
        .filter_map(|(&u, y)| y.map(|y| log_spike(y, nats(u))));
    hidden + clamped.sum::<f64>()
}

/// ln P(y | x, w), hidden spikes summed over, in nats.
pub fn log_likelihood(network: &Network, x: &[bool], y: &[Option<bool>]) -> f64 {
    let joint = (0..1 << network.hidden()).map(|h| log_joint(network, x, y, h).exp());
    joint.sum::<f64>().ln()
}

/// The mean over a chain's data set, spikes of inputs and outputs drawn, of ln P(y | x, w), in nats.
pub fn mean_log_likelihood(chain: &Chain, network: &Network) -> f64 {
    let inputs = chain.inputs();
    let stimuli = chain.data().iter().map(|stimulus| {
        let spikes: Vec<f64> = stimulus.intensities.iter().map(|&q| intensity(q)).collect();
        let units = product(&spikes)
            .into_iter()
            .enumerate()
            .filter(|(_, p)| *p > 0.0);
        let each = units.map(|(units, p)| {
            let bits: Vec<bool> = (0..spikes.len()).map(|n| units >> n & 1 == 1).collect();
            let y = bits[inputs..].iter().zip(&stimulus.clamped);
            let y: Vec<Option<bool>> = y.map(|(&y, &clamped)| clamped.then_some(y)).collect();
            p * log_likelihood(network, &bits[..inputs], &y)
        });
        each.sum::<f64>()
    });
    stimuli.sum::<f64>() / chain.data().len() as f64
}

/// The mean log-likelihood of one observation in every state of the weights.
pub fn landscape(chain: &Chain) -> Vec<f64> {
    (0..chain.weight_states())
        .map(|weights| mean_log_likelihood(chain, &chain.network(weights)))
        .collect()
}

/// The posterior after so many observations.
pub fn posterior(landscape: &[f64], observations: f64) -> Vec<f64> {
    normalised(
        &landscape
            .iter()
            .map(|l| observations * l)
            .collect::<Vec<_>>(),
    )
}

/// The number of observations whose posterior is closest to a distribution, and the total variation that is left.
pub fn closest(landscape: &[f64], distribution: &[f64]) -> (f64, f64) {
    let distance = |log: f64| total_variation(&posterior(landscape, log.exp()), distribution);
    // a grid over seven orders of magnitude, then finer around its best
    let (mut middle, mut step) = (0.0, 0.5);
    for _ in 0..6 {
        let grid = (-16..=16).map(|i| middle + step * f64::from(i));
        let best = grid
            .map(|log| (distance(log), log))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        middle = best.map_or(middle, |best| best.1);
        step /= 8.0;
    }
    (middle.exp(), distance(middle))
}

/// Gibbs sampling of the whole posterior: the hidden spikes of every observation, then every weight, each from its exact conditional.
#[derive(Clone, Debug)]
pub struct Gibbs {
    network: Network,
    bits: u32,
    observations: Vec<(Vec<bool>, Vec<bool>)>,
    hidden: Vec<usize>,
    chance: SplitMix64,
}

impl Gibbs {
    /// Starts from a network; an observation is I input and O output spikes.
    pub fn new(
        network: Network,
        bits: u32,
        observations: Vec<(Vec<bool>, Vec<bool>)>,
        seed: u64,
    ) -> Self {
        let mut gibbs = Self {
            hidden: vec![0; observations.len()],
            network,
            bits,
            observations,
            chance: SplitMix64::new(seed),
        };
        gibbs.draw_hidden_at_once();
        gibbs
    }

    /// The weights that it is at.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The hidden spikes of each observation.
    pub fn hidden(&self) -> &[usize] {
        &self.hidden
    }

    /// Draws the hidden spikes of every observation from P(h | x, y, w), all neurons together.
    pub fn draw_hidden_at_once(&mut self) {
        for (d, (x, y)) in self.observations.iter().enumerate() {
            let y: Vec<Option<bool>> = y.iter().copied().map(Some).collect();
            let log = (0..1 << self.network.hidden()).map(|h| log_joint(&self.network, x, &y, h));
            self.hidden[d] = draw(&log.collect::<Vec<_>>(), &mut self.chance);
        }
    }

    /// One pass over all hidden neurons of all observations, one by one, then over all weights.
    pub fn sweep(&mut self) {
        for (d, (x, y)) in self.observations.iter().enumerate() {
            let y: Vec<Option<bool>> = y.iter().copied().map(Some).collect();
            for j in 0..self.network.hidden() {
                let (off, on) = (self.hidden[d] & !(1 << j), self.hidden[d] | 1 << j);
                let log = [off, on].map(|h| log_joint(&self.network, x, &y, h));
                self.hidden[d] = [off, on][draw(&log, &mut self.chance)];
            }
        }
        let (hidden, outputs) = (self.network.hidden(), self.network.outputs());
        for j in 0..hidden {
            for i in 0..self.network.fan_in[j].len() {
                let seen = (self.observations.iter().zip(&self.hidden))
                    .filter(|((x, _), _)| x.get(i).copied().unwrap_or(true))
                    .map(|((x, _), h)| (self.network.potentials(x)[j], h >> j & 1 == 1));
                let w = weight(
                    self.network.fan_in[j][i],
                    self.bits,
                    self.network.quantum_log2,
                    seen.collect(),
                    &mut self.chance,
                );
                self.network.fan_in[j][i] = w;
            }
        }
        for j in 0..=hidden {
            for k in 0..outputs {
                let seen = (self.observations.iter().zip(&self.hidden))
                    .filter(|(_, h)| j == hidden || *h >> j & 1 == 1)
                    .map(|((_, y), h)| (self.network.output_potentials(*h)[k], y[k]));
                let w = weight(
                    self.network.fan_out[j][k],
                    self.bits,
                    self.network.quantum_log2,
                    seen.collect(),
                    &mut self.chance,
                );
                self.network.fan_out[j][k] = w;
            }
        }
    }
}

/// Draws a bundle's weight given what the neuron behind it did: its potentials with the weight as it is, and its spikes.
fn weight(
    now: i64,
    bits: u32,
    quantum_log2: u32,
    mut seen: Vec<(i64, bool)>,
    chance: &mut SplitMix64,
) -> i64 {
    let half = 1_i64 << (bits - 1);
    // alike ones are counted once
    seen.sort_unstable();
    let groups: Vec<(i64, bool, f64)> = seen
        .chunk_by(|a, b| a == b)
        .map(|group| (group[0].0, group[0].1, group.len() as f64))
        .collect();
    let quantum = (-f64::from(quantum_log2)).exp2();
    let log = (-half..half).map(|w| {
        let each = groups
            .iter()
            .map(|&(v, s, n)| n * log_spike(s, (v - now + w) as f64 * quantum));
        each.sum::<f64>()
    });
    draw(&log.collect::<Vec<_>>(), chance) as i64 - half
}

/// A state drawn from the logarithm of a distribution, up to a constant.
fn draw(log: &[f64], chance: &mut SplitMix64) -> usize {
    chain::draw(&normalised(log), chance)
}

/// The distribution whose logarithm this is, up to a constant.
fn normalised(log: &[f64]) -> Vec<f64> {
    let most = log.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let p: Vec<f64> = log.iter().map(|log| (log - most).exp()).collect();
    let total: f64 = p.iter().sum();
    p.iter().map(|p| p / total).collect()
}
