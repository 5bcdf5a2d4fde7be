//! One presentation: from a state to the next, with everything that can happen on the way.

use std::collections::BTreeMap;

use yuragi_model::network::Stimulus;

use super::chain::{Chain, Moment, Row};
use super::fault::Fault;
use crate::oracle::chain::product;
use crate::oracle::coupling::{Draws, afresh, going_on};
use crate::oracle::network::{Network, intensity, sigmoid};

impl Chain {
    /// The stimuli that a moment can show.
    fn shown(&self, moment: Moment) -> &[Stimulus] {
        match moment.stimulus {
            Some(stimulus) => &self.data[stimulus..=stimulus],
            None => &self.data[..],
        }
    }

    /// The mean move of every bundle that evidence brings where no rail is near, in quanta, of a network with any weights whose
    /// hidden state starts afresh.
    pub fn mean_move(&self, network: &Network, moment: Moment) -> Vec<f64> {
        let mut evidence = BTreeMap::new();
        let shown = self.shown(moment);
        for stimulus in shown {
            self.evidence(
                network,
                stimulus,
                0,
                0,
                1.0 / shown.len() as f64,
                &mut evidence,
            );
        }
        let flip = f64::from(self.registers.flip) / 256.0;
        let mut mean = vec![0.0; self.bundles()];
        for ((up, down, _), p) in evidence {
            for (bundle, mean) in mean.iter_mut().enumerate() {
                *mean += p * flip * ((up >> bundle & 1) as f64 - (down >> bundle & 1) as f64);
            }
        }
        mean
    }

    /// Where a presentation leads from a state.
    pub fn step(&self, moment: Moment, state: usize) -> Row {
        let network = self.network(self.weights_of(state));
        let last = state & ((1 << self.hidden) - 1);
        let mut evidence = BTreeMap::new();
        let shown = self.shown(moment);
        for stimulus in shown {
            let p = 1.0 / shown.len() as f64;
            self.evidence(&network, stimulus, moment.age, last, p, &mut evidence);
        }
        let weights = self.weights_of(state);
        let more = if self.fault == Some(Fault::FlipMore) {
            1.0
        } else {
            0.0
        };
        let flip = ((f64::from(self.registers.flip) + more) / 256.0).min(1.0);
        let mut next = BTreeMap::new();
        for ((up, down, spikes), p) in evidence {
            let mut moved = vec![(weights, p)];
            for bundle in 0..self.bundles() {
                let pushed = |bits: u64| (bits >> bundle & 1) as i64;
                let direction = pushed(up) - pushed(down);
                if direction != 0 {
                    let split = |&(w, p): &(usize, f64)| {
                        [
                            (w, p * (1.0 - flip)),
                            (self.moved(w, bundle, direction), p * flip),
                        ]
                    };
                    moved = moved
                        .iter()
                        .flat_map(split)
                        .filter(|(_, p)| *p > 0.0)
                        .collect();
                }
            }
            for (w, p) in moved {
                *next.entry(w << self.hidden | spikes).or_insert(0.0) += p;
            }
        }
        self.fluctuate(moment.noise_row, next).into_iter().collect()
    }

    /// Adds what evidence a presentation brings: bundles that are to go up, bundles that are to go down, and the hidden spikes that
    /// the next presentation goes on from.
    fn evidence(
        &self,
        network: &Network,
        stimulus: &Stimulus,
        age: u16,
        last: usize,
        p: f64,
        sum: &mut BTreeMap<(u64, u64, usize), f64>,
    ) {
        let spikes: Vec<f64> = stimulus.intensities.iter().map(|&q| intensity(q)).collect();
        let forgets = age + 1 == self.registers.dwell;
        let any = stimulus.clamped.contains(&true);
        for (units, units_p) in likely(&product(&spikes)) {
            let x: Vec<bool> = (0..self.inputs).map(|i| units >> i & 1 == 1).collect();
            let values = (0..self.outputs).map(|k| units >> (self.inputs + k) & 1 == 1);
            let y: Vec<Option<bool>> = values
                .zip(&stimulus.clamped)
                .map(|(y, &clamped)| clamped.then_some(y))
                .collect();
            let v = network.potentials(&x);
            let prediction: Vec<f64> = (v.iter())
                .map(|&v| sigmoid(v, network.quantum_log2))
                .collect();
            let start = if age == 0 || !any {
                afresh(&prediction)
            } else {
                going_on(&prediction, last)
            };
            let p = p * units_p;
            if self.fault == Some(Fault::StaleReadout) {
                // each start by itself: it is what is read out
                for (pair, start_p) in likely(&start) {
                    let mut from = vec![0.0; start.len()];
                    from[pair] = start_p;
                    let readout = Some(pair & ((1 << self.hidden) - 1));
                    let pairs = self.resampled(network, &v, &y, &from);
                    self.read_out((network, units, &y), &pairs, readout, (p, forgets), sum);
                }
            } else {
                let pairs = self.resampled(network, &v, &y, &start);
                self.read_out((network, units, &y), &pairs, None, (p, forgets), sum);
            }
        }
    }

    /// The law of h and ĥ, from that before resampling.
    fn resampled(
        &self,
        network: &Network,
        v: &[i64],
        y: &[Option<bool>],
        start: &[f64],
    ) -> Vec<f64> {
        let sweeps = self.registers.sweeps.into();
        match self.fault {
            // every neuron is drawn from its prediction, with one draw: no evidence
            Some(Fault::NoRetrograde) if y.iter().any(Option::is_some) => {
                let prediction = v.iter().map(|&v| sigmoid(v, network.quantum_log2));
                afresh(&prediction.collect::<Vec<_>>())
            }
            Some(Fault::Draws(draws)) => network.pairs(v, y, sweeps, start, draws),
            _ => network.pairs(v, y, sweeps, start, Draws::One),
        }
    }

