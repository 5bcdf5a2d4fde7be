//! The neuron cell, shared by all neurons, and the encoder of the stimulus.

use crate::memory::rom::SigmoidRom;
use crate::neuron::lfsr::Lfsr;
use crate::neuron::pbit::{PBit, TableIndex};
use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// A potential in one cycle, its spike in the next. `draw` consumes the random word of the present spike. The potential comes with
/// the number below it: not (v - 1) is the magnitude of a negative v, without an adder on the way to the table.
#[derive(LogicBlock)]
pub struct Neuron<const V: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the generator goes back to its start.
    pub reset: Signal<In, Bit>,
    /// High when the random word is consumed.
    pub draw: Signal<In, Bit>,
    /// Byte that is mixed into a step: of the seed at a reset, else 0.
    pub absorb: Signal<In, Bits<8>>,
    /// The potential, in quanta.
    pub potential: Signal<In, Signed<V>>,
    /// The potential minus 1.
    pub lowered: Signal<In, Signed<V>>,
    /// The spike of the potential of the cycle before.
    pub spike: Signal<Out, Bit>,
    /// The present draw, 16 bits.
    pub random_word: Signal<Out, Bits<16>>,
    lfsr: Lfsr,
    table_index: TableIndex<V>,
    sigmoid_rom: SigmoidRom,
    pbit: PBit,
    negative: DFF<Bit>,
    beyond: DFF<Bit>,
    below_zero: Signal<Local, Bit>,
    magnitude: Signal<Local, Bits<V>>,
    sign: Constant<Bits<5>>,
}

impl<const V: usize> Neuron<V> {
    /// The neuron cell, with table and generator of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, reset, draw, absorb, potential, lowered, spike, random_word, pbit, negative, beyond, below_zero, magnitude;
            lfsr: Lfsr::new(&p.neuron),
            table_index: TableIndex::new(p.quantum_log2),
            sigmoid_rom: SigmoidRom::new(&p.sigmoid),
            sign: constant(p.widths().meant(V) as u64 - 1),
        )
    }
}

impl<const V: usize> Logic for Neuron<V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell neuron: the p-bit shared by all neurons: a potential in, its spike one cycle later"
        );
        dff_setup!(self, clock, negative, beyond);
        self.lfsr.clock.next = self.clock.val();
        self.lfsr.reset.next = self.reset.val();
        self.lfsr.step.next = self.draw.val();
        self.lfsr.absorb.next = self.absorb.val();
        self.below_zero.next = self.potential.val().get_bit(self.sign.val().index());
        self.magnitude.next = unsigned_cast(self.potential.val());
        if self.below_zero.val() {
            self.magnitude.next = !unsigned_cast(self.lowered.val());
        }
        self.table_index.magnitude.next = self.magnitude.val();
        self.sigmoid_rom.clock.next = self.clock.val();
        self.sigmoid_rom.index.next = self.table_index.index.val();
        self.negative.d.next = self.below_zero.val();
        self.beyond.d.next = self.table_index.beyond.val();
        self.pbit.threshold.next = self.sigmoid_rom.entry.val();
        self.pbit.beyond.next = self.beyond.q.val();
        self.pbit.draw.next = self.lfsr.word.val();
        self.pbit.negative.next = self.negative.q.val();
        self.spike.next = self.pbit.spike.val();
        self.random_word.next = self.lfsr.word.val();
    }
}

/// Two intensities of the stimulus become two spikes, a cycle later: intensity q spikes with probability q/256, 255 always.
#[derive(LogicBlock)]
pub struct Encoder {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the generator goes back to its start.
    pub reset: Signal<In, Bit>,
    /// High when the random word is consumed.
    pub draw: Signal<In, Bit>,
    /// Byte that is mixed into a step: of the seed at a reset, else 0.
    pub absorb: Signal<In, Bits<8>>,
    /// Two intensities of eight bits, the first in the low byte.
    pub intensities: Signal<In, Bits<16>>,
    /// Their spikes a cycle later, the first in bit 0.
    pub spikes: Signal<Out, Bits<2>>,
    /// The lowest bit of the present draw.
    pub random_bit: Signal<Out, Bit>,
    lfsr: Lfsr,
    kept: DFF<Bits<2>>,
    low: Signal<Local, Bits<8>>,
    high: Signal<Local, Bits<8>>,
    pair: Signal<Local, Bits<2>>,
}

impl Encoder {
    /// The encoder, with the generator of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, reset, draw, absorb, intensities, spikes, random_bit, kept, low, high, pair; lfsr: Lfsr::new(&p.encoder))
    }
}

impl Logic for Encoder {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell encoder: two intensities become two spikes, a cycle later");
        dff_setup!(self, clock, kept);
        self.lfsr.clock.next = self.clock.val();
        self.lfsr.reset.next = self.reset.val();
        self.lfsr.step.next = self.draw.val();
        self.lfsr.absorb.next = self.absorb.val();
        self.low.next = self.intensities.val().get_bits::<8>(0);
        self.high.next = self.intensities.val().get_bits::<8>(8);
        self.pair.next = 0.into();
        if (self.lfsr.word.val().get_bits::<8>(0) < self.low.val()) | self.low.val().all() {
            self.pair.next = self.pair.val().replace_bit(0, true);
        }
        if (self.lfsr.word.val().get_bits::<8>(8) < self.high.val()) | self.high.val().all() {
            self.pair.next = self.pair.val().replace_bit(1, true);
        }
        self.kept.d.next = self.pair.val();
        self.spikes.next = self.kept.q.val();
        self.random_bit.next = self.lfsr.word.val().get_bit(0);
    }
}
