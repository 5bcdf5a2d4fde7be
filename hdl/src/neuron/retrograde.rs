//! The retrograde signal: the outputs tell a hidden neuron how likely they are with its spike and without.

use crate::memory::ram::PotentialMemory;
use crate::memory::spikes::LaneSelect;
use crate::neuron::retrograde_lane::RetrogradeLane;
use crate::parameters::{Parameters, block, constant, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The retrograde lanes, the potentials they work on, and the logit of the hidden neuron in turn.
///
/// A step is issued in cycle T; its row word and its potentials arrive in T+1 (cycle 0 of the lanes), the flipped potentials are
/// kept in T+3, and in T+4 the last step's `logit` is complete.
#[derive(LogicBlock)]
pub struct Retrograde<const B: usize, const V: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    // what is issued in this cycle
    /// Number of the step.
    pub step: Signal<In, Bits<10>>,
    /// High when a step of the resampling is issued.
    pub resample: Signal<In, Bit>,
    /// High when the step is the first.
    pub first: Signal<In, Bit>,
    /// High when the step is the last.
    pub last: Signal<In, Bit>,
    /// High when a step is issued that keeps sums as potentials.
    pub load: Signal<In, Bit>,
    /// Spikes of the outputs of the step, as the stimulus gives them.
    pub output: Vec<Signal<In, Bit>>,
    /// High for the outputs of the step that are clamped.
    pub clamped: Vec<Signal<In, Bit>>,
    /// High when the potential of hidden neuron `row` is read.
    pub hidden_read: Signal<In, Bit>,
    /// Number of the hidden neuron that is read.
    pub row: Signal<In, Bits<10>>,
    // one cycle later; a potential that is read out becomes the logit one more cycle later, with `readout`
    /// Weights from the hidden neuron in turn to the outputs of the step.
    pub weight: Vec<Signal<In, Signed<B>>>,
    /// Potentials of the outputs of the step, for a load.
    pub sum: Vec<Signal<In, Signed<V>>>,
    /// Lane of the output that is read out.
    pub readout_lane: Signal<In, Bits<6>>,
    /// High when the potential that is read out is the logit.
    pub readout: Signal<In, Bit>,
    // the hidden neuron in turn, and the flip of all potentials with it
    /// Spike of the hidden neuron in turn.
    pub hidden: Signal<In, Bit>,
    /// High when the banks change roles: the potentials with the flip become the current ones.
    pub toggle: Signal<In, Bit>,
    /// High when `hidden_potential` is written.
    pub hidden_write: Signal<In, Bit>,
    /// Number of the hidden neuron that is written.
    pub hidden_row: Signal<In, Bits<10>>,
    /// Potential of a hidden neuron that is predicted, in quanta.
    pub hidden_potential: Signal<In, Signed<V>>,
    /// Of the hidden neuron in turn: its potential from two cycles after `hidden_read` until its terms come, then the logit. With
    /// `hidden_write` the potential of a neuron that is predicted, with `readout` that of an output.
    pub logit: Signal<Out, Signed<V>>,
    /// One less, for the neuron cell.
    pub lowered: Signal<Out, Signed<V>>,
    /// High when the logit of the hidden neuron in turn is complete.
    pub logit_valid: Signal<Out, Bit>,
    /// High when no step is on its way whose potentials have yet to be written.
    pub idle: Signal<Out, Bit>,
    retrograde_lane: Vec<RetrogradeLane<B, V>>,
    potential_memory: PotentialMemory<V>,
    readout_select: LaneSelect<V>,
    bank: DFF<Bit>,
    write_step: DFF<Bits<10>>,
    loading: DFF<Bit>,
    captured: DFF<Bit>,
    readout_kept: DFF<Bits<V>>,
    hidden_v: DFF<Bits<V>>,
    accumulated: DFF<Bits<V>>,
    y: Vec<DFF<Bit>>,
    mask: Vec<DFF<Bit>>,
    // a step on its way: valid, first and last after 1, 2, 3, 4 cycles
    valid1: DFF<Bit>,
    valid2: DFF<Bit>,
    valid3: DFF<Bit>,
    first1: DFF<Bit>,
    first2: DFF<Bit>,
    first3: DFF<Bit>,
    first4: DFF<Bit>,
    resample1: DFF<Bit>,
    resample2: DFF<Bit>,
    resample3: DFF<Bit>,
    resample4: DFF<Bit>,
    last1: DFF<Bit>,
    last2: DFF<Bit>,
    last3: DFF<Bit>,
    last4: DFF<Bit>,
    written_step: Signal<Local, Bits<10>>,
    written_row: Signal<Local, Bits<10>>,
    total: Signal<Local, Signed<V>>,
    base: Signal<Local, Signed<V>>,
    lowered_base: Signal<Local, Signed<V>>,
    left: Signal<Local, Bits<32>>,
    lowered_left: Signal<Local, Bits<32>>,
    right: Signal<Local, Bits<32>>,
    current_logit: Signal<Local, Signed<V>>,
    zero: Constant<Signed<V>>,
    minus_one: Constant<Signed<V>>,
    second_bank: Constant<Bits<16>>,
    bank_words: Constant<Bits<10>>,
    hidden_base: Constant<Bits<16>>,
    hidden_words: Constant<Bits<10>>,
    zero_word: Constant<Bits<16>>,
    _lanes: usize,
}

