//! The next item, the number of the command that is due, restarts, and the outputs.

use crate::host::commands::{Commands, Driving, Job};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Part;

impl Part<Driving> for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        println!("the next item: the next lane of a word of the row memory, else the next address");
        if ((self.job.q.val() == Job::ReadReady) & self.item_taken.val())
            | (self.job.q.val() == Job::WriteApply)
            | (self.job.q.val() == Job::InitialApply)
        {
            self.lane.d.next = self.lane.q.val() + 1;
            if self.last.val() {
                self.lane.d.next = 0.into();
            }
            if (self.space.q.val() != self.space_rows.val()) | self.last.val() {
                self.address.d.next = self.address.q.val() + 1;
            }
        }
        self.done.d.next = self.respond.val()
            & !self.error.val().any()
            & (self.opcode.val() != self.opcode_read.val());
        if self.done.q.val() {
            self.due.d.next = self.sequence.val() + 1;
        }
        if self.restart.val() {
            self.booted.d.next = false;
            self.keeping.d.next = self.keep.val();
            self.identified.d.next = false;
            self.job.d.next = Job::PowerOn;
        }
        self.ready.next = self.booted.q.val();
        self.item.next = self.current_item.val();
        self.presentations.next =
            (bit_cast::<16, 8>(self.count.q.val()) << 8) | bit_cast::<16, 8>(self.space.q.val());
        self.scratch_write_address.next = self.place.val();
        self.row_write_address.next = self.address.q.val();
    }
}
