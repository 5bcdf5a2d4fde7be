//! The end of a presentation: totals of the counters, then the next presentation or rest.

use crate::control::sequencer::{Ending, Phase, Sequencer};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Ending> for Sequencer {
    #[hdl_gen]
    fn update(&mut self) {
        match self.phase.q.val() {
            Phase::Count => {
                self.scratch_address.next =
                    bit_cast::<16, 12>(self.index_now.val()) | self.totals_base.val();
                self.total1.d.next = true;
                self.index.d.next = self.index_now.val() + 1;
                if self.index_now.val() == self.last_total.val() {
                    self.phase.d.next = Phase::Next;
                }
            }
            Phase::Next => {
                println!("the last sum has yet to be written");
                if !self.total1.q.val() {
                    self.presented.next = true;
                    self.index.d.next = 0.into();
                    self.presented_before.d.next = self.presented_now.val();
                    self.age_counter.d.next = self.age_next.val();
                    if self.age_next.val() == self.dwell.val() {
                        self.age_counter.d.next = 0.into();
                    }
                    self.phase.d.next = Phase::Stimulus;
                    if self.presented_now.val() == self.presentations.val() {
                        self.phase.d.next = Phase::Idle;
                    }
                }
            }
            // the phases of the other parts, named so that only a code that is no phase falls to the last arm
            Phase::Idle => {}
            Phase::Clear => {}
            Phase::Stimulus => {}
            Phase::StimulusEnd => {}
            Phase::Predict => {}
            Phase::PredictEnd => {}
            Phase::SumClear => {}
            Phase::Sum => {}
            Phase::SumEnd => {}
            Phase::Load => {}
            Phase::LoadEnd => {}
            Phase::ResampleStart => {}
            Phase::Resample => {}
            Phase::ResampleWait => {}
            Phase::Readout => {}
            Phase::ReadoutEnd => {}
            Phase::Flip => {}
            Phase::FlipEnd => {}
            Phase::NoiseSeek => {}
            Phase::Noise => {}
            Phase::NoiseEnd => {}
            _ => {
                self.phase.d.next = Phase::Idle;
            }
        }
        if self.fetching.val() {
            self.group_counter.d.next = self.group_now.val() + 1;
            if self.last_group.val() {
                self.group_counter.d.next = 0.into();
                self.word_counter.d.next = self.word_now.val() + 1;
            }
        }
        if self.new_stimulus.val() | self.dwell_write.val() | self.reset.val() {
            self.age_counter.d.next = 0.into();
        }
        if self.reset.val() {
            self.noise_counter.d.next = 0.into();
        }
        if self.restart.val() {
            self.phase.d.next = Phase::Idle;
        }
    }
}
