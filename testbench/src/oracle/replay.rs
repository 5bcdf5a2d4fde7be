//! The specification, carried out: a whole presentation from `docs/reference/spec.md` alone, bit by bit.
//!
//! A second, independent implementation, slow and plainly readable. It shares with the model only the types by which a state is
//! told: generators, layout and the order of draws are written here anew, the tables are the oracle's. What differs from the
//! specification in model and hardware alike, so that the two agree, differs from this.

mod generator;

use yuragi_engines::compare::Step;
use yuragi_model::Snapshot;
use yuragi_model::design::Design;
use yuragi_model::network::{Counters, Potentials, Registers, Spikes, Stimulus, Weights};
use yuragi_model::random::StreamStates;

use crate::oracle::network::{softplus, threshold};
use generator::{Generator, number};

/// An engine that is nothing but the specification.
#[derive(Clone, Debug)]
pub struct Replay {
    design: Design,
    encoder: Generator,
    neuron: Generator,
    lanes: Generator,
    state: Snapshot,
}

impl Replay {
    /// At power-on.
    pub fn new(design: &Design) -> Self {
        let (inputs, hidden, outputs) = (
            design.network.inputs(),
            design.network.hidden(),
            design.network.outputs(),
        );
        let lanes = design.hardware.lanes;
        let state = Snapshot {
            registers: Registers {
                learn: false,
                sweeps: design.sampling.sweeps,
                dwell: design.sampling.dwell,
                flip: (design.synapse.flip * 256.0).round() as u16,
                noise: (design.synapse.noise * 128.0).round() as u8,
            },
            stimulus: Stimulus {
                intensities: vec![0; inputs + outputs],
                clamped: vec![false; outputs],
            },
            weights: Weights {
                lanes,
                values: Vec::new(),
            },
            streams: StreamStates {
                encoder: Vec::new(),
                neuron: Vec::new(),
                lanes: Vec::new(),
            },
            spikes: Spikes {
                inputs: vec![false; inputs],
                predicted: vec![false; hidden],
                hidden: vec![false; hidden],
                outputs: vec![false; outputs],
                readout: vec![false; outputs],
            },
            potentials: Potentials {
                hidden: vec![0; hidden],
                outputs: vec![0; outputs],
            },
            counts: vec![0; outputs],
            counters: Counters::default(),
            age: 0,
            noise_row: 0,
        };
        let mut replay = Self {
            design: design.clone(),
            encoder: Generator::encoder(),
            neuron: Generator::neuron(),
            lanes: Generator::lanes(lanes),
            state,
        };
        replay.reset(design.random.seed);
        replay
    }

    /// Goes on from a state.
    pub fn restore(&mut self, snapshot: &Snapshot) {
        let streams = &snapshot.streams;
        self.encoder = Generator::encoder().holding(&streams.encoder);
        self.neuron = Generator::neuron().holding(&streams.neuron);
        self.lanes = Generator::lanes(self.design.hardware.lanes).holding(&streams.lanes);
        self.state = snapshot.clone();
    }

