//! The synapses: row memory, lanes, their random bits, and the sums that leave them.

use crate::memory::ram::RowMemory;
use crate::memory::spikes::LaneSelect;
use crate::parameters::{Parameters, block, constant, ports};
use crate::synapse::dendrite::{Dendrite, OutputSum};
use crate::synapse::lane::SynapseLane;
use crate::synapse::lane_lfsr::LaneLfsr;
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

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

/// Row memory and lanes. An address issued in one cycle brings its word in the next, with its spikes, evidence and flags; a cycle
/// later the lanes have gated it, the selected weights leave, and, with `write`, what the lanes made of it goes back to
/// `write_address`.
#[derive(LogicBlock)]
pub struct SynapseArray<const B: usize, const V: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Address of the word that is issued.
    pub read_address: Signal<In, Bits<16>>,
    /// High when a word is written.
    pub write: Signal<In, Bit>,
    /// Address of the word that is written.
    pub write_address: Signal<In, Bits<16>>,
    // spikes before the bundles: of the inputs in fan-in words, of the row's hidden neuron in fan-out words
    /// High when the word that arrives belongs to a fan-in, else to a fan-out.
    pub fan_in: Signal<In, Bit>,
    /// Spike that gates a word of the fan-out.
    pub hidden: Signal<In, Bit>,
    /// Spikes that gate a word of the fan-in, one a lane.
    pub input: Vec<Signal<In, Bit>>,
    // evidence after them
    /// High when a word of the fan-in opens synapses.
    pub hidden_open: Signal<In, Bit>,
    /// High when a word of the fan-in closes synapses.
    pub hidden_close: Signal<In, Bit>,
    /// High for the lanes of a fan-out word that open synapses.
    pub output_open: Vec<Signal<In, Bit>>,
    /// High for the lanes of a fan-out word that close synapses.
    pub output_close: Vec<Signal<In, Bit>>,
    /// High when the lanes' flips are counted.
    pub count_flips: Signal<In, Bit>,
    /// High when the word that arrives fluctuates.
    pub noise: Signal<In, Bit>,
    /// Probability of a flip in the word that is issued, in 256ths.
    pub threshold: Signal<In, Bits<9>>,
    // host and reset
    /// High when the weight that enters is a draw from `random_word`.
    pub initialise: Signal<In, Bit>,
    /// High when every weight moves one lane down instead of flipping.
    pub load: Signal<In, Bit>,
    /// High when the weight that leaves the first lane is the one to enter the last.
    pub turn: Signal<In, Bit>,
    /// Weight from the host, which enters the last lane one cycle later.
    pub loaded: Signal<In, Bits<16>>,
    /// Random word for an initial weight.
    pub random_word: Signal<In, Bits<16>>,
    // random bits
    /// High when the lanes' generator goes back to its start.
    pub reset: Signal<In, Bit>,
    /// High when the draws of the lanes are consumed.
    pub draw: Signal<In, Bit>,
    /// Byte that is mixed into a step: of the seed at a reset, else 0.
    pub absorb: Signal<In, Bits<8>>,
    // sums
    /// High when the word that arrives is summed into a hidden potential.
    pub valid: Signal<In, Bit>,
    /// High when the word that arrives is the first of its fan-in.
    pub first: Signal<In, Bit>,
    /// High when the word that arrives is the last of its fan-in.
    pub last: Signal<In, Bit>,
    /// High when the sums of the outputs go to 0.
    pub clear: Signal<In, Bit>,
    /// High when the word that arrives is added to the sums of the outputs.
    pub add: Signal<In, Bit>,
    /// Which lanes leave as `weight` and `sum`.
    pub group: Signal<In, Bits<6>>,
    /// Potential of a hidden neuron, in quanta, complete with `done`.
    pub potential: Signal<Out, Signed<V>>,
    /// High when `potential` is complete.
    pub done: Signal<Out, Bit>,
    /// Weight of the first lane, in the word that arrives.
    pub first_weight: Signal<Out, Signed<B>>,
    /// Weights of the lanes of the group, a cycle after their word.
    pub weight: Vec<Signal<Out, Signed<B>>>,
    /// Sums of the outputs of the group, in quanta.
    pub sum: Vec<Signal<Out, Signed<V>>>,
    /// The lowest bit of the first lane's draw.
    pub random_bit: Signal<Out, Bit>,
    /// How many lanes opened a synapse, two cycles after they say so.
    pub flips_up: Signal<Out, Bits<7>>,
    /// How many lanes closed a synapse, two cycles after they say so.
    pub flips_down: Signal<Out, Bits<7>>,
    row_memory: RowMemory<B>,
    lane_lfsr: LaneLfsr,
    synapse_lane: Vec<SynapseLane<B>>,
    dendrite: Dendrite<B, V>,
    output_sum: Vec<OutputSum<B, V>>,
    weight_select: LaneSelect<B>,
    sum_select: LaneSelect<V>,
    opened_count: FlipCount,
    closed_count: FlipCount,
    // what goes with the word that the lanes have gated
    valid_kept: DFF<Bit>,
    first_kept: DFF<Bit>,
    last_kept: DFF<Bit>,
    add_kept: DFF<Bit>,
    weight_kept: Vec<DFF<Bits<B>>>,
    // what a load puts into the last lane, unless it initialises: of the cycle before
    entering: DFF<Bits<B>>,
    loaded_weight: Signal<Local, Signed<B>>,
    kept: Signal<Local, Bits<16>>,
    drawn: Signal<Local, Bits<B>>,
    no_bits: Constant<Bits<B>>,
    all_bits: Constant<Bits<B>>,
    has_initial: Constant<Bit>,
    drop: Constant<Bits<5>>,
    _kept: usize,
    spike: Vec<Signal<Local, Bit>>,
    open: Vec<Signal<Local, Bit>>,
    close: Vec<Signal<Local, Bit>>,
    _lanes: usize,
    _others: usize,
    _sums: usize,
    _selected: usize,
}

