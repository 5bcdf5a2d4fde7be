//! The synapses: row memory, lanes and their random bits.

use crate::memory::ram::RowMemory;
use crate::memory::select::LaneSelect;
use crate::parameters::{Parameters, WEIGHT, block, constant, ports};
use crate::synapse::flip_count::FlipCount;
use crate::synapse::lane::SynapseLane;
use crate::synapse::lane_lfsr::LaneLfsr;
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Row memory and lanes. An address issued in one cycle brings its word in the next, with its evidence; a cycle later, what the lanes made
/// of it goes back, with `write`, to `write_address`.
#[derive(LogicBlock)]
pub struct Synapses {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Address of the word that is issued.
    pub read_address: Signal<In, Bits<16>>,
    /// High when a word is written.
    pub write: Signal<In, Bit>,
    /// Address of the word that is written.
    pub write_address: Signal<In, Bits<16>>,
    /// High for the lanes that open synapses of the word that arrives.
    pub open: Vec<Signal<In, Bit>>,
    /// High for the lanes that close synapses of the word that arrives.
    pub close: Vec<Signal<In, Bit>>,
    /// High when the lanes' flips are counted: those of the word of two cycles before.
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
    /// Which lanes of the word that arrives leave as `selected`.
    pub group: Signal<In, Bits<6>>,
    /// Their weights.
    pub selected: Vec<Signal<Out, Signed<WEIGHT>>>,
    /// The word that arrives.
    pub weight: Vec<Signal<Out, Signed<WEIGHT>>>,
    /// The lowest bit of the first lane's draw.
    pub random_bit: Signal<Out, Bit>,
    /// How many lanes opened a synapse, two cycles after they say so.
    pub flips_up: Signal<Out, Bits<7>>,
    /// How many lanes closed a synapse, two cycles after they say so.
    pub flips_down: Signal<Out, Bits<7>>,
    row_memory: RowMemory<WEIGHT>,
    lane_lfsr: LaneLfsr,
    synapse_lane: Vec<SynapseLane>,
    weight_select: LaneSelect<WEIGHT>,
    opened_count: FlipCount,
    closed_count: FlipCount,
    // what a load puts into the last lane, unless it initialises: of the cycle before
    entering: DFF<Bits<WEIGHT>>,
    loaded_weight: Signal<Local, Signed<WEIGHT>>,
    kept: Signal<Local, Bits<16>>,
    drawn: Signal<Local, Bits<WEIGHT>>,
    no_bits: Constant<Bits<WEIGHT>>,
    all_bits: Constant<Bits<WEIGHT>>,
    has_initial: Constant<Bit>,
    drop: Constant<Bits<5>>,
    _kept: usize,
    _lanes: usize,
    _others: usize,
    _selected: usize,
}

impl Synapses {
    /// Row memory and lanes of the design.
    pub fn new(p: &Parameters) -> Self {
        let (lanes, r) = (p.lanes, p.retrograde_lanes);
        let widths = p.widths();
        let bits = widths.meant(WEIGHT);
        block!(clock, read_address, write, write_address, count_flips, noise, threshold, initialise, load, turn, loaded, random_word, reset,
            draw, absorb, group, random_bit, flips_up, flips_down, entering, loaded_weight, kept, drawn;
            open: ports(lanes), close: ports(lanes), selected: ports(r), weight: ports(lanes),
            row_memory: RowMemory::new(p),
            lane_lfsr: LaneLfsr::new(&p.lane, lanes),
            synapse_lane: (0..lanes).map(|_| SynapseLane::new(&widths)).collect(),
            weight_select: LaneSelect::new(lanes, r, &widths),
            opened_count: FlipCount::new(lanes),
            closed_count: FlipCount::new(lanes),
            no_bits: constant(0),
            all_bits: constant((1 << bits) - 1),
            has_initial: Constant::new(p.initial > 0),
            drop: constant(16 - p.initial.max(1) as u64),
            _kept: p.initial, _lanes: lanes, _others: lanes - 1, _selected: r,
        )
    }
}

impl Logic for Synapses {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell synapses: row memory and lanes: all synapses of the network, a word of bundles at a time"
        );
        dff_setup!(self, clock, entering);
        self.row_memory.clock.next = self.clock.val();
        self.row_memory.read_address.next = self.read_address.val();
        self.row_memory.write.next = self.write.val();
        self.row_memory.write_address.next = self.write_address.val();
        self.lane_lfsr.clock.next = self.clock.val();
        self.lane_lfsr.reset.next = self.reset.val();
        self.lane_lfsr.step.next = self.draw.val();
        self.lane_lfsr.absorb.next = self.absorb.val();
        self.opened_count.clock.next = self.clock.val();
        self.opened_count.enable.next = self.count_flips.val();
        self.closed_count.clock.next = self.clock.val();
        self.closed_count.enable.next = self.count_flips.val();
        println!("an initial weight: the uppermost bits of a draw as a signed number");
        self.kept.next = self.random_word.val() >> self.drop.val();
        self.drawn.next = self.no_bits.val();
        if self.random_word.val().get_bit(15) & self.has_initial.val() {
            self.drawn.next = self.all_bits.val();
        }
        for i in 0..self._kept {
            self.drawn.next = self.drawn.val().replace_bit(i, self.kept.val().get_bit(i));
        }
        self.entering.d.next = bit_cast::<WEIGHT, 16>(self.loaded.val());
        if self.turn.val() {
            self.entering.d.next = unsigned_cast(self.row_memory.weight[0].val());
        }
        self.loaded_weight.next = signed_cast(self.entering.q.val());
        if self.initialise.val() {
            self.loaded_weight.next = signed_cast(self.drawn.val());
        }
        println!(
            "a load moves every weight one lane down: the first leaves, one enters above the last"
        );
        for i in 0..self._lanes {
            self.synapse_lane[i].clock.next = self.clock.val();
            self.synapse_lane[i].weight.next = self.row_memory.weight[i].val();
            self.synapse_lane[i].open.next = self.open[i].val();
            self.synapse_lane[i].close.next = self.close[i].val();
            self.synapse_lane[i].noise.next = self.noise.val();
            self.synapse_lane[i].draw.next = self.lane_lfsr.draw[i].val();
            self.synapse_lane[i].threshold.next = self.threshold.val();
            self.synapse_lane[i].load.next = self.load.val();
            self.row_memory.next_weight[i].next = self.synapse_lane[i].next_weight.val();
            self.opened_count.moved[i].next = self.synapse_lane[i].opened.val();
            self.closed_count.moved[i].next = self.synapse_lane[i].closed.val();
            self.weight_select.value[i].next = self.row_memory.weight[i].val();
            self.weight[i].next = self.row_memory.weight[i].val();
        }
        for i in 0..self._others {
            self.synapse_lane[i].loaded.next = self.row_memory.weight[i + 1].val();
        }
        for i in self._others..self._lanes {
            self.synapse_lane[i].loaded.next = self.loaded_weight.val();
        }
        self.weight_select.group.next = self.group.val();
        for i in 0..self._selected {
            self.selected[i].next = self.weight_select.selected[i].val();
        }
        self.random_bit.next = self.lane_lfsr.draw[0].val().get_bit(0);
        self.flips_up.next = self.opened_count.count.val();
        self.flips_down.next = self.closed_count.count.val();
    }
}
