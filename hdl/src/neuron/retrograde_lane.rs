//! A retrograde lane: what one output says about a flip of the hidden neuron.

use crate::memory::rom::SoftplusRom;
use crate::neuron::pbit::{Magnitude, TableIndex};
use crate::parameters::{Parameters, block};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// One output at a time. With u the output's potential and u' the one it would have with the hidden neuron flipped,
/// `term` = c(u') − c(u), what the flip costs, c(u) = f(u) − y u = ln(1 + e^−|u|) + (|u| if the sign of u speaks against y), in quanta.
///
/// Cycle 0: `potential`, `softplus`, `weight` and the spikes enter. Cycle 1: look-up of u'. Cycle 2: u' and its softplus leave, to
/// be kept. Cycle 3: `term` leaves, 0 for a free output. With `load`, u' is
/// `sum`: `potential` is 0 then.
#[derive(LogicBlock)]
pub struct RetrogradeLane<const B: usize, const V: usize> {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the flipped potential is `sum`.
    pub load: Signal<In, Bit>,
    /// Spike of the hidden neuron in turn: a flip takes its weight away, or adds it.
    pub hidden: Signal<In, Bit>,
    /// Spike y of the output.
    pub spiked: Signal<In, Bit>,
    /// High when the output is clamped.
    pub clamped: Signal<In, Bit>,
    /// Potential of the output, for a load.
    pub sum: Signal<In, Signed<V>>,
    /// Weight from the hidden neuron in turn to the output.
    pub weight: Signal<In, Signed<B>>,
    /// The potential u of the output.
    pub potential: Signal<In, Signed<V>>,
    /// ln(1 + e^−|u|), in quanta.
    pub softplus: Signal<In, Bits<12>>,
    /// The flipped potential u', two cycles later.
    pub flipped_potential: Signal<Out, Signed<V>>,
    /// ln(1 + e^−|u'|), in quanta, two cycles later.
    pub flipped_softplus: Signal<Out, Bits<12>>,
    /// What the flip costs, in quanta, three cycles later; 0 for a free output.
    pub term: Signal<Out, Signed<V>>,
    magnitude: Magnitude<V>,
    flipped_magnitude: Magnitude<V>,
    table_index: TableIndex<V>,
    softplus_rom: SoftplusRom,
    // after cycle 0
    u: DFF<Bits<V>>,
    entry: DFF<Bits<12>>,
    flipped: DFF<Bits<V>>,
    y: DFF<Bit>,
    mask: DFF<Bit>,
    // after cycle 1
    not_cost: DFF<Bits<V>>,
    flipped_against: DFF<Bits<V>>,
    flipped_kept: DFF<Bits<V>>,
    beyond: DFF<Bit>,
    mask_kept: DFF<Bit>,
    // after cycle 2
    difference: DFF<Bits<V>>,
    wide: Signal<Local, Signed<V>>,
    operand: Signal<Local, Bits<32>>,
    left: Signal<Local, Bits<32>>,
    minuend: Signal<Local, Bits<32>>,
    subtrahend: Signal<Local, Bits<32>>,
    against: Signal<Local, Bits<V>>,
    flipped_wrong: Signal<Local, Bits<V>>,
    looked_up: Signal<Local, Bits<12>>,
    flipped_cost: Signal<Local, Bits<V>>,
}

impl<const B: usize, const V: usize> RetrogradeLane<B, V> {
    /// A lane, with the tables of the design.
    pub fn new(p: &Parameters) -> Self {
        block!(clock, load, hidden, spiked, clamped, sum, weight, potential, softplus, flipped_potential, flipped_softplus, term,
            u, entry, flipped, y, mask, not_cost, flipped_against, flipped_kept, beyond, mask_kept, difference,
            wide, operand, left, minuend, subtrahend, against, flipped_wrong, looked_up, flipped_cost;
            magnitude: Magnitude::new(&p.widths()),
            flipped_magnitude: Magnitude::new(&p.widths()),
            table_index: TableIndex::new(p.quantum_log2),
            softplus_rom: SoftplusRom::new(p),
        )
    }
}