impl<const B: usize, const V: usize> Retrograde<B, V> {
    /// The retrograde lanes of the design, with their memory.
    pub fn new(p: &Parameters) -> Self {
        let r = p.retrograde_lanes;
        block!(clock, step, resample, first, last, load, hidden_read, row, readout_lane, readout, hidden, toggle, hidden_write,
            hidden_row, hidden_potential, logit, lowered, logit_valid, idle, bank, write_step, loading, captured, readout_kept, hidden_v, accumulated,
            valid1, valid2, valid3, first1, first2, first3, first4, resample1, resample2, resample3, resample4,
            last1, last2, last3, last4, written_step, written_row, total, base, lowered_base, left, lowered_left, right, current_logit;
            output: ports(r), clamped: ports(r), weight: ports(r), sum: ports(r), y: ports(r), mask: ports(r),
            retrograde_lane: (0..r).map(|_| RetrogradeLane::new(p)).collect(),
            potential_memory: PotentialMemory::new(p),
            readout_select: LaneSelect::new(r, 1, &p.widths()),
            zero: Constant::new(Signed::from(0)),
            minus_one: Constant::new(Signed::from(-1)),
            second_bank: constant(PotentialMemory::<V>::second_bank(p) as u64),
            bank_words: constant(PotentialMemory::<V>::second_bank(p) as u64 - 1),
            hidden_base: constant(PotentialMemory::<V>::hidden_base(p) as u64),
            hidden_words: constant(p.hidden.next_power_of_two() as u64 - 1),
            zero_word: constant(PotentialMemory::<V>::zero_word(p) as u64),
            _lanes: r,
        )
    }
}

