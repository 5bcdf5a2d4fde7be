//! The state of a layered network without its random streams.

use crate::design::Design;
use crate::network::{Counters, Registers, Stimulus, Weights};
use crate::options::Options;
use crate::random::Recurrence;
use crate::shape::{Shape, Source};
use crate::tables::Tables;

/// The number of lanes beyond row memory and spikes, so that a vector may reach past their ends.
pub(super) const SLACK: usize = 64;

/// The state that both paths work on. Spikes are the numbers 0 and 1.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub shape: Shape,
    pub tables: Tables,
    /// The smallest and the largest weight.
    pub range: (i16, i16),
    pub bits: u32,
    pub initial: u32,
    /// The parts of the law that are taken away.
    pub options: Options,
    pub registers: Registers,
    pub stimulus: Stimulus,
    pub any_clamped: bool,
    /// The row memory, and `SLACK` more values that belong to no bundle.
    pub weights: Vec<i16>,
    /// Whether they were replaced since the last presentation.
    pub replaced: bool,
    /// s of all neurons, layer by layer, and `SLACK` zeros.
    pub spikes: Vec<i16>,
    /// p of all hidden neurons and ŷ of the outputs, at the places of their spikes, and `SLACK` zeros. Those of inputs are
    /// not used.
    pub predicted: Vec<i16>,
    /// u of all neurons above the inputs, layer by layer in whole vectors, in quanta.
    pub u: Vec<i32>,
    /// For each lane of a potential 1 if it belongs to a hidden neuron or a clamped output, 0 if to a free output or to
    /// none: whether the neurons below hear it.
    pub hears: Vec<i16>,
    pub age: u16,
    pub noise_row: usize,
    pub counts: Vec<u16>,
    pub counters: Counters,
}

impl State {
    pub fn new(design: &Design, options: Options) -> Self {
        let shape = design.shape();
        let (neurons, outputs) = (shape.first(shape.len()), shape.outputs());
        let mut hears = vec![0; shape.first_lane(shape.len())];
        for layer in 1..shape.last() {
            hears[shape.first_lane(layer)..][..shape.neurons(layer)].fill(1);
        }
        Self {
            hears,
            tables: Tables::new(design.synapse.quantum_log2),
            range: Weights::range(design.synapse.bits),
            bits: design.synapse.bits,
            initial: design.initial(),
            options,
            registers: Registers::new(design),
            stimulus: Stimulus::dark(&shape),
            any_clamped: false,
            weights: vec![0; shape.depth() * shape.lanes() + SLACK],
            replaced: true,
            spikes: vec![0; neurons + SLACK],
            predicted: vec![0; neurons + SLACK],
            u: vec![0; shape.first_lane(shape.len())],
            age: 0,
            noise_row: 0,
            counts: vec![0; outputs],
            counters: Counters::default(),
            shape,
        }
    }

    /// Draws the weights from the neuron stream and sets everything else to 0. Registers and stimulus stay.
    pub fn reset(&mut self, neuron: &mut Recurrence) {
        let used = self.shape.depth() * self.shape.lanes();
        for weight in &mut self.weights[..used] {
            let draw = neuron.draw() as i16;
            *weight = match self.initial {
                0 => 0,
                bits => draw >> (16 - bits),
            };
        }
        self.replaced = true;
        self.spikes.fill(0);
        self.predicted.fill(0);
        self.u.fill(0);
        self.age = 0;
        self.noise_row = 0;
        self.counts.fill(0);
        self.counters = Counters::default();
    }

    /// The content of the row memory in place.
    pub fn row_memory(&self) -> &[i16] {
        &self.weights[..self.weights.len() - SLACK]
    }

    /// Replaces the content of the row memory by one of the same size.
    pub fn set_weights(&mut self, values: &[i16]) {
        self.weights[..values.len()].copy_from_slice(values);
        self.replaced = true;
    }

    /// Takes a stimulus of the right size. The hidden state starts afresh in the next presentation.
    pub fn set_stimulus(&mut self, intensities: [&[u8]; 2], clamped: &[bool]) {
        let [inputs, outputs] = intensities;
        let own = &mut self.stimulus;
        own.intensities[..inputs.len()].copy_from_slice(inputs);
        own.intensities[inputs.len()..].copy_from_slice(outputs);
        own.clamped.copy_from_slice(clamped);
        let hears = &mut self.hears[self.shape.first_lane(self.shape.last())..];
        for (hears, &clamped) in hears.iter_mut().zip(clamped) {
            *hears = clamped.into();
        }
        self.any_clamped = clamped.contains(&true);
        self.age = 0;
    }

    /// The weight of a bundle that exists.
    pub fn weight(&self, source: Source, neuron: usize, target: usize, place: usize) -> i32 {
        let index = self.shape.index(source, neuron, target, place);
        self.weights[index.expect("a bundle of this shape")].into()
    }

    /// The spike of a neuron of a source.
    pub fn spike(&self, source: Source, neuron: usize) -> i32 {
        match source {
            Source::Layer(layer) => self.spikes[self.shape.first(layer) + neuron].into(),
            Source::Bias => 1,
        }
    }

    /// Ends a presentation: the age grows, or becomes 0 if it reaches the dwell.
    pub fn grow_older(&mut self) {
        self.age = if self.age + 1 == self.registers.dwell {
            0
        } else {
            self.age + 1
        };
        self.counters.presentations = self.counters.presentations.wrapping_add(1);
    }
}
