//! Statements: what `update()` does in order, with states, loops, parts and flip-flops, in Rust and in Verilog.

use crate::bench::{Case, Driven, FromSource, Inputs, Source, case, compare, lint};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;

const SEED: u64 = 0x5eed_0002;

macro_rules! driven {
    ($name:ident $([$($g:ident),*])?; $($i:ident)* $(; $clock:ident)?) => {
        impl$(<$(const $g: usize),*>)? Driven for $name$(<$($g),*>)? {
            fn drive(&mut self, source: &mut Source) {
                $(self.$i.next = FromSource::from_source(source);)*
                let _ = source;
            }
            $(fn set_clock(&mut self, high: bool) -> bool {
                self.$clock.next = high.into();
                true
            })?
        }
    };
}

#[derive(Copy, Clone, PartialEq, Debug, LogicState)]
pub enum Step {
    Idle,
    GoUp,
    GoDown,
    Hold,
    Done,
}

/// States that are no power of two, outputs decided in the same `match` as the next state.
#[derive(LogicBlock, Default)]
pub struct Machine {
    pub clock: Signal<In, Clock>,
    pub go: Signal<In, Bit>,
    pub data: Signal<In, Bits<4>>,
    pub level: Signal<Out, Bits<4>>,
    pub busy: Signal<Out, Bit>,
    pub early: Signal<Out, Bit>,
    pub state_is_done: Signal<Out, Bit>,
    state: DFF<Step>,
    count: DFF<Bits<4>>,
    kept: DFF<Signed<4>>,
    seen: DFF<Bit>,
    chosen: Signal<Local, Step>,
}

impl Logic for Machine {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell machine: a state machine");
        dff_setup!(self, clock, state, count, kept, seen);
        self.busy.next = true;
        self.early.next = false;
        self.chosen.next = Step::Hold;
        match self.state.q.val() {
            Step::Idle => {
                self.busy.next = false;
                println!("wait for it");
                if self.go.val() {
                    self.chosen.next = Step::GoUp;
                    self.state.d.next = Step::GoUp;
                    self.count.d.next = self.data.val();
                }
            }
            Step::GoUp => {
                self.count.d.next = self.count.q.val() + 1;
                if self.count.q.val().all() {
                    self.state.d.next = Step::GoDown;
                } else if self.go.val() {
                    self.state.d.next = self.chosen.val();
                }
            }
            Step::GoDown => {
                self.count.d.next = self.count.q.val() - 1;
                self.early.next = self.count.q.val() == 1;
                if self.early.val() {
                    self.state.d.next = Step::Done;
                }
            }
            Step::Hold => {
                if !self.go.val() {
                    self.state.d.next = Step::Done;
                }
                self.seen.d.next = true;
            }
            Step::Done => {
                self.kept.d.next = -self.kept.q.val() + signed_cast(self.data.val());
                self.state.d.next = Step::Idle;
            }
        }
        self.level.next = self.count.q.val() ^ unsigned_cast(self.kept.q.val());
        self.state_is_done.next = self.state.q.val() == Step::Done && self.seen.q.val();
    }
}
driven! { Machine; go data; clock }

/// A part with a choice inside.
#[derive(LogicBlock, Default)]
pub struct Part<const W: usize> {
    pub a: Signal<In, Bits<W>>,
    pub up: Signal<In, Bit>,
    pub x: Signal<Out, Bits<W>>,
    pub top: Signal<Out, Bit>,
    pub spare: Signal<Out, Bits<W>>,
}

impl<const W: usize> Logic for Part<W> {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = self.a.val() - 1;
        if self.up.val() {
            self.x.next = self.a.val() + 1;
        }
        self.top.next = self.x.val().all();
        self.spare.next = !self.a.val();
    }
}

