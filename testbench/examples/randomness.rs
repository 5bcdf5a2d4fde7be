//! Long tests of the random bits: `make randomness`.
//!
//! - `randomness stream NAME SEED` writes a stream to standard output until nobody reads it any more.
//! - `randomness dieharder OUT [NUMBER...]` runs dieharder's tests, or those of these numbers, on every stream and writes a table to
//!   OUT/dieharder.csv.
//! - `randomness linear` runs the tests that a generator linear over GF(2) must fail, and looks for its relation of five bits in
//!   the spikes of a network that has learned.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, bail};
use yuragi::chance::SplitMix64;
use yuragi::data::DataSet;
use yuragi::design::Design;
use yuragi::model::Model;
use yuragi::network::Registers;
use yuragi::random::{Streams, seed_bytes};
use yuragi::training::Lessons;
use yuragi_testbench::draws::learn_digits;
use yuragi_testbench::exit_code;
use yuragi_testbench::linear;

/// The streams, by name. `consumed`: the draws of all three generators in the order in which `digits` consumes them while learning.
const STREAMS: [&str; 6] = [
    "consumed", "encoder", "neuron", "lanes128", "lanes256", "lanes512",
];

/// dieharder's tests, by number and size of tuple: all that are not called suspect by their author, the sizes of tuples that take
/// seconds and not hours. Each on a stretch of its own of each stream, from another seed.
const TESTS: [(u32, Option<u32>); 30] = [
    (0, None),
    (1, None),
    (2, None),
    (3, None),
    (4, None),
    (8, None),
    (9, None),
    (10, None),
    (11, None),
    (12, None),
    (13, None),
    (15, None),
    (16, None),
    (100, None),
    (101, None),
    (200, Some(1)),
    (200, Some(4)),
    (200, Some(8)),
    (201, Some(2)),
    (202, Some(4)),
    (203, Some(1)),
    (203, Some(8)),
    (204, None),
    (205, None),
    (206, None),
    (207, None),
    (208, Some(0)),
    (209, None),
    (102, None),
    (17, None),
];

/// Bytes of a portion.
const PORTION: usize = 1 << 16;

/// Hands over a stream in portions until told to stop.
fn portions(name: &str, seed: u64, mut each: impl FnMut(&[u8]) -> bool) -> anyhow::Result<()> {
    let lanes = match name {
        "lanes256" => 32,
        "lanes512" => 64,
        _ => 16,
    };
    let mut streams = Streams::new(lanes, &seed_bytes(seed));
    let mut bytes = Vec::with_capacity(2 * PORTION);
    let mut full = |bytes: &mut Vec<u8>| {
        let go_on = bytes.len() < PORTION || each(bytes);
        if bytes.len() >= PORTION {
            bytes.clear();
        }
        go_on
    };
    match name {
        "consumed" => {
            let design = Design::preset("digits").context("a preset")?;
            let mut model = Model::new(&design)?;
            learn_digits(&mut model, &design, seed, |draws| {
                for draw in draws.encoder.iter().chain(&draws.neuron) {
                    bytes.extend(draw.to_le_bytes());
                }
                for (_, draw) in &draws.lanes {
                    bytes.extend(&draw[..16]);
                }
                full(&mut bytes)
            });
        }
        "encoder" | "neuron" => loop {
            let draw = match name {
                "encoder" => streams.encoder.draw(),
                _ => streams.neuron.draw(),
            };
            bytes.extend(draw.to_le_bytes());
            if !full(&mut bytes) {
                break;
            }
        },
        "lanes128" | "lanes256" | "lanes512" => loop {
            bytes.extend(&streams.lanes.draw()[..if lanes == 16 { 16 } else { lanes }]);
            if !full(&mut bytes) {
                break;
            }
        },
        _ => bail!("no stream {name}: expected one of {STREAMS:?}"),
    }
    Ok(())
}

fn stream(name: &str, seed: u64) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    // a reader that has read enough goes away
    portions(name, seed, |bytes| out.write_all(bytes).is_ok())
}

/// A line of dieharder's table.
struct Verdict {
    test: String,
    p: f64,
    assessment: String,
}

