//! Proves cell by cell that an iCE40's netlist does what the Verilog says, as far as yosys can:
//! `equivalence [preset or design file] [seconds for each proof]`, by default `tiny` and 60.
//!
//! Beside each proof stands the same with one operator of the cell changed before synthesis: if that were proven, too, the
//! proof would be worth nothing.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use yuragi_hardware as hardware;
use yuragi_model::design::Design;
use yuragi_testbench::campaigns::exit_code;
use yuragi_testbench::proofs::equivalence::{Verdict, fault, prove};

fn run() -> anyhow::Result<bool> {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "tiny".into());
    let seconds = words.next().map_or(Ok(60), |word| word.parse());
    let limit = Duration::from_secs(seconds.context("seconds: a whole number is expected")?);
    let design = Design::load(&name)?;
    let files = hardware::verilog(&design)?;
    let (mut proven, mut worthless) = (0, 0);
    println!("{:<20} {:<28} {:>6}  with a fault", "cell", "proof", "s");
    for file in &files {
        let start = Instant::now();
        let of = |gate| prove(&files, gate, &file.module, limit).context("yosys was not run");
        let verdict = of(&files)?;
        let seconds = start.elapsed().as_secs_f64();
        let mut control = String::new();
        if let Verdict::Proven { .. } = verdict {
            proven += 1;
            control = match fault(&files, &file.module) {
                None => "no operator to change".to_owned(),
                Some(faulty) => match of(&faulty)? {
                    Verdict::Proven { .. } => {
                        worthless += 1;
                        "PROVEN, TOO".to_owned()
                    }
                    other => other.to_string(),
                },
            };
        }
        println!(
            "{:<20} {:<28} {seconds:>6.1}  {control}",
            file.module,
            verdict.to_string()
        );
    }
    println!("{proven} of {} cells proven equal", files.len());
    Ok(proven > 0 && worthless == 0)
}

fn main() -> ExitCode {
    exit_code(run())
}
