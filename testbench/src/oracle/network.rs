//! What the network must do, by enumeration.
//!
//! Written from the equations of `docs/reference/model.md` and `docs/reference/spec.md` alone: no table, layout or step of the model is used here, so that
//! a mistake in the model cannot hide. A hidden state is a number whose bit j is h_j; a distribution over hidden states has 2^H entries.

use yuragi_model::design::Design;
use yuragi_model::network::Weights;

use crate::oracle::chain::{Kernel, power, product};
use crate::oracle::coupling::{Draws, Passes, afresh, going_on};

/// Entries of a table, over |a| from 0 to 8 nats.
const ENTRIES: i64 = 256;

/// σ of a potential in quanta as a p-bit samples it: the threshold, in 1/65536.
pub fn threshold(v: i64, quantum_log2: u32) -> u32 {
    let upper = match entry(v, quantum_log2) {
        Some(middle) => (65536.0 / (1.0 + (-middle).exp())).round() as u32,
        None => 65535,
    };
    if v < 0 { 65536 - upper } else { upper }
}

/// The probability of a spike at a potential in quanta, as a p-bit samples it.
pub fn sigmoid(v: i64, quantum_log2: u32) -> f64 {
    f64::from(threshold(v, quantum_log2)) / 65536.0
}

/// f(v) = max(v, 0) + table(|v|), in quanta.
pub fn softplus(v: i64, quantum_log2: u32) -> i64 {
    let bend = entry(v, quantum_log2).map_or(0.0, |middle| {
        (-middle).exp().ln_1p() * f64::from(1 << quantum_log2)
    });
    v.max(0) + bend.round() as i64
}

/// The middle, in nats, of the bin that |v| quanta fall into; none beyond the table.
fn entry(v: i64, quantum_log2: u32) -> Option<f64> {
    let bin = (v.abs() * 32) >> quantum_log2;
    (bin < ENTRIES).then(|| (bin as f64 + 0.5) / 32.0)
}

/// The weights of a network in quanta, and nothing about where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// G.
    pub quantum_log2: u32,
    /// w_ji: of each hidden neuron, I inputs and the bias.
    pub fan_in: Vec<Vec<i64>>,
    /// w_kj: of each hidden neuron and the bias, O outputs.
    pub fan_out: Vec<Vec<i64>>,
}

impl Network {
    /// The network that a row memory holds. It has one hidden layer.
    pub fn of(design: &Design, weights: &Weights) -> Self {
        let &[inputs, hidden, outputs] = design.network.layers.as_slice() else {
            panic!("the oracle knows networks with one hidden layer");
        };
        let lanes = design.hardware.lanes;
        let [to_hidden, to_outputs] = [hidden, outputs].map(|n| n.div_ceil(lanes) * lanes);
        // the rows of the inputs, those of the hidden neurons, and that of the bias neuron
        let second = inputs * to_hidden;
        let bias = second + hidden * to_outputs;
        let weight = |at: usize| i64::from(weights.values[at]);
        Self {
            quantum_log2: design.synapse.quantum_log2,
            fan_in: (0..hidden)
                .map(|j| {
                    let from_inputs = (0..inputs).map(|i| weight(i * to_hidden + j));
                    from_inputs.chain([weight(bias + j)]).collect()
                })
                .collect(),
            fan_out: (0..=hidden)
                .map(|j| {
                    let row = match j == hidden {
                        true => bias + to_hidden,
                        false => second + j * to_outputs,
                    };
                    (0..outputs).map(|k| weight(row + k)).collect()
                })
                .collect(),
        }
    }

    /// H.
    pub fn hidden(&self) -> usize {
        self.fan_in.len()
    }

    /// O.
    pub fn outputs(&self) -> usize {
        self.fan_out[0].len()
    }

    /// v, of H hidden neurons, for I input spikes.
    pub fn potentials(&self, x: &[bool]) -> Vec<i64> {
        let spikes = x.iter().copied().chain([true]);
        self.fan_in
            .iter()
            .map(|row| {
                spikes
                    .clone()
                    .zip(row)
                    .filter(|(x, _)| *x)
                    .map(|(_, w)| w)
                    .sum()
            })
            .collect()
    }

    /// u, of O outputs, in a hidden state.
    pub fn output_potentials(&self, state: usize) -> Vec<i64> {
        let spikes = |j: usize| j == self.hidden() || state >> j & 1 == 1;
        (0..self.outputs())
            .map(|k| {
                let rows = self.fan_out.iter().enumerate();
                rows.filter(|(j, _)| spikes(*j))
                    .map(|(_, row)| row[k])
                    .sum()
            })
            .collect()
    }