impl<const B: usize, const V: usize> SynapseArray<B, V> {
    /// Row memory and lanes of the design.
    pub fn new(p: &Parameters) -> Self {
        let (lanes, r, sums) = (p.lanes, p.retrograde_lanes, p.lanes.min(p.outputs));
        let widths = p.widths();
        let bits = widths.meant(B);
        block!(clock, read_address, write, write_address, fan_in, hidden, hidden_open, hidden_close, count_flips, noise, threshold,
            initialise, load, turn, loaded, random_word, reset, draw, absorb, valid, first, last, clear, add, group, potential, done,
            random_bit, flips_up, flips_down, first_weight, valid_kept, first_kept, last_kept, add_kept, entering, loaded_weight, kept, drawn;
            weight_kept: (0..r).map(|_| DFF::default()).collect(),
            input: ports(lanes), output_open: ports(lanes), output_close: ports(lanes), weight: ports(r), sum: ports(r),
            row_memory: RowMemory::new(p),
            lane_lfsr: LaneLfsr::new(&p.lane, lanes),
            synapse_lane: (0..lanes).map(|_| SynapseLane::new(&widths)).collect(),
            dendrite: Dendrite::new(lanes, &widths),
            output_sum: (0..sums).map(|_| OutputSum::default()).collect(),
            weight_select: LaneSelect::new(sums, r, &widths),
            sum_select: LaneSelect::new(sums, r, &widths),
            opened_count: FlipCount::new(lanes),
            closed_count: FlipCount::new(lanes),
            spike: ports(lanes), open: ports(lanes), close: ports(lanes),
            no_bits: constant(0),
            all_bits: constant((1 << bits) - 1),
            has_initial: Constant::new(bits > 3),
            drop: constant(19 - bits.max(4) as u64),
            _kept: bits.saturating_sub(3), _lanes: lanes, _others: lanes - 1, _sums: sums, _selected: r,
        )
    }
}