/// Runs one test on one stream, with so many times the usual data.
fn dieharder(
    name: &str,
    seed: u64,
    (test, tuple): (u32, Option<u32>),
    times: u32,
) -> anyhow::Result<Vec<Verdict>> {
    let mut source = Command::new(std::env::current_exe()?)
        .args(["stream", name, &seed.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let pipe = source.stdout.take().context("a pipe")?;
    let mut command = Command::new("dieharder");
    let (number, times) = (test.to_string(), times.to_string());
    command.args(["-g", "200", "-d", &number, "-m", &times]);
    command.args([
        "-D",
        "test_name",
        "-D",
        "ntuple",
        "-D",
        "pvalues",
        "-D",
        "assessment",
    ]);
    if let Some(tuple) = tuple {
        command.args(["-n", &tuple.to_string()]);
    }
    let output = command
        .stdin(pipe)
        .output()
        .context("dieharder is not installed")?;
    // the command holds the reading end: without it, the writer stops
    drop(command);
    source.wait()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut verdicts = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [test, tuple, p, assessment] = fields[..] else {
            bail!("dieharder -d {test} said: {text}");
        };
        verdicts.push(Verdict {
            test: if tuple == "0" {
                test.to_owned()
            } else {
                format!("{test}, {tuple}")
            },
            p: p.parse()?,
            assessment: assessment.to_owned(),
        });
    }
    if verdicts.is_empty() || !output.status.success() {
        bail!("dieharder -d {test} gave no result");
    }
    Ok(verdicts)
}

/// How much more data decides where p is weak, below 0.005 or above 0.995.
const MORE: u32 = 8;

/// dab_monobit2: the ones in a block show relations of three and of five bits, which linear generators of few taps have.
const MUST_FAIL: u32 = 209;

/// Every test on every stream, or those of some numbers; the table is written as it grows. Whether just those failed that must.
fn table(out: &Path, numbers: &[u32]) -> anyhow::Result<bool> {
    std::fs::create_dir_all(out)?;
    let file = out.join("dieharder.csv");
    let mut text = String::from("stream,seed,test,p,assessment,seconds\n");
    let mut counts = [("PASSED", 0), ("WEAK", 0), ("FAILED", 0)];
    let (mut again, mut as_expected) = (0, true);
    let chosen = TESTS.iter().enumerate();
    let chosen = chosen.filter(|(_, (test, _))| numbers.is_empty() || numbers.contains(test));
    // test by test, so that a table that is not finished has all streams
    for (number, &test) in chosen {
        for name in STREAMS {
            let (seed, start) = (number as u64 + 1, Instant::now());
            let mut verdicts = dieharder(name, seed, test, 1)?;
            if verdicts.iter().any(|verdict| verdict.assessment == "WEAK") {
                let more = dieharder(name, seed, test, MORE)?;
                for (verdict, more) in verdicts.iter_mut().zip(more) {
                    if verdict.assessment == "WEAK" {
                        again += 1;
                        println!(
                            "{name:<9} {:<28} {:.8} WEAK, so with more data:",
                            verdict.test, verdict.p
                        );
                        *verdict = more;
                    }
                }
            }
            let failed = verdicts
                .iter()
                .any(|verdict| verdict.assessment == "FAILED");
            as_expected &= failed == (test.0 == MUST_FAIL);
            let seconds = start.elapsed().as_secs_f64() / verdicts.len() as f64;
            for Verdict {
                test,
                p,
                assessment,
            } in verdicts
            {
                println!("{name:<9} {test:<28} {p:.8} {assessment}");
                writeln!(
                    text,
                    "{name},{seed},\"{test}\",{p:.8},{assessment},{seconds:.1}"
                )?;
                for (_, count) in counts.iter_mut().filter(|(word, _)| *word == assessment) {
                    *count += 1;
                }
            }
            std::fs::write(&file, &text)?;
        }
    }
    println!(
        "dieharder: {counts:?}, of these {again} weak at first, {}",
        file.display()
    );
    Ok(as_expected)
}

/// Linear complexity and rank of every stream. Whether just those failed that must.
fn linearity() -> bool {
    println!(
        "{:<26} {:>5} {:>11} {:>10} {:>6} {:>10}",
        "", "state", "complexity", "fails from", "rank", "fails from"
    );
    println!(
        "{:<26} {:>5} {:>11} {:>10} {:>6} {:>10}",
        "stream", "bits", "of a bit", "draws", "of 1024", "side"
    );
    let mut as_expected = true;
    for (name, state, draw, bytes) in linear::streams(1) {
        let found = linear::test(&bytes, draw);
        let number = |n: Option<usize>| n.map_or_else(|| "passes".to_owned(), |n| n.to_string());
        println!(
            "{name:<26} {:>5} {:>11} {:>10} {:>7} {:>10}",
            state.map_or_else(String::new, |bits| bits.to_string()),
            found.complexity,
            number(found.fails_from),
            found.rank,
            number(found.fails_at_side)
        );
        let fails = [found.fails_from.is_some(), found.fails_at_side.is_some()];
        as_expected &= fails == [state.is_some(); 2];
    }
    as_expected
}

/// Products of five standardised spikes, where none is rarer or more frequent than one in ten.
struct Fives {
    name: &'static str,
    sum: f64,
    products: u64,
}

impl Fives {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            sum: 0.0,
            products: 0,
        }
    }

    /// Five spikes and their probabilities.
    fn add(&mut self, five: [(bool, f64); 5]) {
        if five.iter().all(|(_, p)| (0.1..=0.9).contains(p)) {
            let standard =
                |(spike, p): (bool, f64)| (f64::from(u8::from(spike)) - p) / (p * (1.0 - p)).sqrt();
            self.sum += five.into_iter().map(standard).product::<f64>();
            self.products += 1;
        }
    }

    /// Products of independent spikes have the mean 0 and the variance 1.
    fn print(&self) {
        let n = self.products as f64;
        let (mean, error) = (self.sum / n, 1.0 / n.sqrt());
        println!(
            "{:<44} {mean:>8.4} ± {error:.4} ({} products)",
            self.name, self.products
        );
    }
}

