//! What a command asks for, whether it is legal and in order, and what is driven while nothing happens.

use crate::host::commands::{Checking, Commands};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Part;

impl Part<Checking> for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell commands: executes the commands of the host: identify, reset, read, write, present, draw, rehearse"
        );
        dff_setup!(
            self, clock, job, booted, keeping, identified, due, space, count, left, total, address,
            index, lane, done, fitting
        );
        println!("an item of the row memory is a word of lanes, any other item is 16 bits");
        self.writing.next = self.opcode.val() == self.opcode_write.val();
        self.drawing.next = self.opcode.val() == self.opcode_draw.val();
        println!(
            "the bits that only the space of the streams has, not the opcode: that of the next frame may come while the last rings still turn"
        );
        self.draw.next = self.space.q.val().get_bit(2) & self.space.q.val().get_bit(0);
        self.rehearsing.next =
            self.has_store.val() & (self.opcode.val() == self.opcode_rehearse.val());
        self.last.next = self.lane.q.val() == self.last_lane.val();
        self.item_bytes.next = 2.into();
        self.limit.next = self.register_words.val();
        self.legal.next = !self.drawing.val() & (!self.writing.val() | (self.count.q.val() == 1));
        self.current_item.next = self.scratch_word.val();
        self.place.next = self.address.q.val() | self.register_base.val();
        if self.space.q.val() == self.space_scratch.val() {
            self.limit.next = self.scratch_words.val();
            self.legal.next = !self.drawing.val();
            self.place.next = self.address.q.val();
            if self.writing.val() {
                println!("never below the stimulus, wherever a wrong address points");
                self.place.next = self.address.q.val() | self.stimulus_base.val();
                self.limit.next = self.stimulus_end.val();
                self.legal.next = self.address.q.val() >= self.stimulus_base.val();
            }
        } else if self.space.q.val() == self.space_rows.val() {
            self.item_bytes.next = self.row_bytes.val();
            self.limit.next = self.depth.val();
            self.legal.next = !self.drawing.val();
            self.current_item.next = self.row_item.val();
        } else if self.space.q.val() == self.space_spikes.val() {
            self.limit.next = self.spike_words.val();
            self.legal.next = !self.writing.val() & !self.drawing.val();
            self.current_item.next = self.spike_item.val();
        } else if self.space.q.val() == self.space_counters.val() {
            self.limit.next = self.counter_words.val();
            self.legal.next = !self.writing.val() & !self.drawing.val();
            self.place.next =
                bit_cast::<16, 4>(self.address.q.val().get_bits::<4>(0)) | self.totals_base.val();
        } else if self.space.q.val() == self.space_streams.val() {
            self.limit.next = self.stream_words.val();
            self.legal.next = self.drawing.val();
            self.current_item.next = self.spike_item.val();
        } else if self.space.q.val() == self.space_store.val() {
            self.limit.next = self.store_words.val();
            self.legal.next = self.has_store.val() & self.writing.val();
        } else if self.space.q.val().any() {
            println!("no other space exists; that of the registers is 0");
            self.legal.next = false;
        }
        self.upper_end.next =
            bit_cast::<17, 16>(self.address.q.val()) + bit_cast::<17, 8>(self.count.q.val());
        println!("known a cycle later, when the items have been measured");
        self.fitting.d.next = self.legal.val()
            & self.count.q.val().any()
            & (self.upper_end.val() <= self.limit.val());
        println!(
            "what changes the state comes in order: the number that is due, or the last one again"
        );
        self.ahead.next = self.due.q.val() - self.sequence.val();
        println!(
            "after a restart none is due until the host has asked who is there: it must not go on unawares"
        );
        self.in_order.next = (self.identified.q.val() & !self.ahead.val().any())
            | ((self.opcode.val() != self.opcode_reset.val())
                & (self.opcode.val() != self.opcode_write.val())
                & (self.opcode.val() != self.opcode_present.val())
                & !self.drawing.val()
                & !self.rehearsing.val());
        println!("the seed stands in the frame buffer, that of power-on in the identity block");
        self.seed_end.next = self.length.val() >> 1;
        if !self.booted.q.val() {
            self.seed_end.next = self.boot_seed_end.val();
        }

        println!("defaults; the idle addresses are never written");
        self.respond.next = false;
        self.error.next = 0.into();
        self.response_length.next = 0.into();
        self.gathered.next = false;
        self.store_write.next = false;
        self.store_begin.next = false;
        self.store_next.next = false;
        self.item_valid.next = false;
        self.start.next = false;
        self.new_stimulus.next = false;
        self.scratch_address.next = self.identity_base.val();
        self.scratch_write.next = false;
        self.row_address.next = self.address.q.val();
        self.row_write.next = false;
        self.turn.next = false;
        self.register_write.next = false;
        self.spikes_start.next = false;
        self.spikes_resume.next = false;
        println!("spikes are read from the first; those before the address asked are passed over");
        self.wanted.next = self.left.q.val().any() & !self.address.q.val().any();
        self.initialise.next = false;
        self.reset.next = false;
        self.absorb.next = 0.into();
        self.step_all.next = false;
    }
}
