//! A command arrives: its opcode, its header and its length are checked before anything is touched.

use crate::host::commands::{Accepting, Commands, Job};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Accepting> for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        match self.job.q.val() {
            Job::PowerOn => {
                self.index.d.next = self.boot_seed.val();
                self.job.d.next = Job::Reset;
            }
            Job::Idle => {
                self.index.d.next = 0.into();
                self.total.d.next = 0.into();
                self.lane.d.next = 0.into();
                if self.command.val() {
                    self.error.next = self.error_length.val();
                    if !self.in_order.val() {
                        println!("a repetition is answered, not executed");
                        self.respond.next = true;
                        self.error.next = self.error_order.val();
                        if self.identified.q.val() & (self.ahead.val() == 1) {
                            self.error.next = 0.into();
                        }
                    } else if self.opcode.val() == self.opcode_identify.val() {
                        self.space.d.next = self.space_scratch.val();
                        self.address.d.next = self.identity_base.val();
                        self.left.d.next = self.identity_count.val();
                        self.response_length.next = self.identity_bytes.val();
                        self.respond.next = true;
                        if !self.length.val().any() {
                            self.error.next = 0.into();
                            self.identified.d.next = true;
                            self.job.d.next = Job::ReadFetch;
                        }
                    } else if self.opcode.val() == self.opcode_reset.val() {
                        self.respond.next = !self.length.val().any();
                        if self.length.val().any() {
                            self.job.d.next = Job::Reset;
                        }
                    } else if (self.opcode.val() == self.opcode_read.val()) | self.drawing.val() {
                        self.respond.next = self.length.val() != 4;
                        if self.length.val() == 4 {
                            self.job.d.next = Job::FetchSpace;
                        }
                    } else if self.opcode.val() == self.opcode_write.val() {
                        self.respond.next = self.length.val() < 6;
                        if self.length.val() >= 6 {
                            self.job.d.next = Job::FetchSpace;
                        }
                    } else if self.opcode.val() == self.opcode_present.val() {
                        self.respond.next = self.length.val() != 2;
                        if self.length.val() == 2 {
                            self.job.d.next = Job::FetchSpace;
                        }
                    } else if self.rehearsing.val() {
                        self.respond.next = self.length.val() != 6;
                        if self.length.val() == 6 {
                            self.job.d.next = Job::FetchSpace;
                        }
                    } else {
                        self.error.next = self.error_opcode.val();
                        self.respond.next = true;
                    }
                }
            }
            Job::FetchSpace => {
                self.scratch_address.next = 0.into();
                self.job.d.next = Job::FetchAddress;
            }
            Job::FetchAddress => {
                self.scratch_address.next = 1.into();
                self.space.d.next = self.scratch_word.val().get_bits::<8>(0);
                self.count.d.next = self.scratch_word.val().get_bits::<8>(8);
                self.left.d.next = self.scratch_word.val().get_bits::<8>(8);
                self.job.d.next = Job::Latch;
                if self.opcode.val() == self.opcode_present.val() {
                    self.job.d.next = Job::PresentStart;
                }
            }
            Job::Latch => {
                self.address.d.next = self.scratch_word.val();
                self.index.d.next = 2.into();
                self.job.d.next = Job::Measure;
                if self.rehearsing.val() {
                    self.scratch_address.next = 2.into();
                    self.job.d.next = Job::RehearseStart;
                }
            }
            Job::Measure => {
                println!("bytes of all items, at most those of a payload");
                self.left.d.next = self.left.q.val() - 1;
                self.total.d.next = self.total.q.val() + self.item_bytes.val();
                if !self.left.q.val().any() | (self.total.q.val() > self.longest.val()) {
                    self.total.d.next = self.total.q.val();
                    self.left.d.next = (self.total.q.val() >> 1).get_bits::<8>(0);
                    self.job.d.next = Job::Check;
                }
            }
            Job::Check => {
                println!("the first item is read ahead: whether it is good is known a cycle later");
                self.scratch_address.next = bit_cast::<16, 8>(self.index.q.val());
                self.respond.next = true;
                self.response_length.next = self.total.q.val().get_bits::<8>(0);
                self.job.d.next = Job::Idle;
                if !self.fitting.q.val() {
                    self.error.next = self.error_address.val();
                } else if self.writing.val() {
                    self.error.next = self.error_length.val();
                    if bit_cast::<9, 8>(self.length.val())
                        == (self.total.q.val() + self.header_bytes.val())
                    {
                        self.error.next = 0.into();
                        self.respond.next = false;
                        self.job.d.next = Job::WriteFetch;
                    }
                } else if self.total.q.val() > self.longest.val() {
                    self.error.next = self.error_length.val();
                } else if (self.space.q.val() == self.space_spikes.val()) | self.drawing.val() {
                    self.spikes_start.next = true;
                    self.job.d.next = Job::Gather;
                } else {
                    self.job.d.next = Job::ReadFetch;
                }
            }
            _ => {}
        }
    }
}
