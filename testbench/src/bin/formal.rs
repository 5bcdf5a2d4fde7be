//! Proves what docs/reference/proofs.md tells of, and that each proof fails after a change of the Verilog:
//! `formal [part of a proof's name] [seconds for each run of the solver]`, by default all and 300.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use yuragi_testbench::campaigns::exit_code;
use yuragi_testbench::proofs::formal::{PROOFS, Verdict};

fn run() -> anyhow::Result<bool> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let seconds = words.next().map_or(Ok(300), |word| word.parse());
    let limit = Duration::from_secs(seconds.context("seconds: a whole number is expected")?);
    let mut sound = true;
    let chosen: Vec<_> = PROOFS
        .iter()
        .filter(|proof| proof.name.contains(&name))
        .collect();
    ensure!(
        !chosen.is_empty(),
        "no proof has a name with {name:?} in it"
    );
    for proof in chosen {
        let (assertions, covers) = proof.counts();
        println!("{}: {}", proof.name, proof.claim);
        println!(
            "  {}, {assertions} assertions, {covers} covers",
            proof.method
        );
        for source in proof.sources {
            let start = Instant::now();
            let verdict = proof
                .prove(source, None, limit)
                .map_err(anyhow::Error::msg)?;
            let seconds = start.elapsed().as_secs_f64();
            println!("  {:<24} {seconds:>6.1} s  {verdict}", source.name());
            sound &= verdict == Verdict::Proven;
        }
        for control in proof.controls {
            let start = Instant::now();
            let verdict = proof.prove(&proof.sources[0], Some(control), limit);
            let verdict = verdict.map_err(anyhow::Error::msg)?;
            let seconds = start.elapsed().as_secs_f64();
            let code = control.from.trim().lines().next().unwrap_or_default();
            println!("  changed: {code}  {seconds:.1} s  {verdict}");
            sound &= matches!(verdict, Verdict::Refuted(_) | Verdict::Open(_));
        }
    }
    Ok(sound)
}

fn main() -> ExitCode {
    exit_code(run())
}
