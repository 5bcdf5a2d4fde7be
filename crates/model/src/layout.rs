//! The place of every bundle of synapses in the row memory.
//!
//! Each hidden neuron has a row: first its fan-out, then its fan-in, both in words of P lanes. The last row belongs to
//! the bias neuron of the hidden layer and has only a fan-out. Lanes beyond the last neuron are padding.

use serde::{Deserialize, Serialize};

/// The shape of a row memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// I, the number of inputs, without the bias neuron.
    pub inputs: usize,
    /// H, the number of hidden neurons, without the bias neuron.
    pub hidden: usize,
    /// O, the number of outputs.
    pub outputs: usize,
    /// P, the number of bundles in a word.
    pub lanes: usize,
    /// W_out = ⌈O/P⌉, the number of words of a fan-out.
    pub words_out: usize,
    /// W_in = ⌈(I+1)/P⌉, the number of words of a fan-in.
    pub words_in: usize,
    /// W = W_out + W_in, the number of words of a row.
    pub words_per_row: usize,
    /// The number of words of the memory, H·W + W_out.
    pub depth: usize,
}

/// A connection between two neurons: the bundle of its synapses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bundle {
    /// From an input to a hidden neuron.
    In {
        /// The hidden neuron, 0..H.
        hidden: usize,
        /// The input, 0..=I; I is the bias neuron.
        input: usize,
    },
    /// From a hidden neuron to an output.
    Out {
        /// The hidden neuron, 0..=H; H is the bias neuron.
        hidden: usize,
        /// The output, 0..O.
        output: usize,
    },
}

/// A place in the row memory: one lane of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The row, 0..=H: the hidden neuron that it belongs to, or H for the bias neuron.
    pub row: usize,
    /// The word within the row, 0..W (0..W_out in row H).
    pub word: usize,
    /// The lane within the word, 0..P.
    pub lane: usize,
}

impl Layout {
    /// The layout of a network of I inputs, H hidden neurons and O outputs in words of P lanes.
    /// [`Design::layout`](crate::design::Design::layout) gives the layout of a design.
    pub fn new(inputs: usize, hidden: usize, outputs: usize, lanes: usize) -> Self {
        let words_out = outputs.div_ceil(lanes);
        let words_in = (inputs + 1).div_ceil(lanes);
        let words_per_row = words_out + words_in;
        Self {
            inputs,
            hidden,
            outputs,
            lanes,
            words_out,
            words_in,
            words_per_row,
            depth: hidden * words_per_row + words_out,
        }
    }

    /// The number of 16-bit words of a stimulus in the chip's memory: the clamp bits, sixteen in a word, and then the
    /// intensities, two in a word.
    pub fn stimulus_words(&self) -> usize {
        self.outputs.div_ceil(16) + (self.inputs + self.outputs).div_ceil(2)
    }

    /// The number of words of a row: W, or W_out for row H of the bias neuron.
    pub fn words_in_row(&self, row: usize) -> usize {
        if row == self.hidden {
            self.words_out
        } else {
            self.words_per_row
        }
    }

    /// The address of a word of a row.
    pub fn address(&self, row: usize, word: usize) -> usize {
        row * self.words_per_row + word
    }

    /// The row and the word within it at an address.
    pub fn row_and_word(&self, address: usize) -> (usize, usize) {
        (address / self.words_per_row, address % self.words_per_row)
    }

    /// The place of a bundle, or `None` if one of its neurons does not exist.
    pub fn place(&self, bundle: Bundle) -> Option<Place> {
        let (row, first, neuron) = match bundle {
            Bundle::Out { hidden, output } if hidden <= self.hidden && output < self.outputs => {
                (hidden, 0, output)
            }
            Bundle::In { hidden, input } if hidden < self.hidden && input <= self.inputs => {
                (hidden, self.words_out, input)
            }
            _ => return None,
        };
        Some(Place {
            row,
            word: first + neuron / self.lanes,
            lane: neuron % self.lanes,
        })
    }

    /// The bundle at a place, or `None` for padding and for places outside the memory.
    pub fn bundle(&self, place: Place) -> Option<Bundle> {
        let Place { row, word, lane } = place;
        if row > self.hidden || word >= self.words_in_row(row) || lane >= self.lanes {
            return None;
        }
        if word < self.words_out {
            let output = word * self.lanes + lane;
            (output < self.outputs).then_some(Bundle::Out {
                hidden: row,
                output,
            })
        } else {
            let input = (word - self.words_out) * self.lanes + lane;
            (input <= self.inputs).then_some(Bundle::In { hidden: row, input })
        }
    }

    /// The indices of all bundles, without padding, in a flat array of depth × P lanes such as
    /// [`Weights::values`](crate::network::Weights::values).
    pub fn bundles(&self) -> impl Iterator<Item = usize> + use<> {
        let layout = *self;
        (0..layout.depth * layout.lanes).filter(move |index| {
            let (row, word) = layout.row_and_word(index / layout.lanes);
            let lane = index % layout.lanes;
            layout.bundle(Place { row, word, lane }).is_some()
        })
    }

    /// The index of a place in a flat array of depth × P lanes.
    pub fn index(&self, place: Place) -> usize {
        self.address(place.row, place.word) * self.lanes + place.lane
    }
}
