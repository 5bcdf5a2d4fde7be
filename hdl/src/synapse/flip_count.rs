//! How many synapses flipped.

use crate::parameters::{block, ports};
use rust_hdl_core::prelude::*;

/// How many of the lanes moved a weight: known two cycles after they say so.
#[derive(LogicBlock)]
pub struct FlipCount {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the lanes are counted.
    pub enable: Signal<In, Bit>,
    /// High for every lane that moved its weight.
    pub moved: Vec<Signal<In, Bit>>,
    /// How many did, two cycles later.
    pub count: Signal<Out, Bits<7>>,
}

impl FlipCount {
    /// The count over `lanes` lanes.
    pub fn new(lanes: usize) -> Self {
        block!(clock, enable, count; moved: ports(lanes))
    }
}

impl Logic for FlipCount {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.count.connect();
    }
    fn hdl(&self) -> Verilog {
        let n = self.moved.len();
        let groups = n.div_ceil(4);
        let moved = match 4 * groups - n {
            0 => "i_moved".to_owned(),
            pad => format!("{{{pad}'d0, i_moved}}"),
        };
        Verilog::Custom(format!(
            "// cell flip_count: how many lanes moved a weight, known two cycles after they say so: in parts of four lanes first\n\
             integer i;\ninteger k;\nwire [{lanes}:0] moved = {moved};\nreg [{top}:0] parts = {width}'d0;\nreg [6:0] count = 7'd0;\nreg [6:0] sum;\n\
             always @* begin\n  sum = 7'd0;\n  for (i = 0; i < {groups}; i = i + 1) sum = sum + {{4'd0, parts[3*i +: 3]}};\nend\n\
             always @(posedge clock) begin\n  for (k = 0; k < {groups}; k = k + 1)\n    parts[3*k +: 3] <= !i_enable ? 3'd0 :\n\
             \x20     {{2'd0, moved[4*k]}} + {{2'd0, moved[4*k + 1]}} + {{2'd0, moved[4*k + 2]}} + {{2'd0, moved[4*k + 3]}};\n  count <= sum;\nend\nassign o_count = count;\n",
            lanes = 4 * groups - 1,
            top = 3 * groups - 1,
            width = 3 * groups,
        ))
    }
}
