//! Line and toggle coverage of the exported Verilog by Verilator, over designs in which every cell occurs:
//! `cargo run --release -p yuragi-testbench --example coverage`. Prints a table by cell; fails as `docs/coverage.md` says.

use std::path::Path;
use std::process::ExitCode;

use verilator_sys::{Expect, SerialPort, Stalls};
use yuragi::boards::Board;
use yuragi::chance::SplitMix64;
use yuragi::design::Design;
use yuragi::engines::rtl::Rtl;
use yuragi::engines::{Engine, lockstep};
use yuragi::hardware;
use yuragi::layout::Layout;
use yuragi::model::Model;
use yuragi::network::{Registers, Rehearsal, Stimulus, Weights};
use yuragi_testbench::coverage::{Counted, Coverage, explained, faults};
use yuragi_testbench::frames::*;
use yuragi_testbench::host_link;
use yuragi_testbench::noise::{Campaign, tiny};

const SEED: u64 = 5;
const FOLDER: &str = "out/coverage";

/// A design: name, I, H, O, B, G, lanes, retrograde lanes, presentations of random steps.
type Shape = (&'static str, [usize; 3], [u32; 2], [usize; 2], u64);

const SHAPES: [Shape; 6] = [
    // every kind of generator of the lanes, one and several retrograde lanes
    ("narrow", [5, 6, 7], [8, 6], [4, 4], 200),
    ("wide", [20, 18, 20], [12, 5], [24, 8], 150),
    ("widest", [70, 10, 70], [10, 12], [64, 1], 80),
    // the largest numbers of inputs, hidden and output neurons, and of words
    ("deep", [2047, 30, 130], [12, 8], [1, 1], 3),
    ("tall", [0, 1023, 63], [10, 8], [1, 1], 3),
    ("broad", [1000, 31, 1023], [10, 8], [1, 1], 3),
];

fn design((_, [i, h, o], [b, g], [lanes, retrograde], _): &Shape) -> Design {
    let mut design = Design::preset("digits").expect("a preset");
    (design.network.inputs, design.network.hidden) = (*i, *h);
    design.network.outputs = *o;
    (design.synapse.bits, design.synapse.quantum_log2) = (*b, *g);
    (design.hardware.lanes, design.hardware.retrograde_lanes) = (*lanes, *retrograde);
    design
}

fn same(model: &mut Model, rtl: &mut Rtl) {
    let bits = model.design().synapse.bits;
    let found = lockstep::check(model, rtl, bits).expect("snapshots");
    found.unwrap_or_else(|difference| panic!("seed {SEED}: {difference}"));
}

fn both(model: &mut Model, rtl: &mut Rtl, mut tell: impl FnMut(&mut dyn Engine)) {
    tell(model);
    tell(rtl);
}

/// Random steps, then the extremes: all spikes, all weights at a rail, counters about to carry, draws.
fn steps(counted: &mut Counted, presentations: u64) {
    let design = counted.design.clone();
    let (mut model, mut rtl) = (Model::new(&design).expect("a model"), counted.core(&[]));
    let outcome = lockstep::run(
        &mut model,
        &mut rtl,
        &design,
        SEED,
        presentations,
        &mut |_| true,
    );
    let difference = outcome.expect("run").difference;
    assert_eq!(difference, None, "seed {SEED}");
    counted.written("steps", rtl.simulation_mut());

    let mut rtl = counted.core(&[]);
    let mut model = Model::new(&design).expect("a model");
    let layout = Layout::new(&design);
    let (low, high) = Weights::range(design.synapse.bits);
    let full = |clamped: bool, value: u8| Stimulus {
        intensities: vec![value; layout.inputs + layout.outputs],
        clamped: vec![clamped; layout.outputs],
    };
    let registers = |sweeps, dwell, flip, noise| Registers {
        learn: true,
        sweeps,
        dwell,
        flip,
        noise,
    };
    let rails = [
        (low, full(true, 255), registers(1, 65_535, 256, 128)),
        (high, full(true, 0), registers(2, 0xaaaa, 85, 0)),
        (low, full(false, 255), registers(1, 0x5555, 170, 42)),
        (high, full(true, 255), registers(1, 1, 0, 85)),
    ];
    for (weight, stimulus, registers) in rails {
        let weights = Weights {
            lanes: layout.lanes,
            values: vec![weight; layout.depth * layout.lanes],
        };
        both(&mut model, &mut rtl, |engine| {
            engine.load_weights(&weights).expect("loaded");
            engine.configure(registers).expect("set");
            engine.show(&stimulus).expect("shown");
            engine.present(2).expect("presented");
        });
        same(&mut model, &mut rtl);
    }
    // ages and totals that carry into their highest bits, both ways
    for (total, age) in [(u32::MAX, 65_533), (0x7fff_ffff, 32_766), (0xffff, 0)] {
        let mut snapshot = model.snapshot();
        snapshot.registers = registers(1, 65_535, 128, 0);
        snapshot.counters = [total; 5].into();
        snapshot.age = age;
        both(&mut model, &mut rtl, |engine| {
            engine.restore(&snapshot).expect("restored");
            engine.present(3).expect("presented");
        });
        same(&mut model, &mut rtl);
    }
    for items in [80, 1, 7] {
        both(&mut model, &mut rtl, |engine| {
            engine.draw(items).expect("drawn");
        });
    }
    same(&mut model, &mut rtl);
    counted.written("extremes", rtl.simulation_mut());
}

/// Noise on the host port, with its oracle.
fn noise(counted: &mut Counted, frames: u64) {
    let mut campaign = Campaign::of(counted.core(&[]), &counted.design, SEED);
    campaign.run(frames).expect("as documented");
    counted.written("noise", campaign.into_rtl().simulation_mut());
}

/// Stored stimuli, rehearsed.
fn rehearsals(counted: &mut Counted) {
    let design = counted.design.clone();
    let (mut model, mut rtl) = (Model::new(&design).expect("a model"), counted.core(&[]));
    let mut chance = SplitMix64::new(SEED);
    let layout = Layout::new(&design);
    let room = design.hardware.stored_stimuli;
    let stimuli: Vec<Stimulus> = (0..room)
        .map(|_| Stimulus {
            intensities: (0..layout.inputs + layout.outputs)
                .map(|_| chance.word() as u8)
                .collect(),
            clamped: (0..layout.outputs).map(|_| chance.one_in(2)).collect(),
        })
        .collect();
    both(&mut model, &mut rtl, |engine| {
        engine.store(&stimuli).expect("stored");
    });
    for (stimuli, presentations, passes) in [(room, 1, 1), (1, 2, 3), (2, 1, 300), (2, 300, 1)] {
        let rehearsal = Rehearsal {
            stimuli: stimuli as u16,
            presentations,
            passes,
        };
        both(&mut model, &mut rtl, |engine| {
            engine.rehearse(rehearsal).expect("rehearsed");
        });
        same(&mut model, &mut rtl);
    }
    counted.written("rehearsals", rtl.simulation_mut());
}

/// What no other run does: a host that pauses, the reset pin, 65,535 presentations and 255 sweeps, of which the counters are
/// set near their ends.
fn odds(counted: &mut Counted) {
    let mut rtl = counted.core(&[("sequencer", "presented_before")]);
    let library = rtl.simulation_mut().library();
    let host = host_link(&library);
    let ask = |rtl: &mut Rtl, bytes: &[u8], frames, cycles| {
        let stalls = Stalls {
            seed: SEED,
            input: 0.3,
            output: 0.3,
        };
        let expect = Expect::Frames(RULE, frames);
        let simulation = rtl.simulation_mut();
        simulation.transact_stalled(&host, bytes, expect, cycles, stalls)
    };
    let sweeps = access(REGISTERS, 1, 1, &[255]);
    let begin = [
        frame(0, IDENTIFY, &[]),
        frame(1, WRITE, &sweeps),
        frame(2, PRESENT, &[1, 0]),
        frame(3, WRITE, &access(REGISTERS, 1, 1, &[1])),
    ];
    ask(&mut rtl, &begin.concat(), 4, 10_000_000).expect("answered");
    // most of 65,535 presentations are passed over
    let all = frame(4, PRESENT, &[255, 255]);
    ask(&mut rtl, &all, 1, 2_000).expect_err("it takes longer");
    let before = rtl
        .simulation_mut()
        .variable("core.sequencer.presented_before");
    let before = before.expect("in reach");
    for at in [0x00ff, 0x7ffe, 0xfffc] {
        rtl.simulation_mut().poke(before, at).expect("set");
        rtl.simulation_mut().step(3_000).expect("run");
    }
    ask(&mut rtl, &[], 1, 100_000).expect("answered");
    // the pin, in the midst of presentations
    let due = frame(5, PRESENT, &[255, 0]);
    ask(&mut rtl, &due, 1, 500).expect_err("it takes longer");
    let pin = library.port("i_reset").expect("a pin");
    for level in [1, 0] {
        rtl.simulation_mut().poke(pin, level).expect("set");
        rtl.simulation_mut().step(20).expect("run");
    }
    ask(&mut rtl, &frame(6, IDENTIFY, &[]), 1, 1_000_000).expect("answered");
    counted.written("odds", rtl.simulation_mut());
}

/// Stands for the vendor's loop: the clock comes from outside.
const CELLS: &str = "module SB_PLL40_PAD #(
  parameter FEEDBACK_PATH = \"\", parameter DIVR = 0, parameter DIVF = 0, parameter DIVQ = 0, parameter FILTER_RANGE = 0
) (input PACKAGEPIN, output PLLOUTGLOBAL, output LOCK, input BYPASS, input RESETB);
  assign PLLOUTGLOBAL = PACKAGEPIN;
  assign LOCK = RESETB & !BYPASS;
