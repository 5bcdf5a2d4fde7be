//! The law of resampling, and laws with a fault.

use yuragi_testbench::oracle::chain::Kernel;
use yuragi_testbench::oracle::coupling::{Draws, Passes, afresh, going_on};
use yuragi_testbench::oracle::{Network, product, sigmoid, softplus};

/// What is held to be the law of resampling: the oracle's, or one with a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Right,
    NoRetrograde,
    OrderReversed,
    TableShifted,
    BiasForgotten,
    SoftplusZero,
    FreeAsClamped,
    StalePotentials,
    /// Prediction spikes are decided by other draws.
    Draws(Draws),
}

pub const FAULTS: [Rule; 13] = [
    Rule::NoRetrograde,
    Rule::OrderReversed,
    Rule::TableShifted,
    Rule::BiasForgotten,
    Rule::SoftplusZero,
    Rule::FreeAsClamped,
    Rule::StalePotentials,
    Rule::Draws(Draws::Two),
    Rule::Draws(Draws::Fresh),
    Rule::Draws(Draws::PassBefore),
    Rule::Draws(Draws::Neighbour),
    Rule::Draws(Draws::Antithetic),
    Rule::Draws(Draws::Logit),
];

impl Rule {
    pub fn potentials(self, network: &Network, x: &[bool]) -> Vec<i64> {
        let mut v = network.potentials(x);
        if self == Self::BiasForgotten {
            for (v, row) in v.iter_mut().zip(&network.fan_in) {
                *v -= row[x.len()];
            }
        }
        v
    }

    fn spike(self, v: i64, quantum_log2: u32) -> f64 {
        match self {
            // a bin is 2^G/32 quanta
            Self::TableShifted => sigmoid(v + v.signum() * (1 << quantum_log2) / 32, quantum_log2),
            _ => sigmoid(v, quantum_log2),
        }
    }

    /// P(ĥ_j = 1) of each hidden neuron.
    fn predictions(self, network: &Network, v: &[i64]) -> Vec<f64> {
        let spikes = v.iter().map(|&v| self.spike(v, network.quantum_log2));
        spikes.collect()
    }

    pub fn readouts(self, network: &Network) -> Kernel {
        let outputs = |state: usize| {
            let u = network.output_potentials(state).into_iter();
            let spikes = u.map(|u| self.spike(u, network.quantum_log2));
            product(&spikes.collect::<Vec<_>>())
        };
        (0..1 << network.hidden()).map(outputs).collect()
    }

    fn logit(
        self,
        network: &Network,
        v: &[i64],
        y: &[Option<bool>],
        state: usize,
        j: usize,
    ) -> i64 {
        let y: Vec<Option<bool>> = match self {
            Self::NoRetrograde => vec![None; y.len()],
            Self::FreeAsClamped => y.iter().map(|y| y.or(Some(false))).collect(),
            _ => y.to_vec(),
        };
        if self != Self::SoftplusZero {
            return network.logit(v, &y, state, j);
        }
        let without = network.output_potentials(state & !(1 << j));
        let bends = y.iter().enumerate().filter(|(_, y)| y.is_some());
        let bend = |u: i64| softplus(u, network.quantum_log2) - u.max(0);
        let bends: i64 = bends
            .map(|(k, _)| bend(without[k] + network.fan_out[j][k]) - bend(without[k]))
            .sum();
        network.logit(v, &y, state, j) + bends
    }

    /// Hidden and prediction spikes together, as pairs, after a presentation: afresh, and going on from each hidden state.
    pub fn pairs(
        self,
        network: &Network,
        v: &[i64],
        y: &[Option<bool>],
        sweeps: u32,
    ) -> (Vec<f64>, Kernel) {
        let states = 0..1 << network.hidden();
        if self == Self::Right {
            let on = states.map(|last| network.presented(v, y, sweeps, Some(last)));
            return (network.presented(v, y, sweeps, None), on.collect());
        }
        let hidden = network.hidden();
        let mut order: Vec<usize> = (0..hidden).collect();
        if self == Self::OrderReversed {
            order.reverse();
        }
        let logit = |state, j| self.logit(network, v, y, state, j);
        let spikes = |state: usize| -> Vec<f64> {
            let logits = (0..hidden).map(|j| logit(state, j));
            let spikes = logits.map(|logit| self.spike(logit, network.quantum_log2));
            spikes.collect()
        };
        let prediction = self.predictions(network, v);
        let passes = Passes {
            order: &order,
            spike: &states.clone().map(spikes).collect::<Vec<_>>(),
            prediction: &prediction,
            renewed: self != Self::StalePotentials,
            draws: match self {
                Self::Draws(draws) => draws,
                _ => Draws::One,
            },
        };
        let on = states.map(|last| passes.resample(&going_on(&prediction, last), sweeps));
        (passes.resample(&afresh(&prediction), sweeps), on.collect())
    }
}

impl Rule {
    /// What draws are to be told from: a right law from every fault, a faulty one from the right law.
    pub fn alternatives(self) -> Vec<Self> {
        match self {
            Self::Right => FAULTS.to_vec(),
            _ => vec![Self::Right],
        }
    }
}
