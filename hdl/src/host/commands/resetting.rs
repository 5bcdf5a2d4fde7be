//! A reset: the seed is absorbed, the generators are stirred, and the first weights are drawn.

use crate::host::commands::{Commands, Job, Resetting};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Resetting> for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        match self.job.q.val() {
            Job::Reset => {
                self.reset.next = true;
                self.space.d.next = self.space_counters.val();
                self.address.d.next = 0.into();
                println!("a restart may have come in the middle of a word");
                self.lane.d.next = 0.into();
                self.job.d.next = Job::AbsorbFetch;
            }
            Job::AbsorbFetch => {
                self.scratch_address.next = bit_cast::<16, 8>(self.index.q.val());
                self.job.d.next = Job::AbsorbLow;
            }
            Job::AbsorbLow => {
                self.scratch_address.next = bit_cast::<16, 8>(self.index.q.val());
                self.step_all.next = true;
                self.absorb.next = self.scratch_word.val().get_bits::<8>(0);
                self.index.d.next = self.index.q.val() + 1;
                self.job.d.next = Job::AbsorbHigh;
            }
            Job::AbsorbHigh => {
                self.step_all.next = true;
                self.absorb.next = self.scratch_word.val().get_bits::<8>(8);
                self.job.d.next = Job::AbsorbFetch;
                if self.index.q.val() == self.seed_end.val() {
                    self.index.d.next = 0.into();
                    self.job.d.next = Job::Stir;
                }
            }
            Job::Stir => {
                self.step_all.next = true;
                println!(
                    "meanwhile the totals of the counters are cleared, again and again, from a word that stays 0"
                );
                self.scratch_address.next = self.zero_word.val();
                self.scratch_write.next = self.space.q.val().get_bit(2);
                self.address.d.next = self.address.q.val() + 1;
                if self.address.q.val() == self.last_stir.val() {
                    self.address.d.next = 0.into();
                    self.space.d.next = self.space_rows.val();
                    self.job.d.next = Job::InitialFetch;
                    println!(
                        "a chip that wakes up trained keeps its weights, and any that the watchdog restarts"
                    );
                    if (self.trained.val() | self.keeping.q.val()) & !self.booted.q.val() {
                        self.booted.d.next = true;
                        self.job.d.next = Job::Idle;
                    }
                }
            }
            Job::InitialFetch => {
                self.job.d.next = Job::InitialApply;
            }
            Job::InitialApply => {
                self.row_address.next = self.address.q.val() ^ self.one_word.val();
                self.row_write.next = true;
                self.initialise.next = true;
                self.job.d.next = Job::InitialFetch;
                if (self.address.q.val() == self.last_row_address.val()) & self.last.val() {
                    self.booted.d.next = true;
                    self.respond.next = self.booted.q.val();
                    self.job.d.next = Job::Idle;
                }
            }
            // the jobs of the other parts, named so that only a code that is no job falls to the last arm
            Job::PowerOn => {}
            Job::Idle => {}
            Job::FetchSpace => {}
            Job::FetchAddress => {}
            Job::Latch => {}
            Job::Measure => {}
            Job::Check => {}
            Job::ReadFetch => {}
            Job::ReadReady => {}
            Job::Gather => {}
            Job::WriteFetch => {}
            Job::WriteApply => {}
            Job::PresentStart => {}
            Job::PresentWait => {}
            Job::RehearseStart => {}
            Job::RehearseCopy => {}
            _ => {
                self.job.d.next = Job::Idle;
            }
        }
    }
}
