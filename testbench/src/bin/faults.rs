//! What bits that turn while a chip learns cost, and whether the chip comes back:
//! `cargo run --release -p yuragi-testbench --features campaigns --bin faults -- [accuracy|registers]`. Writes `out/faults/`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

use yuragi_figures::{Axis, Key, Mark, Plot, Point, Scale, Series};
use yuragi_model::chance::SplitMix64;
use yuragi_testbench::campaigns::faults::{
    Bit, Learner, mean_and_error, turn_weights, weight_bits,
};
use yuragi_testbench::campaigns::noise::tiny;
use yuragi_testbench::campaigns::upsets::{FATES, Fate, Victim};

const FOLDER: &str = "out/faults";
const SEEDS: u64 = 5;
/// Presentations before anything turns, and under fire.
const BEFORE: u64 = 100_000;
const UNDER_FIRE: u64 = 50_000;
/// Flips per presentation.
const RATES: [f64; 9] = [0.0, 1e-4, 1e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0, 10.0];
/// Presentations a second of a chip: 1,300 cycles each at 48 MHz.
const A_SECOND: f64 = 48e6 / 1_300.0;
/// Shares of the bits that a burst turns, and presentations after it.
const BURSTS: [f64; 3] = [0.01, 0.1, 0.5];
const AFTER: [u64; 5] = [0, 1_000, 5_000, 20_000, 50_000];

fn save(name: &str, text: &str) {
    yuragi_files::write(&Path::new(FOLDER).join(name), text.as_bytes()).expect("written");
}

fn learned() -> Vec<Learner> {
    let learner = |seed| {
        let mut learner = Learner::digits(seed);
        (0..BEFORE).for_each(|_| learner.learn());
        learner
    };
    (1..=SEEDS).map(learner).collect()
}

fn rates(learners: &[Learner]) {
    let bits = weight_bits(&learners[0].design);
    println!(
        "{bits} bits of row memory; {BEFORE} presentations, then {UNDER_FIRE} under fire; {SEEDS} seeds; \
         {A_SECOND:.0} presentations/s"
    );
    let mut csv = String::from(
        "flips_per_presentation,flips_per_second,learning,learning_error,frozen,frozen_error,flips\n",
    );
    println!("flips/presentation   flips/s   learning          frozen            flips");
    let [mut going_on, mut frozen_line] = [Vec::new(), Vec::new()];
    for rate in RATES {
        let (mut learning, mut frozen, mut flips) = (Vec::new(), Vec::new(), 0);
        for (learner, seed) in learners.iter().zip(1..) {
            let mut learner = learner.clone();
            let mut kept = learner.model.weights();
            let turned = learner.learn_under_fire(UNDER_FIRE, rate, 1_000 * seed);
            turn_weights(&mut kept, &turned, learner.design.synapse.bits);
            learning.push(learner.accuracy(&learner.model.weights()));
            frozen.push(learner.accuracy(&kept));
            flips += turned.len();
        }
        let ((a, ea), (b, eb)) = (mean_and_error(&learning), mean_and_error(&frozen));
        let second = rate * A_SECOND;
        let flips = flips / learners.len();
        println!("{rate:<18} {second:>9.1}   {a:.4} +- {ea:.4}  {b:.4} +- {eb:.4}  {flips}");
        let _ = writeln!(
            csv,
            "{rate},{second:.2},{a:.5},{ea:.5},{b:.5},{eb:.5},{flips}"
        );
        let point = |y, error| Point {
            x: second,
            y,
            low: y - error,
            high: y + error,
        };
        going_on.push(point(a, ea));
        frozen_line.push(point(b, eb));
    }
    save("accuracy.csv", &csv);
    let plot = Plot {
        x: Axis::new("flips per second").scaled(Scale::LogOrZero),
        y: Axis::percent("test accuracy").from_to(0.0, 1.0),
        series: vec![
            Series::new("learning", 0, Mark::LineDots, going_on),
            Series::new("frozen", 1, Mark::LineDots, frozen_line),
        ],
        key: Key::Ends,
        ..Plot::default()
    };
    let title = "Test accuracy while bits of the row memory flip";
    save("accuracy.svg", &plot.drawing(title, 560.0, 340.0).svg());
}

