//! Spikes as lists of the rows that they read.

use crate::geometry::Geometry;
use crate::geometry::address_bits;
use crate::memory::ram::slice;
use crate::parameters::{LIST, ROW, block};
use rust_hdl_core::prelude::*;

/// The memory of spike lists. An entry is the address of a row whose neuron spiked. In the list of the inputs one entry stands for a
/// pair of neighbours: with `both`, the next row spiked, too. A list ends with a mark. Its size follows the design file, so the
/// text is written here.
#[derive(LogicBlock)]
pub struct SpikeList {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when an entry is read.
    pub read: Signal<In, Bit>,
    /// Entry that is read.
    pub read_address: Signal<In, Bits<LIST>>,
    /// High when an entry is written.
    pub write: Signal<In, Bit>,
    /// Entry that is written.
    pub write_address: Signal<In, Bits<LIST>>,
    /// High if the entry that is written ends its list.
    pub next_end: Signal<In, Bit>,
    /// High if the row after the one that is written spiked, too.
    pub next_both: Signal<In, Bit>,
    /// Address of the row that is written.
    pub next_row: Signal<In, Bits<ROW>>,
    /// High if the entry that was read ends its list.
    pub end: Signal<Out, Bit>,
    /// High if the row after the one that was read spiked, too.
    pub both: Signal<Out, Bit>,
    /// Address of the row of the entry that was read.
    pub row: Signal<Out, Bits<ROW>>,
    _depth: usize,
    _bits: usize,
    _port: usize,
}

impl SpikeList {
    /// The lists of a network.
    pub fn new(geometry: &Geometry) -> Self {
        block!(clock, read, read_address, write, write_address, next_end, next_both, next_row, end, both, row;
            _depth: geometry.list_depth(), _bits: geometry.row_bits(), _port: geometry.list_bits())
    }
}

impl Logic for SpikeList {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.end.connect();
        self.both.connect();
        self.row.connect();
    }
    fn hdl(&self) -> Verilog {
        let (last, top) = (self._depth - 1, self._bits + 1);
        let bits = address_bits(self._depth);
        let read = slice("read_address", self._port, bits);
        let write = slice("write_address", self._port, bits);
        Verilog::Custom(format!(
            "// cell spike_list: the rows whose neurons spiked, list after list\n\
             {read}{write}(* no_rw_check *) reg [{top}:0] entries [0:{last}];\nreg [{top}:0] entry;\n\
             always @(posedge clock) begin\n  if (i_read) entry <= entries[read_address];\n\
             \x20 if (i_write) entries[write_address] <= {{i_next_end, i_next_both, i_next_row}};\nend\n\
             assign o_end = entry[{top}];\nassign o_both = entry[{}];\nassign o_row = entry[{}:0];\n",
            top - 1,
            top - 2
        ))
    }
}