    /// Every bit of the state.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            streams: StreamStates {
                encoder: self.encoder.words(),
                neuron: self.neuron.words(),
                lanes: self.lanes.words(),
            },
            ..self.state.clone()
        }
    }

    /// Carries a command out.
    pub fn apply(&mut self, step: &Step) {
        match step {
            Step::Reset(seed) => self.reset(*seed),
            Step::Configure(registers) => {
                if registers.dwell != self.state.registers.dwell {
                    self.state.age = 0;
                }
                self.state.registers = *registers;
            }
            Step::Show(stimulus) => {
                self.state.stimulus = stimulus.clone();
                self.state.age = 0;
            }
            Step::Load(weights) => self.state.weights = weights.clone(),
            Step::Present(n) => {
                self.state.counts.fill(0);
                for _ in 0..*n {
                    self.present();
                }
            }
        }
    }

    fn reset(&mut self, seed: u64) {
        let lanes = self.design.hardware.lanes;
        self.encoder = Generator::encoder().seeded(seed);
        self.neuron = Generator::neuron().seeded(seed);
        self.lanes = Generator::lanes(lanes).seeded(seed);
        let usual = self.design.synapse.bits.saturating_sub(3);
        let upper = self.design.synapse.initial.unwrap_or(usual) as usize;
        // the row of the bias neuron is the last one
        let bundles = (self.first_word(None) + self.row_words(None)) * lanes;
        self.state.weights.values = (0..bundles)
            .map(|_| {
                // the highest bit counts negatively
                let drawn = self.neuron.draw();
                let Some((&sign, rest)) = drawn[16 - upper..].split_last() else {
                    return 0;
                };
                number(rest) as i16 - (i16::from(sign) << rest.len())
            })
            .collect();
        self.state.counters = Counters::default();
        self.state.noise_row = 0;
        self.state.age = 0;
    }

    fn present(&mut self) {
        self.encode();
        self.predict();
        if self.state.stimulus.clamped.contains(&true) {
            self.resample();
        }
        self.read_out();
        if self.state.registers.learn {
            self.flip();
            self.fluctuate();
        }
        let state = &mut self.state;
        state.age = if state.age + 1 == state.registers.dwell {
            0
        } else {
            state.age + 1
        };
        bump(&mut state.counters.presentations);
    }

    fn encode(&mut self) {
        let inputs = self.design.network.inputs();
        let units = self.state.stimulus.intensities.len();
        let bytes: Vec<u32> = (0..units.div_ceil(2))
            .flat_map(|_| {
                let drawn = self.encoder.draw();
                [number(&drawn[..8]), number(&drawn[8..])]
            })
            .collect();
        for (unit, byte) in bytes.into_iter().take(units).enumerate() {
            let q = u32::from(self.state.stimulus.intensities[unit]);
            let spike = q == 255 || byte < q;
            if unit < inputs {
                self.state.spikes.inputs[unit] = spike;
            } else if self.state.stimulus.clamped[unit - inputs] {
                self.state.spikes.outputs[unit - inputs] = spike;
            }
        }
    }

    fn predict(&mut self) {
        let fresh = self.state.age == 0 || !self.state.stimulus.clamped.contains(&true);
        for layer in 1..self.last() {
            for n in 0..self.neurons(layer) {
                let place = self.hidden_before(layer) + n;
                let spike = self.spike(self.potential(layer, n));
                self.state.spikes.predicted[place] = spike;
                if fresh {
                    self.state.spikes.hidden[place] = spike;
                }
            }
        }
        self.keep_potentials();
    }

    /// The potentials in the present state of all neurons.
    fn keep_potentials(&mut self) {
        for layer in 1..=self.last() {
            for n in 0..self.neurons(layer) {
                let potential = self.potential(layer, n) as i32;
                if layer == self.last() {
                    self.state.potentials.outputs[n] = potential;
                } else {
                    let place = self.hidden_before(layer) + n;
                    self.state.potentials.hidden[place] = potential;
                }
            }
        }
    }

    fn resample(&mut self) {
        let quantum = self.design.synapse.quantum_log2;
        for _ in 0..self.state.registers.sweeps {
            for layer in 1..self.last() {
                for n in 0..self.neurons(layer) {
                    let place = self.hidden_before(layer) + n;
                    let u = self.potential(layer, n);
                    // how likely those further up are without and with the spike
                    self.state.spikes.hidden[place] = false;
                    let mut logit = u;
                    for above in layer + 1..=self.last() {
                        for k in 0..self.neurons(above) {
                            let free = above == self.last() && !self.state.stimulus.clamped[k];
                            if free || !self.connected(Some(layer), above) {
                                continue;
                            }
                            let without = self.potential(above, k);
                            let with = without + self.weight(Some(layer), n, above, k);
                            let y = i64::from(self.spiked(above, k));
                            logit += y * (with - without) - softplus(with, quantum)
                                + softplus(without, quantum);
                        }
                    }
                    // the same draw without the retrograde signal
                    let drawn = self.neuron.number();
                    self.state.spikes.predicted[place] = drawn < threshold(u, quantum);
                    self.state.spikes.hidden[place] = drawn < threshold(logit, quantum);
                }
            }
        }
        self.keep_potentials();
    }

    fn read_out(&mut self) {
        for k in 0..self.design.network.outputs() {
            let spike = self.spike(self.state.potentials.outputs[k].into());
            self.state.spikes.readout[k] = spike;
            if !self.state.stimulus.clamped[k] {
                self.state.spikes.outputs[k] = spike;
            }
            self.state.counts[k] += u16::from(self.state.spikes.outputs[k]);
        }
    }

    fn flip(&mut self) {
        let lanes = self.design.hardware.lanes;
        for layer in 1..=self.last() {
            let evidence = self.evidence(layer);
            for e in &evidence {
                match e {
                    1 => bump(&mut self.state.counters.evidence_up),
                    -1 => bump(&mut self.state.counters.evidence_down),
                    _ => (),
                }
            }
            for (group, evidence) in evidence.chunks(lanes).enumerate() {
                if evidence.iter().all(|&e| e == 0) {
                    continue;
                }
                let below = (0..layer).filter(|&below| self.connected(Some(below), layer));
                for below in below.collect::<Vec<_>>() {
                    for k in (0..self.neurons(below))
                        .filter(|&k| self.spiked(below, k))
                        .collect::<Vec<_>>()
                    {
                        self.flip_word(self.place(Some(below), k, layer, group * lanes), evidence);
                    }
                }
                self.flip_word(self.place(None, 0, layer, group * lanes), evidence);
            }
        }
    }

    /// The evidence of the neurons of a layer.
    fn evidence(&self, layer: usize) -> Vec<i16> {
        let spikes = &self.state.spikes;
        let (first, n) = (self.hidden_before(layer), self.neurons(layer));
        let (real, fantasy) = match layer == self.last() {
            true => (&spikes.outputs[..], &spikes.readout[..]),
            false => (
                &spikes.hidden[first..first + n],
                &spikes.predicted[first..first + n],
            ),
        };
        let pairs = real.iter().zip(fantasy);
        pairs.map(|(&r, &f)| i16::from(r) - i16::from(f)).collect()
    }

    /// A word whose first lane is at this place, with one draw.
    fn flip_word(&mut self, place: usize, evidence: &[i16]) {
        let drawn = self.lanes.draw();
        for (l, &e) in evidence.iter().enumerate() {
            if e != 0
                && number(&drawn[8 * l..8 * l + 8]) < self.state.registers.flip.into()
                && self.move_by(place + l, e)
            {
                let counters = &mut self.state.counters;
                bump(if e > 0 {
                    &mut counters.flips_up
                } else {
                    &mut counters.flips_down
                });
            }
        }
    }

    fn fluctuate(&mut self) {
        let noise = self.state.registers.noise;
        if noise == 0 {
            return;
        }
        // the rows in their order: those of each layer but the last, and that of the bias neuron
        let rows = (0..self.last()).flat_map(|layer| {
            let first = self.first_word(Some(layer));
            let words = self.row_words(Some(layer));
            (0..self.neurons(layer)).map(move |neuron| (first + neuron * words, words))
        });
        let bias = (self.first_word(None), self.row_words(None));
        let rows: Vec<(usize, usize)> = rows.chain([bias]).collect();
        let (first, words) = rows[self.state.noise_row];
        let lanes = self.design.hardware.lanes;
        for word in first..first + words {
            let drawn = self.lanes.draw();
            for l in 0..lanes {
                if number(&drawn[8 * l + 1..8 * l + 8]) < noise.into() {
                    self.move_by(word * lanes + l, if drawn[8 * l] { 1 } else { -1 });
                }
            }
        }
        self.state.noise_row = (self.state.noise_row + 1) % rows.len();
    }

    /// Moves the bundle at a place by one synapse; false at the rail.
    fn move_by(&mut self, place: usize, e: i16) -> bool {
        let moved = self.state.weights.values[place] + e;
        let rail = 1 << (self.design.synapse.bits - 1);
        let free = (-rail..rail).contains(&moved);
        if free {
            self.state.weights.values[place] = moved;
        }
        free
    }

    /// One neuron draw against the threshold of a potential.
    fn spike(&mut self, potential: i64) -> bool {
        self.neuron.number() < threshold(potential, self.design.synapse.quantum_log2)
    }

    /// The number of the outputs' layer.
    fn last(&self) -> usize {
        self.design.network.layers.len() - 1
    }

    fn neurons(&self, layer: usize) -> usize {
        self.design.network.layers[layer]
    }

    /// The number of hidden neurons below a hidden layer.
    fn hidden_before(&self, layer: usize) -> usize {
        self.design.network.layers[1..layer].iter().sum()
    }

    fn spiked(&self, layer: usize, n: usize) -> bool {
        let spikes = &self.state.spikes;
        match layer {
            0 => spikes.inputs[n],
            layer if layer == self.last() => spikes.outputs[n],
            layer => spikes.hidden[self.hidden_before(layer) + n],
        }
    }

    /// u of a neuron, in the present state of those below it.
    fn potential(&self, layer: usize, n: usize) -> i64 {
        let mut u = self.weight(None, 0, layer, n);
        for below in (0..layer).filter(|&below| self.connected(Some(below), layer)) {
            for k in (0..self.neurons(below)).filter(|&k| self.spiked(below, k)) {
                u += self.weight(Some(below), k, layer, n);
            }
        }
        u
    }

    /// Whether a layer, or the bias neuron (none), reaches another layer.
    fn connected(&self, from: Option<usize>, to: usize) -> bool {
        match from {
            None => to > 0,
            Some(from) => to == from + 1 || self.design.network.skips.contains(&[from, to]),
        }
    }

    fn weight(&self, from: Option<usize>, neuron: usize, to: usize, n: usize) -> i64 {
        self.state.weights.values[self.place(from, neuron, to, n)].into()
    }

    /// Where a bundle stands in the row memory.
    fn place(&self, from: Option<usize>, neuron: usize, to: usize, n: usize) -> usize {
        let lanes = self.design.hardware.lanes;
        let row = self.first_word(from) + neuron * self.row_words(from);
        (row + self.words_below(from, to) + n / lanes) * lanes + n % lanes
    }

    /// The first word of the rows of a layer; those of the bias neuron come after all others.
    fn first_word(&self, from: Option<usize>) -> usize {
        let before = 0..from.unwrap_or(self.last());
        before
            .map(|layer| self.neurons(layer) * self.row_words(Some(layer)))
            .sum()
    }

    fn row_words(&self, from: Option<usize>) -> usize {
        self.words_below(from, self.last() + 1)
    }

    /// The words of a row for the layers below one.
    fn words_below(&self, from: Option<usize>, to: usize) -> usize {
        let lanes = self.design.hardware.lanes;
        let reached = (1..to).filter(|&layer| self.connected(from, layer));
        reached
            .map(|layer| self.neurons(layer).div_ceil(lanes))
            .sum()
    }
}

fn bump(counter: &mut u32) {
    *counter = counter.wrapping_add(1);
}
