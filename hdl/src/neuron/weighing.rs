//! Weighs neurons: what those further up say of a change.

use crate::memory::outputs::BankPointers;
use crate::memory::potentials::PotentialBanks;
use crate::neuron::retrograde_lane::RetrogradeLane;
use crate::parameters::{POTENTIAL, Parameters, STEP, WEIGHT, block, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The retrograde lanes, the potentials they work on, and the logit of the neuron in turn.
///
/// A word of children is issued in cycle T. Its weights, potentials and spikes arrive in T+1, the potentials with the change are written
/// in T+3, and the terms are added in T+4. With the last word, the neuron's own potential passes the neuron cell in T+4 and its logit in
/// T+5, and it is decided in T+6. With `load` the sums of a target group become potentials on the same way.
#[derive(LogicBlock)]
pub struct Weighing {
    /// The clock.
    pub clock: Signal<In, Clock>,
    // what is issued in this cycle
    /// High when a word of children is issued.
    pub step: Signal<In, Bit>,
    /// High when a word is issued that keeps sums as potentials.
    pub load: Signal<In, Bit>,
    /// High when a neuron is issued that is drawn from its potential alone.
    pub pass: Signal<In, Bit>,
    /// High if the word is the first of its neuron.
    pub first: Signal<In, Bit>,
    /// High if the word is the last of its neuron.
    pub last: Signal<In, Bit>,
    /// Word of the potentials.
    pub word: Signal<In, Bits<STEP>>,
    /// Layer of the children.
    pub layer: Signal<In, Bits<3>>,
    /// Where the potentials with the change go: so many banks further.
    pub offset: Signal<In, Bits<2>>,
    /// Word with the neuron's own potential.
    pub own_word: Signal<In, Bits<STEP>>,
    /// Place of the neuron in that word.
    pub own_lane: Signal<In, Bits<3>>,
    /// Layer of the neuron.
    pub own_layer: Signal<In, Bits<3>>,
    // one cycle later
    /// Weights from the neuron to the children.
    pub weight: Vec<Signal<In, Signed<WEIGHT>>>,
    /// Sums of a target group, in quanta.
    pub sum: Vec<Signal<In, Signed<POTENTIAL>>>,
    /// Spikes of the children.
    pub spiked: Vec<Signal<In, Bit>>,
    /// High for the children that have a say.
    pub masked: Vec<Signal<In, Bit>>,
    /// The present spike of the neuron.
    pub spike: Signal<In, Bit>,
    // decisions
    /// High when all that was issued is forgotten.
    pub flush: Signal<In, Bit>,
    /// High when the present potentials are in bank 0.
    pub clear: Signal<In, Bit>,
    /// High when the neuron that is decided changes, so that the potentials with its change become the present ones.
    pub change: Signal<In, Bit>,
    /// The layers that the neuron reaches, a bit each.
    pub reached: Signal<In, Bits<8>>,
    /// Its offset.
    pub amount: Signal<In, Bits<2>>,
    /// The potential for the neuron cell: the neuron's own one, and with `complete` its logit.
    pub potential: Signal<Out, Signed<POTENTIAL>>,
    /// One less.
    pub lowered: Signal<Out, Signed<POTENTIAL>>,
    /// High when the logit passes the neuron cell: the neuron is decided one cycle later.
    pub complete: Signal<Out, Bit>,
    /// High when nothing is on its way.
    pub idle: Signal<Out, Bit>,
    retrograde_lane: Vec<RetrogradeLane<WEIGHT, POTENTIAL>>,
    potential_banks: PotentialBanks,
    bank_pointers: BankPointers,
    step1: DFF<Bit>,
    step2: DFF<Bit>,
    step3: DFF<Bit>,
    step4: DFF<Bit>,
    load1: DFF<Bit>,
    load2: DFF<Bit>,
    load3: DFF<Bit>,
    pass1: DFF<Bit>,
    pass2: DFF<Bit>,
    pass3: DFF<Bit>,
    pass4: DFF<Bit>,
    first1: DFF<Bit>,
    first2: DFF<Bit>,
    first3: DFF<Bit>,
    first4: DFF<Bit>,
    last1: DFF<Bit>,
    last2: DFF<Bit>,
    last3: DFF<Bit>,
    last4: DFF<Bit>,
    last5: DFF<Bit>,
    word1: DFF<Bits<STEP>>,
    word2: DFF<Bits<STEP>>,
    word3: DFF<Bits<STEP>>,
    bank1: DFF<Bits<2>>,
    bank2: DFF<Bits<2>>,
    bank3: DFF<Bits<2>>,
    own_word1: DFF<Bits<STEP>>,
    own_word2: DFF<Bits<STEP>>,
    own_lane1: DFF<Bits<3>>,
    own_lane2: DFF<Bits<3>>,
    own_bank1: DFF<Bits<2>>,
    own_bank2: DFF<Bits<2>>,
    spike2: DFF<Bit>,
    spike3: DFF<Bit>,
    spike4: DFF<Bit>,
    plain: DFF<Bits<POTENTIAL>>,
    logit: DFF<Bits<POTENTIAL>>,
    total: Signal<Local, Signed<POTENTIAL>>,
    base: Signal<Local, Signed<POTENTIAL>>,
    added: Signal<Local, Signed<POTENTIAL>>,
    left: Signal<Local, Bits<32>>,
    right: Signal<Local, Bits<32>>,
    passing: Signal<Local, Signed<POTENTIAL>>,
    zero: Constant<Signed<POTENTIAL>>,
    minus_one: Constant<Signed<POTENTIAL>>,
    _lanes: usize,
}

impl Weighing {
    /// The lanes of a design, with their memory.
    pub fn new(p: &Parameters) -> Self {
        let r = p.retrograde_lanes;
        block!(clock, step, load, pass, first, last, word, layer, offset, own_word, own_lane, own_layer, spike, flush, clear, change, reached,
            amount, potential, lowered, complete, idle, step1, step2, step3, step4, load1, load2, load3, pass1, pass2, pass3, pass4, first1, first2, first3,
            first4, last1, last2, last3, last4, last5, word1, word2, word3, bank1, bank2, bank3, own_word1, own_word2, own_lane1, own_lane2, own_bank1, own_bank2,
            spike2, spike3, spike4, plain, logit, total, base, added, left, right, passing;
            weight: ports(r), sum: ports(r), spiked: ports(r), masked: ports(r),
            retrograde_lane: (0..r).map(|_| RetrogradeLane::new(p)).collect(),
            potential_banks: PotentialBanks::new(p),
            bank_pointers: BankPointers::new(),
            zero: Constant::new(Signed::from(0)),
            minus_one: Constant::new(Signed::from(-1)),
            _lanes: r,
        )
    }
}

impl Logic for Weighing {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell weighing: what those further up say of a change of the neuron in turn");
        dff_setup!(
            self, clock, step1, step2, step3, step4, load1, load2, load3, pass1, pass2, pass3,
            pass4, first1, first2, first3, first4, last1, last2, last3, last4, last5, word1, word2,
            word3, bank1, bank2, bank3, own_word1, own_word2, own_lane1, own_lane2, own_bank1,
            own_bank2, spike2, spike3, spike4, plain, logit
        );
        println!("which bank is read, and which one is written");
        self.bank_pointers.clock.next = self.clock.val();
        self.bank_pointers.clear.next = self.clear.val();
        self.bank_pointers.advance.next = self.change.val();
        self.bank_pointers.reached.next = self.reached.val();
        self.bank_pointers.amount.next = self.amount.val();
        self.bank_pointers.layer.next = self.layer.val();
        self.bank_pointers.own_layer.next = self.own_layer.val();
        self.bank1.d.next = self.bank_pointers.bank.val() + self.offset.val();
        if self.load.val() {
            self.bank1.d.next = 0.into();
        }
        self.bank2.d.next = self.bank1.q.val();
        self.bank3.d.next = self.bank2.q.val();
        self.word1.d.next = self.word.val();
        self.word2.d.next = self.word1.q.val();
        self.word3.d.next = self.word2.q.val();

        println!("a word on its way");
        self.step1.d.next = self.step.val() & !self.flush.val();
        self.step2.d.next = self.step1.q.val() & !self.flush.val();
        self.step3.d.next = self.step2.q.val() & !self.flush.val();
        self.step4.d.next = self.step3.q.val() & !self.flush.val();
        self.load1.d.next = self.load.val();
        self.load2.d.next = self.load1.q.val();
        self.load3.d.next = self.load2.q.val();
        self.pass1.d.next = self.pass.val();
        self.pass2.d.next = self.pass1.q.val();
        self.pass3.d.next = self.pass2.q.val();
        self.pass4.d.next = self.pass3.q.val();
        self.first1.d.next = self.first.val();
        self.first2.d.next = self.first1.q.val();
        self.first3.d.next = self.first2.q.val();
        self.first4.d.next = self.first3.q.val();
        self.last1.d.next =
            (self.step.val() | self.pass.val()) & self.last.val() & !self.flush.val();
        self.last2.d.next = self.last1.q.val() & !self.flush.val();
        self.last3.d.next = self.last2.q.val() & !self.flush.val();
        self.last4.d.next = self.last3.q.val() & !self.flush.val();
        self.last5.d.next = self.last4.q.val() & !self.flush.val();
        self.spike2.d.next = self.spike.val();
        self.spike3.d.next = self.spike2.q.val();
        self.spike4.d.next = self.spike3.q.val();

        println!("the neuron's own potential, in time for its first terms");
        self.own_word1.d.next = self.own_word.val();
        self.own_word2.d.next = self.own_word1.q.val();
        self.own_lane1.d.next = self.own_lane.val();
        self.own_lane2.d.next = self.own_lane1.q.val();
        self.own_bank1.d.next = self.bank_pointers.own_bank.val();
        self.own_bank2.d.next = self.own_bank1.q.val();
        self.potential_banks.own_read.next =
            self.pass2.q.val() | (self.step2.q.val() & self.first2.q.val());
        self.potential_banks.own_bank.next = self.own_bank2.q.val();
        self.potential_banks.own_word.next = self.own_word2.q.val();
        self.potential_banks.own_lane.next = self.own_lane2.q.val();
        if self.first3.q.val() {
            self.plain.d.next = unsigned_cast(self.potential_banks.own.val());
        }

        println!("potentials as they are, and as they would be");
        self.potential_banks.clock.next = self.clock.val();
        self.potential_banks.read.next = self.step.val();
        self.potential_banks.read_bank.next = self.bank_pointers.bank.val();
        self.potential_banks.read_word.next = self.word.val();
        self.potential_banks.write.next = self.step3.q.val() | self.load3.q.val();
        self.potential_banks.write_bank.next = self.bank3.q.val();
        self.potential_banks.write_word.next = self.word3.q.val();
        self.total.next = self.zero.val();
        for i in 0..self._lanes {
            self.retrograde_lane[i].clock.next = self.clock.val();
            self.retrograde_lane[i].load.next = self.load1.q.val();
            self.retrograde_lane[i].hidden.next = self.spike.val();
            self.retrograde_lane[i].spiked.next = self.spiked[i].val();
            self.retrograde_lane[i].clamped.next = self.masked[i].val();
            self.retrograde_lane[i].sum.next = self.sum[i].val();
            self.retrograde_lane[i].weight.next = self.weight[i].val();
            self.retrograde_lane[i].potential.next = self.potential_banks.potential[i].val();
            if self.load1.q.val() {
                self.retrograde_lane[i].potential.next = self.zero.val();
            }
            self.retrograde_lane[i].softplus.next = self.potential_banks.softplus[i].val();
            self.potential_banks.next_potential[i].next =
                self.retrograde_lane[i].flipped_potential.val();
            self.potential_banks.next_softplus[i].next =
                self.retrograde_lane[i].flipped_softplus.val();
            self.total.next = self.total.val() + self.retrograde_lane[i].term.val();
        }

        println!(
            "with its spike the neuron saves what the change would cost, without it the opposite"
        );
        self.base.next = signed_cast(self.logit.q.val());
        if self.first4.q.val() {
            self.base.next = signed_cast(self.plain.q.val());
        }
        println!("a - b is a + not b + 1: one adder, its carry enters below the lowest bit");
        self.left.next = (bit_cast::<32, POTENTIAL>(unsigned_cast(self.base.val())) << 1) | 1;
        self.right.next = (bit_cast::<32, POTENTIAL>(!unsigned_cast(self.total.val())) << 1) | 1;
        if self.spike4.q.val() {
            self.right.next = bit_cast::<32, POTENTIAL>(unsigned_cast(self.total.val())) << 1;
        }
        self.added.next = signed_cast(bit_cast::<POTENTIAL, 32>(
            (self.left.val() + self.right.val()) >> 1,
        ));
        if self.step4.q.val() {
            self.logit.d.next = unsigned_cast(self.added.val());
        } else if self.pass4.q.val() {
            self.logit.d.next = self.plain.q.val();
        }
        self.passing.next = signed_cast(self.plain.q.val());
        if self.last5.q.val() {
            self.passing.next = signed_cast(self.logit.q.val());
        }
        self.potential.next = self.passing.val();
        self.lowered.next = self.passing.val() + self.minus_one.val();
        self.complete.next = self.last5.q.val();
        self.idle.next = !(self.step1.q.val()
            | self.step2.q.val()
            | self.step3.q.val()
            | self.load1.q.val()
            | self.load2.q.val()
            | self.load3.q.val()
            | self.last1.q.val()
            | self.last2.q.val()
            | self.last3.q.val()
            | self.last4.q.val()
            | self.last5.q.val());
    }
}
