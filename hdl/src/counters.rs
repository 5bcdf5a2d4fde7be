//! What happened since the last reset, in 32-bit counters.

use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Presentations, flips up and down, evidence up and down. `number` chooses what the host reads of the register space: 0 to 4 the
/// registers, 8 to 17 the counters, low half first, 18 the noise row, 19 the age of the stimulus.
#[derive(LogicBlock, Default)]
pub struct Counters {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub presented: Signal<In, Bit>,
    pub flips_up: Signal<In, Bits<7>>,
    pub flips_down: Signal<In, Bits<7>>,
    pub evidence_up: Signal<In, Bit>,
    pub evidence_down: Signal<In, Bit>,
    pub learn: Signal<In, Bit>,
    pub sweeps: Signal<In, Bits<8>>,
    pub dwell: Signal<In, Bits<16>>,
    pub flip: Signal<In, Bits<9>>,
    pub noise: Signal<In, Bits<8>>,
    pub noise_row: Signal<In, Bits<10>>,
    pub age: Signal<In, Bits<16>>,
    pub number: Signal<In, Bits<5>>,
    pub item: Signal<Out, Bits<16>>,
    presentations: DFF<Bits<32>>,
    total_flips_up: DFF<Bits<32>>,
    total_flips_down: DFF<Bits<32>>,
    total_evidence_up: DFF<Bits<32>>,
    total_evidence_down: DFF<Bits<32>>,
    counter: Signal<Local, Bits<32>>,
}

impl Logic for Counters {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell counters: presentations, flips and evidence since the last reset; what the host reads of registers");
        dff_setup!(
            self, clock, presentations, total_flips_up, total_flips_down, total_evidence_up, total_evidence_down
        );
        self.total_flips_up.d.next = self.total_flips_up.q.val() + bit_cast::<32, 7>(self.flips_up.val());
        self.total_flips_down.d.next = self.total_flips_down.q.val() + bit_cast::<32, 7>(self.flips_down.val());
        if self.presented.val() {
            self.presentations.d.next = self.presentations.q.val() + 1;
        }
        if self.evidence_up.val() {
            self.total_evidence_up.d.next = self.total_evidence_up.q.val() + 1;
        }
        if self.evidence_down.val() {
            self.total_evidence_down.d.next = self.total_evidence_down.q.val() + 1;
        }
        if self.reset.val() {
            self.presentations.d.next = 0.into();
            self.total_flips_up.d.next = 0.into();
            self.total_flips_down.d.next = 0.into();
            self.total_evidence_up.d.next = 0.into();
            self.total_evidence_down.d.next = 0.into();
        }
        self.counter.next = 0.into();
        if self.number.val() == 0 {
            self.counter.next = 0.into();
            if self.learn.val() {
                self.counter.next = 1.into();
            }
        } else if self.number.val() == 1 {
            self.counter.next = bit_cast::<32, 8>(self.sweeps.val());
        } else if self.number.val() == 2 {
            self.counter.next = bit_cast::<32, 16>(self.dwell.val());
        } else if self.number.val() == 3 {
            self.counter.next = bit_cast::<32, 9>(self.flip.val());
        } else if self.number.val() == 4 {
            self.counter.next = bit_cast::<32, 8>(self.noise.val());
        } else if (self.number.val() >> 1) == 4 {
            self.counter.next = self.presentations.q.val();
        } else if (self.number.val() >> 1) == 5 {
            self.counter.next = self.total_flips_up.q.val();
        } else if (self.number.val() >> 1) == 6 {
            self.counter.next = self.total_flips_down.q.val();
        } else if (self.number.val() >> 1) == 7 {
            self.counter.next = self.total_evidence_up.q.val();
        } else if (self.number.val() >> 1) == 8 {
            self.counter.next = self.total_evidence_down.q.val();
        } else if self.number.val() == 18 {
            self.counter.next = bit_cast::<32, 10>(self.noise_row.val());
        } else if self.number.val() == 19 {
            self.counter.next = bit_cast::<32, 16>(self.age.val());
        }
        println!("counters have two halves; everything else stands in the low one");
        self.item.next = self.counter.val().get_bits::<16>(0);
        if self.number.val().get_bit(0) & self.number.val().get_bit(3) {
            self.item.next = self.counter.val().get_bits::<16>(16);
        }
        if self.number.val().get_bit(4) & !self.number.val().get_bit(1) & self.number.val().get_bit(0) {
            self.item.next = self.counter.val().get_bits::<16>(16);
        }
    }
}
