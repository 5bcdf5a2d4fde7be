//! What the host can set for the presentations to come.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The registers, by number: 0 learn, 1 sweeps, 2 dwell, 3 flip, 4 noise. `good` tells whether register `number` may take the
/// `value` of the cycle before; a write of anything else leaves it as it was, so the value must stand for two cycles.
#[derive(LogicBlock)]
pub struct Registers {
    /// The clock of the core.
    pub clock: Signal<In, Clock>,
    /// High when the register takes the value, if it may.
    pub write: Signal<In, Bit>,
    /// Number of the register.
    pub number: Signal<In, Bits<3>>,
    /// Value to write.
    pub value: Signal<In, Bits<16>>,
    /// High if the register may take the value of the cycle before.
    pub good: Signal<Out, Bit>,
    /// High if learning is enabled.
    pub learn: Signal<Out, Bit>,
    /// Passes of resampling in a presentation.
    pub sweeps: Signal<Out, Bits<8>>,
    /// Number of presentations after which the hidden state starts afresh.
    pub dwell: Signal<Out, Bits<16>>,
    /// High when dwell takes a value.
    pub dwell_write: Signal<Out, Bit>,
    /// p_flip in 256ths.
    pub flip: Signal<Out, Bits<9>>,
    /// p_noise in 128ths.
    pub noise: Signal<Out, Bits<8>>,
    learning: DFF<Bit>,
    sweeps_xor: DFF<Bits<8>>,
    dwell_xor: DFF<Bits<16>>,
    flip_xor: DFF<Bits<9>>,
    noise_xor: DFF<Bits<8>>,
    upper: DFF<Bit>,
    bit8: DFF<Bit>,
    bit7: DFF<Bit>,
    middle: DFF<Bit>,
    bit0: DFF<Bit>,
    below: Signal<Local, Bit>,
    high_byte: Signal<Local, Bit>,
    allowed: Signal<Local, Bit>,
    sweeps_start: Constant<Bits<8>>,
    dwell_start: Constant<Bits<16>>,
    flip_start: Constant<Bits<9>>,
    noise_start: Constant<Bits<8>>,
}

impl Registers {
    /// The registers with the power-on values of a design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, write, number, value, good, learn, sweeps, dwell, dwell_write, flip, noise,
            learning, sweeps_xor, dwell_xor, flip_xor, noise_xor, upper, bit8, bit7, middle, bit0, below, high_byte, allowed;
            sweeps_start: constant(p.power_on.sweeps),
            dwell_start: constant(p.power_on.dwell),
            flip_start: constant(p.power_on.flip),
            noise_start: constant(p.power_on.noise),
        )
    }
}

impl Logic for Registers {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell registers: learn, sweeps, dwell, flip, noise");
        dff_setup!(
            self, clock, learning, sweeps_xor, dwell_xor, flip_xor, noise_xor, upper, bit8, bit7,
            middle, bit0
        );
        println!("flip-flops start at 0: kept is the difference from the power-on value");
        self.learn.next = self.learning.q.val();
        self.sweeps.next = self.sweeps_xor.q.val() ^ self.sweeps_start.val();
        self.dwell.next = self.dwell_xor.q.val() ^ self.dwell_start.val();
        self.flip.next = self.flip_xor.q.val() ^ self.flip_start.val();
        self.noise.next = self.noise_xor.q.val() ^ self.noise_start.val();
        println!(
            "allowed are learn 0 and 1, sweeps 1 to 255, dwell from 1, flip to 256, noise to 128"
        );
        self.upper.d.next = (self.value.val() >> 9).any();
        self.bit8.d.next = self.value.val().get_bit(8);
        self.bit7.d.next = self.value.val().get_bit(7);
        self.middle.d.next = self.value.val().get_bits::<6>(1).any();
        self.bit0.d.next = self.value.val().get_bit(0);
        self.high_byte.next = self.upper.q.val() | self.bit8.q.val();
        self.below.next = self.middle.q.val() | self.bit0.q.val();
        self.allowed.next = !self.high_byte.val() & !self.bit7.q.val() & !self.middle.q.val();
        if self.number.val() == 1 {
            self.allowed.next = (self.bit7.q.val() | self.below.val()) & !self.high_byte.val();
        } else if self.number.val() == 2 {
            self.allowed.next = self.high_byte.val() | self.bit7.q.val() | self.below.val();
        } else if self.number.val() == 3 {
            self.allowed.next = !self.upper.q.val()
                & (!self.bit8.q.val() | (!self.bit7.q.val() & !self.below.val()));
        } else if self.number.val() == 4 {
            self.allowed.next = !self.high_byte.val() & (!self.bit7.q.val() | !self.below.val());
        }
        self.good.next = self.allowed.val();
        self.dwell_write.next = self.write.val() & self.allowed.val() & (self.number.val() == 2);
        if self.write.val() & self.allowed.val() {
            if self.number.val() == 0 {
                self.learning.d.next = self.value.val().get_bit(0);
            } else if self.number.val() == 1 {
                self.sweeps_xor.d.next =
                    self.value.val().get_bits::<8>(0) ^ self.sweeps_start.val();
            } else if self.number.val() == 2 {
                self.dwell_xor.d.next = self.value.val() ^ self.dwell_start.val();
            } else if self.number.val() == 3 {
                self.flip_xor.d.next = self.value.val().get_bits::<9>(0) ^ self.flip_start.val();
            } else {
                self.noise_xor.d.next = self.value.val().get_bits::<8>(0) ^ self.noise_start.val();
            }
        }
    }
}
