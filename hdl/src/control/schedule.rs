//! Which neuron is weighed, and which one is decided.

use crate::control::descriptors::{ChildStart, ChildTable, StartTable};
use crate::control::position::Position;
use crate::parameters::{Parameters, ROW, STEP, block, constant};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

/// Issues the neurons of a layer one after another, and follows their decisions, which come six cycles later. While neurons are
/// weighed, the next ones are issued as if none of them changed. If one changes, `flush` goes back to the neuron after it.
///
/// A neuron that is weighed takes a cycle for each word of its children's potentials, and two at least; one that is drawn from its potential
/// alone takes one.
#[derive(LogicBlock)]
pub struct Schedule {
    /// The clock.
    pub clock: Signal<In, Clock>,
    /// High for one cycle to begin with the first neuron of `layer`.
    pub begin: Signal<In, Bit>,
    /// High for one cycle to stop, whatever is under way.
    pub stop: Signal<In, Bit>,
    /// The layer to begin with.
    pub layer: Signal<In, Bits<3>>,
    /// High while neurons are weighed, else they are drawn from their potentials alone.
    pub weigh: Signal<In, Bit>,
    /// High while outputs are read out.
    pub readout: Signal<In, Bit>,
    /// Potentials of this word and those behind it are not known yet.
    pub limit: Signal<In, Bits<STEP>>,
    /// High when neurons may be drawn.
    pub enable: Signal<In, Bit>,
    /// High when the neuron that was decided changed while neurons are weighed.
    pub flush: Signal<In, Bit>,
    /// High when a neuron is decided.
    pub decided: Signal<In, Bit>,
    // what is issued in this cycle
    /// High when a word of children is issued.
    pub step: Signal<Out, Bit>,
    /// High when a neuron is issued that is drawn from its potential alone.
    pub pass: Signal<Out, Bit>,
    /// High if it is the first word of a neuron.
    pub first: Signal<Out, Bit>,
    /// High if it is the last word of a neuron.
    pub last: Signal<Out, Bit>,
    /// Word of the children's potentials.
    pub child_word: Signal<Out, Bits<STEP>>,
    /// Layer of the children.
    pub child_layer: Signal<Out, Bits<3>>,
    /// Word of the row memory with the weights to the children.
    pub row_word: Signal<Out, Bits<ROW>>,
    /// Which lanes of that word hold them.
    pub group: Signal<Out, Bits<6>>,
    /// Word of the neuron's own potential.
    pub own_word: Signal<Out, Bits<STEP>>,
    /// Its place in the word.
    pub own_lane: Signal<Out, Bits<3>>,
    /// Its layer.
    pub own_layer: Signal<Out, Bits<3>>,
    /// Where the potentials with its change go: 1 to 3 banks further.
    pub offset: Signal<Out, Bits<2>>,
    // the neuron that is decided next
    /// Word of its potential.
    pub decided_word: Signal<Out, Bits<STEP>>,
    /// Its place in the word.
    pub decided_lane: Signal<Out, Bits<3>>,
    /// Its layer.
    pub decided_layer: Signal<Out, Bits<3>>,
    /// Address of its row.
    pub decided_row: Signal<Out, Bits<ROW>>,
    /// Its offset.
    pub decided_offset: Signal<Out, Bits<2>>,
    /// The layers that it reaches, a bit each.
    pub reached: Signal<Out, Bits<8>>,
    /// High if it is the last one of its word.
    pub word_end: Signal<Out, Bit>,
    /// High if it is the last one of its target group.
    pub group_end: Signal<Out, Bit>,
    /// High if it is the last one of its layer.
    pub layer_end: Signal<Out, Bit>,
    /// High if it is the last one of the last hidden layer.
    pub hidden_end: Signal<Out, Bit>,
    start_table: StartTable,
    child_start: ChildStart,
    child_table: ChildTable,
    issuer: Position,
    decider: Position,
    running: DFF<Bit>,
    bubble: DFF<Bit>,
    begun: DFF<Bit>,
    child: DFF<Bits<5>>,
    child_at: DFF<Bits<STEP>>,
    row_at: DFF<Bits<ROW>>,
    group_at: DFF<Bits<6>>,
    issued_offset: DFF<Bits<2>>,
    due_offset: DFF<Bits<2>>,
    group_step: DFF<Bits<6>>,
    passed: DFF<Bits<5>>,
    pausing: Signal<Local, Bit>,
    stepping: Signal<Local, Bit>,
    passing: Signal<Local, Bit>,
    child_end: Signal<Local, Bit>,
    neuron_end: Signal<Local, Bit>,
    group_last: Signal<Local, Bit>,
    restart: Signal<Local, Bit>,
    last_of_group: Signal<Local, Bit>,
    has_hidden: Constant<Bit>,
    last_hidden: Constant<Bits<3>>,
    top_group: Constant<Bits<6>>,
    top_offset: Constant<Bits<2>>,
}

