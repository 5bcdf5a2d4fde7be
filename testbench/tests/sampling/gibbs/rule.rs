//! The law of resampling, and laws with a fault.

use yuragi_testbench::chain::Kernel;
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
}

pub const FAULTS: [Rule; 7] = [
    Rule::NoRetrograde,
    Rule::OrderReversed,
    Rule::TableShifted,
    Rule::BiasForgotten,
    Rule::SoftplusZero,
    Rule::FreeAsClamped,
    Rule::StalePotentials,
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

    pub fn prediction(self, network: &Network, v: &[i64]) -> Vec<f64> {
        let spikes = v.iter().map(|&v| self.spike(v, network.quantum_log2));
        product(&spikes.collect::<Vec<_>>())
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

    /// One sweep from each state.
    pub fn sweep(self, network: &Network, v: &[i64], y: &[Option<bool>]) -> Kernel {
        if self == Self::Right {
            return network.kernel(v, y, 1);
        }
        let hidden = network.hidden();
        let spike =
            |state, j| self.spike(self.logit(network, v, y, state, j), network.quantum_log2);
        let from = |state: usize| -> Vec<f64> {
            if self == Self::StalePotentials {
                let spikes: Vec<f64> = (0..hidden).map(|j| spike(state, j)).collect();
                return product(&spikes);
            }
            let mut p = vec![0.0; 1 << hidden];
            p[state] = 1.0;
            for turn in 0..hidden {
                let j = match self {
                    Self::OrderReversed => hidden - 1 - turn,
                    _ => turn,
                };
                for off in (0..p.len()).filter(|state| state >> j & 1 == 0) {
                    let (both, on) = (p[off] + p[off | 1 << j], spike(off, j));
                    (p[off], p[off | 1 << j]) = (both * (1.0 - on), both * on);
                }
            }
            p
        };
        (0..1 << hidden).map(from).collect()
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