/// Whether neurons and pixels of `digits` see the relations of five bits, when it has learned and names images.
fn seen_by_digits() -> anyhow::Result<()> {
    let design = Design::preset("digits").context("a preset")?;
    let (data, mut chance) = (DataSet::digits()?, SplitMix64::new(1));
    let lessons = Lessons::new(&design, &data)?;
    let mut model = Model::new(&design)?;
    let registers = model.registers();
    model.set_registers(Registers {
        learn: true,
        ..registers
    })?;
    let mut image = || chance.below(data.len() as u64) as usize;
    for _ in 0..100_000 {
        model.set_stimulus(&lessons.lesson(&data, image()))?;
        model.present(1)?;
    }
    model.set_registers(registers)?;
    let mut neurons = Fives::new("five neurons of digits");
    let mut pixels = Fives::new("five pixels of digits");
    let mut others = Fives::new("five neurons at other distances");
    // 74 draws of the neuron cell and 37 of the encoder a presentation; three presentations are looked at
    let mut last: Vec<[Vec<(bool, f64)>; 2]> = Vec::new();
    for _ in 0..400_000 {
        let stimulus = lessons.question(&data, image());
        model.set_stimulus(&stimulus)?;
        model.present(1)?;
        let (spikes, potentials) = (model.spikes(), model.potentials());
        let thresholds = potentials
            .hidden
            .iter()
            .map(|&v| model.tables().threshold(v));
        let p = thresholds.map(|threshold| f64::from(threshold) / 65536.0);
        let q = stimulus
            .intensities
            .iter()
            .map(|&q| yuragi_testbench::oracle::intensity(q));
        last.push([
            spikes.predicted.iter().copied().zip(p).collect(),
            spikes.inputs.iter().copied().zip(q).collect(),
        ]);
        if let [first, second, third] = &last[..] {
            for j in 0..26 {
                let [now, next] = [&first[0], &second[0]];
                neurons.add([now[j], now[j + 13], now[j + 19], now[j + 38], next[j + 15]]);
            }
            for j in 0..25 {
                let [now, next] = [&first[0], &second[0]];
                others.add([now[j], now[j + 14], now[j + 19], now[j + 38], next[j + 15]]);
            }
            for unit in 0..6 {
                let [now, next, then] = [&first[1], &second[1], &third[1]];
                let five = [
                    now[unit],
                    now[unit + 40],
                    now[unit + 58],
                    next[unit + 4],
                    then[unit + 30],
                ];
                pixels.add(five);
            }
            last.remove(0);
        }
    }
    neurons.print();
    others.print();
    pixels.print();
    Ok(())
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    exit_code(match words[..] {
        ["stream", name, seed] => seed
            .parse()
            .context("a seed is a whole number")
            .and_then(|seed| stream(name, seed).map(|()| true)),
        ["dieharder", out, ref numbers @ ..] => numbers
            .iter()
            .map(|number| number.parse().context("a test's number"))
            .collect::<anyhow::Result<Vec<u32>>>()
            .and_then(|numbers| table(Path::new(out), &numbers)),
        ["linear"] => seen_by_digits().map(|()| linearity()),
        _ => Err(anyhow::anyhow!(
            "expected: stream NAME SEED, dieharder OUT [NUMBER...], or linear"
        )),
    })
}
