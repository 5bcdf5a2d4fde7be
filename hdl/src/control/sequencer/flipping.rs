//! Flip synapses on evidence, then let one row fluctuate.

use crate::control::sequencer::{Flipping, Phase, Sequencer};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Flipping> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        match self.phase.q.val() {
            Phase::Flip => {
                self.issue_out.next = !self.fan_in_part.q.val() & self.out_needed.q.val();
                self.issue_in.next =
                    self.fan_in_part.q.val() | (self.in_needed.q.val() & !self.out_needed.q.val());
                self.word_counter.d.next = self.current_word.val() + 1;
                if self.issue_out.val() {
                    if self.last_out.val() {
                        self.fan_in_part.d.next = self.in_needed.q.val();
                        self.row_done.next = !self.in_needed.q.val();
                    }
                } else if self.issue_in.val() {
                    self.fan_in_part.d.next = true;
                    if self.last_in.val() {
                        self.fan_in_part.d.next = false;
                        self.row_done.next = true;
                    }
                } else {
                    self.row_done.next = true;
                }
                self.flip_issued.next = self.issue_out.val() | self.issue_in.val();
                self.fan_in1.d.next = self.issue_in.val();
                if self.row_done.val() {
                    self.word_counter.d.next = 0.into();
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    self.row.d.next = self.row_now.val() + 1;
                    self.up.d.next = self.in_needed.q.val() & self.hidden.val();
                    self.down.d.next = self.in_needed.q.val() & self.predicted.val();
                    if self.bias_row.val() {
                        self.phase.d.next = Phase::FlipEnd;
                    }
                }
            }
            Phase::FlipEnd => {
                self.flipping.d.next = false;
                self.base.d.next = 0.into();
                self.row.d.next = 0.into();
                self.phase.d.next = Phase::Count;
                if self.noise_probability.val().any() {
                    self.phase.d.next = Phase::NoiseSeek;
                }
            }
            Phase::NoiseSeek => {
                if self.at_noise_row.val() {
                    self.phase.d.next = Phase::Noise;
                } else {
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    self.row.d.next = self.row_now.val() + 1;
                }
            }
            Phase::Noise => {
                self.noise_issued.next = true;
                self.word_counter.d.next = self.word_now.val() + 1;
                if (self.bias_row.val() & self.last_out.val()) | self.last_in.val() {
                    self.phase.d.next = Phase::NoiseEnd;
                }
            }
            Phase::NoiseEnd => {
                self.noise_counter.d.next = self.noise_now.val() + 1;
                if self.bias_row.val() {
                    self.noise_counter.d.next = 0.into();
                }
                self.phase.d.next = Phase::Count;
            }
            _ => {}
        }
    }
}
