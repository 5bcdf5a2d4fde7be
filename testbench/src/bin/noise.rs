//! A million frames of noise on the host port of a core in Verilator: `cargo run --release -p yuragi-testbench --features campaigns --bin noise -- [frames]`.

use std::process::ExitCode;
use std::time::Instant;

use yuragi_testbench::campaigns::noise::{Campaign, KINDS, Outcome, SPOILED, caught, tiny};

/// Stored stimuli of the core, and seed.
const RUNS: [(usize, u64); 4] = [(0, 101), (0, 102), (3, 103), (3, 104)];

fn main() -> ExitCode {
    let frames = std::env::args().nth(1);
    let frames: u64 = frames.map_or(1_000_000, |n| n.parse().expect("a number of frames"));
    for spoiled in SPOILED {
        match caught(spoiled, 1, 100_000) {
            Ok(how) => println!("a spoiled core is caught: {how}"),
            Err(why) => {
                eprintln!("error: {why}");
                return ExitCode::FAILURE;
            }
        }
    }
    let start = Instant::now();
    let mut sum = Outcome::default();
    for (stored, seed) in RUNS {
        let mut campaign = Campaign::new(&tiny(stored), None, seed);
        let done = campaign.run(frames.div_ceil(RUNS.len() as u64));
        let one = &campaign.outcome;
        eprintln!("tiny, {stored} stored stimuli, seed {seed}: {one:?}");
        if let Err(why) = done {
            eprintln!("error: seed {seed}, {stored} stored stimuli: {why}");
            return ExitCode::FAILURE;
        }
        for (sum, one) in sum.kinds.iter_mut().zip(one.kinds) {
            *sum += one;
        }
        for (sum, one) in sum.codes.iter_mut().zip(one.codes) {
            *sum += one;
        }
        sum.bytes += one.bytes;
        sum.cycles += one.cycles;
        sum.executed += one.executed;
        sum.states += one.states;
        sum.bits += one.bits;
        sum.slowest = sum.slowest.max(one.slowest);
    }
    let took = start.elapsed().as_secs_f64();
    for (kind, n) in KINDS.iter().zip(sum.kinds) {
        println!("{:<12} {n:>9}", format!("{kind:?}"));
    }
    println!(
        "{} frames of noise and {} others, {} bytes, {} cycles, {:.0} s: {:.0} frames/s",
        sum.noise(),
        sum.kinds[0] + sum.kinds[5],
        sum.bytes,
        sum.cycles,
        took,
        sum.kinds.iter().sum::<u64>() as f64 / took
    );
    println!(
        "answers: {} good, refused by code 1 to 6: {:?}; {} good frames changed the state",
        sum.codes[0],
        &sum.codes[1..],
        sum.executed
    );
    println!(
        "{} states equal to the model's, {} bits; an identify was answered within {} cycles after each batch",
        sum.states, sum.bits, sum.slowest
    );
    ExitCode::SUCCESS
}
