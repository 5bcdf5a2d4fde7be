//! A lane: the time-shared cell of one bundle's synapses.

use crate::parameters::{WEIGHT, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Widths;

/// On evidence, or by the background noise, opens or closes one synapse of the bundle, never beyond its rails. Only words of rows whose
/// neuron spiked come by. A word comes late out of its memory: draw and threshold come a cycle before it, what becomes of
/// it leaves a cycle later. A weight that is loaded passes at once.
#[derive(LogicBlock)]
pub struct SynapseLane {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// Weight of the bundle, from the row memory.
    pub weight: Signal<In, Signed<WEIGHT>>,
    /// High when evidence opens a synapse.
    pub open: Signal<In, Bit>,
    /// High when evidence closes a synapse.
    pub close: Signal<In, Bit>,
    /// High when the bundle fluctuates: it opens or closes a synapse whatever the evidence.
    pub noise: Signal<In, Bit>,
    /// The random byte, a cycle before the weight; its lowest bit is the direction of a fluctuation.
    pub draw: Signal<In, Bits<8>>,
    /// Probability of a flip in 256ths, a cycle before the weight: the draw must be below it.
    pub threshold: Signal<In, Bits<9>>,
    /// High when the next weight is `loaded`.
    pub load: Signal<In, Bit>,
    /// The weight that is loaded.
    pub loaded: Signal<In, Signed<WEIGHT>>,
    /// The weight that goes back to the row memory, a cycle later.
    pub next_weight: Signal<Out, Signed<WEIGHT>>,
    /// High when a synapse opened, a cycle later.
    pub opened: Signal<Out, Bit>,
    /// High when a synapse closed, a cycle later.
    pub closed: Signal<Out, Bit>,
    stepped: DFF<Bits<WEIGHT>>,
    hit: DFF<Bit>,
    drawn: DFF<Bit>,
    wrapped: DFF<Bit>,
    rising: DFF<Bit>,
    falling: DFF<Bit>,
    upward: Signal<Local, Bit>,
    moving: Signal<Local, Bit>,
    undo: Signal<Local, Bits<WEIGHT>>,
    rail: Signal<Local, Signed<WEIGHT>>,
    change: Signal<Local, Signed<WEIGHT>>,
    zero: Constant<Signed<WEIGHT>>,
    one: Constant<Signed<WEIGHT>>,
    minus_one: Constant<Signed<WEIGHT>>,
    no_bits: Constant<Bits<WEIGHT>>,
    top: Constant<Signed<WEIGHT>>,
    bottom: Constant<Signed<WEIGHT>>,
}

impl SynapseLane {
    /// A lane whose weight has the bits that B stands for.
    pub fn new(widths: &Widths) -> Self {
        let rail = 1i64 << (widths.meant(WEIGHT) - 1);
        block!(clock, weight, open, close, noise, draw, threshold, load, loaded, next_weight, opened, closed,
            stepped, hit, drawn, wrapped, rising, falling, upward, moving, undo, rail, change;
            zero: Constant::new(Signed::from(0)),
            one: Constant::new(Signed::from(1)),
            minus_one: Constant::new(Signed::from(-1)),
            no_bits: constant(0),
            top: Constant::new(Signed::from(rail - 1)),
            bottom: Constant::new(Signed::from(-rail)),
        )
    }
}

impl Logic for SynapseLane {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell synapse_lane: the bundle of a lane: opens and closes its synapses");
        dff_setup!(self, clock, stepped, hit, drawn, wrapped, rising, falling);
        println!("evidence opens or closes a synapse; noise does so blindly");
        self.hit.d.next = bit_cast::<9, 8>(self.draw.val()) < self.threshold.val();
        self.drawn.d.next = self.draw.val().get_bit(0);
        self.upward.next = self.open.val();
        self.moving.next = self.hit.q.val() & (self.open.val() | self.close.val());
        if self.noise.val() {
            self.upward.next = self.drawn.q.val();
            self.moving.next = self.hit.q.val();
        }
        self.rising.d.next = self.moving.val() & self.upward.val();
        self.falling.d.next = self.moving.val() & !self.upward.val();
        self.change.next = self.zero.val();
        if self.moving.val() {
            self.change.next = self.minus_one.val();
            if self.upward.val() {
                self.change.next = self.one.val();
            }
        }
        self.stepped.d.next = unsigned_cast(self.weight.val() + self.change.val());
        println!(
            "never beyond a rail: such a step wraps to the other one, which is its complement"
        );
        self.rail.next = self.bottom.val();
        if self.upward.val() {
            self.rail.next = self.top.val();
        }
        self.wrapped.d.next = self.moving.val() & (self.weight.val() == self.rail.val());
        self.opened.next = self.rising.q.val() & !self.wrapped.q.val();
        self.closed.next = self.falling.q.val() & !self.wrapped.q.val();
        self.undo.next = self.no_bits.val();
        if self.wrapped.q.val() {
            self.undo.next = !self.no_bits.val();
        }
        self.next_weight.next = signed_cast(self.stepped.q.val() ^ self.undo.val());
        if self.load.val() {
            self.next_weight.next = self.loaded.val();
        }
    }
}
