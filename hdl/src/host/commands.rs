//! Executes the commands of the host: identify, reset, read, write, present, draw, rehearse.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// What a command is doing.
#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Job {
    PowerOn,
    Idle,
    FetchSpace,
    FetchAddress,
    Latch,
    Measure,
    Check,
    ReadFetch,
    ReadReady,
    Gather,
    WriteFetch,
    WriteApply,
    PresentStart,
    PresentWait,
    RehearseStart,
    RehearseCopy,
    Reset,
    AbsorbFetch,
    AbsorbLow,
    AbsorbHigh,
    Stir,
    InitialFetch,
    InitialApply,
}

/// One command at a time. It checks everything before it touches anything: a command that is refused leaves the state as it was.
/// After power-on, or a restart, it resets the core with the seed of its design, which stands in the identity block; one by the
/// watchdog keeps the weights.
#[derive(LogicBlock)]
pub struct Commands {
    pub clock: Signal<In, Clock>,
    pub restart: Signal<In, Bit>,
    pub keep: Signal<In, Bit>,
    pub ready: Signal<Out, Bit>,
    // frame
    pub command: Signal<In, Bit>,
    pub sequence: Signal<In, Bits<8>>,
    pub opcode: Signal<In, Bits<8>>,
    pub length: Signal<In, Bits<8>>,
    pub respond: Signal<Out, Bit>,
    pub error: Signal<Out, Bits<4>>,
    pub response_length: Signal<Out, Bits<8>>,
    pub item: Signal<Out, Bits<16>>,
    pub item_valid: Signal<Out, Bit>,
    pub item_taken: Signal<In, Bit>,
    // registers
    pub register_write: Signal<Out, Bit>,
    pub good_value: Signal<In, Bit>,
    // presentations
    pub start: Signal<Out, Bit>,
    pub presentations: Signal<Out, Bits<16>>,
    pub busy: Signal<In, Bit>,
    pub new_stimulus: Signal<Out, Bit>,
    // scratch memory
    pub scratch_address: Signal<Out, Bits<16>>,
    pub scratch_word: Signal<In, Bits<16>>,
    pub scratch_write: Signal<Out, Bit>,
    pub scratch_write_address: Signal<Out, Bits<16>>,
    // row memory
    pub row_address: Signal<Out, Bits<16>>,
    pub row_write: Signal<Out, Bit>,
    pub row_write_address: Signal<Out, Bits<16>>,
    pub row_item: Signal<In, Bits<16>>,
    pub turn: Signal<Out, Bit>,
    pub initialise: Signal<Out, Bit>,
    // spikes
    pub spike_item: Signal<In, Bits<16>>,
    pub spikes_start: Signal<Out, Bit>,
    pub spikes_resume: Signal<Out, Bit>,
    pub draw: Signal<Out, Bit>,
    pub spikes_ready: Signal<In, Bit>,
    pub spikes_finished: Signal<In, Bit>,
    // stored stimuli
    pub store_write: Signal<Out, Bit>,
    pub store_begin: Signal<Out, Bit>,
    pub store_next: Signal<Out, Bit>,
    pub store_busy: Signal<In, Bit>,
    pub store_finished: Signal<In, Bit>,
    // random bits
    pub reset: Signal<Out, Bit>,
    pub absorb: Signal<Out, Bits<8>>,
    pub step_all: Signal<Out, Bit>,

    job: DFF<Job>,
    booted: DFF<Bit>,
    keeping: DFF<Bit>,
    identified: DFF<Bit>,
    due: DFF<Bits<8>>,
    space: DFF<Bits<8>>,
    count: DFF<Bits<8>>,
    left: DFF<Bits<8>>,
    total: DFF<Bits<9>>,
    address: DFF<Bits<16>>,
    index: DFF<Bits<8>>,
    lane: DFF<Bits<6>>,
    done: DFF<Bit>,
    fitting: DFF<Bit>,

    ahead: Signal<Local, Bits<8>>,
    in_order: Signal<Local, Bit>,
    seed_end: Signal<Local, Bits<8>>,
    item_bytes: Signal<Local, Bits<9>>,
    upper_end: Signal<Local, Bits<17>>,
    limit: Signal<Local, Bits<17>>,
    writing: Signal<Local, Bit>,
    drawing: Signal<Local, Bit>,
    rehearsing: Signal<Local, Bit>,
    gathered: Signal<Local, Bit>,
    legal: Signal<Local, Bit>,
    last: Signal<Local, Bit>,
    place: Signal<Local, Bits<16>>,
    wanted: Signal<Local, Bit>,
    current_item: Signal<Local, Bits<16>>,

