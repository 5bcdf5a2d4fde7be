//! The spikes of all neurons above the inputs, as the retrograde signal and the flips read them.

use crate::geometry::address_bits;
use crate::memory::ram::slice;
use crate::parameters::{Parameters, STEP, block, ports};
use rust_hdl_core::prelude::*;

/// Spike, prediction spike and mask of each neuron, r neurons a word, at the words of their potentials. The mask is high for a hidden
/// neuron and for a clamped output: those have a say in the retrograde signal. One port reads children, the other one the neuron
/// itself. A word is collected neuron by neuron and written when it is complete. Its size follows the design file, so the text
/// is written here.
#[derive(LogicBlock)]
pub struct NeuronStates {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when children are read.
    pub read: Signal<In, Bit>,
    /// Word of the children that are read.
    pub read_word: Signal<In, Bits<STEP>>,
    /// Their spikes, a cycle later.
    pub spiked: Vec<Signal<Out, Bit>>,
    /// Their masks, a cycle later.
    pub masked: Vec<Signal<Out, Bit>>,
    // the neuron itself
    /// High when the neuron itself is read.
    pub own_read: Signal<In, Bit>,
    /// Word of the neuron itself.
    pub own_word: Signal<In, Bits<STEP>>,
    /// Its place in the word.
    pub own_lane: Signal<In, Bits<3>>,
    /// Its spike, a cycle later.
    pub own_spike: Signal<Out, Bit>,
    /// Its mask, a cycle later.
    pub own_mask: Signal<Out, Bit>,
    /// High for the neurons of the word `own_word` that spiked without a prediction spike, a cycle later.
    pub up: Vec<Signal<Out, Bit>>,
    /// High for those that did not spike, though predicted, a cycle later.
    pub down: Vec<Signal<Out, Bit>>,
    // a neuron that was decided
    /// High when a word that was begun is forgotten.
    pub clear: Signal<In, Bit>,
    /// High when a neuron was decided.
    pub put: Signal<In, Bit>,
    /// Its place in its word.
    pub put_lane: Signal<In, Bits<3>>,
    /// Its spike.
    pub put_spike: Signal<In, Bit>,
    /// Its prediction spike.
    pub put_predicted: Signal<In, Bit>,
    /// Its mask.
    pub put_mask: Signal<In, Bit>,
    /// High when its word is complete with it, and is written.
    pub store: Signal<In, Bit>,
    /// The word that is written.
    pub word: Signal<In, Bits<STEP>>,
    // outputs as the stimulus gives them
    /// High when a word is written with the spikes and masks of outputs.
    pub seed: Signal<In, Bit>,
    /// Spikes of outputs.
    pub seed_spike: Vec<Signal<In, Bit>>,
    /// Masks of outputs.
    pub seed_mask: Vec<Signal<In, Bit>>,
    _steps: usize,
    _port: usize,
}

impl NeuronStates {
    /// The states of a design's neurons.
    pub fn new(p: &Parameters) -> Self {
        let r = p.retrograde_lanes;
        block!(clock, read, read_word, own_read, own_word, own_lane, own_spike, own_mask, clear, put, put_lane, put_spike, put_predicted, put_mask,
            store, word, seed; spiked: ports(r), masked: ports(r), up: ports(r), down: ports(r), seed_spike: ports(r),
            seed_mask: ports(r), _steps: p.geometry.all_steps(), _port: p.geometry.step_bits())
    }
}

impl Logic for NeuronStates {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.own_spike.connect();
        self.own_mask.connect();
        for ports in [
            &mut self.spiked,
            &mut self.masked,
            &mut self.up,
            &mut self.down,
        ] {
            ports.iter_mut().for_each(|port| port.connect());
        }
    }
    fn hdl(&self) -> Verilog {
        let r = self.spiked.len();
        let top = r - 1;
        let outputs = format!(
            "assign o_spiked = child[{top}:0];\nassign o_masked = child[{}:{r}];\n\
             assign o_up = own[{top}:0] & ~own[{}:{r}];\nassign o_down = ~own[{top}:0] & own[{}:{r}];\n",
            2 * r - 1,
            2 * r - 1,
            2 * r - 1
        );
        let bits = address_bits(r);
        let (bit, own_bit, spare) = match r {
            1 => (
                "1'b1".to_owned(),
                "1'b1".to_owned(),
                "wire [2:0] lane_spare = i_put_lane; // there is one lane\nwire [2:0] own_lane_spare = i_own_lane; // likewise\n".to_owned(),
            ),
            _ => (
                format!("{r}'d1 << i_put_lane[{}:0]", bits - 1),
                format!("{r}'d1 << lane[{}:0]", bits - 1),
                match bits {
                    3 => String::new(),
                    _ => format!(
                        "wire [{}:0] lane_spare = i_put_lane[2:{bits}] | lane[2:{bits}]; // beyond the lanes of this design\n",
                        2 - bits
                    ),
                },
            ),
        };
        let spare = match spare.is_empty() {
            true => spare,
            false => format!(
                "// verilator lint_off UNUSEDSIGNAL\n{spare}// verilator lint_on UNUSEDSIGNAL\n"
            ),
        };
        let lane = if r == 1 { "" } else { "reg [2:0] lane;\n" };
        let keep = if r == 1 {
            ""
        } else {
            "  lane <= i_own_lane;\n"
        };
        let address = |name| slice(name, self._port, address_bits(self._steps));
        Verilog::Custom(format!(
            "// cell neuron_states: spike, prediction spike and mask of each neuron\n\
             {read}{own}{written}(* no_rw_check *) reg [{pair}:0] words [0:{last}];\n(* no_rw_check *) reg [{whole}:0] copies [0:{last}];\n\
             reg [{pair}:0] child;\nreg [{whole}:0] own;\n{lane}\
             reg [{top}:0] spikes = {r}'d0;\nreg [{top}:0] predicted = {r}'d0;\nreg [{top}:0] masks = {r}'d0;\n\
             wire [{top}:0] place = {bit};\nwire [{top}:0] own_place = {own_bit};\n\
             wire [{top}:0] next_spikes = spikes | (i_put_spike ? place : {r}'d0);\n\
             wire [{top}:0] next_predicted = predicted | (i_put_predicted ? place : {r}'d0);\n\
             wire [{top}:0] next_masks = masks | (i_put_mask ? place : {r}'d0);\n\
             wire [{whole}:0] next = i_seed ? {{i_seed_mask, {r}'d0, i_seed_spike}} : {{next_masks, next_predicted, next_spikes}};\n\
             always @(posedge clock) begin\n  if (i_read) child <= words[read_word];\n  if (i_own_read) own <= copies[own_word];\n{keep}\
             \x20 if (i_store | i_seed) begin\n    words[word] <= {{next[{whole}:{twice}], next[{top}:0]}};\n    copies[word] <= next;\n  end\n\
             \x20 if (i_store | i_clear) begin\n    spikes <= {r}'d0;\n    predicted <= {r}'d0;\n    masks <= {r}'d0;\n\
             \x20 end else if (i_put) begin\n    spikes <= next_spikes;\n    predicted <= next_predicted;\n    masks <= next_masks;\n  end\nend\n\
             assign o_own_spike = |(own[{top}:0] & own_place);\nassign o_own_mask = |(own[{whole}:{twice}] & own_place);\n{outputs}{spare}",
            whole = 3 * r - 1,
            pair = 2 * r - 1,
            twice = 2 * r,
            last = self._steps - 1,
            read = address("read_word"),
            own = address("own_word"),
            written = address("word"),
        ))
    }
}
