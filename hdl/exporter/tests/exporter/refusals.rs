//! What an export refuses, and the reason that it gives.

use crate::bench::exported;
use crate::modules::Inverter;
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::{ExportError, Reason};

/// A block with the given fields and statements, all of them default.
macro_rules! cell {
    ($name:ident { $($(#[$meta:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        #[derive(LogicBlock, Default)]
        pub struct $name {
            $(pub $field: $ty,)*
        }
    };
}

fn refused<B: Block>(block: B) -> ExportError {
    match exported(block) {
        Err(error) => error,
        Ok(files) => panic!("exported:\n{}", files[files.len() - 1].text),
    }
}

cell! { Keyword { a: Signal<In, Bit>, x: Signal<Out, Bit>, byte: Signal<Local, Bit> } }
impl Logic for Keyword {
    #[hdl_gen]
    fn update(&mut self) {
        self.byte.next = !self.a.val();
        self.x.next = self.byte.val();
    }
}

#[test]
fn keywords_are_refused() {
    let error = refused(Keyword::default());
    assert_eq!(error.reason, Reason::Keyword("byte".into()));
    assert_eq!(
        error.to_string(),
        "cell `top`, `byte`: `byte` is a Verilog keyword"
    );
}

cell! { Clash { a: Signal<In, Bits<4>>, x: Signal<Out, Bits<4>>, part: Inverter, part_x: Signal<Local, Bits<4>> } }
impl Logic for Clash {
    #[hdl_gen]
    fn update(&mut self) {
        self.part.a.next = self.a.val();
        self.part_x.next = self.part.x.val();
        self.x.next = self.part_x.val();
    }
}

#[test]
fn clashes_are_refused() {
    assert!(
        matches!(refused(Clash::default()).reason, Reason::NameClash { name, .. } if name == "part_x")
    );
}

cell! { Latch { a: Signal<In, Bits<4>>, s: Signal<In, Bit>, x: Signal<Out, Bits<4>> } }
impl Logic for Latch {
    #[hdl_gen]
    fn update(&mut self) {
        if self.s.val() {
            self.x.next = self.a.val();
        }
    }
}

cell! { Unclocked { clock: Signal<In, Clock>, s: Signal<In, Bit>, x: Signal<Out, Bit>, kept: DFF<Bit> } }
impl Logic for Unclocked {
    #[hdl_gen]
    fn update(&mut self) {
        clock!(self, clock, kept);
        if self.s.val() {
            self.kept.d.next = true;
        }
        self.x.next = self.kept.q.val();
    }
}

#[test]
fn latches_are_refused() {
    assert_eq!(refused(Latch::default()).reason, Reason::Latch("x".into()));
    assert_eq!(
        refused(Unclocked::default()).reason,
        Reason::Latch("kept.d".into())
    );
}

cell! { Early { a: Signal<In, Bits<4>>, s: Signal<In, Bit>, x: Signal<Out, Bits<4>>, t: Signal<Local, Bits<4>> } }
impl Logic for Early {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self.t.val();
        self.t.next = self.a.val();
        if self.s.val() {
            self.t.next = self.t.val() + self.x.val();
        }
    }
}

cell! { TooEarly { a: Signal<In, Bits<4>>, s: Signal<In, Bit>, x: Signal<Out, Bits<4>>, part: Inverter } }
impl Logic for TooEarly {
    #[hdl_gen]
    fn update(&mut self) {
        self.part.a.next = self.a.val();
        self.x.next = 0.into();
        if self.s.val() {
            self.x.next = self.x.val() + self.part.a.val();
            self.part.a.next = self.part.x.val();
        }
    }
}

#[test]
fn reading_too_early_is_refused() {
    assert_eq!(
        refused(Early::default()).reason,
        Reason::ReadBeforeAssigned("t".into())
    );
    assert_eq!(
        refused(TooEarly::default()).reason,
        Reason::ReadBeforeAssigned("part.a".into())
    );
}

cell! { Ring { a: Signal<In, Bit>, x: Signal<Out, Bit>, t: Signal<Local, Bit>, u: Signal<Local, Bit> } }
impl Logic for Ring {
    #[hdl_gen]
    fn update(&mut self) {
        self.t.next = self.u.val() & self.a.val();
        self.u.next = !self.t.val();
        self.x.next = self.u.val();
    }
}

#[test]
fn loops_are_refused() {
    assert!(matches!(
        refused(Ring::default()).reason,
        Reason::CombinationalLoop(_)
    ));
}

cell! { Large { a: Signal<In, Bits<4>>, x: Signal<Out, Bit> } }
impl Logic for Large {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self.a.val() == 16;
    }
}

cell! { LargeSigned { x: Signal<Out, Signed<4>> } }
impl Logic for LargeSigned {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = (-9).into();
    }
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    let error = refused(Large::default());
    assert_eq!(
        (error.at.as_str(), error.reason),
        ("16", Reason::LiteralTooLarge("Bits<4>".into()))
    );
    assert_eq!(
        refused(LargeSigned::default()).reason,
        Reason::LiteralTooLarge("Signed<4>".into())
    );
}

