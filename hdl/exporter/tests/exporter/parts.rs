//! A cell in parts is the same module as the cell in one piece.

use crate::bench::{exported, lint};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::logic_in_parts;

#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Step {
    Idle,
    Work,
    Rest,
}

/// The fields of both cells.
macro_rules! walker {
    ($name:ident) => {
        #[derive(LogicBlock, Default)]
        pub struct $name {
            pub clock: Signal<In, Clock>,
            pub go: Signal<In, Bit>,
            pub busy: Signal<Out, Bit>,
            pub ticks: Signal<Out, Bits<4>>,
            step: DFF<Step>,
            count: DFF<Bits<4>>,
        }
    };
}

walker!(Whole);
impl Logic for Whole {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell walker: works and rests");
        dff_setup!(self, clock, step, count);
        self.busy.next = true;
        match self.step.q.val() {
            Step::Idle => {
                self.busy.next = false;
                if self.go.val() {
                    self.step.d.next = Step::Work;
                }
            }
            Step::Work => {
                self.count.d.next = self.count.q.val() + 1;
                self.step.d.next = Step::Rest;
            }
            Step::Rest => {
                self.step.d.next = Step::Idle;
            }
            _ => {
                self.count.d.next = 0.into();
            }
        }
        self.ticks.next = self.count.q.val();
    }
}

walker!(Divided);
struct First;
impl yuragi_exporter::Part<First> for Divided {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell walker: works and rests");
        dff_setup!(self, clock, step, count);
        self.busy.next = true;
        match self.step.q.val() {
            Step::Idle => {
                self.busy.next = false;
            }
            Step::Work => {
                self.count.d.next = self.count.q.val() + 1;
            }
            _ => {}
        }
    }
}
struct Second;
impl yuragi_exporter::Part<Second> for Divided {
    #[hdl_gen]
    fn update(&mut self) {
        match self.step.q.val() {
            Step::Idle => {
                if self.go.val() {
                    self.step.d.next = Step::Work;
                }
            }
            Step::Work => {
                self.step.d.next = Step::Rest;
            }
            Step::Rest => {
                self.step.d.next = Step::Idle;
            }
            _ => {
                self.count.d.next = 0.into();
            }
        }
        self.ticks.next = self.count.q.val();
    }
}
logic_in_parts!(Divided: First, Second);

#[test]
fn parts_are_one_body() {
    let whole = exported(Whole::default()).expect("exported");
    let divided = exported(Divided::default()).expect("exported");
    assert_eq!(whole[0].text, divided[0].text);
    lint(&divided);
}

// A default of the first part holds for the patterns that only the second part names.
walker!(Defaults);
impl yuragi_exporter::Part<First> for Defaults {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, step, count);
        self.busy.next = false;
        match self.step.q.val() {
            Step::Idle => {}
            _ => {
                self.busy.next = self.go.val();
            }
        }
    }
}
impl yuragi_exporter::Part<Second> for Defaults {
    #[hdl_gen]
    fn update(&mut self) {
        match self.step.q.val() {
            Step::Work => {
                self.step.d.next = Step::Rest;
            }
            _ => {
                self.step.d.next = Step::Work;
            }
        }
        self.ticks.next = self.count.q.val();
    }
}
logic_in_parts!(Defaults: First, Second);

walker!(DefaultsWhole);
impl Logic for DefaultsWhole {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, step, count);
        self.busy.next = false;
        match self.step.q.val() {
            Step::Idle => {
                self.step.d.next = Step::Work;
            }
            Step::Work => {
                self.busy.next = self.go.val();
                self.step.d.next = Step::Rest;
            }
            _ => {
                self.busy.next = self.go.val();
                self.step.d.next = Step::Work;
            }
        }
        self.ticks.next = self.count.q.val();
    }
}

#[test]
fn defaults_reach_the_patterns_of_the_other_part() {
    let whole = exported(DefaultsWhole::default()).expect("exported");
    let divided = exported(Defaults::default()).expect("exported");
    assert_eq!(whole[0].text, divided[0].text);
    lint(&divided);
}
