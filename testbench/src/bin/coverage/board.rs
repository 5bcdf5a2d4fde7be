//! What a board's top level is made to do while Verilator counts.

use verilator_sys::{Build, Expect, SerialPort, Signal, Simulation};
use yuragi_boards::Board;
use yuragi_model::chance::SplitMix64;
use yuragi_testbench::campaigns::coverage::Counted;
use yuragi_testbench::campaigns::frames::*;

use crate::runs::SEED;

/// Stands for the vendor's loop: the clock comes from outside.
const CELLS: &str = "module SB_PLL40_PAD #(
  parameter FEEDBACK_PATH = \"\", parameter DIVR = 0, parameter DIVF = 0, parameter DIVQ = 0, parameter FILTER_RANGE = 0
) (input PACKAGEPIN, output PLLOUTGLOBAL, output LOCK, input BYPASS, input RESETB);
  assign PLLOUTGLOBAL = PACKAGEPIN;
  assign LOCK = RESETB & !BYPASS;
endmodule\n";

/// A top in simulation, with the counter between two ticks of the lamps in reach.
struct Bench {
    simulation: Simulation,
    line: verilator_sys::SerialLink,
    rx: Signal,
    button: Signal,
    ticks: Signal,
}

impl Bench {
    fn new(counted: &Counted, board: &Board) -> Self {
        let build: Build = counted.top(CELLS).expose_writable("yuragi_top", "ticks");
        let library = build.build().expect("a top");
        let pin = |name: &str| library.port(name).expect("a pin");
        let mut bench = Self {
            simulation: library.simulation().expect("a top"),
            line: library
                .serial(&SerialPort {
                    rx: "i_rx".into(),
                    tx: "o_tx".into(),
                    divisor: board.top.divisor as u64,
                })
                .expect("a line"),
            rx: pin("i_rx"),
            button: pin("i_button_0"),
            ticks: library.variable("top.ticks").expect("in reach"),
        };
        bench.hold(bench.rx, 1, 1);
        bench.hold(bench.button, 1, 4_000);
        bench
    }

    fn hold(&mut self, pin: Signal, level: u64, cycles: u64) {
        self.simulation.poke(pin, level).expect("set");
        self.simulation.step(cycles).expect("run");
    }

    fn ask(&mut self, bytes: &[u8], frames: usize) -> Vec<u8> {
        let expect = Expect::Frames(RULE, frames);
        let reply = self
            .simulation
            .serial(&self.line, bytes, expect, 40_000_000);
        reply.expect("answered").bytes
    }

    /// A tick of the lamps: the counter is set near its end.
    fn tick(&mut self) {
        self.simulation.poke(self.ticks, 0xf_fffe).expect("set");
        self.simulation.step(4).expect("run");
    }
}

/// Frames and noise over the pins, learning, a full buffer, a line held low, the button.
pub fn line(counted: &mut Counted, board: &Board) {
    let mut bench = Bench::new(counted, board);
    let mut chance = SplitMix64::new(SEED);
    for round in 0..20_u8 {
        let mut bytes: Vec<u8> = (0..40)
            .map(|_| chance.word() as u8)
            .filter(|&byte| byte != SYNC)
            .collect();
        bytes.extend(frame(chance.word() as u8, 77, &[round]));
        bytes.extend(frame(round, IDENTIFY, &[]));
        bytes.extend(frame(round + 1, WRITE, &access(REGISTERS, 1, 0, &[1])));
        bytes.extend(frame(round + 2, PRESENT, &[3, 0]));
        bytes.extend((0..4).flat_map(|n| frame(n, IDENTIFY, &[])));
        bench.ask(&bytes, 8);
    }
    // clamped outputs of random values: neurons have evidence, and more bytes come meanwhile than the buffer holds
    let stimulus = access(SCRATCH, 1, stimulus_at(counted), &[0xffff]);
    let intensities = access(SCRATCH, 2, stimulus_at(counted) + 1, &[0x8080; 2]);
    let learn = [
        frame(50, IDENTIFY, &[]),
        frame(51, WRITE, &stimulus),
        frame(52, WRITE, &intensities),
    ];
    let reply = bench.ask(&learn.concat(), 3);
    let accepted = [frame(51, WRITE | 0x80, &[]), frame(52, WRITE | 0x80, &[])];
    assert!(reply.ends_with(&accepted.concat()), "refused: {reply:?}");
    bench.tick();
    let mut bytes = frame(53, PRESENT, &4_000_u16.to_le_bytes());
    bytes.extend([0; 700]);
    let reply = bench.ask(&bytes, 1);
    assert_eq!(reply, frame(53, PRESENT | 0x80, &[]));
    bench.tick();
    for (pin, level, cycles) in [
        (bench.rx, 0, 3_000),
        // a start bit shorter than half a bit is none
        (bench.rx, 1, 3_000),
        (bench.rx, 0, 3),
        (bench.rx, 1, 3_000),
        (bench.button, 0, 50),
        (bench.button, 1, 6_000),
    ] {
        bench.hold(pin, level, cycles);
    }
    bench.tick();
    bench.ask(&frame(1, IDENTIFY, &[]), 1);
    bench.tick();
    counted.written("line", &mut bench.simulation);
}

/// The slowest line that the counters of a bit allow: one frame.
pub fn slow_line(counted: &mut Counted, board: &Board) {
    let mut bench = Bench::new(counted, board);
    let reply = bench.ask(&frame(1, 77, &[]), 1);
    assert_eq!(reply, refusal(1, 77, OPCODE));
    counted.written("slow", &mut bench.simulation);
}

/// Address of the stimulus in the scratch memory.
fn stimulus_at(counted: &Counted) -> u16 {
    let shape = counted.design.shape();
    yuragi_hardware::scratch_map(&shape).stimulus as u16
}