    /// P(ĥ | v): every hidden neuron on its own.
    pub fn prediction(&self, v: &[i64]) -> Vec<f64> {
        let p: Vec<f64> = v.iter().map(|&v| sigmoid(v, self.quantum_log2)).collect();
        product(&p)
    }

    /// Log-odds of h_j in quanta, given the other hidden spikes of the state and the clamped outputs: v_j and the retrograde signal.
    pub fn logit(&self, v: &[i64], y: &[Option<bool>], state: usize, j: usize) -> i64 {
        let without = self.output_potentials(state & !(1 << j));
        let f = |u| softplus(u, self.quantum_log2);
        let retrograde = (0..self.outputs()).filter_map(|k| {
            let (w, u) = (self.fan_out[j][k], without[k]);
            y[k].map(|y| i64::from(y) * w - f(u + w) + f(u))
        });
        v[j] + retrograde.sum::<i64>()
    }

    /// One pass of Gibbs resampling, hidden neurons in order, applied to a distribution over hidden states.
    pub fn sweep(&self, v: &[i64], y: &[Option<bool>], distribution: &[f64]) -> Vec<f64> {
        let mut p = distribution.to_vec();
        for j in 0..self.hidden() {
            for state in (0..p.len()).filter(|state| state >> j & 1 == 0) {
                let spiking = state | 1 << j;
                let both = p[state] + p[spiking];
                let spike = sigmoid(self.logit(v, y, state, j), self.quantum_log2);
                p[spiking] = both * spike;
                p[state] = both * (1.0 - spike);
            }
        }
        p
    }

    /// From each hidden state to the next after so many sweeps, at least one.
    pub fn kernel(&self, v: &[i64], y: &[Option<bool>], sweeps: u32) -> Kernel {
        let states = 1_usize << self.hidden();
        let certain = |state| (0..states).map(|s| f64::from(s == state)).collect();
        let one = (0..states).map(|state| {
            let certain: Vec<f64> = certain(state);
            self.sweep(v, y, &certain)
        });
        power(&one.collect(), sweeps)
    }

    /// The law of hidden and prediction spikes together, as pairs (see [`coupling`](crate::oracle::coupling)), after a presentation: afresh,
    /// or from the hidden state `last`. With every output free the hidden spikes are the predicted ones.
    pub fn presented(
        &self,
        v: &[i64],
        y: &[Option<bool>],
        sweeps: u32,
        last: Option<usize>,
    ) -> Vec<f64> {
        let prediction: Vec<f64> = v.iter().map(|&v| sigmoid(v, self.quantum_log2)).collect();
        match last {
            Some(last) if y.iter().any(Option::is_some) => {
                self.pairs(v, y, sweeps, &going_on(&prediction, last), Draws::One)
            }
            _ => self.pairs(v, y, sweeps, &afresh(&prediction), Draws::One),
        }
    }

    /// The law of pairs after resampling, from that before. Draws other than those of the specification are for controls.
    pub fn pairs(
        &self,
        v: &[i64],
        y: &[Option<bool>],
        sweeps: u32,
        before: &[f64],
        draws: Draws,
    ) -> Vec<f64> {
        if y.iter().all(Option::is_none) {
            return before.to_vec();
        }
        let hidden = self.hidden();
        let at = |v: i64| sigmoid(v, self.quantum_log2);
        let spike = |state| -> Vec<f64> {
            let neurons = 0..hidden;
            neurons.map(|j| at(self.logit(v, y, state, j))).collect()
        };
        let passes = Passes {
            order: &(0..hidden).collect::<Vec<_>>(),
            spike: &(0..1 << hidden).map(spike).collect::<Vec<_>>(),
            prediction: &v.iter().map(|&v| at(v)).collect::<Vec<_>>(),
            renewed: true,
            draws,
        };
        passes.resample(before, sweeps)
    }

    /// P(y | h) of all outputs read out, for each hidden state.
    pub fn readouts(&self) -> Kernel {
        let states = 0..1_usize << self.hidden();
        states.map(|state| product(&self.readout(state))).collect()
    }

    /// What a chain of sweeps ends in, to rounding: the distribution that a sweep leaves as it is.
    pub fn stationary(&self, v: &[i64], y: &[Option<bool>]) -> Vec<f64> {
        let mut p = self.prediction(v);
        loop {
            let next = self.sweep(v, y, &p);
            if crate::statistics::total_variation(&p, &next) < 1e-14 {
                return next;
            }
            p = next;
        }
    }