/// Nested loops over flat arrays of parts, ports, Locals and flip-flops.
#[derive(LogicBlock)]
pub struct Loops {
    pub clock: Signal<In, Clock>,
    pub reset: Signal<In, Bit>,
    pub a: Vec<Signal<In, Bits<5>>>,
    pub up: Signal<In, Bits<6>>,
    pub x: Vec<Signal<Out, Bits<5>>>,
    pub tops: Signal<Out, Bits<6>>,
    pub sum: Signal<Out, Bits<8>>,
    pub parity: Signal<Out, Bit>,
    pub weighted: Signal<Out, Bits<8>>,
    pub reversed: Signal<Out, Bits<6>>,
    parts: Vec<Part<5>>,
    kept: Vec<DFF<Bits<5>>>,
    mixed: [Signal<Local, Bits<5>>; 6],
    narrow: Signal<Local, Bits<5>>,
    wide: [Signal<Local, Bits<8>>; 6],
    total: Signal<Local, Bits<8>>,
    _rows: usize,
    _columns: usize,
}

impl Default for Loops {
    fn default() -> Self {
        let n = 6;
        Self {
            clock: Default::default(),
            reset: Default::default(),
            a: (0..n).map(|_| Default::default()).collect(),
            up: Default::default(),
            x: (0..n).map(|_| Default::default()).collect(),
            tops: Default::default(),
            sum: Default::default(),
            parity: Default::default(),
            weighted: Default::default(),
            reversed: Default::default(),
            parts: (0..n).map(|_| Default::default()).collect(),
            kept: (0..n).map(|_| Default::default()).collect(),
            mixed: Default::default(),
            narrow: Default::default(),
            wide: Default::default(),
            total: Default::default(),
            _rows: 2,
            _columns: 3,
        }
    }
}

impl Logic for Loops {
    #[hdl_gen]
    fn update(&mut self) {
        self.total.next = 0.into();
        self.tops.next = 0.into();
        self.weighted.next = 0.into();
        self.parity.next = false;
        for i in 0..self._rows {
            println!("a row");
            for j in 0..self._columns {
                self.parts[i * 3 + j].a.next = self.a[i * 3 + (2 - j)].val();
                self.parts[i * 3 + j].up.next = self.up.val().get_bit(i * 3 + j);
                self.mixed[i * 3 + j].next =
                    self.parts[i * 3 + j].x.val() ^ self.kept[j * 2 + i].q.val();
                self.narrow.next = self.mixed[i * 3 + j].val();
                self.wide[i * 3 + j].next = bit_cast::<8, 5>(self.narrow.val());
                self.kept[i * 3 + j].clock.next = self.clock.val();
                self.kept[i * 3 + j].d.next = self.mixed[i * 3 + j].val();
                if self.reset.val() {
                    self.kept[i * 3 + j].d.next = 0.into();
                }
                self.x[i * 3 + j].next = self.kept[i * 3 + j].q.val();
                self.tops.next = self
                    .tops
                    .val()
                    .replace_bit(i * 3 + j, self.parts[i * 3 + j].top.val());
                self.total.next = self.total.val() + self.wide[i * 3 + j].val();
                if i == 0 {
                    self.weighted.next = self.weighted.val() + (2 * i + j + 1).to_bits();
                } else if j != 1 {
                    self.weighted.next = self.weighted.val() + self.wide[i + j].val();
                }
                self.parity.next = self.parity.val() ^ self.a[5 - i * 3 - j].val().get_bit(j);
            }
        }
        self.sum.next = self.total.val();
        self.reversed.next = self.up.val();
        for k in 1..5 {
            self.reversed.next = self
                .reversed
                .val()
                .replace_bit(k, self.up.val().get_bit(5 - k));
        }
    }
}

impl Driven for Loops {
    fn drive(&mut self, source: &mut Source) {
        self.reset.next = FromSource::from_source(source);
        self.up.next = FromSource::from_source(source);
        self.a
            .iter_mut()
            .for_each(|a| a.next = FromSource::from_source(source));
    }
    fn set_clock(&mut self, high: bool) -> bool {
        self.clock.next = high.into();
        true
    }
}

#[derive(Copy, Clone, PartialEq, Debug, Default, LogicStruct)]
pub struct Pair {
    low: Bits<3>,
    flag: Bit,
    high: Bits<4>,
}

