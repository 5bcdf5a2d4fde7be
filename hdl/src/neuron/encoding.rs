//! From the stimulus to spikes: the list of the inputs, and the states of the outputs.

use crate::memory::outputs::OutputRegister;
use crate::neuron::cell::Encoder;
use crate::parameters::{Parameters, ROW, STEP, block, constant, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Reads the stimulus, a word a cycle: clamp bits first, then two intensities a word. A pair of inputs of which one spikes becomes an entry
/// of the list. The spikes of all units go to the host's part of the scratch memory, sixteen a word. At the end the outputs get
/// their states, r a cycle.
#[derive(LogicBlock)]
pub struct Encoding {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High for one cycle to begin.
    pub begin: Signal<In, Bit>,
    /// High to stop, whatever is under way.
    pub stop: Signal<In, Bit>,
    /// High while the stimulus is read.
    pub busy: Signal<Out, Bit>,
    /// High if one of the outputs is clamped; valid when it is no longer busy.
    pub any_clamped: Signal<Out, Bit>,
    // random bits
    /// High when the generator goes back to its start.
    pub reset: Signal<In, Bit>,
    /// High when the generator makes a step for the host.
    pub draw: Signal<In, Bit>,
    /// Byte that is mixed into a step: of the seed at a reset, else 0.
    pub absorb: Signal<In, Bits<8>>,
    /// The lowest bit of the present draw.
    pub random_bit: Signal<Out, Bit>,
    // scratch memory
    /// Word of the scratch memory that is read.
    pub scratch_address: Signal<Out, Bits<16>>,
    /// The word of the cycle before.
    pub scratch_word: Signal<In, Bits<16>>,
    /// High when sixteen spikes are written.
    pub scratch_write: Signal<Out, Bit>,
    /// Where they are written.
    pub scratch_write_address: Signal<Out, Bits<16>>,
    /// The spikes that are written, the last one uppermost.
    pub spikes: Signal<Out, Bits<16>>,
    // the list of the inputs
    /// High when an entry is written.
    pub list_write: Signal<Out, Bit>,
    /// High if the entry ends the list.
    pub list_end: Signal<Out, Bit>,
    /// High if both neurons of the pair spiked.
    pub list_both: Signal<Out, Bit>,
    /// The row of the pair's first neuron that spiked.
    pub list_row: Signal<Out, Bits<ROW>>,
    // the states of the outputs
    /// High when a word of states is written.
    pub seed: Signal<Out, Bit>,
    /// Number of the word.
    pub seed_word: Signal<Out, Bits<STEP>>,
    /// High for the outputs of the word that are clamped.
    pub clamped: Vec<Signal<Out, Bit>>,
    /// High for those that spike.
    pub spiked: Vec<Signal<Out, Bit>>,
    encoder: Encoder,
    output_register: OutputRegister,
    reading: DFF<Bit>,
    index: DFF<Bits<12>>,
    clamp1: DFF<Bit>,
    read1: DFF<Bit>,
    pair2: DFF<Bit>,
    pair: DFF<Bits<12>>,
    row: DFF<Bits<ROW>>,
    ending: DFF<Bit>,
    ended: DFF<Bit>,
    seeding: DFF<Bit>,
    place: DFF<Bits<STEP>>,
    clamped_any: DFF<Bit>,
    gathered: DFF<Bits<16>>,
    full: DFF<Bit>,
    word: DFF<Bits<12>>,
    first_spikes: Signal<Local, Bit>,
    second_spikes: Signal<Local, Bit>,
    last_pair: Signal<Local, Bit>,
    of_inputs: Signal<Local, Bit>,
    next_row: Signal<Local, Bits<ROW>>,
    at_output: Signal<Local, Bit>,
    any_input: Signal<Local, Bit>,
    stimulus_base: Constant<Bits<16>>,
    spikes_base: Constant<Bits<16>>,
    clamp_words: Constant<Bits<12>>,
    last_index: Constant<Bits<12>>,
    last_pair_number: Constant<Bits<12>>,
    has_whole_pairs: Constant<Bit>,
    last_whole_pair: Constant<Bits<12>>,
    last_input_pair: Constant<Bits<12>>,
    has_inputs: Constant<Bit>,
    odd: Constant<Bit>,
    row_words: Constant<Bits<ROW>>,
    pair_words: Constant<Bits<ROW>>,
    first_step: Constant<Bits<STEP>>,
    last_step: Constant<Bits<STEP>>,
    _selected: usize,
}

impl Encoding {
    /// The encoding of a design's stimuli.
    pub fn new(p: &Parameters) -> Self {
        let (g, r) = (&p.geometry, p.retrograde_lanes);
        let words = g.rows[0].words as u64;
        block!(clock, begin, stop, busy, any_clamped, reset, draw, absorb, random_bit, scratch_address, scratch_word, scratch_write,
            scratch_write_address, spikes, list_write, list_end, list_both, list_row, seed, seed_word, reading, index, clamp1, read1, pair2, pair,
            row, ending, ended, seeding, place, clamped_any, gathered, full, word, first_spikes, second_spikes, last_pair, of_inputs, next_row,
            at_output, any_input;
            clamped: ports(r), spiked: ports(r),
            encoder: Encoder::new(p), output_register: OutputRegister::new(p),
            stimulus_base: constant(p.map.stimulus as u64),
            spikes_base: constant(p.map.spikes as u64),
            clamp_words: constant(p.clamp_words() as u64),
            last_index: constant((p.clamp_words() + p.pairs()) as u64 - 1),
            last_pair_number: constant(p.pairs() as u64 - 1),
            has_whole_pairs: Constant::new(p.inputs > 1),
            last_whole_pair: constant((p.inputs as u64 / 2).saturating_sub(1)),
            last_input_pair: constant((g.pairs() as u64).saturating_sub(1)),
            has_inputs: Constant::new(p.inputs > 0),
            odd: Constant::new(p.inputs % 2 == 1),
            row_words: constant(words),
            pair_words: constant(2 * words),
            first_step: constant(g.first_step(g.last()) as u64),
            last_step: constant(g.all_steps() as u64 - 1),
            _selected: r,
        )
    }
}

impl Logic for Encoding {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell encoding: from the stimulus to the list of the inputs that spike");
        dff_setup!(
            self,
            clock,
            reading,
            index,
            clamp1,
            read1,
            pair2,
            pair,
            row,
            ending,
            ended,
            seeding,
            place,
            clamped_any,
            gathered,
            full,
            word
        );
        self.encoder.clock.next = self.clock.val();
        self.encoder.reset.next = self.reset.val();
        self.encoder.absorb.next = self.absorb.val();
        self.encoder.intensities.next = self.scratch_word.val();
        self.encoder.draw.next = self.draw.val() | (self.read1.q.val() & !self.clamp1.q.val());
        self.random_bit.next = self.encoder.random_bit.val();

        println!("a word of the stimulus a cycle");
        self.scratch_address.next =
            bit_cast::<16, 12>(self.index.q.val()) | self.stimulus_base.val();
        self.read1.d.next = self.reading.q.val();
        self.clamp1.d.next = self.index.q.val() < self.clamp_words.val();
        if self.reading.q.val() {
            self.index.d.next = self.index.q.val() + 1;
            if self.index.q.val() == self.last_index.val() {
                self.reading.d.next = false;
            }
        }
        self.pair2.d.next = self.read1.q.val() & !self.clamp1.q.val();

        println!(
            "a pair of spikes: of inputs, of outputs, or of the last input and the first output"
        );
        self.of_inputs.next =
            self.has_inputs.val() & (self.pair.q.val() <= self.last_input_pair.val());
        self.at_output.next =
            !self.has_whole_pairs.val() | (self.pair.q.val() > self.last_whole_pair.val());
        self.first_spikes.next = self.encoder.spikes.val().get_bit(0);
        self.second_spikes.next = self.encoder.spikes.val().get_bit(1)
            & !(self.odd.val() & (self.pair.q.val() == self.last_input_pair.val()));
        self.last_pair.next = self.pair.q.val() == self.last_pair_number.val();
        self.next_row.next = self.row.q.val() + self.row_words.val();
        self.any_input.next = self.pair2.q.val()
            & self.of_inputs.val()
            & (self.first_spikes.val() | self.second_spikes.val());
        self.list_write.next = self.any_input.val() | self.ending.q.val();
        self.list_end.next = self.ending.q.val();
        self.list_both.next = self.first_spikes.val() & self.second_spikes.val();
        self.list_row.next = self.row.q.val();
        if !self.first_spikes.val() {
            self.list_row.next = self.next_row.val();
        }
        self.ending.d.next = false;
        self.full.d.next = false;
        if self.pair2.q.val() {
            self.pair.d.next = self.pair.q.val() + 1;
            self.row.d.next = self.row.q.val() + self.pair_words.val();
            self.ending.d.next =
                self.has_inputs.val() & (self.pair.q.val() == self.last_input_pair.val());
            self.gathered.d.next =
                (self.gathered.q.val() >> 2) | (bit_cast::<16, 2>(self.encoder.spikes.val()) << 14);
            self.full.d.next = self.pair.q.val().get_bits::<3>(0).all() | self.last_pair.val();
            if self.last_pair.val() {
                self.seeding.d.next = true;
            }
        }
        if self.full.q.val() {
            self.word.d.next = self.word.q.val() + 1;
        }
        self.scratch_write.next = self.full.q.val();
        self.scratch_write_address.next =
            bit_cast::<16, 12>(self.word.q.val()) | self.spikes_base.val();
        self.spikes.next = self.gathered.q.val();

        println!("outputs: r of them a cycle get their states");
        self.output_register.clock.next = self.clock.val();
        self.output_register.shift_clamps.next = self.read1.q.val() & self.clamp1.q.val();
        self.output_register.bits.next = self.scratch_word.val();
        self.output_register.shift_spikes.next = self.pair2.q.val() & self.at_output.val();
        self.output_register.spikes.next = self.encoder.spikes.val();
        self.output_register.turn.next = self.seeding.q.val();
        self.seed.next = self.seeding.q.val();
        self.seed_word.next = self.place.q.val();
        for i in 0..self._selected {
            self.clamped[i].next = self.output_register.clamped[i].val();
            self.spiked[i].next = self.output_register.spiked[i].val();
        }
        if self.seeding.q.val() {
            self.place.d.next = self.place.q.val() + 1;
            self.clamped_any.d.next = self.clamped_any.q.val() | self.output_register.any.val();
            if self.place.q.val() == self.last_step.val() {
                self.seeding.d.next = false;
                self.ended.d.next = true;
            }
        }
        self.any_clamped.next = self.clamped_any.q.val();
        self.busy.next = !self.ended.q.val();
        if self.begin.val() {
            self.reading.d.next = true;
            self.index.d.next = 0.into();
            self.pair.d.next = 0.into();
            self.row.d.next = 0.into();
            self.word.d.next = 0.into();
            // bits of the last word that no unit fills must not tell of an earlier presentation
            self.gathered.d.next = 0.into();
            self.place.d.next = self.first_step.val();
            self.clamped_any.d.next = false;
            self.ended.d.next = false;
            self.ending.d.next = !self.has_inputs.val();
        }
        if self.stop.val() {
            self.reading.d.next = false;
            self.read1.d.next = false;
            self.pair2.d.next = false;
            self.ending.d.next = false;
            self.seeding.d.next = false;
            self.full.d.next = false;
        }
    }
}