    /// P(h | x, y, w) with real-valued σ and f: what the tables round.
    pub fn ideal_posterior(&self, v: &[i64], y: &[Option<bool>]) -> Vec<f64> {
        let quantum = (-f64::from(self.quantum_log2)).exp2();
        let log: Vec<f64> = (0..1_usize << self.hidden())
            .map(|state| {
                let spiking = v.iter().enumerate().filter(|(j, _)| state >> j & 1 == 1);
                let prior: f64 = spiking.map(|(_, &v)| v as f64 * quantum).sum();
                let u = self.output_potentials(state);
                let likelihood = u.iter().zip(y).filter_map(|(&u, y)| {
                    let u = u as f64 * quantum;
                    y.map(|y| {
                        if y {
                            -(-u).exp().ln_1p()
                        } else {
                            -u.exp().ln_1p()
                        }
                    })
                });
                prior + likelihood.sum::<f64>()
            })
            .collect();
        let most = log.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = log.iter().map(|log| (log - most).exp()).sum();
        log.iter().map(|log| (log - most).exp() / total).collect()
    }

    /// P(ŷ_k = 1 | h) of O outputs.
    pub fn readout(&self, state: usize) -> Vec<f64> {
        let u = self.output_potentials(state);
        u.iter().map(|&u| sigmoid(u, self.quantum_log2)).collect()
    }
}

/// The probability that an intensity spikes.
pub fn intensity(q: u8) -> f64 {
    if q == 255 { 1.0 } else { f64::from(q) / 256.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::coupling::of_hidden;
    use crate::statistics::total_variation;

    fn network() -> Network {
        Network {
            quantum_log2: 8,
            fan_in: vec![vec![300, -120], vec![-511, 90], vec![40, 200]],
            fan_out: vec![
                vec![-400, 250],
                vec![333, 100],
                vec![-80, -500],
                vec![60, -70],
            ],
        }
    }

    #[test]
    fn values_of_the_tables() {
        // σ(1/64) = 0.503906..., and ln(1 + e^(−1/64)) = 0.685365... nats.
        assert_eq!(threshold(0, 8), 33_024);
        assert_eq!(threshold(-1, 8), 32_512);
        assert_eq!(threshold(2_048, 8), 65_535);
        assert_eq!(threshold(-2_048, 8), 1);
        assert_eq!(softplus(0, 8), 175);
        assert_eq!(softplus(-3, 8), 175);
        assert_eq!(softplus(5_000, 8), 5_000);
        assert_eq!(softplus(-5_000, 8), 0);
        assert_eq!(threshold(1, 0), threshold(256, 8));
    }

    /// Pairs have the hidden spikes of the sweeps and the prediction spikes of the potentials, whatever the hidden state starts from.
    #[test]
    fn pairs_have_both_laws() {
        let network = network();
        let v = network.potentials(&[true]);
        let equal = |a: Vec<f64>, b: Vec<f64>| assert!(total_variation(&a, &b) < 1e-12);
        for y in [[Some(true), Some(false)], [None, Some(true)]] {
            let kernel = network.kernel(&v, &y, 3);
            let fresh = network.presented(&v, &y, 3, None);
            let hidden = crate::oracle::chain::step(&network.prediction(&v), &kernel);
            equal(of_hidden(&fresh, 3), hidden);
            let swapped: Vec<f64> = (0..64).map(|p| fresh[p >> 3 | (p & 7) << 3]).collect();
            equal(of_hidden(&swapped, 3), network.prediction(&v));
            let on = network.presented(&v, &y, 3, Some(5));
            equal(of_hidden(&on, 3), kernel[5].clone());
        }
        let free = network.presented(&v, &[None, None], 3, Some(5));
        let same = (0..8).map(|state| free[state | state << 3]).collect();
        equal(same, network.prediction(&v));
    }

    /// The chain of sweeps and the product of likelihoods are computed by different routes; they differ by rounding only.
    #[test]
    fn sweeps_end_close_to_the_ideal_posterior() {
        let network = network();
        let v = network.potentials(&[true]);
        assert_eq!(v, [180, -421, 240]);
        for y in [[Some(true), Some(false)], [None, Some(true)], [None, None]] {
            let found = network.stationary(&v, &y);
            let ideal = network.ideal_posterior(&v, &y);
            assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let distance = total_variation(&found, &ideal);
            assert!(distance > 1e-5 && distance < 0.01, "{distance}");
        }
        let free = network.stationary(&v, &[None, None]);
        assert!(total_variation(&free, &network.prediction(&v)) < 1e-12);
    }
}
