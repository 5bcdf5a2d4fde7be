//! A lane: the time-shared cell of one bundle's synapses.

use crate::parameters::block;
use rust_hdl_core::prelude::*;

/// Gates the weight by the presynaptic spike; on evidence, or by the background noise, opens or closes one synapse of the
/// bundle, never beyond its rails; or takes a weight that is loaded.
#[derive(LogicBlock)]
pub struct SynapseLane<const B: usize> {
    pub weight: Signal<In, Signed<B>>,
    pub spike: Signal<In, Bit>,
    pub open: Signal<In, Bit>,
    pub close: Signal<In, Bit>,
    pub noise: Signal<In, Bit>,
    pub draw: Signal<In, Bits<8>>,
    pub threshold: Signal<In, Bits<9>>,
    pub load: Signal<In, Bit>,
    pub loaded: Signal<In, Signed<B>>,
    pub gated: Signal<Out, Signed<B>>,
    pub next_weight: Signal<Out, Signed<B>>,
    pub opened: Signal<Out, Bit>,
    pub closed: Signal<Out, Bit>,
    hit: Signal<Local, Bit>,
    upward: Signal<Local, Bit>,
    moving: Signal<Local, Bit>,
    moved: Signal<Local, Bit>,
    rail: Signal<Local, Signed<B>>,
    change: Signal<Local, Signed<B>>,
    zero: Constant<Signed<B>>,
    one: Constant<Signed<B>>,
    minus_one: Constant<Signed<B>>,
    top: Constant<Signed<B>>,
    bottom: Constant<Signed<B>>,
}

impl<const B: usize> Default for SynapseLane<B> {
    fn default() -> Self {
        let rail = 1i64 << (B - 1);
        block!(weight, spike, open, close, noise, draw, threshold, load, loaded, gated, next_weight, opened, closed,
            hit, upward, moving, moved, rail, change;
            zero: Constant::new(Signed::from(0)),
            one: Constant::new(Signed::from(1)),
            minus_one: Constant::new(Signed::from(-1)),
            top: Constant::new(Signed::from(rail - 1)),
            bottom: Constant::new(Signed::from(-rail)),
        )
    }
}

impl<const B: usize> Logic for SynapseLane<B> {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell synapse_lane: the bundle of a lane: gates its weight, opens and closes its synapses"
        );
        self.gated.next = self.zero.val();
        if self.spike.val() {
            self.gated.next = self.weight.val();
        }
        println!(
            "evidence opens or closes a synapse of a bundle that spiked; noise does so blindly"
        );
        self.hit.next = bit_cast::<9, 8>(self.draw.val()) < self.threshold.val();
        self.upward.next = self.open.val();
        self.moving.next = self.hit.val() & self.spike.val() & (self.open.val() | self.close.val());
        if self.noise.val() {
            self.upward.next = self.draw.val().get_bit(0);
            self.moving.next = self.hit.val();
        }
        println!("never beyond the rail ahead");
        self.rail.next = self.bottom.val();
        if self.upward.val() {
            self.rail.next = self.top.val();
        }
        self.moved.next = self.moving.val() & (self.weight.val() != self.rail.val());
        self.opened.next = self.moved.val() & self.upward.val();
        self.closed.next = self.moved.val() & !self.upward.val();
        self.change.next = self.zero.val();
        if self.moved.val() {
            self.change.next = self.minus_one.val();
            if self.upward.val() {
                self.change.next = self.one.val();
            }
        }
        self.next_weight.next = self.weight.val() + self.change.val();
        if self.load.val() {
            self.next_weight.next = self.loaded.val();
        }
    }
}