fn bursts(learners: &[Learner]) {
    let mut csv = String::from("share,presentations_after,learning,error,frozen,frozen_error\n");
    println!("burst   before   presentations after: accuracy (frozen: as at 0)");
    for share in BURSTS {
        let mut before = Vec::new();
        let mut after = vec![Vec::new(); AFTER.len()];
        for (learner, seed) in learners.iter().zip(1..) {
            let mut learner = learner.clone();
            before.push(learner.accuracy(&learner.model.weights()));
            // so many different bits
            let mut chance = SplitMix64::new(7_000 * seed);
            let bits = learner.design.synapse.bits;
            let flips: Vec<Bit> = (0..weight_bits(&learner.design))
                .filter(|_| chance.below(1_000) < (1_000.0 * share) as u64)
                .map(|at| Bit::Weight {
                    index: (at / u64::from(bits)) as usize,
                    bit: (at % u64::from(bits)) as u32,
                })
                .collect();
            learner.turn(&flips);
            let mut done = 0;
            for (&n, scores) in AFTER.iter().zip(&mut after) {
                (done..n).for_each(|_| learner.learn());
                done = n;
                scores.push(learner.accuracy(&learner.model.weights()));
            }
        }
        let (mean, error) = mean_and_error(&before);
        let mut text = format!("{:>4.0} %   {mean:.4}  ", 100.0 * share);
        let _ = writeln!(csv, "{share},-1,{mean:.5},{error:.5},{mean:.5},{error:.5}");
        let (still, still_error) = mean_and_error(&after[0]);
        for (n, scores) in AFTER.iter().zip(&after) {
            let (mean, error) = mean_and_error(scores);
            let _ = write!(text, " {n}: {mean:.4} +- {error:.4},");
            let _ = writeln!(
                csv,
                "{share},{n},{mean:.5},{error:.5},{still:.5},{still_error:.5}"
            );
        }
        println!("{}", text.trim_end_matches(','));
    }
    save("bursts.csv", &csv);
}

fn registers(times: u64) {
    let mut victim = Victim::new(&tiny(0));
    let all = victim.registers.clone();
    let bits: u32 = all.iter().map(|register| register.signal.width()).sum();
    println!(
        "{} registers, {bits} bits, each turned at {times} random cycles of {}",
        all.len(),
        victim.cycles()
    );
    let mut chance = SplitMix64::new(1);
    let mut csv = String::from("register,bit,cycle,fate\n");
    let mut fates = BTreeMap::<Fate, u64>::new();
    let mut bad = BTreeMap::<(Fate, String), u64>::new();
    let mut tell = |csv: &mut String, what: String, cycle: u64, fate: Fate| {
        let _ = writeln!(csv, "{what},{cycle},{fate:?}");
        *fates.entry(fate).or_default() += 1;
        if fate >= Fate::Late {
            println!("{fate:?}: {what} at cycle {cycle}");
            *bad.entry((fate, what.replace(',', " bit "))).or_default() += 1;
        }
    };
    for register in &all {
        println!("{}", register.name);
        for bit in 0..register.signal.width() {
            for _ in 0..times {
                let cycle = 1 + chance.below(victim.cycles() - 1);
                let fate = victim.upset(&register.name, bit, cycle);
                tell(&mut csv, format!("{},{bit}", register.name), cycle, fate);
            }
        }
    }
    // codes of no state
    for (name, codes) in [("sequencer.phase", 18..32), ("commands.job", 23..32)] {
        for code in codes {
            for _ in 0..times {
                let cycle = 1 + chance.below(victim.cycles() - 1);
                let fate = victim.set(name, code, cycle);
                tell(&mut csv, format!("{name} = {code},"), cycle, fate);
            }
        }
    }
    let total: u64 = fates.values().sum();
    for fate in FATES {
        let n = fates.get(&fate).copied().unwrap_or(0);
        println!("{:<10} {n:>7} of {total}", format!("{fate:?}"));
    }
    let mut text = String::new();
    for ((fate, what), n) in &bad {
        let _ = writeln!(text, "{fate:?} {what} {n}");
    }
    save("registers.csv", &csv);
    save("registers.txt", &text);
}

fn main() {
    let what = std::env::args().nth(1).unwrap_or_default();
    let start = Instant::now();
    if what != "registers" {
        let learners = learned();
        rates(&learners);
        bursts(&learners);
        println!("{:.0} s", start.elapsed().as_secs_f64());
    }
    if what != "accuracy" {
        registers(3);
        println!("{:.0} s", start.elapsed().as_secs_f64());
    }
}