impl<const B: usize, const V: usize> Logic for Retrograde<B, V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell retrograde: potentials of the outputs, and the logit of the hidden neuron in turn"
        );
        dff_setup!(
            self,
            clock,
            bank,
            write_step,
            loading,
            captured,
            readout_kept,
            hidden_v,
            accumulated,
            valid1,
            valid2,
            valid3,
            first1,
            first2,
            first3,
            first4,
            resample1,
            resample2,
            resample3,
            resample4,
            last1,
            last2,
            last3,
            last4
        );
        self.valid1.d.next = self.resample.val() | self.load.val();
        self.valid2.d.next = self.valid1.q.val();
        self.valid3.d.next = self.valid2.q.val();
        self.loading.d.next = self.load.val();
        self.resample1.d.next = self.resample.val();
        self.resample2.d.next = self.resample1.q.val();
        self.resample3.d.next = self.resample2.q.val();
        self.resample4.d.next = self.resample3.q.val();
        self.first1.d.next = self.first.val();
        self.first2.d.next = self.first1.q.val();
        self.first3.d.next = self.first2.q.val();
        self.first4.d.next = self.first3.q.val();
        self.last1.d.next = self.resample.val() & self.last.val();
        self.last2.d.next = self.last1.q.val();
        self.last3.d.next = self.last2.q.val();
        self.last4.d.next = self.last3.q.val();
        self.idle.next = !(self.valid1.q.val() | self.valid2.q.val() | self.valid3.q.val());
        println!(
            "the current bank is read, the other one receives the potentials with the hidden neuron flipped"
        );
        if self.toggle.val() {
            self.bank.d.next = !self.bank.q.val();
        }
        self.potential_memory.clock.next = self.clock.val();
        self.potential_memory.read_address.next = bit_cast::<16, 10>(self.step.val());
        if self.hidden_read.val() {
            self.potential_memory.read_address.next =
                bit_cast::<16, 10>(self.row.val()) | self.hidden_base.val();
        } else if self.load.val() {
            println!("a word that stays 0, for sums that are to be kept as they are");
            self.potential_memory.read_address.next = self.zero_word.val();
        } else if self.bank.q.val() {
            self.potential_memory.read_address.next =
                bit_cast::<16, 10>(self.step.val()) | self.second_bank.val();
        }
        self.potential_memory.write.next = self.valid3.q.val() | self.hidden_write.val();
        println!("a counter that is wrong must not lead to the word that stays 0");
        self.written_step.next = self.write_step.q.val() & self.bank_words.val();
        self.written_row.next = self.hidden_row.val() & self.hidden_words.val();
        self.potential_memory.write_address.next = bit_cast::<16, 10>(self.written_step.val());
        if self.hidden_write.val() {
            self.potential_memory.write_address.next =
                bit_cast::<16, 10>(self.written_row.val()) | self.hidden_base.val();
        } else if !self.bank.q.val() {
            self.potential_memory.write_address.next =
                bit_cast::<16, 10>(self.written_step.val()) | self.second_bank.val();
        }
        if self.valid3.q.val() {
            self.write_step.d.next = self.write_step.q.val() + 1;
        } else if self.first.val() & (self.resample.val() | self.load.val()) {
            self.write_step.d.next = 0.into();
        }
        self.captured.d.next = self.hidden_read.val();
        if self.captured.q.val() {
            self.hidden_v.d.next = unsigned_cast(self.potential_memory.potential[0].val());
        }
        self.total.next = self.zero.val();
        for i in 0..self._lanes {
            self.y[i].clock.next = self.clock.val();
            self.y[i].d.next = self.output[i].val();
            self.mask[i].clock.next = self.clock.val();
            self.mask[i].d.next = self.clamped[i].val();
            self.retrograde_lane[i].clock.next = self.clock.val();
            self.retrograde_lane[i].load.next = self.loading.q.val();
            self.retrograde_lane[i].hidden.next = self.hidden.val();
            self.retrograde_lane[i].spiked.next = self.y[i].q.val();
            self.retrograde_lane[i].clamped.next = self.mask[i].q.val();
            self.retrograde_lane[i].sum.next = self.sum[i].val();
            self.retrograde_lane[i].weight.next = self.weight[i].val();
            self.retrograde_lane[i].potential.next = self.potential_memory.potential[i].val();
            self.retrograde_lane[i].softplus.next = self.potential_memory.softplus[i].val();
            self.potential_memory.next_potential[i].next =
                self.retrograde_lane[i].flipped_potential.val();
            self.potential_memory.next_softplus[i].next =
                self.retrograde_lane[i].flipped_softplus.val();
            self.readout_select.value[i].next = self.potential_memory.potential[i].val();
            self.total.next = self.total.val() + self.retrograde_lane[i].term.val();
        }
        if self.hidden_write.val() {
            self.potential_memory.next_potential[0].next = self.hidden_potential.val();
        }
        self.readout_select.group.next = self.readout_lane.val();
        self.readout_kept.d.next = unsigned_cast(self.readout_select.selected[0].val());
        println!(
            "with its spike the hidden neuron saves what the flip would cost, without it the opposite"
        );
        println!("before its terms come the neuron's potential passes alone");
        self.base.next = signed_cast(self.hidden_v.q.val());
        if self.resample4.q.val() & !self.first4.q.val() {
            self.base.next = signed_cast(self.accumulated.q.val());
        }
        if self.hidden_write.val() {
            self.base.next = self.hidden_potential.val();
        } else if self.readout.val() {
            self.base.next = signed_cast(self.readout_kept.q.val());
        }
        self.lowered_base.next = self.base.val() + self.minus_one.val();
        self.left.next = (bit_cast::<32, V>(unsigned_cast(self.base.val())) << 1) | 1;
        self.lowered_left.next =
            (bit_cast::<32, V>(unsigned_cast(self.lowered_base.val())) << 1) | 1;
        self.right.next = bit_cast::<32, V>(unsigned_cast(self.total.val())) << 1;
        if !self.hidden.val() {
            self.right.next = (bit_cast::<32, V>(!unsigned_cast(self.total.val())) << 1) | 1;
        }
        if !self.resample4.q.val() {
            self.right.next = 0.into();
        }
        self.current_logit.next =
            signed_cast(bit_cast::<V, 32>((self.left.val() + self.right.val()) >> 1));
        if self.resample4.q.val() {
            self.accumulated.d.next = unsigned_cast(self.current_logit.val());
        }
        self.logit.next = self.current_logit.val();
        self.lowered.next = signed_cast(bit_cast::<V, 32>(
            (self.lowered_left.val() + self.right.val()) >> 1,
        ));
        self.logit_valid.next = self.last4.q.val();
    }
}
