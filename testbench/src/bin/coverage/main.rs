//! Line and toggle coverage of the exported Verilog by Verilator, over designs in which every cell occurs:
//! `cargo run --release -p yuragi-testbench --features campaigns --bin coverage`. Prints a table by cell; fails as `docs/reference/verification.md` says.

mod board;
mod runs;

use std::collections::VecDeque;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use yuragi_boards::Board;
use yuragi_hardware as hardware;
use yuragi_model::Model;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::coverage::{Counted, Coverage, explained, faults};
use yuragi_testbench::campaigns::noise::tiny;

const FOLDER: &str = "out/coverage";

/// A core and what runs on it: name, layers, skips, B, G, lanes, retrograde lanes, stored stimuli, presentations of random steps.
type Shape = (
    &'static str,
    &'static [usize],
    &'static [[usize; 2]],
    [u32; 2],
    [usize; 3],
    u64,
);

/// The largest first: two run at a time.
const SHAPES: [Shape; 9] = [
    // all but one of the words that a row memory may have
    ("tall", &[0, 1023, 63], &[], [12, 0], [1, 1, 0], 0),
    // every kind of generator of the lanes, one and several retrograde lanes
    ("widest", &[127, 10, 128], &[], [10, 8], [64, 1, 0], 50),
    ("wide", &[20, 18, 24], &[], [12, 12], [32, 8, 0], 100),
    ("narrow", &[5, 6, 7], &[], [8, 6], [4, 4, 0], 200),
    // the most layers, with skips, and none hidden at all
    (
        "deep",
        &[4, 3, 5, 2, 6, 3, 4, 3],
        &[[0, 7], [1, 3], [2, 7], [3, 6]],
        [8, 6],
        [2, 2, 0],
        200,
    ),
    ("flat", &[9, 5], &[], [5, 3], [2, 1, 0], 100),
    // the most inputs, and the most outputs
    ("broad", &[4093, 1, 1], &[], [12, 8], [1, 1, 0], 6),
    ("many", &[1, 1, 4093], &[], [12, 8], [1, 1, 0], 6),
    // the most stored words, and 1,024 of them a stimulus
    ("store", &[897, 3, 1023], &[], [10, 8], [8, 8, 64], 6),
];

fn design((_, layers, skips, [b, g], [lanes, retrograde, stored], _): &Shape) -> Design {
    let mut design = Design::preset("digits").expect("a preset");
    design.network.layers = layers.to_vec();
    design.network.skips = skips.to_vec();
    (design.synapse.bits, design.synapse.quantum_log2) = (*b, *g);
    (design.hardware.lanes, design.hardware.retrograde_lanes) = (*lanes, *retrograde);
    design.hardware.stored_stimuli = *stored;
    design
}

/// What a design is counted with, by its name.
fn count(name: &str) -> Coverage {
    let counted = |design: Design| {
        let files = hardware::verilog(&design).expect("exported");
        Counted::new(name, design, files, Path::new(FOLDER))
    };
    let board = || {
        let mut board = Board::load("icebreaker").expect("a board");
        if name == "slow" {
            board.top.divisor = yuragi_hdl::host::uart::MAX_DIVISOR;
        }
        let files = yuragi_boards::verilog::top_verilog(&tiny(0), &board).expect("exported");
        let counted = Counted::new(name, tiny(0), files, Path::new(FOLDER));
        (counted, board)
    };
    let done = match name {
        "tiny" | "tiny-stored" => {
            let mut counted = counted(tiny(if name == "tiny" { 0 } else { 3 }));
            runs::noise(&mut counted, 1_500);
            runs::steps(&mut counted, 200);
            runs::rails(&mut counted);
            runs::refusals(&mut counted);
            if name == "tiny" {
                runs::odds(&mut counted);
                runs::evidence(&mut counted);
            } else {
                let plans = [(3, 1, 1), (1, 2, 3), (2, 1, 300), (2, 300, 1)];
                runs::rehearsals(&mut counted, &plans);
            }
            counted
        }
        "trained" => {
            let design = tiny(0);
            let weights = Model::new(&design).expect("a model").weights();
            let files = hardware::verilog_with(&design, Some(&weights)).expect("exported");
            let mut counted = Counted::new(name, design, files, Path::new(FOLDER));
            runs::trained(&mut counted, &weights);
            counted
        }
        "icebreaker" => {
            let (mut counted, board) = board();
            board::line(&mut counted, &board);
            counted
        }
        "slow" => {
            let (mut counted, board) = board();
            board::slow_line(&mut counted, &board);
            counted
        }
        _ => {
            let shape = SHAPES.iter().find(|shape| shape.0 == name);
            let shape = shape.unwrap_or_else(|| panic!("{name} is none of {}", NAMES.join(", ")));
            let mut counted = counted(design(shape));
            runs::evidence(&mut counted);
            // a presentation of the largest takes too long for many
            if shape.5 > 0 {
                runs::steps(&mut counted, shape.5);
                runs::rails(&mut counted);
                runs::refusals(&mut counted);
            }
            if counted.design.hardware.stored_stimuli > 0 {
                runs::rehearsals(&mut counted, &[(64, 1, 1)]);
            }
            counted
        }
    };
    let mut coverage = Coverage::default();
    done.merge_into(&mut coverage);
    coverage
}

