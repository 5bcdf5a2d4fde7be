//! Files, names, merging of equal cells, and links.

use crate::bench::{exported, lint};
use rust_hdl_core::prelude::*;
use rust_hdl_widgets::prelude::*;
use yuragi_exporter::VerilogFile;

/// A generator whose register starts at 0 and so keeps its difference from the seed.
#[derive(LogicBlock)]
pub struct Generator<const W: usize> {
    pub clock: Signal<In, Clock>,
    pub draw: Signal<In, Bit>,
    pub bits: Signal<Out, Bits<W>>,
    state: DFF<Bits<W>>,
    current: Signal<Local, Bits<W>>,
    stepped: Signal<Local, Bits<W>>,
    seed: Constant<Bits<W>>,
    taps: Constant<Bits<W>>,
}

impl<const W: usize> Generator<W> {
    pub fn new(seed: u64) -> Self {
        Self {
            clock: Default::default(),
            draw: Default::default(),
            bits: Default::default(),
            state: Default::default(),
            current: Default::default(),
            stepped: Default::default(),
            seed: Constant::new(seed.to_bits()),
            taps: Constant::new(0xb4.into()),
        }
    }
}

impl<const W: usize> Logic for Generator<W> {
    #[hdl_gen]
    fn update(&mut self) {
        println!("cell generator: fresh bits at every draw");
        dff_setup!(self, clock, state);
        println!("the register keeps state ^ seed");
        self.current.next = self.state.q.val() ^ self.seed.val();
        self.stepped.next = self.current.val() >> 1;
        if self.current.val().get_bit(0) {
            self.stepped.next = (self.current.val() >> 1) ^ self.taps.val();
        }
        if self.draw.val() {
            self.state.d.next = self.stepped.val() ^ self.seed.val();
        }
        self.bits.next = self.current.val();
    }
}

const GENERATOR: &str = "\
// top: fresh bits at every draw
// SPDX-License-Identifier: MIT OR Apache-2.0
// made by a test

`default_nettype none

module top (
  // Control
  input  wire       clock,
  input  wire       i_draw,
  // Data
  output wire [7:0] o_bits
);

  localparam [7:0] SEED = 8'd90;
  localparam [7:0] TAPS = 8'd180;

  reg [7:0] state = 8'd0;

  // the register keeps state ^ seed
  wire [7:0] current = state ^ SEED;
  wire [7:0] stepped = current[0] ? (current >> 1) ^ TAPS : current >> 1;

  assign o_bits = current;

  always @(posedge clock) begin
    if (i_draw) state <= stepped ^ SEED;
  end

endmodule

`default_nettype wire
";

#[test]
fn a_cell_reads_well() {
    let files = exported(Generator::<8>::new(90)).expect("exported");
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].text, GENERATOR);
    lint(&files);
}

/// Cells of one text and cells of two.
#[derive(LogicBlock)]
pub struct Bank {
    pub clock: Signal<In, Clock>,
    pub draw: Signal<In, Bit>,
    pub threshold: Signal<In, Bits<8>>,
    pub hits: Signal<Out, Bits<6>>,
    lane: Vec<Generator<8>>,
    other: Generator<8>,
    _lanes: usize,
}

impl Bank {
    fn new(lanes: usize) -> Self {
        Self {
            clock: Default::default(),
            draw: Default::default(),
            threshold: Default::default(),
            hits: Default::default(),
            lane: (0..lanes).map(|_| Generator::new(17)).collect(),
            other: Generator::new(3),
            _lanes: lanes,
        }
    }
}

impl Logic for Bank {
    #[hdl_gen]
    fn update(&mut self) {
        self.hits.next = 0.into();
        for i in 0..self._lanes {
            self.lane[i].clock.next = self.clock.val();
            self.lane[i].draw.next = self.draw.val();
            self.hits.next = self
                .hits
                .val()
                .replace_bit(i, self.lane[i].bits.val() < self.threshold.val());
        }
        self.other.clock.next = self.clock.val();
        self.other.draw.next = self.draw.val() & !self.hits.val().any();
        self.hits.next = self
            .hits
            .val()
            .replace_bit(5, self.other.bits.val() < self.threshold.val());
    }
}

/// Texts so long that the compiler hands them to the macro in several lines, and one with quotes.
#[derive(LogicBlock, Default)]
pub struct Talkative {
    pub a: Signal<In, Bit>,
    pub x: Signal<Out, Bit>,
}

impl Logic for Talkative {
    #[hdl_gen]
    fn update(&mut self) {
        println!(
            "cell talkative: tells in one long sentence what it is for, namely for the test of long sentences, and no more"
        );
        println!(
            "a remark on \"nothing\" that goes on and on until it no longer fits into a line of a hundred and twenty columns!"
        );
        self.x.next = !self.a.val();
    }
}

