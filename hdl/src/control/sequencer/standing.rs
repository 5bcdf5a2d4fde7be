//! Where the counters of the sequencer are, and which word of a row is next.

use crate::control::sequencer::{Sequencer, Standing};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Part;

impl Part<Standing> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell sequencer: the phases of a presentation, one state a phase");
        dff_setup!(
            self,
            clock,
            phase,
            presented_before,
            index,
            base,
            word_counter,
            row,
            result,
            step_counter,
            group_counter,
            lane_counter,
            sweep,
            age_counter,
            noise_counter,
            flipping,
            fan_in_part
        );
        println!("where the counters stand");
        self.index_now.next = self.index.q.val() & self.index_mask.val();
        self.base_now.next = self.base.q.val() & self.base_mask.val();
        self.word_now.next = self.word_counter.q.val() & self.word_mask.val();
        self.row_now.next = self.row.q.val() & self.row_mask.val();
        self.result_now.next = self.result.q.val() & self.result_mask.val();
        self.step_now.next = self.step_counter.q.val() & self.step_mask.val();
        self.group_now.next = self.group_counter.q.val() & self.group_mask.val();
        self.lane_now.next = self.lane_counter.q.val() & self.lane_mask.val();
        self.noise_now.next = self.noise_counter.q.val() & self.noise_mask.val();
        self.bias_row.next = self.row_now.val() == self.hidden_count.val();
        self.last_row.next = self.row_now.val() == self.last_hidden.val();
        self.last_step.next = self.step_now.val() == self.last_step_number.val();
        self.last_group.next = self.group_now.val() == self.last_group_number.val();
        self.fresh.next = !self.any_clamped.val() | !self.age_counter.q.val().any();
        println!("the word of a row: fan-out first, then fan-in");
        self.current_word.next = self.word_now.val();
        if self.in_needed.q.val() & !self.out_needed.q.val() & !self.fan_in_part.q.val() {
            self.current_word.next = self.words_out.val();
        }
        self.last_out.next = self.word_now.val() == self.last_word_out.val();
        self.last_in.next = self.current_word.val() == self.last_word_row.val();
        self.issue_out.next = false;
        self.issue_in.next = false;
        self.row_done.next = false;
        self.fetching.next = false;
    }
}
