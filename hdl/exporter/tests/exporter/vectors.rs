//! Arrays of signals and of parts: packed vectors and loops mean what the elements mean.

use crate::bench::{Case, Driven, FromSource, Inputs, Source, case, compare, lint};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

const SEED: u64 = 0x5eed_0018;

fn all<T: Default>(n: usize) -> Vec<T> {
    (0..n).map(|_| T::default()).collect()
}

fn drive<T: Synth + FromSource>(ports: &mut [Signal<In, T>], source: &mut Source) {
    ports
        .iter_mut()
        .for_each(|p| p.next = FromSource::from_source(source));
}

/// A part with a register, of which there are several, each with an array of ports.
#[derive(LogicBlock)]
pub struct Lane {
    pub clock: Signal<In, Clock>,
    pub load: Signal<In, Bit>,
    pub value: Signal<In, Signed<4>>,
    pub limit: Vec<Signal<In, Signed<4>>>,
    pub above: Vec<Signal<Out, Bit>>,
    pub kept: Signal<Out, Signed<4>>,
    held: DFF<Bits<4>>,
    _limits: usize,
}

impl Lane {
    fn new(limits: usize) -> Self {
        Self {
            clock: Default::default(),
            load: Default::default(),
            value: Default::default(),
            limit: all(limits),
            above: all(limits),
            kept: Default::default(),
            held: Default::default(),
            _limits: limits,
        }
    }
}

impl Logic for Lane {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell lane: keeps a value and compares it");
        dff_setup!(self, clock, held);
        if self.load.val() {
            self.held.d.next = unsigned_cast(self.value.val());
        }
        self.kept.next = signed_cast(self.held.q.val());
        for i in 0..self._limits {
            self.above[i].next = self.value.val() > self.limit[i].val();
        }
    }
}

/// Lanes connected by their own number, the next one, all alike, and by halves.
#[derive(LogicBlock)]
pub struct Lanes {
    pub clock: Signal<In, Clock>,
    pub load: Signal<In, Bit>,
    pub pick: Signal<In, Bits<2>>,
    pub value: Vec<Signal<In, Signed<4>>>,
    pub limit: Vec<Signal<In, Signed<4>>>,
    pub open: Vec<Signal<In, Bit>>,
    pub kept: Vec<Signal<Out, Signed<4>>>,
    pub above: Vec<Signal<Out, Bit>>,
    pub sum: Signal<Out, Bits<4>>,
    pub bit: Signal<Out, Bit>,
    pub late: Vec<Signal<Out, Bits<4>>>,
    lane: Vec<Lane>,
    delay: Vec<DFF<Bits<4>>>,
    given: Vec<Signal<Local, Signed<4>>>,
    set: Vec<Signal<Local, Bits<4>>>,
    raw: Vec<Signal<Local, Bits<4>>>,
    _lanes: usize,
    _others: usize,
}

impl Lanes {
    fn new(lanes: usize) -> Self {
        Self {
            clock: Default::default(),
            load: Default::default(),
            pick: Default::default(),
            value: all(lanes),
            limit: all(2 * lanes),
            open: all(lanes),
            kept: all(lanes),
            above: all(2 * lanes),
            sum: Default::default(),
            bit: Default::default(),
            late: all(lanes),
            lane: (0..lanes).map(|_| Lane::new(2)).collect(),
            delay: all(lanes),
            given: all(lanes),
            set: all(lanes),
            raw: all(lanes),
            _lanes: lanes,
            _others: lanes - 1,
        }
    }
}

impl Logic for Lanes {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell lanes: all that can be said of lanes");
        self.sum.next = 0.into();
        for i in 0..self._lanes {
            println!("a lane is given its value if it is open");
            self.given[i].next = self.value[i].val();
            if !self.open[i].val() {
                self.given[i].next = signed_cast(self.delay[i].q.val());
            }
            self.lane[i].clock.next = self.clock.val();
            self.lane[i].load.next = self.load.val() & self.open[i].val();
            self.lane[i].value.next = self.given[i].val();
            for j in 0..2 {
                self.lane[i].limit[j].next = self.limit[i * 2 + j].val();
                self.above[i * 2 + j].next = self.lane[i].above[j].val();
            }
            self.delay[i].clock.next = self.clock.val();
            self.set[i].next = self.delay[i].q.val();
            if self.load.val() {
                self.set[i].next = self.set[i].val().replace_bit(2, self.open[i].val());
            }
            self.delay[i].d.next = self.set[i].val();
            self.late[i].next = self.delay[i].q.val();
            self.raw[i].next = unsigned_cast(self.lane[i].kept.val());
            self.sum.next = self.sum.val() + self.raw[i].val();
        }
        for i in 0..self._others {
            self.kept[i].next = self.lane[i + 1].kept.val();
        }
        for i in self._others..self._lanes {
            self.kept[i].next = self.lane[0].kept.val();
        }
        self.bit.next = self.value[1].val().get_bit(self.pick.val().index());
    }
}

