//! The state inside a simulated core.

use verilator_sys::{Library, Signal, Simulation};
use yuragi_hdl::Parameters;
use yuragi_hdl::parameters::POTENTIAL;
use yuragi_model::network::{Counters, Potentials, Registers, Snapshot, Spikes, Stimulus, Weights};
use yuragi_model::random::{ENCODER, NEURON, StreamStates};
use yuragi_model::shape::Shape;

use crate::error::Result;
use crate::spikes;

/// The state that is read inside the circuit, by module and variable.
pub const PROBES: [(&str, &str); 13] = [
    ("row_memory", "words"),
    ("potential_banks", "words"),
    ("potential_banks", "copies"),
    ("bank_pointers", "banks"),
    ("neuron_states", "words"),
    ("neuron_states", "copies"),
    ("lfsr", "state"),
    ("lane_lfsr", "state"),
    ("scratch_memory", "words"),
    ("sequencer", "age_counter"),
    ("sequencer", "noise_row"),
    ("sequencer", "noise_word"),
    ("sequencer", "noise_layer"),
];

/// The handles of this state.
pub struct Probes {
    rows: Signal,
    potentials: Signal,
    banks: Signal,
    /// Spikes and masks of neurons, for those that they are children of.
    children: Signal,
    /// Spikes, prediction spikes and masks of neurons.
    states: Signal,
    encoder: Signal,
    neuron: Signal,
    lanes: Signal,
    scratch: Signal,
    age: Signal,
    noise_row: Signal,
    noise_word: Signal,
    noise_layer: Signal,
}

impl Probes {
    pub fn find(library: &Library) -> Result<Self> {
        let variable = |name: &str| library.variable(&format!("yuragi_core.{name}"));
        Ok(Self {
            rows: variable("synapses.row_memory.words")?,
            potentials: variable("weighing.potential_banks.words")?,
            banks: variable("weighing.bank_pointers.banks")?,
            children: variable("neuron_states.words")?,
            states: variable("neuron_states.copies")?,
            encoder: variable("encoding.encoder.lfsr.state")?,
            neuron: variable("neuron.lfsr.state")?,
            lanes: variable("synapses.lane_lfsr.state")?,
            scratch: variable("scratch_memory.words")?,
            age: variable("sequencer.age_counter")?,
            noise_row: variable("sequencer.noise_row")?,
            noise_word: variable("sequencer.noise_word")?,
            noise_layer: variable("sequencer.noise_layer")?,
        })
    }
}

/// A look into a simulated core.
pub struct Inside<'a> {
    pub simulation: &'a Simulation,
    pub probes: &'a Probes,
    pub parameters: &'a Parameters,
    pub shape: &'a Shape,
    pub registers: Registers,
    pub stimulus: &'a Stimulus,
}

