//! The serial random generator of the encoder and of the neuron cell, linear over GF(2). It gives fresh bits at every draw and
//! advances only when a draw is consumed.

use crate::parameters::{SerialLfsr, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// The 89-bit generator of the encoder and of the neuron cell: a draw is the newest word, a step appends sixteen bits.
#[derive(LogicBlock)]
pub struct Lfsr {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the generator goes back to its start.
    pub reset: Signal<In, Bit>,
    /// High when sixteen fresh bits are appended.
    pub step: Signal<In, Bit>,
    /// Byte that is mixed into a step: of the seed at a reset, else 0.
    pub absorb: Signal<In, Bits<8>>,
    /// The present draw: the newest sixteen bits.
    pub word: Signal<Out, Bits<16>>,
    state: DFF<Bits<89>>,
    current: Signal<Local, Bits<89>>,
    fresh: Signal<Local, Bits<16>>,
    stepped: Signal<Local, Bits<89>>,
    start: Constant<Bits<89>>,
    tap_a: Constant<Bits<7>>,
    tap_b: Constant<Bits<7>>,
    tap_c: Constant<Bits<7>>,
}

impl Lfsr {
    /// The generator, with its start and taps.
    pub fn new(p: &SerialLfsr) -> Self {
        let start: u128 = p.start & ((1 << 89) - 1);
        block!(clock, reset, step, absorb, word, state, current, fresh, stepped;
            start: Constant::new(start.to_bits()),
            tap_a: constant(p.taps[0]),
            tap_b: constant(p.taps[1]),
            tap_c: constant(p.taps[2]),
        )
    }
}

impl Logic for Lfsr {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell lfsr: 89-bit generator, sixteen fresh bits at every draw");
        dff_setup!(self, clock, state);
        println!("a flip-flop starts at 0, so the register keeps state ^ start");
        self.current.next = self.state.q.val() ^ self.start.val();
        self.fresh.next = self.current.val().get_bits::<16>(0)
            ^ self.current.val().get_bits::<16>(self.tap_a.val().index())
            ^ self.current.val().get_bits::<16>(self.tap_b.val().index())
            ^ self.current.val().get_bits::<16>(self.tap_c.val().index())
            ^ bit_cast::<16, 8>(self.absorb.val());
        self.stepped.next =
            (self.current.val() >> 16) | (bit_cast::<89, 16>(self.fresh.val()) << 73);
        if self.reset.val() {
            self.state.d.next = 0.into();
        } else if self.step.val() {
            self.state.d.next = self.stepped.val() ^ self.start.val();
        }
        self.word.next = self.current.val().get_bits::<16>(73);
    }
}
