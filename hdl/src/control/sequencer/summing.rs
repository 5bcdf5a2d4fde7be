//! One adder for the spike counts, one a word, and the totals of the counters, two words each.

use crate::control::sequencer::{Phase, Sequencer, Summing};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Summing> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        self.scratch_read.next = self.reading_out.val() | (self.phase.q.val() == Phase::Count);
        self.scratch_address.next = bit_cast::<16, 12>(self.index.q.val()) | self.counts_base.val();
        if self.phase.q.val() == Phase::Count {
            self.scratch_address.next =
                bit_cast::<16, 12>(self.index.q.val()) | self.totals_base.val();
        }
        self.index1.d.next = self.index.q.val();
        println!("a read-out spike is counted a cycle after it was decided");
        self.counting.d.next = self.deciding.q.val() & self.reading_out.val();
        self.spoken.d.next = self.new_spike.val();
        self.sum_write.d.next = self.counting.q.val() | self.total1.q.val();
        self.sum_address.d.next = bit_cast::<16, 12>(self.index1.q.val()) | self.counts_base.val();
        self.total.next = self.index1.q.val().get_bits::<4>(0);
        println!("the first presentation of a command counts from 0");
        self.old_word.next = self.scratch_word.val();
        if !self.total1.q.val() & !self.presented_before.q.val().any() {
            self.old_word.next = 0.into();
        }
        self.increment.next = bit_cast::<16, 1>(self.spoken.q.val().into());
        self.carry.d.next = false;
        if self.total1.q.val() {
            self.increment.next = self.amount.val();
            self.sum_address.d.next =
                bit_cast::<16, 12>(self.index1.q.val()) | self.totals_base.val();
            self.carry.d.next = self.sum.val().get_bit(16) & !self.index1.q.val().get_bit(0);
        }
        self.sum.next = bit_cast::<17, 16>(self.old_word.val())
            + bit_cast::<17, 16>(self.increment.val())
            + bit_cast::<17, 1>(self.carry.q.val().into());
        self.summed.d.next = bit_cast::<16, 17>(self.sum.val());
        self.scratch_write.next = self.sum_write.q.val();
        self.scratch_write_address.next = self.sum_address.q.val();
        self.scratch_next.next = self.summed.q.val();
        self.age_next.next = self.age_counter.q.val() + 1;
        self.presented_now.next = self.presented_before.q.val() + 1;
    }
}
