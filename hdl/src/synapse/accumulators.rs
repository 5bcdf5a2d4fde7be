//! The potentials of a target group, summed over the neurons that spiked.

use crate::parameters::{POTENTIAL, Parameters, WEIGHT, block, ports};
use rust_hdl_core::prelude::*;

/// One accumulator a lane. A word of the row memory is added in the cycle in which it arrives; `group` chooses the lanes that leave
/// for the potential memory. The text is written here, because the number of lanes follows the design file.
#[derive(LogicBlock)]
pub struct Accumulators {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when a word arrives that is added.
    pub add: Signal<In, Bit>,
    /// High when all sums go to 0, before a target group.
    pub clear: Signal<In, Bit>,
    /// The weights of the word.
    pub weight: Vec<Signal<In, Signed<WEIGHT>>>,
    /// Which lanes leave, in words of the potential memory.
    pub group: Signal<In, Bits<6>>,
    /// Their sums, in quanta.
    pub sum: Vec<Signal<Out, Signed<POTENTIAL>>>,
    _weight: usize,
    _potential: usize,
}

impl Accumulators {
    /// The accumulators of a design.
    pub fn new(p: &Parameters) -> Self {
        let widths = p.widths();
        block!(clock, add, clear, group; weight: ports(p.lanes), sum: ports(p.retrograde_lanes),
            _weight: widths.meant(WEIGHT), _potential: widths.meant(POTENTIAL))
    }
}

impl Logic for Accumulators {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.sum.iter_mut().for_each(|sum| sum.connect());
    }
    fn hdl(&self) -> Verilog {
        let (lanes, r) = (self.weight.len(), self.sum.len());
        let (b, v) = (self._weight, self._potential);
        let (groups, chosen) = (lanes / r, r * v);
        let group_bits = groups.next_power_of_two().trailing_zeros() as usize;
        let part = |g: usize| format!("sums[{}:{}]", (g + 1) * chosen - 1, g * chosen);
        let cases: String = (0..groups - 1)
            .map(|g| {
                format!(
                    "i_group[{}:0] == {group_bits}'d{g} ? {} :\n  ",
                    group_bits - 1,
                    part(g)
                )
            })
            .collect();
        let select = format!(
            "wire [CHOSEN-1:0] chosen =\n  {cases}{};\n",
            part(groups - 1)
        );
        let spare = match group_bits {
            0 => "wire [5:0] group_spare = i_group; // all lanes leave at once\n".to_owned(),
            6 => String::new(),
            bits => format!(
                "wire [{}:0] group_spare = i_group[5:{bits}]; // beyond the lanes of this design\n",
                5 - bits
            ),
        };
        let spare = match spare.is_empty() {
            true => spare,
            false => format!(
                "// verilator lint_off UNUSEDSIGNAL\n{spare}// verilator lint_on UNUSEDSIGNAL\n"
            ),
        };
        Verilog::Custom(format!(
            "// cell accumulators: the potentials of a target group, a word of weights added at a time\n\
             localparam CHOSEN = {chosen};\n\
             reg [{}:0] sums;\ngenvar lane;\ngenerate\n\
             \x20 for (lane = 0; lane < {lanes}; lane = lane + 1) begin : accumulator\n\
             \x20   wire [{b1}:0] weight = i_weight[lane*{b} +: {b}];\n\
             \x20   wire [{v1}:0] sum = sums[lane*{v} +: {v}];\n\
             \x20   wire [{v1}:0] wide = {{{{{pad}{{weight[{b1}]}}}}, weight}};\n\
             \x20   always @(posedge clock)\n\
             \x20     if (i_clear) sums[lane*{v} +: {v}] <= {v}'d0;\n\
             \x20     else if (i_add) sums[lane*{v} +: {v}] <= sum + wide;\n\
             \x20 end\nendgenerate\n{select}{spare}assign o_sum = chosen;\n",
            lanes * v - 1,
            b1 = b - 1,
            v1 = v - 1,
            pad = v - b,
        ))
    }
}
