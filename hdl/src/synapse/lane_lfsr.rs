//! The random generator of the lanes, linear over GF(2). It gives fresh bits at every draw and advances only when a draw is
//! consumed.

use crate::parameters::{LaneLfsr as LaneParameters, block, ports};
use rust_hdl_core::prelude::*;

/// The wide generator that the lanes share, eight bits for each. Its width follows the number of lanes of the design
/// file, so its text is written here.
#[derive(LogicBlock)]
pub struct LaneLfsr {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the generator goes back to its start.
    pub reset: Signal<In, Bit>,
    /// High when the draws are consumed.
    pub step: Signal<In, Bit>,
    /// Byte that is mixed into a step: of the seed at a reset, else 0.
    pub absorb: Signal<In, Bits<8>>,
    /// The present draws, eight bits for each lane.
    pub draw: Vec<Signal<Out, Bits<8>>>,
    _parameters: LaneParameters,
}

impl LaneLfsr {
    /// The generator for `lanes` lanes.
    pub fn new(p: &LaneParameters, lanes: usize) -> Self {
        block!(clock, reset, step, absorb; draw: ports(lanes), _parameters: p.clone())
    }
}

impl Logic for LaneLfsr {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.draw.iter_mut().for_each(|d| d.connect());
    }
    fn hdl(&self) -> Verilog {
        let LaneParameters {
            width: n,
            left,
            right,
            rotate,
            start,
        } = &self._parameters;
        let start: String = start.iter().rev().map(|w| format!("{w:016x}")).collect();
        let rotated = match rotate {
            0 => "folded".to_string(),
            c => format!("{{folded[{}:0], folded[{}:{}]}}", n - c - 1, n - 1, n - c),
        };
        let used = 8 * self.draw.len();
        let unused = if used < *n {
            format!(
                "// verilator lint_off UNUSEDSIGNAL\nwire [{}:0] spare = state[{}:{used}]; // no lane takes these bits\n// verilator lint_on UNUSEDSIGNAL\n",
                n - used - 1,
                n - 1
            )
        } else {
            String::new()
        };
        Verilog::Custom(format!(
            "// cell lane_lfsr: {n}-bit generator that the lanes share, eight fresh bits for each at every draw\n\
             localparam [{top}:0] START = {n}'h{start};\n\
             reg [{top}:0] state = START;\n\
             wire [{top}:0] mixed = state ^ (state << {left});\n\
             wire [{top}:0] folded = mixed ^ (mixed >> {right});\n\
             wire [{top}:0] stepped = {rotated};\n\
             always @(posedge clock)\n  if (i_reset) state <= START;\n  else if (i_step) state <= stepped ^ {{{pad}'d0, i_absorb}};\n\
             assign o_draw = state[{}:0];\n{unused}",
            used - 1,
            top = n - 1,
            pad = n - 8,
        ))
    }
}
