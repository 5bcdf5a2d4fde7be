//! What the stimulus says of the outputs.

use crate::parameters::{Parameters, block, ports};
use rust_hdl_core::prelude::*;

/// Clamp bits and encoded spikes of the outputs. Clamp bits enter sixteen at a time and spikes two; then they leave, r at a time, for
/// the memory of the neurons' states. The lengths follow the design file, so the text is written here.
#[derive(LogicBlock)]
pub struct OutputRegister {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when `bits` enter.
    pub shift_clamps: Signal<In, Bit>,
    /// Clamp bits of sixteen outputs.
    pub bits: Signal<In, Bits<16>>,
    /// High when `spikes` enter.
    pub shift_spikes: Signal<In, Bit>,
    /// Spikes of a pair of units.
    pub spikes: Signal<In, Bits<2>>,
    /// High when the next outputs are to leave.
    pub turn: Signal<In, Bit>,
    /// High for those that are clamped, of the outputs that leave.
    pub clamped: Vec<Signal<Out, Bit>>,
    /// High for those that spike, if they are clamped.
    pub spiked: Vec<Signal<Out, Bit>>,
    /// High if one of them is clamped.
    pub any: Signal<Out, Bit>,
    _inputs: usize,
    _outputs: usize,
}

impl OutputRegister {
    /// The register for the outputs of a design.
    pub fn new(p: &Parameters) -> Self {
        let r = p.retrograde_lanes;
        block!(clock, shift_clamps, bits, shift_spikes, spikes, turn, any; clamped: ports(r), spiked: ports(r),
            _inputs: p.inputs, _outputs: p.outputs)
    }
}

impl Logic for OutputRegister {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.any.connect();
        for ports in [&mut self.clamped, &mut self.spiked] {
            ports.iter_mut().for_each(|port| port.connect());
        }
    }
    fn hdl(&self) -> Verilog {
        let (o, r) = (self._outputs, self.clamped.len());
        let clamps = 16 * o.div_ceil(16);
        // the first output may be the second of a pair, behind the last input
        let odd = self._inputs % 2;
        let units = 2 * (odd + o).div_ceil(2);
        let mut text = format!(
            "// cell output_register: clamp bits and spikes of {o} outputs\n\
             reg [{}:0] clamps = {clamps}'d0;\nreg [{}:0] units = {units}'d0;\n",
            clamps - 1,
            units - 1
        );
        let shifted = |register: &str, bits: usize, port: &str, width: usize| match bits > width {
            true => format!("{{{port}, {register}[{}:{width}]}}", bits - 1),
            false => port.to_owned(),
        };
        let turned = |register: &str, bits: usize| match bits > r {
            true => format!("{{{r}'d0, {register}[{}:{r}]}}", bits - 1),
            false => format!("{bits}'d0"),
        };
        text += &format!(
            "always @(posedge clock) begin\n  if (i_shift_clamps) clamps <= {};\n  else if (i_turn) clamps <= {};\n\
             \x20 if (i_shift_spikes) units <= {};\n  else if (i_turn) units <= {};\nend\n",
            shifted("clamps", clamps, "i_bits", 16),
            turned("clamps", clamps),
            shifted("units", units, "i_spikes", 2),
            turned("units", units),
        );
        let bit = |register: &str, bits: usize, at: usize| match at < bits {
            true => format!("{register}[{at}]"),
            false => "1'b0".to_owned(),
        };
        let list = |register: &str, bits: usize, from: usize| {
            let all: Vec<String> = (0..r)
                .rev()
                .map(|l| bit(register, bits, from + l))
                .collect();
            all.join(", ")
        };
        text += &format!(
            "wire [{top}:0] clamped = {{{}}};\nwire [{top}:0] spiked = {{{}}};\n\
             assign o_clamped = clamped;\nassign o_spiked = clamped & spiked;\nassign o_any = |clamped;\n",
            list("clamps", clamps, 0),
            list("units", units, odd),
            top = r - 1,
        );
        if odd == 1 {
            text += "// verilator lint_off UNUSEDSIGNAL\nwire spare = units[0]; // at the end it holds the last input\n// verilator lint_on UNUSEDSIGNAL\n";
        }
        Verilog::Custom(text)
    }
}

/// The evidence of a target group, a lane each. Those of r neurons enter at a time.
#[derive(LogicBlock)]
pub struct EvidenceLanes {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the evidence of the next neurons enters.
    pub shift: Signal<In, Bit>,
    /// High if neurons enter; else nothing does, behind the last neuron of a layer.
    pub valid: Signal<In, Bit>,
    /// High for evidence +1.
    pub up: Vec<Signal<In, Bit>>,
    /// High for evidence −1.
    pub down: Vec<Signal<In, Bit>>,
    /// High for the lanes that open synapses.
    pub open: Vec<Signal<Out, Bit>>,
    /// High for the lanes that close synapses.
    pub close: Vec<Signal<Out, Bit>>,
}