const NAMES: [&str; 14] = [
    "tall",
    "widest",
    "icebreaker",
    "store",
    "wide",
    "broad",
    "many",
    "deep",
    "flat",
    "tiny",
    "slow",
    "tiny-stored",
    "narrow",
    "trained",
];

/// Lines in use, lines, bits in use, bits.
fn row(name: &str, counts: [usize; 4]) -> String {
    let [lines, all_lines, bits, all_bits] = counts;
    let percent = 100.0 * (lines + bits) as f64 / (all_lines + all_bits).max(1) as f64;
    format!("{name:<20}{lines:>8}{all_lines:>8}{bits:>8}{all_bits:>8}{percent:>9.2}\n")
}

fn sum(coverage: &Coverage) -> [usize; 4] {
    let mut sum = [0; 4];
    for counts in coverage.by_cell().values() {
        sum.iter_mut().zip(counts).for_each(|(s, n)| *s += n);
    }
    sum
}

fn main() -> ExitCode {
    // designs to run; a part of them gives a table, and no verdict
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let chosen = NAMES
        .iter()
        .filter(|&&name| wanted.is_empty() || wanted.iter().any(|w| w == name));
    let waiting: Mutex<VecDeque<&str>> = Mutex::new(chosen.copied().collect());
    if waiting.lock().expect("a list").is_empty() {
        eprintln!("error: the designs are {}", NAMES.join(", "));
        return ExitCode::from(2);
    }
    let begun = Instant::now();
    let results = Mutex::new((Coverage::default(), String::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("a list").pop_front();
                    let Some(name) = next else { break };
                    let start = Instant::now();
                    let counted = count(name);
                    let line = row(name, sum(&counted));
                    eprint!("{:>5.0} s {line}", start.elapsed().as_secs_f64());
                    let (union, table) = &mut *results.lock().expect("results");
                    union.merge(counted);
                    *table += &line;
                }
            });
        }
    });
    let (coverage, by_design) = results.into_inner().expect("results");
    let mut table = format!(
        "{:<20}{:>8}{:>8}{:>8}{:>8}{:>9}\n",
        "design, cell", "lines", "of", "bits", "of", "percent"
    );
    table += &by_design;
    for (cell, counts) in coverage.by_cell() {
        table += &row(cell, counts);
    }
    table += &row("all", sum(&coverage));
    println!("{table}in {:.0} s", begun.elapsed().as_secs_f64());
    let unused = coverage.unused();
    let list: String = unused
        .iter()
        .map(|point| format!("{} {}\n", point.cell, point.label))
        .collect();
    let folder = Path::new(FOLDER);
    std::fs::write(folder.join("table.txt"), &table).expect("written");
    std::fs::write(folder.join("unused.txt"), &list).expect("written");
    if !wanted.is_empty() {
        return ExitCode::SUCCESS;
    }
    let entries = explained(include_str!("../../../coverage/explained.txt"));
    let wrong = faults(&coverage, &entries);
    for what in &wrong {
        eprintln!("error: {what}");
    }
    println!("{} points not in use", unused.len());
    if wrong.is_empty() {
        println!("all explained in testbench/coverage/explained.txt");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
