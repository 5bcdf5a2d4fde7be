//! What happened since the last reset, in 32-bit counters.

use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Presentations, flips up and down, evidence up and down; the host reads them in halves, the low one first.
#[derive(LogicBlock, Default)]
pub struct Counters {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub presented: Signal<In, Bit>,
    pub flips_up: Signal<In, Bits<7>>,
    pub flips_down: Signal<In, Bits<7>>,
    pub evidence_up: Signal<In, Bit>,
    pub evidence_down: Signal<In, Bit>,
    pub number: Signal<In, Bits<4>>,
    pub item: Signal<Out, Bits<16>>,
    presentations: DFF<Bits<32>>,
    total_flips_up: DFF<Bits<32>>,
    total_flips_down: DFF<Bits<32>>,
    total_evidence_up: DFF<Bits<32>>,
    total_evidence_down: DFF<Bits<32>>,
    chosen: Signal<Local, Bits<16>>,
}

impl Logic for Counters {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell counters: presentations, flips and evidence since the last reset");
        dff_setup!(
            self,
            clock,
            presentations,
            total_flips_up,
            total_flips_down,
            total_evidence_up,
            total_evidence_down
        );
        self.total_flips_up.d.next =
            self.total_flips_up.q.val() + bit_cast::<32, 7>(self.flips_up.val());
        self.total_flips_down.d.next =
            self.total_flips_down.q.val() + bit_cast::<32, 7>(self.flips_down.val());
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
        self.chosen.next = 0.into();
        if self.number.val() == 0 {
            self.chosen.next = self.presentations.q.val().get_bits::<16>(0);
        } else if self.number.val() == 1 {
            self.chosen.next = self.presentations.q.val().get_bits::<16>(16);
        } else if self.number.val() == 2 {
            self.chosen.next = self.total_flips_up.q.val().get_bits::<16>(0);
        } else if self.number.val() == 3 {
            self.chosen.next = self.total_flips_up.q.val().get_bits::<16>(16);
        } else if self.number.val() == 4 {
            self.chosen.next = self.total_flips_down.q.val().get_bits::<16>(0);
        } else if self.number.val() == 5 {
            self.chosen.next = self.total_flips_down.q.val().get_bits::<16>(16);
        } else if self.number.val() == 6 {
            self.chosen.next = self.total_evidence_up.q.val().get_bits::<16>(0);
        } else if self.number.val() == 7 {
            self.chosen.next = self.total_evidence_up.q.val().get_bits::<16>(16);
        } else if self.number.val() == 8 {
            self.chosen.next = self.total_evidence_down.q.val().get_bits::<16>(0);
        } else if self.number.val() == 9 {
            self.chosen.next = self.total_evidence_down.q.val().get_bits::<16>(16);
        }
        self.item.next = self.chosen.val();
    }
}
