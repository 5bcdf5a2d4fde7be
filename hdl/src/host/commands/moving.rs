//! Items are read, gathered or written.

use crate::host::commands::{Commands, Job, Moving};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Moving> for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        match self.job.q.val() {
            Job::ReadFetch => {
                self.scratch_address.next = self.place.val();
                self.job.d.next = Job::ReadReady;
            }
            Job::ReadReady => {
                self.scratch_address.next = self.place.val();
                self.item_valid.next = true;
                self.turn.next = true;
                if self.item_taken.val() {
                    println!("a word of the row memory turns by a lane with every item");
                    self.row_address.next = self.address.q.val() ^ self.one_word.val();
                    self.row_write.next = self.space.q.val() == self.space_rows.val();
                    self.left.d.next = self.left.q.val() - 1;
                    self.job.d.next = Job::ReadFetch;
                    if self.left.q.val() == 1 {
                        self.job.d.next = Job::Idle;
                    }
                }
            }
            Job::Gather => {
                println!("all spikes must pass, but random bits stop after the last item");
                self.gathered.next = self.spikes_finished.val();
                if self.space.q.val().get_bit(2) {
                    self.gathered.next = self.wanted.val() & (self.left.q.val() == 1);
                }
                self.item_valid.next = self.spikes_ready.val() & self.wanted.val();
                if self.spikes_ready.val() & (self.item_taken.val() | !self.wanted.val()) {
                    self.spikes_resume.next = !self.gathered.val();
                    if self.wanted.val() {
                        self.left.d.next = self.left.q.val() - 1;
                    } else if self.address.q.val().any() {
                        self.address.d.next = self.address.q.val() - 1;
                    }
                    if self.gathered.val() {
                        self.job.d.next = Job::Idle;
                    }
                }
            }
            Job::WriteFetch => {
                self.scratch_address.next = bit_cast::<16, 8>(self.index.q.val());
                self.job.d.next = Job::WriteApply;
            }
            Job::WriteApply => {
                println!(
                    "the next item is read twice: the row memory takes it a cycle later than others"
                );
                self.scratch_address.next = bit_cast::<16, 8>(self.index.q.val() + 1);
                self.index.d.next = self.index.q.val() + 1;
                self.left.d.next = self.left.q.val() - 1;
                self.job.d.next = Job::WriteFetch;
                println!("the word read a cycle ago is written: another address is read meanwhile");
                self.row_address.next = self.address.q.val() ^ self.one_word.val();
                if self.space.q.val() == self.space_scratch.val() {
                    self.scratch_write.next = self.writing.val();
                    self.new_stimulus.next = true;
                }
                if !self.space.q.val().any() {
                    println!("the space is SPACE_REGISTERS");
                    self.scratch_write.next = self.good_value.val();
                    self.register_write.next = true;
                }
                if self.space.q.val() == self.space_rows.val() {
                    self.row_write.next = true;
                }
                self.store_write.next = self.space.q.val() == self.space_store.val();
                if self.left.q.val() == 1 {
                    self.respond.next = true;
                    self.job.d.next = Job::Idle;
                    if (self.space.q.val() == self.space_registers.val()) & !self.good_value.val() {
                        self.error.next = self.error_value.val();
                    }
                }
            }
            _ => {}
        }
    }
}
