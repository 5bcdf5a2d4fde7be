//! The state of a network without its random streams.

use crate::design::Design;
use crate::layout::Layout;
use crate::network::{Counters, Registers, Stimulus, Weights};
use crate::options::Options;
use crate::random::Recurrence;
use crate::tables::Tables;

/// The number of lanes of a vector of the fast path.
pub(crate) const VECTOR: usize = 16;

/// The number of lanes of the longest word.
const SLACK: usize = 64;

/// The state that both the plain and the fast path work on.
///
/// Spikes are kept as the numbers 0 and 1, so that a potential is a sum of products along the lanes of a row. Arrays
/// along lanes are padded with zeros to whole vectors, and the weights by the longest word, so that the fast path
/// never has to handle part of a vector.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub layout: Layout,
    pub tables: Tables,
    /// B, the number of bits of a weight.
    pub bits: u32,
    /// The parts of the law that are taken away.
    pub options: Options,
    pub registers: Registers,
    pub stimulus: Stimulus,
    /// The weights of depth × P lanes, and `SLACK` more values that belong to no bundle.
    pub weights: Vec<i16>,
    /// x in W_in·P lanes, with x_I = 1 for the bias neuron.
    pub x: Vec<i16>,
    /// ĥ of the H hidden neurons, and ĥ_H = 1 for the bias neuron, so that it never has evidence.
    pub predicted: Vec<i16>,
    /// h of the H hidden neurons, and h_H = 1 for the bias neuron.
    pub h: Vec<i16>,
    /// y in W_out·P lanes.
    pub y: Vec<i16>,
    /// ŷ in W_out·P lanes.
    pub readout: Vec<i16>,
    /// v of the H hidden neurons, in quanta.
    pub v: Vec<i32>,
    /// u in W_out·P lanes, in quanta.
    pub u: Vec<i32>,
    /// The number of presentations since the hidden state last started afresh.
    pub age: u16,
    /// The row that the background fluctuation visits next.
    pub noise_row: usize,
    pub counts: Vec<u16>,
    pub counters: Counters,
}

impl State {
    /// The state at power-on, before the reset that draws the weights.
    pub fn new(design: &Design, options: Options) -> Self {
        let layout = design.layout();
        let (fan_in, fan_out) = (
            layout.words_in * layout.lanes,
            layout.words_out * layout.lanes,
        );
        let mut state = Self {
            layout,
            tables: Tables::new(design.synapse.quantum_log2),
            bits: design.synapse.bits,
            options,
            registers: Registers::new(design),
            stimulus: Stimulus::dark(&layout),
            weights: vec![0; layout.depth * layout.lanes + SLACK],
            x: vec![0; fan_in.next_multiple_of(VECTOR)],
            predicted: vec![0; (layout.hidden + 1).next_multiple_of(VECTOR)],
            h: vec![0; (layout.hidden + 1).next_multiple_of(VECTOR)],
            y: vec![0; fan_out.next_multiple_of(VECTOR)],
            readout: vec![0; fan_out.next_multiple_of(VECTOR)],
            v: vec![0; layout.hidden.next_multiple_of(VECTOR)],
            u: vec![0; fan_out.next_multiple_of(VECTOR)],
            age: 0,
            noise_row: 0,
            counts: vec![0; layout.outputs],
            counters: Counters::default(),
        };
        state.clear();
        state
    }

    /// Resets the state: draws the weights from the neuron stream and sets everything else to 0. Registers and
    /// stimulus stay.
    pub fn reset(&mut self, neuron: &mut Recurrence) {
        self.clear();
        let (bits, lanes_used) = (self.bits, self.layout.depth * self.layout.lanes);
        for weight in &mut self.weights[..lanes_used] {
            *weight = initial_weight(neuron.draw(), bits);
        }
    }

    fn clear(&mut self) {
        for spikes in [
            &mut self.x,
            &mut self.predicted,
            &mut self.h,
            &mut self.y,
            &mut self.readout,
        ] {
            spikes.fill(0);
        }
        self.x[self.layout.inputs] = 1;
        self.predicted[self.layout.hidden] = 1;
        self.h[self.layout.hidden] = 1;
        self.v.fill(0);
        self.u.fill(0);
        self.age = 0;
        self.noise_row = 0;
        self.counts.fill(0);
        self.counters = Counters::default();
    }

    /// The index of the first fan-out lane of row j. The fan-in comes after the fan-out.
    pub fn row(&self, j: usize) -> usize {
        j * self.layout.words_per_row * self.layout.lanes
    }

    /// The number of lanes of a fan-out, W_out·P.
    pub fn fan_out(&self) -> usize {
        self.layout.words_out * self.layout.lanes
    }

    /// The number of lanes of a fan-in, W_in·P.
    pub fn fan_in(&self) -> usize {
        self.layout.words_in * self.layout.lanes
    }

    /// The content of the row memory.
    pub fn weights(&self) -> Weights {
        Weights {
            lanes: self.layout.lanes,
            values: self.row_memory().to_vec(),
        }
    }

    /// The content of the row memory in place.
    pub fn row_memory(&self) -> &[i16] {
        &self.weights[..self.weights.len() - SLACK]
    }

    /// Replaces the content of the row memory by one of the same size.
    pub fn set_weights(&mut self, weights: &Weights) {
        self.weights[..weights.values.len()].copy_from_slice(&weights.values);
    }
}

/// The initial weight from the upper B − 3 bits of a draw, uniform over −2^(B−4)..2^(B−4)−1; 0 if B ≤ 3.
fn initial_weight(draw: u16, bits: u32) -> i16 {
    if bits <= 3 {
        0
    } else {
        draw as i16 >> (19 - bits)
    }
}