impl<const B: usize, const V: usize> Logic for RetrogradeLane<B, V> {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell retrograde_lane: how much likelier an output is with the hidden neuron flipped"
        );
        dff_setup!(
            self,
            clock,
            u,
            entry,
            flipped,
            y,
            mask,
            not_cost,
            flipped_against,
            flipped_kept,
            beyond,
            mask_kept,
            difference
        );
        println!("cycle 0: the potential with the hidden neuron flipped");
        self.wide.next = signed_bit_cast::<V, B>(self.weight.val());
        println!("u - w is u + not w + 1: one adder, its carry enters below the lowest bit");
        self.operand.next = bit_cast::<32, V>(unsigned_cast(self.wide.val())) << 1;
        if self.load.val() {
            self.operand.next = bit_cast::<32, V>(unsigned_cast(self.sum.val())) << 1;
        } else if self.hidden.val() {
            self.operand.next = (bit_cast::<32, V>(!unsigned_cast(self.wide.val())) << 1) | 1;
        }
        self.left.next = (bit_cast::<32, V>(unsigned_cast(self.potential.val())) << 1) | 1;
        self.flipped.d.next = bit_cast::<V, 32>((self.left.val() + self.operand.val()) >> 1);
        self.u.d.next = unsigned_cast(self.potential.val());
        self.entry.d.next = self.softplus.val();
        self.y.d.next = self.spiked.val();
        self.mask.d.next = self.clamped.val();
        println!("cycle 1: the cost of u; look-up of the flipped potential");
        self.magnitude.potential.next = signed_cast(self.u.q.val());
        self.against.next = 0.into();
        if self.magnitude.negative.val() == self.y.q.val() {
            self.against.next = self.magnitude.magnitude.val();
        }
        self.not_cost.d.next = !(self.against.val() + bit_cast::<V, 12>(self.entry.q.val()));
        self.flipped_magnitude.potential.next = signed_cast(self.flipped.q.val());
        self.table_index.magnitude.next = self.flipped_magnitude.magnitude.val();
        self.flipped_wrong.next = 0.into();
        if self.flipped_magnitude.negative.val() == self.y.q.val() {
            self.flipped_wrong.next = self.flipped_magnitude.magnitude.val();
        }
        self.flipped_against.d.next = self.flipped_wrong.val();
        self.softplus_rom.clock.next = self.clock.val();
        self.softplus_rom.index.next = self.table_index.index.val();
        self.beyond.d.next = self.table_index.beyond.val();
        self.flipped_kept.d.next = self.flipped.q.val();
        self.mask_kept.d.next = self.mask.q.val();
        println!("cycle 2: the flipped potential's softplus, and the difference of the costs");
        self.looked_up.next = self.softplus_rom.entry.val();
        if self.beyond.q.val() {
            self.looked_up.next = 0.into();
        }
        self.flipped_cost.next =
            self.flipped_against.q.val() + bit_cast::<V, 12>(self.looked_up.val());
        println!("a - b is a + not b + 1; not b is at hand");
        self.minuend.next = (bit_cast::<32, V>(self.flipped_cost.val()) << 1) | 1;
        self.subtrahend.next = (bit_cast::<32, V>(self.not_cost.q.val()) << 1) | 1;
        self.difference.d.next = 0.into();
        if self.mask_kept.q.val() {
            self.difference.d.next =
                bit_cast::<V, 32>((self.minuend.val() + self.subtrahend.val()) >> 1);
        }
        self.flipped_potential.next = signed_cast(self.flipped_kept.q.val());
        self.flipped_softplus.next = self.looked_up.val();
        self.term.next = signed_cast(self.difference.q.val());
    }
}