impl Inside<'_> {
    /// The content of the row memory.
    pub fn weights(&self) -> Result<Weights> {
        let (lanes, bits) = (self.shape.lanes(), self.parameters.bits);
        let rows = self.simulation.peek_bytes(self.probes.rows)?;
        let word = self.probes.rows.bytes();
        let values = (0..self.shape.depth())
            .flat_map(|a| (0..lanes).map(move |l| (a, l)))
            .map(|(a, l)| Bits(&rows[a * word..][..word]).signed(l * bits, bits) as i16)
            .collect();
        Ok(Weights { lanes, values })
    }

    /// The whole state; `counts` are the spike counts.
    pub fn snapshot(&self, counts: Vec<u16>) -> Result<Snapshot> {
        Ok(Snapshot {
            registers: self.registers,
            stimulus: self.stimulus.clone(),
            weights: self.weights()?,
            streams: StreamStates {
                encoder: self.serial_state(self.probes.encoder, ENCODER.start)?,
                neuron: self.serial_state(self.probes.neuron, NEURON.start)?,
                lanes: self.simulation.peek_words(self.probes.lanes)?,
            },
            spikes: self.spikes()?,
            potentials: self.potentials()?,
            counts,
            counters: self.counters()?,
            age: self.simulation.peek(self.probes.age)? as u16,
            noise_row: self.noise_row()?,
        })
    }

    fn serial_state(&self, signal: Signal, start: u128) -> Result<Vec<u64>> {
        Ok(with_start(&self.simulation.peek_words(signal)?, start).to_vec())
    }

    fn scratch(&self, address: usize) -> Result<u16> {
        let element = self
            .simulation
            .peek_element(self.probes.scratch, address as u32)?;
        Ok(element as u16)
    }

    /// The spikes of the inputs are those that the host reads; all others are read from the states of the neurons.
    fn spikes(&self) -> Result<Spikes> {
        let (map, shape) = (&self.parameters.map, self.shape);
        let words = (map.spikes..map.words).map(|address| self.scratch(address));
        let words = words.collect::<Result<Vec<u16>>>()?;
        let inputs = spikes::from_items(&words, shape, self.stimulus).inputs;
        let states = self.simulation.peek_bytes(self.probes.states)?;
        let (bytes, r) = (self.probes.states.bytes(), self.parameters.retrograde_lanes);
        let of = |layer: usize, kind: usize| {
            let first = self.parameters.geometry.first_step(layer);
            let states = &states;
            (0..shape.neurons(layer)).map(move |n| {
                let word = &states[(first + n / r) * bytes..][..bytes];
                Bits(word).bit(kind * r + n % r)
            })
        };
        let hidden = |kind: usize| (1..shape.last()).flat_map(move |layer| of(layer, kind));
        Ok(Spikes {
            inputs,
            predicted: hidden(1).collect(),
            hidden: hidden(0).collect(),
            outputs: of(shape.last(), 0).collect(),
            readout: of(shape.last(), 1).collect(),
        })
    }

    fn potentials(&self) -> Result<Potentials> {
        let (p, shape) = (self.parameters, self.shape);
        let banks = self.simulation.peek(self.probes.banks)?;
        let memory = self.simulation.peek_bytes(self.probes.potentials)?;
        let bytes = self.probes.potentials.bytes();
        let (r, width) = (p.retrograde_lanes, p.widths().meant(POTENTIAL));
        let of = |layer: usize| {
            let bank = (banks >> (2 * layer) & 3) as usize;
            let first = p
                .geometry
                .potential_address(bank, p.geometry.first_step(layer));
            let memory = &memory;
            (0..shape.neurons(layer)).map(move |n| {
                let word = &memory[(first + n / r) * bytes..][..bytes];
                Bits(word).signed(n % r * width, width)
            })
        };
        Ok(Potentials {
            hidden: (1..shape.last()).flat_map(of).collect(),
            outputs: of(shape.last()).collect(),
        })
    }

    fn counters(&self) -> Result<Counters> {
        let totals = self.parameters.map.totals;
        let mut values = [0; 5];
        for (i, value) in values.iter_mut().enumerate() {
            let [low, high] = [0, 1].map(|half| self.scratch(totals + 2 * i + half));
            *value = u32::from(low?) | u32::from(high?) << 16;
        }
        Ok(Counters::from(values))
    }

    /// The core counts words. A row that no presentation has visited begins at such a word.
    fn noise_row(&self) -> Result<usize> {
        let address = self.simulation.peek(self.probes.noise_row)? as usize;
        let rows = 0..self.shape.row_count();
        let row = rows.rev().find(|&row| self.shape.row(row).0 <= address);
        Ok(row.unwrap_or(0))
    }
}

