//! What learning must do, by enumeration: the Markov chain of weights, and of hidden spikes where a stimulus dwells.
//!
//! Written from `docs/reference/model.md` and `docs/reference/spec.md` alone, as the [oracle](crate::oracle) is. A state is a number: its lowest H bits are
//! the hidden spikes that the next presentation goes on from (0 where it starts afresh), above them stand the bundles, B bits each, as
//! open synapses. Bundles are numbered fan-in first (neuron by neuron, the bias last), then fan-out (row by row, the bias row last).

use yuragi_model::design::Design;
use yuragi_model::network::{Registers, Stimulus, Weights};

use super::fault::Fault;
use crate::oracle::network::Network;

/// Next states with their probabilities, in order.
pub type Row = Vec<(usize, f64)>;

/// The circumstances of a presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Which stimulus of the data set; none for one drawn at random.
    pub stimulus: Option<usize>,
    /// Presentations since the hidden state started afresh.
    pub age: u16,
    /// The row that the background fluctuation visits.
    pub noise_row: usize,
}

/// A network that learns a data set.
#[derive(Clone, Debug)]
pub struct Chain {
    pub(super) inputs: usize,
    pub(super) hidden: usize,
    pub(super) outputs: usize,
    pub(super) bits: u32,
    pub(super) quantum_log2: u32,
    pub(super) registers: Registers,
    pub(super) data: Vec<Stimulus>,
    pub(super) frozen: Option<Vec<Vec<i64>>>,
    pub(super) frozen_out: Option<Vec<Vec<i64>>>,
    pub(super) fault: Option<Fault>,
}

impl Chain {
    /// The network of a design (which may be changed to have no hidden neuron: then it is the bias neuron and its bundles).
    pub fn new(design: &Design, registers: Registers, data: Vec<Stimulus>) -> Self {
        Self {
            inputs: design.network.inputs(),
            hidden: design.network.hidden(),
            outputs: design.network.outputs(),
            bits: design.synapse.bits,
            quantum_log2: design.synapse.quantum_log2,
            registers,
            data,
            frozen: None,
            frozen_out: None,
            fault: None,
        }
    }

    /// The same with fan-in weights that are given and never move: only the fan-out is part of the state.
    pub fn with_frozen_fan_in(mut self, weights: Vec<Vec<i64>>) -> Self {
        self.frozen = Some(weights);
        self
    }

    /// The same with fan-out weights that are given and never move: only the fan-in is part of the state. No engine does that.
    pub fn with_frozen_fan_out(mut self, weights: Vec<Vec<i64>>) -> Self {
        self.frozen_out = Some(weights);
        self
    }

    /// The same with a mistake.
    pub fn with_fault(&self, fault: Fault) -> Self {
        Self {
            fault: Some(fault),
            ..self.clone()
        }
    }

    /// I.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// A quantum in nats.
    pub fn quantum(&self) -> f64 {
        (-f64::from(self.quantum_log2)).exp2()
    }

    /// B.
    pub fn bits(&self) -> u32 {
        self.bits
    }

    /// The data set.
    pub fn data(&self) -> &[Stimulus] {
        &self.data
    }

    pub(super) fn fan_in(&self) -> usize {
        if self.frozen.is_some() {
            0
        } else {
            self.hidden * (self.inputs + 1)
        }
    }

    /// The number of rows of the row memory: of inputs, hidden neurons and the bias neuron.
    pub(super) fn rows(&self) -> usize {
        self.inputs + self.hidden + 1
    }

    fn fan_out(&self) -> usize {
        if self.frozen_out.is_some() {
            0
        } else {
            (self.hidden + 1) * self.outputs
        }
    }

    /// Bundles in a state.
    pub fn bundles(&self) -> usize {
        self.fan_in() + self.fan_out()
    }

    /// States of the weights: a state without its hidden spikes is a number below this.
    pub fn weight_states(&self) -> usize {
        1 << (self.bits as usize * self.bundles())
    }

    /// All states.
    pub fn states(&self) -> usize {
        self.weight_states() << self.hidden
    }

    /// The weights of a state.
    pub fn weights_of(&self, state: usize) -> usize {
        state >> self.hidden
    }

    /// The state in which the hidden spikes start afresh.
    pub fn fresh(&self, weights: usize) -> usize {
        weights << self.hidden
    }

    /// A bundle's weight in quanta, in a state of the weights.
    pub fn weight(&self, weights: usize, bundle: usize) -> i64 {
        let open = weights >> (self.bits as usize * bundle) & ((1 << self.bits) - 1);
        open as i64 - (1 << (self.bits - 1))
    }

    /// The state of the weights in which each bundle has the given weight.
    pub fn state_of(&self, bundles: &[i64]) -> usize {
        let half = 1 << (self.bits - 1);
        bundles
            .iter()
            .rev()
            .fold(0, |state, &w| state << self.bits | (w + half) as usize)
    }

    /// The network in a state of the weights.
    pub fn network(&self, weights: usize) -> Network {
        let row = |first: usize, n: usize| {
            (first..first + n)
                .map(|b| self.weight(weights, b))
                .collect()
        };
        Network {
            quantum_log2: self.quantum_log2,
            fan_in: self.frozen.clone().unwrap_or_else(|| {
                (0..self.hidden)
                    .map(|j| row(j * (self.inputs + 1), self.inputs + 1))
                    .collect()
            }),
            fan_out: self.frozen_out.clone().unwrap_or_else(|| {
                (0..=self.hidden)
                    .map(|j| row(self.fan_in() + j * self.outputs, self.outputs))
                    .collect()
            }),
        }
    }

    /// Where each bundle stands in the row memory of the design.
    pub fn places(&self, design: &Design, memory: usize) -> Vec<usize> {
        let numbered = Weights {
            lanes: design.hardware.lanes,
            values: (0..memory as i16).collect(),
        };
        let network = Network::of(design, &numbered);
        let fan_in = network.fan_in.iter().filter(|_| self.frozen.is_none());
        let fan_out = network.fan_out.iter();
        fan_in
            .chain(fan_out.filter(|_| self.frozen_out.is_none()))
            .flatten()
            .map(|&place| place as usize)
            .collect()
    }

    /// The circumstances of presentation `t` where the data set is shown in turn, each stimulus for the registers' dwell.
    pub fn moment(&self, t: usize, first_noise_row: usize) -> Moment {
        let dwell = usize::from(self.registers.dwell);
        Moment {
            stimulus: Some(t / dwell % self.data.len()),
            age: (t % dwell) as u16,
            noise_row: if self.registers.noise > 0 {
                (first_noise_row + t) % self.rows()
            } else {
                0
            },
        }
    }

    /// The moments until everything but the state repeats.
    pub fn period(&self) -> Vec<Moment> {
        let first = self.moment(0, 0);
        let again = (1..).find(|&t| self.moment(t, 0) == first).unwrap_or(1);
        (0..again).map(|t| self.moment(t, 0)).collect()
    }

    /// The moments until all repeats if each presentation takes a stimulus of the data set at random.
    pub fn random_period(&self) -> Vec<Moment> {
        let rows = if self.registers.noise > 0 {
            self.rows()
        } else {
            1
        };
        (0..rows)
            .map(|noise_row| Moment {
                stimulus: None,
                age: 0,
                noise_row,
            })
            .collect()
    }
}
