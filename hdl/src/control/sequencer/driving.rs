//! What the sequencer drives: the pipeline's next values that depend on the phase, and all outputs that follow from it.

use crate::control::sequencer::{Driving, Phase, Sequencer};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Driving> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "while a neuron is weighed, its potential passes the neuron cell: what its draw would decide without the retrograde signal"
        );
        self.hidden_read1.d.next = self.hidden_read.val();
        self.hidden_read2.d.next = self.hidden_read1.q.val();
        self.hidden_read3.d.next = self.hidden_read2.q.val();
        if self.hidden_read3.q.val() {
            self.prediction.d.next = self.spike.val();
        }
        self.flip1.d.next = self.flip_issued.val();
        self.noise1.d.next = self.noise_issued.val();
        self.total.next = self.count1.q.val().get_bits::<4>(0);
        self.current_address.next =
            self.base_now.val() + bit_cast::<16, 12>(self.current_word.val());
        self.address1.d.next = self.current_address.val();

        println!(
            "one expression, not a default and an exception: the commands cell answers with the start, and two blocks of statements that wake each other by passing values never come to rest in an event-driven simulator"
        );
        self.busy.next = self.phase.q.val() != Phase::Idle;
        println!("what goes with the word of the cycle before");
        self.address.next = self.current_address.val();
        self.word.next = self.word1.q.val();
        self.input_word.next = self.input_word1.q.val();
        self.write.next = self.write2.q.val();
        self.write_address.next = self.address2.q.val();
        self.fan_in.next = self.fan_in1.q.val();
        self.gate.next = self.flip1.q.val() | self.bias1.q.val() | self.hidden.val();
        self.hidden_open.next = self.open1.q.val();
        self.hidden_close.next = self.close1.q.val();
        self.count_flips.next = self.flip2.q.val();
        self.noise.next = self.noise1.q.val();
        self.threshold.next = self.flip.val();
        if self.noise_issued.val() {
            self.threshold.next = bit_cast::<9, 8>(self.noise_probability.val()) << 1;
        }
        self.valid.next = self.valid1.q.val();
        self.first.next = self.first1.q.val();
        self.last.next = self.last1.q.val();
        self.add.next = self.add1.q.val();
        self.group.next = self.group1.q.val();
        self.step.next = self.step_now.val();
        self.issued_lane.next = self.lane_now.val();
        self.readout.next = self.readout2.q.val();
        self.readout_lane.next = self.lane1.q.val();
        self.step_first.next = !self.step_now.val().any();
        self.step_last.next = self.last_step.val();
        self.clamp_shift.next = self.stimulus1.q.val() & self.clamp1.q.val();
        self.unit_shift.next = self.unit2.q.val();
        self.hidden_write.next = self.done.val();
        self.result_row.next = self.result_now.val();

        println!(
            "rows that the flip phase visits: fan-out after a hidden spike, fan-in on evidence of the hidden neuron; known a cycle ahead"
        );
        self.next_hidden.next = self.hidden.val();
        self.next_predicted.next = self.predicted.val();
        self.next_bias.next = self.bias_row.val();
        if self.row_done.val() {
            self.next_hidden.next = self.hidden_behind.val();
            self.next_predicted.next = self.predicted_behind.val();
            self.next_bias.next = self.last_row.val();
        }
        self.out_needed.d.next =
            (self.next_bias.val() | self.next_hidden.val()) & self.any_evidence.val();
        self.in_needed.d.next = !self.next_bias.val()
            & (self.next_hidden.val() ^ self.next_predicted.val())
            & self.flipping.q.val();

        println!("the rings of spikes turn with the neurons");
        self.rotate_rings.next = self.row_done.val() & !self.bias_row.val();
        self.predicted_rotate.next =
            self.predict1.q.val() | self.decide1.q.val() | self.rotate_rings.val();
        self.predicted_next.next = self.predicted.val();
        if self.predict1.q.val() {
            self.predicted_next.next = self.spike.val();
        } else if self.decide1.q.val() {
            self.predicted_next.next = self.prediction.q.val();
        }
        self.hidden_rotate.next = self.predict1.q.val()
            | self.decide1.q.val()
            | (self.add1.q.val() & !self.bias1.q.val())
            | self.rotate_rings.val();
        self.hidden_next.next = self.hidden.val();
        if (self.predict1.q.val() & self.fresh.val()) | self.decide1.q.val() {
            self.hidden_next.next = self.spike.val();
        }
        self.readout_shift.next = self.readout4.q.val();
        self.counted_up.next = self.up.q.val();
        self.counted_down.next = self.down.q.val();

        println!(
            "draws are consumed with the spike that they decide, those of the lanes with the address of the word"
        );
        self.encoder_draw.next = self.stimulus1.q.val() & !self.clamp1.q.val();
        self.neuron_draw.next =
            self.predict1.q.val() | self.decide1.q.val() | self.readout3.q.val();
        self.lane_draw.next = self.flip_issued.val() | self.noise_issued.val();
    }
}