/// Puts the part of a snapshot into a core that the host port cannot write.
pub fn restore(
    simulation: &mut Simulation,
    probes: &Probes,
    parameters: &Parameters,
    shape: &Shape,
    snapshot: &Snapshot,
) -> Result<()> {
    let streams = &snapshot.streams;
    let serial = |words: &[u64], start: u128| with_start(words, start);
    simulation.poke_words(probes.encoder, &serial(&streams.encoder, ENCODER.start))?;
    simulation.poke_words(probes.neuron, &serial(&streams.neuron, NEURON.start))?;
    simulation.poke_words(probes.lanes, &streams.lanes)?;
    let states = states(parameters, shape, snapshot);
    let first = parameters.geometry.first_step(1);
    for (signal, kinds) in [(probes.states, &[0, 1, 2][..]), (probes.children, &[0, 2])] {
        let (bytes, r) = (signal.bytes(), parameters.retrograde_lanes);
        let mut memory = vec![0; parameters.geometry.all_steps() * bytes];
        for (word, state) in states.iter().enumerate() {
            for (place, &kind) in kinds.iter().enumerate() {
                for (lane, &bit) in state[kind].iter().enumerate() {
                    let at = 8 * (first + word) * bytes + place * r + lane;
                    memory[at / 8] |= u8::from(bit) << (at % 8);
                }
            }
        }
        simulation.poke_bytes(signal, &memory)?;
    }
    let totals = parameters.map.totals as u32;
    for (i, value) in (0..).zip(snapshot.counters.values()) {
        for (half, word) in [(0, value & 0xffff), (1, value >> 16)] {
            simulation.poke_element(probes.scratch, totals + 2 * i + half, word.into())?;
        }
    }
    simulation.poke(probes.age, snapshot.age.into())?;
    let row = snapshot.noise_row;
    simulation.poke(probes.noise_row, shape.row(row).0 as u64)?;
    simulation.poke(probes.noise_word, 0)?;
    // the rows of the bias neuron come after those of the last layer but one
    let layer = (0..shape.last()).rfind(|&layer| shape.first(layer) <= row);
    let layer = layer.filter(|_| row + 1 < shape.row_count());
    simulation.poke(probes.noise_layer, layer.unwrap_or(shape.last()) as u64)?;
    Ok(simulation.eval()?)
}

/// Spike, prediction spike and mask of the neurons, word by word of their potentials.
fn states(parameters: &Parameters, shape: &Shape, snapshot: &Snapshot) -> Vec<[Vec<bool>; 3]> {
    let spikes = &snapshot.spikes;
    let (mut all, mut at) = (Vec::new(), 0);
    for layer in 1..=shape.last() {
        let n = shape.neurons(layer);
        let (own, predicted, mask) = match layer == shape.last() {
            true => (
                &spikes.outputs[..],
                &spikes.readout[..],
                snapshot.stimulus.clamped.clone(),
            ),
            false => (
                &spikes.hidden[at..at + n],
                &spikes.predicted[at..at + n],
                vec![true; n],
            ),
        };
        at += n;
        for first in (0..n).step_by(parameters.retrograde_lanes) {
            let last = (first + parameters.retrograde_lanes).min(n);
            all.push([own, predicted, &mask].map(|spikes| spikes[first..last].to_vec()));
        }
    }
    all
}

/// The state of a serial stream in the circuit, where its start is 0, or the other way round.
fn with_start(words: &[u64], start: u128) -> [u64; 2] {
    let mask = (1u128 << 89) - 1;
    let state = (u128::from(words[0]) | u128::from(words[1]) << 64) ^ (start & mask);
    [state as u64, (state >> 64) as u64]
}

/// The bits of a little-endian byte string.
struct Bits<'a>(&'a [u8]);

impl Bits<'_> {
    fn bit(&self, at: usize) -> bool {
        self.0[at / 8] >> (at % 8) & 1 == 1
    }
    fn signed(&self, at: usize, width: usize) -> i32 {
        let value = (0..width).fold(0i64, |v, i| v | i64::from(self.bit(at + i)) << i);
        (value << (64 - width) >> (64 - width)) as i32
    }
}
