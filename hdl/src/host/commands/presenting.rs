//! Presentations of one stimulus, or of all that are stored.

use crate::host::commands::{Commands, Job, Presenting};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Presenting> for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        match self.job.q.val() {
            Job::PresentStart => {
                self.job.d.next = Job::PresentWait;
                self.start.next = true;
                if !self.presentations.val().any() {
                    self.start.next = false;
                    self.error.next = self.error_value.val();
                    self.respond.next = true;
                    self.job.d.next = Job::Idle;
                }
            }
            Job::PresentWait => {
                if !self.busy.val() {
                    self.respond.next = true;
                    self.job.d.next = Job::Idle;
                    if self.rehearsing.val() & !self.store_finished.val() {
                        self.respond.next = false;
                        self.store_next.next = true;
                        self.job.d.next = Job::RehearseCopy;
                    }
                }
            }
            Job::RehearseStart => {
                println!("presentations of each stimulus, stimuli and passes: none of them 0");
                self.store_begin.next = true;
                self.store_next.next = true;
                self.job.d.next = Job::RehearseCopy;
                if !self.presentations.val().any()
                    | !self.address.q.val().any()
                    | (self.address.q.val() > self.stored_stimuli.val())
                    | !self.scratch_word.val().any()
                {
                    self.store_next.next = false;
                    self.error.next = self.error_value.val();
                    self.respond.next = true;
                    self.job.d.next = Job::Idle;
                }
            }
            Job::RehearseCopy => {
                self.new_stimulus.next = true;
                if !self.store_busy.val() {
                    self.job.d.next = Job::PresentStart;
                }
            }
            _ => {}
        }
    }
}