#[test]
fn comments_may_be_long() {
    let files = exported(Talkative::default()).expect("exported");
    let text = &files[0].text;
    assert!(
        text.starts_with("// top: tells in one long sentence what it is for,"),
        "{text}"
    );
    assert!(
        text.contains("\n  // a remark on \"nothing\" that goes on"),
        "{text}"
    );
    assert!(text.contains("columns!\n"), "{text}");
    assert!(text.lines().all(|line| line.len() <= 120), "{text}");
}

fn names(files: &[VerilogFile]) -> Vec<&str> {
    files.iter().map(|f| f.module.as_str()).collect()
}

#[test]
fn equal_cells_are_one_module() {
    let files = exported(Bank::new(5)).expect("exported");
    assert_eq!(names(&files), ["generator", "generator_2", "top"]);
    assert!(
        files[2]
            .text
            .contains("    for (i = 0; i < 5; i = i + 1) begin : lane\n      generator unit ("),
        "{}",
        files[2].text
    );
    assert!(files[2].text.contains("  generator_2 other ("));
    assert!(files.iter().all(|f| !f.text.contains('$') && !f.black_box));
    assert_eq!(
        files,
        exported(Bank::new(5)).expect("exported"),
        "the same again"
    );
    lint(&files);
}

/// Parts that do not tell their name.
#[derive(LogicBlock, Default)]
pub struct Inverter {
    pub a: Signal<In, Bits<4>>,
    pub x: Signal<Out, Bits<4>>,
}

impl Logic for Inverter {
    #[hdl_gen]
    fn update(&mut self) {
        self.x.next = !self.a.val();
    }
}

#[derive(LogicBlock, Default)]
pub struct Chain {
    pub a: Signal<In, Bits<4>>,
    pub x: Signal<Out, Bits<4>>,
    stage: [Inverter; 3],
}

impl Logic for Chain {
    #[hdl_gen]
    fn update(&mut self) {
        self.stage[0].a.next = self.a.val();
        for i in 1..3 {
            self.stage[i].a.next = self.stage[i - 1].x.val() + 1;
        }
        self.x.next = self.stage[2].x.val();
    }
}

#[test]
fn a_field_names_its_cell() {
    let files = exported(Chain::default()).expect("exported");
    assert_eq!(names(&files), ["stage", "top"]);
    // short inputs are connected directly, an output of a part is the output itself
    assert!(
        files[1]
            .text
            .contains("wire [11:0] stage_a = {stage_x[7:4] + 4'd1, stage_x[3:0] + 4'd1, i_a};\n"),
        "{}",
        files[1].text
    );
    assert!(files[1].text.contains(".o_x (stage_x[4*i +: 4])\n"));
    lint(&files);
}

/// A vendor's cell in a wrapper, and one that is the vendor's itself.
#[derive(LogicBlock, Default)]
pub struct Buffer {
    pub pin: Signal<In, Bit>,
    pub value: Signal<Out, Bit>,
}

impl Logic for Buffer {
    fn update(&mut self) {
        self.value.next = self.pin.val();
    }
    fn connect(&mut self) {
        self.value.connect();
    }
    fn hdl(&self) -> Verilog {
        Verilog::Wrapper(Wrapper {
            code: "// cell pin_buffer: a buffer at a pin\nIBUF buffer (.I(i_pin), .O(o_value));"
                .into(),
            cores: "(* blackbox *)\nmodule IBUF (input I, output O);\nendmodule\n".into(),
        })
    }
}

#[allow(non_snake_case)]
#[derive(LogicBlock, Default)]
pub struct Gate {
    pub A: Signal<In, Bit>,
    pub Z: Signal<Out, Bit>,
}

impl Logic for Gate {
    fn update(&mut self) {
        self.Z.next = !self.A.val();
    }
    fn connect(&mut self) {
        self.Z.connect();
    }
    fn hdl(&self) -> Verilog {
        let code = "(* blackbox *)\nmodule INVX1 (input A, output Z);\nendmodule";
        Verilog::Blackbox(BlackBox {
            code: code.into(),
            name: "INVX1".into(),
        })
    }
}

#[derive(LogicBlock, Default)]
pub struct Pins {
    pub a: Signal<In, Bit>,
    pub b: Signal<In, Bit>,
    pub x: Signal<Out, Bit>,
    first: Buffer,
    second: Buffer,
    gate: Gate,
}

