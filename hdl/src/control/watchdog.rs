//! Restarts a core that hangs, as it can after a bit of its control turned.

use crate::parameters::{Parameters, block};
use rust_hdl_core::prelude::*;

/// Counts the still cycles: the host port neither takes a byte nor has one to give, or the sequencer is busy. Every presentation that
/// ends begins the count anew. No command is still for half of the patience, 2 to the [`Parameters::patience_log2`]. The size of the counter follows the design file, so the
/// text is written here.
#[derive(LogicBlock)]
pub struct Watchdog {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High in a still cycle.
    pub still: Signal<In, Bit>,
    /// High when a presentation ends.
    pub presented: Signal<In, Bit>,
    /// High for one cycle when nothing moved for the whole patience.
    pub expired: Signal<Out, Bit>,
    _patience_log2: usize,
}

impl Watchdog {
    /// The watchdog, with the patience of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, still, presented, expired; _patience_log2: p.patience_log2())
    }
}

impl Logic for Watchdog {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.expired.connect();
    }
    fn hdl(&self) -> Verilog {
        let (top, bits) = (self._patience_log2, self._patience_log2 + 1);
        Verilog::Custom(format!(
            "// cell watchdog: restarts a core at which nothing moves\n\
             reg [{top}:0] age = {bits}'d0;\n\
             always @(posedge clock) if (!i_still | i_presented | o_expired) age <= {bits}'d0; else age <= age + {bits}'d1;\n\
             assign o_expired = age[{top}];\n"
        ))
    }
}