    /// Adds what evidence hidden and prediction spikes bring with each way that outputs can be read out, from h or another state.
    fn read_out(
        &self,
        (network, units, y): (&Network, usize, &[Option<bool>]),
        pairs: &[f64],
        read: Option<usize>,
        (p, forgets): (f64, bool),
        sum: &mut BTreeMap<(u64, u64, usize), f64>,
    ) {
        for (pair, pair_p) in likely(pairs) {
            let (h, predicted) = (pair & ((1 << self.hidden) - 1), pair >> self.hidden);
            let readout = product(&network.readout(read.unwrap_or(h)));
            for (read, read_p) in likely(&readout) {
                let (up, down) = self.pushed(units, y, predicted, h, read);
                let key = (up, down, if forgets { 0 } else { h });
                *sum.entry(key).or_insert(0.0) += p * pair_p * read_p;
            }
        }
    }

    /// The bundles that evidence pushes up and down, as bits.
    fn pushed(
        &self,
        x: usize,
        y: &[Option<bool>],
        predicted: usize,
        h: usize,
        read: usize,
    ) -> (u64, u64) {
        let bit = |spikes: usize, n: usize| spikes >> n & 1 == 1;
        let (mut up, mut down) = (0, 0);
        let mut push = |bundle: usize, real: bool, fantasy: bool| {
            up |= u64::from(real && !fantasy) << bundle;
            down |= u64::from(!real && fantasy) << bundle;
        };
        let fault = |fault| self.fault == Some(fault);
        if self.frozen.is_none() {
            for j in 0..self.hidden {
                for i in 0..=self.inputs {
                    let bias = i == self.inputs;
                    let spiked = if bias {
                        !fault(Fault::FanInBiasForgotten)
                    } else {
                        bit(x, i) || fault(Fault::InputIgnored)
                    };
                    if spiked {
                        push(j * (self.inputs + 1) + i, bit(h, j), bit(predicted, j));
                    }
                }
            }
        }
        let gates = if fault(Fault::PredictionGates) {
            predicted
        } else {
            h
        };
        for j in 0..=self.hidden {
            let spiked = if j == self.hidden {
                !fault(Fault::FanOutBiasForgotten)
            } else {
                bit(gates, j)
            };
            for k in (0..self.outputs).filter(|_| spiked && self.frozen_out.is_none()) {
                let bundle = self.fan_in() + j * self.outputs + k;
                match y[k] {
                    Some(y) if fault(Fault::FanOutReversed) => push(bundle, bit(read, k), y),
                    Some(y) => push(bundle, y, bit(read, k)),
                    None if fault(Fault::FreeOutputLearns) => {
                        push(bundle, bit(x, self.inputs + k), bit(read, k))
                    }
                    None => {}
                }
            }
        }
        (up, down)
    }

    fn moved(&self, weights: usize, bundle: usize, direction: i64) -> usize {
        let half = 1_i64 << (self.bits - 1);
        let w = self.weight(weights, bundle);
        let next = match w + direction {
            next if (-half..half).contains(&next) => next,
            _ if self.fault == Some(Fault::RailsWrap) => -w - 1,
            _ => w,
        };
        let place = self.bits as usize * bundle;
        weights - ((w + half) as usize).wrapping_shl(place as u32)
            + (((next + half) as usize) << place)
    }

    /// The background fluctuation of one row.
    fn fluctuate(&self, row: usize, mut states: BTreeMap<usize, f64>) -> BTreeMap<usize, f64> {
        let noise = f64::from(self.registers.noise) / 128.0;
        let row = match self.fault {
            Some(Fault::NoiseRowSkipped) if row == 0 => return states,
            Some(Fault::NoiseRowLate) => (row + 1) % self.rows(),
            _ => row,
        };
        if noise == 0.0 {
            return states;
        }
        let up = if self.fault == Some(Fault::NoiseOneSided) {
            1.0
        } else {
            0.5
        };
        // the rows of the inputs, those of the hidden neurons, and that of the bias neuron
        let (bias, fan_in) = (self.inputs + self.hidden, self.inputs + 1);
        let from = match row {
            row if row == bias => Some(self.inputs),
            row => Some(row).filter(|&row| row < self.inputs),
        };
        let to_hidden = (0..self.hidden).filter_map(|j| Some(j * fan_in + from?));
        let to_hidden = to_hidden.filter(|_| self.frozen.is_none());
        let to_outputs = (0..self.outputs).filter_map(|k| {
            let j = row.checked_sub(self.inputs)?;
            Some(self.fan_in() + j * self.outputs + k)
        });
        let to_outputs = to_outputs.filter(|_| self.frozen_out.is_none());
        for bundle in to_hidden.chain(to_outputs) {
            let mut next = BTreeMap::new();
            for (state, p) in states {
                let (weights, spikes) = (self.weights_of(state), state & ((1 << self.hidden) - 1));
                for (direction, chance) in
                    [(0, 1.0 - noise), (1, noise * up), (-1, noise * (1.0 - up))]
                {
                    if chance > 0.0 {
                        let moved = if direction == 0 {
                            weights
                        } else {
                            self.moved(weights, bundle, direction)
                        };
                        *next.entry(moved << self.hidden | spikes).or_insert(0.0) += p * chance;
                    }
                }
            }
            states = next;
        }
        states
    }
}

/// The states that can occur, with their probabilities.
fn likely(distribution: &[f64]) -> impl Iterator<Item = (usize, f64)> {
    distribution
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, p)| *p > 0.0)
}