    row_bytes: Constant<Bits<9>>,
    longest: Constant<Bits<9>>,
    header_bytes: Constant<Bits<9>>,
    register_words: Constant<Bits<17>>,
    register_base: Constant<Bits<16>>,
    counter_words: Constant<Bits<17>>,
    totals_base: Constant<Bits<16>>,
    zero_word: Constant<Bits<16>>,
    scratch_words: Constant<Bits<17>>,
    stimulus_base: Constant<Bits<16>>,
    stimulus_end: Constant<Bits<17>>,
    depth: Constant<Bits<17>>,
    has_store: Constant<Bit>,
    store_words: Constant<Bits<17>>,
    stored_stimuli: Constant<Bits<16>>,
    spike_words: Constant<Bits<17>>,
    stream_words: Constant<Bits<17>>,
    identity_base: Constant<Bits<16>>,
    identity_count: Constant<Bits<8>>,
    identity_bytes: Constant<Bits<8>>,
    last_row_address: Constant<Bits<16>>,
    last_lane: Constant<Bits<6>>,
    boot_seed: Constant<Bits<8>>,
    boot_seed_end: Constant<Bits<8>>,
    last_stir: Constant<Bits<16>>,
    trained: Constant<Bit>,
    error_opcode: Constant<Bits<4>>,
    error_length: Constant<Bits<4>>,
    error_address: Constant<Bits<4>>,
    error_value: Constant<Bits<4>>,
    error_order: Constant<Bits<4>>,
    one_word: Constant<Bits<16>>,
}

impl Commands {
    pub fn new(p: &Parameters) -> Self {
        let spike_words =
            (2 * p.pairs()).div_ceil(16) + 2 * p.hidden.div_ceil(16) + p.outputs.div_ceil(16);
        block!(clock, restart, keep, ready, command, sequence, opcode, length, respond, error, response_length, item, item_valid, item_taken,
            register_write, good_value, start, presentations, busy, new_stimulus,
            scratch_address, scratch_word, scratch_write, scratch_write_address,
            row_address, row_write, row_write_address, row_item, turn, initialise,
            spike_item, spikes_start, spikes_resume, draw, spikes_ready, spikes_finished, store_write, store_begin, store_next, store_busy, store_finished,
            reset, absorb, step_all,
            job, booted, keeping, identified, due, space, count, left, total, address, index, lane, done, fitting,
            ahead, in_order, seed_end, item_bytes, upper_end, limit, writing, drawing, rehearsing, gathered, legal, last, place, wanted, current_item;
            row_bytes: constant(2 * p.lanes as u64),
            longest: constant(2 * p.map.buffer as u64),
            register_words: constant(5),
            register_base: constant(p.map.registers as u64),
            counter_words: constant(10),
            totals_base: constant(p.map.totals as u64),
            zero_word: constant((p.map.identity + p.map.identity_words) as u64),
            scratch_words: constant(p.map.words as u64),
            stimulus_base: constant(p.map.stimulus as u64),
            stimulus_end: constant((p.map.stimulus + p.map.stimulus_words) as u64),
            depth: constant(p.depth() as u64),
            has_store: Constant::new(p.stored_stimuli > 0),
            // without a store, as many as the registers: nothing to choose
            store_words: constant(p.stored_words().max(5) as u64),
            stored_stimuli: constant(p.stored_stimuli as u64),
            spike_words: constant(spike_words as u64),
            stream_words: constant(p.map.buffer as u64),
            identity_base: constant(p.map.identity as u64),
            identity_count: constant(p.map.identity_words as u64),
            identity_bytes: constant(2 * p.map.identity_words as u64),
            last_row_address: constant(p.depth() as u64 - 1),
            last_lane: constant(p.lanes as u64 - 1),
            boot_seed: constant((p.map.identity + p.map.identity_words - 4) as u64),
            boot_seed_end: constant((p.map.identity + p.map.identity_words) as u64),
            last_stir: constant(p.reset_steps as u64 - 1),
            trained: Constant::new(p.trained.is_some()),
            header_bytes: constant(4),
            error_opcode: constant(2),
            error_length: constant(3),
            error_address: constant(4),
            error_value: constant(5),
            error_order: constant(6),
            one_word: constant(1),
        )
    }
}

