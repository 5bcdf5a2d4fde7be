//! What the host can set for the presentations to come.

use crate::parameters::{Parameters, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The registers, by number: 0 learn, 1 sweeps, 2 dwell, 3 flip, 4 noise. `good` tells whether register `number` may take `value`;
/// a write of anything else leaves it as it was.
#[derive(LogicBlock)]
pub struct Registers {
    pub clock: Signal<In, Clock>,
    pub write: Signal<In, Bit>,
    pub number: Signal<In, Bits<3>>,
    pub value: Signal<In, Bits<16>>,
    pub good: Signal<Out, Bit>,
    pub learn: Signal<Out, Bit>,
    pub sweeps: Signal<Out, Bits<8>>,
    pub dwell: Signal<Out, Bits<16>>,
    pub dwell_write: Signal<Out, Bit>,
    pub flip: Signal<Out, Bits<9>>,
    pub noise: Signal<Out, Bits<8>>,
    learning: DFF<Bit>,
    sweeps_xor: DFF<Bits<8>>,
    dwell_xor: DFF<Bits<16>>,
    flip_xor: DFF<Bits<9>>,
    noise_xor: DFF<Bits<8>>,
    high_byte: Signal<Local, Bit>,
    allowed: Signal<Local, Bit>,
    sweeps_start: Constant<Bits<8>>,
    dwell_start: Constant<Bits<16>>,
    flip_start: Constant<Bits<9>>,
    noise_start: Constant<Bits<8>>,
    top_flip: Constant<Bits<16>>,
    top_noise: Constant<Bits<16>>,
}

impl Registers {
    pub fn new(p: &Parameters) -> Self {
        block!(clock, write, number, value, good, learn, sweeps, dwell, dwell_write, flip, noise,
            learning, sweeps_xor, dwell_xor, flip_xor, noise_xor, high_byte, allowed;
            sweeps_start: constant(p.power_on.sweeps),
            dwell_start: constant(p.power_on.dwell),
            flip_start: constant(p.power_on.flip),
            noise_start: constant(p.power_on.noise),
            top_flip: constant(256),
            top_noise: constant(128),
        )
    }
}

impl Logic for Registers {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell registers: learn, sweeps, dwell, flip, noise");
        dff_setup!(
            self, clock, learning, sweeps_xor, dwell_xor, flip_xor, noise_xor
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
        self.high_byte.next = (self.value.val() >> 8).any();
        self.allowed.next = !(self.value.val() >> 1).any();
        if self.number.val() == 1 {
            self.allowed.next = self.value.val().any() & !self.high_byte.val();
        } else if self.number.val() == 2 {
            self.allowed.next = self.value.val().any();
        } else if self.number.val() == 3 {
            self.allowed.next = !self.high_byte.val() | (self.value.val() == self.top_flip.val());
        } else if self.number.val() == 4 {
            self.allowed.next = !self.high_byte.val()
                & (!self.value.val().get_bit(7) | (self.value.val() == self.top_noise.val()));
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