endmodule\n";

/// A board's top level: frames and noise over its pins, a line held low, the button.
fn board(counted: &mut Counted, board: &Board) {
    let library = counted.top(CELLS);
    let mut simulation = library.simulation().expect("a top");
    let pin = |name: &str| library.port(name).expect("a pin");
    let (rx, button) = (pin("i_rx"), pin("i_button_0"));
    for (pin, level) in [(rx, 1), (button, 1)] {
        simulation.poke(pin, level).expect("set");
    }
    simulation.step(4_000).expect("run");
    let line = library
        .serial(&SerialPort {
            rx: "i_rx".into(),
            tx: "o_tx".into(),
            divisor: board.top.divisor as u64,
        })
        .expect("a line");
    let mut chance = SplitMix64::new(SEED);
    for round in 0..60_u8 {
        let mut bytes: Vec<u8> = (0..40)
            .map(|_| chance.word() as u8)
            .filter(|&byte| byte != SYNC)
            .collect();
        bytes.extend(frame(chance.word() as u8, 77, &[round]));
        bytes.extend(frame(round, IDENTIFY, &[]));
        bytes.extend(frame(round + 1, WRITE, &access(REGISTERS, 1, 0, &[1])));
        bytes.extend(frame(round + 2, PRESENT, &[3, 0]));
        bytes.extend((0..8).flat_map(|n| frame(n, IDENTIFY, &[])));
        let expect = Expect::Frames(RULE, 12);
        simulation
            .serial(&line, &bytes, expect, 10_000_000)
            .unwrap_or_else(|e| panic!("round {round}: {e}"));
    }
    for (pin, level, cycles) in [
        (rx, 0, 3_000),
        (rx, 1, 3_000),
        (button, 0, 50),
        (button, 1, 6_000),
    ] {
        simulation.poke(pin, level).expect("set");
        simulation.step(cycles).expect("run");
    }
    let identify = frame(1, IDENTIFY, &[]);
    let reply = simulation.serial(&line, &identify, Expect::Frames(RULE, 1), 1_000_000);
    reply.expect("answered");
    // the counter behind the lamps goes all the way once
    simulation.step(1 << 22).expect("run");
    counted.written("line", &mut simulation);
}

