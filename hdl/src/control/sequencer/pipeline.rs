//! What goes with a word on its way: registers one to four cycles after an address was issued, and the spikes and sums that come
//! out of them.

use crate::control::sequencer::{Pipeline, Sequencer};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Part;

impl Part<Pipeline> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(
            self,
            clock,
            stimulus1,
            clamp1,
            valid1,
            first1,
            last1,
            add1,
            bias1,
            word1,
            input_word1,
            group1,
            lane1,
            predict1,
            decide1,
            hidden_read1,
            hidden_read2,
            hidden_read3,
            prediction,
            flip1,
            noise1,
            fan_in1,
            open1,
            close1,
            address1,
            readout1,
            output1,
            clamped1,
            count1,
            total1,
            carry,
            unit2,
            write2,
            flip2,
            address2,
            readout2,
            output2,
            clamped2,
            count2,
            readout3,
            output3,
            clamped3,
            count3,
            readout4,
            output4,
            clamped4,
            spike4,
            resting,
            count4,
            summed,
            sum_write,
            sum_address,
            out_needed,
            in_needed,
            up,
            down
        );
        println!("defaults: nothing is issued");
        self.stimulus1.d.next = false;
        self.clamp1.d.next = self.index_now.val() < self.clamp_words.val();
        self.valid1.d.next = false;
        self.first1.d.next = self.word_now.val() == self.words_out.val();
        self.last1.d.next = self.last_in.val();
        self.add1.d.next = false;
        self.bias1.d.next = self.bias_row.val();
        self.word1.d.next = self.word_now.val();
        self.input_word1.d.next = self.current_word.val() - self.words_out.val();
        self.group1.d.next = self.group_now.val();
        self.lane1.d.next = self.lane_now.val();
        self.predict1.d.next = self.done.val();
        self.decide1.d.next = self.logit_valid.val();
        self.flip_issued.next = false;
        self.noise_issued.next = false;
        self.fan_in1.d.next = false;
        self.open1.d.next = self.hidden.val();
        self.close1.d.next = self.predicted.val();
        self.readout1.d.next = false;
        self.output1.d.next = self.spiked.val();
        self.clamped1.d.next = self.clamped.val();
        self.count1.d.next = self.index_now.val().get_bits::<10>(0);
        self.readout2.d.next = self.readout1.q.val();
        self.output2.d.next = self.output1.q.val();
        self.clamped2.d.next = self.clamped1.q.val();
        self.count2.d.next = self.count1.q.val();
        self.readout3.d.next = self.readout2.q.val();
        self.output3.d.next = self.output2.q.val();
        self.clamped3.d.next = self.clamped2.q.val();
        self.count3.d.next = self.count2.q.val();
        self.readout4.d.next = self.readout3.q.val();
        self.output4.d.next = self.output3.q.val();
        self.clamped4.d.next = self.clamped3.q.val();
        self.spike4.d.next = self.spike.val();
        self.count4.d.next = self.count3.q.val();
        self.unit2.d.next = self.stimulus1.q.val() & !self.clamp1.q.val();
        self.flip2.d.next = self.flip1.q.val();
        self.write2.d.next = self.flip1.q.val() | self.noise1.q.val();
        self.address2.d.next = self.address1.q.val();
        self.resting.d.next = false;
        self.at_rest.next = self.resting.q.val();
        self.clear.next = false;
        self.load.next = false;
        self.resample.next = false;
        self.toggle.next = false;
        self.hidden_read.next = false;
        self.hidden_row.next = 0.into();
        self.presented.next = false;
        self.scratch_address.next =
            bit_cast::<16, 12>(self.index_now.val()) | self.stimulus_base.val();
        self.sum_write.d.next = self.readout4.q.val() | self.total1.q.val();
        self.sum_address.d.next = bit_cast::<16, 10>(self.count4.q.val()) | self.counts_base.val();
        self.total1.d.next = false;
        self.carry.d.next = false;

        println!("spikes as they come: predictions, decisions of the resampling, read-out");
        self.readout_spike.next = self.spike4.q.val();
        self.spoken.next = self.output4.q.val();
        if !self.clamped4.q.val() {
            self.spoken.next = self.spike4.q.val();
        }
        self.evidence_up.next = self.clamped4.q.val() & self.output4.q.val() & !self.spike4.q.val();
        self.evidence_down.next =
            self.clamped4.q.val() & !self.output4.q.val() & self.spike4.q.val();
        self.up.d.next = self.learn.val() & self.readout4.q.val() & self.evidence_up.val();
        self.down.d.next = self.learn.val() & self.readout4.q.val() & self.evidence_down.val();
        if self.readout3.q.val() {
            self.scratch_address.next =
                bit_cast::<16, 10>(self.count3.q.val()) | self.counts_base.val();
        }
        println!("one adder for the spike counts, one a word, and the totals, two words each");
        self.increment.next = bit_cast::<16, 1>(self.spoken.val().into());
        if self.total1.q.val() {
            self.increment.next = self.amount.val();
            self.sum_address.d.next =
                bit_cast::<16, 10>(self.count1.q.val()) | self.totals_base.val();
            self.carry.d.next = self.sum.val().get_bit(16) & !self.count1.q.val().get_bit(0);
        }
        self.sum.next = bit_cast::<17, 16>(self.scratch_word.val())
            + bit_cast::<17, 16>(self.increment.val())
            + bit_cast::<17, 1>(self.carry.q.val().into());
        self.summed.d.next = bit_cast::<16, 17>(self.sum.val());
        self.scratch_write.next = self.sum_write.q.val();
        self.scratch_write_address.next = self.sum_address.q.val();
        self.scratch_next.next = self.summed.q.val();
        if self.done.val() {
            self.result.d.next = self.result_now.val() + 1;
        }

        self.age_next.next = self.age_counter.q.val() + 1;
        self.presented_now.next = self.presented_before.q.val() + 1;
        self.at_noise_row.next = self.row_now.val() == self.noise_now.val();
    }
}