impl Logic for Pins {
    #[hdl_gen]
    fn update(&mut self) {
        self.first.pin.next = self.a.val();
        self.second.pin.next = self.b.val();
        self.gate.A.next = self.first.value.val() & self.second.value.val();
        self.x.next = self.gate.Z.val();
    }
}

#[test]
fn vendor_cells_are_black_boxes() {
    let files = exported(Pins::default()).expect("exported");
    assert_eq!(names(&files), ["IBUF", "pin_buffer", "INVX1", "top"]);
    let boxes: Vec<bool> = files.iter().map(|f| f.black_box).collect();
    assert_eq!(boxes, [true, false, true, false]);
    assert!(
        files[3].text.contains(".A (first_value & second_value),"),
        "{}",
        files[3].text
    );
    assert!(files[3].text.contains(".Z (o_x)"));
}

/// A bus, and a pad whose pin goes both ways.
#[derive(Clone, Debug, Default, LogicInterface)]
pub struct Bus {
    pub data: Signal<In, Bits<4>>,
    pub valid: Signal<In, Bit>,
    pub ready: Signal<Out, Bit>,
}

#[derive(LogicBlock, Default)]
pub struct Sink {
    pub bus: Bus,
    pub taken: Signal<Out, Bits<4>>,
}

impl Logic for Sink {
    #[hdl_gen]
    fn update(&mut self) {
        self.bus.ready.next = self.bus.data.val().any();
        self.taken.next = self.bus.data.val();
        if !self.bus.valid.val() {
            self.taken.next = 0.into();
        }
    }
}

#[derive(LogicBlock, Default)]
pub struct Pad {
    pub drive: Signal<In, Bit>,
    pub pin: Signal<InOut, Bit>,
}

impl Logic for Pad {
    fn update(&mut self) {}
    fn connect(&mut self) {
        self.pin.connect();
    }
    fn hdl(&self) -> Verilog {
        let code = "assign io_pin = i_drive ? 1'b0 : 1'bz;".into();
        Verilog::Wrapper(Wrapper {
            code,
            cores: String::new(),
        })
    }
}

#[derive(LogicBlock, Default)]
pub struct Linked {
    pub bus: Bus,
    pub pin: Signal<InOut, Bit>,
    pub taken: Signal<Out, Bits<4>>,
    sink: Sink,
    pad: Pad,
}

impl Logic for Linked {
    #[hdl_gen]
    fn update(&mut self) {
        Bus::link(&mut self.bus, &mut self.sink.bus);
        Signal::<InOut, Bit>::link(&mut self.pin, &mut self.pad.pin);
        self.pad.drive.next = self.bus.ready.val();
        self.taken.next = self.sink.taken.val();
    }
}

#[test]
fn interfaces_and_pads_are_linked() {
    let files = exported(Linked::default()).expect("exported");
    assert_eq!(names(&files), ["sink", "pad", "top"]);
    let top = &files[2].text;
    for line in [
        "  inout  wire       io_pin,",
        "    .i_bus_data  (i_bus_data),",
        "    .o_bus_ready (o_bus_ready),",
        "    .i_drive (o_bus_ready),",
        "    .io_pin  (io_pin)",
    ] {
        assert!(top.contains(line), "{line}\n{top}");
    }
    lint(&files);
}

/// Ten thousand signals: nothing in the exporter may take a time that grows faster than the design.
#[test]
fn large_designs_are_fast() {
    #[derive(LogicBlock)]
    struct Large {
        clock: Signal<In, Clock>,
        draw: Signal<In, Bit>,
        x: Signal<Out, Bits<8>>,
        lane: Vec<Generator<8>>,
        sum: Vec<Signal<Local, Bits<8>>>,
        _lanes: usize,
    }
    impl Logic for Large {
        #[hdl_gen]
        fn update(&mut self) {
            self.sum[0].next = 0.into();
            for i in 0..self._lanes {
                self.lane[i].clock.next = self.clock.val();
                self.lane[i].draw.next = self.draw.val();
                self.sum[i + 1].next = self.sum[i].val() + self.lane[i].bits.val();
            }
            self.x.next = self.sum[1000].val();
        }
    }
    let block = Large {
        clock: Default::default(),
        draw: Default::default(),
        x: Default::default(),
        lane: (0..1000).map(|_| Generator::new(17)).collect(),
        sum: (0..1001).map(|_| Default::default()).collect(),
        _lanes: 1000,
    };
    let start = std::time::Instant::now();
    let files = exported(block).expect("exported");
    assert_eq!(files.len(), 2);
    println!("{:?}", start.elapsed());
    // unoptimised, on a busy machine; optimised it is a tenth
    assert!(start.elapsed().as_secs() < 5);
}