/// Order matters: Locals assigned several times, outputs read back, vectors patched, fields of structs.
#[derive(LogicBlock, Default)]
pub struct Order {
    pub a: Signal<In, Bits<8>>,
    pub b: Signal<In, Bits<8>>,
    pub n: Signal<In, Bits<3>>,
    pub s: Signal<In, Bit>,
    pub x: Signal<Out, Bits<8>>,
    pub y: Signal<Out, Bits<8>>,
    pub z: Signal<Out, Bits<8>>,
    pub first: Signal<Out, Bits<8>>,
    pub patched: Signal<Out, Bits<8>>,
    pub chained: Signal<Out, Bits<8>>,
    pub swapped: Signal<Out, Bits<8>>,
    pub table: Signal<Out, Bits<8>>,
    pub chain: Signal<Out, Bits<8>>,
    pub wide: Signal<Out, Signed<12>>,
    pub pair: Signal<Out, Pair>,
    pub high: Signal<Out, Bits<4>>,
    pub flag: Signal<Out, Bit>,
    pub slice: Signal<Out, Bits<3>>,
    t: Signal<Local, Bits<8>>,
    u: Signal<Local, Bits<8>>,
    p: Signal<Local, Pair>,
}

impl Logic for Order {
    #[hdl_gen]
    fn update(&mut self) {
        self.t.next = self.a.val();
        self.first.next = self.t.val();
        self.u.next = self.t.val() + 1;
        if self.s.val() {
            self.t.next = self.t.val() + self.u.val();
            if (self.t.val() + self.b.val()).get_bit(7) {
                self.t.next = !self.t.val();
            }
        } else {
            self.u.next = self.t.val() ^ self.b.val();
        }
        self.x.next = self.t.val();
        self.t.next = self.b.val();
        self.y.next = self.t.val() - self.u.val();
        self.y.next = self.y.val() << 1;
        self.z.next = self.x.val() & self.y.val();
        self.patched.next = self.a.val();
        self.patched.next = self
            .patched
            .val()
            .replace_bit(self.n.val().index(), self.s.val());
        self.patched.next = self
            .patched
            .val()
            .replace_bit(7, self.patched.val().get_bit(0));
        self.chained.next = self.b.val();
        self.chained.next = self
            .chained
            .val()
            .replace_bit(0, self.s.val())
            .replace_bit(3, true)
            .replace_bit(self.n.val().index(), false);
        self.swapped.next = self.a.val();
        self.swapped.next = self
            .swapped
            .val()
            .replace_bit(0, self.swapped.val().get_bit(1))
            .replace_bit(1, self.swapped.val().get_bit(0));
        match self.n.val().index() {
            0 => self.table.next = self.a.val(),
            1 => {
                self.table.next = self.b.val();
            }
            0x2 => {
                self.table.next = self.a.val() + self.b.val();
                if self.s.val() {
                    self.table.next = 0xff.into();
                }
            }
            7 => self.table.next = !self.a.val(),
            _ => self.table.next = 0.into(),
        }
        match self.s.val() {
            true => self.chain.next = self.table.val(),
            false => self.chain.next = self.z.val(),
        }
        self.wide.next = signed_cast(bit_cast::<12, 8>(self.a.val() - self.b.val()));
        self.p.next.low = self.n.val();
        self.p.next.flag = self.s.val();
        self.p.next.high = self.a.val().get_bits::<4>(2);
        self.pair.next = self.p.val();
        self.high.next = self.p.val().high - self.pair.val().high;
        if self.p.val().flag {
            self.high.next = self.p.val().high;
        }
        self.flag.next = self.p.val().flag;
        self.slice.next = (self.a.val() + self.t.val()).get_bits::<3>(self.n.val().index());
    }
}
driven! { Order; a b n s }

