//! The p-bit and the table index before it.

use crate::parameters::{block, constant};
use rust_hdl_core::prelude::*;
use yuragi_exporter::Widths;

/// One spike: a 16-bit draw below the threshold. For a negative potential the threshold is 65536 − T, and
/// `draw < 65536 − T` is the same as `not (not draw < T)`, which needs no subtraction.
#[derive(LogicBlock, Default)]
pub struct PBit {
    /// The random word.
    pub draw: Signal<In, Bits<16>>,
    /// The table's entry T for the magnitude of the potential, in 65536ths.
    pub threshold: Signal<In, Bits<16>>,
    /// High when the magnitude is beyond the table.
    pub beyond: Signal<In, Bit>,
    /// High when the potential is negative.
    pub negative: Signal<In, Bit>,
    /// The spike.
    pub spike: Signal<Out, Bit>,
    mirrored: Signal<Local, Bits<16>>,
    sum: Signal<Local, Bits<17>>,
    below: Signal<Local, Bit>,
}

impl Logic for PBit {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell pbit: spikes if the draw is below the threshold, T or 65536 - T");
        println!("the complement of the draw, so that draw < T is the carry of complement + T");
        self.mirrored.next = !self.draw.val();
        if self.negative.val() {
            self.mirrored.next = self.draw.val();
        }
        self.sum.next =
            bit_cast::<17, 16>(self.mirrored.val()) + bit_cast::<17, 16>(self.threshold.val());
        self.below.next = self.sum.val().get_bit(16);
        println!("beyond the table T = 65535: a spike is as good as certain, never quite");
        if self.beyond.val() {
            self.below.next = self.mirrored.val().any();
        }
        self.spike.next = self.below.val() ^ self.negative.val();
    }
}

/// Sign and magnitude of a potential.
#[derive(LogicBlock)]
pub struct Magnitude<const V: usize> {
    /// The potential, in quanta.
    pub potential: Signal<In, Signed<V>>,
    /// High when the potential is negative.
    pub negative: Signal<Out, Bit>,
    /// Its magnitude, in quanta.
    pub magnitude: Signal<Out, Bits<V>>,
    below_zero: Signal<Local, Bit>,
    minus_sign: Signal<Local, Bits<V>>,
    lowered: Signal<Local, Bits<V>>,
    sign: Constant<Bits<5>>,
    no_bits: Constant<Bits<V>>,
}

impl<const V: usize> Magnitude<V> {
    /// The magnitude of a potential of the bits that V stands for.
    pub fn new(widths: &Widths) -> Self {
        block!(potential, negative, magnitude, below_zero, minus_sign, lowered;
            sign: constant(widths.meant(V) as u64 - 1), no_bits: constant(0))
    }
}

impl<const V: usize> Logic for Magnitude<V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell magnitude: sign and magnitude of a potential");
        self.below_zero.next = self.potential.val().get_bit(self.sign.val().index());
        self.negative.next = self.below_zero.val();
        println!("-x = not (x - 1), and -1 is all ones: one LUT a bit");
        self.minus_sign.next = self.no_bits.val();
        if self.below_zero.val() {
            self.minus_sign.next = !self.no_bits.val();
        }
        self.lowered.next = unsigned_cast(self.potential.val()) + self.minus_sign.val();
        self.magnitude.next = self.lowered.val() ^ self.minus_sign.val();
    }
}

/// The bin of a magnitude in the tables: 32 bins a nat, 256 bins.
#[derive(LogicBlock)]
pub struct TableIndex<const V: usize> {
    /// Magnitude of a potential, in quanta.
    pub magnitude: Signal<In, Bits<V>>,
    /// Number of the bin.
    pub index: Signal<Out, Bits<8>>,
    /// High when the magnitude is beyond the last bin.
    pub beyond: Signal<Out, Bit>,
    bin: Signal<Local, Bits<32>>,
    quantum_log2: Constant<Bits<4>>,
}

impl<const V: usize> TableIndex<V> {
    /// The index for a quantum of 2 to the minus `quantum_log2` nats.
    pub fn new(quantum_log2: usize) -> Self {
        block!(magnitude, index, beyond, bin; quantum_log2: constant(quantum_log2 as u64))
    }
}

impl<const V: usize> Logic for TableIndex<V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell table_index: the bin of a magnitude in the tables, 32 bins a nat");
        self.bin.next = (bit_cast::<32, V>(self.magnitude.val()) << 5) >> self.quantum_log2.val();
        self.index.next = bit_cast::<8, 32>(self.bin.val());
        self.beyond.next = (self.bin.val() >> 8).any();
    }
}
