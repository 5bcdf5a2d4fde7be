//! What happens in a presentation, counted until it is added to the totals in the scratch memory.

use crate::parameters::{Parameters, block};
use rust_hdl_core::prelude::*;

/// Flips and evidence of one presentation. `amount` is what to add to the total that `number` stands for, sixteen bits at a time:
/// presentations, flips up, flips down, evidence up, evidence down, the low half of each first. The sizes of the counters follow
/// the design file, so the text is written here.
#[derive(LogicBlock)]
pub struct Counters {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the counters go to 0: at the end of a presentation, and at a reset.
    pub clear: Signal<In, Bit>,
    /// How many synapses evidence opened, to be added in this cycle.
    pub flips_up: Signal<In, Bits<7>>,
    /// How many synapses evidence closed, to be added in this cycle.
    pub flips_down: Signal<In, Bits<7>>,
    /// High for every evidence of +1.
    pub evidence_up: Signal<In, Bit>,
    /// High for every evidence of −1.
    pub evidence_down: Signal<In, Bit>,
    /// Which sixteen bits `amount` gives, as listed above.
    pub number: Signal<In, Bits<4>>,
    /// What to add to the total `number`.
    pub amount: Signal<Out, Bits<16>>,
    _flips: usize,
    _evidence: usize,
}

impl Counters {
    /// The counters, as wide as a presentation of the design needs.
    pub fn new(p: &Parameters) -> Self {
        let bits = |most: usize| (usize::BITS - most.leading_zeros()) as usize;
        block!(clock, clear, flips_up, flips_down, evidence_up, evidence_down, number, amount;
            _flips: bits(p.depth() * p.lanes).max(7),
            _evidence: bits(p.hidden + p.outputs),
        )
    }
}

impl Logic for Counters {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.amount.connect();
    }
    fn hdl(&self) -> Verilog {
        let mut text = String::from(
            "// cell counters: flips and evidence of one presentation, to be added to the totals\n",
        );
        let mut cases = String::from("  i_number == 4'd0 ? 16'd1 :\n");
        let counters = [
            ("flips_up", self._flips, 7),
            ("flips_down", self._flips, 7),
            ("evidence_up", self._evidence, 1),
            ("evidence_down", self._evidence, 1),
        ];
        for (i, (name, bits, port)) in counters.into_iter().enumerate() {
            let step = match bits - port {
                0 => format!("i_{name}"),
                pad => format!("{{{pad}'d0, i_{name}}}"),
            };
            text += &format!(
                "reg [{}:0] {name} = {bits}'d0;\nalways @(posedge clock) if (i_clear) {name} <= {bits}'d0; else {name} <= {name} + {step};\n",
                bits - 1
            );
            let low = match bits {
                16.. => format!("{name}[15:0]"),
                _ => format!("{{{}'d0, {name}}}", 16 - bits),
            };
            cases += &format!("  i_number == 4'd{} ? {low} :\n", 2 * i + 2);
            if bits > 16 {
                cases += &format!(
                    "  i_number == 4'd{} ? {{{}'d0, {name}[{}:16]}} :\n",
                    2 * i + 3,
                    32 - bits,
                    bits - 1
                );
            }
        }
        Verilog::Custom(format!(
            "{text}// an even number is a low half, an odd one the high half\nassign o_amount =\n{cases}  16'd0;\n"
        ))
    }
}