impl Schedule {
    /// The schedule of a design's neurons.
    pub fn new(p: &Parameters) -> Self {
        let g = &p.geometry;
        block!(clock, begin, stop, layer, weigh, readout, limit, enable, flush, decided, step, pass, first, last, child_word, child_layer,
            row_word, group, own_word, own_lane, own_layer, offset, decided_word, decided_lane, decided_layer, decided_row, decided_offset, reached,
            word_end, group_end, layer_end, hidden_end, running, bubble, begun, child, child_at, row_at, group_at, issued_offset,
            due_offset, group_step, passed, pausing, stepping, passing, child_end, neuron_end, group_last, restart, last_of_group;
            start_table: StartTable::new(g), child_start: ChildStart::new(g), child_table: ChildTable::new(g),
            issuer: Position::new(p), decider: Position::new(p),
            has_hidden: Constant::new(g.last() > 1),
            last_hidden: constant(g.last() as u64 - 1),
            top_group: constant(g.steps_of_group() as u64 - 1),
            top_offset: constant(3),
        )
    }
}

impl Logic for Schedule {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell schedule: which neuron is weighed, and which one is decided");
        dff_setup!(
            self,
            clock,
            running,
            bubble,
            begun,
            child,
            child_at,
            row_at,
            group_at,
            issued_offset,
            due_offset,
            group_step,
            passed
        );
        self.issuer.clock.next = self.clock.val();
        self.decider.clock.next = self.clock.val();
        self.start_table.index.next = self.layer.val();
        self.child_table.index.next = self.child.q.val();
        self.child_start.index.next = self.start_table.first_child.val();

        println!("what is issued");
        println!(
            "while outputs are read out, a pause of two cycles after sixteen of them lets their spikes be written"
        );
        self.pausing.next = self.readout.val() & self.passed.q.val().get_bit(4);
        self.stepping.next = self.running.q.val() & self.weigh.val() & !self.bubble.q.val();
        self.passing.next = self.running.q.val()
            & !self.weigh.val()
            & self.enable.val()
            & !self.pausing.val()
            & (self.readout.val() | (self.issuer.word.val() != self.limit.val()));
        self.child_end.next = self.child_at.q.val() == self.child_table.last_word.val();
        self.neuron_end.next = self.child_end.val() & self.child_table.last.val();
        self.group_last.next = self.group_at.q.val() == self.top_group.val();
        self.step.next = self.stepping.val();
        self.pass.next = self.passing.val();
        self.first.next = !self.begun.q.val() | !self.weigh.val();
        self.last.next = self.neuron_end.val() | !self.weigh.val();
        self.child_word.next = self.child_at.q.val();
        self.child_layer.next = self.child_table.layer.val();
        self.row_word.next = self.row_at.q.val();
        self.group.next = self.group_at.q.val();
        self.own_word.next = self.issuer.word.val();
        self.own_lane.next = self.issuer.lane.val();
        self.own_layer.next = self.issuer.layer.val();
        self.offset.next = self.issued_offset.q.val();

