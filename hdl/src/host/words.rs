//! Spikes of hidden neurons and read-out spikes for the host.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Gathers spikes as they are decided, and writes them to the host's part of the scratch memory: of eight hidden neurons the prediction
/// spikes in the low byte and the spikes in the high byte, and of sixteen outputs the read-out spikes. They enter a word at its
/// upper end, so the last word may be filled in its upper part only.
#[derive(LogicBlock)]
pub struct SpikeWords {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High before the first hidden neuron is decided.
    pub begin: Signal<In, Bit>,
    /// High before the first output is read out.
    pub begin_readout: Signal<In, Bit>,
    /// High when a neuron was decided.
    pub put: Signal<In, Bit>,
    /// High if it is an output.
    pub readout: Signal<In, Bit>,
    /// Its spike.
    pub spike: Signal<In, Bit>,
    /// Its prediction spike, or the read-out spike of an output.
    pub predicted: Signal<In, Bit>,
    /// High if it is the last hidden neuron, or the last output.
    pub last: Signal<In, Bit>,
    /// High when a word is written.
    pub write: Signal<Out, Bit>,
    /// Where it is written.
    pub address: Signal<Out, Bits<16>>,
    /// The word.
    pub word: Signal<Out, Bits<16>>,
    gathered: DFF<Bits<16>>,
    count: DFF<Bits<4>>,
    full: DFF<Bit>,
    of_outputs: DFF<Bit>,
    late: DFF<Bit>,
    later: DFF<Bit>,
    written: Signal<Local, Bit>,
    place: DFF<Bits<12>>,
    upper: Signal<Local, Bits<8>>,
    lower: Signal<Local, Bits<8>>,
    base: Constant<Bits<16>>,
    first_hidden: Constant<Bits<12>>,
    first_readout: Constant<Bits<12>>,
}

impl SpikeWords {
    /// The words of a design.
    pub fn new(p: &Parameters) -> Self {
        let hidden = (2 * p.pairs()).div_ceil(16);
        block!(clock, begin, begin_readout, put, readout, spike, predicted, last, write, address, word, gathered, count, full, of_outputs, late, later, written, place, upper, lower;
            base: constant(p.map.spikes as u64),
            first_hidden: constant(hidden as u64),
            first_readout: constant((hidden + p.hidden.div_ceil(8)) as u64),
        )
    }
}

impl Logic for SpikeWords {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell spike_words: spikes of hidden neurons and outputs for the host");
        dff_setup!(
            self, clock, gathered, count, full, of_outputs, late, later, place
        );
        self.upper.next = (self.gathered.q.val().get_bits::<8>(8) >> 1)
            | (bit_cast::<8, 1>(self.spike.val().into()) << 7);
        self.lower.next = (self.gathered.q.val().get_bits::<8>(0) >> 1)
            | (bit_cast::<8, 1>(self.predicted.val().into()) << 7);
        self.full.d.next = false;
        if self.put.val() {
            self.of_outputs.d.next = self.readout.val();
            self.count.d.next = self.count.q.val() + 1;
            if self.readout.val() {
                self.gathered.d.next = (self.gathered.q.val() >> 1)
                    | (bit_cast::<16, 1>(self.predicted.val().into()) << 15);
                self.full.d.next = self.count.q.val().all() | self.last.val();
            } else {
                self.gathered.d.next = (bit_cast::<16, 8>(self.upper.val()) << 8)
                    | bit_cast::<16, 8>(self.lower.val());
                self.full.d.next = self.count.q.val().get_bits::<3>(0).all() | self.last.val();
            }
            if self.last.val() {
                self.count.d.next = 0.into();
            }
        }
        println!("read-out spikes two cycles later: the count of the last output is written first");
        self.late.d.next = self.full.q.val() & self.of_outputs.q.val();
        self.later.d.next = self.late.q.val();
        self.written.next = self.later.q.val() | (self.full.q.val() & !self.of_outputs.q.val());
        self.write.next = self.written.val();
        self.address.next = bit_cast::<16, 12>(self.place.q.val()) | self.base.val();
        self.word.next = self.gathered.q.val();
        if self.written.val() {
            self.place.d.next = self.place.q.val() + 1;
        }
        if self.begin.val() {
            // bits of a word that no neuron fills must not tell of an earlier presentation
            self.gathered.d.next = 0.into();
            self.count.d.next = 0.into();
            self.place.d.next = self.first_hidden.val();
        }
        if self.begin_readout.val() {
            self.count.d.next = 0.into();
            self.place.d.next = self.first_readout.val();
        }
    }
}