impl EvidenceLanes {
    /// The lanes of a design.
    pub fn new(p: &Parameters) -> Self {
        let (r, lanes) = (p.retrograde_lanes, p.lanes);
        block!(clock, shift, valid; up: ports(r), down: ports(r), open: ports(lanes), close: ports(lanes))
    }
}

impl Logic for EvidenceLanes {
    fn update(&mut self) {}
    fn connect(&mut self) {
        for ports in [&mut self.open, &mut self.close] {
            ports.iter_mut().for_each(|port| port.connect());
        }
    }
    fn hdl(&self) -> Verilog {
        let (r, lanes) = (self.up.len(), self.open.len());
        let mut text =
            "// cell evidence_lanes: the evidence of a target group, a lane each\n".to_owned();
        for (register, port, out) in [("ups", "up", "open"), ("downs", "down", "close")] {
            let entering = format!("i_{port} & {{{r}{{i_valid}}}}");
            let next = match lanes > r {
                true => format!("{{{entering}, {register}[{}:{r}]}}", lanes - 1),
                false => entering,
            };
            text += &format!(
                "reg [{}:0] {register} = {lanes}'d0;\nalways @(posedge clock) if (i_shift) {register} <= {next};\nassign o_{out} = {register};\n",
                lanes - 1
            );
        }
        Verilog::Custom(text)
    }
}

/// For each target group whether one of its neurons has evidence, in their order: the flips visit only those.
#[derive(LogicBlock)]
pub struct EvidenceRing {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when `any` of the next target group enters.
    pub enter: Signal<In, Bit>,
    /// High if the target group that enters has evidence.
    pub any: Signal<In, Bit>,
    /// High when the first one leaves.
    pub leave: Signal<In, Bit>,
    /// High if the first one has evidence.
    pub head: Signal<Out, Bit>,
    _groups: usize,
}

impl EvidenceRing {
    /// The ring for the target groups of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, enter, any, leave, head; _groups: p.geometry.all_groups())
    }
}

impl Logic for EvidenceRing {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.head.connect();
    }
    fn hdl(&self) -> Verilog {
        let n = self._groups;
        let next = match n {
            1 => "i_any & i_enter".to_owned(),
            _ => format!("{{i_any & i_enter, groups[{}:1]}}", n - 1),
        };
        Verilog::Custom(format!(
            "// cell evidence_ring: which target groups have evidence\nreg [{}:0] groups = {n}'d0;\n\
             always @(posedge clock) if (i_enter | i_leave) groups <= {next};\nassign o_head = groups[0];\n",
            n - 1
        ))
    }
}

/// Which bank holds the present potentials of each layer.
#[derive(LogicBlock)]
pub struct BankPointers {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when all go back to bank 0.
    pub clear: Signal<In, Bit>,
    /// High when those of the layers `reached` move on.
    pub advance: Signal<In, Bit>,
    /// The layers that move on, a bit each.
    pub reached: Signal<In, Bits<8>>,
    /// By how many banks they do.
    pub amount: Signal<In, Bits<2>>,
    /// A layer.
    pub layer: Signal<In, Bits<3>>,
    /// Its bank.
    pub bank: Signal<Out, Bits<2>>,
    /// The layer of the neuron itself.
    pub own_layer: Signal<In, Bits<3>>,
    /// Its bank.
    pub own_bank: Signal<Out, Bits<2>>,
}

impl BankPointers {
    /// The pointers of a core.
    pub fn new() -> Self {
        block!(clock, clear, advance, reached, amount, layer, bank, own_layer, own_bank;)
    }
}

impl Default for BankPointers {
    fn default() -> Self {
        Self::new()
    }
}

impl Logic for BankPointers {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.bank.connect();
        self.own_bank.connect();
    }
    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// cell bank_pointers: which bank holds the present potentials of each layer\n\
             reg [15:0] banks = 16'd0;\ngenvar i;\ngenerate\n  for (i = 0; i < 8; i = i + 1) begin : pointer\n\
             \x20   wire [1:0] moved = banks[2*i +: 2] + i_amount;\n    always @(posedge clock)\n\
             \x20     if (i_clear) banks[2*i +: 2] <= 2'd0;\n      else if (i_advance & i_reached[i]) banks[2*i +: 2] <= moved;\n\
             \x20 end\nendgenerate\nassign o_bank = banks[i_layer*2 +: 2];\nassign o_own_bank = banks[i_own_layer*2 +: 2];\n"
                .to_owned(),
        )
    }
}
