//! The top level of a board, from power-on, through its serial pins.

use verilator_sys::{Build, Library};
use yuragi_boards::Board;
use yuragi_hardware as hardware;
use yuragi_model::chance::SplitMix64;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::frames::{CRC, IDENTIFY, SYNC, frame, refusal};

/// Stands for the vendor's loop: the tests clock the core itself.
const PLL: &str = "module SB_PLL40_PAD #(
  parameter FEEDBACK_PATH = \"\", parameter DIVR = 0, parameter DIVF = 0, parameter DIVQ = 0, parameter FILTER_RANGE = 0
) (input PACKAGEPIN, output PLLOUTGLOBAL, output LOCK, input BYPASS, input RESETB);
  assign PLLOUTGLOBAL = PACKAGEPIN;
  assign LOCK = RESETB & !BYPASS;
endmodule\n";

/// Cycles from power-on until the core listens: its reset, its random streams, its weights.
const BOOT: usize = 4_000;

struct Bench {
    board: Board,
    library: Library,
}

impl Bench {
    fn new() -> Self {
        let board = Board::load("icebreaker").expect("a board");
        let design = Design::preset("tiny").expect("a design");
        let mut build = Build::new("yuragi_top").source("pll.v", PLL);
        for file in yuragi_boards::verilog::top_verilog(&design, &board).expect("exported") {
            build = build.source(format!("{}.v", file.module), file.text);
        }
        let library = build.build().expect("a top");
        Self { board, library }
    }

    /// The levels of the transmit pin for those of the receive pin and the button, cycle by cycle, from power-on.
    fn run(&self, lines: &[(bool, bool)]) -> Vec<Outputs> {
        let port = |name: &str| self.library.port(name).expect("a port");
        let inputs = [port("i_rx"), port("i_button_0")];
        let outputs = [
            port("o_tx"),
            port("o_led_0"),
            port("o_led_1"),
            port("o_led_2"),
        ];
        let rows: Vec<u64> = lines
            .iter()
            .flat_map(|&(rx, button)| [u64::from(rx), u64::from(button)])
            .collect();
        let mut simulation = self.library.simulation().expect("a top");
        let results = simulation
            .run_vectors(&inputs, &outputs, &rows)
            .expect("run");
        results
            .chunks(4)
            .map(|row| Outputs {
                tx: row[0] == 1,
                // the lamps for errors and learning shine at 0
                errors: row[1] == 0,
            })
            .collect()
    }

    /// Bytes as a host's adapter puts them on the line, two per cent too fast or too slow.
    fn line(&self, bytes: &[u8], mismatch: f64) -> Vec<(bool, bool)> {
        let period = self.board.top.divisor as f64 * (1.0 + mismatch);
        let mut bits = Vec::new();
        for &byte in bytes {
            bits.push(false);
            bits.extend((0..8).map(|i| byte >> i & 1 == 1));
            bits.push(true);
        }
        let cycles = (bits.len() as f64 * period) as usize;
        (0..cycles)
            .map(|i| (bits[(i as f64 / period) as usize], true))
            .collect()
    }

    /// The bytes on the transmit line.
    fn bytes(&self, outputs: &[Outputs]) -> Vec<u8> {
        let divisor = self.board.top.divisor;
        let (mut bytes, mut at) = (Vec::new(), 0);
        while let Some(start) = outputs[at..].iter().position(|o| !o.tx) {
            let middle = at + start + divisor / 2;
            let bit = |i: usize| outputs.get(middle + i * divisor).is_none_or(|o| o.tx);
            assert!(bit(9), "a byte without its stop bit");
            bytes.push((0..8).fold(0, |byte, i| byte | u8::from(bit(i + 1)) << i));
            at = (middle + 9 * divisor).min(outputs.len());
        }
        bytes
    }
}

struct Outputs {
    tx: bool,
    errors: bool,
}

fn idle(cycles: usize) -> Vec<(bool, bool)> {
    vec![(true, true); cycles]
}

fn identity(sequence: u8) -> Vec<u8> {
    let words = hardware::identity(&Design::preset("tiny").expect("a design"));
    let payload: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    frame(sequence, IDENTIFY | 0x80, &payload)
}

#[test]
fn identify_over_the_serial_pins() {
    let bench = Bench::new();
    for mismatch in [-0.02, 0.0, 0.02] {
        let lines = [
            idle(BOOT),
            bench.line(&frame(7, IDENTIFY, &[]), mismatch),
            idle(6_000),
        ];
        let outputs = bench.run(&lines.concat());
        assert_eq!(bench.bytes(&outputs), identity(7), "mismatch {mismatch}");
        assert!(outputs.iter().all(|o| !o.errors));
    }
}

#[test]
fn frames_wait_in_the_buffer_while_the_core_answers() {
    let bench = Bench::new();
    // they come before the core listens, and faster than it answers
    let requests: Vec<u8> = (0..60).flat_map(|n| frame(n, IDENTIFY, &[])).collect();
    let lines = [idle(700), bench.line(&requests, 0.0), idle(200_000)].concat();
    let expected: Vec<u8> = (0..60).flat_map(identity).collect();
    assert_eq!(bench.bytes(&bench.run(&lines)), expected);
}

#[test]
fn a_pressed_button_starts_afresh() {
    let bench = Bench::new();
    // a frame begins, the button is pressed, a whole frame follows
    let lines = [
        idle(BOOT),
        bench.line(&frame(1, IDENTIFY, &[])[..3], 0.0),
        idle(100),
        vec![(true, false); 50],
        idle(BOOT),
        bench.line(&frame(2, IDENTIFY, &[]), 0.0),
        idle(6_000),
    ];
    assert_eq!(bench.bytes(&bench.run(&lines.concat())), identity(2));
}

#[test]
fn after_random_bytes_the_core_still_answers() {
    const SEED: u64 = 6;
    let mut chance = SplitMix64::new(SEED);
    let bench = Bench::new();
    for _ in 0..20 {
        // no sync byte: nothing of it is a frame
        let garbage: Vec<u8> = (0..300)
            .map(|_| chance.word() as u8)
            .filter(|&byte| byte != SYNC)
            .collect();
        let mut bad = frame(3, IDENTIFY, &[]);
        bad[1] ^= 1 << chance.below(8);
        let sequence = bad[1];
        let lines = [
            idle(BOOT),
            bench.line(&garbage, 0.0),
            bench.line(&bad, 0.0),
            // a line that is held low for a while
            vec![(false, true); 1_000],
            idle(1_000),
            bench.line(&frame(4, IDENTIFY, &[]), 0.0),
            idle(8_000),
        ];
        let outputs = bench.run(&lines.concat());
        let expected = [refusal(sequence, IDENTIFY, CRC), identity(4)].concat();
        assert_eq!(bench.bytes(&outputs), expected, "seed {SEED}");
    }
}

#[test]
fn a_refused_frame_and_a_broken_byte_light_the_lamp() {
    let bench = Bench::new();
    let mut bad = frame(3, IDENTIFY, &[]);
    bad[1] ^= 1;
    // and a byte whose stop bit is low
    let low = vec![(false, true); bench.board.top.divisor * 98 / 10];
    // a tick of the lamps takes 2^20 cycles
    for line in [bench.line(&bad, 0.0), low] {
        let outputs = bench.run(&[idle(BOOT), line, idle(3 << 20)].concat());
        let lit = outputs.iter().filter(|o| o.errors).count();
        assert_eq!(lit, 1 << 20);
        assert!(!outputs.last().expect("a cycle").errors);
    }
}