cell! { Ambiguous { a: Signal<In, Signed<4>>, b: Signal<In, Signed<4>>, x: Signal<Out, Bit> } }
impl Logic for Ambiguous {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = signed_bit_cast::<9, 4>(self.a.val()) < signed_bit_cast::<9, 4>(self.b.val());
    }
}

cell! { AmbiguousSlice { a: Signal<In, Signed<4>>, x: Signal<Out, Signed<2>> } }
impl Logic for AmbiguousSlice {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = signed_bit_cast::<9, 4>(self.a.val()).get_bits::<2>(5);
    }
}

#[test]
fn casts_of_unknown_width_are_refused() {
    let error = refused(Ambiguous::default());
    assert_eq!(error.reason, Reason::AmbiguousCast);
    assert_eq!(error.at, "signed_cast(a) < signed_cast(b)");
    assert_eq!(
        refused(AmbiguousSlice::default()).reason,
        Reason::AmbiguousCast
    );
}

cell! { Indexed { a: Signal<In, Bits<8>>, n: Signal<In, Bits<3>>, x: Signal<Out, Bit> } }
impl Logic for Indexed {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self.a.val().get_bit(self.n.val().index() + 1);
    }
}

cell! { Outside { a: Signal<In, Bits<8>>, x: Signal<Out, Bit> } }
impl Logic for Outside {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self.a.val().get_bit(8);
    }
}

#[test]
fn unclear_indices_are_refused() {
    assert_eq!(refused(Indexed::default()).reason, Reason::IndexArithmetic);
    assert!(matches!(
        refused(Outside::default()).reason,
        Reason::OutOfRange { low: 8, .. }
    ));
}

cell! { Unnamed { x: Signal<Out, Bits<8>>, _limit: u64 } }
impl Logic for Unnamed {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self._limit.into();
    }
}

cell! { Open { a: Signal<In, Bit>, x: Signal<Out, Bit>, y: Signal<Out, Bit> } }
impl Logic for Open {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self.a.val();
    }
}

cell! { Empty { a: Signal<In, Bit>, x: Signal<Out, Bit> } }
impl Logic for Empty {
    fn update(&mut self) {}
}

cell! { Silent { a: Signal<In, Bit>, x: Signal<Out, Bit> } }
impl Logic for Silent {
    fn update(&mut self) {}
    fn hdl(&self) -> Verilog {
        Verilog::Custom("assign x = a;".into())
    }
}

#[test]
fn what_has_no_value_is_refused() {
    assert_eq!(refused(Unnamed::default()).reason, Reason::UnknownName);
    assert_eq!(
        refused(Open::default()).reason,
        Reason::Undriven("y".into())
    );
    assert!(matches!(
        refused(Empty::default()).reason,
        Reason::Unsupported(_)
    ));
    assert!(
        matches!(refused(Silent::default()).reason, Reason::Unsupported(text) if text.contains("o_x"))
    );
}

#[derive(Copy, Clone, PartialEq, Debug, LogicStruct)]
pub struct Started {
    low: Bits<3>,
    flag: Bit,
}

impl Default for Started {
    fn default() -> Self {
        Self {
            low: 5.into(),
            flag: false,
        }
    }
}

cell! { Start { clock: Signal<In, Clock>, x: Signal<Out, Started>, kept: DFF<Started> } }
impl Logic for Start {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, kept);
        self.x.next = self.kept.q.val();
    }
}

#[test]
fn flip_flops_start_at_zero() {
    assert!(
        matches!(refused(Start::default()).reason, Reason::Unsupported(text) if text.contains("start at 0"))
    );
}
