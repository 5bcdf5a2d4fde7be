//! What follows from the decision of a neuron: its states, its entry in a list, and its evidence.

use crate::control::sequencer::{Deciding, Phase, Sequencer};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Part;

impl Part<Deciding> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell sequencer: the phases of a presentation, and what follows from a decision");
        dff_setup!(
            self,
            clock,
            phase,
            resting,
            presented_before,
            age_counter,
            layer_kept,
            sweep,
            deciding,
            spike2,
            spike3,
            spike4,
            spike5,
            spike6,
            mask2,
            mask3,
            mask4,
            mask5,
            mask6,
            predicted,
            any_evidence,
            up,
            down,
            list_pointer,
            ending,
            noise_row,
            noise_word,
            noise_layer,
            index,
            index1,
            total1,
            counting,
            spoken,
            read,
            carry,
            sum_write,
            sum_address,
            summed
        );
        println!("the neuron's spike and mask until now, on their way with it");
        self.spike2.d.next = self.own_spike.val();
        self.spike3.d.next = self.spike2.q.val();
        self.spike4.d.next = self.spike3.q.val();
        self.spike5.d.next = self.spike4.q.val();
        self.spike6.d.next = self.spike5.q.val();
        self.mask2.d.next = self.own_mask.val();
        self.mask3.d.next = self.mask2.q.val();
        self.mask4.d.next = self.mask3.q.val();
        self.mask5.d.next = self.mask4.q.val();
        self.mask6.d.next = self.mask5.q.val();
        println!(
            "a decision: the spike from the logit; a cycle before, the same draw decided from the potential alone"
        );
        self.weighing.next = self.phase.q.val() == Phase::Weighing;
        self.reading_out.next = self.phase.q.val() == Phase::ReadingOut;
        self.deciding.d.next = self.complete.val();
        self.predicted.d.next = self.spike.val();
        self.fresh.next = !self.any_clamped.val() | !self.age_counter.q.val().any();
        self.new_spike.next = self.spike.val();
        self.new_predicted.next = self.spike.val();
        if self.weighing.val() {
            self.new_predicted.next = self.predicted.q.val();
        } else if self.reading_out.val() {
            println!("a clamped output keeps the spike of its stimulus");
            if self.mask6.q.val() {
                self.new_spike.next = self.spike6.q.val();
            }
        } else if !self.fresh.val() {
            self.new_spike.next = self.spike6.q.val();
        }
        self.decided.next = self.deciding.q.val();
        self.decided_spike.next = self.new_spike.val();
        self.decided_predicted.next = self.new_predicted.val();
        self.decided_mask.next = !self.reading_out.val() | self.mask6.q.val();
        self.change.next =
            self.deciding.q.val() & self.weighing.val() & (self.spike.val() ^ self.spike6.q.val());
        self.read.d.next = self.deciding.q.val() & self.layer_end.val() & self.reading_out.val();
        self.layer_done.next = self.deciding.q.val() & self.layer_end.val();

        println!("evidence, in the last sweep and when the outputs are read out");
        self.last_sweep.next = self.sweep.q.val() + 1 == self.sweeps.val();
        self.counts.next = self.deciding.q.val()
            & ((self.weighing.val() & self.last_sweep.val()) | self.reading_out.val());
        self.rising.next = self.new_spike.val() & !self.new_predicted.val();
        self.falling.next = !self.new_spike.val() & self.new_predicted.val();
        self.up.d.next = self.counts.val() & self.learn.val() & self.rising.val();
        self.down.d.next = self.counts.val() & self.learn.val() & self.falling.val();
        self.counted_up.next = self.up.q.val();
        self.counted_down.next = self.down.q.val();
        self.evidence_enter.next = self.counts.val() & self.group_end.val();
        self.evidence.next = self.any_evidence.q.val() | self.rising.val() | self.falling.val();
        if self.counts.val() {
            self.any_evidence.d.next =
                (self.any_evidence.q.val() | self.rising.val() | self.falling.val())
                    & !self.group_end.val();
        }

        println!(
            "spike lists: of the inputs from the encoding, of hidden neurons as they are decided"
        );
        self.list_table.index.next = self.decided_layer.val();
        self.writes.next = self.input_write.val()
            | (self.deciding.q.val() & self.new_spike.val() & !self.reading_out.val());
        self.ends.next = self.ending.q.val() | (self.input_write.val() & self.input_end.val());
        self.ending.d.next = self.layer_done.val() & !self.reading_out.val();
        self.list_write.next = self.writes.val() | self.ending.q.val();
        self.list_end.next = self.ends.val();
        self.list_both.next = self.input_write.val() & self.input_both.val();
        self.list_row.next = self.decided_row.val();
        if self.input_write.val() {
            self.list_row.next = self.input_row.val();
        }
        self.written.next = self.list_pointer.q.val();
        if self.ends.val() {
            println!("the list of the layer after it");
            self.list_pointer.d.next = self.list_table.list.val();
        } else if self.writes.val() {
            self.list_pointer.d.next = self.list_pointer.q.val() + 1;
        }
    }
}
