//! Circles without a clock between the parts of a block are refused.

use crate::bench::{exported, lint};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::Reason;

#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Phase {
    Idle,
    Ask,
    Wait,
    Rest,
}

/// Asks, and counts while the other is busy. What it asks does not depend on the other, but one block says both.
#[derive(LogicBlock, Default)]
pub struct Asker {
    pub clock: Signal<In, Clock>,
    pub busy: Signal<In, Bit>,
    pub start: Signal<Out, Bit>,
    pub waiting: Signal<Out, Bits<2>>,
    phase: DFF<Phase>,
}

impl Logic for Asker {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell asker: asks and waits");
        dff_setup!(self, clock, phase);
        self.start.next = false;
        self.waiting.next = 0.into();
        match self.phase.q.val() {
            Phase::Idle => self.phase.d.next = Phase::Ask,
            Phase::Ask => {
                self.start.next = true;
                self.phase.d.next = Phase::Wait;
            }
            Phase::Wait => {
                self.waiting.next = 1.into();
                if self.busy.val() {
                    self.waiting.next = 2.into();
                }
                self.phase.d.next = Phase::Rest;
            }
            Phase::Rest => self.phase.d.next = Phase::Idle,
        }
    }
}

/// Is busy from the cycle on in which it is asked, or from the next one on.
#[derive(LogicBlock, Default)]
pub struct Answerer {
    pub clock: Signal<In, Clock>,
    pub start: Signal<In, Bit>,
    pub busy: Signal<Out, Bit>,
    running: DFF<Bit>,
}

impl Logic for Answerer {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell answerer: is busy when it was asked");
        dff_setup!(self, clock, running);
        self.running.d.next = self.start.val();
        self.busy.next = self.running.q.val() | self.start.val();
    }
}

/// The same a cycle later.
#[derive(LogicBlock, Default)]
pub struct Patient {
    pub clock: Signal<In, Clock>,
    pub start: Signal<In, Bit>,
    pub busy: Signal<Out, Bit>,
    running: DFF<Bit>,
}

impl Logic for Patient {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell patient: is busy after it was asked");
        dff_setup!(self, clock, running);
        self.running.d.next = self.start.val();
        self.busy.next = self.running.q.val();
    }
}

/// The same in a text by hand.
#[derive(LogicBlock, Default)]
pub struct ByHand {
    pub clock: Signal<In, Clock>,
    pub start: Signal<In, Bit>,
    pub busy: Signal<Out, Bit>,
    _at_once: bool,
}

impl Logic for ByHand {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.busy.connect();
    }
    fn hdl(&self) -> Verilog {
        let busy = if self._at_once {
            "running | i_start"
        } else {
            "running"
        };
        Verilog::Custom(format!(
            "// cell by_hand: is busy when it was asked\nreg running = 1'b0;\nalways @(posedge clock) running <= i_start;\n\
             wire said = {busy};\nalways @(*) begin\n  o_busy = 1'b0;\n  if (said) o_busy = 1'b1;\nend\n"
        ))
    }
}

/// An asker and another block, connected.
macro_rules! both {
    ($name:ident, $other:ident) => {
        #[derive(LogicBlock, Default)]
        pub struct $name {
            pub clock: Signal<In, Clock>,
            pub waiting: Signal<Out, Bits<2>>,
            asker: Asker,
            other: $other,
        }

        impl Logic for $name {
            #[hdl_gen]
            fn update(&mut self) {
                self.asker.clock.next = self.clock.val();
                self.other.clock.next = self.clock.val();
                self.other.start.next = self.asker.start.val();
                self.asker.busy.next = self.other.busy.val();
                self.waiting.next = self.asker.waiting.val();
            }
        }
    };
}
both!(AtOnce, Answerer);
both!(Later, Patient);
both!(WithText, ByHand);

/// The circle starts anywhere.
fn is_circle(reason: &Reason) -> bool {
    let Reason::ZeroDelayLoop(names) = reason else {
        return false;
    };
    let mut names = names.clone();
    names.sort_unstable();
    names == ["asker.busy", "asker.start", "other.busy", "other.start"]
}

#[test]
fn circles_are_refused() {
    let error = exported(AtOnce::default()).expect_err("a circle");
    assert!(is_circle(&error.reason), "{error}");
    assert!(error.to_string().contains("asker.start"), "{error}");
    let mut block = WithText::default();
    block.other._at_once = true;
    let error = exported(block).expect_err("a circle");
    assert!(is_circle(&error.reason), "{error}");
}

/// The same blocks with a register in between.
#[test]
fn circles_with_a_clock_are_none() {
    lint(&exported(Later::default()).expect("exported"));
    lint(&exported(WithText::default()).expect("exported"));
}
