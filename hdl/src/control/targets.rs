//! The target group in turn.

use crate::control::descriptors::TargetTable;
use crate::parameters::{Parameters, STEP, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Counts through the target groups of all layers above the inputs, and in each of them through the words of its potentials.
#[derive(LogicBlock)]
pub struct Targets {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High when the first target group of layer 1 is in turn next.
    pub begin: Signal<In, Bit>,
    /// High when the next target group is in turn next.
    pub advance: Signal<In, Bit>,
    /// High when the next word of the target group is in turn next.
    pub step: Signal<In, Bit>,
    /// Layer of the target group.
    pub layer: Signal<Out, Bits<3>>,
    /// Its number in the layer.
    pub group: Signal<Out, Bits<12>>,
    /// Number of the word in the target group.
    pub lanes: Signal<Out, Bits<6>>,
    /// The word of the potentials.
    pub word: Signal<Out, Bits<STEP>>,
    /// High if neurons of the layer stand in the word.
    pub inside: Signal<Out, Bit>,
    /// High for the last word of the target group in which neurons of the layer stand.
    pub last_inside: Signal<Out, Bit>,
    /// High for the last word of a full target group.
    pub last_step: Signal<Out, Bit>,
    /// High for the last target group of the last layer.
    pub last: Signal<Out, Bit>,
    /// High for the last target group of its layer.
    pub layer_end: Signal<Out, Bit>,
    target_table: TargetTable,
    layer_kept: DFF<Bits<3>>,
    group_kept: DFF<Bits<12>>,
    base: DFF<Bits<STEP>>,
    step_kept: DFF<Bits<6>>,
    past: DFF<Bit>,
    present: Signal<Local, Bits<STEP>>,
    at_end: Signal<Local, Bit>,
    ends_layer: Signal<Local, Bit>,
    last_layer: Constant<Bits<3>>,
    first_word: Constant<Bits<STEP>>,
    top_step: Constant<Bits<6>>,
    group_steps: Constant<Bits<STEP>>,
}

impl Targets {
    /// The target groups of a network.
    pub fn new(p: &Parameters) -> Self {
        let g = &p.geometry;
        block!(clock, begin, advance, step, layer, group, lanes, word, inside, last_inside, last_step, last, layer_end, layer_kept, group_kept, base,
            step_kept, past, present, at_end, ends_layer;
            target_table: TargetTable::new(g),
            last_layer: constant(g.last() as u64),
            first_word: constant(g.first_step(1) as u64),
            top_step: constant(g.steps_of_group() as u64 - 1),
            // with a single target group, no more than fits: the group after it does not matter
            group_steps: constant(g.steps_of_group().min((1 << g.step_bits()) - 1) as u64),
        )
    }
}

impl Logic for Targets {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell targets: the target group in turn, and the word of its potentials");
        dff_setup!(self, clock, layer_kept, group_kept, base, step_kept, past);
        self.target_table.index.next = self.layer_kept.q.val();
        self.present.next = self.base.q.val() + bit_cast::<STEP, 6>(self.step_kept.q.val());
        self.at_end.next = self.present.val() == self.target_table.last_word.val();
        self.ends_layer.next = self.group_kept.q.val() == self.target_table.last_group.val();
        if self.step.val() {
            self.step_kept.d.next = self.step_kept.q.val() + 1;
            self.past.d.next = self.past.q.val() | self.at_end.val();
        }
        if self.advance.val() {
            self.step_kept.d.next = 0.into();
            self.past.d.next = false;
            self.group_kept.d.next = self.group_kept.q.val() + 1;
            self.base.d.next = self.base.q.val() + self.group_steps.val();
            if self.ends_layer.val() {
                self.group_kept.d.next = 0.into();
                self.layer_kept.d.next = self.layer_kept.q.val() + 1;
                self.base.d.next = self.target_table.last_word.val() + 1;
            }
        }
        if self.begin.val() {
            self.step_kept.d.next = 0.into();
            self.past.d.next = false;
            self.layer_kept.d.next = 1.into();
            self.group_kept.d.next = 0.into();
            self.base.d.next = self.first_word.val();
        }
        self.layer.next = self.layer_kept.q.val();
        self.group.next = self.group_kept.q.val();
        self.lanes.next = self.step_kept.q.val();
        self.word.next = self.present.val();
        self.inside.next = !self.past.q.val();
        self.last_inside.next = self.at_end.val() | (self.step_kept.q.val() == self.top_step.val());
        self.last_step.next = self.step_kept.q.val() == self.top_step.val();
        self.last.next = self.ends_layer.val() & (self.layer_kept.q.val() == self.last_layer.val());
        self.layer_end.next = self.ends_layer.val();
    }
}