impl Logic for Commands {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell commands: executes the commands of the host: identify, reset, read, write, present, draw, rehearse"
        );
        dff_setup!(
            self, clock, job, booted, keeping, identified, due, space, count, left, total, address,
            index, lane, done, fitting
        );
        println!(
            "spaces: 0 registers, 1 scratch memory, 2 row memory (an item is a word of lanes), 3 spikes, 4 counters, 5 random streams, 6 stored stimuli"
        );
        self.writing.next = self.opcode.val() == 4;
        self.drawing.next = self.opcode.val() == 6;
        println!(
            "space 5, not the opcode: that of the next frame may come while the last rings still turn"
        );
        self.draw.next = self.space.q.val().get_bit(2) & self.space.q.val().get_bit(0);
        self.rehearsing.next = self.has_store.val() & (self.opcode.val() == 7);
        self.last.next = self.lane.q.val() == self.last_lane.val();
        self.item_bytes.next = 2.into();
        self.limit.next = self.register_words.val();
        self.legal.next = !self.drawing.val() & (!self.writing.val() | (self.count.q.val() == 1));
        self.current_item.next = self.scratch_word.val();
        self.place.next = self.address.q.val() | self.register_base.val();
        if self.space.q.val() == 1 {
            self.limit.next = self.scratch_words.val();
            self.legal.next = !self.drawing.val();
            self.place.next = self.address.q.val();
            if self.writing.val() {
                println!("never below the stimulus, wherever a wrong address points");
                self.place.next = self.address.q.val() | self.stimulus_base.val();
                self.limit.next = self.stimulus_end.val();
                self.legal.next = self.address.q.val() >= self.stimulus_base.val();
            }
        } else if self.space.q.val() == 2 {
            self.item_bytes.next = self.row_bytes.val();
            self.limit.next = self.depth.val();
            self.legal.next = !self.drawing.val();
            self.current_item.next = self.row_item.val();
        } else if self.space.q.val() == 3 {
            self.limit.next = self.spike_words.val();
            self.legal.next = !self.writing.val() & !self.drawing.val();
            self.current_item.next = self.spike_item.val();
        } else if self.space.q.val() == 4 {
            self.limit.next = self.counter_words.val();
            self.legal.next = !self.writing.val() & !self.drawing.val();
            self.place.next =
                bit_cast::<16, 4>(self.address.q.val().get_bits::<4>(0)) | self.totals_base.val();
        } else if self.space.q.val() == 5 {
            self.limit.next = self.stream_words.val();
            self.legal.next = self.drawing.val();
            self.current_item.next = self.spike_item.val();
        } else if self.space.q.val() == 6 {
            self.limit.next = self.store_words.val();
            self.legal.next = self.has_store.val() & self.writing.val();
        } else if self.space.q.val().any() {
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
            | ((self.opcode.val() != 2)
                & (self.opcode.val() != 4)
                & (self.opcode.val() != 5)
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
                    println!("1 identify, 2 reset, 3 read, 4 write, 5 present, 6 draw, 7 rehearse");
                    self.error.next = self.error_length.val();
                    if !self.in_order.val() {
                        println!("a repetition is answered, not executed");
                        self.respond.next = true;
                        self.error.next = self.error_order.val();
                        if self.identified.q.val() & (self.ahead.val() == 1) {
                            self.error.next = 0.into();
                        }
                    } else if self.opcode.val() == 1 {
                        self.space.d.next = 1.into();
                        self.address.d.next = self.identity_base.val();
                        self.left.d.next = self.identity_count.val();
                        self.response_length.next = self.identity_bytes.val();
                        self.respond.next = true;
                        if !self.length.val().any() {
                            self.error.next = 0.into();
                            self.identified.d.next = true;
                            self.job.d.next = Job::ReadFetch;
                        }
                    } else if self.opcode.val() == 2 {
                        self.respond.next = !self.length.val().any();
                        if self.length.val().any() {
                            self.job.d.next = Job::Reset;
                        }
                    } else if (self.opcode.val() == 3) | self.drawing.val() {
                        self.respond.next = self.length.val() != 4;
                        if self.length.val() == 4 {
                            self.job.d.next = Job::FetchSpace;
                        }
                    } else if self.opcode.val() == 4 {
                        self.respond.next = self.length.val() < 6;
                        if self.length.val() >= 6 {
                            self.job.d.next = Job::FetchSpace;
                        }
                    } else if self.opcode.val() == 5 {
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
                if self.opcode.val() == 5 {
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
                } else if (self.space.q.val() == 3) | self.drawing.val() {
                    self.spikes_start.next = true;
                    self.job.d.next = Job::Gather;
                } else {
                    self.job.d.next = Job::ReadFetch;
                }
            }
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
                    self.row_write.next = self.space.q.val() == 2;
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
                if self.space.q.val() == 1 {
                    self.scratch_write.next = self.writing.val();
                    self.new_stimulus.next = true;
                }
                if !self.space.q.val().any() {
                    self.scratch_write.next = self.good_value.val();
                    self.register_write.next = true;
                }
                if self.space.q.val() == 2 {
                    self.row_write.next = true;
                }
                self.store_write.next = self.space.q.val() == 6;
                if self.left.q.val() == 1 {
                    self.respond.next = true;
                    self.job.d.next = Job::Idle;
                    if (self.space.q.val() == 0) & !self.good_value.val() {
                        self.error.next = self.error_value.val();
                    }
                }
            }
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
            Job::Reset => {
                self.reset.next = true;
                self.space.d.next = 4.into();
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
                    self.space.d.next = 2.into();
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
            _ => {
                self.job.d.next = Job::Idle;
            }
        }
        println!("the next item: the next lane of a word of the row memory, else the next address");
        if ((self.job.q.val() == Job::ReadReady) & self.item_taken.val())
            | (self.job.q.val() == Job::WriteApply)
            | (self.job.q.val() == Job::InitialApply)
        {
            self.lane.d.next = self.lane.q.val() + 1;
            if self.last.val() {
                self.lane.d.next = 0.into();
            }
            if (self.space.q.val() != 2) | self.last.val() {
                self.address.d.next = self.address.q.val() + 1;
            }
        }
        self.done.d.next = self.respond.val() & !self.error.val().any() & (self.opcode.val() != 3);
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
