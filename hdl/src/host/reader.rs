//! Spikes and random bits for the host.

use crate::parameters::{Parameters, block, constant, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Hands the spikes of the last presentation to the host, sixteen an item, from their words in the scratch memory. `start` begins,
/// `resume` goes on after an item. With `draw` an item is sixteen steps of all random streams instead, each the exclusive or of
/// one bit of every stream.
#[derive(LogicBlock)]
pub struct ItemReader {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// High for one cycle to begin with the first item.
    pub start: Signal<In, Bit>,
    /// High for one cycle to go on after an item.
    pub resume: Signal<In, Bit>,
    /// High if items are made of random bits, not of spikes.
    pub draw: Signal<In, Bit>,
    /// A bit of each of the three random streams.
    pub stream: Vec<Signal<In, Bit>>,
    /// High when all random streams make a step.
    pub step_streams: Signal<Out, Bit>,
    /// High when a word of the scratch memory is read.
    pub read: Signal<Out, Bit>,
    /// The word that is read.
    pub address: Signal<Out, Bits<16>>,
    /// The word of the cycle before.
    pub word: Signal<In, Bits<16>>,
    /// Sixteen spikes or random bits, the first one lowest.
    pub item: Signal<Out, Bits<16>>,
    /// High while `item` is complete.
    pub ready: Signal<Out, Bit>,
    /// High when the last word of spikes is read.
    pub finished: Signal<Out, Bit>,
    place: DFF<Bits<12>>,
    steps: DFF<Bits<4>>,
    drawing: DFF<Bit>,
    reading: DFF<Bit>,
    arriving: DFF<Bit>,
    gathered: DFF<Bits<16>>,
    head: Signal<Local, Bit>,
    base: Constant<Bits<16>>,
    last: Constant<Bits<12>>,
}

impl ItemReader {
    /// The reader with the sizes of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, start, resume, draw, step_streams, read, address, word, item, ready, finished, place, steps, drawing, reading, arriving,
            gathered, head;
            stream: ports(3),
            base: constant(p.map.spikes as u64),
            last: constant(p.spike_words() as u64 - 1),
        )
    }
}

impl Logic for ItemReader {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell item_reader: spikes and random bits for the host, sixteen an item");
        dff_setup!(
            self, clock, place, steps, drawing, reading, arriving, gathered
        );
        self.head.next = self.stream[0].val() ^ self.stream[1].val() ^ self.stream[2].val();
        self.step_streams.next = self.drawing.q.val();
        self.read.next = self.reading.q.val();
        self.address.next = bit_cast::<16, 12>(self.place.q.val()) | self.base.val();
        self.reading.d.next = false;
        self.arriving.d.next = self.reading.q.val();
        if self.arriving.q.val() {
            self.gathered.d.next = self.word.val();
        }
        if self.drawing.q.val() {
            self.gathered.d.next = self.gathered.q.val() >> 1;
            if self.head.val() {
                self.gathered.d.next = (self.gathered.q.val() >> 1) | 0x8000;
            }
            self.steps.d.next = self.steps.q.val() + 1;
            if self.steps.q.val().all() {
                self.drawing.d.next = false;
            }
        }
        if self.resume.val() {
            self.place.d.next = self.place.q.val() + 1;
        }
        if self.start.val() {
            self.place.d.next = 0.into();
        }
        if self.start.val() | self.resume.val() {
            self.steps.d.next = 0.into();
            self.drawing.d.next = self.draw.val();
            self.reading.d.next = !self.draw.val();
        }
        self.item.next = self.gathered.q.val();
        self.ready.next = !self.drawing.q.val() & !self.reading.q.val() & !self.arriving.q.val();
        self.finished.next = self.place.q.val() == self.last.val();
    }
}