impl<const B: usize, const V: usize> Logic for SynapseArray<B, V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell synapse_array: row memory and lanes: all synapses of the network, a word of bundles at a time"
        );
        dff_setup!(
            self, clock, valid_kept, first_kept, last_kept, add_kept, entering
        );
        self.valid_kept.d.next = self.valid.val();
        self.first_kept.d.next = self.first.val();
        self.last_kept.d.next = self.last.val();
        self.add_kept.d.next = self.add.val();
        self.row_memory.clock.next = self.clock.val();
        self.row_memory.read_address.next = self.read_address.val();
        self.row_memory.write.next = self.write.val();
        self.row_memory.write_address.next = self.write_address.val();
        self.lane_lfsr.clock.next = self.clock.val();
        self.lane_lfsr.reset.next = self.reset.val();
        self.lane_lfsr.step.next = self.draw.val();
        self.lane_lfsr.absorb.next = self.absorb.val();
        self.dendrite.clock.next = self.clock.val();
        self.dendrite.valid.next = self.valid_kept.q.val();
        self.dendrite.first.next = self.first_kept.q.val();
        self.dendrite.last.next = self.last_kept.q.val();
        self.opened_count.clock.next = self.clock.val();
        self.opened_count.enable.next = self.count_flips.val();
        self.closed_count.clock.next = self.clock.val();
        self.closed_count.enable.next = self.count_flips.val();
        println!(
            "an initial weight: the upper B - 3 bits of a draw, uniform over -2^(B-4) .. 2^(B-4)-1"
        );
        self.kept.next = self.random_word.val() >> self.drop.val();
        self.drawn.next = self.no_bits.val();
        if self.random_word.val().get_bit(15) & self.has_initial.val() {
            self.drawn.next = self.all_bits.val();
        }
        for i in 0..self._kept {
            self.drawn.next = self.drawn.val().replace_bit(i, self.kept.val().get_bit(i));
        }
        self.entering.d.next = bit_cast::<B, 16>(self.loaded.val());
        if self.turn.val() {
            self.entering.d.next = unsigned_cast(self.row_memory.weight[0].val());
        }
        self.loaded_weight.next = signed_cast(self.entering.q.val());
        if self.initialise.val() {
            self.loaded_weight.next = signed_cast(self.drawn.val());
        }
        self.first_weight.next = self.row_memory.weight[0].val();
        println!(
            "a load moves every weight one lane down: the first leaves, one enters above the last"
        );
        for i in 0..self._lanes {
            self.spike[i].next = self.hidden.val();
            self.open[i].next = self.output_open[i].val();
            self.close[i].next = self.output_close[i].val();
            if self.fan_in.val() {
                self.spike[i].next = self.input[i].val();
                self.open[i].next = self.hidden_open.val();
                self.close[i].next = self.hidden_close.val();
            }
            self.synapse_lane[i].clock.next = self.clock.val();
            self.synapse_lane[i].weight.next = self.row_memory.weight[i].val();
            self.synapse_lane[i].spike.next = self.spike[i].val();
            self.synapse_lane[i].open.next = self.open[i].val();
            self.synapse_lane[i].close.next = self.close[i].val();
            self.synapse_lane[i].noise.next = self.noise.val();
            self.synapse_lane[i].draw.next = self.lane_lfsr.draw[i].val();
            self.synapse_lane[i].threshold.next = self.threshold.val();
            self.synapse_lane[i].load.next = self.load.val();
            self.row_memory.next_weight[i].next = self.synapse_lane[i].next_weight.val();
            self.dendrite.gated[i].next = self.synapse_lane[i].gated.val();
            self.opened_count.moved[i].next = self.synapse_lane[i].opened.val();
            self.closed_count.moved[i].next = self.synapse_lane[i].closed.val();
        }
        for i in 0..self._others {
            self.synapse_lane[i].loaded.next = self.row_memory.weight[i + 1].val();
        }
        for i in self._others..self._lanes {
            self.synapse_lane[i].loaded.next = self.loaded_weight.val();
        }
        for i in 0..self._sums {
            self.output_sum[i].clock.next = self.clock.val();
            self.output_sum[i].clear.next = self.clear.val();
            self.output_sum[i].add.next = self.add_kept.q.val();
            self.output_sum[i].gated.next = self.synapse_lane[i].gated.val();
            self.sum_select.value[i].next = self.output_sum[i].sum.val();
            self.weight_select.value[i].next = self.row_memory.weight[i].val();
        }
        self.weight_select.group.next = self.group.val();
        self.sum_select.group.next = self.group.val();
        for i in 0..self._selected {
            self.weight_kept[i].clock.next = self.clock.val();
            self.weight_kept[i].d.next = unsigned_cast(self.weight_select.selected[i].val());
            self.weight[i].next = signed_cast(self.weight_kept[i].q.val());
            self.sum[i].next = self.sum_select.selected[i].val();
        }
        self.potential.next = self.dendrite.potential.val();
        self.done.next = self.dendrite.done.val();
        self.random_bit.next = self.lane_lfsr.draw[0].val().get_bit(0);
        self.flips_up.next = self.opened_count.count.val();
        self.flips_down.next = self.closed_count.count.val();
    }
}
