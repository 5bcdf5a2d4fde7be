//! The specification, carried out: a whole presentation from `docs/reference/spec.md` alone, bit by bit.
//!
//! A second, independent implementation, slow and plainly readable. It shares with the model only the types by which a state is
//! told: generators, layout and the order of draws are written here anew, the tables are the oracle's. What differs from the
//! specification in model and hardware alike, so that the two agree, differs from this.

mod generator;

use yuragi_engines::compare::Step;
use yuragi_model::design::Design;
use yuragi_model::Snapshot;
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
        let (hidden, words) = (self.design.network.hidden(), self.words());
        let bundles = (hidden * (words.out + words.fan_in) + words.out) * lanes;
        let upper = self.design.synapse.bits.saturating_sub(3) as usize;
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
        self.resample();
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
        for j in 0..self.design.network.hidden() {
            let inputs = (0..self.design.network.inputs()).filter(|&i| self.state.spikes.inputs[i]);
            let bias = self.design.network.inputs();
            let v = inputs.chain([bias]).map(|i| self.weight_in(j, i)).sum();
            self.state.potentials.hidden[j] = v as i32;
            self.state.spikes.predicted[j] = self.spike(v);
        }
    }

    fn resample(&mut self) {
        let (hidden, outputs) = (self.design.network.hidden(), self.design.network.outputs());
        let clamped = self.state.stimulus.clamped.clone();
        if self.state.age == 0 || !clamped.contains(&true) {
            self.state.spikes.hidden = self.state.spikes.predicted.clone();
        }
        let passes = if clamped.contains(&true) {
            self.state.registers.sweeps
        } else {
            0
        };
        let quantum = self.design.synapse.quantum_log2;
        for _ in 0..passes {
            for j in 0..hidden {
                let mut logit = i64::from(self.state.potentials.hidden[j]);
                // how likely the clamped outputs are without and with the spike, from the potentials of now
                self.state.spikes.hidden[j] = false;
                for k in (0..outputs).filter(|&k| clamped[k]) {
                    let without = self.output_potential(k);
                    let with = without + self.weight_out(j, k);
                    let y = i64::from(self.state.spikes.outputs[k]);
                    logit +=
                        y * (with - without) - softplus(with, quantum) + softplus(without, quantum);
                }
                // the same draw without the retrograde signal
                let drawn = self.neuron.number();
                let v = i64::from(self.state.potentials.hidden[j]);
                self.state.spikes.predicted[j] = drawn < threshold(v, quantum);
                self.state.spikes.hidden[j] = drawn < threshold(logit, quantum);
            }
        }
        for k in 0..outputs {
            self.state.potentials.outputs[k] = self.output_potential(k) as i32;
        }
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
        let spikes = self.state.spikes.clone();
        let evidence = |real: &[bool], fantasy: &[bool]| -> Vec<i16> {
            let pairs = real.iter().zip(fantasy);
            pairs.map(|(&r, &f)| i16::from(r) - i16::from(f)).collect()
        };
        let of_outputs = evidence(&spikes.outputs, &spikes.readout);
        let of_hidden = evidence(&spikes.hidden, &spikes.predicted);
        for e in of_hidden.iter().chain(&of_outputs) {
            match e {
                1 => bump(&mut self.state.counters.evidence_up),
                -1 => bump(&mut self.state.counters.evidence_down),
                _ => (),
            }
        }
        let (hidden, words) = (self.design.network.hidden(), self.words());
        for j in 0..=hidden {
            if (j == hidden || spikes.hidden[j]) && of_outputs.iter().any(|&e| e != 0) {
                self.flip_words(j, 0, words.out, &of_outputs);
            }
            // the bias neuron has no fan-in
            let e = of_hidden.get(j).copied().unwrap_or(0);
            if e != 0 {
                let x = spikes.inputs.iter().copied().chain([true]);
                let evidence: Vec<i16> = x.map(|x| i16::from(x) * e).collect();
                self.flip_words(j, words.out, words.fan_in, &evidence);
            }
        }
    }

    /// Some words of row j, one draw each.
    fn flip_words(&mut self, j: usize, first: usize, words: usize, evidence: &[i16]) {
        let lanes = self.design.hardware.lanes;
        for t in 0..words {
            let drawn = self.lanes.draw();
            for l in 0..lanes {
                let e = evidence.get(t * lanes + l).copied().unwrap_or(0);
                if e != 0
                    && number(&drawn[8 * l..8 * l + 8]) < self.state.registers.flip.into()
                    && self.move_by(j, first + t, l, e)
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
    }

    fn fluctuate(&mut self) {
        let (hidden, words) = (self.design.network.hidden(), self.words());
        let (row, noise) = (self.state.noise_row, self.state.registers.noise);
        if noise == 0 {
            return;
        }
        for t in 0..if row < hidden {
            words.out + words.fan_in
        } else {
            words.out
        } {
            let drawn = self.lanes.draw();
            for l in 0..self.design.hardware.lanes {
                if number(&drawn[8 * l + 1..8 * l + 8]) < noise.into() {
                    self.move_by(row, t, l, if drawn[8 * l] { 1 } else { -1 });
                }
            }
        }
        self.state.noise_row = (row + 1) % (hidden + 1);
    }

    /// Moves the bundle in lane l of word t of row j by one synapse; false at the rail.
    fn move_by(&mut self, j: usize, t: usize, l: usize, e: i16) -> bool {
        let place = self.place(j, t, l);
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

    /// u_k in the present hidden state.
    fn output_potential(&self, k: usize) -> i64 {
        let hidden = self.design.network.hidden();
        let spiking = (0..hidden).filter(|&j| self.state.spikes.hidden[j]);
        spiking.chain([hidden]).map(|j| self.weight_out(j, k)).sum()
    }

    /// w_kj, from hidden neuron j (H is the bias) to output k.
    fn weight_out(&self, j: usize, k: usize) -> i64 {
        let lanes = self.design.hardware.lanes;
        self.state.weights.values[self.place(j, k / lanes, k % lanes)].into()
    }

    /// w_ji, from input i (I is the bias) to hidden neuron j.
    fn weight_in(&self, j: usize, i: usize) -> i64 {
        let lanes = self.design.hardware.lanes;
        let place = self.place(j, self.words().out + i / lanes, i % lanes);
        self.state.weights.values[place].into()
    }

    /// Where lane l of word t of row j stands in the row memory.
    fn place(&self, j: usize, t: usize, l: usize) -> usize {
        let words = self.words();
        (j * (words.out + words.fan_in) + t) * self.design.hardware.lanes + l
    }

    fn words(&self) -> Words {
        let lanes = self.design.hardware.lanes;
        Words {
            out: self.design.network.outputs().div_ceil(lanes),
            fan_in: (self.design.network.inputs() + 1).div_ceil(lanes),
        }
    }
}

/// W_out and W_in.
struct Words {
    out: usize,
    fan_in: usize,
}

fn bump(counter: &mut u32) {
    *counter = counter.wrapping_add(1);
}