/// Flip-flops whose next values are looked at, or decided by what changes later: these keep a name.
#[derive(LogicBlock, Default)]
pub struct Registers {
    pub clock: Signal<In, Clock>,
    pub a: Signal<In, Bits<6>>,
    pub s: Signal<In, Bit>,
    pub next_count: Signal<Out, Bits<6>>,
    pub count: Signal<Out, Bits<6>>,
    pub moving: Signal<Out, Bits<6>>,
    pub plain: Signal<Out, Bits<6>>,
    pub shadow: Signal<Out, Bits<6>>,
    pub count_next: Signal<Out, Bit>,
    counter: DFF<Bits<6>>,
    average: DFF<Bits<6>>,
    delayed: DFF<Bits<6>>,
    late: DFF<Bits<6>>,
    t: Signal<Local, Bits<6>>,
    counter_next: Signal<Local, Bit>,
}

impl Logic for Registers {
    #[hdl_gen]
    fn update(&mut self) {
        dff_setup!(self, clock, counter, average, delayed, late);
        self.t.next = self.a.val() >> 1;
        if self.s.val() {
            self.counter.d.next = self.counter.q.val() + self.t.val();
            self.average.d.next = self.t.val() + (self.average.q.val() >> 1);
        }
        self.t.next = self.t.val() + 1;
        self.delayed.d.next = self.t.val();
        self.next_count.next = self.counter.d.val();
        self.counter_next.next = self.counter.d.val() == self.a.val();
        self.count_next.next = self.counter_next.val();
        self.count.next = self.counter.q.val();
        self.moving.next = self.average.q.val();
        self.plain.next = self.delayed.q.val();
        self.late.d.next = self.delayed.q.val();
        self.shadow.next = self.late.q.val();
    }
}
driven! { Registers; a s; clock }

/// Text written by hand beside the Rust it must equal.
#[derive(LogicBlock)]
pub struct Ones {
    pub bits: Vec<Signal<In, Bits<3>>>,
    pub extra: Signal<In, Bit>,
    pub ones: Signal<Out, Bits<4>>,
    pub zero: Signal<Out, Bit>,
    weight: Constant<Bits<4>>,
}

impl Default for Ones {
    fn default() -> Self {
        Self {
            bits: vec![Default::default(), Default::default()],
            extra: Default::default(),
            ones: Default::default(),
            zero: Default::default(),
            weight: Constant::new(3.into()),
        }
    }
}

impl Logic for Ones {
    fn update(&mut self) {
        let mut ones = 0u64;
        for b in &self.bits {
            ones += (0..3).filter(|i| b.val().get_bit(*i)).count() as u64;
        }
        ones += if self.extra.val() { 3 } else { 0 };
        self.ones.next = ones.into();
        self.zero.next = ones == 0;
    }
    fn connect(&mut self) {
        self.ones.connect();
        self.zero.connect();
    }
    fn hdl(&self) -> Verilog {
        Verilog::Custom(
            "// cell ones: counts ones\n\
             integer i;\n\
             always @* begin\n\
             \x20 o_ones = i_extra ? WEIGHT : 4'd0;\n\
             \x20 for (i = 0; i < 3; i = i + 1) o_ones = o_ones + {3'd0, i_bits[i]} + {3'd0, i_bits[i + 3]};\n\
             end\n\
             assign o_zero = o_ones == 4'd0;\n"
                .into(),
        )
    }
}

impl Driven for Ones {
    fn drive(&mut self, source: &mut Source) {
        self.extra.next = FromSource::from_source(source);
        self.bits
            .iter_mut()
            .for_each(|b| b.next = FromSource::from_source(source));
    }
}

fn random(salt: u64, rows: usize) -> Inputs {
    Inputs::Random {
        seed: SEED ^ salt,
        rows,
    }
}

fn cases() -> Vec<Case> {
    vec![
        case("machine_top", Machine::default(), random(1, 600)),
        case("loops_top", Loops::default(), random(2, 300)),
        case("order_top", Order::default(), random(3, 3000)),
        case("registers_top", Registers::default(), random(4, 400)),
        case("ones_top", Ones::default(), Inputs::All(7)),
    ]
}

#[test]
fn statements_agree_with_rust() {
    println!("seed {SEED:#x}");
    compare(&cases());
}

#[test]
fn statements_are_clean() {
    for case in cases() {
        lint(case.files());
    }
}
