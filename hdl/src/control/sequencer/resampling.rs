//! Resample the hidden neurons, then read the outputs out.

use crate::control::sequencer::{Phase, Resampling, Sequencer};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Resampling> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        match self.phase.q.val() {
            Phase::ResampleStart => {
                self.hidden_read.next = true;
                self.fetching.next = true;
                self.phase.d.next = Phase::Resample;
            }
            Phase::Resample => {
                println!("the weights of a step are fetched a cycle before it");
                self.resample.next = true;
                self.fetching.next = true;
                self.step_counter.d.next = self.step_now.val() + 1;
                if self.last_step.val() {
                    self.base.d.next = self.base_now.val() + self.row_words.val();
                    if self.last_row.val() {
                        self.base.d.next = 0.into();
                    }
                    self.phase.d.next = Phase::ResampleWait;
                }
            }
            Phase::ResampleWait => {
                self.step_counter.d.next = 0.into();
                self.group_counter.d.next = 0.into();
                self.word_counter.d.next = 0.into();
                if self.decide1.q.val() {
                    self.toggle.next = self.spike.val() ^ self.hidden.val();
                    self.hidden_read.next = true;
                    self.fetching.next = true;
                    self.hidden_row.next = self.row_now.val() + 1;
                    self.row.d.next = self.row_now.val() + 1;
                    self.phase.d.next = Phase::Resample;
                    if self.last_row.val() {
                        self.hidden_row.next = 0.into();
                        self.row.d.next = 0.into();
                        self.sweep.d.next = self.sweep.q.val() + 1;
                        if self.sweep.q.val() + 1 == self.sweeps.val() {
                            self.phase.d.next = Phase::Readout;
                        }
                    }
                }
            }
            Phase::Readout => {
                self.readout1.d.next = true;
                self.index.d.next = self.index_now.val() + 1;
                self.lane_counter.d.next = self.lane_now.val() + 1;
                if self.lane_now.val() == self.last_lane_number.val() {
                    self.lane_counter.d.next = 0.into();
                    self.step_counter.d.next = self.step_now.val() + 1;
                }
                if self.index_now.val() == self.last_count.val() {
                    self.phase.d.next = Phase::ReadoutEnd;
                }
            }
            Phase::ReadoutEnd => {
                self.index.d.next = 0.into();
                self.word_counter.d.next = 0.into();
                self.flipping.d.next = self.learn.val();
                self.fan_in_part.d.next = false;
                if !self.readout1.q.val()
                    & !self.readout2.q.val()
                    & !self.readout3.q.val()
                    & !self.readout4.q.val()
                {
                    self.phase.d.next = Phase::Count;
                    if self.learn.val() {
                        self.phase.d.next = Phase::Flip;
                    }
                }
            }
            _ => {}
        }
    }
}
