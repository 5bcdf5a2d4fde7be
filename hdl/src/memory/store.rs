//! Stimuli kept on the chip, so that it learns a whole data set on its own.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The words of the stored stimuli: one port, the word read kept once more, because the memory may be spread over many blocks.
#[derive(LogicBlock)]
pub struct StimulusMemory {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Address that is read or written.
    pub address: Signal<In, Bits<16>>,
    /// High when `item` is written.
    pub write: Signal<In, Bit>,
    /// The word that is written.
    pub item: Signal<In, Bits<16>>,
    /// The word read, two cycles after its address.
    pub word: Signal<Out, Bits<16>>,
    _depth: usize,
}

impl StimulusMemory {
    /// The memory for the stored stimuli of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, address, write, item, word; _depth: p.stored_words())
    }
}

impl Logic for StimulusMemory {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.word.connect();
    }
    fn hdl(&self) -> Verilog {
        let bits = crate::geometry::address_bits(self._depth);
        Verilog::Custom(format!(
            "// cell stimulus_memory: {depth} words of stored stimuli; a word two cycles after its address\n\
             {address}reg [15:0] words [0:{last}];\nreg [15:0] read;\nreg [15:0] word;\n\
             always @(posedge clock) begin\n  if (i_write) words[address] <= i_item;\n  else read <= words[address];\n  word <= read;\nend\n\
             assign o_word = word;\n",
            depth = self._depth,
            last = self._depth - 1,
            address = crate::memory::ram::address("address", bits),
        ))
    }
}

/// Plays the stored stimuli: with `next` the words of the stimulus whose turn it is go to the scratch memory, `place` after
/// `place`. `begin` sets how many of the stimuli are played, from the first, and how often all of them.
#[derive(LogicBlock)]
pub struct StimulusStore {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when a copy under way is to stop.
    pub restart: Signal<In, Bit>,
    // host
    /// High when `item` is written.
    pub write: Signal<In, Bit>,
    /// Address of the word that is written.
    pub address: Signal<In, Bits<16>>,
    /// The word that is written.
    pub item: Signal<In, Bits<16>>,
    /// High when `stimuli` and `passes` are taken.
    pub begin: Signal<In, Bit>,
    /// How many of the stimuli are played, from the first.
    pub stimuli: Signal<In, Bits<16>>,
    /// How often all of them are played.
    pub passes: Signal<In, Bits<16>>,
    // play
    /// High when the next stimulus is to be copied.
    pub next_stimulus: Signal<In, Bit>,
    /// High while a stimulus is copied.
    pub busy: Signal<Out, Bit>,
    /// High when no pass is left.
    pub finished: Signal<Out, Bit>,
    /// High when `word` is to be written to the scratch memory.
    pub copying: Signal<Out, Bit>,
    /// Address of `word` in the scratch memory.
    pub place: Signal<Out, Bits<16>>,
    /// The word that is copied.
    pub word: Signal<Out, Bits<16>>,
    stimulus_memory: StimulusMemory,
    all: DFF<Bits<16>>,
    left: DFF<Bits<16>>,
    passes_left: DFF<Bits<16>>,
    at: DFF<Bits<16>>,
    reading: DFF<Bit>,
    words_left: DFF<Bits<12>>,
    coming: DFF<Bit>,
    arrived: DFF<Bit>,
    target: DFF<Bits<16>>,
    stimulus_words: Constant<Bits<12>>,
    stimulus_base: Constant<Bits<16>>,
}

impl StimulusStore {
    /// The store for the stimuli of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, restart, write, address, item, begin, stimuli, passes, next_stimulus, busy, finished, copying, place, word,
            all, left, passes_left, at, reading, words_left, coming, arrived, target;
            stimulus_memory: StimulusMemory::new(p),
            stimulus_words: constant(p.map.stimulus_words as u64),
            stimulus_base: constant(p.map.stimulus as u64),
        )
    }
}

impl Logic for StimulusStore {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell stimulus_store: plays stored stimuli into the scratch memory");
        dff_setup!(
            self,
            clock,
            all,
            left,
            passes_left,
            at,
            reading,
            words_left,
            coming,
            arrived,
            target
        );
        self.stimulus_memory.clock.next = self.clock.val();
        self.stimulus_memory.write.next = self.write.val();
        self.stimulus_memory.item.next = self.item.val();
        self.stimulus_memory.address.next = self.address.val();
        if self.reading.q.val() {
            self.stimulus_memory.address.next = self.at.q.val();
        }
        println!("a word comes two cycles after its address");
        self.coming.d.next = self.reading.q.val();
        self.arrived.d.next = self.coming.q.val();
        if self.arrived.q.val() {
            self.target.d.next = self.target.q.val() + 1;
        }
        if self.reading.q.val() {
            self.at.d.next = self.at.q.val() + 1;
            self.words_left.d.next = self.words_left.q.val() - 1;
            if self.words_left.q.val() == 1 {
                self.reading.d.next = false;
                println!("behind the last stimulus the first comes again, in the next pass");
                self.left.d.next = self.left.q.val() - 1;
                if self.left.q.val() == 1 {
                    self.at.d.next = 0.into();
                    self.left.d.next = self.all.q.val();
                    self.passes_left.d.next = self.passes_left.q.val() - 1;
                }
            }
        }
        if self.begin.val() {
            self.all.d.next = self.stimuli.val();
            self.left.d.next = self.stimuli.val();
            self.passes_left.d.next = self.passes.val();
            self.at.d.next = 0.into();
        }
        if self.next_stimulus.val() {
            self.reading.d.next = true;
            self.words_left.d.next = self.stimulus_words.val();
            self.target.d.next = self.stimulus_base.val();
        }
        if self.restart.val() {
            self.reading.d.next = false;
            self.coming.d.next = false;
            self.arrived.d.next = false;
        }
        self.busy.next = self.reading.q.val() | self.coming.q.val() | self.arrived.q.val();
        self.finished.next = !self.passes_left.q.val().any();
        self.copying.next = self.arrived.q.val();
        self.place.next = self.target.q.val();
        self.word.next = self.stimulus_memory.word.val();
    }
}
