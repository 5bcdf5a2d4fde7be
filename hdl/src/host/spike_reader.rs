//! Spikes and random bits for the host, sixteen an item: the rings make one whole turn, the random streams go on.

use crate::parameters::{Parameters, block, constant, ports};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Turns the rings of units, predictions, hidden and read-out spikes, one after another, once around, so that each stands as
/// before. Every ring begins with an item of its own; zeros fill its last one. `start` begins, `resume` goes on after an item.
/// With `draw` an item is sixteen steps of all random streams instead, each the exclusive or of one bit of every stream.
#[derive(LogicBlock)]
pub struct SpikeReader {
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
    /// The two spikes at the head of the ring of units.
    pub units: Signal<In, Bits<2>>,
    /// The spike at the head of the ring of predictions.
    pub predicted: Signal<In, Bit>,
    /// The spike at the head of the ring of hidden spikes.
    pub hidden: Signal<In, Bit>,
    /// The spike at the head of the ring of read-out spikes.
    pub readout: Signal<In, Bit>,
    /// High when the ring of units turns by a pair.
    pub turn_units: Signal<Out, Bit>,
    /// High when the ring of predictions turns by a spike.
    pub turn_predicted: Signal<Out, Bit>,
    /// High when the ring of hidden spikes turns by a spike.
    pub turn_hidden: Signal<Out, Bit>,
    /// High when the ring of read-out spikes turns by a spike.
    pub turn_readout: Signal<Out, Bit>,
    /// High when all random streams make a step.
    pub step_streams: Signal<Out, Bit>,
    /// Sixteen spikes or random bits, the first one lowest.
    pub item: Signal<Out, Bits<16>>,
    /// High while `item` is complete.
    pub ready: Signal<Out, Bit>,
    /// High when the last ring has turned once around.
    pub finished: Signal<Out, Bit>,
    turning: DFF<Bit>,
    ring: DFF<Bits<2>>,
    passed: DFF<Bits<12>>,
    gathered: DFF<Bits<16>>,
    length: Signal<Local, Bits<12>>,
    head: Signal<Local, Bit>,
    unread: Signal<Local, Bit>,
    more: Signal<Local, Bit>,
    turn: Signal<Local, Bit>,
    unit_count: Constant<Bits<12>>,
    hidden_count: Constant<Bits<12>>,
    output_count: Constant<Bits<12>>,
}

impl SpikeReader {
    /// The reader with the sizes of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, start, resume, draw, units, predicted, hidden, readout, turn_units, turn_predicted, turn_hidden, turn_readout,
            step_streams, item, ready, finished, turning, ring, passed, gathered, length, head, unread, more, turn;
            stream: ports(3),
            unit_count: constant(2 * p.pairs() as u64),
            hidden_count: constant(p.hidden as u64),
            output_count: constant(p.outputs as u64),
        )
    }
}

impl Logic for SpikeReader {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell spike_reader: turns the rings of spikes once around, sixteen spikes an item"
        );
        dff_setup!(self, clock, turning, ring, passed, gathered);
        println!("units stand two abreast: the ring turns after the second of a pair");
        self.length.next = self.hidden_count.val();
        self.head.next = self.hidden.val();
        if self.ring.q.val() == 0 {
            self.length.next = self.unit_count.val();
            self.head.next = self.units.val().get_bit(0);
            if self.passed.q.val().get_bit(0) {
                self.head.next = self.units.val().get_bit(1);
            }
        } else if self.ring.q.val() == 1 {
            self.head.next = self.predicted.val();
        } else if self.ring.q.val() == 3 {
            self.length.next = self.output_count.val();
            self.head.next = self.readout.val();
        }
        self.unread.next = self.passed.q.val() < self.length.val();
        self.turn.next = self.turning.q.val() & self.unread.val() & !self.draw.val();
        self.step_streams.next = self.turning.q.val() & self.draw.val();
        self.more.next = self.unread.val() | self.draw.val();
        if self.draw.val() {
            self.head.next = self.stream[0].val() ^ self.stream[1].val() ^ self.stream[2].val();
        }
        self.turn_units.next =
            self.turn.val() & (self.ring.q.val() == 0) & self.passed.q.val().get_bit(0);
        self.turn_predicted.next = self.turn.val() & (self.ring.q.val() == 1);
        self.turn_hidden.next = self.turn.val() & (self.ring.q.val() == 2);
        self.turn_readout.next = self.turn.val() & (self.ring.q.val() == 3);
        if self.turning.q.val() {
            self.gathered.d.next = self.gathered.q.val() >> 1;
            if self.head.val() & self.more.val() {
                self.gathered.d.next = (self.gathered.q.val() >> 1) | 0x8000;
            }
            self.passed.d.next = self.passed.q.val() + 1;
            if self.passed.q.val().get_bits::<4>(0).all() {
                self.turning.d.next = false;
            }
        }
        if self.resume.val() {
            self.turning.d.next = true;
            if !self.more.val() {
                self.passed.d.next = 0.into();
                self.ring.d.next = self.ring.q.val() + 1;
            }
        }
        if self.start.val() {
            self.turning.d.next = true;
            self.passed.d.next = 0.into();
            self.ring.d.next = 0.into();
        }
        self.item.next = self.gathered.q.val();
        self.ready.next = !self.turning.q.val();
        self.finished.next = self.ring.q.val().all() & !self.unread.val();
    }
}
