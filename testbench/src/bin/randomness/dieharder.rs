//! dieharder's tests on every stream.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, bail, ensure};

use super::streams::STREAMS;

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
pub fn table(out: &Path, numbers: &[u32]) -> anyhow::Result<bool> {
    for number in numbers {
        let known = TESTS.iter().any(|(test, _)| test == number);
        ensure!(known, "there is no test {number} of dieharder in the list");
    }
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
            yuragi_files::write(&file, text.as_bytes())?;
        }
    }
    println!(
        "dieharder: {counts:?}, of these {again} weak at first, {}",
        file.display()
    );
    Ok(as_expected)
}