impl Driven for Lanes {
    fn drive(&mut self, source: &mut Source) {
        self.load.next = FromSource::from_source(source);
        self.pick.next = FromSource::from_source(source);
        drive(&mut self.value, source);
        drive(&mut self.limit, source);
        drive(&mut self.open, source);
    }
    fn set_clock(&mut self, high: bool) -> bool {
        self.clock.next = high.into();
        true
    }
}

/// Elements that make each other, elements driven in different ways, arrays of one.
#[derive(LogicBlock)]
pub struct Mixed {
    pub a: Vec<Signal<In, Bits<3>>>,
    pub one: Vec<Signal<In, Bit>>,
    pub pick: Signal<In, Bits<2>>,
    pub total: Signal<Out, Bits<3>>,
    pub x: Vec<Signal<Out, Bits<3>>>,
    pub y: Vec<Signal<Out, Bit>>,
    pub flipped: Vec<Signal<Out, Bits<3>>>,
    sum: Vec<Signal<Local, Bits<3>>>,
    either: Vec<Signal<Local, Bits<3>>>,
    _elements: usize,
    _sums: usize,
}

impl Mixed {
    fn new(elements: usize) -> Self {
        Self {
            a: all(elements),
            one: all(1),
            pick: Default::default(),
            total: Default::default(),
            x: all(elements),
            y: all(1),
            flipped: all(elements),
            sum: all(elements + 1),
            either: all(elements),
            _elements: elements,
            _sums: elements + 1,
        }
    }
}

impl Logic for Mixed {
    #[hdl_gen]
    fn update(&mut self) {
        self.sum[0].next = 1.into();
        self.y[0].next = self.one[0].val() ^ self.a[0].val().any();
        for i in 0..self._elements {
            self.sum[i + 1].next = self.sum[i].val() + self.a[i].val();
            self.either[i].next = !self.a[i].val();
            self.x[i].next = self.either[i].val();
            self.flipped[i].next = self.a[i].val();
            if self.one[0].val() {
                self.flipped[i].next = self.flipped[i].val().replace_bit(0, self.y[0].val());
            }
        }
        for i in self._elements..self._sums {
            self.total.next = self.sum[i].val();
        }
        println!("only one of them is decided by a match");
        match self.pick.val().index() {
            0 => self.x[1].next = self.a[0].val(),
            1 => self.x[1].next = self.a[1].val(),
            2 => self.x[1].next = self.a[2].val() + 1,
            _ => self.x[1].next = self.a[2].val(),
        }
    }
}

impl Driven for Mixed {
    fn drive(&mut self, source: &mut Source) {
        drive(&mut self.a, source);
        drive(&mut self.one, source);
        self.pick.next = FromSource::from_source(source);
    }
}

fn cases() -> Vec<Case> {
    let random = |salt: u64, rows| Inputs::Random {
        seed: SEED ^ salt,
        rows,
    };
    vec![
        case("lanes_top", Lanes::new(5), random(1, 600)),
        case("mixed_top", Mixed::new(3), random(2, 600)),
    ]
}

#[test]
fn vectors_agree_with_rust() {
    println!("seed {SEED:#x}");
    compare(&cases());
}

#[test]
fn vectors_are_clean() {
    for case in cases() {
        lint(case.files());
    }
}

#[test]
fn vectors_read_well() {
    let cases = cases();
    let top = &cases[0].files().last().expect("a file").text;
    for text in [
        "  input  wire [19:0] i_value,\n",
        "  output wire [9:0]  o_above,\n",
        "    for (i = 0; i < 5; i = i + 1) begin : lane\n      lane unit (\n",
        ".i_value (given[4*i +: 4]),\n",
        ".i_limit (i_limit[8*i +: 8]),\n",
        ".o_above (o_above[2*i +: 2]),\n",
        "assign o_kept = {lane_kept[3:0], lane_kept[19:4]};\n",
        "    delay <= set;\n",
    ] {
        assert!(top.contains(text), "no `{text}` in\n{top}");
    }
}
