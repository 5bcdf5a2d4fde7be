//! From the stimulus to the potentials: clear the counts, encode, predict the hidden neurons, sum the outputs.

use crate::control::sequencer::{Phase, Presenting, Sequencer};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Presenting> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        match self.phase.q.val() {
            Phase::Idle => {
                self.resting.d.next = true;
                self.presented_before.d.next = 0.into();
                self.index.d.next = 0.into();
                println!("a restart may have come while rows were flipped");
                self.flipping.d.next = false;
                if self.start.val() {
                    self.phase.d.next = Phase::Clear;
                }
            }
            Phase::Clear => {
                self.scratch_write.next = true;
                self.scratch_write_address.next =
                    bit_cast::<16, 12>(self.index_now.val()) | self.counts_base.val();
                self.scratch_next.next = 0.into();
                self.index.d.next = self.index_now.val() + 1;
                if self.index_now.val() == self.last_count.val() {
                    self.index.d.next = 0.into();
                    self.phase.d.next = Phase::Stimulus;
                }
            }
            Phase::Stimulus => {
                self.stimulus1.d.next = true;
                self.index.d.next = self.index_now.val() + 1;
                if self.index_now.val() == self.last_stimulus.val() {
                    self.phase.d.next = Phase::StimulusEnd;
                }
            }
            Phase::StimulusEnd => {
                self.base.d.next = 0.into();
                self.word_counter.d.next = self.words_out.val();
                self.row.d.next = 0.into();
                self.result.d.next = 0.into();
                self.phase.d.next = Phase::Predict;
            }
            Phase::Predict => {
                self.valid1.d.next = true;
                self.fan_in1.d.next = true;
                self.word_counter.d.next = self.word_now.val() + 1;
                if self.last_in.val() {
                    self.word_counter.d.next = self.words_out.val();
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    self.row.d.next = self.row_now.val() + 1;
                    if self.last_row.val() {
                        self.phase.d.next = Phase::PredictEnd;
                    }
                }
            }
            Phase::PredictEnd => {
                self.word_counter.d.next = 0.into();
                self.step_counter.d.next = 0.into();
                if self.predict1.q.val() & (self.result_now.val() == self.hidden_count.val()) {
                    self.phase.d.next = Phase::SumClear;
                }
            }
            Phase::SumClear => {
                self.clear.next = true;
                self.base.d.next = 0.into();
                self.row.d.next = 0.into();
                self.group_counter.d.next = 0.into();
                self.phase.d.next = Phase::Sum;
            }
            Phase::Sum => {
                self.add1.d.next = true;
                self.base.d.next = self.base_now.val() + self.row_words.val();
                self.row.d.next = self.row_now.val() + 1;
                if self.bias_row.val() {
                    self.phase.d.next = Phase::SumEnd;
                }
            }
            Phase::SumEnd => {
                self.phase.d.next = Phase::Load;
            }
            Phase::Load => {
                self.load.next = true;
                self.step_counter.d.next = self.step_now.val() + 1;
                self.group_counter.d.next = self.group_now.val() + 1;
                if self.last_step.val() {
                    self.phase.d.next = Phase::LoadEnd;
                } else if self.last_group.val() {
                    self.word_counter.d.next = self.word_now.val() + 1;
                    self.phase.d.next = Phase::SumClear;
                }
            }
            Phase::LoadEnd => {
                self.step_counter.d.next = 0.into();
                self.group_counter.d.next = 0.into();
                self.lane_counter.d.next = 0.into();
                self.word_counter.d.next = 0.into();
                self.base.d.next = 0.into();
                self.row.d.next = 0.into();
                self.sweep.d.next = 0.into();
                self.index.d.next = 0.into();
                if self.retrograde_idle.val() {
                    self.toggle.next = true;
                    self.phase.d.next = Phase::Readout;
                    if self.any_clamped.val() {
                        self.phase.d.next = Phase::ResampleStart;
                    }
                }
            }
            _ => {}
        }
    }
}