fn main() -> ExitCode {
    // designs to run; a part of them gives a table, and no verdict
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let run = |name: &str| wanted.is_empty() || wanted.iter().any(|w| w == name);
    let folder = Path::new(FOLDER);
    let mut coverage = Coverage::default();
    let counted = |name: &str, design: Design| {
        let files = hardware::verilog(&design).expect("exported");
        Counted::new(name, design, files, folder)
    };
    for (name, stored) in [("tiny", 0), ("tiny-stored", 3)] {
        if !run(name) {
            continue;
        }
        let mut counted = counted(name, tiny(stored));
        noise(&mut counted, 1_500);
        steps(&mut counted, 200);
        if stored > 0 {
            rehearsals(&mut counted);
        } else {
            odds(&mut counted);
        }
        counted.merge_into(&mut coverage);
        println!("{name}: {:?}", coverage.total());
    }
    for shape in SHAPES.iter().filter(|shape| run(shape.0)) {
        let mut counted = counted(shape.0, design(shape));
        steps(&mut counted, shape.4);
        counted.merge_into(&mut coverage);
        println!("{}: {:?}", shape.0, coverage.total());
    }
    let icebreaker = Board::load("icebreaker").expect("a board");
    let files = hardware::top_verilog(&tiny(0), &icebreaker).expect("exported");
    let mut top = Counted::new("icebreaker", tiny(0), files, folder);
    if run("icebreaker") {
        board(&mut top, &icebreaker);
        top.merge_into(&mut coverage);
    }

    let list = explained(include_str!("../coverage/explained.txt"));
    let mut table = format!(
        "{:<20}{:>8}{:>8}{:>8}{:>8}{:>9}\n",
        "cell", "lines", "of", "bits", "of", "percent"
    );
    let row = |name: &str, [lines, all_lines, bits, all_bits]: [usize; 4]| {
        let percent = 100.0 * (lines + bits) as f64 / (all_lines + all_bits).max(1) as f64;
        format!("{name:<20}{lines:>8}{all_lines:>8}{bits:>8}{all_bits:>8}{percent:>9.2}\n")
    };
    let mut sum = [0; 4];
    for (cell, counts) in coverage.by_cell() {
        table += &row(cell, counts);
        for (sum, count) in sum.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    table += &row("all", sum);
    println!("{table}");
    let unused: String = coverage
        .unused()
        .iter()
        .map(|point| format!("{} {}\n", point.cell, point.label))
        .collect();
    std::fs::write(folder.join("table.txt"), &table).expect("written");
    std::fs::write(folder.join("unused.txt"), &unused).expect("written");
    if !wanted.is_empty() {
        return ExitCode::SUCCESS;
    }
    let wrong = faults(&coverage, &list);
    for what in &wrong {
        eprintln!("error: {what}");
    }
    println!(
        "{} points not in use, all explained in testbench/coverage/explained.txt: {}",
        coverage.unused().len(),
        wrong.is_empty()
    );
    if wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