        println!("the word after it");
        self.bubble.d.next = self.stepping.val() & self.neuron_end.val() & !self.begun.q.val();
        if self.pausing.val() & self.passed.q.val().get_bit(0) {
            self.passed.d.next = 0.into();
        } else if self.passing.val() | self.pausing.val() {
            self.passed.d.next = self.passed.q.val() + 1;
        }
        if self.stepping.val() {
            self.begun.d.next = !self.neuron_end.val();
            self.child_at.d.next = self.child_at.q.val() + 1;
            self.group_at.d.next = self.group_at.q.val() + 1;
            if self.child_end.val() | self.group_last.val() {
                self.group_at.d.next = 0.into();
                self.row_at.d.next = self.row_at.q.val() + 1;
            }
            if self.child_end.val() {
                self.child.d.next = self.child.q.val() + 1;
                println!(
                    "the next child stands behind this one, unless a layer between them is not reached"
                );
                self.child_start.index.next = self.child.q.val() + 1;
                if self.child_table.last.val() {
                    self.child.d.next = self.start_table.first_child.val();
                    self.child_start.index.next = self.start_table.first_child.val();
                }
                self.child_at.d.next = self.child_start.first_word.val();
            }
            if self.neuron_end.val() {
                self.issued_offset.d.next = self.issued_offset.q.val() + 1;
                if self.issued_offset.q.val() == self.top_offset.val() {
                    self.issued_offset.d.next = 1.into();
                }
            }
        }
        self.issuer.advance.next =
            (self.stepping.val() & self.neuron_end.val()) | self.passing.val();
        if self.issuer.advance.val() & self.issuer.layer_end.val() {
            if self.weigh.val()
                | self.readout.val()
                | (self.issuer.layer.val() == self.last_hidden.val())
            {
                self.running.d.next = false;
            }
        }

        println!("what is decided");
        self.decider.advance.next = self.decided.val();
        self.decided_word.next = self.decider.word.val();
        self.decided_lane.next = self.decider.lane.val();
        self.decided_layer.next = self.decider.layer.val();
        self.decided_row.next = self.decider.row.val();
        self.decided_offset.next = self.due_offset.q.val();
        self.reached.next = self.start_table.reached.val();
        self.word_end.next = self.decider.word_end.val();
        self.layer_end.next = self.decider.layer_end.val();
        self.hidden_end.next =
            self.decider.layer_end.val() & (self.decider.layer.val() == self.last_hidden.val());
        self.last_of_group.next = self.decider.layer_end.val()
            | (self.decider.word_end.val() & (self.group_step.q.val() == self.top_group.val()));
        self.group_end.next = self.last_of_group.val();
        if self.decided.val() {
            self.due_offset.d.next = self.due_offset.q.val() + 1;
            if self.due_offset.q.val() == self.top_offset.val() {
                self.due_offset.d.next = 1.into();
            }
            if self.last_of_group.val() {
                self.group_step.d.next = 0.into();
            } else if self.decider.word_end.val() {
                self.group_step.d.next = self.group_step.q.val() + 1;
            }
        }

        println!("a change: all that was issued behind it is issued again");
        self.restart.next = self.begin.val() | self.flush.val();
        self.issuer.load.next = self.restart.val();
        self.issuer.load_layer.next = self.decider.next_layer.val();
        self.issuer.load_word.next = self.decider.next_word.val();
        self.issuer.load_lane.next = self.decider.next_lane.val();
        self.issuer.load_row.next = self.decider.next_row.val();
        self.decider.load.next = self.begin.val();
        self.decider.load_layer.next = self.layer.val();
        self.decider.load_word.next = self.start_table.first_word.val();
        self.decider.load_lane.next = 0.into();
        self.decider.load_row.next = self.start_table.first_row.val();
        if self.restart.val() {
            self.running.d.next = (self.begin.val() & (self.has_hidden.val() | self.readout.val()))
                | (self.flush.val() & !self.decider.layer_end.val());
            self.bubble.d.next = false;
            self.begun.d.next = false;
            self.issued_offset.d.next = 1.into();
            self.due_offset.d.next = 1.into();
            self.child.d.next = self.start_table.first_child.val();
            self.child_start.index.next = self.start_table.first_child.val();
            self.child_at.d.next = self.child_start.first_word.val();
            self.group_at.d.next = 0.into();
            self.row_at.d.next = self.decider.next_row.val();
        }
        if self.begin.val() {
            self.row_at.d.next = self.start_table.first_row.val();
            self.group_step.d.next = 0.into();
            self.passed.d.next = 0.into();
            self.issuer.load_layer.next = self.layer.val();
            self.issuer.load_word.next = self.start_table.first_word.val();
            self.issuer.load_lane.next = 0.into();
            self.issuer.load_row.next = self.start_table.first_row.val();
        }
        if self.stop.val() {
            self.running.d.next = false;
        }
    }
}
