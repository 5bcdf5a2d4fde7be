//! A neuron in turn, and the one after it.

use crate::control::descriptors::LayerTable;
use crate::parameters::{Parameters, ROW, STEP, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Counts through the neurons of the layers above the inputs: the number of the layer, the word of the neuron's potential, its place in
/// the word, and the address of its row.
#[derive(LogicBlock)]
pub struct Position {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the position is set from outside.
    pub load: Signal<In, Bit>,
    /// Layer that is set.
    pub load_layer: Signal<In, Bits<3>>,
    /// Word that is set.
    pub load_word: Signal<In, Bits<STEP>>,
    /// Place in the word that is set.
    pub load_lane: Signal<In, Bits<3>>,
    /// Address of the row that is set.
    pub load_row: Signal<In, Bits<ROW>>,
    /// High when the next neuron is in turn.
    pub advance: Signal<In, Bit>,
    /// Layer of the neuron.
    pub layer: Signal<Out, Bits<3>>,
    /// Word of its potential.
    pub word: Signal<Out, Bits<STEP>>,
    /// Its place in the word.
    pub lane: Signal<Out, Bits<3>>,
    /// Address of its row.
    pub row: Signal<Out, Bits<ROW>>,
    /// Layer of the neuron after it.
    pub next_layer: Signal<Out, Bits<3>>,
    /// Word of the potential of the neuron after it.
    pub next_word: Signal<Out, Bits<STEP>>,
    /// Place in the word of the neuron after it.
    pub next_lane: Signal<Out, Bits<3>>,
    /// Address of the row of the neuron after it.
    pub next_row: Signal<Out, Bits<ROW>>,
    /// High if it is the last neuron of its word.
    pub word_end: Signal<Out, Bit>,
    /// High if it is the last neuron of its layer.
    pub layer_end: Signal<Out, Bit>,
    layer_table: LayerTable,
    layer_kept: DFF<Bits<3>>,
    word_kept: DFF<Bits<STEP>>,
    lane_kept: DFF<Bits<3>>,
    row_kept: DFF<Bits<ROW>>,
    ends_layer: Signal<Local, Bit>,
    ends_word: Signal<Local, Bit>,
    layer_after: Signal<Local, Bits<3>>,
    word_after: Signal<Local, Bits<STEP>>,
    lane_after: Signal<Local, Bits<3>>,
    row_after: Signal<Local, Bits<ROW>>,
    top_lane: Constant<Bits<3>>,
}

impl Position {
    /// A position in the network of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, load, load_layer, load_word, load_lane, load_row, advance, layer, word, lane, row, next_layer, next_word,
            next_lane, next_row, word_end, layer_end, layer_kept, word_kept, lane_kept, row_kept, ends_layer, ends_word,
            layer_after, word_after, lane_after, row_after;
            layer_table: LayerTable::new(&p.geometry),
            top_lane: constant(p.retrograde_lanes as u64 - 1),
        )
    }
}

impl Logic for Position {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell position: the neuron in turn, and the one after it");
        dff_setup!(self, clock, layer_kept, word_kept, lane_kept, row_kept);
        self.layer_table.index.next = self.layer_kept.q.val();
        self.ends_layer.next = (self.word_kept.q.val() == self.layer_table.last_word.val())
            & (self.lane_kept.q.val() == self.layer_table.last_lane.val());
        self.ends_word.next =
            (self.lane_kept.q.val() == self.top_lane.val()) | self.ends_layer.val();
        self.layer_after.next = self.layer_kept.q.val();
        self.word_after.next = self.word_kept.q.val();
        self.lane_after.next = self.lane_kept.q.val() + 1;
        self.row_after.next = self.row_kept.q.val() + self.layer_table.row_words.val();
        if self.ends_word.val() {
            self.lane_after.next = 0.into();
            self.word_after.next = self.word_kept.q.val() + 1;
        }
        if self.ends_layer.val() {
            self.layer_after.next = self.layer_kept.q.val() + 1;
        }
        if self.load.val() {
            self.layer_kept.d.next = self.load_layer.val();
            self.word_kept.d.next = self.load_word.val();
            self.lane_kept.d.next = self.load_lane.val();
            self.row_kept.d.next = self.load_row.val();
        } else if self.advance.val() {
            self.layer_kept.d.next = self.layer_after.val();
            self.word_kept.d.next = self.word_after.val();
            self.lane_kept.d.next = self.lane_after.val();
            self.row_kept.d.next = self.row_after.val();
        }
        self.layer.next = self.layer_kept.q.val();
        self.word.next = self.word_kept.q.val();
        self.lane.next = self.lane_kept.q.val();
        self.row.next = self.row_kept.q.val();
        self.next_layer.next = self.layer_after.val();
        self.next_word.next = self.word_after.val();
        self.next_lane.next = self.lane_after.val();
        self.next_row.next = self.row_after.val();
        self.word_end.next = self.ends_word.val();
        self.layer_end.next = self.ends_layer.val();
    }
}
