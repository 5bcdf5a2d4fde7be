//! Where every bundle of synapses lives in the row memory.
//!
//! A hidden neuron owns a row: first its fan-out, then its fan-in, each in words of P lanes. The bias
//! neuron of the hidden layer has a last row of fan-out only. Lanes beyond the last neuron are padding.

use serde::{Deserialize, Serialize};

/// The shape of a row memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// I, without the bias neuron.
    pub inputs: usize,
    /// H, without the bias neuron.
    pub hidden: usize,
    /// O.
    pub outputs: usize,
    /// P, bundles in a word.
    pub lanes: usize,
    /// W_out = ⌈O/P⌉.
    pub words_out: usize,
    /// W_in = ⌈(I+1)/P⌉.
    pub words_in: usize,
    /// W = W_out + W_in.
    pub words_per_row: usize,
    /// Words of the memory: H·W + W_out.
    pub depth: usize,
}

/// A connection of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bundle {
    /// From input `input` (I is the bias neuron) to hidden neuron `hidden`.
    In { hidden: usize, input: usize },
    /// From hidden neuron `hidden` (H is the bias neuron) to output `output`.
    Out { hidden: usize, output: usize },
}

/// A lane of a word of the row memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The hidden neuron that owns the word, H for the bias neuron.
    pub row: usize,
    /// The word within the row.
    pub word: usize,
    /// The lane within the word.
    pub lane: usize,
}

impl Layout {
    /// The layout of a network of I inputs, H hidden neurons and O outputs in words of P lanes; a design's is
    /// [`Design::layout`](crate::design::Design::layout).
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

    /// Words of a stimulus as the chip holds it: clamp bits, sixteen a word, then intensities, two a word.
    pub fn stimulus_words(&self) -> usize {
        self.outputs.div_ceil(16) + (self.inputs + self.outputs).div_ceil(2)
    }

    /// Words of a row: W, but W_out for the row of the bias neuron.
    pub fn words_in_row(&self, row: usize) -> usize {
        if row == self.hidden {
            self.words_out
        } else {
            self.words_per_row
        }
    }

    /// Address of a word of a row.
    pub fn address(&self, row: usize, word: usize) -> usize {
        row * self.words_per_row + word
    }

    /// Row and word of an address.
    pub fn row_and_word(&self, address: usize) -> (usize, usize) {
        (address / self.words_per_row, address % self.words_per_row)
    }

    /// Where a bundle lives, or `None` if there is no such neuron.
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

    /// The bundle that lives in a place, or `None` for padding and for places outside the memory.
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

    /// The indices, in a flat array of depth × P lanes, at which bundles live: all but padding.
    pub fn bundles(&self) -> impl Iterator<Item = usize> + use<> {
        let layout = *self;
        (0..layout.depth * layout.lanes).filter(move |index| {
            let (row, word) = layout.row_and_word(index / layout.lanes);
            let lane = index % layout.lanes;
            layout.bundle(Place { row, word, lane }).is_some()
        })
    }

    /// Index of a place in a flat array of depth × P lanes.
    pub fn index(&self, place: Place) -> usize {
        self.address(place.row, place.word) * self.lanes + place.lane
    }
}
